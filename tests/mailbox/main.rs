//! What comes back: messages of the wild, the real binary on a maildir and on a
//! real IMAP server, and the suppression list.

#[macro_use]
#[path = "../store/database.rs"]
mod database;
#[path = "../support/desk.rs"]
mod desk;
mod end_to_end;
mod imap;
mod pages;
#[path = "../support/program.rs"]
mod program;
mod reading;
#[path = "../store/sample.rs"]
mod sample;
#[path = "../support/service.rs"]
mod service;
#[path = "../support/smtp.rs"]
mod smtp;
mod store;
mod wild;
