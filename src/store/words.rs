//! Looking for a part of a text by its three characters in a row.

use sea_orm::{ConnectionTrait, DatabaseBackend, Value};

use super::error::StoreError;
use super::rows::{Columns, sql, text};
use super::search::{Conditions, like};

/// Words that fewer invoices and customers have than this are rare: their
/// items are looked up. Of other words, items that have them come soon enough
/// when items are read one after the other.
const FEW_INVOICES: usize = 2_000;
const FEW_CUSTOMERS: usize = 250;

/// As many that may have the words are read one by one to see whether they do.
const READ: usize = 20_000;

/// So many characters are looked for in the index, the last ones: the beginning
/// of a number is what all numbers have in common.
const LAST: usize = 8;

/// Words that few invoices and customers have.
pub struct Rare {
    backend: DatabaseBackend,
    /// Those that have them, or may have them: the index folds more letters
    /// than a comparison does.
    invoices: Vec<i64>,
    customers: Vec<i64>,
}

/// A table whose texts are indexed.
#[derive(Clone, Copy)]
struct Indexed {
    table: &'static str,
    index: &'static str,
    columns: &'static [&'static str],
    few: usize,
}

const INVOICES: Indexed = Indexed {
    table: "invoices",
    index: "invoice_words",
    columns: &["number", "label", "payment_reference"],
    few: FEW_INVOICES,
};
const CUSTOMERS: Indexed = Indexed {
    table: "customers",
    index: "customer_words",
    columns: &["code", "name"],
    few: FEW_CUSTOMERS,
};

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
        let Some(of_customers) = Self::of_customers(connection, words).await? else {
            return Ok(None);
        };
        let invoices = INVOICES.having(connection, words.trim()).await?;
        Ok(invoices.map(|invoices| Self { invoices, ..of_customers }))
    }

    /// As [`Rare::of`], for words that are looked for in customers alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_customers(
        connection: &impl ConnectionTrait,
        words: &str,
    ) -> Result<Option<Self>, StoreError> {
        let customers = CUSTOMERS.having(connection, words.trim()).await?;
        let backend = connection.get_database_backend();
        Ok(customers.map(|customers| Self { backend, invoices: Vec::new(), customers }))
    }

    /// The condition that a customer `c` has the words, or may have them.
    pub fn customer(&self, values: &mut Vec<Value>) -> String {
        one_of(self.backend, "c.id", &self.customers, values)
    }

    /// Only items of what has the words, or may have them.
    pub(super) fn narrow(&self, conditions: &mut Conditions) {
        let values = &mut conditions.values;
        let of_invoices = one_of(self.backend, "x.invoice_id", &self.invoices, values);
        let of_customers = one_of(self.backend, "x.customer_id", &self.customers, values);
        conditions.plain(&format!(
            "d.id IN (SELECT x.id FROM due_items x WHERE {of_invoices} \
             UNION ALL SELECT x.id FROM due_items x WHERE x.open_amount > 0 AND {of_customers})"
        ));
    }
}

impl Indexed {
    /// Those that have the words, or may have them; none where they are not few.
    async fn having(
        self,
        connection: &impl ConnectionTrait,
        words: &str,
    ) -> Result<Option<Vec<i64>>, StoreError> {
        let backend = connection.get_database_backend();
        let Some(asked) = asked(backend, words) else { return Ok(None) };
        // Of short words the index was asked for all there is.
        let most = if words.chars().count() > LAST { READ } else { self.few };
        let find = format!("{} LIMIT {most}", self.find(backend));
        let found = ids(connection, find, vec![text(asked)]).await?;
        if found.len() < self.few {
            return Ok(Some(found));
        }
        if found.len() == most {
            return Ok(None);
        }
        let mut values = Vec::new();
        let among = one_of(backend, "id", &found, &mut values);
        let have = like(self.columns, words, &mut values);
        let (table, few) = (self.table, self.few);
        let read = format!("SELECT id FROM {table} WHERE {among} AND ({have}) LIMIT {few}");
        let found = ids(connection, read, values).await?;
        Ok((found.len() < self.few).then_some(found))
    }

    fn find(self, backend: DatabaseBackend) -> String {
        match backend {
            DatabaseBackend::Postgres => {
                let columns: Vec<String> =
                    self.columns.iter().map(|column| format!("COALESCE({column}, '')")).collect();
                let text = columns.join(" || chr(10) || ");
                format!("SELECT id FROM {} WHERE ({text}) ILIKE $1 ESCAPE '\\'", self.table)
            }
            _ => format!("SELECT rowid FROM {0} WHERE {0} MATCH $1", self.index),
        }
    }
}

async fn ids(
    connection: &impl ConnectionTrait,
    statement: String,
    values: Vec<Value>,
) -> Result<Vec<i64>, StoreError> {
    let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
    rows.iter().map(|row| Columns::of(row).take()).collect()
}

/// The condition that a column is one of the numbers, which are one value: a
/// statement for each number of them would be prepared anew.
fn one_of(backend: DatabaseBackend, column: &str, ids: &[i64], values: &mut Vec<Value>) -> String {
    let listed = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(",");
    let place = values.len() + 1;
    let (condition, list) = match backend {
        DatabaseBackend::Postgres => {
            (format!("{column} = ANY(string_to_array(${place}, ',')::bigint[])"), listed)
        }
        _ => {
            (format!("{column} IN (SELECT value FROM json_each(${place}))"), format!("[{listed}]"))
        }
    };
    values.push(text(list));
    condition
}

/// What the index is asked for.
fn asked(backend: DatabaseBackend, words: &str) -> Option<String> {
    let characters: Vec<char> = words.chars().collect();
    if characters.len() < 3 || characters.contains(&'\0') {
        return None;
    }
    let last = &characters[characters.len().saturating_sub(LAST)..];
    Some(match backend {
        DatabaseBackend::Postgres => super::search::pattern(&last.iter().collect::<String>()),
        _ => {
            let all = last.windows(3);
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
            (
                "FA26-00312500",
                Some("\"003\" AND \"031\" AND \"312\" AND \"125\" AND \"250\" AND \"500\""),
            ),
        ] {
            let found = asked(DatabaseBackend::Sqlite, words);
            assert_eq!(found.as_deref(), expected, "{words}");
        }
    }
}
