//! The mistakes of an import as its user reads them.

use relance::import::ImportError;

/// The message of the whole, then every mistake, in English.
pub fn listed(error: &ImportError) -> String {
    let mut lines = vec![error.message().to_string()];
    lines.extend(error.problems().iter().map(ToString::to_string));
    lines.join("\n")
}
