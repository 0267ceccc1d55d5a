//! The levels of a company: bounds in order, without overlap or gap (domain
//! document §3).

use std::collections::BTreeMap;

use super::set::{LevelMail, Subject};
use super::source::Place;
use super::yaml::levels::{BoundsSection, LevelsSection, NamedLevel};
use super::yaml::values::Days;
use super::yaml::wrappers::At;
use crate::diagnostic::Diagnostic;
use crate::domain::company::Sender;
use crate::domain::level::{DayBounds, EXCLUDED_CODE, InvertedBounds, Ladder, Level, LevelCode};
use crate::plan::policy::{LevelOptions, Origin};
use crate::wording::msg;

/// What the section of levels gives to a company.
pub struct Levels {
    pub ladder: Ladder,
    pub options: BTreeMap<LevelCode, LevelOptions>,
    pub mails: BTreeMap<LevelCode, LevelMail>,
    pub letters: BTreeMap<LevelCode, String>,
    pub origins: BTreeMap<LevelCode, Origin>,
}

/// Checks and builds the levels; `bornerel` is the switch `RELCLI_BORNEREL`,
/// with which bounds of several levels may overlap. The levels are of use only
/// when there are no mistakes; their mails and letters are in any case.
pub fn build(section: &LevelsSection, place: &Place, bornerel: bool) -> (Levels, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    if section.levels.is_empty() {
        problems.push(place.error(msg!("rules-no-levels")));
    }
    let mut spans = Vec::new();
    let mut levels = Vec::new();
    let mut mails = BTreeMap::new();
    for named in &section.levels {
        let code = &named.code.0;
        if let Some(bounds) =
            bounds(code.as_str(), &named.level.lower, named.level.upper.as_ref(), &mut problems)
        {
            let repeat_every_days = named.level.repeat_every_days.map(|days| days.unsigned());
            levels.push(Level { code: code.clone(), bounds, repeat_every_days });
            spans.push(Span { name: code.as_str(), bounds, place: &named.level.lower.place });
        }
        match subject(named) {
            Ok(subject) => {
                let template = named.level.template.value.0.clone();
                mails.insert(code.clone(), LevelMail { subject, template });
            }
            Err(problem) => problems.push(*problem),
        }
    }
    let excluded = excluded(&section.excluded, &mut problems);
    if !bornerel && spans.len() == section.levels.len() {
        check_order(&spans, &mut problems);
        check_cover(spans, &excluded, &mut problems);
    }
    let levels = Levels {
        ladder: Ladder::new(levels, excluded.iter().map(|span| span.bounds).collect()),
        options: section
            .levels
            .iter()
            .map(|named| (named.code.0.clone(), level_options(named)))
            .collect(),
        mails,
        letters: section
            .levels
            .iter()
            .filter_map(|named| {
                Some((named.code.0.clone(), named.level.letter.as_ref()?.value.0.clone()))
            })
            .collect(),
        origins: section
            .levels
            .iter()
            .map(|named| (named.code.0.clone(), named.place.origin()))
            .collect(),
    };
    (levels, problems)
}

fn bounds(
    name: &str,
    lower: &At<Days>,
    upper: Option<&At<Days>>,
    problems: &mut Vec<Diagnostic>,
) -> Option<DayBounds> {
    match DayBounds::new(lower.value.signed(), upper.map(|upper| upper.value.signed())) {
        Ok(bounds) => Some(bounds),
        Err(InvertedBounds { lower, upper: above }) => {
            if let Some(upper) = upper {
                let message =
                    msg!("rules-inverted-bounds", name = name, lower = lower, upper = above);
                problems.push(upper.place.error(message));
            }
            None
        }
    }
}

fn subject(named: &NamedLevel) -> Result<Subject, Box<Diagnostic>> {
    let level = named.code.0.as_str();
    match (&named.level.subject, &named.level.subject_template) {
        (Some(_), Some(At { value: true, place })) => {
            Err(Box::new(place.error(msg!("rules-two-subjects", level = level))))
        }
        (Some(text), _) => Ok(Subject::Fixed(text.value.0.clone())),
        (None, Some(At { value: true, .. })) => Ok(Subject::Template),
        (None, _) => Err(Box::new(named.place.error(msg!("rules-no-subject", level = level)))),
    }
}

