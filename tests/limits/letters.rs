//! Letters whose template is a program without end.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use relance::typeset::{Images, Source, Typesetter, apart};

use crate::watched::most_memory;

fn source(text: &str) -> Source {
    Source {
        name: "letter.typ".into(),
        text: text.into(),
        images: Images::default(),
        title: "Rappel".into(),
        language: "fr".into(),
    }
}

/// Processes that this one started and that are not gone.
fn children() -> BTreeSet<u32> {
    let me = std::process::id().to_string();
    let entries = std::fs::read_dir("/proc").expect("Linux");
    let numbers = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    let is_mine = |process: &u32| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The name before may hold anything.
        let after = stat.rsplit(')').next().unwrap_or_default().to_owned();
        after.split_whitespace().nth(1) == Some(me.as_str())
    };
    numbers.filter(is_mine).collect()
}

#[test]
fn a_letter_that_takes_too_long_or_too_much_ends_and_leaves_nothing_behind() {
    apart::typeset_apart(env!("CARGO_BIN_EXE_relance").into());
    let typesetter = Typesetter::within(Duration::from_secs(2), 1 << 30);
    let date = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
    let right = || typesetter.pdf(source("Madame, Monsieur"), date).expect("a letter");
    let first = right();
    let before = children();
    assert!((1..=64).contains(&before.len()), "{before:?}");
    let nested = "#for a in range(9999) { for b in range(9999) { for c in range(9999) {} } }";
    let cases = [
        (nested, "longer than 2 seconds"),
        ("#{ let a = 0; for a in range(99999999999) { a } }", "letter.typ"),
        ("#let a = (\"x\" * 1000000,) * 1000000\n#a.join()", "letter.typ"),
        ("#let a = range(999999999)\n#a.len()", "letter.typ"),
        ("#table(columns: 1000, ..range(1000000).map(str))", "letter.typ"),
        ("#let f(n) = box(f(n + 1))\n#f(0)", "letter.typ"),
        ("#let a = ()\n#for i in range(9000) { a = (a,) }\n#repr(a)", "letter.typ"),
        ("#set page(width: 1cm, height: 1cm)\n#lorem(9999999)", "letter.typ"),
    ];
    for (text, said) in cases {
        let begun = Instant::now();
        let told = match typesetter.pdf(source(text), date) {
            Ok(pdf) => panic!("{text}: {} bytes", pdf.len()),
            Err(problems) => problems[0].to_string(),
        };
        assert!(told.contains(said), "{text}: {told}");
        assert!(begun.elapsed() < Duration::from_secs(6), "{text}: {:?}", begun.elapsed());
        assert!(children().len() <= before.len(), "{text}: {:?}", children());
        // Unlike a thread, it gives back what it took: the next letter is made.
        assert_eq!(right(), first, "{text}");
    }
    let mine = most_memory(std::process::id());
    assert!(mine < 400, "this process took {mine} MiB");
}
