//! The API as an ERP uses it.

use reqwest::Method;
use serde_json::{Value, json};

use crate::desk::Desk;
use crate::program::{Program, sent};
use crate::service::{Service, TODAY};

/// A service on the demonstration company, for programs only.
fn demo() -> Service {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    Service::start(desk, &[])
}

const DEMO: &str = "/companies/DEMO";

fn path(rest: &str) -> String {
    format!("{DEMO}{rest}")
}

/// A customer with one invoice in two instalments.
fn document() -> Value {
    json!({
        "customers": [{"code": "ERP1", "name": "Scierie du Lac", "automatic": true}],
        "contacts": [{
            "customer": "ERP1", "code": "K1", "name": "Jo Lac", "reminder_all_sites": true,
            "customer_email": "jo@lac.example"
        }],
        "invoices": [{
            "customer": "ERP1", "number": "E-1", "date": "2026-09-01", "currency": "EUR",
            "total": "1200.00", "payment_method": "Virement"
        }],
        "due_items": [
            {"customer": "ERP1", "invoice": "E-1", "instalment": 1, "due_date": "2026-10-01",
             "amount": "600.00", "open_amount": "600.00"},
            {"customer": "ERP1", "invoice": "E-1", "instalment": 2, "due_date": "2026-12-01",
             "amount": "600.00", "open_amount": "600.00"}
        ]
    })
}

#[test]
fn a_document_is_taken_whole_or_not_at_all_and_comes_out_as_it_went_in() {
    let service = demo();
    let erp = Program::new(&service, "clerk", &[]);
    let mut broken = document();
    broken["invoices"][0]["total"] = json!("1.234,00");
    broken["due_items"][1]["invoice"] = json!("E-2");
    let problem = erp.post(&path("/imports"), &broken).problem(422);
    let error = &problem["errors"][0];
    assert_eq!((&error["entity"], &error["index"]), (&json!("invoices"), &json!(0)));
    assert_eq!(error["field"], "total");
    assert!(error["expected"].as_str().is_some_and(|text| text.contains("1234.50")), "{error}");
    broken["invoices"][0]["total"] = json!("1200.00");
    let problem = erp.post(&path("/imports"), &broken).problem(422);
    let error = &problem["errors"][0];
    assert_eq!((&error["entity"], &error["index"]), (&json!("due_items"), &json!(1)));
    assert_eq!(error["field"], "invoice");
    let stray = |number: usize| {
        json!({"customer": "ERP1", "invoice": format!("STRAY-{number}"), "instalment": 1,
            "due_date": "2026-10-01", "amount": "1.00", "open_amount": "1.00"})
    };
    let strays = json!({"due_items": (0..1_200).map(stray).collect::<Vec<_>>()});
    let problem = erp.post(&path("/imports"), &strays).problem(422);
    assert_eq!(problem["errors"].as_array().map(Vec::len), Some(1_000), "the first thousand");
    let told = problem["detail"].as_str().expect("a text");
    assert!(told.contains("of which the first"), "the rest is counted: {told}");
    erp.get(&path("/customers/ERP1")).problem(404);

    let taken = erp.post(&path("/imports"), &document()).expect(200).json();
    let counts = |entity: &str, taken: &Value| {
        let entities = taken["entities"].as_array().expect("a list").iter();
        entities.filter(|it| it["entity"] == entity).map(|it| it["inserted"].clone()).next()
    };
    assert_eq!(counts("due_items", &taken), Some(json!(2)));
    let again = erp.post(&path("/imports"), &document()).expect(200).json();
    assert_eq!(counts("due_items", &again), Some(json!(0)), "the same twice changes nothing");

    let customer = erp.get(&path("/customers/ERP1")).expect(200).json();
    assert_eq!(customer["contacts"][0]["customer_email"], "jo@lac.example");
    let invoice = erp.get(&path("/invoices/E-1?customer=ERP1")).expect(200).json();
    assert_eq!(invoice["total"], "1200.00");
    assert_eq!(invoice["due_items"].as_array().map(Vec::len), Some(2));

    let payment = json!({
        "payments": [{"customer": "ERP1", "number": "P-1", "date": "2026-11-20",
            "currency": "EUR", "amount": "250.00", "open_amount": "250.00"}],
        "due_items": [{"customer": "ERP1", "invoice": "E-1", "instalment": 1,
            "due_date": "2026-10-01", "amount": "600.00", "open_amount": "0"}]
    });
    erp.post(&path("/payments"), &payment).expect(200);
    let open = erp.get(&path("/due-items?customer=ERP1")).expect(200).json();
    assert_eq!(open["items"].as_array().map(Vec::len), Some(1), "the first is paid: {open}");
    let balance = erp.get(&path("/balance?code=ERP1&operations=true")).expect(200).json();
    let account = &balance["accounts"][0]["currencies"][0];
    assert_eq!(account["total"], "350.00", "600 less 250 paid on account");
    assert_eq!(account["operations"].as_array().map(Vec::len), Some(2));
}

