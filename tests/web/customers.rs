//! Customers: found, known, set, written to.

use crate::due_items::{hidden, location, read};
use crate::service::Service;

#[test]
fn customers_are_found_by_code_or_name_and_by_what_they_owe() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let all = read(&reader, "/c/DEMO/customers");
    assert!(all.contains("/c/DEMO/customers/C0001"), "{all}");
    let shown = service.desk.relance(&["customer", "show", "C0011", "--json"]).expect(0).json();
    let name = shown["customer"]["name"].as_str().expect("a name").to_ascii_uppercase();
    let page = read(&reader, &format!("/c/DEMO/customers?text={}", name.replace('&', "%26")));
    assert!(page.contains("/c/DEMO/customers/C0011"), "{page}");
    assert!(!page.contains("/c/DEMO/customers/C0001"), "{page}");
    let rows = |page: &str| page.matches("<th scope=\"row\"").count();
    let overdue = read(&reader, "/c/DEMO/customers?which=overdue");
    assert!(rows(&overdue) > 0 && overdue.matches("class=\"overdue\"").count() >= rows(&overdue));
    assert_eq!(reader.get("/c/DEMO/customers/NOBODY").status(), 404);
}

#[test]
fn a_customer_shows_what_the_next_batch_sends_it_and_why_not_the_rest() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let preview = service.desk.relance(&["preview", "--json", "--as-of", "2026-11-24"]).expect(0);
    let preview = preview.json()[0].clone();
    let reminder = &preview["reminders"][0];
    let code = reminder["customer"]["code"].as_str().expect("a code");
    let page = read(&reader, &format!("/c/DEMO/customers/{code}"));
    for recipient in reminder["to"].as_array().expect("recipients") {
        let recipient = recipient.as_str().expect("an address");
        assert!(page.contains(recipient), "{recipient}: {page}");
    }
    let mail = reader.get(&format!("/c/DEMO/customers/{code}/next/0"));
    assert_eq!(mail.status(), 200);
    let policy = mail.headers()["content-security-policy"].to_str().expect("a policy");
    assert!(policy.contains("sandbox"), "what others wrote cannot act: {policy}");
    assert_eq!(reader.get(&format!("/c/DEMO/customers/{code}/next/99")).status(), 404);
    let left_out = &preview["skipped"][0];
    let code = left_out["customer"]["code"].as_str().expect("a code");
    let page = read(&reader, &format!("/c/DEMO/customers/{code}"));
    assert!(page.contains("Left out, and why"), "{page}");
}

#[test]
fn only_the_switch_that_somebody_changed_is_set() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let switches = || {
        let shown = service.desk.relance(&["customer", "show", "C0011", "--json"]).expect(0).json();
        (shown["manual"].as_bool(), shown["automatic"].as_bool())
    };
    service
        .desk
        .relance(&["customer", "set", "C0011", "--manual", "on", "--automatic", "on"])
        .expect(0);
    // Somebody else switches manual reminders off after the page was shown.
    service.desk.relance(&["customer", "set", "C0011", "--manual", "off"]).expect(0);
    let form = [("manual", "on"), ("manual_was", "on"), ("automatic_was", "on")];
    let set = clerk.post("/c/DEMO/customers/C0011/switches", &form);
    assert_eq!(location(&set), "/c/DEMO/customers/C0011?notice=notice-customer-switched");
    assert_eq!(switches(), (Some(false), Some(false)));
    let reader = service.visitor("reader");
    assert_eq!(reader.post("/c/DEMO/customers/C0011/switches", &form).status(), 403);
    assert_eq!(clerk.post("/c/DEMO/customers/NOBODY/switches", &form).status(), 404);
}

#[test]
fn a_mail_of_the_follow_up_is_looked_at_and_then_sent() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let path = "/c/DEMO/customers/C0011/remind";
    assert!(clerk.page(path).contains("name=\"way\""));
    let look = [
        ("way", "people"),
        ("people", "alix@societe.example"),
        ("note", "See below"),
        ("act", "preview"),
    ];
    let looked = clerk.post(path, &look);
    let status = looked.status();
    let page = looked.text().expect("a page");
    assert_eq!(status, 200, "{page}");
    let seen = hidden(&page, "seen");
    let before = service.desk.history().len();
    let stale = [&look[..3], &[("seen", "other"), ("act", "send")]].concat();
    assert_eq!(clerk.post(path, &stale).status(), 422, "it is not what was looked at");
    assert_eq!(service.desk.history().len(), before);
    let send = [&look[..3], &[("seen", seen.as_str()), ("act", "send")]].concat();
    let sent = clerk.post(path, &send);
    assert_eq!(sent.status(), 303, "{}", sent.text().unwrap_or_default());
    let history = service.desk.history();
    assert_eq!(history.len(), before + 1);
    assert_eq!(history[0]["to"][0], "alix@societe.example");
    assert_eq!(history[0]["author"], "clerk");
    let unknown = [("way", "people"), ("people", "nobody"), ("act", "preview")];
    assert_eq!(clerk.post(path, &unknown).status(), 422);
}

#[test]
fn an_administrator_exports_and_erases_a_contact() {
    let service = Service::with_demo();
    let administrator = service.visitor("administrator");
    let page = read(&administrator, "/c/DEMO/customers/C0001");
    let here = "/c/DEMO/customers/C0001/contacts/K1";
    assert!(page.contains(here), "{page}");
    assert!(!read(&service.visitor("clerk"), "/c/DEMO/customers/C0001").contains(here));

    let known = read(&administrator, here);
    assert!(known.contains("@") && known.contains("cannot be undone"), "{known}");
    let export = administrator.get(&format!("{here}/export"));
    assert_eq!(export.headers()["content-type"], "application/json");
    let document: serde_json::Value = export.json().expect("a document");
    assert_eq!(document["contact"]["code"], "K1");
    let name = document["contact"]["name"].as_str().expect("a name").to_owned();

    let erase = format!("{here}/erase");
    assert_eq!(administrator.post(&erase, &[("reason", "asked")]).status(), 400, "not ticked");
    assert_eq!(administrator.post(&erase, &[("sure", "on")]).status(), 400, "no reason");
    let erased = administrator.post(&erase, &[("reason", "asked"), ("sure", "on")]);
    assert_eq!(location(&erased), "/c/DEMO/customers/C0001?notice=notice-contact-erased");
    assert_eq!(administrator.get(here).status(), 404);
    assert!(!read(&administrator, "/c/DEMO/customers/C0001").contains(&name));

    let verified = administrator.post("/admin/audit/verify", &[]);
    assert_eq!(location(&verified), "/admin/audit?notice=notice-chain-intact");
    let log = administrator.page("/admin/audit");
    assert!(log.contains("personal data erased") && log.contains("Last verified"), "{log}");
    assert!(!log.contains(&name), "{log}");
}
