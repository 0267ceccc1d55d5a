//! What every request works with.

use std::sync::{Arc, OnceLock};

use chrono::Utc;

use super::attempts::Attempts;
use super::files::Files;
use super::openid::Flows;
use super::render::Templates;
use super::routes::Entry;
use super::settings::Settings;
use super::touch::Touched;
use crate::app::clock::Clock;
use crate::app::engine::Engine;
use crate::app::error::AppError;
use crate::store::Store;

/// The service. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Parts>);

pub struct Parts {
    pub store: Store,
    pub settings: Settings,
    pub files: Files,
    pub(super) templates: Templates,
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
            templates: Templates::new(),
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

    pub fn clock(&self) -> Clock {
        Clock::new(Utc::now, self.settings.as_of)
    }
}
