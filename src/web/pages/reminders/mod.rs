//! Reminders by hand: composed, looked at, sent.

mod compose;
mod composition;
mod proposal;
mod result;
mod send;
mod start;

use crate::web::routes::{Need, Routes};

pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Need::READER, "/c/{company}/reminders", start::page)
        .post(Need::CLERK, "/c/{company}/reminders/drafts/confirm", start::confirm)
        .post(Need::CLERK, "/c/{company}/reminders/drafts/drop", start::drop)
        .get(Need::CLERK, "/c/{company}/reminders/new", compose::page)
        .get(Need::CLERK, "/c/{company}/reminders/new/proposal", compose::fragment)
        .get(Need::CLERK, "/c/{company}/reminders/preview/frame", compose::frame)
        .get(Need::CLERK, "/c/{company}/reminders/preview/file", compose::file)
        .get(
            Need::CLERK,
            "/c/{company}/reminders/preview/attachments/{position}",
            compose::attachment,
        )
        .get(Need::CLERK, "/c/{company}/reminders/check", send::check)
        .post(Need::CLERK, "/c/{company}/reminders/send", send::send)
        .get(Need::READER, "/c/{company}/reminders/runs/{run}", result::page)
        .get(Need::READER, "/c/{company}/reminders/runs/{run}/letters.zip", result::letters_zip)
        .get(Need::READER, "/c/{company}/reminders/runs/{run}/letters.pdf", result::letters_pdf)
        .get(Need::READER, "/c/{company}/reminders/runs/{run}/drafts.zip", result::drafts_zip)
}
