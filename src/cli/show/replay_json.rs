//! The record against the rules in force, as data. Amounts are strings, exact.

use serde_json::{Value, json};

use super::json::money;
use super::replay::{notes, why};
use super::simulation_json::{tally, under};
use super::table::Figures;
use crate::app::replay::Replay;
use crate::simulation::{Difference, Sides};
use crate::wording::UiLanguage;

pub fn replay(replay: &Replay, language: UiLanguage) -> Value {
    let figures = Figures::of(language);
    let (compared, counts) = (&replay.compared, &replay.compared.counts);
    let per_day = compared.per_day.iter().flat_map(|(day, levels)| {
        levels.iter().map(move |(level, of)| {
            under(json!({ "day": day.to_string(), "level": level.as_str() }), sides(of))
        })
    });
    let kept = replay.kept.iter().map(|it| difference(it, &figures, language));
    let notes = notes(replay, &figures);
    json!({
        "company": replay.company_code,
        "batch": replay.batch,
        "from": replay.request.from.to_string(),
        "to": replay.request.to.to_string(),
        "by_schedule": replay.request.by_schedule,
        "recorded_on": replay.recorded_on.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "played_on": replay.played_on.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "payments_known_to": replay.payments_known_to.map(|date| date.to_string()),
        "total": sides(&compared.total()),
        "per_day": per_day.collect::<Vec<_>>(),
        "items": {
            "same": counts.same,
            "other_level": counts.other_level,
            "only_recorded": counts.only_recorded,
            "only_simulated": counts.only_simulated,
            "after_an_earlier_difference": counts.follow,
            "not_sent": counts.not_sent,
        },
        "differences": kept.collect::<Vec<_>>(),
        "script_failures": compared.script_failures,
        "settled_since": compared.settled,
        "last_reminder_unknown": compared.dates_unknown,
        "notes": notes.iter().map(|note| note.in_language(language)).collect::<Vec<_>>(),
    })
}

fn sides(sides: &Sides) -> Value {
    json!({ "recorded": tally(&sides.recorded), "simulated": tally(&sides.simulated) })
}

fn difference(difference: &Difference, figures: &Figures, language: UiLanguage) -> Value {
    let reason = match &difference.what {
        crate::simulation::What::OnlyRecorded { reason, .. } => reason.as_ref(),
        _ => None,
    };
    json!({
        "day": difference.day.to_string(),
        "what": difference.what.code(),
        "customer": { "code": difference.customer, "name": difference.name },
        "invoice": difference.invoice,
        "instalment": difference.instalment,
        "days_late": difference.days_late,
        "open": money(&difference.open),
        "recorded": difference.what.recorded().map(|level| level.as_str()),
        "simulated": difference.what.simulated().map(|level| level.as_str()),
        "reason": reason.map(crate::plan::outcome::Reason::code),
        "explanation": why(difference, figures).in_language(language),
        "rule": difference.rule.as_ref().map(ToString::to_string),
        "after_an_earlier_difference": difference.follows,
    })
}
