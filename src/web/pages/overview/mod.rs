//! Where the company stands, at a glance.

mod charts;
mod context;
mod words;

use axum::response::Response;

use crate::app::overview;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::CompanyVisit;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::READER, "/c/{company}", page).get(
        Need::READER,
        "/c/{company}/overview/{chart}",
        charts::picture,
    )
}

async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    let clock = visit.clock();
    let found = overview::overview(&visit.engine, &visit.rules, &visit.web.figures, &clock).await?;
    visit.page("pages/overview/page.html", context::of(&visit, &found))
}