fn level_options(named: &NamedLevel) -> LevelOptions {
    LevelOptions {
        sender: named.level.sender.as_ref().map(|sender| Sender {
            name: sender.name.0.clone(),
            address: sender.address.0.clone(),
        }),
        cc: named.level.cc.iter().flatten().map(|email| email.0.clone()).collect(),
        cc_person_in_charge: named.level.cc_person_in_charge.unwrap_or(false),
    }
}

/// Bounds with the name they go by and the place to point at.
struct Span<'a> {
    name: &'a str,
    bounds: DayBounds,
    place: &'a Place,
}

fn excluded<'a>(sections: &'a [BoundsSection], problems: &mut Vec<Diagnostic>) -> Vec<Span<'a>> {
    let name = EXCLUDED_CODE;
    sections
        .iter()
        .filter_map(|section| {
            let bounds = bounds(name, &section.lower, section.upper.as_ref(), problems)?;
            Some(Span { name, bounds, place: &section.lower.place })
        })
        .collect()
}

/// Levels are written in rising order.
fn check_order(levels: &[Span<'_>], problems: &mut Vec<Diagnostic>) {
    for pair in levels.windows(2) {
        let [earlier, later] = pair else { continue };
        if later.bounds.lower() < earlier.bounds.lower() {
            problems.push(later.place.error(msg!(
                "rules-levels-not-rising",
                level = later.name,
                earlier = earlier.name
            )));
        }
    }
}

/// From the first level's lower bound on, every day belongs to one level or to
/// NA, up to the last bound.
fn check_cover(levels: Vec<Span<'_>>, excluded: &[Span<'_>], problems: &mut Vec<Diagnostic>) {
    let Some(first_day) = levels.iter().map(|level| level.bounds.lower()).min() else { return };
    let mut spans = levels;
    spans.extend(excluded.iter().map(|span| Span { ..*span }));
    spans.sort_by_key(|span| (span.bounds.lower(), span.place.at));
    let mut spans = spans.into_iter();
    // The span that reaches furthest among those seen so far.
    let Some(mut furthest) = spans.next() else { return };
    for later in spans {
        let problem = match furthest.bounds.upper() {
            None if is_level(&furthest) && is_level(&later) => Some(later.place.error(msg!(
                "rules-open-level-not-last",
                open = furthest.name,
                level = later.name
            ))),
            upper if upper.is_none_or(|upper| later.bounds.lower() <= upper) => {
                Some(overlap(&furthest, &later))
            }
            Some(upper) if upper >= first_day => gap(&furthest, upper, &later),
            _ => None,
        };
        problems.extend(problem);
        let reach = |span: &Span<'_>| span.bounds.upper().map_or(i64::MAX, i64::from);
        if reach(&later) > reach(&furthest) {
            furthest = later;
        }
    }
}

fn is_level(span: &Span<'_>) -> bool {
    span.name != EXCLUDED_CODE
}

fn overlap(earlier: &Span<'_>, later: &Span<'_>) -> Diagnostic {
    later.place.error(msg!(
        "rules-overlapping-bounds",
        level = later.name,
        bounds = later.bounds.to_string(),
        other = earlier.name,
        other_bounds = earlier.bounds.to_string()
    ))
}

fn gap(earlier: &Span<'_>, upper: i32, later: &Span<'_>) -> Option<Diagnostic> {
    let (from, to) = (upper.saturating_add(1), later.bounds.lower().saturating_sub(1));
    (from <= to).then(|| {
        let message = msg!(
            "rules-gapped-bounds",
            earlier = earlier.name,
            level = later.name,
            from = from,
            to = to
        );
        later.place.error(message).expecting(msg!("rules-expected-no-gap", day = from))
    })
}
