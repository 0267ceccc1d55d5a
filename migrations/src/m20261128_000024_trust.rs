//! A history that proves that nobody changed it: the chain of seals, the one
//! door by which personal texts are taken out of it, and what keeps erased
//! contacts from coming back.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, binary, integer, text, text_null, timestamp_with_time_zone,
    timestamp_with_time_zone_null,
};
use sea_orm_migration::sea_orm::DbBackend;

use crate::columns::{append_only, create, key, reference, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What stands in place of a text that was erased.
const ERASED: &str = "[…]";

/// A table that is only ever added to, but for texts that may be erased.
struct Kept {
    table: &'static str,
    texts: &'static [&'static str],
    fixed: &'static [&'static str],
}

const KEPT: [Kept; 3] = [
    Kept {
        table: "history",
        texts: &["detail", "author"],
        fixed: &[
            "id",
            "company",
            "recorded_at",
            "run_id",
            "reminder_id",
            "customer_id",
            "result",
            "attempts",
        ],
    },
    Kept {
        table: "follow_up_changes",
        texts: &["author", "comment_before", "comment_after"],
        fixed: &[
            "id",
            "item_id",
            "reminder_id",
            "changed_at",
            "level_before",
            "level_after",
            "status_before",
            "status_after",
            "promised_on_before",
            "promised_on_after",
            "disputed_before",
            "disputed_after",
            "next_action_on_before",
            "next_action_on_after",
            "next_action_by_before",
            "next_action_by_after",
        ],
    },
    Kept {
        table: "audit_log",
        texts: &["actor", "object", "detail"],
        fixed: &["id", "recorded_at", "action"],
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            chain(),
            seal_marks(),
            retention_marks(),
            erasures(),
            erased_texts(),
            erased_contacts(),
            own_keys(),
            daily_duties(),
            chain_checks(),
        ];
        let indexes = vec![
            key("chain_key", "chain", &["kind", "row_id"]),
            key("erased_contacts_key", "erased_contacts", &["company", "digest"]),
        ];
        create(manager, tables, indexes).await?;
        let backend = manager.get_database_backend();
        let mut statements = append_only(backend, &["erasures"]);
        statements.extend(match backend {
            DbBackend::Postgres => on_postgres(),
            _ => on_sqlite(),
        });
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}

/// Rows of the history in the order in which they were sealed.
fn chain() -> TableCreateStatement {
    Table::create()
        .table("chain")
        // From 1, without gaps.
        .col(big_integer("position").primary_key())
        // The table that the row stands in.
        .col(text("kind"))
        .col(big_integer("row_id"))
        .col(timestamp_with_time_zone("sealed_at"))
        // 16 bytes for each text; zeros once it was erased.
        .col(binary("salts"))
        // A digest of 32 bytes for each text, with its salt.
        .col(binary("texts"))
        .col(binary("content"))
        .col(binary("hash"))
        .take()
}

/// Rows up to `through` are sealed; those up to `pending` too, but rows of
/// slow transactions may yet come in before them.
fn seal_marks() -> TableCreateStatement {
    Table::create()
        .table("seal_marks")
        .col(text("kind").primary_key())
        .col(big_integer("through"))
        .col(big_integer_null("pending"))
        .col(timestamp_with_time_zone_null("pending_at"))
        .take()
}

/// Entries of the chain up to `through` were looked at, for this section of
/// the rules.
fn retention_marks() -> TableCreateStatement {
    Table::create()
        .table("retention_marks")
        .col(text("name").primary_key())
        .col(big_integer("through"))
        .take()
}

/// What was erased: by whom, why, and how much.
fn erasures() -> TableCreateStatement {
    table("erasures")
        .col(timestamp_with_time_zone("recorded_at"))
        .col(text("company"))
        .col(text("cause"))
        // A pseudonym, or the section of the rules.
        .col(text("subject"))
        .col(text("author"))
        .col(text("reason"))
        .col(big_integer("texts"))
        // Of the list in `erased_texts`.
        .col(binary("digest"))
        .take()
}

/// Which texts of which entries of the chain: a bit for each text.
fn erased_texts() -> TableCreateStatement {
    Table::create()
        .table("erased_texts")
        .col(big_integer("position"))
        .col(big_integer("erasure_id"))
        .col(integer("texts"))
        .primary_key(Index::create().col("position").col("erasure_id"))
        .foreign_key(&mut reference("erased_texts", "erasure_id", "erasures"))
        .take()
}

/// Contacts and addresses that no import brings back; digests with a key of
/// this database.
fn erased_contacts() -> TableCreateStatement {
    table("erased_contacts")
        .col(text("company"))
        .col(text("digest"))
        .col(timestamp_with_time_zone("erased_at"))
        .take()
}

fn own_keys() -> TableCreateStatement {
    Table::create().table("own_keys").col(text("name").primary_key()).col(binary("content")).take()
}

/// When what is done once a day was begun last.
fn daily_duties() -> TableCreateStatement {
    Table::create()
        .table("daily_duties")
        .col(text("name").primary_key())
        .col(timestamp_with_time_zone("begun_at"))
        .take()
}

