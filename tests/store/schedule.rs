//! Starts of batches: each is taken up once.

use chrono::{DateTime, TimeDelta, Utc};
use relance::store::{Lease, NewSlot, Pause, Slot, SlotEnd, SlotReason, SlotState};

use crate::database::{Fresh, company};

on_every_database!(
    a_start_is_taken_up_once,
    a_start_that_nobody_holds_any_more_is_taken_over,
    a_start_that_waits_is_answered_once,
    a_later_start_answers_for_an_earlier_one,
    a_pause_ends_when_its_time_is_over,
);

const BATCH: &str = "Nightly";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn start(slot: &str) -> NewSlot {
    NewSlot { company: company(), batch: BATCH.into(), slot: at(slot), earlier: 0 }
}

fn lease(key: &str, now: DateTime<Utc>) -> Lease {
    Lease { key: key.into(), until: now + TimeDelta::seconds(15) }
}

async fn claim(fresh: &Fresh, slot: &str, key: &str, now: DateTime<Utc>) -> Option<i64> {
    let new = start(slot);
    let day = new.slot.date_naive();
    let claimed = fresh.store.claim_slot(&new, day, &lease(key, now), now).await;
    claimed.expect("the store")
}

async fn only(fresh: &Fresh) -> Slot {
    let mut slots = fresh.store.recent_slots(&company()).await.expect("the store");
    assert_eq!(slots.len(), 1, "{slots:?}");
    slots.remove(0)
}

async fn handled_until(fresh: &Fresh) -> DateTime<Utc> {
    let states = fresh.store.schedule_states(Some(&company())).await.expect("the store");
    states[0].handled_until
}

async fn a_start_is_taken_up_once(fresh: &Fresh) {
    let now = at("2026-11-24T06:00:00.2Z");
    let begun = at("2026-11-23T12:00:00Z");
    fresh.store.begin_schedule(&company(), BATCH, begun).await.expect("the store");
    fresh.store.begin_schedule(&company(), BATCH, now).await.expect("the store");
    assert_eq!(handled_until(fresh).await, begun, "the first look counts");
    // Many at once: one gets it.
    let all = (0..8).map(|number| {
        let (store, new) = (fresh.store.clone(), start("2026-11-24T06:00:00Z"));
        tokio::spawn(async move {
            let lease = lease(&number.to_string(), now);
            store.claim_slot(&new, new.slot.date_naive(), &lease, now).await.expect("the store")
        })
    });
    let mut claimed = 0;
    for one in all.collect::<Vec<_>>() {
        claimed += usize::from(one.await.expect("a task").is_some());
    }
    assert_eq!(claimed, 1);
    assert_eq!(handled_until(fresh).await, at("2026-11-24T06:00:00Z"));
    assert_eq!(claim(fresh, "2026-11-24T06:00:00Z", "late", now).await, None);
    assert_eq!(claim(fresh, "2026-11-23T06:00:00Z", "older", now).await, None, "gone past");
    // Neither when a wrong clock is put right.
    fresh.store.set_schedule_back(&company(), BATCH, begun).await.expect("the store");
    assert_eq!(claim(fresh, "2026-11-24T06:00:00Z", "again", now).await, None);
    assert!(claim(fresh, "2026-11-25T06:00:00Z", "next", now).await.is_some());
}

async fn a_start_that_nobody_holds_any_more_is_taken_over(fresh: &Fresh) {
    let (store, now) = (&fresh.store, at("2026-11-24T06:00:00Z"));
    store.begin_schedule(&company(), BATCH, now - TimeDelta::hours(1)).await.expect("the store");
    let id = claim(fresh, "2026-11-24T06:00:00Z", "first", now).await.expect("a start");
    let later = now + TimeDelta::seconds(10);
    assert!(!store.take_slot(id, &lease("second", later), later).await.expect("the store"));
    store.renew_slot(id, &lease("first", later)).await.expect("the store");
    let lost = now + TimeDelta::seconds(20);
    assert!(!store.take_slot(id, &lease("second", lost), lost).await.expect("it was renewed"));
    let lost = now + TimeDelta::seconds(26);
    assert!(store.take_slot(id, &lease("second", lost), lost).await.expect("the store"));
    // The first was not lost, only slow: it says nothing any more.
    let missed = SlotEnd::Missed { detail: "no".into() };
    store.end_slot(id, "first", &missed, lost).await.expect("the store");
    let slot = only(fresh).await;
    assert_eq!((slot.state, slot.attempts), (SlotState::Claimed, 2));
    store.end_slot(id, "second", &missed, lost).await.expect("the store");
    let slot = only(fresh).await;
    assert_eq!((slot.state, slot.reason), (SlotState::Missed, Some(SlotReason::Error)));
    assert_eq!(store.claimed_slots().await.expect("the store"), []);
}

