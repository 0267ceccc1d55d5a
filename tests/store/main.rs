//! The store, on SQLite always and on PostgreSQL where
//! `RELANCE_TEST_POSTGRES` names a server (`tests/support/postgres.sh start`).

#[macro_use]
mod database;
mod accounts;
mod finding;
mod follow_up;
mod holds;
mod importing;
mod locking;
mod opening;
mod overtaken;
mod past;
mod queueing;
mod running;
mod sample;
mod schedule;
mod searching;
mod settling;
