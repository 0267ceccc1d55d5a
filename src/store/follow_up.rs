//! What staff and reminders noted on a due item.

use chrono::NaiveDate;
use sea_orm::EntityTrait;

use super::connection::Store;
use super::entity::due_item;
use super::error::StoreError;
use crate::domain::identity::DueItemId;

/// The status section of a due item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// Code from the configured status list.
    pub status: Option<String>,
    pub comment: String,
    pub expected_payment_date: Option<NaiveDate>,
}

impl Store {
    /// # Errors
    /// When the database fails.
    pub async fn follow_up(&self, item: DueItemId) -> Result<Option<FollowUp>, StoreError> {
        let row = due_item::Entity::find_by_id(item.0).one(self.readers()).await?;
        Ok(row.map(|row| FollowUp {
            status: row.status,
            comment: row.comment,
            expected_payment_date: row.expected_payment_date,
        }))
    }
}
