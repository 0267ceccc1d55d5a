//! Why an item is not reminded, with amounts as tables write them.

use super::table::Figures;
use crate::app::reasons;
pub use crate::app::reasons::reason_name;
use crate::plan::outcome::Reason;
use crate::wording::Message;

/// In full, with amounts as the user's language writes them.
pub fn reason(reason: &Reason, figures: &Figures) -> Message {
    reasons::reason(reason, |amount| figures.money(amount))
}
