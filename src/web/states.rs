//! Where runs and reminders stand, as words and colours, on all pages that
//! show them.

use serde::Serialize;

use super::jobs::Kind;
use super::visit::CompanyVisit;
use crate::store::{HistoryResult, ReminderState, Run, RunIntent, RunState};

/// The word is `web-state-run-NAME`, `web-state-reminder-NAME` or
/// `web-state-history-NAME`.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct State {
    pub name: &'static str,
    pub tone: &'static str,
}

/// Whether a job of this service has a run in hand. Of a job that has yet to
/// name its run, it is the one that has not ended.
pub fn is_at_work(visit: &CompanyVisit, run: &Run) -> bool {
    let job = visit.web.jobs.at_work(visit.code(), &Kind::Run);
    job.is_some_and(|job| job.told().run.is_none_or(|its| its == run.id))
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

/// What the history says of something.
pub fn of_history(result: HistoryResult) -> State {
    let tone = match result {
        HistoryResult::Sent => "ok",
        HistoryResult::Failed | HistoryResult::Bounced | HistoryResult::Complained => "danger",
        HistoryResult::Cancelled => "muted",
        HistoryResult::HoldPlaced => "warn",
        HistoryResult::HoldLifted | HistoryResult::SwitchChanged | HistoryResult::Answered => {
            "info"
        }
    };
    State { name: result.as_str(), tone }
}

/// The state that an address names.
pub fn reminder_named(name: &str) -> Option<ReminderState> {
    use ReminderState::{Cancelled, Drafted, Failed, Queued, Sending, Sent};
    let all = [Queued, Sending, Sent, Failed, Drafted, Cancelled];
    all.into_iter().find(|state| state.as_str() == name)
}
