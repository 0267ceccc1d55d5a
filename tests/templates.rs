//! The shipped mails, as customers read them.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "support/mails.rs"]
mod mails;

use mails::*;

const LEVELS: [&str; 5] = ["N1", "N2", "N3", "N4", "N5"];

#[test]
fn shipped_mails_read_well() {
    let (renderer, rules, plan) = (shipped(), rules(), rich_plan());
    for level in LEVELS {
        for language in ["fr", "en"] {
            let mail = mail(&renderer, &rules, &plan, &reminder(&plan, level, language))
                .unwrap_or_else(|error| panic!("{error}"));
            insta::assert_snapshot!(
                format!("{level}_{language}_text"),
                format!("{}\n\n{}", mail.subject, mail.text)
            );
            insta::assert_snapshot!(format!("{level}_{language}_html"), mail.html);
        }
    }
}

#[test]
fn shipped_templates_pass_the_check() {
    let problems = shipped().check(&rule_set(rules()));
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
}
