//! Which level an item gets from the batch (domain document §3).

use chrono::NaiveDate;

use super::facts::ItemContext;
use super::outcome::Reason;
use super::policy::{LevelChoice, Origin, Policy};
use super::trace::{Step, Trace, built_in, by_rule};
use crate::domain::invoice::DueItem;
use crate::domain::level::{Ladder, Level, LevelCode, Standing};
use crate::wording::msg;

/// The date from which days are counted: the due date, or with
/// `RELCLI_BORNEREL` on the date of the last reminder if there was one.
pub fn reference_date(item: &DueItem, bornerel: bool) -> NaiveDate {
    match item.last_reminded_on {
        Some(reminded) if bornerel => reminded,
        _ => item.due_date,
    }
}

/// The level to remind at, the `level` hook having the last word.
///
/// # Errors
/// The reason why there is no reminder.
pub fn choose(
    policy: &Policy,
    context: &ItemContext,
    trace: &mut impl Trace,
) -> Result<LevelCode, Reason> {
    let item = context.item();
    if item.last_reminded_on == Some(context.run_date) {
        trace.note(|| built_in(msg!("plan-step-reminded-today")));
        return Err(Reason::RemindedToday);
    }
    let proposed = by_policy(policy, context, trace);
    let answer = policy
        .scripts
        .level(context, proposed.as_ref().ok())
        .map_err(|error| Reason::ScriptFailed { error })?;
    let chosen = match answer {
        None => proposed?,
        Some(choice) => {
            let origin = policy.scripts.hook_origin("level");
            match choice {
                LevelChoice::None => {
                    trace.note(|| Step { message: msg!("plan-step-level-hook-none"), origin });
                    let reason = msg!("plan-level-hook-none").to_string();
                    return Err(Reason::RefusedByHook { hook: "level", reason });
                }
                LevelChoice::Level(code) => {
                    trace.note(|| Step {
                        message: msg!("plan-step-level-hook", level = code.as_str()),
                        origin,
                    });
                    by_hook(policy, context, code, trace)?
                }
            }
        }
    };
    let levels = &policy.filter.levels;
    if !levels.is_empty() && !levels.contains(&chosen) {
        trace.note(|| by_rule(msg!("plan-step-not-in-batch"), &policy.origins.batch));
        return Err(Reason::NotInBatch);
    }
    Ok(chosen)
}

/// What the hook chose, where it may: the switch being off, a hook lowers a
/// level and repeats one no more than the policy does.
fn by_hook(
    policy: &Policy,
    context: &ItemContext,
    code: LevelCode,
    trace: &mut impl Trace,
) -> Result<LevelCode, Reason> {
    let Some(rank) = policy.ladder.rank(&code) else {
        trace.note(|| built_in(msg!("plan-step-level-unknown", level = code.as_str())));
        return Err(Reason::UnknownLevel { level: code, hook: Some("level") });
    };
    if policy.switches.bornerel {
        return Ok(code);
    }
    let current = current_rank(policy, context, trace)?;
    let outcome = not_lower_nor_again(&policy.ladder, current, rank, context);
    if let Err(reason) = &outcome {
        trace.note(|| {
            let message = msg!(
                "plan-step-level-hook-refused",
                level = code.as_str(),
                reason = reason.message()
            );
            Step { message, origin: origin_of(policy, &code) }
        });
    }
    outcome.map(|()| code)
}

/// What whoever chooses items by hand does to the proposed level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// So many levels higher, or lower where negative, within the ladder.
    Steps(i32),
    /// This level, whatever is proposed.
    To(LevelCode),
}

/// The level of an item reminded by hand: the one after its current one, the
/// first where it has none, the last where it stands at the last (domain
/// document §7), changed as whoever chose it wants. `again` reminds even what
/// was reminded on that day or later already.
///
/// # Errors
/// The reason why there is no reminder.
pub fn by_hand(
    policy: &Policy,
    context: &ItemContext,
    change: Option<&Change>,
    again: bool,
) -> Result<LevelCode, Reason> {
    let reminded = context.item().last_reminded_on.is_some_and(|last| last >= context.run_date);
    if reminded && !again {
        return Err(Reason::RemindedToday);
    }
    let levels = policy.ladder.levels();
    let unknown = |level: &LevelCode| Reason::UnknownLevel { level: level.clone(), hook: None };
    if let Some(Change::To(level)) = change {
        return policy
            .ladder
            .get(level)
            .map(|known| known.code.clone())
            .ok_or_else(|| unknown(level));
    }
    let steps = match change {
        Some(Change::Steps(steps)) => *steps,
        _ => 0,
    };
    let next = match &context.item().standing {
        Standing::New | Standing::Excluded => 0,
        Standing::At(code) => policy.ladder.rank(code).ok_or_else(|| unknown(code))? + 1,
    };
    let last = levels.len().saturating_sub(1);
    let moved = next.min(last).saturating_add_signed(isize::try_from(steps).unwrap_or(0));
    let level = levels.get(moved.min(last)).ok_or(Reason::NoLevel { days: context.days })?;
    Ok(level.code.clone())
}

