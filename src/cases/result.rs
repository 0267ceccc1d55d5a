//! How cases went.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;

use super::coverage::Coverage;
use crate::plan::policy::Origin;
use crate::wording::Message;

/// Everything that was played.
#[derive(Debug, Default)]
pub struct Outcome {
    pub suites: Vec<Suite>,
    pub coverage: Coverage,
    pub elapsed: Duration,
}

impl Outcome {
    pub fn count(&self) -> usize {
        self.suites.iter().map(|suite| suite.results.len()).sum()
    }

    pub fn failed(&self) -> usize {
        self.suites.iter().map(Suite::failed).sum()
    }
}

/// The cases of one file.
#[derive(Debug)]
pub struct Suite {
    pub file: Arc<str>,
    pub results: Vec<CaseResult>,
}

impl Suite {
    pub fn failed(&self) -> usize {
        self.results.iter().filter(|result| !result.failures.is_empty()).count()
    }

    pub fn elapsed(&self) -> Duration {
        self.results.iter().map(|result| result.elapsed).sum()
    }
}

/// One case.
#[derive(Debug)]
pub struct CaseResult {
    pub name: String,
    pub reference: Option<String>,
    pub line: usize,
    /// What was not as expected; the case passed where nothing is.
    pub failures: Vec<Failure>,
    pub elapsed: Duration,
}

/// Something that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Which execution, from 1, where the case has several.
    pub step: Option<(usize, NaiveDate)>,
    /// Line of the expectation.
    pub line: usize,
    /// The item or mail.
    pub what: Message,
    pub expected: Message,
    pub found: Message,
    pub decided: Option<Decision>,
}

/// What decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Where the rule is written; `None` for what is built in.
    pub origin: Option<Origin>,
    pub message: Message,
}
