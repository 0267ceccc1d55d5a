//! What operators and their tools ask of the service, and what it logs.

mod health;
pub mod metrics;
pub mod requests;

use super::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .plain(Need::Nothing, "/healthz", health::healthy)
        .plain(Need::Nothing, "/readyz", health::ready)
        .plain(Need::Service, "/metrics", metrics::page)
}
