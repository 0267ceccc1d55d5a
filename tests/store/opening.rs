//! Databases that cannot be used say why.

use relance::store::{Store, StoreError};
use relance_migrations::MigratorTrait;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};

use crate::database::Fresh;

on_every_database!(
    a_schema_is_made_once,
    processes_that_start_together_make_one_schema,
    a_database_of_a_later_version_is_refused,
);

/// With a server of its own, `.ci/run` has one with TLS.
#[tokio::test]
async fn a_connection_to_postgresql_is_encrypted_where_that_is_asked_for() {
    let Some(fresh) = Fresh::postgres().await else {
        eprintln!("skipped: RELANCE_TEST_POSTGRES is not set");
        return;
    };
    let answer = |raw: DatabaseConnection, question: &'static str| async move {
        let row = raw.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, question));
        let row = row.await.expect("a query").expect("a row");
        row.try_get_by_index::<String>(0).expect("a text")
    };
    let encrypted = format!("{}?sslmode=require", fresh.url);
    match answer(fresh.raw().await, "SHOW ssl").await.as_str() {
        "on" => {
            Store::open(&encrypted).await.expect("an encrypted connection");
            let raw = sea_orm::Database::connect(&encrypted).await.expect("a connection");
            let used = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
            assert!(answer(raw, used).await.starts_with("TLSv1."));
        }
        _ => {
            let error = Store::open(&encrypted).await.err().expect("the server has no TLS");
            assert!(error.to_string().contains("TLS"), "{error}");
        }
    }
}

async fn a_schema_is_made_once(fresh: &Fresh) {
    fresh.store.migrate().await.expect("nothing to do");
    let again = Store::open(&fresh.url).await.expect("the database again");
    again.migrate().await.expect("nothing to do");
}

async fn processes_that_start_together_make_one_schema(fresh: &Fresh) {
    let known = relance_migrations::Migrator::get_migration_files().len();
    let url = match fresh.url.strip_suffix("relance.db") {
        Some(folder) => format!("{folder}new.db"),
        None => {
            let empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
            fresh.raw().await.execute_unprepared(empty).await.expect("an empty database");
            fresh.url.clone()
        }
    };
    let mut starting = Vec::new();
    for _ in 0..4 {
        let url = url.clone();
        starting.push(tokio::spawn(async move {
            let store = Store::open(&url).await?;
            store.migrate().await
        }));
    }
    for started in starting {
        started.await.expect("a task").expect("a schema");
    }
    let made = sea_orm::Database::connect(&url).await.expect("a connection");
    let applied = relance_migrations::Migrator::get_applied_migrations_read_only(&made).await;
    assert_eq!(applied.expect("a query").len(), known);
}

async fn a_database_of_a_later_version_is_refused(fresh: &Fresh) {
    let later = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20300101_x', 0)";
    fresh.raw().await.execute_unprepared(later).await.expect("a migration");
    let error = fresh.store.migrate().await.expect_err("refused");
    assert!(
        matches!(&error, StoreError::NewerSchema { migrations } if migrations == &["m20300101_x"]),
        "{error}"
    );
}

async fn trouble(url: &str) -> StoreError {
    match Store::open(url).await {
        Ok(store) => store.migrate().await.expect_err("an unusable database"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn a_file_that_is_no_database() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "Bonjour, ceci n'est pas une base de données. ".repeat(50))
        .expect("a file");
    let error = trouble(&format!("sqlite:{}", file.display())).await;
    assert!(matches!(error, StoreError::NotADatabase { .. }), "{error}");
    let text = std::fs::read_to_string(&file).expect("the file");
    assert!(text.starts_with("Bonjour"), "left alone");
}

#[tokio::test]
async fn a_folder_that_does_not_exist() {
    let error = trouble("sqlite:/nowhere/at/all/relance.db").await;
    assert!(matches!(error, StoreError::CannotOpen { .. }), "{error}");
    assert!(error.to_string().contains("/nowhere/at/all/relance.db"), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_answer() {
    let error = trouble("postgres://bob:s3cret@127.0.0.1:1/relance").await;
    assert!(matches!(error, StoreError::CannotOpen { .. }), "{error}");
    let text = error.to_string();
    assert!(text.contains("127.0.0.1:1/relance") && !text.contains("s3cret"), "{text}");
}

#[tokio::test]
async fn a_url_of_another_kind() {
    for url in ["mysql://localhost/x", "relance.db", "", "sqlite::memory:"] {
        let error = trouble(url).await;
        assert!(matches!(error, StoreError::UnsupportedUrl { .. }), "{url}: {error}");
    }
}
