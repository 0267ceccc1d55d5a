//! Addresses that nothing is sent to any more.

mod changes;
mod list;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/suppressions", list::page)
        .post(Need::CLERK, "/c/{company}/suppressions", changes::add)
        .post(Need::CLERK, "/c/{company}/suppressions/lift", changes::lift)
}
