//! One contact's data: all of it can be read, and taken out of the record.

use relance::app::personal_data;
use relance::chain::What;
use relance::domain::identity::ReminderId;
use relance::store::{ErasureOrder, PersonErasure, ReminderState, Store};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::record::{
    JEAN, OTHER, everything, flaw, number, seal, sealed, sending, text, unlock, verified,
};
use crate::sample::now;

on_every_database!(
    all_that_is_known_of_a_contact_is_exported,
    nothing_tells_of_an_erased_contact_and_the_chain_holds,
    what_proves_the_reminders_stays,
    a_reminder_that_waits_keeps_a_contact_from_being_erased,
    an_address_of_others_stays,
    an_address_without_a_contact_is_erased_from_the_lists,
    a_record_of_an_erasure_that_was_changed_is_found,
);

const PSEUDONYM: &str = "erased-0123456789";

async fn erased(store: &Store, name: &str) -> PersonErasure {
    let person = personal_data::find(store, &company(), name).await.expect("a person");
    let reason = "asked in writing";
    let order = ErasureOrder { author: "alix", reason, pseudonym: PSEUDONYM, now: now() };
    store.erase_person(&person, order).await.expect("an erasure")
}

async fn all_that_is_known_of_a_contact_is_exported(fresh: &Fresh) {
    sealed(fresh).await;
    let store = &fresh.store;
    for name in ["C1/jean", "JEAN@perso.example"] {
        let person = personal_data::find(store, &company(), name).await.expect("a person");
        let export = personal_data::export(store, &person, "alix", now()).await.expect("data");
        let document = &export.document;
        assert_eq!(document["contact"]["name"], "Contact jean", "{name}");
        assert_eq!(document["contact"]["sites"][0], "LYON");
        assert_eq!(document["reminders"].as_array().map(Vec::len), Some(2));
        assert_eq!(document["reminders"][0]["lines"][0]["open_amount"], "600.25");
        assert_eq!(document["history"].as_array().map(Vec::len), Some(2));
        assert_eq!(document["follow_up"].as_array().map(Vec::len), Some(1));
        assert_eq!(document["elsewhere"][0]["where"], "due_items.comment");
        let names: Vec<&str> = export.messages.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["reminder-1.eml", "reminder-2.eml"]);
    }
    let told = text(fresh, "SELECT object || detail FROM audit_log ORDER BY id DESC LIMIT 1").await;
    assert_eq!(told, "MAIN/C1", "that it was exported is in the audit log, without the name");
}

async fn nothing_tells_of_an_erased_contact_and_the_chain_holds(fresh: &Fresh) {
    sealed(fresh).await;
    let before = fresh.store.chain_head().await.expect("a head");
    let PersonErasure::Done(done) = erased(&fresh.store, "C1/jean").await else {
        panic!("nothing waits")
    };
    assert!(done.contact);
    assert_eq!(done.reminders, 2);
    for (table, texts) in everything(fresh).await {
        for word in [JEAN, "jean", "Contact Jean"] {
            let tells = texts.to_lowercase().contains(&word.to_lowercase());
            // The sample has a contact of that name only.
            assert!(!tells, "{table} tells of {word}: {texts}");
        }
    }
    let found = verified(&fresh.store).await;
    assert_eq!(found.flaw, None);
    assert_eq!(found.erased.unsigned_abs(), done.texts);
    assert_eq!(found.head, before, "nothing in the chain was written anew");
    seal(&fresh.store, now()).await;
    assert_eq!(flaw(&fresh.store).await, "", "the erasure is in the chain too");
    let entry = "SELECT action || ' ' || object || ' ' || detail FROM audit_log \
        ORDER BY id DESC LIMIT 1";
    let entry = text(fresh, entry).await;
    assert_eq!(entry, format!("contact-erased MAIN/{PSEUDONYM} asked in writing"));
}

