//! The service reads its mailbox; its pages and its API show what came back.

use std::time::{Duration, Instant};

use relance::domain::customer::{RecipientFlags, RoleFlags};
use relance::import::set::ContactRow;
use serde_json::{Value, json};

use crate::desk::{Books, Desk};
use crate::program::Program;
use crate::service::Service;
use crate::wild::{Inbox, about};

const TO: &str = "compta@client.example";

/// A service whose mailbox holds a report and a reply about reminder 1.
async fn service() -> Service {
    let (desk, server) = Desk::with_server();
    // N1 on that day; today N2 serves.
    let mut set = Books::default().customer("C1").invoice("C1", "F1", "2026-11-04", TO).set();
    set.contacts.push(ContactRow {
        customer: "C1".into(),
        code: "K1".into(),
        name: "Alix Bérard".into(),
        language: None,
        roles: RoleFlags { financial: true, ..RoleFlags::default() },
        receives: RecipientFlags::default(),
        identity_email: None,
        customer_email: Some(TO.to_uppercase()),
        sites: Vec::new(),
    });
    desk.fill(&set).await;
    desk.relance(&["run", "--yes", "--as-of", "2026-11-10"]).expect(0);
    let message_id = server.received()[0].message_id();
    let mailbox = Inbox::within(desk.folder.path());
    for name in ["postfix_no_such_user", "reply"] {
        mailbox.deliver(name, &about(name, &message_id, TO));
    }
    for role in ["reader", "clerk", "administrator"] {
        let mut command = desk.command(&["user", "add", role, "--role", role]);
        let added = command.env("RELANCE_PASSWORD", crate::service::PASSWORD).output();
        assert!(added.expect("the program").status.success());
    }
    let environment = [("RELANCE_MAILBOX", mailbox.address())];
    let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
    let service = Service::start_in(desk, &["--allow-local-webhooks"], &environment);
    // The list is what is written last.
    waited(|| service.desk.history().len() == 3);
    service
}

fn waited(mut done: impl FnMut() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < Duration::from_secs(30), "it did not come to pass");
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_back_is_seen_and_mended() {
    let service = service().await;
    tokio::task::block_in_place(|| seen_and_mended(&service));
}

