//! Several processes on one database: the real binary, real PostgreSQL, a real
//! mail server. On SQLite what holds there too.

mod cluster;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod losing;
mod planning;
mod rules_of_runs;
mod sharing;
#[path = "../support/smtp.rs"]
mod smtp;
mod stopping;
