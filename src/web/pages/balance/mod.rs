//! The aged balance: accounts, their operations, and both as files.

mod account;
mod export;
mod filters;
mod list;
mod rows;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/balance", list::page)
        .get(Need::READER, "/c/{company}/balance/{account}", account::page)
        .get(Need::READER, "/c/{company}/balance/export/{format}", export::file)
}
