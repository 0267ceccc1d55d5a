//! An erased contact does not come back with the next import, unless somebody
//! lets it in again.

use relance::app::personal_data;
use relance::store::ErasureOrder;

use crate::database::{Fresh, company};
use crate::record::{number, sealed, text};
use crate::sample::{self, now};

on_every_database!(an_erased_contact_is_left_out_until_it_is_let_in_again);

async fn an_erased_contact_is_left_out_until_it_is_let_in_again(fresh: &Fresh) {
    sealed(fresh).await;
    let store = &fresh.store;
    let order = ErasureOrder { author: "alix", reason: "asked", pseudonym: "erased-1", now: now() };
    for name in ["C1/jean", "compta@dupont.example"] {
        let person = personal_data::find(store, &company(), name).await.expect("a person");
        store.erase_person(&person, order).await.expect("an erasure");
    }
    let mut set = sample::set();
    // The same person under another code.
    let mut again = set.contacts[0].clone();
    again.code = "jeannot".into();
    set.contacts.push(again);
    let report = store.import(&company(), &set, now(), "again").await.expect("an import");
    assert_eq!(report.erased, 2);
    let contacts = "SELECT count(*) FROM contacts WHERE code LIKE 'jean%'";
    assert_eq!(number(fresh, contacts).await, 0);
    assert_eq!(text(fresh, "SELECT recipients FROM invoices WHERE id = 1").await, "[]");
    assert_eq!(number(fresh, "SELECT count(*) FROM contacts WHERE code = 'lea'").await, 1);

    for name in ["C1/jean", "jean@perso.example", "compta@dupont.example"] {
        let done = personal_data::readmit(store, &company(), name, "alix", now()).await;
        done.unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let unknown = personal_data::readmit(store, &company(), "C1/lea", "alix", now()).await;
    assert!(unknown.is_err(), "nobody erased her");
    let report = store.import(&company(), &set, now(), "again").await.expect("an import");
    assert_eq!(report.erased, 0);
    assert_eq!(number(fresh, contacts).await, 2);
}
