//! Batches: previewed, approved, run, watched.

use axum::response::Response;

use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::READER, "/c/{company}/batches", page)
}

async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    visit.page("pages/batches/page.html", ())
}
