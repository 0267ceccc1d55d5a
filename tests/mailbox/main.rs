//! What comes back: messages of the wild, the real binary on a maildir and on a
//! real IMAP server, and the suppression list.

#[macro_use]
#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../store/database.rs"]
mod database;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/desk.rs"]
mod desk;
mod end_to_end;
mod imap;
mod pages;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/program.rs"]
mod program;
mod reading;
#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../store/sample.rs"]
mod sample;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/service.rs"]
mod service;
#[path = "../support/smtp.rs"]
mod smtp;
mod store;
mod wild;
