//! Sections into the rules of each company.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::aged_balance;
use super::calendar;
use super::charges::{self, Known};
use super::ladder::{self, Levels};
use super::script::ScriptSet;
use super::script::compile::Compiler;
use super::sections::{company_data, dunning_options, legal_mentions, switches};
use super::set::{AgedBalance, CompanyRules, DunningOptions};
use super::source::Place;
use super::templates;
use super::yaml::document::{CompanySection, ExclusionSection, RulesFile};
use super::yaml::levels::LevelsSection;
use super::yaml::values::SourceName;
use super::yaml::wrappers::{At, Keyed, Section};
use crate::diagnostic::Diagnostic;
use crate::domain::language::Language;
use crate::domain::payment_method::PaymentMethods;
use crate::plan::charges::ChargeRules;
use crate::plan::policy::{AccountChoices, Exclusion, Origins, RecipientSource, Switches};
use crate::schedule::Calendar;
use crate::wording::msg;

/// Usual names of direct debit, where the rules give none.
const DIRECT_DEBIT: [&str; 4] = ["PRLV", "PRELEVEMENT", "Prélèvement", "SDD"];

/// A company whose rules wait for the compiled scripts.
pub type Draft = Box<dyn FnOnce(Arc<ScriptSet>) -> CompanyRules>;

/// What is looked up while companies are built.
pub struct Compilation<'a> {
    pub file: &'a RulesFile,
    pub scripts: &'a mut Compiler,
    pub templates: &'a Path,
    pub problems: &'a mut Vec<Diagnostic>,
}

/// A section that holds for a company: its own, or the common one.
enum Effective<'a, T> {
    Given(&'a T, &'a Place),
    /// It has mistakes, which were noted.
    Broken,
    Missing,
}

fn effective<'a, T>(own: Option<&'a Keyed<T>>, common: Option<&'a Section<T>>) -> Effective<'a, T> {
    match (own, common) {
        (Some(own), _) => Effective::Given(&own.value, &own.place),
        (None, Some(Section { place, value: Some(value) })) => Effective::Given(value, place),
        (None, Some(Section { value: None, .. })) => Effective::Broken,
        (None, None) => Effective::Missing,
    }
}

macro_rules! effective {
    ($self:ident, $company:ident, $section:ident) => {
        effective(
            $company.overrides.as_ref().and_then(|overrides| overrides.$section.as_ref()),
            $self.file.$section.as_ref(),
        )
    };
}

