//! Being asked to stop.

use tokio::signal::unix::{Signal, SignalKind, signal};

use super::error::AppError;

/// Ctrl-C, and SIGTERM as service managers send it.
pub struct Signals {
    interrupted: Signal,
    terminated: Signal,
}

impl Signals {
    /// # Errors
    /// When the system gives no signals.
    pub fn new() -> Result<Self, AppError> {
        let of = |kind| {
            signal(kind).map_err(|error| AppError::File { path: "signal".to_owned(), error })
        };
        Ok(Self {
            interrupted: of(SignalKind::interrupt())?,
            terminated: of(SignalKind::terminate())?,
        })
    }

    /// The next of either.
    pub async fn any(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}
