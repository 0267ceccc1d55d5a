//! The same as data. Amounts are strings, exact.

use serde_json::{Map, Value, json};

use super::json::{addresses, moneys};
use super::reason::reason;
use super::table::Figures;
use crate::app::diff::{Difference, Differences, Folders, TextGroup};
use crate::app::diff_texts::Why;
use crate::compare::{Cause, ItemChange, ItemName, Kind, Outcome, Rule, Tally};
use crate::domain::level::LevelCode;
use crate::plan::policy::Origin;
use crate::plan::trace::Step;
use crate::wording::UiLanguage;

/// Items of a mail that are named with each of them: with all, the data would
/// grow with the square of the mail.
const MAIL_ITEMS: usize = 100;

pub fn differences(
    found: &Differences,
    (before, after): (&Folders, &Folders),
    language: UiLanguage,
) -> Value {
    let figures = Figures::of(language);
    let folders = |folders: &Folders| {
        json!({
            "rules": folders.rules.display().to_string(),
            "templates": folders.templates.display().to_string(),
        })
    };
    json!({
        "before": folders(before),
        "after": folders(after),
        "companies_only_before": found.only_before,
        "companies_only_after": found.only_after,
        "companies": found.companies.iter().map(|one| company(one, &figures, language)).collect::<Vec<_>>(),
    })
}

fn company(difference: &Difference, figures: &Figures, language: UiLanguage) -> Value {
    let sums = &difference.sums;
    let levels: Vec<Value> = sums
        .matrix
        .iter()
        .map(|((before, after), tally)| {
            json!({
                "before": before.as_ref().map(LevelCode::as_str),
                "after": after.as_ref().map(LevelCode::as_str),
                "items": tally.items,
                "amounts": moneys(&tally.amounts()),
            })
        })
        .collect();
    let rules: Vec<Value> = sums
        .groups()
        .into_iter()
        .map(|group| {
            let mut rule = cause(&group.cause, language);
            rule["items"] = json!(group.total.items);
            rule["amounts"] = json!(moneys(&group.total.amounts()));
            rule
        })
        .collect();
    let items: Vec<Value> =
        difference.items.kept.iter().map(|change| item(change, figures, language)).collect();
    let texts: Vec<Value> = difference.texts.iter().map(|group| text(group, language)).collect();
    json!({
        "company": difference.company,
        "batch": difference.batch,
        "run_date": difference.run_date.to_string(),
        "counts": {
            "before": tally(&sums.before),
            "after": tally(&sums.after),
            "appear": tally(&sums.appear),
            "disappear": tally(&sums.disappear),
            "other_level": tally(&sums.other_level),
            "other_recipients": tally(&sums.other_recipients),
            "other_group": tally(&sums.other_group),
            "other_text": tally(&sums.other_text),
            "other_reason": tally(&sums.other_reason),
        },
        "levels": levels,
        "rules": rules,
        "items": items,
        "items_cut": difference.items.cut,
        "texts": texts,
        "mails_that_cannot_be_made": difference.unmade(),
        "attachments": {
            "before": difference.attachments.0.as_str(),
            "after": difference.attachments.1.as_str(),
        },
    })
}

fn tally(tally: &Tally) -> Value {
    json!({
        "reminders": tally.reminders,
        "items": tally.items,
        "amounts": moneys(&tally.amounts()),
    })
}

fn cause(cause: &Cause, language: UiLanguage) -> Value {
    let name = match &cause.rule {
        Rule::Level { code, .. }
        | Rule::Copies { level: code }
        | Rule::LevelMail { level: code } => Some(code.as_str()),
        Rule::Exclusion { name, .. } => Some(&**name),
        Rule::Minimum { currency, .. } => Some(currency.code()),
        Rule::Hook { name } | Rule::Section { name } => Some(*name),
        Rule::Template { name } => Some(name.as_str()),
        _ => None,
    };
    json!({
        "rule": cause.rule.code(),
        "name": name,
        "before_at": cause.before.as_ref().map(Origin::to_string),
        "after_at": cause.after.as_ref().map(Origin::to_string),
        "words": cause.message().in_language(language),
    })
}

fn item(change: &ItemChange, figures: &Figures, language: UiLanguage) -> Value {
    let kinds: Vec<&str> = change.kinds.iter().map(|kind| kind_code(*kind)).collect();
    let side = |outcome: &Outcome, step: &Option<Step>| {
        let mut side = Map::new();
        match outcome {
            Outcome::Reminded { level, to, cc, items } => {
                side.insert("level".into(), json!(level.as_str()));
                side.insert("to".into(), json!(addresses(to)));
                side.insert("cc".into(), json!(addresses(cc)));
                let shown: Vec<Value> = items.iter().take(MAIL_ITEMS).map(name).collect();
                side.insert("items".into(), json!(shown));
                side.insert("items_cut".into(), json!(items.len().saturating_sub(MAIL_ITEMS)));
            }
            Outcome::Left(why) => {
                let text = reason(why, figures).in_language(language);
                side.insert("reason".into(), json!(why.code()));
                side.insert("explanation".into(), json!(text));
            }
        }
        let decided = step.as_ref().map(|step| {
            json!({
                "at": step.origin.as_ref().map(Origin::to_string),
                "step": step.message.in_language(language),
            })
        });
        side.insert("decided_by".into(), json!(decided));
        Value::Object(side)
    };
    json!({
        "customer": { "code": &*change.customer_code, "name": &*change.customer_name },
        "invoice": change.item.invoice,
        "instalment": change.item.instalment,
        "due_date": change.due_date.to_string(),
        "days_late": change.days_late,
        "open": super::json::money(&change.open),
        "level": change.standing.code(),
        "changes": kinds,
        "rule": cause(&change.cause, language),
        "before": side(&change.before, &change.deciding.0),
        "after": side(&change.after, &change.deciding.1),
    })
}

fn kind_code(kind: Kind) -> &'static str {
    match kind {
        Kind::Appears => "appears",
        Kind::Disappears => "disappears",
        Kind::Level => "level",
        Kind::Recipients => "recipients",
        Kind::Group => "group",
        Kind::Reason => "reason",
    }
}

fn name(item: &ItemName) -> Value {
    json!({ "invoice": item.invoice, "instalment": item.instalment })
}

fn text(group: &TextGroup, language: UiLanguage) -> Value {
    let (pieces, by) = match &group.key.why {
        Why::Words { pieces, cause: by } => {
            let pieces = pieces.iter().map(|piece| piece.code()).collect::<Vec<_>>();
            (Some(pieces), Some(cause(by, language)))
        }
        Why::Level | Why::Plan => (None, None),
    };
    let example = group.example.as_ref().map(|example| {
        let diffs: Map<String, Value> = example
            .diffs
            .iter()
            .map(|(piece, diff)| (piece.code().to_owned(), json!(diff)))
            .collect();
        let failure = |message: &Option<crate::wording::Message>| {
            message.as_ref().map(|message| message.in_language(language))
        };
        json!({
            "customer": { "code": example.customer_code, "name": example.customer_name },
            "fails_before": failure(&example.failures.0),
            "fails_after": failure(&example.failures.1),
            "diffs": diffs,
        })
    });
    json!({
        "why": group.key.why.code(),
        "level_before": group.key.before.as_str(),
        "level_after": group.key.after.as_str(),
        "language": group.key.language.as_str(),
        "mails": group.mails,
        "amounts": moneys(&group.amounts),
        "pieces": pieces,
        "rule": by,
        "example": example,
    })
}
