//! The tables, one file each; `migrations/` creates them.

pub mod collaborator;
pub mod contact;
pub mod contact_site;
pub mod credit;
pub mod customer;
pub mod due_item;
pub mod enclosure;
pub mod follow_up_change;
pub mod history;
pub mod hold;
pub mod import;
pub mod invoice;
pub mod message;
pub mod reminder;
pub mod reminder_line;
pub mod run;
pub mod run_hold;
pub mod site;
pub mod supplier;
pub mod supplier_item;
