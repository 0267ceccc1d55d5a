//! Previews that were worked out, while somebody leafs through them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::app::preview::Preview;
use crate::app::report::Rows;
use crate::domain::company::CompanyCode;

/// Previews that are kept: they may be large.
const KEPT: usize = 6;

/// The newest previews of the service.
#[derive(Default)]
pub struct Previews(Mutex<VecDeque<Arc<Kept>>>);

/// What a batch would have done at a moment.
pub struct Kept {
    /// Of the job that worked it out.
    pub key: Uuid,
    pub company: CompanyCode,
    pub at: DateTime<Utc>,
    pub preview: Preview,
    pub rows: Rows,
}

impl Previews {
    pub fn keep(&self, kept: Kept) {
        let mut all = self.all();
        all.push_back(Arc::new(kept));
        while all.len() > KEPT {
            all.pop_front();
        }
    }

    /// A preview of a batch of a company, while it is kept.
    pub fn find(&self, company: &CompanyCode, batch: &str, key: Uuid) -> Option<Arc<Kept>> {
        let found = |kept: &&Arc<Kept>| {
            kept.key == key && kept.company == *company && kept.preview.batch == batch
        };
        self.all().iter().find(found).cloned()
    }

    fn all(&self) -> MutexGuard<'_, VecDeque<Arc<Kept>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
