//! Where the schedule of a batch stands, in words.

use chrono::DateTime;
use chrono_tz::Tz;
use serde::Serialize;

use crate::app::schedule::BatchTimes;
use crate::app::schedule_words::{became, paused};
use crate::store::{Slot, SlotState};
use crate::web::visit::CompanyVisit;
use crate::wording::msg;

#[derive(Serialize)]
pub struct Standing {
    /// The page that its forms are sent to: `/c/DEMO/batches/NAME/`.
    path: String,
    /// Whether it starts by itself at all.
    scheduled: bool,
    next: Vec<String>,
    pause: Option<String>,
    late: Option<String>,
    /// What somebody is asked about.
    waiting: Option<String>,
    last: Option<Last>,
    unattended: bool,
}

/// The start that came last.
#[derive(Serialize)]
struct Last {
    words: String,
    tone: &'static str,
    run: Option<String>,
}

pub fn of(visit: &CompanyVisit, times: &BatchTimes) -> Standing {
    let zone = times.schedule.as_ref().map_or(chrono_tz::UTC, |schedule| schedule.time_zone);
    let moment = |at: &DateTime<Tz>| visit.format().moment(at.to_utc(), at.timezone());
    let acts = visit.clock().as_of().is_none();
    Standing {
        path: visit.batch_path(&times.batch, ""),
        scheduled: times.schedule.is_some(),
        next: times.next.iter().map(moment).collect(),
        pause: times.pause.as_ref().map(|pause| {
            let until = pause.until.map(|until| visit.format().moment(until, zone));
            visit.text(&paused(pause, until))
        }),
        late: times.late.as_ref().map(|at| visit.text(&msg!("schedule-late", at = moment(at)))),
        waiting: times.waiting.as_ref().map(|slot| words(visit, slot, zone)),
        last: times.last.as_ref().filter(|slot| slot.state != SlotState::Waiting).map(|slot| {
            Last {
                words: words(visit, slot, zone),
                tone: tone(slot.state),
                run: slot.run.map(|run| visit.run_path(run)),
            }
        }),
        unattended: acts && times.schedule.is_some() && !times.attended,
    }
}

fn words(visit: &CompanyVisit, slot: &Slot, zone: Tz) -> String {
    visit.text(&became(slot, visit.format().moment(slot.slot, zone)))
}

fn tone(state: SlotState) -> &'static str {
    match state {
        SlotState::Claimed => "info",
        SlotState::Done => "ok",
        SlotState::Unconfirmed | SlotState::Waiting => "warn",
        SlotState::Skipped => "muted",
        SlotState::Missed => "danger",
    }
}
