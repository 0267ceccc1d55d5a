//! Why an item is not reminded, in full and as a name.

use crate::domain::money::Money;
use crate::plan::outcome::Reason;
use crate::wording::{Message, msg};

/// In full; `money` writes amounts as the reader's language does.
pub fn reason(reason: &Reason, money: impl Fn(&Money) -> String) -> Message {
    match reason {
        Reason::BelowMinimum { open, minimum } => msg!(
            "plan-below-minimum",
            open = money(open),
            minimum = money(&Money::new(*minimum, open.currency))
        ),
        Reason::CreditorCustomer { balance } => msg!("plan-creditor", balance = money(balance)),
        other => other.message(),
    }
}

/// A reason's name in a summary, where single cases do not matter.
pub fn reason_name(code: &str) -> Message {
    match code {
        "not_in_batch" => msg!("cli-reason-not-in-batch"),
        "settled" => msg!("cli-reason-settled"),
        "payment_method_never_dunned" => msg!("cli-reason-payment-method"),
        "automatic_off" => msg!("cli-reason-automatic-off"),
        "manual_off" => msg!("by-hand-reason-manual-off"),
        "manual_hold" => msg!("by-hand-reason-manual-hold"),
        "no_postal_address" => msg!("by-hand-reason-no-postal-address"),
        "automatic_hold" => msg!("cli-reason-automatic-hold"),
        "temporary_hold" => msg!("cli-reason-temporary-hold"),
        "set_to_na" | "days_given_to_na" => msg!("cli-reason-na"),
        "exclusion" => msg!("cli-reason-exclusion"),
        "below_minimum" => msg!("cli-reason-below-minimum"),
        "creditor_customer" => msg!("cli-reason-creditor"),
        "refused_by_hook" => msg!("cli-reason-hook"),
        "reminded_today" => msg!("cli-reason-reminded-today"),
        "no_level" => msg!("cli-reason-no-level"),
        "already_at_level" => msg!("cli-reason-already-at-level"),
        "repeat_not_due" => msg!("cli-reason-repeat-not-due"),
        "never_lowered" => msg!("cli-reason-never-lowered"),
        "outside_bounds" => msg!("cli-reason-outside-bounds"),
        "unknown_level" => msg!("cli-reason-unknown-level"),
        "no_recipient" => msg!("cli-reason-no-recipient"),
        "addresses_suppressed" => msg!("mailbox-reason-suppressed"),
        _ => msg!("cli-reason-script-failed"),
    }
}