/// How verifications of the chain ended.
fn chain_checks() -> TableCreateStatement {
    table("chain_checks")
        .col(timestamp_with_time_zone("checked_at"))
        .col(big_integer("entries"))
        .col(text("hash"))
        // What was wrong, for programs; absent where nothing was.
        .col(text_null("flaw"))
        .take()
}

fn on_sqlite() -> Vec<String> {
    let mut statements = Vec::new();
    for Kept { table, texts, fixed } in KEPT {
        let unchanged = fixed.iter().map(|column| format!("NEW.{column} IS OLD.{column}"));
        let erased = texts
            .iter()
            .map(|column| format!("(NEW.{column} IS OLD.{column} OR NEW.{column} IS '{ERASED}')"));
        let conditions: Vec<String> = unchanged.chain(erased).collect();
        statements.push(format!("DROP TRIGGER {table}_refuses_update"));
        statements.push(format!(
            "CREATE TRIGGER {table}_refuses_update BEFORE UPDATE ON {table} WHEN NOT ({} \
             AND EXISTS (SELECT 1 FROM chain JOIN erased_texts \
             ON erased_texts.position = chain.position \
             WHERE chain.kind = '{table}' AND chain.row_id = OLD.id)) \
             BEGIN SELECT RAISE(ABORT, '{table} is only ever added to'); END",
            conditions.join(" AND ")
        ));
    }
    let columns = ["position", "kind", "row_id", "sealed_at", "texts", "content", "hash"];
    let unchanged = columns.map(|column| format!("NEW.{column} IS OLD.{column}"));
    let refused = "BEGIN SELECT RAISE(ABORT, 'chain is only ever added to'); END";
    statements.push(format!(
        "CREATE TRIGGER chain_refuses_update BEFORE UPDATE ON chain WHEN NOT ({} \
         AND EXISTS (SELECT 1 FROM erased_texts WHERE position = OLD.position)) {refused}",
        unchanged.join(" AND ")
    ));
    statements
        .push(format!("CREATE TRIGGER chain_refuses_delete BEFORE DELETE ON chain {refused}"));
    statements.push(format!(
        "CREATE TRIGGER chain_refuses_insert BEFORE INSERT ON chain \
         WHEN EXISTS (SELECT 1 FROM chain WHERE position = NEW.position \
         OR (kind = NEW.kind AND row_id = NEW.row_id)) {refused}"
    ));
    let refused = "BEGIN SELECT RAISE(ABORT, 'erased_texts is only ever added to'); END";
    for change in ["UPDATE", "DELETE"] {
        let name = change.to_lowercase();
        statements.push(format!(
            "CREATE TRIGGER erased_texts_refuses_{name} BEFORE {change} ON erased_texts {refused}"
        ));
    }
    statements
}

fn on_postgres() -> Vec<String> {
    let mut statements = vec![
        format!(
            "CREATE OR REPLACE FUNCTION refuse_all_but_erasure() RETURNS trigger \
             LANGUAGE plpgsql AS $$ \
             DECLARE before jsonb := to_jsonb(OLD); after jsonb := to_jsonb(NEW); \
             BEGIN \
               IF (after - TG_ARGV::text[]) = (before - TG_ARGV::text[]) \
                 AND NOT EXISTS (SELECT 1 FROM unnest(TG_ARGV::text[]) AS name \
                   WHERE after ->> name IS DISTINCT FROM before ->> name \
                   AND after ->> name IS DISTINCT FROM '{ERASED}') \
                 AND EXISTS (SELECT 1 FROM chain JOIN erased_texts \
                   ON erased_texts.position = chain.position \
                   WHERE chain.kind = TG_TABLE_NAME AND chain.row_id = OLD.id) \
               THEN RETURN NEW; END IF; \
               RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; \
             END $$"
        ),
        "CREATE OR REPLACE FUNCTION refuse_all_but_salts() RETURNS trigger \
         LANGUAGE plpgsql AS $$ BEGIN \
           IF (to_jsonb(NEW) - 'salts') = (to_jsonb(OLD) - 'salts') \
             AND EXISTS (SELECT 1 FROM erased_texts WHERE position = OLD.position) \
           THEN RETURN NEW; END IF; \
           RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME; \
         END $$"
            .to_owned(),
        "CREATE TRIGGER chain_is_kept BEFORE DELETE OR TRUNCATE ON chain \
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            .to_owned(),
        "CREATE TRIGGER chain_loses_salts_only BEFORE UPDATE ON chain \
         FOR EACH ROW EXECUTE FUNCTION refuse_all_but_salts()"
            .to_owned(),
        "CREATE TRIGGER erased_texts_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON erased_texts \
         FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            .to_owned(),
    ];
    for Kept { table, texts, .. } in KEPT {
        let texts: Vec<String> = texts.iter().map(|column| format!("'{column}'")).collect();
        statements.push(format!("DROP TRIGGER {table}_is_kept ON {table}"));
        statements.push(format!(
            "CREATE TRIGGER {table}_is_kept BEFORE DELETE OR TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        ));
        statements.push(format!(
            "CREATE TRIGGER {table}_is_erased_only BEFORE UPDATE ON {table} \
             FOR EACH ROW EXECUTE FUNCTION refuse_all_but_erasure({})",
            texts.join(", ")
        ));
    }
    statements
}
