//! Sending accounts: which one a reminder leaves by, how fast, signed and
//! signed in how, over real mail servers.

mod accounts;
mod command_line;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
mod dkim;
mod limits;
mod login;
mod record;
#[path = "../support/smtp.rs"]
mod smtp;
