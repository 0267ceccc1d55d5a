//! Rules and templates: edited, checked, compared, restored.

use axum::response::Response;

use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::ADMINISTRATOR, "/files", page)
}

async fn page(visit: Visit) -> Result<Response, WebError> {
    visit.page("pages/editor/page.html", ())
}