async fn a_start_that_waits_is_answered_once(fresh: &Fresh) {
    let (store, now) = (&fresh.store, at("2026-11-24T09:00:00Z"));
    store.begin_schedule(&company(), BATCH, now - TimeDelta::days(1)).await.expect("the store");
    let new = NewSlot { earlier: 3, ..start("2026-11-24T06:00:00Z") };
    assert!(store.let_slot_go(&new, None, now, now).await.expect("the store"));
    assert!(!store.let_slot_go(&new, None, now, now).await.expect("the store"));
    assert_eq!(handled_until(fresh).await, now);
    let waiting = only(fresh).await;
    assert_eq!((waiting.state, waiting.earlier), (SlotState::Waiting, 3));
    let day = Some(now.date_naive());
    assert!(store.answer_slot(waiting.id, day, "Alix", now).await.expect("the store"));
    assert!(!store.answer_slot(waiting.id, None, "Bob", now).await.expect("the store"));
    let slot = only(fresh).await;
    assert_eq!((slot.state, slot.run_date), (SlotState::Claimed, day));
    assert_eq!(slot.answered_by.as_deref(), Some("Alix"));
    assert!(store.take_slot(slot.id, &lease("any", now), now).await.expect("nobody is at it"));
}

async fn a_later_start_answers_for_an_earlier_one(fresh: &Fresh) {
    let (store, now) = (&fresh.store, at("2026-11-25T06:00:00Z"));
    store.begin_schedule(&company(), BATCH, now - TimeDelta::days(3)).await.expect("the store");
    let earlier = start("2026-11-24T06:00:00Z");
    assert!(store.let_slot_go(&earlier, None, earlier.slot, now).await.expect("the store"));
    let waiting = only(fresh).await;
    claim(fresh, "2026-11-25T06:00:00Z", "first", now).await.expect("a start");
    assert!(!store.answer_slot(waiting.id, None, "Alix", now).await.expect("the store"));
    assert_eq!(only(fresh).await.slot, now, "nobody is asked any more");
}

async fn a_pause_ends_when_its_time_is_over(fresh: &Fresh) {
    let (store, now) = (&fresh.store, at("2026-11-24T06:00:00Z"));
    let pause = |until: Option<&str>| Pause {
        by: "Alix".into(),
        at: now,
        reason: "Banque en retard".into(),
        until: until.map(at),
    };
    let until = pause(Some("2026-11-30T00:00:00Z"));
    store.pause_schedule(&company(), BATCH, &until).await.expect("the store");
    let states = store.schedule_states(None).await.expect("the store");
    assert_eq!(states[0].pause.as_ref(), Some(&until));
    assert_eq!(states[0].handled_until, now, "the first look counts");
    assert!(!store.end_pause(&company(), BATCH, Some(now)).await.expect("the store"));
    let over = at("2026-11-30T00:00:00Z");
    assert!(store.end_pause(&company(), BATCH, Some(over)).await.expect("the store"));
    assert!(!store.end_pause(&company(), BATCH, None).await.expect("the store"));
    store.pause_schedule(&company(), BATCH, &pause(None)).await.expect("the store");
    assert!(!store.end_pause(&company(), BATCH, Some(over)).await.expect("it has no end"));
    assert!(store.end_pause(&company(), BATCH, None).await.expect("the store"));
}
