//! Many rows of one table in few statements.

use sea_orm::sea_query::ArrayType;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, QueryResult, Value};

use super::rows::{parameters, sql};

/// Values of one statement on SQLite, which takes no more than 32,766.
const VALUES: usize = 4_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Text,
    /// Empty where there is none.
    TextOrNull,
    Bytes,
}

impl Kind {
    fn array(self) -> (ArrayType, &'static str) {
        match self {
            Self::Number => (ArrayType::BigInt, "bigint[]"),
            Self::Text | Self::TextOrNull => (ArrayType::String, "text[]"),
            Self::Bytes => (ArrayType::Bytes, "bytea[]"),
        }
    }

    /// The value of a parameter or of a column of the arrays.
    fn value(self, written: String) -> String {
        if self == Self::TextOrNull { format!("NULLIF({written}, '')") } else { written }
    }
}

/// A table, its columns, and rows of them.
pub struct Bulk<'a> {
    table: &'a str,
    columns: &'a [(&'a str, Kind)],
    /// Row after row.
    values: Vec<Value>,
}

impl<'a> Bulk<'a> {
    pub fn new(table: &'a str, columns: &'a [(&'a str, Kind)], rows: usize) -> Self {
        Self { table, columns, values: Vec::with_capacity(rows * columns.len()) }
    }

    /// Adds a row; none of its values is null.
    pub fn add<const COLUMNS: usize>(&mut self, row: [Value; COLUMNS]) {
        debug_assert_eq!(COLUMNS, self.columns.len());
        self.values.extend(row);
    }

    /// Inserts all rows, in their order.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn insert(self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for (statement, values) in self.statements(transaction.get_database_backend()) {
            transaction.execute_raw(sql(transaction, statement, values)).await?;
        }
        Ok(())
    }

    /// Inserts all rows, in their order, and gives what the database made of
    /// them: the columns named.
    ///
    /// # Errors
    /// When a statement fails.
    pub async fn insert_returning(
        self,
        transaction: &DatabaseTransaction,
        returning: &str,
    ) -> Result<Vec<QueryResult>, DbErr> {
        let mut rows = Vec::new();
        for (statement, values) in self.statements(transaction.get_database_backend()) {
            let statement = format!("{statement} RETURNING {returning}");
            rows.extend(transaction.query_all_raw(sql(transaction, statement, values)).await?);
        }
        Ok(rows)
    }

    fn statements(self, backend: DbBackend) -> Vec<(String, Vec<Value>)> {
        if self.values.is_empty() {
            return Vec::new();
        }
        match backend {
            DbBackend::Postgres => vec![self.with_arrays()],
            _ => self.with_lists(),
        }
    }

    fn beginning(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        format!("INSERT INTO {} ({})", self.table, names.join(", "))
    }

    /// One parameter per column, however many rows there are: PostgreSQL
    /// neither parses long statements nor limits their rows.
    fn with_arrays(self) -> (String, Vec<Value>) {
        let (mut arrays, mut selected) = (Vec::new(), Vec::new());
        for (position, (_, kind)) in self.columns.iter().enumerate() {
            arrays.push(format!("${}::{}", position + 1, kind.array().1));
            selected.push(kind.value(format!("c{position}")));
        }
        let names: Vec<String> =
            (0..self.columns.len()).map(|position| format!("c{position}")).collect();
        let statement = format!(
            "{} SELECT {} FROM unnest({}) WITH ORDINALITY AS given ({}, place) ORDER BY place",
            self.beginning(),
            selected.join(", "),
            arrays.join(", "),
            names.join(", ")
        );
        let rows = self.values.len() / self.columns.len();
        let mut columns: Vec<Vec<Value>> =
            self.columns.iter().map(|_| Vec::with_capacity(rows)).collect();
        let width = columns.len();
        for (position, value) in self.values.into_iter().enumerate() {
            columns[position % width].push(value);
        }
        let values = columns
            .into_iter()
            .zip(self.columns)
            .map(|(values, (_, kind))| Value::Array(kind.array().0, Some(Box::new(values))))
            .collect();
        (statement, values)
    }

    fn with_lists(self) -> Vec<(String, Vec<Value>)> {
        let width = self.columns.len();
        let rows_at_once = (VALUES / width).max(1);
        let start = self.beginning();
        let mut statements = Vec::new();
        let mut values = self.values.into_iter();
        loop {
            let chunk: Vec<Value> = values.by_ref().take(rows_at_once * width).collect();
            if chunk.is_empty() {
                return statements;
            }
            let rows: Vec<String> = (0..chunk.len() / width)
                .map(|row| format!("({})", self::row(self.columns, row * width + 1)))
                .collect();
            statements.push((format!("{start} VALUES {}", rows.join(", ")), chunk));
        }
    }
}

/// The parameters of a row, the first of which has this number.
fn row(columns: &[(&str, Kind)], first: usize) -> String {
    if columns.iter().all(|(_, kind)| *kind != Kind::TextOrNull) {
        return parameters(first, columns.len());
    }
    let values: Vec<String> = columns
        .iter()
        .enumerate()
        .map(|(position, (_, kind))| kind.value(format!("${}", first + position)))
        .collect();
    values.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::rows::{number, text};
    use super::*;

    const COLUMNS: [(&str, Kind); 2] = [("item_id", Kind::Number), ("level", Kind::TextOrNull)];

    fn two_rows() -> Bulk<'static> {
        let mut bulk = Bulk::new("reminder_lines", &COLUMNS, 2);
        bulk.add([number(1), text("N1")]);
        bulk.add([number(2), text("")]);
        bulk
    }

    #[test]
    fn postgresql_gets_one_array_per_column() {
        let (statement, values) = two_rows().statements(DbBackend::Postgres).remove(0);
        assert_eq!(
            statement,
            "INSERT INTO reminder_lines (item_id, level) SELECT c0, NULLIF(c1, '') \
             FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY AS given (c0, c1, place) \
             ORDER BY place"
        );
        assert_eq!(values.len(), 2);
    }

    #[test]
    fn sqlite_gets_rows_one_by_one() {
        let (statement, values) = two_rows().statements(DbBackend::Sqlite).remove(0);
        assert_eq!(
            statement,
            "INSERT INTO reminder_lines (item_id, level) \
             VALUES ($1, NULLIF($2, '')), ($3, NULLIF($4, ''))"
        );
        assert_eq!(values.len(), 4);
    }
}
