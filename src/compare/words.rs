//! What a rule says on both sides, in words.

use super::cause::{Bounds, Cause, Rule};
use crate::domain::money::Money;
use crate::plan::policy::RecipientSource;
use crate::wording::{Message, UiLanguage, msg};

impl Cause {
    /// Where the rule stands on each side, and what it says.
    pub fn with_place(&self, language: UiLanguage) -> String {
        let message = self.message().in_language(language);
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before == after => format!("{after} {message}"),
            (Some(before), Some(after)) => format!("{before} → {after} {message}"),
            (Some(only), None) | (None, Some(only)) => format!("{only} {message}"),
            (None, None) => message,
        }
    }

    /// The rule with what it said and says.
    pub fn message(&self) -> Message {
        match &self.rule {
            Rule::Level { code, before, after } => from_to(
                msg!("compare-rule-level", level = code.as_str()),
                bounds(*before),
                bounds(*after),
            ),
            Rule::ExcludedDays => msg!("compare-rule-na"),
            Rule::Bornerel { before, after } => {
                from_to(text("RELCLI_BORNEREL"), on(*before), on(*after))
            }
            Rule::ContactsOfBilled { before, after } => {
                from_to(text("FC_CONTACT_CLI_FACT"), on(*before), on(*after))
            }
            Rule::Batch => msg!("compare-rule-batch"),
            Rule::PaymentMethods => msg!("compare-rule-payment-methods"),
            Rule::Exclusion { name, before, after } => {
                let name = msg!("compare-rule-exclusion", name = &**name);
                match before == after {
                    true => msg!("compare-rule-changed", rule = name),
                    false => from_to(name, on(*before), on(*after)),
                }
            }
            Rule::Minimum { currency, before, after } => {
                let amount = |amount: &Option<rust_decimal::Decimal>| match amount {
                    Some(amount) => text(&Money::new(*amount, *currency).to_string()),
                    None => msg!("compare-none"),
                };
                from_to(msg!("compare-rule-minimum"), amount(before), amount(after))
            }
            Rule::Creditors { before, after } => {
                from_to(msg!("compare-rule-creditors"), on(*before), on(*after))
            }
            Rule::RecipientOrder { before, after } => {
                from_to(msg!("compare-rule-recipients"), sources(before), sources(after))
            }
            Rule::Copies { level } => msg!("compare-rule-copies", level = level.as_str()),
            Rule::Hook { name } => {
                let hook = msg!("compare-rule-hook", name = *name);
                match (&self.before, &self.after) {
                    (None, Some(_)) => msg!("compare-rule-new", rule = hook),
                    (Some(_), None) => msg!("compare-rule-gone", rule = hook),
                    _ => msg!("compare-rule-changed", rule = hook),
                }
            }
            Rule::Script => match (&self.before, &self.after) {
                (Some(_), None) => msg!("compare-rule-script-before"),
                _ => msg!("compare-rule-script"),
            },
            Rule::Sender => msg!("compare-rule-sender"),
            Rule::LevelMail { level } => msg!("compare-rule-level-mail", level = level.as_str()),
            Rule::Template { name } => {
                let template = msg!("compare-rule-template", name = name);
                match (&self.before, &self.after) {
                    (None, Some(_)) => msg!("compare-rule-new", rule = template),
                    (Some(_), None) => msg!("compare-rule-gone", rule = template),
                    _ => msg!("compare-rule-changed", rule = template),
                }
            }
            Rule::Section { name } => msg!("compare-rule-section", name = *name),
            Rule::Several => msg!("compare-rule-several"),
        }
    }
}

fn from_to(rule: Message, before: Message, after: Message) -> Message {
    msg!("compare-rule-from-to", rule = rule, before = before, after = after)
}

fn on(on: bool) -> Message {
    if on { msg!("compare-on") } else { msg!("compare-off") }
}

fn bounds(bounds: Option<Bounds>) -> Message {
    match bounds {
        None => msg!("compare-none"),
        Some(Bounds { days, repeat_every_days: None }) => text(&days.to_string()),
        Some(Bounds { days, repeat_every_days: Some(every) }) => {
            msg!("compare-bounds-repeated", bounds = days.to_string(), every = every)
        }
    }
}

fn sources(order: &[RecipientSource]) -> Message {
    let names: Vec<&str> = order.iter().map(|source| source.as_str()).collect();
    text(&names.join(", "))
}

fn text(text: &str) -> Message {
    msg!("compare-text", text = text)
}
