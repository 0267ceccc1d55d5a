//! Batches that start by themselves: the real worker, on SQLite and on
//! PostgreSQL.

#[macro_use]
mod world;
#[allow(dead_code, reason = "shared by tests that each use a part")]
#[path = "../support/desk.rs"]
mod desk;
mod downtime;
mod losses;
mod on_time;
mod people;
#[path = "../support/smtp.rs"]
mod smtp;
