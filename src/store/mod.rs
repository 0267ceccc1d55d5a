//! The record of everything: sea-orm entities and queries. The only room that
//! knows SQL; the same on SQLite and PostgreSQL.

mod amount;
mod balance;
mod claim;
mod connection;
pub mod entity;
mod error;
mod facts;
mod facts_invoices;
mod facts_parties;
mod find;
mod follow_up;
mod history;
mod import;
mod import_check;
mod import_keys;
mod import_parties;
mod import_payables;
mod import_receivables;
mod lists;
mod lock;
mod open_row;
mod overtaken;
mod recording;
mod rows;
mod run;
mod script;
mod settle;
mod stored_keys;
mod transitions;
mod upsert;

pub use claim::{QueuedReminder, ReminderCounts};
pub use connection::Store;
pub use error::{StoreError, UnknownReference};
pub use find::{FoundItem, OpenCounts};
pub use follow_up::FollowUp;
pub use history::{HistoryFilter, HistoryRecord, HistoryResult};
pub use import::{Counts, Entity, ImportReport, LastImport};
pub use lock::RunLock;
pub use recording::{NewLine, NewReminder, NewRun, RunCounts};
pub use run::{Reminder, ReminderState, Run, RunIntent, RunState};
pub use settle::{Delivery, Outcome, SettleRules};
pub use stored_keys::StoredKeys;
pub use transitions::Cancellation;
