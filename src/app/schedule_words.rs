//! Where a schedule stands, in words; moments as whoever shows them writes them.

use crate::store::{Pause, Slot, SlotReason, SlotState};
use crate::wording::{Message, msg};

/// What became of a start.
pub fn became(slot: &Slot, at: String) -> Message {
    match (slot.state, slot.reason) {
        (SlotState::Claimed, _) => match &slot.detail {
            Some(detail) => msg!("schedule-last-again", at = at, detail = detail),
            None => msg!("schedule-last-at-work", at = at),
        },
        (SlotState::Done, _) => msg!("schedule-last-done", at = at),
        (SlotState::Unconfirmed, _) => msg!("schedule-last-unconfirmed", at = at),
        (SlotState::Waiting, _) => msg!("schedule-waiting", at = at, earlier = slot.earlier),
        (SlotState::Skipped, Some(SlotReason::Paused)) => msg!("schedule-last-paused", at = at),
        (SlotState::Skipped, Some(SlotReason::Answered)) => {
            let by = slot.answered_by.as_deref().unwrap_or_default();
            msg!("schedule-last-answered", at = at, by = by)
        }
        (SlotState::Skipped, _) => msg!("schedule-last-skipped", at = at),
        (SlotState::Missed, _) => {
            let detail = slot.detail.as_deref().unwrap_or_default();
            msg!("schedule-last-missed", at = at, detail = detail)
        }
    }
}

/// Who paused a batch, and why.
pub fn paused(pause: &Pause, until: Option<String>) -> Message {
    let (by, reason) = (pause.by.as_str(), pause.reason.as_str());
    match until {
        Some(until) => msg!("schedule-paused-until", by = by, reason = reason, until = until),
        None => msg!("schedule-paused", by = by, reason = reason),
    }
}
