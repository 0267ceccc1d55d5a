//! Runs: executions of batches, and what was sent by hand.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "runs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company: String,
    pub batch: String,
    pub run_date: Date,
    pub state: String,
    pub intent: String,
    /// `None` before anything was sent.
    pub to_server: Option<bool>,
    pub rules_digest: String,
    pub facts_digest: Option<String>,
    pub forced_reason: Option<String>,
    pub reminders: i64,
    pub items: i64,
    pub skipped: i64,
    pub created_at: DateTimeUtc,
    pub ended_at: Option<DateTimeUtc>,
    pub channel: String,
    /// Who sent by hand; empty for a batch.
    pub author: String,
    /// Where its letters are written to.
    pub folder: Option<String>,
    /// The one-time key of the form that asked for it.
    pub request_key: Option<String>,
    /// When a person stopped it.
    pub halted_at: Option<DateTimeUtc>,
    /// The mail server that it goes to.
    pub server: Option<String>,
    /// Of the rules and templates that it was planned with.
    pub rule_set: Option<String>,
    /// The turn up to which it is known what the facts have overtaken.
    pub checked_turn: Option<i64>,
    /// The date of its mails.
    pub mail_date: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