fn seen_and_mended(service: &Service) {
    let ready: Value = service.stranger().get("/readyz").json().expect("JSON");
    assert_eq!(ready["mailbox"], "ok");

    let (reader, clerk) = (service.visitor("reader"), service.visitor("clerk"));
    let reminder = reader.page("/c/DEMO/history/1");
    for shown in ["came back", "5.1.1", "Answered on", "Réglé hier par virement."] {
        assert!(reminder.contains(shown), "{shown}: {reminder}");
    }
    let overview = reader.page("/c/DEMO");
    assert!(overview.contains("Addresses to mend (1)") && overview.contains(TO));
    let list = reader.page("/c/DEMO/suppressions");
    assert!(list.contains(TO) && list.contains("no such mailbox"), "{list}");
    assert!(!list.contains("suppressions/lift"), "readers change nothing");
    for result in ["bounced", "answered"] {
        let found = reader.page(&format!("/c/DEMO/history?result={result}"));
        assert!(found.contains("Client C1"), "{result}");
    }

    let lift = [("address", TO), ("reason", "the mailbox is back")];
    assert_eq!(reader.post("/c/DEMO/suppressions/lift", &lift).status(), 403);
    let without = clerk.post("/c/DEMO/suppressions/lift", &[("address", TO), ("reason", " ")]);
    assert_eq!(without.status(), 422);
    assert!(without.text().expect("a page").contains("a reason is missing"));
    assert_eq!(clerk.post("/c/DEMO/suppressions/lift", &lift).status(), 303);
    assert!(!reader.page("/c/DEMO").contains("Addresses to mend"));
    assert!(reader.page("/c/DEMO/suppressions?lifted=on").contains("the mailbox is back"));

    let wrong = [("address", "nobody"), ("reason", "left"), ("customer", "")];
    let refused = clerk.post("/c/DEMO/suppressions", &wrong);
    assert_eq!(refused.status(), 422);
    let page = refused.text().expect("a page");
    assert!(page.contains("is not an e-mail address") && page.contains("value=\"nobody\""));
    let unknown = [("address", TO), ("reason", "left"), ("customer", "NOBODY")];
    assert_eq!(clerk.post("/c/DEMO/suppressions", &unknown).status(), 422);
    let add = [("address", TO), ("reason", "left"), ("customer", "C1")];
    assert_eq!(clerk.post("/c/DEMO/suppressions", &add).status(), 303);
    let customer = reader.page("/c/DEMO/customers/C1");
    assert!(customer.contains("on the suppression list"), "why nothing is next: {customer}");
    assert!(customer.contains("bad address"), "on its contact: {customer}");
    assert!(reader.page("/c/DEMO/suppressions").contains("Alix Bérard"), "who still has it");
    let shown = service.desk.relance(&["customer", "show", "C1"]).expect(0).out;
    assert!(shown.contains("nothing is sent there any more"), "{shown}");

    let administrator = service.visitor("administrator");
    let audit = administrator.page("/admin/audit");
    for deed in ["suppression-lifted", "address-suppressed", "the mailbox is back"] {
        assert!(audit.contains(deed), "{deed}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_see_and_change_the_list() {
    let service = service().await;
    tokio::task::block_in_place(|| seen_by_programs(&service));
}

fn seen_by_programs(service: &Service) {
    let program = Program::new(service, "clerk", &[]);
    let list = "/companies/DEMO/suppressions";
    let found = program.get(list).expect(200).json();
    assert_eq!(found["items"][0]["address"], TO);
    assert_eq!(found["items"][0]["cause"], "hard_bounce");
    assert_eq!(found["items"][0]["customer"]["code"], "C1");
    assert_eq!(found["next"], Value::Null);
    let reminder = program.get("/companies/DEMO/reminders/1").expect(200).json();
    assert!(reminder["bounced_at"].is_string(), "{reminder}");
    let kinds: Vec<&Value> =
        reminder["came_back"].as_array().expect("a list").iter().map(|it| &it["kind"]).collect();
    assert_eq!(kinds.len(), 2, "{reminder}");
    assert!(kinds.contains(&&json!("reply")) && kinds.contains(&&json!("delivery_status")));

    let lift = format!("{list}/lift");
    program.post(&lift, &json!({"address": TO, "reason": "back"})).expect(204);
    program.post(&lift, &json!({"address": TO, "reason": "back"})).problem(422);
    program.post(list, &json!({"address": TO, "reason": ""})).problem(422);
    program.post(list, &json!({"address": "nobody", "reason": "left"})).problem(422);
    program.post(list, &json!({"address": TO, "reason": "left", "more": 1})).problem(422);
    program.post(list, &json!({"address": TO, "reason": "left"})).expect(204);
    let bounce = "/companies/DEMO/reminders/1/bounce";
    let elsewhere = json!({"detail": "550", "recipient": "a@b.example", "permanent": true});
    program.post(bounce, &elsewhere).problem(422);
    program.post(&lift, &json!({"address": TO, "reason": "back"})).expect(204);
    for _ in 0..2 {
        let permanent = json!({"detail": "550 5.1.1 no such user", "permanent": true});
        program.post(bounce, &permanent).expect(204);
    }
    let found = program.get(list).expect(200).json();
    assert_eq!(found["items"][0]["cause"], "hard_bounce");
    assert_eq!(found["items"][0]["reminder"], 1);
    assert_eq!(found["items"][1], Value::Null);
    let found = program.get(&format!("{list}?lifted=true&limit=1")).expect(200).json();
    assert!(found["next"].is_string());
}
