//! The batch from end to end: the real binary, the shipped rules and
//! templates, a real mail server.

mod by_hand;
mod command_line;
#[path = "../support/desk.rs"]
mod desk;
mod importing;
mod interruption;
mod overtaken;
mod running;
#[path = "../support/smtp.rs"]
mod smtp;
mod unconfirmed;
mod watching;