impl Compilation<'_> {
    /// Every company that has no mistakes, in the order of the file.
    pub fn companies(&mut self) -> Vec<Draft> {
        let file = self.file;
        let Some(companies) = &file.companies else {
            self.check_common_levels();
            return Vec::new();
        };
        let Some(list) = &companies.value else {
            self.check_common_levels();
            return Vec::new();
        };
        if list.is_empty() {
            self.problems.push(companies.place.error(msg!("rules-no-companies")));
        }
        let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
        for company in list {
            let code = &company.value.code;
            if let Some(earlier) = seen.insert(&code.value.0, &code.place) {
                let message =
                    msg!("rules-company-twice", code = &code.value.0, line = earlier.at.line);
                self.problems.push(code.place.error(message));
            }
        }
        list.iter().filter_map(|company| self.company(company)).collect()
    }

    fn check_common_levels(&mut self) {
        let switches = self.file.switches.as_ref().and_then(|section| section.value.as_ref());
        let bornerel = switches.and_then(|switches| switches.bornerel).unwrap_or(false);
        if let Some(Section { place, value: Some(levels) }) = &self.file.levels {
            self.problems.extend(ladder::build(levels, place, bornerel).1);
        }
    }

    fn company(&mut self, section: &At<CompanySection>) -> Option<Draft> {
        let (company, place) = (&section.value, &section.value.code.place);
        let own = || place.origin();

        let (switches, switches_origin) = match effective!(self, company, switches) {
            Effective::Given(section, place) => (Some(switches(section)), place.origin()),
            Effective::Broken => (None, own()),
            Effective::Missing => (Some(Switches::default()), own()),
        };
        let bornerel = switches.is_some_and(|switches| switches.bornerel);
        let (levels, excluded_level) = match effective!(self, company, levels) {
            Effective::Given(section, place) => {
                let excluded = section.excluded_place.as_ref().unwrap_or(place).origin();
                (self.levels(company, section, place, bornerel), excluded)
            }
            Effective::Broken => (None, own()),
            Effective::Missing => {
                self.problems.push(place.error(msg!("rules-missing-section", section = "levels")));
                (None, own())
            }
        };
        let (never_dunned, payment_methods) = match effective!(self, company, payment_methods) {
            Effective::Given(section, place) => {
                let methods = section.never_dunned.iter().map(|method| &method.0).collect();
                (methods, place.origin())
            }
            // Direct debit is never reminded (domain document §2.1).
            _ => (DIRECT_DEBIT.into_iter().collect::<PaymentMethods>(), own()),
        };
        let (minimum_amounts, minimum_origin) = match effective!(self, company, minimum_amounts) {
            Effective::Given(section, place) => {
                let amounts =
                    section.0.iter().map(|(currency, amount)| (currency.0, amount.0)).collect();
                (amounts, place.origin())
            }
            _ => (BTreeMap::new(), own()),
        };
        let (recipient_order, recipients) = match effective!(self, company, recipients) {
            Effective::Given(section, place) => {
                (self.recipient_order(&section.order, place), place.origin())
            }
            _ => (RecipientSource::ORDERABLE.to_vec(), own()),
        };
        let exclusions = match effective!(self, company, exclusions) {
            Effective::Given(section, _) => self.exclusions(section),
            _ => Some(Vec::new()),
        };
        let (options, options_origin) = match effective!(self, company, options) {
            Effective::Given(section, place) => (dunning_options(section), place.origin()),
            _ => (DunningOptions::default(), own()),
        };
        let legal = match effective!(self, company, legal) {
            Effective::Given(section, _) => Some(legal_mentions(section)),
            Effective::Broken => None,
            Effective::Missing => {
                self.problems.push(place.error(msg!("rules-missing-section", section = "legal")));
                None
            }
        };

        let aged_balance = match effective!(self, company, aged_balance) {
            Effective::Given(section, _) => aged_balance::settings(section, self.problems),
            _ => Some(AgedBalance::default()),
        };

        let charges = match effective!(self, company, charges) {
            Effective::Given(section, _) => {
                let known = Known {
                    levels: levels.as_ref().map(|levels| &levels.ladder),
                    fee: legal.as_ref().map(|legal| legal.recovery_fee),
                    currency: company.currency.0,
                };
                charges::build(section, &known, self.problems)
            }
            Effective::Broken => None,
            Effective::Missing => Some(ChargeRules::default()),
        };

        let calendar = match effective!(self, company, calendar) {
            Effective::Given(section, place) => calendar::build(section, place, self.problems),
            Effective::Broken => None,
            Effective::Missing => Some(Calendar::default()),
        };

        let (switches, levels, exclusions) = (switches?, levels?, exclusions?);
        let (legal, charges, calendar) = (legal?, charges?, calendar?);
        let aged_balance = aged_balance?;
        let company = Arc::new(company_data(company));
        Some(Box::new(move |scripts| CompanyRules {
            company,
            ladder: levels.ladder,
            level_options: levels.options,
            mails: levels.mails,
            letters: levels.letters,
            switches,
            never_dunned,
            minimum_amounts,
            recipient_order,
            exclusions,
            options,
            legal,
            aged_balance,
            charges,
            // Chosen among accounts, which are no company's.
            accounts: AccountChoices::default(),
            calendar,
            scripts,
            origins: Origins {
                batch: switches_origin.clone(),
                switches: switches_origin,
                payment_methods,
                minimum_amounts: minimum_origin,
                options: options_origin,
                recipients,
                levels: levels.origins,
                excluded_level,
            },
        }))
    }

    fn levels(
        &mut self,
        company: &CompanySection,
        section: &LevelsSection,
        place: &Place,
        bornerel: bool,
    ) -> Option<Levels> {
        let (levels, mut problems) = ladder::build(section, place, bornerel);
        let sound = problems.is_empty();
        if self.templates.is_dir() {
            let languages = self.languages(company);
            for named in &section.levels {
                if let Some(mail) = levels.mails.get(&named.code.0) {
                    let place = &named.level.template.place;
                    problems.extend(templates::check(self.templates, mail, place, &languages));
                }
                if let Some(letter) = &named.level.letter {
                    problems.extend(templates::check_letter(self.templates, letter, &languages));
                }
            }
        }
        self.problems.extend(problems);
        sound.then_some(levels)
    }

    /// The languages that the company's mails can fall back to.
    fn languages(&self, company: &CompanySection) -> BTreeSet<Language> {
        let batches = self.file.batches.as_ref().and_then(|section| section.value.as_ref());
        let fallbacks = batches
            .into_iter()
            .flatten()
            .filter(|batch| {
                batch.value.companies.as_ref().is_none_or(|companies| {
                    companies.iter().any(|code| code.value == company.code.value)
                })
            })
            .flat_map(|batch| batch.value.language_fallback.iter().flatten())
            .map(|language| language.0.clone());
        fallbacks.chain([company.language.0.clone()]).collect()
    }

    fn recipient_order(&mut self, order: &[At<SourceName>], place: &Place) -> Vec<RecipientSource> {
        if order.is_empty() {
            self.problems.push(place.error(msg!("rules-no-recipient-sources")));
        }
        let mut sources = Vec::new();
        for source in order {
            if sources.contains(&source.value.0) {
                let name = source.value.0.as_str();
                self.problems.push(source.place.error(msg!("rules-source-twice", name = name)));
            }
            sources.push(source.value.0);
        }
        sources
    }

    fn exclusions(&mut self, sections: &[ExclusionSection]) -> Option<Vec<Exclusion>> {
        let mut names = BTreeSet::new();
        let mut complete = true;
        let mut exclusions = Vec::new();
        for section in sections {
            let name = section.name.value.0.as_str();
            if !names.insert(name) {
                let message = msg!("rules-exclusion-twice", name = name);
                self.problems.push(section.name.place.error(message));
            }
            // One that is switched off is checked all the same.
            let condition = self.scripts.condition(&section.when, self.problems);
            complete &= condition.is_some();
            if let Some(when) = condition
                && section.enabled.unwrap_or(true)
            {
                let origin = section.name.place.origin();
                exclusions.push(Exclusion { name: name.into(), when, origin });
            }
        }
        complete.then_some(exclusions)
    }
}
