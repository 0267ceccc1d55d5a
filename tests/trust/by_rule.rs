//! How long data are kept is a rule like others: checked, with its place.

use crate::desk::{Books, Desk};

fn keeping(desk: &Desk, lines: &str) {
    let path = desk.rules.join("relance.yaml");
    let mut text = std::fs::read_to_string(&path).expect("a rules file");
    text.push_str(&format!("\nretention:\n{lines}"));
    std::fs::write(&path, text).expect("a rules file");
}

#[test]
fn a_period_that_makes_no_sense_is_told_with_its_place() {
    for (line, told) in [
        ("  messages: 3w\n", "such as 30d, 6m or 3y"),
        ("  messages: 0d\n", "such as 30d, 6m or 3y"),
        ("  messages: 30\n", "such as 30d, 6m or 3y"),
        ("  mesages: 3y\n", "messages"),
    ] {
        let desk = Desk::new();
        keeping(&desk, line);
        let done = desk.relance(&["check"]).expect(3);
        assert!(done.err.contains("relance.yaml:"), "{line}: {}", done.err);
        assert!(done.err.contains(told), "{line}: {}", done.err);
    }
}

#[tokio::test]
async fn what_the_rules_say_is_shown_and_done() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    desk.relance(&["run", "--yes", "--as-of", "2026-11-24"]).expect(0);
    let shown = desk.relance(&["retention", "--dry-run"]).expect(0).out;
    assert!(shown.contains("for ever"), "{shown}");
    keeping(&desk, "  messages: 3y\n  audit: none\n");
    desk.relance(&["check"]).expect(0);
    let page = desk.relance(&["rules", "doc"]).expect(0).out;
    assert!(page.contains("mails and letters as they were sent: 3 years"), "{page}");
    let shown = desk.relance(&["retention", "--dry-run"]).expect(0).out;
    assert!(shown.contains("messages") && shown.contains("3y"), "{shown}");
    assert!(!shown.contains("audit"), "{shown}");
    desk.relance(&["retention"]).expect(0);
    let message = desk.relance(&["history", "--message", "1"]).expect(0).out;
    assert!(message.contains("Message-ID"), "a young message stays");
}
