//! What a verification of the history found.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::records::moment;
use crate::app::audit_chain::Verification;
use crate::wording::{UiLanguage, msg};

pub fn verification(found: &Verification, now: DateTime<Utc>, language: UiLanguage) -> String {
    let mut messages = Vec::new();
    match &found.flaw {
        None => messages.push(msg!("trust-intact", count = found.head.entries)),
        Some(flaw) => {
            messages.push(msg!("trust-broken", flaw = flaw.message()));
            messages.push(msg!("trust-holds-to", count = found.head.entries));
        }
    }
    if found.erased > 0 {
        messages.push(msg!("trust-erased-texts", count = found.erased));
    }
    if let Some(oldest) = found.oldest_unsealed {
        messages.push(msg!(
            "trust-unsealed",
            count = found.unsealed,
            since = moment(oldest),
            minutes = (now - oldest).num_minutes()
        ));
    }
    if found.flaw.is_none() && found.head.entries > 0 {
        messages.push(msg!("trust-keep-head", head = found.head.to_string()));
    }
    messages.iter().map(|message| format!("{}\n", message.in_language(language))).collect()
}

pub fn verification_json(found: &Verification, language: UiLanguage) -> String {
    let flaw = found.flaw.map(|flaw| {
        let place = flaw.place;
        json!({
            "what": flaw.what.as_str(),
            "position": place.and_then(|place| place.position),
            "kind": place.map(|place| place.kind.as_str()),
            "row": place.map(|place| place.row),
            "message": flaw.message().in_language(language),
        })
    });
    let document = json!({
        "intact": found.flaw.is_none(),
        "entries": found.head.entries,
        "head": found.head.to_string(),
        "flaw": flaw,
        "erased_texts": found.erased,
        "unsealed": {
            "rows": found.unsealed,
            "oldest": found.oldest_unsealed.map(|at| at.to_rfc3339()),
        },
    });
    format!("{document:#}\n")
}
