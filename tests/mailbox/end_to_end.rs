//! From a mail that was sent to the next batch, with the real binary.

use serde_json::{Value, json};

use crate::desk::{Books, Desk, Done, texts};
use crate::smtp::SmtpServer;
use crate::wild::{Inbox, about};

const TODAY: &str = "2026-11-24";
/// When level N2 serves.
const LATER: &str = "2026-12-01";

/// One invoice, reminded; the Message-ID of its mail.
async fn reminded(to: &str) -> (Desk, SmtpServer, Inbox, String) {
    let (desk, server) = Desk::with_server();
    desk.fill(&Books::one_invoice(to).set()).await;
    desk.relance(&["run", "--yes", "--as-of", TODAY]).expect(0);
    let mailbox = Inbox::within(desk.folder.path());
    let message_id = server.received()[0].message_id();
    (desk, server, mailbox, message_id)
}

fn read_once(desk: &Desk, mailbox: &Inbox) -> Done {
    let mut command = desk.command(&["mailbox", "read", "--once"]);
    let output = command.env("RELANCE_MAILBOX", mailbox.address()).output().expect("the binary");
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn preview(desk: &Desk) -> Value {
    desk.relance(&["preview", "--json", "--as-of", LATER]).expect(0).json()[0].clone()
}

#[tokio::test]
async fn a_mail_that_comes_back_marks_its_reminder_and_its_address() {
    let to = "compta@client.example";
    let (desk, server, mailbox, message_id) = reminded(to).await;
    mailbox.deliver("1", &about("postfix_no_such_user", &message_id, to));
    let read = read_once(&desk, &mailbox).expect(0);
    assert_eq!(read.out, "1 new message\n1 reminder came back\n");
    assert_eq!(mailbox.unread(), 0);

    let newest = desk.history()[0].clone();
    assert_eq!(newest["result"], "bounced");
    assert_eq!(newest["author"], "mailbox");
    assert_eq!(newest["message_id"], message_id);
    let detail = newest["detail"].as_str().expect("a detail");
    assert!(detail.starts_with(&format!("{to}: ")) && detail.contains("5.1.1"), "{detail}");

    let list = desk.relance(&["suppressions", "--json"]).expect(0).json();
    assert_eq!(list.as_array().expect("a list").len(), 1);
    assert_eq!(list[0]["address"], to);
    assert_eq!(list[0]["cause"], "hard_bounce");
    assert_eq!(list[0]["customer"]["code"], "C1");
    assert_eq!(list[0]["reminder"], newest["reminder"]);

    // The only address is bad: nothing is planned, and the reason is told.
    let next = preview(&desk);
    assert_eq!(next["reminders"], json!([]));
    assert_eq!(texts(&next["skipped"], "reason"), ["addresses_suppressed"]);
    assert_eq!(next["bad_addresses"][0]["text"], to);
    assert_eq!(next["bad_addresses"][0]["defect"], "suppressed");
    let explained = desk.relance(&["explain", "F1", "--as-of", LATER]).expect(0).out;
    assert!(explained.contains("on the suppression list, left out: compta@client.example"));
    desk.relance(&["run", "--yes", "--as-of", LATER]).expect(0);
    assert_eq!(server.received().len(), 1, "nothing more was sent");

    // The same report once more, from another machine: it is known.
    mailbox.deliver("2", &about("postfix_no_such_user", &message_id, to));
    assert_eq!(read_once(&desk, &mailbox).expect(0).out, "No new message\n");
    assert_eq!(mailbox.unread(), 0);

    desk.relance(&["suppressions", "lift", to, "--reason", "the mailbox is back"]).expect(0);
    let next = preview(&desk);
    assert_eq!(next["reminders"][0]["to"], json!([to]));
    assert_eq!(desk.relance(&["suppressions", "--json"]).expect(0).json(), json!([]));
    let lifted = desk.relance(&["suppressions", "--json", "--lifted"]).expect(0).json();
    assert_eq!(lifted[0]["lifted"]["reason"], "the mailbox is back");

    // It comes back once more, later: the list has it again.
    let again = about("exim_in_words", &message_id, to);
    mailbox.deliver("3", &again);
    read_once(&desk, &mailbox).expect(0);
    let list = desk.relance(&["suppressions", "--json", "--lifted"]).expect(0).json();
    assert_eq!(list.as_array().expect("a list").len(), 2);
}

#[tokio::test]
async fn what_is_not_about_the_address_leaves_it_alone() {
    let to = "compta@client.example";
    let (desk, _server, mailbox, message_id) = reminded(to).await;
    mailbox.deliver("full", &about("gmail_over_quota", &message_id, to));
    mailbox.deliver("late", &about("postfix_delayed", &message_id, to));
    mailbox.deliver("news", &about("newsletter", &message_id, to));
    mailbox.deliver("away", &about("out_of_office", &message_id, to));
    // Of somebody else's mail, and of an address that ours did not go to.
    mailbox.deliver("other", &about("postfix_no_such_user", "unknown@elsewhere.example", to));
    let elsewhere = "direction@ailleurs.example";
    mailbox.deliver("forged", &about("exchange_online_unknown", &message_id, elsewhere));
    let read = read_once(&desk, &mailbox).expect(0);
    assert_eq!(
        read.out,
        "6 new messages\n\
         1 reminder came back\n\
         2 delays, deliveries and automatic answers were noted\n\
         2 reports are about no reminder sent from here\n\
         1 message has nothing to do with reminders\n"
    );
    let results: Vec<Value> = desk.history().iter().map(|it| it["result"].clone()).collect();
    assert_eq!(results, ["bounced", "sent"]);
    assert_eq!(desk.relance(&["suppressions", "--json"]).expect(0).json(), json!([]));
    assert_eq!(preview(&desk)["reminders"][0]["to"], json!([to]));
}

#[tokio::test]
async fn a_reply_is_linked_to_its_reminder() {
    let (desk, _server, mailbox, message_id) = reminded("compta@client.example").await;
    mailbox.deliver("1", &about("reply", &message_id, "compta@client.example"));
    let read = read_once(&desk, &mailbox).expect(0);
    assert_eq!(read.out, "1 new message\n1 reply was linked to its reminder\n");
    let newest = desk.history()[0].clone();
    assert_eq!(newest["result"], "answered");
    assert_eq!(newest["message_id"], message_id);
    assert_eq!(newest["detail"], "alix@durand.example: Re: Facture FA1 impayée");
    let table = desk.relance(&["history"]).expect(0).out;
    assert!(table.contains("answered: alix@durand.example"), "{table}");
}

#[tokio::test]
async fn a_complaint_stops_what_is_sent_to_its_address() {
    let to = "compta@client.example";
    let (desk, _server, mailbox, message_id) = reminded(to).await;
    mailbox.deliver("1", &about("complaint", &message_id, to));
    read_once(&desk, &mailbox).expect(0);
    let list = desk.relance(&["suppressions", "--json"]).expect(0).json();
    assert_eq!((&list[0]["address"], &list[0]["cause"]), (&json!(to), &json!("complaint")));
    assert_eq!(desk.history()[0]["result"], "complained");
}

#[tokio::test]
async fn what_was_suppressed_after_it_was_planned_is_not_sent() {
    let (desk, server) = Desk::with_server();
    let books = Books::default().customer("C1").customer("C2");
    let mut set = books
        .invoice("C1", "F1", "2026-11-09", "one@client.example")
        .invoice("C2", "F2", "2026-11-09", "two@client.example")
        .set();
    set.invoices[1].recipients.push("three@client.example".into());
    set.invoices[1].copies.push("copy@client.example".into());
    desk.fill(&set).await;
    let suppress = |address: &str| {
        desk.relance(&["suppressions", "add", address, "--reason", "left"]).expect(0);
    };
    // A saved plan under which an address was suppressed is not what it was.
    let saved = desk.relance(&["preview", "--save", "--json", "--as-of", TODAY]).expect(0).json();
    let plan = saved[0]["plan"].to_string();
    suppress("copy@client.example");
    let refused = desk.relance(&["run", "--plan", &plan, "--yes"]).expect(5);
    assert!(refused.err.contains("C2"), "{}", refused.err);

    // What was taken for sending already: the addresses that are bad are left
    // out, and a mail without any other is cancelled.
    let store = desk.store().await;
    let saved = desk.relance(&["preview", "--save", "--json", "--as-of", TODAY]).expect(0).json();
    let run = relance::domain::identity::RunId(saved[0]["plan"].as_i64().expect("a plan"));
    store.start_dispatch(run, true).await.expect("a start");
    for address in ["one@client.example", "THREE@client.example"] {
        suppress(address);
    }
    desk.relance(&["resume", "--yes"]).expect(0);
    let received = server.received();
    let to: Vec<&[String]> = received.iter().map(|mail| mail.to.as_slice()).collect();
    assert_eq!(to, [["two@client.example"]], "one address of two, and no copy");
    let history = desk.history();
    let cancelled = history.iter().find(|it| it["result"] == "cancelled").expect("a record");
    assert_eq!(cancelled["customer"]["code"], "C1");
    let why = "every address was put on the suppression list meanwhile";
    assert_eq!(cancelled["detail"], why);
    assert!(history.iter().any(|it| it["result"] == "sent" && it["customer"]["code"] == "C2"));
    let item = desk.item("C1", "F1").await;
    assert_eq!(item.last_reminded_on, None, "nothing of its items has changed");
}

#[test]
fn the_list_is_changed_by_hand_for_a_reason() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    let add = |address: &str, more: &[&str]| {
        let mut args = vec!["suppressions", "add", address, "--reason", "left the company"];
        args.extend_from_slice(more);
        desk.relance(&args)
    };
    for (address, more, problem) in [
        ("no address", &[][..], "is not an e-mail address"),
        ("a@b.example", &["--customer", "NOBODY"], "NOBODY"),
    ] {
        let refused = add(address, more).expect(2);
        assert!(refused.err.contains(problem), "{}", refused.err);
    }
    add("A@b.example", &[]).expect(0);
    let twice = add("a@B.example", &[]).expect(2);
    assert!(twice.err.contains("on the suppression list already"), "{}", twice.err);
    add("c@d.example", &["--all-companies"]).expect(0);
    let list = desk.relance(&["suppressions", "--json"]).expect(0).json();
    assert_eq!(texts(&list, "address"), ["c@d.example", "a@b.example"]);
    let lift = ["suppressions", "lift", "c@d.example", "--reason", "back"];
    let elsewhere = desk.relance(&lift).expect(2);
    assert!(elsewhere.err.contains("not on this suppression list"), "{}", elsewhere.err);
    desk.relance(&[&lift[..], &["--all-companies"]].concat()).expect(0);
}

#[test]
fn a_mailbox_that_is_none_is_told_without_its_password() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    for (address, problem) in [
        ("imap://u:hidden-here@mail.example", "over TLS only"),
        ("imaps://u@mail.example", "names no password"),
        ("pop3s://u:hidden-here@mail.example", "names no mailbox"),
        ("maildir:/does/not/exist", "/does/not/exist"),
        ("", "no mailbox is named"),
    ] {
        let mut command = desk.command(&["mailbox", "read", "--once"]);
        let output = command.env("RELANCE_MAILBOX", address).output().expect("the binary");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success());
        assert!(told.contains(problem), "{address}: {told}");
        assert!(!told.contains("hidden-here"), "{told}");
    }
}
