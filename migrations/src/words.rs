//! Indexes over every three characters in a row of what people search by, so
//! that a search for a part of a text need not read all of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// A table with its columns that are searched as one text.
struct Searched {
    table: &'static str,
    index: &'static str,
    columns: &'static [&'static str],
}

const SEARCHED: [Searched; 2] = [
    Searched {
        table: "invoices",
        index: "invoice_words",
        columns: &["number", "label", "payment_reference"],
    },
    Searched { table: "customers", index: "customer_words", columns: &["code", "name"] },
];

/// # Errors
/// When the database fails.
pub async fn create(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for searched in SEARCHED {
        let statements = match manager.get_database_backend() {
            DbBackend::Postgres => vec![on_postgres(&searched)],
            _ => on_sqlite(&searched),
        };
        for statement in statements {
            connection.execute_unprepared(&statement).await?;
        }
    }
    Ok(())
}

impl Searched {
    /// The columns of a row as one text, a line each.
    fn text(&self, row: &str, line_break: &str) -> String {
        let columns = self.columns.iter();
        let columns: Vec<String> =
            columns.map(|column| format!("COALESCE({row}{column}, '')")).collect();
        columns.join(&format!(" || {line_break} || "))
    }
}

/// The index follows its table by triggers; it keeps no text, only where each
/// three characters stand.
fn on_sqlite(searched: &Searched) -> Vec<String> {
    let Searched { table, index, columns } = searched;
    let (old, new) = (searched.text("OLD.", "char(10)"), searched.text("NEW.", "char(10)"));
    let add = format!("INSERT INTO {index} (rowid, words) VALUES (NEW.id, {new});");
    let take =
        format!("INSERT INTO {index} ({index}, rowid, words) VALUES ('delete', OLD.id, {old});");
    let differs: Vec<String> =
        columns.iter().map(|column| format!("OLD.{column} IS NOT NEW.{column}")).collect();
    vec![
        format!(
            "CREATE VIRTUAL TABLE {index} USING fts5(words, content='', detail=none, \
             columnsize=0, tokenize='trigram')"
        ),
        format!(
            "INSERT INTO {index} (rowid, words) SELECT id, {} FROM {table}",
            searched.text("", "char(10)")
        ),
        format!("CREATE TRIGGER {index}_added AFTER INSERT ON {table} BEGIN {add} END"),
        format!(
            "CREATE TRIGGER {index}_changed AFTER UPDATE OF {} ON {table} WHEN {} \
             BEGIN {take} {add} END",
            columns.join(", "),
            differs.join(" OR ")
        ),
        format!("CREATE TRIGGER {index}_taken AFTER DELETE ON {table} BEGIN {take} END"),
    ]
}

/// Needs the extension `pg_trgm`, which comes with PostgreSQL and which the
/// owner of a database may add. Where it cannot be had, searches are right,
/// and slow in large books.
fn on_postgres(searched: &Searched) -> String {
    let Searched { table, index, .. } = searched;
    let text = searched.text("", "chr(10)");
    format!(
        "DO $$ BEGIN \
           BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm; \
           EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'no pg_trgm: %', SQLERRM; END; \
           IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN \
             CREATE INDEX {index} ON {table} USING gin (({text}) gin_trgm_ops); \
           END IF; \
         END $$"
    )
}
