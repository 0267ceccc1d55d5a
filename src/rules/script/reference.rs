//! What scripts may use, as the guide lists it.

use std::collections::BTreeSet;

use super::engine::{self, Sandbox};
use super::item::ITEM;
use super::vocabulary::{Kind, Vocabulary};

pub use super::hooks::HOOKS;

/// The properties of `item`, such as `invoice.number`; those of dates once,
/// under `date`.
pub fn properties() -> BTreeSet<String> {
    let vocabulary = Sandbox::new().vocabulary;
    let mut found = BTreeSet::new();
    gather(&vocabulary, ITEM, "", &mut found);
    found.extend(vocabulary.names(DATE).into_iter().map(|name| format!("{DATE}.{name}")));
    found
}

/// The name under which the properties of dates are known.
const DATE: &str = "date";

fn gather(vocabulary: &Vocabulary, object: &str, prefix: &str, found: &mut BTreeSet<String>) {
    for name in vocabulary.names(object) {
        let path = format!("{prefix}{name}");
        match vocabulary.property(object, name) {
            Some(Kind::Object(inner)) if inner != DATE => {
                gather(vocabulary, inner, &format!("{path}."), found);
            }
            _ => _ = found.insert(path),
        }
    }
}

/// What one call of a script may use up.
pub fn limits() -> [(&'static str, u64); 6] {
    let wide = |size: usize| u64::try_from(size).unwrap_or(u64::MAX);
    [
        ("operations", engine::MAX_OPERATIONS),
        ("calls", wide(engine::MAX_CALL_LEVELS)),
        ("variables", wide(engine::MAX_VARIABLES)),
        ("text", wide(engine::MAX_TEXT)),
        ("list", wide(engine::MAX_LIST)),
        ("map", wide(engine::MAX_MAP)),
    ]
}
