//! Reasons and sources as messages.

use super::outcome::{BadAddress, Defect, Reason};
use super::policy::RecipientSource;
use crate::domain::address::EmailAddress;
use crate::domain::money::Money;
use crate::wording::{Message, msg};

impl Reason {
    /// Every name that [`Reason::code`] gives.
    pub const CODES: [&'static str; 25] = [
        "not_in_batch",
        "settled",
        "payment_method_never_dunned",
        "automatic_off",
        "manual_off",
        "manual_hold",
        "automatic_hold",
        "temporary_hold",
        "set_to_na",
        "days_given_to_na",
        "exclusion",
        "below_minimum",
        "creditor_customer",
        "refused_by_hook",
        "reminded_today",
        "no_level",
        "already_at_level",
        "repeat_not_due",
        "never_lowered",
        "outside_bounds",
        "unknown_level",
        "no_recipient",
        "addresses_suppressed",
        "no_postal_address",
        "script_failed",
    ];

    /// A short stable name, for JSON and for counting.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotInBatch => "not_in_batch",
            Self::Settled => "settled",
            Self::NeverDunnedPaymentMethod { .. } => "payment_method_never_dunned",
            Self::AutomaticOff => "automatic_off",
            Self::ManualOff => "manual_off",
            Self::ManualHold { .. } => "manual_hold",
            Self::AutomaticHold { .. } => "automatic_hold",
            Self::TemporaryHold { .. } => "temporary_hold",
            Self::SetToExcluded => "set_to_na",
            Self::DaysExcluded { .. } => "days_given_to_na",
            Self::Exclusion { .. } => "exclusion",
            Self::BelowMinimum { .. } => "below_minimum",
            Self::CreditorCustomer { .. } => "creditor_customer",
            Self::RefusedByHook { .. } => "refused_by_hook",
            Self::RemindedToday => "reminded_today",
            Self::NoLevel { .. } => "no_level",
            Self::AlreadyAtLevel { .. } => "already_at_level",
            Self::RepeatNotDue { .. } => "repeat_not_due",
            Self::NeverLowered { .. } => "never_lowered",
            Self::OutsideBounds { .. } => "outside_bounds",
            Self::UnknownLevel { .. } => "unknown_level",
            Self::NoRecipient => "no_recipient",
            Self::AddressesSuppressed { .. } => "addresses_suppressed",
            Self::NoPostalAddress => "no_postal_address",
            Self::ScriptFailed { .. } => "script_failed",
        }
    }

    pub fn message(&self) -> Message {
        match self {
            Self::NotInBatch => msg!("plan-not-in-batch"),
            Self::Settled => msg!("plan-settled"),
            Self::NeverDunnedPaymentMethod { method } => {
                msg!("plan-payment-method", method = method)
            }
            Self::AutomaticOff => msg!("plan-automatic-off"),
            Self::ManualOff => msg!("plan-manual-off"),
            Self::ManualHold { comment } => msg!("plan-manual-hold", comment = comment),
            Self::AutomaticHold { comment } => msg!("plan-automatic-hold", comment = comment),
            Self::TemporaryHold { comment } => msg!("plan-temporary-hold", comment = comment),
            Self::SetToExcluded => msg!("plan-set-to-na"),
            Self::DaysExcluded { days } => msg!("plan-days-na", days = *days),
            Self::Exclusion { name } => msg!("plan-exclusion", name = &**name),
            Self::BelowMinimum { open, minimum } => msg!(
                "plan-below-minimum",
                open = open.to_string(),
                minimum = Money::new(*minimum, open.currency).to_string()
            ),
            Self::CreditorCustomer { balance } => {
                msg!("plan-creditor", balance = balance.to_string())
            }
            Self::RefusedByHook { reason, .. } => msg!("plan-refused-by-hook", reason = reason),
            Self::RemindedToday => msg!("plan-reminded-today"),
            Self::NoLevel { days } => msg!("plan-no-level", days = *days),
            Self::AlreadyAtLevel { level } => {
                msg!("plan-already-at-level", level = level.as_str())
            }
            Self::RepeatNotDue { level, days_since, every } => msg!(
                "plan-repeat-not-due",
                level = level.as_str(),
                days = *days_since,
                every = *every
            ),
            Self::NeverLowered { current, proposed } => {
                msg!("plan-never-lowered", current = current.as_str(), proposed = proposed.as_str())
            }
            Self::OutsideBounds { level, bounds, days, reminded: true } => msg!(
                "plan-outside-bounds",
                level = level.as_str(),
                bounds = bounds.to_string(),
                days = *days
            ),
            Self::OutsideBounds { level, bounds, days, reminded: false } => msg!(
                "plan-outside-bounds-new",
                level = level.as_str(),
                bounds = bounds.to_string(),
                days = *days
            ),
            Self::UnknownLevel { level, hook: None } => {
                msg!("plan-unknown-level", level = level.as_str())
            }
            Self::UnknownLevel { level, hook: Some(hook) } => {
                msg!("plan-unknown-level-hook", hook = *hook, level = level.as_str())
            }
            Self::NoRecipient => msg!("plan-no-recipient"),
            Self::AddressesSuppressed { addresses } => {
                let list: Vec<&str> = addresses.iter().map(EmailAddress::as_str).collect();
                msg!("plan-addresses-suppressed", list = list.join(", "))
            }
            Self::NoPostalAddress => msg!("plan-no-postal-address"),
            Self::ScriptFailed { error } => {
                msg!("plan-script-failed", error = error.to_string())
            }
        }
    }
}

impl BadAddress {
    pub fn message(&self) -> Message {
        let (text, source, invoice) = (&self.text, self.source.message(), &self.invoice);
        match self.defect {
            Defect::NotAnAddress => {
                msg!("plan-bad-address", text = text, source = source, invoice = invoice)
            }
            Defect::Suppressed => {
                msg!("plan-suppressed-address", text = text, source = source, invoice = invoice)
            }
        }
    }
}

impl RecipientSource {
    pub fn message(self) -> Message {
        match self {
            Self::ReminderContacts => msg!("plan-source-reminder-contacts"),
            Self::RecipientsTab => msg!("plan-source-recipients-tab"),
            Self::InvoiceContacts => msg!("plan-source-invoice-contacts"),
            Self::BillingSite => msg!("plan-source-billing-site"),
            Self::Hook => msg!("plan-source-hook"),
            Self::Copies => msg!("plan-source-copies"),
        }
    }
}
