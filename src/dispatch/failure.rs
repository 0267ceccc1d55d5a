//! Why a command of SMTP had no success.

use std::error::Error;
use std::io;

use lettre::transport::smtp::Error as SmtpError;
use tokio::time::error::Elapsed;

use super::reason::{Reason, Reply};

pub enum Failure {
    Negative(Reply),
    Lost(String),
    TimedOut,
    /// TLS could not be agreed on, or what came is not SMTP.
    Invalid(String),
}

impl Failure {
    pub fn into_reason(self) -> Reason {
        match self {
            Self::Negative(reply) => Reason::Reply(reply),
            Self::Lost(detail) | Self::Invalid(detail) => Reason::ConnectionLost { detail },
            Self::TimedOut => Reason::TimedOut,
        }
    }
}

impl From<SmtpError> for Failure {
    fn from(error: SmtpError) -> Self {
        let cause = innermost(&error);
        match error.status() {
            Some(code) => Self::Negative(Reply { code: code.into(), text: cause.to_string() }),
            None if error.is_tls() || is_invalid_data(cause) => Self::Invalid(cause.to_string()),
            None => Self::Lost(cause.to_string()),
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

fn innermost<'a>(mut error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    while let Some(source) = error.source() {
        error = source;
    }
    error
}

/// How TLS reports what it cannot accept, such as a certificate; without TLS
/// it is an answer that is not text.
fn is_invalid_data(error: &(dyn Error + 'static)) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
}
