//! A history that can be trusted: the chain of seals, what may leave it, and
//! backups. On SQLite always and on PostgreSQL where `RELANCE_TEST_POSTGRES`
//! names a server (`tests/support/postgres.sh start`).

#[macro_use]
#[allow(dead_code, reason = "shared with the tests of the store")]
#[path = "../store/database.rs"]
mod database;
mod backing_up;
mod by_rule;
#[allow(dead_code, reason = "each test uses a part of it")]
#[path = "../support/desk.rs"]
mod desk;
mod erasing;
mod importing;
mod record;
mod retaining;
#[path = "../store/sample.rs"]
mod sample;
mod sealing;
#[path = "../support/smtp.rs"]
mod smtp;
mod tampering;
