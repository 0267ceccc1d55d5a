//! The log, on standard error.

use std::io::IsTerminal;
use std::panic::PanicHookInfo;

use tracing_subscriber::EnvFilter;

use super::args::{Global, LogFormat};

/// Begins to log as much as the settings ask for: where they do not, a service
/// tells what it does, and other commands only what is wrong.
pub fn start(global: &Global, serves: bool) {
    let usual = if serves { "info" } else { "warn" };
    let filter = global.log.as_deref().and_then(|filter| EnvFilter::try_new(filter).ok());
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|| EnvFilter::new(usual)))
        .with_writer(std::io::stderr);
    match global.log_format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
    if serves {
        std::panic::set_hook(Box::new(panicked));
    }
}

/// A mistake of the program, as one line of the log.
fn panicked(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let message = info.payload_as_str().unwrap_or_default();
    tracing::error!(place, message, "panic");
}
