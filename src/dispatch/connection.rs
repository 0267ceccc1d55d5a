//! One SMTP connection, and one message over it.

use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::Error as SmtpError;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;

use super::delivery::{Outgoing, RefusedRecipient};
use super::failure::Failure;
use super::gate::Gate;
use super::interruption::Trouble;
use super::opening;
use super::reason::{Reason, Reply};
use super::server::Server;
use crate::domain::address::EmailAddress;

/// From here on a server may close a connection for having nothing to do.
const LONG_WAIT: Duration = Duration::from_millis(250);

/// Leave-taking is a courtesy: nobody waits longer for it.
const QUIT_TIMEOUT: Duration = Duration::from_secs(2);

/// What the server made of one message.
#[derive(Debug)]
pub enum Verdict {
    Taken {
        response: String,
        refused: Vec<RefusedRecipient>,
    },
    /// For good.
    Refused(Reason),
    /// For now.
    Deferred(Reason),
    /// A recipient's mailbox is not available for now; the server speaks with
    /// us.
    RecipientDeferred(Reason),
    /// The server does not speak with us: not the message's fault.
    Unusable(Trouble),
    /// The connection was broken before anything was said about the message.
    Broken(Reason),
    /// Held back: the result of the last message could not be settled.
    HeldBack,
}

/// An open connection, greeted, encrypted and logged in as the server's URL
/// asks for.
pub struct Connection {
    smtp: AsyncSmtpConnection,
    timeout: Duration,
    usable: bool,
}

impl Connection {
    /// # Errors
    /// When the server cannot be reached or does not want to speak with us.
    pub async fn open(server: &Server) -> Result<Self, Trouble> {
        let smtp = opening::open(server).await?;
        Ok(Self { smtp, timeout: server.timeout, usable: true })
    }

    /// Whether another message can go over this connection.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Hands one message over.
    ///
    /// A recipient refused for good does not stop the others. While there are
    /// tries left, one refused for now defers the whole message, so that no
    /// other recipient gets it twice; in the last try the others get it. The
    /// message itself waits for the gate.
    pub async fn deliver(
        &mut self,
        server: &Server,
        mail: &Outgoing,
        last_try: bool,
        gate: &mut Gate,
    ) -> Verdict {
        let verdict = self.transaction(server, mail, last_try, gate).await;
        let abandoned = matches!(
            verdict,
            Verdict::Refused(_)
                | Verdict::Deferred(_)
                | Verdict::RecipientDeferred(_)
                | Verdict::HeldBack
        );
        if abandoned && self.usable && self.command(Rset).await.is_err() {
            self.usable = false;
        }
        verdict
    }

    async fn transaction(
        &mut self,
        server: &Server,
        mail: &Outgoing,
        last_try: bool,
        gate: &mut Gate,
    ) -> Verdict {
        let sender = match ascii(&mail.envelope_from) {
            Ok(sender) => sender,
            Err(reason) => return Verdict::Refused(reason),
        };
        let mut refused = Vec::new();
        let recipients = tellable(&mail.envelope_to, &mut refused);
        if recipients.is_empty() {
            return Verdict::Refused(Reason::NoRecipientTaken(refused));
        }
        let copies = tellable(&mail.envelope_cc, &mut refused);
        let parameters = match self.parameters(mail) {
            Ok(parameters) => parameters,
            Err(reason) => return Verdict::Refused(reason),
        };

        match self.command(Mail::new(Some(sender), parameters)).await {
            Ok(_) => {}
            Err(Failure::Negative(reply)) if reply.wants_login() => {
                return Verdict::Unusable(Trouble::LoginRefused {
                    server: server.to_string(),
                    reply,
                });
            }
            Err(failure) if !self.usable => return Verdict::Broken(failure.into_reason()),
            Err(failure) => return verdict_of(failure),
        }

        let mut deferral = None;
        // Those whom it is for; a mail that only copies would get is not sent.
        let mut taken = 0_usize;
        let count = recipients.len();
        for (position, (address, recipient)) in recipients.into_iter().chain(copies).enumerate() {
            match self.command(Rcpt::new(recipient, Vec::new())).await {
                Ok(_) => taken += usize::from(position < count),
                Err(Failure::Negative(reply)) if self.usable => {
                    let reason = Reason::Reply(reply.clone());
                    if reply.is_transient() {
                        deferral = Some(reason.clone());
                    }
                    refused.push(RefusedRecipient { address, reason });
                }
                Err(failure) => return verdict_of(failure),
            }
        }
        if let Some(reason) = deferral.filter(|_| taken == 0 || !last_try) {
            return Verdict::RecipientDeferred(reason);
        }
        if taken == 0 {
            return Verdict::Refused(Reason::NoRecipientTaken(refused));
        }

        let waiting = Instant::now();
        if !gate.pass().await {
            return Verdict::HeldBack;
        }
        match self.command(Data).await {
            Ok(response) if response.has_code(354) => {}
            // The server may have closed the connection for the wait: nothing
            // of the message has gone yet.
            Err(failure) if !self.usable && waiting.elapsed() >= LONG_WAIT => {
                return Verdict::Broken(failure.into_reason());
            }
            Ok(response) => {
                self.usable = false;
                return Verdict::Deferred(Reason::ConnectionLost { detail: words(&response) });
            }
            Err(failure) => return verdict_of(failure),
        }
        match self.message(&mail.message).await {
            Ok(response) => Verdict::Taken { response: words(&response), refused },
            Err(Failure::Negative(reply)) => verdict_of(Failure::Negative(reply)),
            Err(Failure::TimedOut) => {
                Verdict::Deferred(Reason::NotAcknowledged { detail: Reason::TimedOut.to_string() })
            }
            Err(Failure::Lost(detail) | Failure::Invalid(detail)) => {
                Verdict::Deferred(Reason::NotAcknowledged { detail })
            }
        }
    }

