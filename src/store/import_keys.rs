//! Business keys to identities, read once per import.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::error::{StoreError, UnknownReference};
use super::rows::{Columns, sql, text};
use crate::domain::company::CompanyCode;

/// Codes of rows that belong to the company itself.
pub struct Codes {
    to: &'static str,
    ids: HashMap<String, i64>,
}

impl Codes {
    /// `table` has the columns `company` and `code`.
    pub async fn read(
        connection: &impl ConnectionTrait,
        company: &CompanyCode,
        table: &'static str,
    ) -> Result<Self, StoreError> {
        let statement = format!("SELECT code, id FROM {table} WHERE company = $1");
        let values = [text(company.as_str())];
        let rows = connection.query_all_raw(sql(connection, statement, values)).await?;
        let ids = rows
            .iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok((columns.take()?, columns.take()?))
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self { to: table, ids })
    }

    pub fn find(&self, code: &str) -> Option<i64> {
        self.ids.get(code).copied()
    }

    /// # Errors
    /// When there is no such code.
    pub fn id(&self, entity: &'static str, code: &str) -> Result<i64, StoreError> {
        self.find(code).ok_or_else(|| unknown(entity, self.to, code))
    }

    /// # Errors
    /// When a code is given and there is no such code.
    pub fn optional(
        &self,
        entity: &'static str,
        code: Option<&String>,
    ) -> Result<Option<i64>, StoreError> {
        code.map(|code| self.id(entity, code)).transpose()
    }
}

/// Keys of rows that belong to another row.
pub struct Keys {
    to: &'static str,
    /// Owner, key, identity; sorted.
    keys: Vec<(i64, String, i64)>,
}

impl Keys {
    /// `select` gives owner, key and identity; `$1` is the company.
    pub async fn read(
        connection: &impl ConnectionTrait,
        company: &CompanyCode,
        to: &'static str,
        select: &str,
    ) -> Result<Self, StoreError> {
        let values = [text(company.as_str())];
        let rows = connection.query_all_raw(sql(connection, select, values)).await?;
        let mut keys = rows
            .iter()
            .map(|row| {
                let mut columns = Columns::of(row);
                Ok((columns.take()?, columns.take()?, columns.take()?))
            })
            .collect::<Result<Vec<(i64, String, i64)>, StoreError>>()?;
        keys.sort_unstable();
        Ok(Self { to, keys })
    }

    pub fn find(&self, owner: i64, key: &str) -> Option<i64> {
        let found = self
            .keys
            .binary_search_by(|(known, text, _)| known.cmp(&owner).then(text.as_str().cmp(key)));
        found.ok().and_then(|position| self.keys.get(position)).map(|(_, _, id)| *id)
    }

    /// # Errors
    /// When there is no such key.
    pub fn id(&self, entity: &'static str, owner: i64, key: &str) -> Result<i64, StoreError> {
        self.find(owner, key).ok_or_else(|| unknown(entity, self.to, key))
    }
}

fn unknown(entity: &'static str, to: &'static str, key: &str) -> StoreError {
    StoreError::UnknownReferences(vec![UnknownReference {
        entity,
        row: String::new(),
        to,
        key: key.to_owned(),
    }])
}
