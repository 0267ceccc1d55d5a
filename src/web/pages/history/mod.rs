//! What was done, and each message as it was sent.

mod list;
mod reminder;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/history", list::page)
        .get(Need::READER, "/c/{company}/history/{reminder}", reminder::page)
        .get(Need::READER, "/c/{company}/history/{reminder}/message.eml", reminder::message)
        .get(Need::READER, "/c/{company}/history/{reminder}/frame", reminder::frame)
        .get(Need::READER, "/c/{company}/history/{reminder}/letter", reminder::letter)
        .get(
            Need::READER,
            "/c/{company}/history/{reminder}/attachments/{position}",
            reminder::attachment,
        )
}