#[test]
fn lists_come_in_pages_that_follow_each_other_without_gap() {
    let service = demo();
    let erp = Program::new(&service, "reader", &[]);
    for list in ["/customers", "/invoices?open=true", "/due-items?overdue=true", "/balance"] {
        let joint = if list.contains('?') { '&' } else { '?' };
        let field = if list == "/balance" { "accounts" } else { "items" };
        let all = erp.get(&path(&format!("{list}{joint}limit=500"))).expect(200).json();
        let all = all[field].as_array().expect("a list").clone();
        let mut found: Vec<Value> = Vec::new();
        let mut next = path(&format!("{list}{joint}limit=97"));
        while found.len() < all.len() {
            let answer = erp.get(&next).expect(200);
            let page = answer.json();
            found.extend(page[field].as_array().expect("a list").iter().cloned());
            let Some(after) = page["next"].as_str() else { break };
            let link = answer.header("link");
            assert!(link.contains(&format!("after={after}")) && link.ends_with("rel=\"next\""));
            next = path(&format!("{list}{joint}limit=97&after={after}"));
        }
        found.truncate(all.len());
        assert_eq!(found, all, "{list}");
    }
    for bad in ["limit=0", "limit=501", "limit=x", "after=%21", "nonsense=1", "text=%00"] {
        erp.get(&path(&format!("/customers?{bad}"))).problem(400);
    }
}

#[test]
fn somebody_else_was_faster_and_nothing_is_overwritten() {
    let service = demo();
    let erp = Program::new(&service, "clerk", &[]);
    let address = path("/customers/ERP2");
    let change = |name: &str| json!({"name": name});
    let put = |header: (&str, &str), name: &str| {
        sent(erp.request(Method::PUT, &address).header(header.0, header.1).json(&change(name)))
    };
    let made = put(("if-none-match", "*"), "Un").expect(201);
    assert_eq!(made.header("location"), format!("/api/v1{address}"));
    put(("if-none-match", "*"), "Deux").problem(412);

    let seen = erp.get(&address).expect(200);
    let tag = seen.header("etag").to_owned();
    let unchanged = sent(erp.request(Method::GET, &address).header("if-none-match", &tag));
    assert!(unchanged.expect(304).bytes.is_empty());
    assert_eq!(put(("if-match", &tag), "Trois").expect(200).json()["name"], "Trois");
    put(("if-match", &tag), "Quatre").problem(412);
    assert_eq!(erp.get(&address).expect(200).json()["name"], "Trois");
}

#[test]
fn a_request_with_a_key_is_carried_out_once_even_over_a_restart() {
    let mut service = demo();
    let erp = Program::new(&service, "clerk", &[]);
    let note = json!({"customer": "C0001", "append": "Called"});
    let send = |program: &Program, key: &str, body: &Value| {
        let request = program.request(Method::POST, &path("/follow-up/notes"));
        sent(request.header("idempotency-key", key).json(body))
    };
    let first = send(&erp, "k-1", &note).expect(200);
    assert!(!first.headers.contains_key("idempotent-replayed"));
    assert_ne!(first.json()["changed"], 0);
    let again = send(&erp, "k-1", &note).expect(200);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(again.bytes, first.bytes);
    let other = json!({"customer": "C0001", "append": "Called again"});
    send(&erp, "k-1", &other).problem(422);
    send(&erp, &"k".repeat(256), &note).problem(400);
    // What was refused may be asked again, mended.
    let unknown = json!({"customer": "NOBODY", "append": "Called"});
    send(&erp, "k-2", &unknown).problem(422);
    send(&erp, "k-2", &other).expect(200);

    let token = erp.token.clone();
    service.kill();
    service.start_again(&[]);
    let erp = Program::with(&service, &token);
    let later = send(&erp, "k-1", &note).expect(200);
    assert_eq!(later.header("idempotent-replayed"), "true");
    let items = erp.get(&path("/due-items?customer=C0001&limit=1")).expect(200).json();
    let comment = items["items"][0]["comment"].as_str().expect("a comment");
    assert_eq!(comment.matches("Called").count(), 2, "{comment}");
}

