//! Several statements carried out one after the other.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, Statement, Value};

/// Statements in their order. SQLite takes them all at once, which spares a
/// change of threads for each; PostgreSQL takes one at a time.
pub struct Script {
    backend: DbBackend,
    statements: Vec<(String, Vec<Value>)>,
}

impl Script {
    pub fn new(connection: &DatabaseTransaction) -> Self {
        Self { backend: connection.get_database_backend(), statements: Vec::new() }
    }

    /// Adds a statement, written by `write` for the number of its first
    /// parameter.
    pub fn add(&mut self, write: impl FnOnce(usize) -> (String, Vec<Value>)) {
        match self.statements.last_mut() {
            Some((text, values)) if self.backend == DbBackend::Sqlite => {
                let (more, further) = write(values.len() + 1);
                text.push_str("; ");
                text.push_str(&more);
                values.extend(further);
            }
            _ => self.statements.push(write(1)),
        }
    }

    /// # Errors
    /// When a statement fails; the rest is not carried out.
    pub async fn run(self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for (text, values) in self.statements {
            let statement = Statement::from_sql_and_values(self.backend, text, values);
            transaction.execute_raw(statement).await?;
        }
        Ok(())
    }
}
