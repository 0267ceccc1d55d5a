//! Where a run and its reminders stand, as words and colours.

use serde::Serialize;

use crate::store::{ReminderState, Run, RunIntent, RunState};

/// The word is `web-batches-run-NAME` or `web-batches-reminder-NAME`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct State {
    pub name: &'static str,
    pub tone: &'static str,
}

/// `at_work`: a job of this service has it in hand.
pub fn of_run(run: &Run, at_work: bool) -> State {
    let (name, tone) = match (run.state, run.intent) {
        (RunState::Recording, _) if at_work => ("recording", "info"),
        (RunState::Recording, RunIntent::Send) => ("unrecorded", "warn"),
        (RunState::Recording, _) => ("recording", "muted"),
        (RunState::Planned, RunIntent::Send) => ("waiting", "warn"),
        (RunState::Planned, RunIntent::Save) => ("saved", "info"),
        (RunState::Planned, RunIntent::Draft) => ("drafts", "info"),
        (RunState::Dispatching, _) if at_work => ("sending", "info"),
        (RunState::Dispatching, _) => ("interrupted", "warn"),
        (RunState::Finished, _) => ("finished", "ok"),
        (RunState::Cancelled, _) => ("cancelled", "muted"),
    };
    State { name, tone }
}

pub fn of_reminder(state: ReminderState) -> State {
    let tone = match state {
        ReminderState::Queued | ReminderState::Sending | ReminderState::Drafted => "info",
        ReminderState::Sent => "ok",
        ReminderState::Failed => "danger",
        ReminderState::Cancelled => "muted",
    };
    State { name: state.as_str(), tone }
}

/// The state that an address names.
pub fn named(name: &str) -> Option<ReminderState> {
    use ReminderState::{Cancelled, Drafted, Failed, Queued, Sending, Sent};
    let all = [Queued, Sending, Sent, Failed, Drafted, Cancelled];
    all.into_iter().find(|state| state.as_str() == name)
}
