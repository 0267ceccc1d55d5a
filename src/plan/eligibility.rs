//! Who can be reminded at all, by the batch and by hand (domain document §2).

use rust_decimal::Decimal;

use super::facts::ItemContext;
use super::outcome::Reason;
use super::policy::{Eligibility, Policy};
use super::trace::{Trace, built_in, by_rule};
use crate::domain::channel::Channel;
use crate::domain::hold::HoldKind;
use crate::domain::level::Standing;
use crate::domain::money::Money;
use crate::wording::msg;

/// Whether the batch takes the item at all.
///
/// # Errors
/// The reason why it does not.
pub fn in_batch(policy: &Policy, item: &ItemContext, trace: &mut impl Trace) -> Result<(), Reason> {
    let filter = &policy.filter;
    let invoice = item.invoice();
    let taken = (filter.currencies.is_empty() || filter.currencies.contains(&invoice.currency))
        && (filter.customers.is_empty() || filter.customers.contains(&item.customer().code))
        && match filter.when {
            Some(condition) => policy
                .scripts
                .condition(condition, item)
                .map_err(|error| Reason::ScriptFailed { error })?,
            None => true,
        };
    if !taken {
        trace.note(|| by_rule(msg!("plan-step-not-in-batch"), &policy.origins.batch));
        return Err(Reason::NotInBatch);
    }
    trace.note(|| by_rule(msg!("plan-step-in-batch"), &policy.origins.batch));
    Ok(())
}

/// Whether the item may be reminded: first what no rule can lift (settled,
/// payment method, switch, holds, NA), then the `eligible` hook, then what
/// the hook may lift by answering `true` (exclusions, minimum amount,
/// creditor customers).
///
/// # Errors
/// The reason why it may not.
pub fn check(policy: &Policy, item: &ItemContext, trace: &mut impl Trace) -> Result<(), Reason> {
    binding(policy, item, trace)?;
    match policy.scripts.eligible(item).map_err(|error| Reason::ScriptFailed { error })? {
        Some(Eligibility::Refused(reason)) => {
            trace.note(|| super::trace::Step {
                message: msg!("plan-step-eligible-refused", reason = &reason),
                origin: policy.scripts.hook_origin("eligible"),
            });
            return Err(Reason::RefusedByHook { hook: "eligible", reason });
        }
        Some(Eligibility::Eligible) => {
            trace.note(|| super::trace::Step {
                message: msg!("plan-step-eligible-granted"),
                origin: policy.scripts.hook_origin("eligible"),
            });
            return Ok(());
        }
        None => {}
    }
    configurable(policy, item, trace)
}

/// What no rule can lift. By hand the manual switch and the manual hold count
/// instead of the automatic ones, and days given to NA as well (domain
/// document §2); in a batch the level's choice looks at these.
///
/// # Errors
/// The reason why the item may not be reminded.
pub fn binding(
    policy: &Policy,
    context: &ItemContext,
    trace: &mut impl Trace,
) -> Result<(), Reason> {
    let (invoice, item) = (context.invoice(), context.item());
    if item.open_amount <= Decimal::ZERO {
        return Err(Reason::Settled);
    }
    let open = Money::new(item.open_amount, invoice.currency);
    trace.note(|| built_in(msg!("plan-step-open", open = open.to_string())));

    let method = &invoice.payment_method;
    let never = policy.never_dunned.contains(method);
    trace.note(|| {
        let message = if never {
            msg!("plan-step-payment-method-never", method = method)
        } else {
            msg!("plan-step-payment-method-ok", method = method)
        };
        by_rule(message, &policy.origins.payment_methods)
    });
    if never {
        return Err(Reason::NeverDunnedPaymentMethod { method: method.clone() });
    }
    match context.channel {
        Channel::Batch => automatic(context, trace)?,
        _ => manual(context, trace)?,
    }
    if let Some(hold) = invoice.hold(HoldKind::Temporary) {
        trace.note(|| built_in(msg!("plan-step-temporary-hold", comment = &hold.comment)));
        return Err(Reason::TemporaryHold { comment: hold.comment.clone() });
    }
    trace.note(|| built_in(msg!("plan-step-no-hold")));
    if item.standing == Standing::Excluded {
        trace.note(|| by_rule(msg!("plan-step-set-to-na"), &policy.origins.excluded_level));
        return Err(Reason::SetToExcluded);
    }
    if context.channel != Channel::Batch && policy.ladder.excludes(context.days) {
        let days = context.days;
        trace.note(|| {
            by_rule(msg!("plan-step-days-na", days = days), &policy.origins.excluded_level)
        });
        return Err(Reason::DaysExcluded { days });
    }
    Ok(())
}