async fn what_proves_the_reminders_stays(fresh: &Fresh) {
    let recorded = sealed(fresh).await;
    erased(&fresh.store, "C1/jean").await;
    let record = fresh.store.reminder_record(&company(), recorded.reminders[0]).await;
    let record = record.expect("a record").expect("a reminder");
    assert_eq!(record.to, [format!("{PSEUDONYM}@erased.invalid")]);
    assert_eq!((record.state, record.subject.as_str()), (ReminderState::Sent, "Facture échue"));
    assert_eq!((record.message_id.as_str(), record.settled_at), ("one@main", Some(now())));
    assert_eq!(record.lines[0].open.amount.to_string(), "600.25");
    let item = fresh.item(1).await;
    assert_eq!(
        (item.level.as_deref(), item.comment.as_str()),
        (Some("N1"), "Vu avec […] au téléphone")
    );
    // The reminder to somebody else is what it was.
    let other = fresh.store.message(recorded.reminders[2]).await.expect("a message");
    assert!(!other.expect("a message").is_empty());
    // What failed has no words any more, and is not tried again.
    let failed = fresh.store.reminder_record(&company(), recorded.reminders[1]).await;
    assert_eq!(failed.expect("a record").expect("a reminder").state, ReminderState::Cancelled);
}

async fn a_reminder_that_waits_keeps_a_contact_from_being_erased(fresh: &Fresh) {
    let recorded = sending(fresh).await;
    assert_eq!(erased(&fresh.store, "C1/jean").await, PersonErasure::Waits { run: recorded.run });
    let kept = fresh.store.message(ReminderId(1)).await.expect("a message").expect("a message");
    assert!(!kept.is_empty());
    assert_eq!(number(fresh, "SELECT count(*) FROM contacts WHERE code = 'jean'").await, 1);
}

async fn an_address_of_others_stays(fresh: &Fresh) {
    sealed(fresh).await;
    let raw = fresh.raw().await;
    let same = "UPDATE contacts SET customer_email = 'Jean@perso.example' WHERE code = 'lea'";
    raw.execute_unprepared(same).await.expect("an address");
    let person = personal_data::find(&fresh.store, &company(), JEAN).await;
    assert!(person.is_err(), "it is the address of two");
    let person = personal_data::find(&fresh.store, &company(), "C1/jean").await;
    assert_eq!(person.expect("a person").shared.len(), 1);
    erased(&fresh.store, "C1/jean").await;
    let to = text(fresh, "SELECT recipients FROM reminders WHERE id = 1").await;
    assert_eq!(to, format!("[\"{JEAN}\"]"));
    assert_eq!(number(fresh, "SELECT count(*) FROM contacts WHERE code = 'jean'").await, 0);
    assert_eq!(flaw(&fresh.store).await, "");
}

async fn an_address_without_a_contact_is_erased_from_the_lists(fresh: &Fresh) {
    sealed(fresh).await;
    let stranger = personal_data::find(&fresh.store, &company(), "nobody@x.example").await;
    assert!(stranger.is_err());
    erased(&fresh.store, OTHER).await;
    assert_eq!(text(fresh, "SELECT recipients FROM invoices WHERE id = 1").await, "[]");
    let to = text(fresh, "SELECT recipients FROM reminders WHERE id = 3").await;
    assert_eq!(to, format!("[\"{PSEUDONYM}@erased.invalid\"]"));
    assert_eq!(flaw(&fresh.store).await, "");
}

async fn a_record_of_an_erasure_that_was_changed_is_found(fresh: &Fresh) {
    sealed(fresh).await;
    erased(&fresh.store, "C1/jean").await;
    let raw = unlock(fresh).await;
    let less = "DELETE FROM erased_texts WHERE position = (SELECT MIN(position) FROM erased_texts)";
    raw.execute_unprepared(less).await.expect("a deed");
    let found = verified(&fresh.store).await.flaw.expect("a flaw");
    assert!(matches!(found.what, What::ErasedUnrecorded { .. }), "{found:?}");
}
