//! Rows enter the chain once, whoever seals, and in whatever order they come.

use relance::app::audit_chain::Verify;
use relance::app::sealing::{self, Extent};
use relance::chain::Head;
use sea_orm::{ConnectionTrait, TransactionTrait};

use crate::database::Fresh;
use crate::record::{
    days, filled, flaw, head_not_found, number, seal, sealed, sending, unlock, verified,
    verified_with,
};
use crate::sample::now;

on_every_database!(
    a_sealed_history_is_intact_and_its_end_can_be_kept,
    what_is_not_sealed_yet_is_told,
    sealers_at_once_seal_each_row_once,
    a_row_that_comes_late_is_sealed_later,
    a_row_that_is_put_in_among_old_ones_is_found,
    a_chain_whose_end_was_cut_off_does_not_have_the_kept_head,
    the_chain_itself_is_only_ever_added_to,
);

async fn a_sealed_history_is_intact_and_its_end_can_be_kept(fresh: &Fresh) {
    filled(fresh).await;
    // Three reminders, three results, three changes, an entry of the log.
    assert_eq!(seal(&fresh.store, now()).await, 10);
    assert_eq!(seal(&fresh.store, now()).await, 0, "nothing is left");
    let found = verified(&fresh.store).await;
    assert_eq!((found.flaw, found.unsealed, found.head.entries), (None, 0, 10));
    assert_eq!(found.head, fresh.store.chain_head().await.expect("a head"));
    let kept = found.head.to_string().parse().expect("a head");
    fresh.store.audit(&entry(), now()).await.expect("an entry");
    seal(&fresh.store, now()).await;
    let again = verified_with(&fresh.store, Verify { kept: Some(kept), messages: false }).await;
    assert_eq!((again.flaw, again.head.entries), (None, 11));
}

fn entry() -> relance::store::NewAuditEntry<'static> {
    relance::store::NewAuditEntry { actor: "alix", action: "signed-in", object: "", detail: "" }
}

async fn what_is_not_sealed_yet_is_told(fresh: &Fresh) {
    filled(fresh).await;
    let found = verified(&fresh.store).await;
    assert_eq!((found.flaw, found.head), (None, Head::EMPTY));
    assert_eq!((found.unsealed, found.oldest_unsealed), (7, Some(now())));
}

async fn sealers_at_once_seal_each_row_once(fresh: &Fresh) {
    sending(fresh).await;
    for _ in 0..40 {
        fresh.store.audit(&entry(), now()).await.expect("an entry");
    }
    let sealers: Vec<_> = (0..4)
        .map(|_| {
            let url = fresh.url.clone();
            tokio::spawn(async move {
                let store = relance::store::Store::open(&url).await.expect("a store");
                let mut sealed = 0;
                for _ in 0..5 {
                    store.audit(&entry(), now()).await.expect("an entry");
                    let rows = sealing::seal(&store, Extent::All, now, || false).await;
                    sealed += rows.expect("seals");
                }
                sealed
            })
        })
        .collect();
    let mut sealed = 0;
    for sealer in sealers {
        sealed += sealer.await.expect("a sealer");
    }
    assert_eq!(sealed, 60);
    let found = verified(&fresh.store).await;
    assert_eq!((found.flaw, found.unsealed, found.head.entries), (None, 0, 60));
}

/// A transaction that took its number before others and commits after them.
async fn a_row_that_comes_late_is_sealed_later(fresh: &Fresh) {
    if fresh.url.starts_with("sqlite:") {
        // One transaction writes at a time: none comes late.
        return;
    }
    let raw = fresh.raw().await;
    let late = raw.begin().await.expect("a transaction");
    let insert = "INSERT INTO audit_log (recorded_at, actor, action, object, detail) \
        VALUES ('2026-11-24T08:00:00Z', 'eve', 'signed-in', '', '')";
    late.execute_unprepared(insert).await.expect("an entry");
    fresh.store.audit(&entry(), now()).await.expect("an entry");
    assert_eq!(seal(&fresh.store, now()).await, 1);
    late.commit().await.expect("a commit");
    let rows = sealing::seal(&fresh.store, Extent::Recent, now, || false).await;
    assert_eq!(rows.expect("seals"), 1, "without looking at all rows");
    assert_eq!(flaw(&fresh.store).await, "");
}

async fn a_row_that_is_put_in_among_old_ones_is_found(fresh: &Fresh) {
    sealed(fresh).await;
    let raw = fresh.raw().await;
    let add = async |id: i64| {
        let insert = format!(
            "INSERT INTO history (id, company, recorded_at, customer_id, result, attempts, \
             detail, author) VALUES ({id}, 'MAIN', '2026-11-20T08:00:00Z', 1, 'sent', 1, '', '')"
        );
        raw.execute_unprepared(&insert).await.expect("a row");
    };
    for (id, after) in [(50, 10), (60, 20)] {
        add(id).await;
        seal(&fresh.store, now() + days(after)).await;
    }
    assert_eq!(flaw(&fresh.store).await, "", "numbers may be left out");
    add(40).await;
    assert_eq!(flaw(&fresh.store).await, "row-inserted", "before it is sealed");
    seal(&fresh.store, now() + days(20)).await;
    assert_eq!(flaw(&fresh.store).await, "row-inserted", "and after");
}

async fn a_chain_whose_end_was_cut_off_does_not_have_the_kept_head(fresh: &Fresh) {
    sealed(fresh).await;
    let kept = fresh.store.chain_head().await.expect("a head");
    let raw = unlock(fresh).await;
    for statement in ["DELETE FROM chain WHERE position > 9", "DELETE FROM audit_log"] {
        raw.execute_unprepared(statement).await.expect(statement);
    }
    assert_eq!(number(fresh, "SELECT count(*) FROM chain").await, 9);
    let found = verified_with(&fresh.store, Verify { kept: Some(kept), messages: false }).await;
    assert!(head_not_found(&found), "{found:?}");
    // Written on in another way, the chain has another hash there.
    for _ in 0..5 {
        fresh.store.audit(&entry(), now()).await.expect("an entry");
    }
    seal(&fresh.store, now()).await;
    let found = verified_with(&fresh.store, Verify { kept: Some(kept), messages: false }).await;
    assert!(head_not_found(&found), "{found:?}");
}

async fn the_chain_itself_is_only_ever_added_to(fresh: &Fresh) {
    sealed(fresh).await;
    let raw = fresh.raw().await;
    for statement in [
        "UPDATE chain SET row_id = 7 WHERE position = 1",
        "UPDATE chain SET salts = texts WHERE position = 1",
        "DELETE FROM chain",
        "UPDATE history SET detail = '[…]'",
    ] {
        let error = raw.execute_unprepared(statement).await.expect_err(statement).to_string();
        assert!(error.contains("only ever added to"), "{statement}: {error}");
    }
}
