//! What goes in and what comes out.

use std::sync::Arc;
use std::time::Duration;

use super::reason::Reason;
use crate::domain::address::EmailAddress;
use crate::domain::document::Enclosure;
use crate::domain::identity::ReminderId;

/// A finished message on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    pub id: ReminderId,
    /// Headers and body as they go over the line, lines ended by CRLF.
    pub message: Vec<u8>,
    pub envelope_from: EmailAddress,
    /// Whom it is for.
    pub envelope_to: Vec<EmailAddress>,
    /// Who gets a copy: alone they make no delivery.
    pub envelope_cc: Vec<EmailAddress>,
    /// The account that it leaves by; the first one where it names none.
    pub account: Option<Arc<str>>,
    /// Tries before it was taken up now.
    pub attempts: u32,
    /// The name of a letter's file; a mail has none.
    pub file_name: Option<String>,
    /// What goes with a letter.
    pub enclosures: Vec<Enclosure>,
}

/// The result of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: ReminderId,
    pub result: DeliveryResult,
}

/// Whether the server took a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryResult {
    /// The server acknowledged the message for at least one of those whom it
    /// is for.
    Sent {
        /// Tries, the successful one included.
        attempts: u32,
        /// The server's words.
        response: String,
        /// Recipients that the server did not take; the others have the mail.
        refused: Vec<RefusedRecipient>,
    },
    /// Nobody received it, as far as the server's answers tell.
    Failed { attempts: u32, reason: Reason },
    /// Not for now: to be taken up again after a wait that is too long to keep
    /// it in memory ([`super::RetryPolicy::longest_in_memory`]).
    Deferred {
        /// Tries so far, those before it was taken up included.
        attempts: u32,
        reason: Reason,
        wait: Duration,
    },
}

/// A recipient that the server did not take, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedRecipient {
    pub address: EmailAddress,
    pub reason: Reason,
}

/// What became of all messages of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    pub sent: u64,
    pub failed: u64,
    /// Recipients refused in mails that others received.
    pub refused_recipients: u64,
    /// Stopped on request before everything was handed over.
    pub stopped: bool,
}

impl Summary {
    pub(super) fn count(&mut self, result: &DeliveryResult) {
        match result {
            DeliveryResult::Sent { refused, .. } => {
                self.sent += 1;
                self.refused_recipients += refused.len() as u64;
            }
            DeliveryResult::Failed { .. } => self.failed += 1,
            DeliveryResult::Deferred { .. } => {}
        }
    }
    pub(super) fn add(&mut self, other: Self) {
        self.sent += other.sent;
        self.failed += other.failed;
        self.refused_recipients += other.refused_recipients;
    }
}
