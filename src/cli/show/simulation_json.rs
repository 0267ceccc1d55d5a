//! A simulation as data. Amounts are strings, exact.

use serde_json::{Value, json};

use super::json::money;
use super::reason::reason;
use super::table::Figures;
use crate::app::simulate::{Begins, Simulation};
use crate::simulation::{Behaviour, Case, Groups, Sum, Tally};
use crate::wording::UiLanguage;

pub fn simulation(simulation: &Simulation, language: UiLanguage) -> Value {
    let figures = Figures::of(language);
    let report = &simulation.report;
    let per_day = report.per_day().into_iter().map(|(day, level, sums)| {
        under(json!({ "day": day.to_string(), "level": level.as_str() }), tally(sums))
    });
    let per_level = report
        .per_level()
        .into_iter()
        .map(|(level, sums)| under(json!({ "level": level.as_str() }), tally(&sums)));
    let busy = report.busy().into_iter().map(|busy| {
        json!({
            "customer": { "code": busy.customer, "name": busy.name },
            "mails": busy.busiest.mails,
            "from": busy.busiest.from.to_string(),
            "to": busy.busiest.to.to_string(),
        })
    });
    let schedule = simulation
        .schedule
        .as_ref()
        .map(|(cron, zone)| json!({ "cron": cron, "time_zone": zone.to_string() }));
    json!({
        "company": simulation.company_code,
        "batch": simulation.batch,
        "from": report.measures.from.to_string(),
        "to": report.measures.to.to_string(),
        "schedule": schedule,
        "executions": simulation.executions,
        "payments": simulation.behaviour.as_ref().map(behaviour),
        "payments_known_to": simulation.payments_known_to.map(|date| date.to_string()),
        "begins": match simulation.begins {
            Begins::Before => "before_today",
            Begins::Today => "today",
            Begins::After => "after_today",
        },
        "customers": report.customers,
        "open": sum(&report.open),
        "reminded_customers": report.reminded_customers,
        "reminded_items": report.reminded_items,
        "total": tally(&report.total),
        "per_level": per_level.collect::<Vec<_>>(),
        "per_day": per_day.collect::<Vec<_>>(),
        "script_failures": report.script_failures,
        "paid": sum(&report.paid),
        "busy_customers": {
            "more_than": report.measures.more_than,
            "window_days": report.measures.window,
            "count": report.busy_customers,
            "customers": busy.collect::<Vec<_>>(),
        },
        "never_caught": groups(&report.never_caught, &figures, language),
        "not_yet": sum(&report.not_yet),
        "stuck": {
            "after_days": report.measures.stuck_after,
            "groups": groups(&report.stuck, &figures, language),
        },
    })
}

fn behaviour(behaviour: &Behaviour) -> Value {
    let paid = behaviour.paid.iter();
    let paid: Vec<Value> = paid
        .map(|(level, percent)| {
            json!({ "level": level.as_str(), "percent": percent.value().to_string() })
        })
        .collect();
    json!({
        "paid": paid,
        "within_days": [behaviour.within.0, behaviour.within.1],
        "seed": behaviour.seed,
    })
}

fn sum(sum: &Sum) -> Value {
    json!({
        "items": sum.items,
        "amounts": sum.amounts().iter().map(money).collect::<Vec<_>>(),
    })
}

pub(super) fn tally(tally: &Tally) -> Value {
    under(json!({ "reminders": tally.reminders }), sum(&tally.asked))
}

/// The fields of `rest` after those of `first`.
pub(super) fn under(mut first: Value, mut rest: Value) -> Value {
    if let (Some(fields), Some(rest)) = (first.as_object_mut(), rest.as_object_mut()) {
        fields.append(rest);
    }
    first
}

fn groups(groups: &Groups, figures: &Figures, language: UiLanguage) -> Value {
    let groups = groups.iter().map(|(key, group)| {
        let named = json!({
            "level": key.level.as_ref().map(|(_, level)| level.as_str()),
            "reason": key.reason,
            "rule": group.rule.as_ref().map(ToString::to_string),
        });
        let cases: Vec<Value> = group.cases.iter().map(|it| case(it, figures, language)).collect();
        under(under(named, sum(&group.sum)), json!({ "cases": cases }))
    });
    Value::Array(groups.collect())
}

fn case(case: &Case, figures: &Figures, language: UiLanguage) -> Value {
    json!({
        "customer": { "code": case.customer, "name": case.name },
        "invoice": case.invoice,
        "instalment": case.instalment,
        "due_date": case.due_date.to_string(),
        "open": money(&case.open),
        "level": case.standing.code(),
        "last_reminded_on": case.last_reminded_on.map(|date| date.to_string()),
        "explanation": reason(&case.reason, figures).in_language(language),
        "executions": case.executions,
    })
}
