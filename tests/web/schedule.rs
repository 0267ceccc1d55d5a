//! Schedules on the pages and through the API. The service of the tests acts
//! as on another day, and starts nothing by itself.

use chrono::{TimeDelta, Utc};
use relance::store::{NewSlot, Store};
use serde_json::json;

use crate::desk::Desk;
use crate::program::Program;
use crate::reading::{plain, words};
use crate::service::Service;

const BATCH: &str = "RelancesAutomatiques";

/// As a worker leaves a start that it must ask about.
fn missed(service: &Service) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&service.desk.database()).await.expect("a store");
        let (company, now) = (Desk::company(), Utc::now());
        store.begin_schedule(&company, BATCH, now - TimeDelta::days(9)).await.expect("the store");
        let slot = now - TimeDelta::hours(3);
        let new = NewSlot { company, batch: BATCH.into(), slot, earlier: 1 };
        assert!(store.let_slot_go(&new, None, slot, now).await.expect("the store"));
    });
}

fn page(service: &Service, login: &str, path: &str) -> String {
    words(&plain(&service.visitor(login).page(path)))
}

#[test]
fn a_clerk_pauses_and_resumes_a_batch() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let orders = format!("/c/DEMO/batches/{BATCH}");
    let before = page(&service, "reader", "/c/DEMO/batches");
    assert!(before.contains("24/11/2026 07:00"), "{before}");
    assert!(before.contains("A start on a closed day moves to the next open day."), "{before}");
    let without = clerk.post(&format!("{orders}/pause"), &[("reason", "  ")]);
    assert_eq!(without.status(), 400);
    let form = [("reason", "Banque en retard"), ("until", "")];
    assert_eq!(clerk.post(&format!("{orders}/pause"), &form).status(), 303);
    for path in ["/c/DEMO/batches", "/c/DEMO"] {
        let paused = page(&service, "reader", path);
        let expected = "Paused by clerk until it is resumed: Banque en retard";
        assert!(paused.contains(expected), "{paused}");
        assert!(!paused.contains("24/11/2026 07:00"), "{paused}");
    }
    let reader = service.visitor("reader");
    assert!(!reader.page("/c/DEMO/batches").contains("/resume\""), "no button for readers");
    assert_eq!(reader.post(&format!("{orders}/resume"), &[]).status(), 403);
    assert_eq!(clerk.post(&format!("{orders}/resume"), &[]).status(), 303);
    assert_eq!(clerk.post(&format!("{orders}/resume"), &[]).status(), 409);
    assert!(page(&service, "reader", "/c/DEMO/batches").contains("24/11/2026 07:00"));
    let log = page(&service, "administrator", "/admin/audit");
    assert!(log.contains("batch paused") && log.contains("batch resumed"), "{log}");
}

#[test]
fn a_missed_start_is_asked_about_and_answered() {
    let service = Service::with_demo();
    missed(&service);
    for path in ["/c/DEMO/batches", "/c/DEMO"] {
        let asked = page(&service, "clerk", path);
        assert!(asked.contains("and the one before it were missed"), "{asked}");
        assert!(asked.contains("Run it now"), "{asked}");
        assert!(!page(&service, "reader", path).contains("Run it now"));
    }
    let clerk = service.visitor("clerk");
    let answer = format!("/c/DEMO/batches/{BATCH}/answer");
    assert_eq!(clerk.post(&answer, &[("answer", "perhaps")]).status(), 422);
    assert_eq!(clerk.post(&answer, &[("answer", "skip")]).status(), 303);
    assert_eq!(clerk.post(&answer, &[("answer", "run")]).status(), 409);
    let after = page(&service, "reader", "/c/DEMO/batches");
    assert!(after.contains("skipped by clerk"), "{after}");
}

#[test]
fn programs_do_the_same() {
    let service = Service::with_demo();
    missed(&service);
    let program = Program::new(&service, "clerk", &[]);
    let schedules = "/companies/DEMO/schedules";
    let listed = program.get(schedules).expect(200).json();
    let one = &listed["items"][0];
    assert_eq!(one["batch"], BATCH);
    assert_eq!(one["schedule"]["cron"], "0 7 * * 1-5");
    assert_eq!(one["next"][0], "2026-11-24T07:00:00+01:00");
    assert_eq!(one["waiting"]["earlier"], 1);
    let order = |what: &str| format!("{schedules}/{BATCH}/{what}");
    program.post(&order("answer"), &json!({"answer": "run"})).expect(204);
    program.post(&order("answer"), &json!({"answer": "run"})).problem(409);
    let listed = program.get(schedules).expect(200).json();
    assert_eq!(listed["items"][0]["last"]["state"], "claimed");
    assert_eq!(listed["items"][0]["last"]["answered_by"], "token erp");
    assert_eq!(listed["items"][0]["last"]["run_date"], "2026-11-24");
    program.post(&order("pause"), &json!({"reason": ""})).problem(422);
    let pause = json!({"reason": "Inventaire", "until": "2099-03-01"});
    program.post(&order("pause"), &pause).expect(204);
    let listed = program.get(schedules).expect(200).json();
    assert_eq!(listed["items"][0]["pause"]["reason"], "Inventaire");
    assert_eq!(listed["items"][0]["next"][0], "2099-03-02T07:00:00+01:00", "1 March is a Sunday");
    program.post(&order("resume"), &json!(null)).expect(204);
    program.post(&format!("{schedules}/Unknown/resume"), &json!(null)).problem(404);
}
