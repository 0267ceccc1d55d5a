//! How often the data of a company were changed, so that figures made of them
//! can be kept for as long as they are true. The numbers rise in the very
//! transaction that changes the data.

use sea_orm::{ConnectionTrait, DatabaseTransaction, Value};

use super::connection::Store;
use super::error::StoreError;
use super::rows::{Columns, number, sql, text};
use crate::domain::company::CompanyCode;
use crate::domain::identity::RunId;

/// The same numbers mean the same data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DataVersion {
    /// Rises with every import that changes anything: parties, invoices, due
    /// items, credits, what suppliers are owed.
    pub imports: i64,
    /// Rises whenever reminders change levels of due items.
    pub settlements: i64,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn data_version(&self, company: &CompanyCode) -> Result<DataVersion, StoreError> {
        // Sums of whole numbers are decimals on PostgreSQL.
        let statement = "SELECT \
            COALESCE((SELECT imports FROM data_versions WHERE company = $1), 0), \
            CAST(COALESCE((SELECT settlements FROM data_versions WHERE company = $1), 0) \
            + COALESCE((SELECT SUM(settlements) FROM settlement_counts WHERE company = $1), 0) \
            AS BIGINT)";
        let connection = self.readers();
        let values = [text(company.as_str())];
        let Some(row) = connection.query_one_raw(sql(connection, statement, values)).await? else {
            return Ok(DataVersion::default());
        };
        let mut columns = Columns::of(&row);
        Ok(DataVersion { imports: columns.take()?, settlements: columns.take()? })
    }
}

/// Belongs to every transaction that imports.
pub(super) async fn imported(
    transaction: &DatabaseTransaction,
    company: &CompanyCode,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO data_versions (company, imports, settlements) \
        VALUES ($1, 1, 0) \
        ON CONFLICT (company) DO UPDATE SET imports = data_versions.imports + 1";
    transaction.execute_raw(sql(transaction, statement, [text(company.as_str())])).await?;
    Ok(())
}

/// The statement that belongs to every transaction that settles reminders of
/// a run; `first` is the number of its first parameter. Those who settle at
/// once count in rows of their own, by `who`, so that none waits for another.
pub(super) fn settled(run: RunId, who: &str, first: usize) -> (String, Vec<Value>) {
    let shard = who.bytes().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte));
    let statement = format!(
        "INSERT INTO settlement_counts (company, shard, settlements) \
         SELECT company, ${}, 1 FROM runs WHERE id = ${first} \
         ON CONFLICT (company, shard) \
         DO UPDATE SET settlements = settlement_counts.settlements + 1",
        first + 1
    );
    (statement, vec![number(run.0), Value::Int(Some(i32::from(shard)))])
}
