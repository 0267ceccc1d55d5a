//! Moments by the clock of the database, which all processes on it share: in
//! milliseconds since 1970.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend};

/// Now, as SQL.
pub fn now(connection: &impl ConnectionTrait) -> &'static str {
    match connection.get_database_backend() {
        DbBackend::Postgres => "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
        _ => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    }
}

/// The end of a worker's lease, as SQL. Nobody could renew theirs while the
/// server was away: after its start each has a lease's time to.
pub fn lease_end(connection: &impl ConnectionTrait) -> &'static str {
    match connection.get_database_backend() {
        DbBackend::Postgres => {
            "GREATEST(workers.lease_until, workers.lease + \
             (extract(epoch FROM pg_postmaster_start_time()) * 1000)::bigint)"
        }
        _ => "workers.lease_until",
    }
}

pub fn moment(milliseconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or(DateTime::UNIX_EPOCH)
}
