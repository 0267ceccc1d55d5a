//! What the messages of the wild say, and what that means for their reminder.

use std::fmt::Write as _;

use relance::domain::address::EmailAddress;
use relance::domain::incoming::Effect;
use relance::mailbox::{Content, LONGEST, decide, read};

use crate::wild::{self, MESSAGE_ID, RECIPIENT};

fn addresses(texts: &[&str]) -> Vec<EmailAddress> {
    texts.iter().map(|text| text.parse().expect("an address")).collect()
}

/// What is read and decided, as text.
fn told(bytes: &[u8], went_to: &[EmailAddress]) -> String {
    let incoming = read(bytes);
    let ours = incoming.about.iter().any(|id| id == MESSAGE_ID);
    let decision = decide(&incoming, ours.then_some(went_to));
    let mut out = format!("from {:?}, {:?}\n", incoming.from, incoming.subject);
    let _ = writeln!(out, "about {:?}", incoming.about);
    match &incoming.content {
        Content::DeliveryStatus(statuses) => {
            for status in statuses {
                let verdict = status.verdict();
                let named: Vec<&str> = status.addresses().map(EmailAddress::as_str).collect();
                let _ = writeln!(out, "{:?} {verdict:?} {named:?}", status.action);
                let _ = writeln!(out, "    {}", status.words());
            }
        }
        Content::Complaint(named) => {
            let named: Vec<&str> = named.iter().map(EmailAddress::as_str).collect();
            let _ = writeln!(out, "complaint of {named:?}");
        }
        Content::Reply { excerpt } => {
            let _ = writeln!(out, "wrote {excerpt:?}");
        }
        Content::AutoReply => out.push_str("nobody wrote it\n"),
        Content::Other => {}
    }
    let _ = writeln!(out, "= {} {}", decision.kind.as_str(), decision.outcome.as_str());
    for effect in &decision.effects {
        let _ = match effect {
            Effect::Bounced { detail } => writeln!(out, "  came back from {detail}"),
            Effect::Answered { detail } => writeln!(out, "  answered by {detail}"),
            Effect::Complained { detail } => writeln!(out, "  called unwanted by {detail}"),
            Effect::Suppressed { address, cause, .. } => {
                writeln!(out, "  nothing to {address} any more: {}", cause.as_str())
            }
        };
    }
    out
}

#[test]
fn messages_of_the_wild() {
    let mut names: Vec<String> = std::fs::read_dir("tests/data/mailbox")
        .expect("messages")
        .map(|entry| entry.expect("an entry").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    assert!(names.len() > 15, "the messages were found");
    let mut out = String::new();
    for name in names {
        // One message tells of two recipients.
        let two = ["one_of_two", "qmail_in_words"].contains(&name.as_str());
        let went_to: &[&str] =
            if two { &[RECIPIENT, "direction@durand.example"] } else { &[RECIPIENT] };
        let _ = writeln!(out, "{name}: {}", told(&wild::bytes(&name), &addresses(went_to)));
    }
    insta::assert_snapshot!(out);
}

/// Whoever knows a Message-ID can write a report about anybody.
#[test]
fn a_report_counts_for_the_addresses_of_its_reminder_alone() {
    for (name, went_to, suppressed) in [
        ("postfix_no_such_user", &["COMPTA@durand.example"][..], true),
        ("postfix_no_such_user", &["compta@autre.example"], false),
        ("postfix_no_such_user", &[], false),
        ("complaint", &[RECIPIENT], true),
        ("complaint", &["compta@autre.example"], false),
        // It hides who complained.
        ("complaint_redacted", &[RECIPIENT], true),
        ("complaint_redacted", &[RECIPIENT, "direction@durand.example"], false),
    ] {
        let decision = decide(&read(&wild::bytes(name)), Some(&addresses(went_to)));
        let found = !decision.effects.is_empty();
        assert_eq!(found, suppressed, "{name} to {went_to:?}: {decision:?}");
    }
}

#[test]
fn an_address_is_the_same_in_both_of_its_forms() {
    let report = wild::about("postfix_no_such_user", MESSAGE_ID, "compta@xn--socit-esab.example");
    let decision = decide(&read(&report), Some(&addresses(&["compta@société.example"])));
    assert_eq!(decision.effects.len(), 2, "{decision:?}");
}

/// Nothing that a stranger sends stops the reading.
#[test]
fn torn_and_hostile_messages_are_read() {
    for name in ["postfix_no_such_user", "exim_in_words", "complaint", "reply", "torn"] {
        let whole = wild::bytes(name);
        for cut in 0..whole.len() {
            read(&whole[..cut]);
            let mut mangled = whole.clone();
            mangled[cut] ^= 0x5a;
            read(&mangled);
        }
    }
    let nested = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(20_000);
    let boundaries = format!(
        "Content-Type: multipart/report; boundary=\"-\"\r\n\r\n{}",
        "---\r\n".repeat(LONGEST / 5)
    );
    let recipients = format!(
        "From: MAILER-DAEMON@a.example\r\nContent-Type: multipart/report; boundary=b\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n{}--b--",
        "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n".repeat(15_000)
    );
    let references = format!("References: {}\r\n\r\n", "<a@b.example> ".repeat(70_000));
    let started = std::time::Instant::now();
    for message in [nested, boundaries, recipients, references] {
        let incoming = read(message.as_bytes());
        assert!(incoming.about.len() <= 40);
        if let Content::DeliveryStatus(statuses) = &incoming.content {
            assert!(statuses.len() <= 200, "{}", statuses.len());
        }
    }
    // Without optimisation, on a machine that is busy.
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
