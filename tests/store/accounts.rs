//! Accounts, sessions and tokens, and a log that nothing can edit.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use relance::domain::account::{Companies, Role};
use relance::store::{AccountEdit, AuditFilter, Edited, NewAccount, NewApiToken, NewAuditEntry};
use sea_orm::ConnectionTrait;

use crate::database::{Fresh, company};
use crate::sample::now;

on_every_database!(
    somebody_is_left_to_administer,
    other_rights_end_sessions_and_tokens_that_go_beyond,
    a_session_ends_when_it_is_not_renewed,
    a_subject_belongs_to_one_account,
    the_audit_log_is_only_added_to,
);

async fn added(fresh: &Fresh, login: &str, role: Role, companies: Companies) -> i64 {
    let (login, password_hash) = (login.to_owned(), Some("hash".to_owned()));
    let account = NewAccount { name: login.clone(), login, role, companies, password_hash };
    fresh.store.add_account(&account, now()).await.expect("an account").expect("a new login")
}

fn edit(role: Role, companies: Companies, active: bool) -> AccountEdit {
    AccountEdit { name: "name".to_owned(), role, companies, active }
}

fn only_one() -> Companies {
    Companies::Only(BTreeSet::from([company()]))
}

async fn somebody_is_left_to_administer(fresh: &Fresh) {
    let first = added(fresh, "first", Role::Administrator, Companies::All).await;
    let second = added(fresh, "second", Role::Administrator, only_one()).await;
    let store = &fresh.store;
    let edited = async |id, change: AccountEdit| {
        store.edit_account(id, &change, now()).await.expect("a change")
    };
    for change in [
        edit(Role::Clerk, Companies::All, true),
        edit(Role::Administrator, Companies::All, false),
        edit(Role::Administrator, only_one(), true),
    ] {
        assert_eq!(edited(first, change).await, Edited::LastAdministrator);
    }
    let more = edit(Role::Administrator, Companies::All, true);
    assert!(matches!(edited(second, more).await, Edited::Changed { .. }));
    let out = edit(Role::Administrator, Companies::All, false);
    assert!(matches!(edited(first, out.clone()).await, Edited::Changed { .. }));
    assert_eq!(edited(second, out).await, Edited::LastAdministrator);
    assert_eq!(edited(99, edit(Role::Reader, Companies::All, true)).await, Edited::Unknown);
}

async fn other_rights_end_sessions_and_tokens_that_go_beyond(fresh: &Fresh) {
    let store = &fresh.store;
    added(fresh, "boss", Role::Administrator, Companies::All).await;
    let id = added(fresh, "alix", Role::Administrator, Companies::All).await;
    for (name, role) in [("reads", Role::Reader), ("rules", Role::Administrator)] {
        let token = NewApiToken {
            name: name.to_owned(),
            token_hash: name.to_owned(),
            role,
            companies: Companies::All,
            created_by: "alix".to_owned(),
            expires: None,
        };
        store.add_api_token(&token, now()).await.expect("a token");
    }
    let later = now() + TimeDelta::hours(1);
    let known = async |hash: &str| store.api_token(hash, now()).await.expect("a query").is_some();
    let opened = async |hash: &str| store.open_session(id, hash, now(), later).await;
    let lasts = async |hash: &str| store.session(hash, now()).await.expect("a query").is_some();
    let revoked = async |change: AccountEdit| match store
        .edit_account(id, &change, now())
        .await
        .expect("a change")
    {
        Edited::Changed { tokens_revoked, .. } => tokens_revoked,
        other => panic!("{other:?}"),
    };
    opened("a").await.expect("a session");
    assert_eq!(revoked(edit(Role::Administrator, Companies::All, true)).await, 0);
    assert!(lasts("a").await, "another name is no other right");
    assert_eq!(revoked(edit(Role::Clerk, Companies::All, true)).await, 1);
    assert!(!lasts("a").await && known("reads").await && !known("rules").await);
    opened("b").await.expect("a session");
    assert_eq!(revoked(edit(Role::Clerk, Companies::All, false)).await, 1);
    assert!(!lasts("b").await && !known("reads").await);
}

async fn a_session_ends_when_it_is_not_renewed(fresh: &Fresh) {
    let store = &fresh.store;
    let id = added(fresh, "alix", Role::Reader, Companies::All).await;
    let at = |hours: i64| now() + TimeDelta::hours(hours);
    store.open_session(id, "a", at(0), at(12)).await.expect("a session");
    let session = store.session("a", at(11)).await.expect("a query").expect("a session");
    assert_eq!((session.account.login.as_str(), session.opened), ("alix", at(0)));
    assert!(store.session("a", at(12)).await.expect("a query").is_none());
    store.renew_session("a", at(11), at(23)).await.expect("renewed");
    assert!(store.session("a", at(22)).await.expect("a query").is_some());
    store.open_session(id, "b", at(24), at(36)).await.expect("a session");
    assert_eq!(store.close_sessions(id).await.expect("closed"), 1, "the other was swept");
}

async fn a_subject_belongs_to_one_account(fresh: &Fresh) {
    let store = &fresh.store;
    added(fresh, "alix@atelier.example", Role::Reader, Companies::All).await;
    let bound = async |login: &str, subject: &str| {
        let found = store.bind_subject(login, subject).await.expect("a query");
        found.map(|account| account.login)
    };
    assert_eq!(bound("eve@atelier.example", "issuer 1").await, None);
    let login = Some("alix@atelier.example".to_owned());
    assert_eq!(bound("Alix@atelier.example", "issuer 1").await, login);
    assert_eq!(bound("alix@atelier.example", "issuer 2").await, None, "bound already");
    let found = store.account_of_subject("issuer 1").await.expect("a query");
    assert_eq!(found.map(|account| account.login), login);
}

async fn the_audit_log_is_only_added_to(fresh: &Fresh) {
    let entries = [("alix", "signed-in"), ("eve", "sign-in-failed"), ("alix", "signed-out")];
    for (actor, action) in entries {
        let entry = NewAuditEntry { actor, action, object: "", detail: "" };
        fresh.store.audit(&entry, now()).await.expect("an entry");
    }
    let raw = fresh.raw().await;
    for statement in
        ["UPDATE audit_log SET actor = 'nobody'", "DELETE FROM audit_log WHERE actor = 'eve'"]
    {
        let error = raw.execute_unprepared(statement).await.expect_err(statement).to_string();
        assert!(error.contains("only ever added to"), "{statement}: {error}");
    }
    let found = async |actor: &str, action: &str, before| {
        let filter = AuditFilter { actor: actor.to_owned(), action: action.to_owned(), before };
        let found = fresh.store.audit_log(&filter, 2).await.expect("entries");
        found.into_iter().map(|entry| (entry.id, entry.action)).collect::<Vec<_>>()
    };
    let named = |list: &[(i64, &str)]| -> Vec<(i64, String)> {
        list.iter().map(|(id, action)| (*id, (*action).to_owned())).collect()
    };
    assert_eq!(found("", "", None).await, named(&[(3, "signed-out"), (2, "sign-in-failed")]));
    assert_eq!(found("", "", Some(2)).await, named(&[(1, "signed-in")]));
    assert_eq!(found("alix", "", None).await, named(&[(3, "signed-out"), (1, "signed-in")]));
    assert_eq!(found("alix", "signed-in", None).await, named(&[(1, "signed-in")]));
    assert_eq!(found("", "rules-saved", None).await, []);
    let actions = fresh.store.audit_actions().await.expect("actions");
    assert_eq!(actions, ["sign-in-failed", "signed-in", "signed-out"]);
}
