//! The suppression list.

use serde_json::{Value, json};

use super::records::moment;
use super::table::Rows;
use crate::app::suppressions::{ToMend, cause};
use crate::wording::{UiLanguage, msg};

pub fn table(list: &[ToMend], language: UiLanguage) -> String {
    let mut rows = Rows::new(
        &[
            (msg!("mailbox-column-address"), false),
            (msg!("mailbox-column-cause"), false),
            (msg!("mailbox-column-detail"), false),
            (msg!("cli-column-customer"), false),
            (msg!("mailbox-column-holders"), false),
            (msg!("cli-column-reminder"), true),
            (msg!("follow-up-column-since"), false),
            (msg!("follow-up-column-author"), false),
            (msg!("mailbox-column-lifted"), false),
        ],
        language,
    );
    for ToMend { suppression, holders } in list {
        let customer = suppression.customer.as_ref();
        rows.add(vec![
            suppression.address.clone(),
            cause(suppression.cause).in_language(language),
            suppression.detail.clone(),
            customer.map(|it| format!("{} {}", it.code, it.name)).unwrap_or_default(),
            holders.join("\n"),
            suppression.reminder.map(|reminder| reminder.0.to_string()).unwrap_or_default(),
            moment(suppression.since),
            suppression.author.clone(),
            suppression.lifted.as_ref().map(|it| moment(it.at)).unwrap_or_default(),
        ]);
    }
    rows.to_string()
}

pub fn json(list: &[ToMend]) -> String {
    let list: Vec<Value> = list
        .iter()
        .map(|ToMend { suppression, holders }| {
            let customer = suppression.customer.as_ref();
            let lifted = suppression.lifted.as_ref();
            json!({
                "address": suppression.address,
                "cause": suppression.cause.as_str(),
                "detail": suppression.detail,
                "all_companies": suppression.everywhere,
                "customer": customer.map(|it| json!({ "code": it.code, "name": it.name })),
                "holders": holders,
                "reminder": suppression.reminder.map(|reminder| reminder.0),
                "since": suppression.since.to_rfc3339(),
                "author": suppression.author,
                "lifted": lifted.map(|it| json!({
                    "at": it.at.to_rfc3339(),
                    "by": it.by,
                    "reason": it.reason,
                })),
            })
        })
        .collect();
    format!("{:#}\n", Value::Array(list))
}
