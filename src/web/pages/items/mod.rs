//! Invoices and due items: found, selected, followed up.

mod changes;
mod charges;
mod filters;
mod invoice;
mod search;
mod selected;
pub mod words;

pub use invoice::{batches, scope};
pub use search::pairs_of;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/items", search::page)
        .get(Need::CLERK, "/c/{company}/items/selected", selected::page)
        .post(Need::CLERK, "/c/{company}/items/selected/follow-up", selected::note)
        .post(Need::CLERK, "/c/{company}/items/selected/holds", selected::hold)
        .get(Need::CLERK, "/c/{company}/items/remind", selected::composer)
        .get(Need::READER, "/c/{company}/invoices/{customer}/{number}", invoice::page)
        .get(
            Need::READER,
            "/c/{company}/invoices/{customer}/{number}/documents/{place}",
            invoice::document,
        )
}
