//! A process that stays: what the service and the worker have in common.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, Utc};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::clock::Clock;
use super::diff::Folders;
use super::engine::Engine;
use super::error::AppError;
use super::in_force::Files;
use super::transport::{self, Variables};
use super::worker::mailbox::MailboxHealth;
use crate::dispatch::{Transport, Windows};
use crate::mailbox::Source;
use crate::store::Store;

/// What a process is told when it starts.
#[derive(Clone)]
pub struct NodeSettings {
    pub rules: PathBuf,
    pub templates: PathBuf,
    pub documents: PathBuf,
    /// The mail server.
    pub smtp_url: Option<String>,
    /// Where mails go while no mail server is named.
    pub outbox: PathBuf,
    /// Where what comes back is read.
    pub mailbox: Option<Source>,
    /// Webhooks may lead to this machine, by `http` too.
    pub local_webhooks: bool,
    /// Acts as on another day.
    pub as_of: Option<NaiveDate>,
    /// Batches start by their schedules.
    pub schedule: bool,
}

/// One of the processes on a database. Cheap to clone.
#[derive(Clone)]
pub struct Node(Arc<NodeParts>);

pub struct NodeParts {
    pub store: Store,
    pub node_settings: NodeSettings,
    pub files: Arc<Files>,
    /// Cancelled when the process is asked to stop: work comes to a clean end.
    pub stopping: CancellationToken,
    /// What left lately: the limits hold for all runs of the process together.
    pub windows: Windows,
    /// Told when something was queued for a webhook.
    pub webhooks_queued: Notify,
    pub mailbox_health: MailboxHealth,
}

impl std::ops::Deref for Node {
    type Target = NodeParts;

    fn deref(&self) -> &NodeParts {
        &self.0
    }
}

impl Node {
    /// # Errors
    /// When the rules or templates have mistakes, or the settings name no mail
    /// server: that is told now, not when something is to leave.
    pub fn new(store: Store, settings: NodeSettings) -> Result<Self, AppError> {
        let folders =
            Folders { rules: settings.rules.clone(), templates: settings.templates.clone() };
        let node = Self(Arc::new(NodeParts {
            files: Arc::new(Files::load(folders, &settings.documents)?),
            store,
            node_settings: settings,
            stopping: CancellationToken::new(),
            windows: Windows::new(),
            webhooks_queued: Notify::new(),
            mailbox_health: MailboxHealth::default(),
        }));
        node.transport()?;
        Ok(node)
    }
}

impl NodeParts {
    /// The store with the rules in force at this moment.
    pub fn engine(&self) -> Engine {
        let in_force = self.files.in_force();
        Engine { store: self.store.clone(), rules: in_force.rules, renderer: in_force.renderer }
    }

    /// Where mails go: the accounts of the rules, the server of the settings, else
    /// the outbox.
    ///
    /// # Errors
    /// When these name no mail server, or lack what they need.
    pub fn transport(&self) -> Result<Transport, AppError> {
        let outbox = &self.node_settings.outbox;
        transport::of(&self.variables(), &self.files.in_force().rules, outbox, &self.windows)
    }

    /// Where servers, keys and tokens are read from.
    pub fn variables(&self) -> Variables {
        Variables::new(self.node_settings.smtp_url.clone())
    }

    pub fn clock(&self) -> Clock {
        Clock::new(Utc::now, self.node_settings.as_of)
    }
}
