//! The section of charges into what planning and texts use.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::source::Place;
use super::yaml::charges::{
    AgreedSection, ChargesSection, CustomerTerms, FeeSection, InterestSection, RateSection,
};
use super::yaml::values::LevelName;
use super::yaml::wrappers::{At, Keyed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::domain::level::Ladder;
use crate::domain::money::{Currency, Money};
use crate::plan::charges::{
    AtLevels, ChargeRules, FeeRule, InterestRule, Rate, RateTable, Switched, Terms,
};
use crate::wording::msg;

/// What the section refers to; `None` where other sections have mistakes.
pub struct Known<'a> {
    pub levels: Option<&'a Ladder>,
    /// `legal.recovery_fee`.
    pub fee: Option<Decimal>,
    /// The company's.
    pub currency: Currency,
}

/// Checks and builds the charges. A charge that is switched off is checked all
/// the same.
pub fn build(
    section: &ChargesSection,
    known: &Known<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<ChargeRules> {
    let recovery_fee = match &section.recovery_fee {
        Some(section) => recovery_fee(section, known, problems),
        None => Some(Switched::default()),
    };
    let late_interest = match &section.late_interest {
        Some(section) => late_interest(section, known, problems),
        None => Some(Switched::default()),
    };
    Some(ChargeRules { recovery_fee: recovery_fee?, late_interest: late_interest? })
}

fn recovery_fee(
    section: &Keyed<FeeSection>,
    known: &Known<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Switched<FeeRule>> {
    let origin = section.place.origin();
    let levels = at_levels(section.value.levels.as_ref(), known, problems)?;
    if !section.value.enabled {
        return Some(Switched::Off(Some(origin)));
    }
    let amount = Money::new(known.fee?, known.currency);
    Some(Switched::On(FeeRule { amount, levels, origin }))
}

fn late_interest(
    section: &Keyed<InterestSection>,
    known: &Known<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Switched<InterestRule>> {
    let Keyed { value: section, place } = section;
    let levels = at_levels(section.levels.as_ref(), known, problems);
    let customers = customers(section, problems);
    let listed = section.rates.as_ref().filter(|rates| !rates.value.is_empty());
    let rates = listed.map(|rates| table(rates, problems));
    if !section.enabled {
        let sound = levels.is_some() && customers.is_some() && rates.is_none_or(|it| it.is_some());
        return sound.then(|| Switched::Off(Some(place.origin())));
    }
    let Some(rates) = rates else {
        let place = section.rates.as_ref().map_or(place, |rates| &rates.place);
        problems
            .push(place.error(msg!("charges-no-rates")).expecting(msg!("charges-expected-rates")));
        return None;
    };
    Some(Switched::On(InterestRule {
        rates: rates?,
        levels: levels?,
        customers: customers?,
        origin: place.origin(),
    }))
}

fn at_levels(
    section: Option<&Keyed<Vec<At<LevelName>>>>,
    known: &Known<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<AtLevels> {
    let Some(Keyed { value: list, place }) = section else { return Some(AtLevels::All) };
    if list.is_empty() {
        problems.push(place.error(msg!("charges-no-levels")));
        return None;
    }
    let ladder = known.levels?;
    let mut sound = true;
    for level in list {
        let code = &level.value.0;
        if ladder.get(code).is_none() {
            let names: Vec<&str> =
                ladder.levels().iter().map(|level| level.code.as_str()).collect();
            let message = msg!("rules-unknown-level", code = code.as_str());
            problems.push(
                level
                    .place
                    .error(message)
                    .expecting(msg!("rules-expected-one-of", known = names.join(", ")))
                    .suggesting(nearest(code.as_str(), names)),
            );
            sound = false;
        }
    }
    sound.then(|| AtLevels::Only(list.iter().map(|level| level.value.0.clone()).collect()))
}

/// Rates in rising order of their days.
fn table(section: &Keyed<Vec<RateSection>>, problems: &mut Vec<Diagnostic>) -> Option<RateTable> {
    let mut sound = true;
    for pair in section.value.windows(2) {
        let [earlier, later] = pair else { continue };
        if later.from.value.0 <= earlier.from.value.0 {
            problems.push(later.from.place.error(msg!(
                "charges-rates-not-rising",
                date = later.from.value.0.to_string(),
                earlier = earlier.from.value.0.to_string()
            )));
            sound = false;
        }
    }
    if !sound {
        return None;
    }
    let rates = section.value.iter().map(|rate| Rate {
        from: Some(rate.from.value.0),
        percent: rate.percent.0,
        origin: rate.from.place.origin(),
    });
    let table = RateTable::new(rates.collect());
    if table.is_none() {
        problems.push(section.place.error(msg!("charges-no-rates")));
    }
    table
}

fn customers(
    section: &InterestSection,
    problems: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<String, Terms>> {
    let entries = section.customers.iter().flat_map(|entries| &entries.0);
    let read: Vec<Option<(String, Terms)>> =
        entries.map(|(code, terms)| Some((code.0.clone(), agreed(terms, problems)?))).collect();
    read.into_iter().collect()
}

fn agreed(terms: &Keyed<CustomerTerms>, problems: &mut Vec<Diagnostic>) -> Option<Terms> {
    let place: &Place = &terms.place;
    match &terms.value {
        CustomerTerms::Off => Some(Terms::Off(place.origin())),
        CustomerTerms::Agreed(AgreedSection { percent: Some(percent), rates: None }) => {
            Some(Terms::Rates(RateTable::flat(percent.value.0, percent.place.origin())))
        }
        CustomerTerms::Agreed(AgreedSection { percent: None, rates: Some(rates) }) => {
            table(rates, problems).map(Terms::Rates)
        }
        CustomerTerms::Agreed(_) => {
            problems.push(place.error(msg!("charges-percent-or-rates")));
            None
        }
    }
}
