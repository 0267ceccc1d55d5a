//! Copies of a PostgreSQL database, by the tools that come with PostgreSQL.
//! They are told of the server by their environment: what stands on a command
//! line is seen by everybody on the machine.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use percent_encoding::percent_decode_str;
use url::Url;

use super::{Copied, blocking};
use crate::app::error::AppError;
use crate::app::trust_error::TrustError;
use crate::archive::Backed;
use crate::store::Store;

const DUMP: &str = "pg_dump";
const RESTORE: &str = "pg_restore";

/// A dump of one moment.
pub async fn copy(store: &Store, url: &str, work: &Path) -> Result<Copied, AppError> {
    let server = store.server_version().await?;
    blocking(move || suits(DUMP, server)).await?;
    let file = work.join(Backed::Postgres.file());
    let snapshot = store.hold_snapshot().await?;
    let head = snapshot.head;
    let arguments = [
        "--format=custom".to_owned(),
        "--no-owner".to_owned(),
        "--no-privileges".to_owned(),
        format!("--snapshot={}", snapshot.name),
        format!("--file={}", file.display()),
    ];
    let environment = environment(url);
    let dumped = blocking(move || run(DUMP, &arguments, &environment)).await;
    snapshot.release().await?;
    dumped?;
    Ok(Copied { kind: Backed::Postgres, file, head })
}

/// Fills an empty database, all of it or nothing.
pub async fn fill(store: &Store, url: &str, file: &Path) -> Result<(), AppError> {
    let server = store.server_version().await?;
    let environment = environment(url);
    let database = environment.iter().find(|(name, _)| *name == "PGDATABASE");
    let database = database.map(|(_, value)| value.clone()).unwrap_or_default();
    let arguments = [
        "--no-owner".to_owned(),
        "--no-privileges".to_owned(),
        "--exit-on-error".to_owned(),
        "--single-transaction".to_owned(),
        format!("--dbname={database}"),
        file.display().to_string(),
    ];
    blocking(move || {
        suits(RESTORE, server)?;
        run(RESTORE, &arguments, &environment)
    })
    .await
}

/// Whether a dump can be read, where the tool is there to tell.
pub async fn list(file: &Path) -> Result<(), AppError> {
    let arguments = ["--list".to_owned(), file.display().to_string()];
    blocking(move || match run(RESTORE, &arguments, &[]) {
        Err(AppError::Trust(TrustError::NoTool { .. })) => Ok(()),
        other => other,
    })
    .await
}

/// A tool must not be older than the server.
fn suits(tool: &'static str, server: u32) -> Result<(), AppError> {
    let output = Command::new(tool).arg("--version").stdin(Stdio::null()).output();
    let output = output.map_err(|_| TrustError::NoTool { tool })?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let number =
        text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let major = number.and_then(|number| number.split('.').next()?.parse().ok());
    match major {
        Some(version) if version < server => {
            Err(TrustError::OldTool { tool, version, server }.into())
        }
        _ => Ok(()),
    }
}

fn run(
    tool: &'static str,
    arguments: &[impl AsRef<OsStr>],
    environment: &[(&'static str, String)],
) -> Result<(), AppError> {
    let output = Command::new(tool)
        .args(arguments)
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|_| TrustError::NoTool { tool })?;
    if output.status.success() {
        return Ok(());
    }
    let cause = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(TrustError::ToolFailed { tool, cause }.into())
}

/// The server of a URL, as PostgreSQL's tools read it.
fn environment(url: &str) -> Vec<(&'static str, String)> {
    let Ok(url) = Url::parse(url) else { return Vec::new() };
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut named: Vec<(&'static str, String)> = Vec::new();
    let mut name = |variable, value: Option<String>| {
        named.extend(value.filter(|value| !value.is_empty()).map(|value| (variable, value)));
    };
    name("PGHOST", url.host_str().map(|host| decoded(host.trim_matches(['[', ']']))));
    name("PGPORT", url.port().map(|port| port.to_string()));
    name("PGUSER", Some(decoded(url.username())));
    name("PGPASSWORD", url.password().map(decoded));
    name("PGDATABASE", Some(decoded(url.path().trim_start_matches('/'))));
    for (key, value) in url.query_pairs() {
        let variable = match &*key {
            "host" => "PGHOST",
            "port" => "PGPORT",
            "user" => "PGUSER",
            "password" => "PGPASSWORD",
            "dbname" => "PGDATABASE",
            "sslmode" | "ssl-mode" => "PGSSLMODE",
            "sslrootcert" | "ssl-root-cert" | "ssl-ca" => "PGSSLROOTCERT",
            "sslcert" | "ssl-cert" => "PGSSLCERT",
            "sslkey" | "ssl-key" => "PGSSLKEY",
            "options" => "PGOPTIONS",
            _ => continue,
        };
        name(variable, Some(value.into_owned()));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_learn_of_the_server_by_their_environment() {
        let url = "postgres://bob:p%40ss@db.example:5433/relance?sslmode=verify-full";
        let found = environment(url);
        for expected in [
            ("PGHOST", "db.example"),
            ("PGPORT", "5433"),
            ("PGUSER", "bob"),
            ("PGPASSWORD", "p@ss"),
            ("PGDATABASE", "relance"),
            ("PGSSLMODE", "verify-full"),
        ] {
            assert!(found.contains(&(expected.0, expected.1.to_owned())), "{expected:?}");
        }
        assert_eq!(environment("postgres:///relance").len(), 1);
    }
}
