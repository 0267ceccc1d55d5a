//! The aged balance: what it shows, its figures, its files.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../store/database.rs"]
#[macro_use]
mod database;
mod aging;
mod command_line;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
mod figures;
mod files;
#[path = "../support/smtp.rs"]
mod smtp;
mod workbook;