#[test]
fn a_plan_is_what_the_preview_showed_and_history_has_what_was_sent() {
    let service = Service::with_demo();
    let erp = Program::new(&service, "clerk", &[]);
    let preview = erp.post(&path("/previews"), &json!({"limit": 3})).expect(200).json();
    assert_eq!(preview["reminders"].as_array().map(Vec::len), Some(3));
    assert_eq!(preview["more"], true);
    let saved = erp.post(&path("/plans"), &json!({"limit": 3})).expect(201);
    let plan = saved.json();
    assert_eq!(plan["preview"], preview);
    let address = path(&format!("/plans/{}", plan["id"]));
    assert_eq!(saved.header("location"), format!("/api/v1{address}"));
    assert_eq!(erp.get(&path("/plans")).json()["items"][0]["id"], plan["id"]);
    sent(erp.request(Method::DELETE, &address)).expect(204);
    erp.get(&address).problem(404);
    let log = service.visitor("administrator").page("/admin/audit");
    assert!(log.contains("plan saved") && log.contains("run given up"), "{log}");

    service.desk.relance(&["run", "--as-of", TODAY, "--yes"]).expect(0);
    // The holds that the run lifted come last.
    let records = erp.get(&path("/history?limit=100")).expect(200).json();
    let mut records = records["items"].as_array().expect("a list").iter();
    let record = records.find(|record| record["result"] == "sent").expect("a reminder");
    let runs = erp.get(&path("/runs")).expect(200).json();
    assert_eq!(runs["items"][0]["id"], record["run"]);
    let run = erp.get(&path(&format!("/runs/{}", record["run"]))).expect(200).json();
    assert_eq!(run["progress"]["sent"], run["reminders"]);
    let failed = format!("/runs/{}/reminders?state=failed", record["run"]);
    assert_eq!(erp.get(&path(&failed)).expect(200).json()["items"], json!([]));
    let reminder = path(&format!("/reminders/{}", record["reminder"]));
    assert_eq!(erp.get(&reminder).expect(200).json()["state"], "sent");
    let message = erp.get(&format!("{reminder}/message")).expect(200);
    assert_eq!(message.header("content-type"), "message/rfc822");
    let id = record["message_id"].as_str().expect("an id");
    assert!(String::from_utf8_lossy(&message.bytes).contains(id));

    let bounce = json!({"detail": "550 5.1.1 No such user"});
    for _ in 0..2 {
        erp.post(&format!("{reminder}/bounce"), &bounce).expect(204);
    }
    let last = erp.get(&path("/history?limit=2")).expect(200).json();
    assert_eq!(last["items"][0]["result"], "bounced");
    assert_eq!(last["items"][0]["detail"], "550 5.1.1 No such user");
    assert_ne!(last["items"][1]["result"], "bounced", "the same told twice is recorded once");
}

#[test]
fn holds_notes_and_switches_are_those_of_the_command_line() {
    let service = demo();
    let erp = Program::new(&service, "clerk", &[]);
    let invoice = erp.get(&path("/due-items?limit=1")).expect(200).json();
    let (number, customer) = (&invoice["items"][0]["invoice"], &invoice["items"][0]["customer"]);
    let order = json!({"invoices": [number], "kind": "temporary", "comment": "To be checked"});
    let placed = erp.post(&path("/holds"), &order).expect(200).json();
    assert_eq!(placed["changed"][0]["invoice"], *number);
    let code = customer["code"].as_str().expect("a code");
    let held = erp.get(&path(&format!("/holds?customer={code}"))).expect(200).json();
    let held = held["items"].as_array().expect("a list").clone();
    assert!(held.iter().any(|hold| hold["comment"] == "To be checked"), "{held:?}");
    let lifted = json!({"invoices": [number], "kind": "temporary"});
    erp.post(&path("/holds/lift"), &lifted).expect(200);
    let record = erp.get(&path("/history?limit=1")).expect(200).json();
    assert_eq!(record["items"][0]["result"], "hold_lifted");
    assert_eq!(record["items"][0]["author"], "token erp");

    let note = json!({"items": [number], "status": "PROMISE", "promised_on": "2026-11-30"});
    erp.post(&path("/follow-up/notes"), &note).expect(200);
    let promises = erp.get(&path("/follow-up/promises?limit=500")).expect(200).json();
    let is_there = |promises: &Value| {
        let items = promises["items"].as_array().expect("a list");
        items.iter().any(|item| item["invoice"] == *number && item["day"] == "2026-11-30")
    };
    assert!(is_there(&promises));
    let taken_away = json!({"items": [number], "promised_on": null});
    erp.post(&path("/follow-up/notes"), &taken_away).expect(200);
    let promises = erp.get(&path("/follow-up/promises?limit=500")).expect(200).json();
    assert!(!is_there(&promises));
    let number = number.as_str().expect("a number");
    let changes = erp.get(&path(&format!("/follow-up/changes?item={number}"))).expect(200).json();
    assert_eq!(changes["items"][0]["changes"].as_array().map(Vec::len), Some(2));

    let switches = path(&format!("/customers/{code}/switches"));
    let off = erp.request(Method::PATCH, &switches).json(&json!({"automatic": false}));
    assert_eq!(sent(off).expect(200).json()["automatic"], false);
}

