//! The shipped letters, as customers read them.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/letters.rs"]
mod letters;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use letters::*;
use mails::*;
use relance::domain::letter::LetterFormat;

const LEVELS: [&str; 5] = ["N1", "N2", "N3", "N4", "N5"];

#[test]
fn shipped_letters_read_well() {
    let (renderer, rules, plan) = (shipped(), rules(), rich_plan());
    for level in LEVELS {
        for language in ["fr", "en"] {
            let made = |format| {
                letter(&renderer, &rules, &plan, &by_post(&plan, level, language), format)
                    .unwrap_or_else(|error| panic!("{error}"))
            };
            let pdf = made(LetterFormat::Pdf);
            if let Some(folder) = std::env::var_os("RELANCE_LETTERS") {
                let path = std::path::Path::new(&folder).join(format!("{level}_{language}.pdf"));
                std::fs::write(path, &pdf.file).expect("a copy is written");
            }
            insta::assert_snapshot!(
                format!("{level}_{language}_pdf"),
                format!("{}\n\n{}", pdf.subject, text_of(&pdf.file))
            );
            let html = String::from_utf8(made(LetterFormat::Html).file).expect("text");
            insta::assert_snapshot!(format!("{level}_{language}_html"), html);
        }
    }
}