fn by_policy(
    policy: &Policy,
    context: &ItemContext,
    trace: &mut impl Trace,
) -> Result<LevelCode, Reason> {
    let days = context.days;
    trace.note(|| {
        let reference = reference_date(context.item(), policy.switches.bornerel).to_string();
        let message = if policy.switches.bornerel {
            msg!("plan-step-days-bornerel", days = days, reference = reference)
        } else {
            msg!("plan-step-days-due-date", days = days, reference = reference)
        };
        by_rule(message, &policy.origins.switches)
    });
    if policy.ladder.excludes(days) {
        trace.note(|| {
            by_rule(msg!("plan-step-days-na", days = days), &policy.origins.excluded_level)
        });
        return Err(Reason::DaysExcluded { days });
    }
    let rank = current_rank(policy, context, trace)?;
    let (level, outcome) = if policy.switches.bornerel {
        since_last_reminder(&policy.ladder, rank, days, context)?
    } else {
        since_due_date(&policy.ladder, rank, days, context)?
    };
    trace.note(|| {
        let bounds = level.bounds.to_string();
        let code = level.code.as_str();
        let message = match &outcome {
            Ok(()) => msg!("plan-step-level", level = code, bounds = bounds, days = days),
            Err(reason) => msg!(
                "plan-step-no-level",
                level = code,
                bounds = bounds,
                days = days,
                reason = reason.message()
            ),
        };
        Step { message, origin: origin_of(policy, &level.code) }
    });
    outcome.map(|()| level.code.clone())
}

/// Where the item stands on the ladder; `None` for an item without a level.
fn current_rank(
    policy: &Policy,
    context: &ItemContext,
    trace: &mut impl Trace,
) -> Result<Option<usize>, Reason> {
    match &context.item().standing {
        Standing::New | Standing::Excluded => Ok(None),
        Standing::At(code) => match policy.ladder.rank(code) {
            Some(rank) => Ok(Some(rank)),
            None => {
                trace.note(|| built_in(msg!("plan-step-level-unknown", level = code.as_str())));
                Err(Reason::UnknownLevel { level: code.clone(), hook: None })
            }
        },
    }
}

fn origin_of(policy: &Policy, code: &LevelCode) -> Option<Origin> {
    policy.origins.levels.get(code).cloned()
}

/// The level that was looked at, and whether it serves.
type Looked<'a> = (&'a Level, Result<(), Reason>);

/// Switch off: the level whose bounds contain the days since the due date;
/// never lower than the current one, and the current one only when it repeats.
fn since_due_date<'a>(
    ladder: &'a Ladder,
    current: Option<usize>,
    days: i64,
    context: &ItemContext,
) -> Result<Looked<'a>, Reason> {
    let Some((rank, level)) = ladder.containing(days) else {
        return Err(Reason::NoLevel { days });
    };
    Ok((level, not_lower_nor_again(ladder, current, rank, context)))
}

/// Never lower than the current level, and the current one only when it repeats.
fn not_lower_nor_again(
    ladder: &Ladder,
    current: Option<usize>,
    rank: usize,
    context: &ItemContext,
) -> Result<(), Reason> {
    let level = &ladder.levels()[rank];
    match current {
        Some(current) if current > rank => Err(Reason::NeverLowered {
            current: ladder.levels()[current].code.clone(),
            proposed: level.code.clone(),
        }),
        Some(current) if current == rank => repeat(level, context),
        _ => Ok(()),
    }
}

fn repeat(level: &Level, context: &ItemContext) -> Result<(), Reason> {
    let Some(every) = level.repeat_every_days else {
        return Err(Reason::AlreadyAtLevel { level: level.code.clone() });
    };
    // A level set by hand without a reminder has nothing to wait for.
    let Some(last) = context.item().last_reminded_on else {
        return Ok(());
    };
    let days_since = (context.run_date - last).num_days();
    if days_since >= i64::from(every) {
        Ok(())
    } else {
        Err(Reason::RepeatNotDue { level: level.code.clone(), days_since, every })
    }
}

/// Switch on: only the level after the current one, and only when its bounds
/// contain the days since the last reminder.
fn since_last_reminder<'a>(
    ladder: &'a Ladder,
    current: Option<usize>,
    days: i64,
    context: &ItemContext,
) -> Result<Looked<'a>, Reason> {
    let Some(level) = ladder.after(current) else {
        return Err(Reason::NoLevel { days });
    };
    let outcome = if level.bounds.contains(days) {
        Ok(())
    } else {
        let reminded = context.item().last_reminded_on.is_some();
        Err(Reason::OutsideBounds {
            level: level.code.clone(),
            bounds: level.bounds,
            days,
            reminded,
        })
    };
    Ok((level, outcome))
}
