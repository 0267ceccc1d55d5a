//! What ARCHITECTURE.md promises of a kill at any moment, held against real
//! processes: the binary, SQLite, PostgreSQL and a mail server. After each
//! fault every planned reminder has arrived, only those that were in doubt have
//! arrived twice, with one Message-ID, and the history has each once.

#[path = "../nodes/cluster.rs"]
#[allow(dead_code)]
mod cluster;
mod database;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod disk;
mod kills;
#[path = "../support/smtp.rs"]
mod smtp;
