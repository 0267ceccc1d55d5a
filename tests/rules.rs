//! The rules folder: what is shipped, what is refused.

#[path = "support/rules.rs"]
mod folders;

use std::path::Path;

use folders::{Folder, load};

#[test]
fn the_shipped_rules_are_sound() {
    let templates = Folder::templates(&["N1", "N2", "N3", "N4", "N5"]);
    let rules = relance::rules::load(Path::new("rules"), templates.path());
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(rules.companies[0].company.code.as_str(), "DEMO");
}

#[test]
fn minimal() {
    let rules = load("", "fn eligible(item) { if item.open < 50 { \"small\" } }");
    let rules = rules.unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(rules.companies[0].company.code.as_str(), "TEST");
}
