//! What is wrong in a source, as it can be sent from process to process.

use super::limits::MOST_PAGES;
use crate::diagnostic::{Diagnostic, Position};
use crate::wording::msg;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub at: Option<Position>,
    pub what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    TooManyPages,
    /// In Typst's own words, which are English.
    Typst {
        detail: String,
        hint: Option<String>,
    },
}

impl Mistake {
    /// As a diagnostic of the source `text`, which the user calls `name`.
    pub fn told(self, name: &str, text: &std::sync::Arc<str>) -> Diagnostic {
        match self.what {
            What::TooManyPages => {
                Diagnostic::error(name, None, msg!("letters-too-many-pages", limit = MOST_PAGES))
            }
            What::Typst { detail, hint } => {
                let message = msg!("letters-typst", detail = detail);
                let told = Diagnostic::error(name, self.at, message).with_source(text);
                match hint {
                    Some(hint) => told.expecting(msg!("letters-typst", detail = hint)),
                    None => told,
                }
            }
        }
    }
}
