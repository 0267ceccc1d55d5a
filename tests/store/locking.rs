//! One run of a company at a time.

use relance::domain::company::CompanyCode;
use relance::store::{Store, StoreError};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};

on_every_database!(
    a_second_run_is_refused_until_the_first_is_over,
    a_lock_that_is_dropped_is_released,
    a_lock_whose_connection_was_lost_is_taken_anew,
);

async fn a_second_run_is_refused_until_the_first_is_over(fresh: &Fresh) {
    let other = Store::open(&fresh.url).await.expect("a second store");
    let lock = fresh.store.lock_runs(&company()).await.expect("the lock");
    for store in [&fresh.store, &other] {
        let refused = store.lock_runs(&company()).await.err().expect("refused");
        assert!(
            matches!(&refused, StoreError::RunInProgress { company } if company.as_str() == "MAIN"),
            "{refused}"
        );
    }
    let unrelated = other.lock_runs(&CompanyCode("A/B".into())).await.expect("another company's");
    unrelated.release().await;
    lock.release().await;
    other.lock_runs(&company()).await.expect("the lock again").release().await;
}

async fn a_lock_that_is_dropped_is_released(fresh: &Fresh) {
    drop(fresh.store.lock_runs(&company()).await.expect("the lock"));
    // A server notices a closed connection a moment later.
    for _ in 0..100 {
        if let Ok(lock) = fresh.store.lock_runs(&company()).await {
            return lock.release().await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the lock was never released");
}

async fn a_lock_whose_connection_was_lost_is_taken_anew(fresh: &Fresh) {
    let other = Store::open(&fresh.url).await.expect("a second store");
    let lock = fresh.store.lock_runs(&company()).await.expect("the lock");
    lock.renew().await.expect("still held");
    if fresh.url.starts_with("postgres") {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_locks \
            WHERE locktype = 'advisory' AND database = \
            (SELECT oid FROM pg_database WHERE datname = current_database())";
        fresh.raw().await.execute_unprepared(cut).await.expect("a cut");
        lock.renew().await.expect_err("the loss is noticed");
        let deadline = tokio::time::Instant::now() + std::time::Duration::from_secs(10);
        while let Err(error) = lock.renew().await {
            assert!(error.may_pass(), "{error}");
            assert!(tokio::time::Instant::now() < deadline, "{error}");
        }
    }
    let refused = other.lock_runs(&company()).await.err().expect("refused");
    assert!(matches!(refused, StoreError::RunInProgress { .. }), "{refused}");
    lock.release().await;
    other.lock_runs(&company()).await.expect("the lock again").release().await;
}
