//! The mistakes of an import as its user reads them.

use relance::import::ImportError;
use relance::wording::UiLanguage;

/// The message of the whole, then every mistake, in English.
pub fn listed(error: &ImportError) -> String {
    let mut lines = vec![error.message().to_string()];
    lines.extend(error.problems().iter().map(ToString::to_string));
    lines.join("\n")
}

/// The same in French, without the places.
pub fn listed_in_french(error: &ImportError) -> String {
    let mut lines = vec![error.message().in_language(UiLanguage::French)];
    for problem in error.problems() {
        lines.push(problem.message.in_language(UiLanguage::French));
        lines.extend(problem.expected.iter().map(|text| text.in_language(UiLanguage::French)));
    }
    lines.join("\n")
}
