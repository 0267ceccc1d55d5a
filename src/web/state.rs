//! What every request works with.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tokio_util::task::TaskTracker;

use super::attempts::Attempts;
use super::jobs::Jobs;
use super::openid::Flows;
use super::previews::Previews;
use super::render::Templates;
use super::routes::Entry;
use super::settings::Settings;
use super::touch::Touched;
use super::visit::Visit;
use crate::app::balance_summary::Summaries;
use crate::app::error::AppError;
use crate::app::node::{Node, NodeParts};
use crate::app::overview::Figures;
use crate::store::Store;

/// The service. Cheap to clone.
#[derive(Clone)]
pub struct Web(Arc<Parts>);

pub struct Parts {
    pub node: Node,
    pub settings: Settings,
    /// Work in the background.
    pub jobs: Jobs,
    pub previews: Previews,
    /// Aged balances that were asked for.
    pub balances: Summaries,
    /// What overviews are made of.
    pub figures: Figures,
    pub(super) templates: Templates,
    /// Work that outlives a request. Spawned here, it is waited for when the
    /// service stops; it watches [`NodeParts::stopping`].
    pub tasks: TaskTracker,
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

/// A service is a node that answers requests.
impl std::ops::Deref for Parts {
    type Target = NodeParts;

    fn deref(&self) -> &NodeParts {
        &self.node
    }
}

impl Web {
    /// # Errors
    /// As [`Node::new`].
    pub fn new(store: Store, settings: Settings) -> Result<Self, AppError> {
        Ok(Self(Arc::new(Parts {
            node: Node::new(store, settings.node.clone())?,
            settings,
            jobs: Jobs::default(),
            previews: Previews::default(),
            balances: Summaries::default(),
            figures: Figures::default(),
            templates: Templates::new(),
            tasks: TaskTracker::new(),
            attempts: Attempts::new(),
            touched: Touched::default(),
            flows: Flows::default(),
            table: OnceLock::new(),
        })))
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
}