    fn parameters(&self, mail: &Outgoing) -> Result<Vec<MailParameter>, Reason> {
        let mut parameters = Vec::new();
        if !mail.message.is_ascii() {
            if !self.offers(Extension::EightBitMime) {
                return Err(Reason::EightBit);
            }
            parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(parameters)
    }

    fn offers(&self, extension: Extension) -> bool {
        self.smtp.server_info().supports_feature(extension)
    }

    async fn command(&mut self, command: impl std::fmt::Display) -> Result<Response, Failure> {
        let answer = tokio::time::timeout(self.timeout, self.smtp.command(command)).await;
        self.judged(answer)
    }

    async fn message(&mut self, message: &[u8]) -> Result<Response, Failure> {
        // lettre ends the message with a line end of its own.
        let message = message.strip_suffix(b"\r\n").unwrap_or(message);
        let answer = tokio::time::timeout(self.timeout, self.smtp.message(message)).await;
        self.judged(answer)
    }

    /// Notes when nothing more can be said on this connection.
    fn judged(
        &mut self,
        answer: Result<Result<Response, SmtpError>, tokio::time::error::Elapsed>,
    ) -> Result<Response, Failure> {
        let failure = match answer {
            Ok(Ok(response)) => return Ok(response),
            Ok(Err(error)) => Failure::from(error),
            Err(_) => Failure::TimedOut,
        };
        let goes_on = matches!(&failure, Failure::Negative(reply) if !reply.closes_connection());
        self.usable &= goes_on;
        Err(failure)
    }

    /// Takes leave of the server.
    pub async fn quit(mut self) {
        if self.usable {
            // The connection is given up whatever the server says.
            let _ = tokio::time::timeout(self.timeout.min(QUIT_TIMEOUT), self.smtp.quit()).await;
        }
    }
}

fn verdict_of(failure: Failure) -> Verdict {
    match failure {
        Failure::Negative(reply) if !reply.is_transient() => Verdict::Refused(Reason::Reply(reply)),
        other => Verdict::Deferred(other.into_reason()),
    }
}

/// The server's words on one line.
fn words(response: &Response) -> String {
    let text: Vec<&str> = response.message().collect();
    Reply { code: response.code().into(), text: text.join(" ") }.to_string()
}

/// The address as it goes over the line: the host name in ASCII.
fn ascii(address: &EmailAddress) -> Result<Address, Reason> {
    let bad = || Reason::BadAddress { address: address.to_string() };
    let (local, domain) = address.as_str().rsplit_once('@').ok_or_else(bad)?;
    if domain.is_ascii() {
        return Ok(Address::new_dangerous(local, domain));
    }
    let domain = url::Host::parse(domain).map_err(|_| bad())?.to_string();
    Ok(Address::new_dangerous(local, domain))
}

/// Those that can be told to a server; the others are refused.
fn tellable(
    addresses: &[EmailAddress],
    refused: &mut Vec<RefusedRecipient>,
) -> Vec<(EmailAddress, Address)> {
    let mut tellable = Vec::with_capacity(addresses.len());
    for address in addresses {
        match ascii(address) {
            Ok(recipient) => tellable.push((address.clone(), recipient)),
            Err(reason) => refused.push(RefusedRecipient { address: address.clone(), reason }),
        }
    }
    tellable
}
