//! What comes back to the mailbox: every new message is read, decided on and
//! recorded, each once.

use chrono::{DateTime, Utc};

use super::error::AppError;
use crate::domain::address::EmailAddress;
use crate::domain::incoming::MessageOutcome;
use crate::mailbox::{self, Content, Imap, Incoming, Maildir, Position, Source, SourceError};
use crate::store::{MailboxPosition, NewMessage, SentMail, Store};

/// What became of the messages of one look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Reminders that came back.
    pub bounced: u64,
    pub complained: u64,
    /// Replies that were linked to their reminder.
    pub linked: u64,
    /// Delays, deliveries and automatic answers.
    pub noted: u64,
    /// Reports that name no reminder of ours.
    pub not_matched: u64,
    pub ignored: u64,
    /// Handled before.
    pub known: u64,
}

impl Tally {
    /// All that was new.
    pub fn new_messages(&self) -> u64 {
        let Self { bounced, complained, linked, noted, not_matched, ignored, known: _ } = *self;
        bounced + complained + linked + noted + not_matched + ignored
    }

    fn count(&mut self, handled: Option<MessageOutcome>) {
        let place = match handled {
            Some(MessageOutcome::Bounced) => &mut self.bounced,
            Some(MessageOutcome::Complained) => &mut self.complained,
            Some(MessageOutcome::Linked) => &mut self.linked,
            Some(MessageOutcome::Noted) => &mut self.noted,
            Some(MessageOutcome::NotMatched) => &mut self.not_matched,
            Some(MessageOutcome::Ignored) => &mut self.ignored,
            None => &mut self.known,
        };
        *place += 1;
        if let Some(outcome) = handled {
            metrics::counter!("relance_mailbox_messages_total", "outcome" => outcome.as_str())
                .increment(1);
        }
    }
}

/// Reads what is new in a mailbox. It can be stopped at any moment: what was
/// not recorded is read again.
///
/// # Errors
/// When the mailbox cannot be read or the store fails.
pub async fn read_new(
    store: &Store,
    source: &Source,
    now: impl Fn() -> DateTime<Utc> + Send + Sync,
) -> Result<Tally, AppError> {
    match source {
        Source::Maildir(maildir) => of_maildir(store, maildir, now).await,
        Source::Imap(imap) => of_server(store, imap, now).await,
    }
}

async fn of_maildir(
    store: &Store,
    maildir: &Maildir,
    now: impl Fn() -> DateTime<Utc> + Send + Sync,
) -> Result<Tally, AppError> {
    let mut tally = Tally::default();
    let failed =
        |error| SourceError::Folder { path: maildir.folder().display().to_string(), error };
    for message in maildir.unread().map_err(failed)? {
        let Some((bytes, length)) = maildir.read(&message).map_err(failed)? else { continue };
        tally.count(handle(store, bytes, length, now()).await?);
        // It is recorded: read again, it would be found handled.
        if let Err(error) = maildir.mark_read(&message) {
            tracing::warn!(%error, "a message of the mailbox stays unread");
        }
    }
    Ok(tally)
}

async fn of_server(
    store: &Store,
    imap: &Imap,
    now: impl Fn() -> DateTime<Utc> + Send + Sync,
) -> Result<Tally, AppError> {
    let mut tally = Tally::default();
    let name = imap.name();
    let known = store.mailbox_position(&name).await?;
    let known = known.map(|it| Position { validity: it.validity, last: it.last_uid });
    let mut session = imap.open().await?;
    for uid in session.new_since(known).await? {
        if let Some((bytes, length)) = session.read(uid).await? {
            tally.count(handle(store, bytes, length, now()).await?);
            session.mark_read(uid).await?;
        }
        let Position { validity, last } = session.position(uid);
        let position = MailboxPosition { validity, last_uid: last };
        store.keep_mailbox_position(&name, position).await?;
    }
    session.close().await;
    Ok(tally)
}

/// What became of a message; `None` where it was handled before.
async fn handle(
    store: &Store,
    bytes: Vec<u8>,
    length: u64,
    now: DateTime<Utc>,
) -> Result<Option<MessageOutcome>, AppError> {
    let digest = digest(&bytes, length);
    if store.is_handled(&digest).await? {
        return Ok(None);
    }
    // Taking a message apart costs time that others need.
    let read = tokio::task::spawn_blocking(move || mailbox::read(&bytes)).await;
    let incoming = read.map_err(|_| AppError::Worker)?;
    let about = nearest(&incoming, store.mails_with(&spellings(&incoming.about)).await?);
    let went_to: Option<Vec<EmailAddress>> =
        about.as_ref().map(|mail| mail.went_to.iter().filter_map(|it| it.parse().ok()).collect());
    let decision = mailbox::decide(&incoming, went_to.as_deref());
    let excerpt = match &incoming.content {
        Content::Reply { excerpt } => excerpt.as_str(),
        _ => "",
    };
    let message = NewMessage {
        digest: &digest,
        kind: decision.kind,
        outcome: decision.outcome,
        effects: &decision.effects,
        about: about.as_ref().filter(|_| decision.outcome != MessageOutcome::NotMatched),
        sender: &incoming.from,
        subject: &incoming.subject,
        written_at: incoming.written_at,
        detail: &decision.detail,
        excerpt,
        read_at: now,
    };
    Ok(store.handle(&message).await?.then_some(decision.outcome))
}

/// The same bytes give the same digest, whoever reads them.
fn digest(bytes: &[u8], length: u64) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(bytes);
    hasher.update(&length.to_le_bytes());
    hasher.finalize().to_hex().to_string()
}

/// A Message-ID is on record with the host as people write it, in a mail as
/// servers do.
fn spellings(about: &[String]) -> Vec<String> {
    let mut spellings: Vec<String> = Vec::with_capacity(about.len());
    for id in about {
        spellings.push(id.clone());
        if let Some((left, host)) = id.rsplit_once('@') {
            let (unicode, understood) = idna::domain_to_unicode(host);
            if understood.is_ok() && unicode != host {
                spellings.push(format!("{left}@{unicode}"));
            }
        }
    }
    spellings
}

/// Of the mails that a message names, the one that it names first; of those
/// with one Message-ID, the newest.
fn nearest(incoming: &Incoming, mut mails: Vec<SentMail>) -> Option<SentMail> {
    let order = spellings(&incoming.about);
    let place = |mail: &SentMail| order.iter().position(|id| *id == mail.message_id);
    mails.sort_by_key(|mail| (place(mail).unwrap_or(usize::MAX), std::cmp::Reverse(mail.reminder)));
    mails.into_iter().next()
}
