//! A place that handles one message at a time.

use std::path::Path;
use std::sync::Arc;

use super::account::Account;
use super::connection::{Connection, Verdict};
use super::delivery::{Delivery, DeliveryResult};
use super::folder;
use super::gate::{Gate, Opener};
use super::interruption::Trouble;
use super::queue::Item;
use super::reason::Reason;
use super::retry::RetryPolicy;
use super::server::Server;
use super::stop::StopSignal;
use super::transport::Target;

/// Holds at most one connection, kept open from message to message.
pub struct Session {
    account: Arc<Account>,
    retry: RetryPolicy,
    stop: StopSignal,
    connection: Option<Connection>,
    /// Opens when the result of the last message is settled.
    gate: Gate,
}

/// Whose fault it is that a message was not taken for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A mailbox, as the server says: others may do.
    Recipient,
    /// The server or the way to it.
    Server,
}

/// What became of a message in a session.
pub enum Outcome {
    Final(Delivery),
    /// To be tried again after `tries` tries.
    Deferred {
        item: Item,
        reason: Reason,
        obstacle: Obstacle,
    },
    /// The session cannot go on; the message was not tried.
    Unusable {
        item: Item,
        trouble: Trouble,
    },
    /// Not tried: somebody asked to stop, or the last result was not settled.
    Stopped(Item),
}

impl Session {
    pub fn new(account: &Arc<Account>, retry: &RetryPolicy, stop: &StopSignal) -> Self {
        Self {
            account: Arc::clone(account),
            retry: retry.clone(),
            stop: stop.clone(),
            connection: None,
            gate: Gate::open(stop),
        }
    }

    /// Its next message waits until the opener is used.
    pub fn hold_back(&mut self) -> Opener {
        self.gate.shut()
    }

    /// Tries one message once.
    pub async fn handle(&mut self, mut item: Item) -> Outcome {
        match &self.account.target {
            Target::Server(server) => {
                let server = Arc::clone(server);
                if let Err(reason) = self.account.prepare(&mut item) {
                    return deferred(item, reason, Obstacle::Server);
                }
                self.hand_to_server(&server, item).await
            }
            Target::Folder(folder) => {
                if !self.gate.pass().await {
                    return Outcome::Stopped(item);
                }
                let written = folder::write(folder, &item.mail).await;
                put_down(folder, item, written)
            }
            Target::Letters(folder) => {
                if !self.gate.pass().await {
                    return Outcome::Stopped(item);
                }
                let written = folder::write_letter(folder, &item.mail).await;
                put_down(folder, item, written)
            }
        }
    }

    async fn hand_to_server(&mut self, server: &Server, item: Item) -> Outcome {
        let last_try = self.retry.is_last(item.tries);
        loop {
            let (mut connection, reused) = match self.connection.take() {
                Some(connection) => (connection, true),
                None => match self.open(server).await {
                    Ok(Some(connection)) => (connection, false),
                    Ok(None) => return Outcome::Stopped(item),
                    Err(trouble) => return Outcome::Unusable { item, trouble },
                },
            };
            let verdict = connection.deliver(server, &item.mail, last_try, &mut self.gate).await;
            if connection.is_usable() {
                self.connection = Some(connection);
            }
            match verdict {
                // Servers close connections that were idle: no try of the mail.
                Verdict::Broken(_) if reused => {}
                Verdict::HeldBack => return Outcome::Stopped(item),
                Verdict::Unusable(trouble) => return Outcome::Unusable { item, trouble },
                Verdict::Taken { response, refused } => {
                    let attempts = item.tries.saturating_add(1);
                    let result = DeliveryResult::Sent { attempts, response, refused };
                    return Outcome::Final(Delivery { id: item.mail.id, result });
                }
                Verdict::Refused(reason) => {
                    let attempts = item.tries.saturating_add(1);
                    let result = DeliveryResult::Failed { attempts, reason };
                    return Outcome::Final(Delivery { id: item.mail.id, result });
                }
                Verdict::RecipientDeferred(reason) => {
                    return deferred(item, reason, Obstacle::Recipient);
                }
                Verdict::Deferred(reason) | Verdict::Broken(reason) => {
                    return deferred(item, reason, Obstacle::Server);
                }
            }
        }
    }

    /// Connects, trying again as the policy says; `None` when somebody asked
    /// to stop meanwhile.
    async fn open(&self, server: &Server) -> Result<Option<Connection>, Trouble> {
        let mut tries = 0_u32;
        loop {
            let trouble = match Connection::open(server).await {
                Ok(connection) => return Ok(Some(connection)),
                Err(trouble) => trouble,
            };
            tries = tries.saturating_add(1);
            let delay = self.retry.connecting_after(tries).filter(|_| trouble.is_transient());
            let Some(delay) = delay else { return Err(trouble) };
            tracing::warn!(%trouble, ?delay, "connecting again");
            tokio::select! {
                () = tokio::time::sleep(delay) => {}
                () = self.stop.stopped() => return Ok(None),
            }
        }
    }

    /// Takes leave of the server.
    pub async fn close(self) {
        if let Some(connection) = self.connection {
            connection.quit().await;
        }
    }
}

fn deferred(mut item: Item, reason: Reason, obstacle: Obstacle) -> Outcome {
    item.tries = item.tries.saturating_add(1);
    Outcome::Deferred { item, reason, obstacle }
}

fn put_down(folder: &Path, item: Item, written: std::io::Result<String>) -> Outcome {
    match written {
        Ok(name) => {
            let attempts = item.tries.saturating_add(1);
            let result = DeliveryResult::Sent { attempts, response: name, refused: Vec::new() };
            Outcome::Final(Delivery { id: item.mail.id, result })
        }
        Err(error) => {
            let folder = folder.display().to_string();
            let trouble = Trouble::Folder { folder, detail: error.to_string() };
            Outcome::Unusable { item, trouble }
        }
    }
}
