//! How a decision came about, step by step, for those who ask.

use super::policy::Origin;
use crate::wording::Message;

/// One step on the way to a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub message: Message,
    /// The rule that was applied; `None` for what is built in.
    pub origin: Option<Origin>,
}

/// Listens to the steps of a decision.
pub trait Trace {
    /// `step` is only built when somebody listens.
    fn note(&mut self, step: impl FnOnce() -> Step);
}

/// Nobody listens: planning a whole batch.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Trace for Silent {
    fn note(&mut self, _step: impl FnOnce() -> Step) {}
}

/// Keeps every step: explaining one item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Steps(pub Vec<Step>);

impl Trace for Steps {
    fn note(&mut self, step: impl FnOnce() -> Step) {
        self.0.push(step());
    }
}

/// A step that a rule decided.
pub(super) fn by_rule(message: Message, origin: &Origin) -> Step {
    Step { message, origin: Some(origin.clone()) }
}

/// A step that is built in.
pub(super) fn built_in(message: Message) -> Step {
    Step { message, origin: None }
}
