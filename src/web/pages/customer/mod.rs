//! Customers, and all that is known of one.

mod contacts;
mod list;
mod next;
mod personal;
mod remind;
mod show;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/customers", list::page)
        .get(Need::READER, "/c/{company}/customers/{code}", show::page)
        .post(Need::CLERK, "/c/{company}/customers/{code}/switches", show::switches)
        .get(Need::READER, "/c/{company}/customers/{code}/next/{place}", next::message)
        .get(Need::CLERK, "/c/{company}/customers/{code}/remind", remind::page)
        .post(Need::CLERK, "/c/{company}/customers/{code}/remind", remind::act)
        .get(Need::CLERK, "/c/{company}/customers/{code}/remind/message", remind::message)
        .get(Need::ADMINISTRATOR, personal::PAGE, personal::page)
        .get(Need::ADMINISTRATOR, personal::EXPORT, personal::export)
        .post(Need::ADMINISTRATOR, personal::ERASE, personal::erase)
}
