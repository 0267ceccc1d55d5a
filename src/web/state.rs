//! What every request works with.

use std::sync::{Arc, OnceLock};

use chrono::Utc;
use serde::Serialize;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::attempts::Attempts;
use super::files::Files;
use super::jobs::Jobs;
use super::openid::Flows;
use super::previews::Previews;
use super::render::Templates;
use super::routes::Entry;
use super::settings::Settings;
use super::touch::Touched;
use super::visit::Visit;
use crate::app::balance_summary::Summaries;
use crate::app::clock::Clock;
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::app::overview::Figures;
use crate::app::transport;
use crate::dispatch::Transport;
use crate::store::Store;

/// The service. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Parts>);

pub struct Parts {
    pub store: Store,
    pub settings: Settings,
    pub files: Files,
    /// Work in the background.
    pub jobs: Jobs,
    pub previews: Previews,
    /// Aged balances that were asked for.
    pub balances: Summaries,
    /// What overviews are made of.
    pub figures: Figures,
    pub(super) templates: Templates,
    /// Cancelled when the service is asked to stop: jobs come to a clean end,
    /// streams of events close.
    pub stopping: CancellationToken,
    /// Work that outlives a request. Spawned here, it is waited for when the
    /// service stops; it watches [`Parts::stopping`].
    pub tasks: TaskTracker,
    /// Told when something was queued for a webhook.
    pub webhooks_queued: Notify,
    pub(super) attempts: Attempts,
    /// Sessions and tokens that were used within the last minute.
    pub(super) touched: Touched,
    /// Who is on the way to and from the issuer of OpenID Connect.
    pub(super) flows: Flows,
    /// Every route with what it needs; set once the router is put together.
    pub(super) table: OnceLock<Vec<Entry>>,
}

impl std::ops::Deref for Web {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl Web {
    /// # Errors
    /// When the rules or templates have mistakes.
    pub fn new(store: Store, settings: Settings) -> Result<Self, AppError> {
        let files = Files::load(&settings)?;
        Ok(Self(Arc::new(Parts {
            store,
            settings,
            files,
            jobs: Jobs::default(),
            previews: Previews::default(),
            balances: Summaries::default(),
            figures: Figures::default(),
            templates: Templates::new(),
            stopping: CancellationToken::new(),
            tasks: TaskTracker::new(),
            webhooks_queued: Notify::new(),
            attempts: Attempts::new(),
            touched: Touched::default(),
            flows: Flows::default(),
            table: OnceLock::new(),
        })))
    }

    /// The store with the rules in force at this moment.
    pub fn engine(&self) -> Engine {
        let in_force = self.files.in_force();
        Engine { store: self.store.clone(), rules: in_force.rules, renderer: in_force.renderer }
    }

    /// A page that stands in a frame, without the layout.
    ///
    /// # Errors
    /// When the template fails, which tests find.
    pub fn page(
        &self,
        visit: &Visit,
        template: &str,
        context: impl Serialize,
    ) -> Result<String, minijinja::Error> {
        self.templates.page(visit, template, context)
    }

    /// Where mails go: the server of the settings, else the outbox.
    ///
    /// # Errors
    /// When the settings name no mail server.
    pub fn transport(&self) -> Result<Transport, AppError> {
        let url = self.settings.smtp_url.as_deref();
        transport::of(url, &self.files.in_force().rules, &self.settings.outbox)
    }

    pub fn clock(&self) -> Clock {
        Clock::new(Utc::now, self.settings.as_of)
    }
}