fn automatic(context: &ItemContext, trace: &mut impl Trace) -> Result<(), Reason> {
    if !context.customer().dunning.automatic {
        trace.note(|| built_in(msg!("plan-step-automatic-off")));
        return Err(Reason::AutomaticOff);
    }
    trace.note(|| built_in(msg!("plan-step-automatic-on")));
    if let Some(hold) = context.invoice().hold(HoldKind::Automatic) {
        trace.note(|| built_in(msg!("plan-step-automatic-hold", comment = &hold.comment)));
        return Err(Reason::AutomaticHold { comment: hold.comment.clone() });
    }
    Ok(())
}

fn manual(context: &ItemContext, trace: &mut impl Trace) -> Result<(), Reason> {
    if !context.customer().dunning.manual {
        trace.note(|| built_in(msg!("plan-step-manual-off")));
        return Err(Reason::ManualOff);
    }
    trace.note(|| built_in(msg!("plan-step-manual-on")));
    if let Some(hold) = context.invoice().hold(HoldKind::Manual) {
        trace.note(|| built_in(msg!("plan-step-manual-hold", comment = &hold.comment)));
        return Err(Reason::ManualHold { comment: hold.comment.clone() });
    }
    Ok(())
}

fn configurable(
    policy: &Policy,
    context: &ItemContext,
    trace: &mut impl Trace,
) -> Result<(), Reason> {
    for exclusion in &policy.exclusions {
        let excluded = policy
            .scripts
            .condition(exclusion.when, context)
            .map_err(|error| Reason::ScriptFailed { error })?;
        trace.note(|| {
            let name: &str = &exclusion.name;
            let message = if excluded {
                msg!("plan-step-excluded", name = name)
            } else {
                msg!("plan-step-not-excluded", name = name)
            };
            by_rule(message, &exclusion.origin)
        });
        if excluded {
            return Err(Reason::Exclusion { name: exclusion.name.clone() });
        }
    }

    let currency = context.invoice().currency;
    if let Some(&minimum) = policy.minimum_amounts.get(&currency) {
        let open = context.open_on_invoice();
        let below = open.amount <= minimum;
        trace.note(|| {
            let (open, minimum) = (open.to_string(), Money::new(minimum, currency).to_string());
            let message = if below {
                msg!("plan-step-below-minimum", open = open, minimum = minimum)
            } else {
                msg!("plan-step-above-minimum", open = open, minimum = minimum)
            };
            by_rule(message, &policy.origins.minimum_amounts)
        });
        if below {
            return Err(Reason::BelowMinimum { open, minimum });
        }
    }

    if !policy.remind_creditors {
        let balance = context.net_balance();
        let creditor = balance.amount <= Decimal::ZERO;
        trace.note(|| {
            let balance = balance.to_string();
            let message = if creditor {
                msg!("plan-step-creditor", balance = balance)
            } else {
                msg!("plan-step-debtor", balance = balance)
            };
            by_rule(message, &policy.origins.options)
        });
        if creditor {
            return Err(Reason::CreditorCustomer { balance });
        }
    }
    Ok(())
}
