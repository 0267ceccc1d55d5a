//! Looking for a part of a text by its three characters in a row.

use sea_orm::{ConnectionTrait, DatabaseBackend, Value};

use super::error::StoreError;
use super::rows::{Columns, sql, text};
use super::search::Conditions;

/// Words that fewer invoices and customers have than this are rare: their
/// items are looked up. Of other words, items that have them come soon enough
/// when items are read one after the other.
const FEW_INVOICES: i64 = 2_000;
const FEW_CUSTOMERS: i64 = 250;

/// Three characters in a row that are looked for, at most.
const LONGEST: usize = 40;

/// Words that few invoices and customers have.
pub struct Rare {
    backend: DatabaseBackend,
    asked: String,
}

impl Rare {
    /// None where the words are short or common: the index says nothing, or
    /// too much.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        connection: &impl ConnectionTrait,
        words: &str,
    ) -> Result<Option<Self>, StoreError> {
        let backend = connection.get_database_backend();
        let Some(asked) = asked(backend, words.trim()) else { return Ok(None) };
        let rare = Self { backend, asked };
        let few = rare.are_few(connection, &rare.invoices("$1"), FEW_INVOICES).await?
            && rare.are_few(connection, &rare.customers("$1"), FEW_CUSTOMERS).await?;
        Ok(few.then_some(rare))
    }

    /// As [`Rare::of`], for words that are looked for in customers alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_customers(
        connection: &impl ConnectionTrait,
        words: &str,
    ) -> Result<Option<Self>, StoreError> {
        let backend = connection.get_database_backend();
        let Some(asked) = asked(backend, words.trim()) else { return Ok(None) };
        let rare = Self { backend, asked };
        let few = rare.are_few(connection, &rare.customers("$1"), FEW_CUSTOMERS).await?;
        Ok(few.then_some(rare))
    }

    async fn are_few(
        &self,
        connection: &impl ConnectionTrait,
        found: &str,
        few: i64,
    ) -> Result<bool, StoreError> {
        let statement = format!("SELECT count(*) FROM ({found} LIMIT {few}) AS found");
        let values = [text(self.asked.as_str())];
        let row = connection.query_one_raw(sql(connection, statement, values)).await?;
        let count: i64 = row.map(|row| Columns::of(&row).take()).transpose()?.unwrap_or(0);
        Ok(count < few)
    }

    /// The condition that a customer `c` has the words, or may have them.
    pub fn customer(self, values: &mut Vec<Value>) -> String {
        values.push(text(self.asked.as_str()));
        format!("c.id IN ({})", self.customers(&format!("${}", values.len())))
    }

    /// Only items of what has the words, or may have them: the index folds
    /// more letters than a comparison does.
    pub(super) fn narrow(self, conditions: &mut Conditions) {
        conditions.values.push(text(self.asked.as_str()));
        let place = format!("${}", conditions.values.len());
        conditions.plain(&format!(
            "d.id IN (SELECT x.id FROM due_items x WHERE x.invoice_id IN ({}) \
             UNION ALL SELECT x.id FROM due_items x WHERE x.open_amount > 0 \
             AND x.customer_id IN ({}))",
            self.invoices(&place),
            self.customers(&place)
        ));
    }

    fn invoices(&self, place: &str) -> String {
        match self.backend {
            DatabaseBackend::Postgres => format!(
                "SELECT id FROM invoices WHERE (COALESCE(number, '') || chr(10) || \
                 COALESCE(label, '') || chr(10) || COALESCE(payment_reference, '')) \
                 ILIKE {place} ESCAPE '\\'"
            ),
            _ => format!("SELECT rowid FROM invoice_words WHERE invoice_words MATCH {place}"),
        }
    }

    fn customers(&self, place: &str) -> String {
        match self.backend {
            DatabaseBackend::Postgres => format!(
                "SELECT id FROM customers WHERE (COALESCE(code, '') || chr(10) || \
                 COALESCE(name, '')) ILIKE {place} ESCAPE '\\'"
            ),
            _ => format!("SELECT rowid FROM customer_words WHERE customer_words MATCH {place}"),
        }
    }
}

/// What the index is asked for.
fn asked(backend: DatabaseBackend, words: &str) -> Option<String> {
    let characters: Vec<char> = words.chars().collect();
    if characters.len() < 3 || characters.contains(&'\0') {
        return None;
    }
    Some(match backend {
        DatabaseBackend::Postgres => super::search::pattern(words),
        _ => {
            let all = characters.windows(3).take(LONGEST);
            let each = all.map(|three| {
                let three: String = three.iter().collect();
                format!("\"{}\"", three.replace('"', "\"\""))
            });
            each.collect::<Vec<_>>().join(" AND ")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_looked_for_three_characters_at_a_time() {
        for (words, expected) in [
            ("fa26", Some("\"fa2\" AND \"a26\"")),
            ("a\"b", Some("\"a\"\"b\"")),
            ("été", Some("\"été\"")),
            ("fa", None),
        ] {
            let found = asked(DatabaseBackend::Sqlite, words);
            assert_eq!(found.as_deref(), expected, "{words}");
        }
    }
}