#[test]
fn who_may_not_sees_nothing_and_changes_nothing() {
    let desk = Desk::new();
    desk.add_company();
    desk.relance(&["--company", "DEMO", "demo", "--as-of", TODAY]).expect(0);
    let service = Service::start(desk, &[]);
    let stranger = Program::with(&service, "rlt_nobody");
    assert_eq!(stranger.get("/companies").expect(401).header("www-authenticate"), "Bearer");
    let reader = Program::new(&service, "reader", &["--companies", "DEMO"]);
    let seen = reader.get("/companies").expect(200).json();
    assert_eq!(seen["items"].as_array().map(Vec::len), Some(1));
    reader.get(&path("/customers/C0001")).expect(200);
    reader.put(&path("/customers/C0001"), &json!({"name": "X"})).problem(403);
    // Another company, and no company at all, look alike.
    let other = reader.get("/companies/SECOND/customers").problem(404);
    let none = reader.get("/companies/NONE/customers").problem(404);
    assert_eq!(other["detail"], none["detail"]);

    let second = Program::new(&service, "clerk", &["--companies", "SECOND"]);
    let run = service.desk.relance(&["--company", "DEMO", "run", "--as-of", TODAY, "--yes"]);
    run.expect(0);
    for rest in ["/runs/1", "/runs/1/reminders", "/reminders/1", "/reminders/1/message"] {
        reader.get(&path(rest)).expect(200);
        second.get(&format!("/companies/SECOND{rest}")).problem(404);
    }
    let bounce = json!({"detail": "550"});
    second.post("/companies/SECOND/reminders/1/bounce", &bounce).problem(404);
}

#[test]
fn whatever_cannot_be_read_is_a_problem_document() {
    let service = demo();
    let erp = Program::new(&service, "administrator", &[]);
    let address = path("/follow-up/notes");
    let raw = |kind: &str, body: String| {
        sent(erp.request(Method::POST, &address).header("content-type", kind).body(body))
    };
    raw("application/json", "{\"items\": [".to_owned()).problem(400);
    raw("text/plain", "{}".to_owned()).problem(415);
    raw("application/json", " ".repeat(3 << 20)).problem(413);
    let unfit = raw("application/json", "{\"items\": [1]}".to_owned()).problem(422);
    assert_eq!(unfit["errors"][0]["field"], "items[0]");
    let nul = raw("application/json", r#"{"items": ["a\u0000b"]}"#.to_owned()).problem(422);
    assert_eq!(nul["errors"][0]["field"], "items[0]");
    raw("application/json", "{\"nonsense\": 1}".to_owned()).problem(422);
    sent(erp.request(Method::PUT, &address)).problem(405);
    erp.get("/nonsense").problem(404);
    erp.get(&path("/runs/x")).problem(404);
    let french = erp.request(Method::GET, "/nonsense").header("accept-language", "fr");
    let french = sent(french).problem(404);
    assert_ne!(french["detail"], erp.get("/nonsense").problem(404)["detail"]);
}

#[test]
fn the_reference_tells_of_every_operation_of_the_document() {
    let service = Service::with_demo();
    let document: Value = {
        let answer = service.stranger().page("/api/v1/openapi.json");
        serde_json::from_str(&answer).expect("JSON")
    };
    assert_eq!(document["openapi"], "3.1.0");
    let page = service.visitor("reader").page("/api").replace("&#x2f;", "/");
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() > 30, "{}", paths.len());
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("operations") {
            let heading = format!("{}</span> <code>{path}</code>", method.to_uppercase());
            assert!(page.contains(&heading), "{heading}");
            for status in ["400", "401", "403", "422"] {
                let content = &operation["responses"][status]["content"];
                assert!(content.get("application/problem+json").is_some(), "{heading} {status}");
            }
        }
    }
}
