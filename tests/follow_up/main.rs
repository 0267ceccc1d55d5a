//! Follow-up by hand from end to end: the real binary, the shipped rules and
//! templates, a real mail server.

mod actions;
mod customer;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod notes;
#[path = "../support/smtp.rs"]
mod smtp;
