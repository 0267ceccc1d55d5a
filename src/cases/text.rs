//! What is not as expected, as text.

use super::result::{Decision, Failure};
use crate::wording::{UiLanguage, msg};

/// The line of a failure, and which rule decided on the next one.
pub fn failure(failure: &Failure, language: UiLanguage) -> String {
    let mut text = msg!(
        "cases-failure",
        what = failure.what.clone(),
        expected = failure.expected.clone(),
        found = failure.found.clone()
    )
    .in_language(language);
    if let Some((number, date)) = failure.step {
        let step = msg!("cases-step", number = number, date = date.to_string());
        text = format!("{}  {text}", step.in_language(language));
    }
    if let Some(decided) = &failure.decided {
        text.push_str("\n   ");
        text.push_str(&decision(decided, language));
    }
    text
}

/// Which rule decided.
fn decision(decision: &Decision, language: UiLanguage) -> String {
    let rule = decision.message.clone();
    match &decision.origin {
        Some(origin) => msg!("cases-decided", place = origin.to_string(), rule = rule),
        None => msg!("cases-decided-built-in", rule = rule),
    }
    .in_language(language)
}
