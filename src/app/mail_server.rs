//! Whether the mail server of the settings takes mails.

use std::convert::Infallible;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use tokio::runtime::Handle;

use super::account_error::AccountError;
use super::accounts::record;
use super::actor::Actor;
use super::error::AppError;
use crate::dispatch::{
    self, Delivery, DeliveryResult, Outgoing, RetryPolicy, StopSignal, Transport,
};
use crate::domain::address::EmailAddress;
use crate::domain::company::Sender;
use crate::domain::identity::ReminderId;
use crate::store::Store;
use crate::wording::Message;

/// A mail that only shows that mails arrive.
#[derive(Debug, Clone, Copy)]
pub struct TestMail<'a> {
    pub from: &'a Sender,
    pub to: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

/// What the server said of the test mail.
#[derive(Debug)]
pub enum Answer {
    /// The server's words, or the name of the file.
    Taken(String),
    Refused(Message),
}

/// Hands a test mail over, once, without trying again.
///
/// # Errors
/// When the address is none. What the server answers is no error.
pub async fn test(
    store: &Store,
    transport: &Transport,
    mail: TestMail<'_>,
    actor: Actor<'_>,
    now: DateTime<Utc>,
) -> Result<Answer, AppError> {
    let not_an_address = || AccountError::NotAnAddress { text: mail.to.to_owned() };
    let to: EmailAddress = mail.to.parse().map_err(|_| not_an_address())?;
    let message = written(mail).ok_or_else(not_an_address)?;
    let outgoing = Outgoing {
        id: ReminderId(0),
        message,
        envelope_from: mail.from.address.clone(),
        envelope_to: vec![to.clone()],
        envelope_cc: Vec::new(),
        account: None,
        attempts: 0,
        file_name: None,
        enclosures: Vec::new(),
    };
    let (runtime, transport) = (Handle::current(), transport.clone());
    // On a thread of its own: what dispatch waits for cannot change threads.
    let handed = move || runtime.block_on(hand_over(&transport, outgoing));
    let answer = tokio::task::spawn_blocking(handed).await.map_err(|_| AppError::Worker)?;
    let detail = match &answer {
        Answer::Taken(words) => words.clone(),
        Answer::Refused(message) => message.to_string(),
    };
    record(store, actor, "mail-tested", to.as_str(), &detail, now).await?;
    Ok(answer)
}

async fn hand_over(transport: &Transport, outgoing: Outgoing) -> Answer {
    let once = RetryPolicy { attempts: 1, ..RetryPolicy::default() };
    let waiting = Mutex::new(vec![outgoing]);
    let delivered: Mutex<Vec<Delivery>> = Mutex::default();
    let claim = async || Ok::<_, Infallible>(taken(&waiting));
    let settle = async |results: Vec<Delivery>| {
        delivered.lock().unwrap_or_else(std::sync::PoisonError::into_inner).extend(results);
        Ok(())
    };
    let ran = dispatch::run(transport, 1, 1, &once, claim, settle, &StopSignal::new()).await;
    match (taken(&delivered).pop().map(|delivery| delivery.result), ran) {
        (Some(DeliveryResult::Sent { response, .. }), _) => Answer::Taken(response),
        (
            Some(DeliveryResult::Failed { reason, .. } | DeliveryResult::Deferred { reason, .. }),
            _,
        ) => Answer::Refused(reason.message()),
        (None, Err(interrupted)) => Answer::Refused(interrupted.message(|never| match *never {})),
        (None, Ok(_)) => Answer::Taken(String::new()),
    }
}

fn taken<T>(list: &Mutex<Vec<T>>) -> Vec<T> {
    std::mem::take(&mut *list.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
}

fn written(mail: TestMail<'_>) -> Option<Vec<u8>> {
    let mailbox = |name: Option<String>, address: &str| {
        Some(Mailbox::new(name, address.trim().parse().ok()?))
    };
    let message = lettre::Message::builder()
        .from(mailbox(Some(mail.from.name.clone()), mail.from.address.as_str())?)
        .to(mailbox(None, mail.to)?)
        .subject(mail.subject)
        .message_id(None)
        .header(ContentType::TEXT_PLAIN)
        .body(mail.body.to_owned())
        .ok()?;
    Some(message.formatted())
}
