//! How due items are told, on all pages that show them.

use chrono::NaiveDate;
use serde::Serialize;

use crate::app::error::AppError;
use crate::domain::hold::HoldKind;
use crate::domain::language::Language;
use crate::domain::level::Standing;
use crate::domain::money::Money;
use crate::plan::follow_up::DueState;
use crate::plan::outcome::Reason;
use crate::plan::policy::Origin;
use crate::web::error::WebError;
use crate::web::visit::Visit;
use crate::wording::{Message, UiLanguage, msg};

/// A short word with its colour.
#[derive(Debug, Clone, Serialize)]
pub struct Badge {
    pub text: String,
    pub tone: &'static str,
}

/// What the visitor can mend is told where it was typed.
///
/// # Errors
/// When it is nothing that the visitor can mend.
pub fn mistake(error: AppError) -> Result<Message, WebError> {
    let error = WebError::App(error);
    if error.status().is_server_error() { Err(error) } else { Ok(error.message()) }
}

/// Why an item is not reminded, with amounts as the visitor's language writes
/// them.
pub fn reason(visit: &Visit, reason: &Reason) -> String {
    let format = visit.format();
    visit.text(&match reason {
        Reason::BelowMinimum { open, minimum } => msg!(
            "plan-below-minimum",
            open = format.money(open),
            minimum = format.money(&Money::new(*minimum, open.currency))
        ),
        Reason::CreditorCustomer { balance } => {
            msg!("plan-creditor", balance = format.money(balance))
        }
        other => other.message(),
    })
}

/// `12 days late`, `due today`, `due in 3 days`.
pub fn lateness(visit: &Visit, days: i64) -> String {
    visit.text(&match days {
        late if late > 0 => msg!("web-items-days-late", days = late),
        0 => msg!("web-items-due-today"),
        ahead => msg!("web-items-due-in", days = -ahead),
    })
}

/// The level that an item stands at.
pub fn standing(visit: &Visit, standing: &Standing) -> Badge {
    match standing {
        Standing::New => Badge { text: visit.text(&msg!("web-items-never")), tone: "muted" },
        Standing::At(level) => Badge { text: level.to_string(), tone: "info" },
        Standing::Excluded => Badge { text: visit.text(&msg!("web-items-na")), tone: "muted" },
    }
}

pub fn hold(visit: &Visit, kind: HoldKind) -> String {
    visit.text(&match kind {
        HoldKind::Manual => msg!("web-items-hold-manual"),
        HoldKind::Automatic => msg!("web-items-hold-automatic"),
        HoldKind::Temporary => msg!("web-items-hold-temporary"),
    })
}

/// The label of a status; its code where the rules have none any more.
pub fn status(visit: &Visit, code: &str) -> String {
    let tag = match visit.language {
        UiLanguage::English => Language::ENGLISH,
        UiLanguage::French => Language::FRENCH,
    };
    let known = visit.engine.rules.statuses.iter().find(|status| status.code == code);
    known.and_then(|status| status.label.get(&tag)).map_or(code, String::as_str).to_owned()
}

/// A promised day and where it stands.
pub fn promise(visit: &Visit, day: NaiveDate, as_of: NaiveDate) -> Badge {
    let days = (as_of - day).num_days();
    let (state, tone) = match DueState::of(day, as_of) {
        DueState::Passed => (msg!("follow-up-promise-broken", days = days), "danger"),
        DueState::Today => (msg!("follow-up-promise-today"), "warn"),
        DueState::Ahead => (msg!("follow-up-promise-running", days = -days), "info"),
    };
    let text = msg!("follow-up-note-promise", date = visit.format().day(day), state = state);
    Badge { text: visit.text(&text), tone }
}

/// `C0012/FA26012/1`: the name of an item, as reminders by hand take it.
pub fn item_name(customer: &str, invoice: &str, instalment: u32) -> String {
    format!("{customer}/{invoice}/{instalment}")
}

/// Where a rule stands, in the folder of the rules: `relance.yaml:16`.
pub fn place(visit: &Visit, origin: &Origin) -> String {
    let (place, folder) = (origin.to_string(), visit.web.node_settings.rules.display().to_string());
    let inside = place.strip_prefix(&folder).map(|rest| rest.trim_start_matches('/').to_owned());
    inside.unwrap_or(place)
}
