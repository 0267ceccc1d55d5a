//! Users, tokens, the mail server, the audit log.

use axum::response::Response;

use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::ADMINISTRATOR, "/admin", page)
}

async fn page(visit: Visit) -> Result<Response, WebError> {
    visit.page("pages/admin/page.html", ())
}
