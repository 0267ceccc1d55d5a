//! Webhooks: who is told of what, and how the deliveries went.

mod changes;
mod show;

use crate::store::Webhook;
use crate::web::error::WebError;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;

const LIST: &str = "/admin/webhooks";

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::ADMINISTRATOR, "/admin/webhooks", show::list)
        .post(Need::ADMINISTRATOR, "/admin/webhooks", changes::create)
        .get(Need::ADMINISTRATOR, "/admin/webhooks/{id}", show::one)
        .post(Need::ADMINISTRATOR, "/admin/webhooks/{id}/switch", changes::switch)
        .post(Need::ADMINISTRATOR, "/admin/webhooks/{id}/try", changes::try_out)
        .post(Need::ADMINISTRATOR, "/admin/webhooks/{id}/remove", changes::remove)
        .post(
            Need::ADMINISTRATOR,
            "/admin/webhooks/{id}/deliveries/{delivery}/again",
            changes::deliver_again,
        )
}

/// A webhook of a company that the visitor may see.
async fn found(visit: &Visit, id: i64) -> Result<Webhook, WebError> {
    let webhook = visit.web.store.webhook(id).await?;
    webhook.filter(|it| visit.may_see(&it.company)).ok_or(WebError::NotFound)
}
