//! What operators and their tools ask of the service.

use axum::http::StatusCode;

use super::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes.plain(Need::Nothing, "/healthz", healthy)
}

/// The process answers.
async fn healthy() -> StatusCode {
    StatusCode::OK
}
