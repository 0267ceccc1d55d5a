//! Why a command of SMTP had no success.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error as SmtpError;
use tokio::time::error::Elapsed;

use super::reason::{Reason, Reply};

pub enum Failure {
    Negative(Reply),
    Lost(String),
    TimedOut,
    /// TLS could not be agreed on.
    Encryption(String),
}

impl Failure {
    pub fn into_reason(self) -> Reason {
        match self {
            Self::Negative(reply) => Reason::Reply(reply),
            Self::Lost(detail) | Self::Encryption(detail) => Reason::ConnectionLost { detail },
            Self::TimedOut => Reason::TimedOut,
        }
    }
}

impl From<SmtpError> for Failure {
    fn from(error: SmtpError) -> Self {
        let detail = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        match error.status() {
            Some(code) => Self::Negative(Reply { code: code.into(), text: detail }),
            None if is_about_encryption(&error) => Self::Encryption(detail),
            None => Self::Lost(detail),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Lost(error.to_string())
    }
}

impl From<Elapsed> for Failure {
    fn from(_: Elapsed) -> Self {
        Self::TimedOut
    }
}

/// TLS reports what it cannot accept, such as a certificate, as invalid data.
fn is_about_encryption(error: &SmtpError) -> bool {
    error.is_tls()
        || error
            .source()
            .and_then(|source| source.downcast_ref::<io::Error>())
            .is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
}
