//! The nouns of dunning and the facts that hold of them: pure data, no I/O.

pub mod account;
pub mod address;
pub mod channel;
pub mod collaborator;
pub mod company;
pub mod credit;
pub mod customer;
pub mod document;
pub mod follow_up;
pub mod hold;
pub mod identity;
pub mod incoming;
pub mod invoice;
pub mod language;
pub mod letter;
pub mod level;
pub mod money;
pub mod payment_method;
pub mod retention;
pub mod suppression;
pub mod webhook;
