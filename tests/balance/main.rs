//! The aged balance: what it shows, its figures, its files.

// Shared with other tests, which use more of it.
#[allow(dead_code)]
#[path = "../store/database.rs"]
#[macro_use]
mod database;
mod aging;
mod command_line;
#[allow(dead_code)]
#[path = "../support/desk.rs"]
mod desk;
mod figures;
mod files;
#[allow(dead_code)]
#[path = "../support/smtp.rs"]
mod smtp;
mod workbook;
