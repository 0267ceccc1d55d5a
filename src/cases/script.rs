//! A case with everything that it names looked up: what can be played.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::document::{
    AfterSection, CaseFile, CaseSection, ExpectSection, MailSection, StepSection,
};
use super::given::{self, Defaults, Given, Situation};
use super::names::{Items, unknown};
use super::setting::{Setting, Settings};
use super::values::{Addresses, AsWritten, Fate};
use crate::diagnostic::Diagnostic;
use crate::domain::address::EmailAddress;
use crate::domain::channel::Channel;
use crate::domain::identity::DueItemId;
use crate::domain::level::LevelCode;
use crate::plan::facts::CustomerFacts;
use crate::plan::level::Change;
use crate::plan::selection::{Choices, Way};
use crate::rules::set::LetterGrouping;
use crate::rules::source::Place;
use crate::rules::yaml::wrappers::{At, Entries};
use crate::wording::msg;
use chrono::NaiveDate;

/// A case that can be played.
pub struct Case {
    pub name: String,
    /// Where it is specified.
    pub reference: Option<String>,
    pub place: Place,
    pub setting: Setting,
    pub customers: Vec<Arc<CustomerFacts>>,
    pub items: Items,
    /// Never empty.
    pub steps: Vec<Step>,
}

/// One execution.
pub struct Step {
    pub date: NaiveDate,
    pub execution: Execution,
    /// Addresses that the mail server refuses.
    pub refused: BTreeSet<EmailAddress>,
    pub expect: Option<Expect>,
}

/// What is executed.
pub enum Execution {
    Batch,
    Selection(BTreeSet<DueItemId>, Choices),
    FollowUp(BTreeSet<DueItemId>),
}

impl Execution {
    pub fn channel(&self) -> Channel {
        match self {
            Self::Batch => Channel::Batch,
            Self::Selection(_, choices) => choices.way.channel(),
            Self::FollowUp(_) => Channel::FollowUp,
        }
    }
}

/// What an execution is expected to do.
pub struct Expect {
    pub place: Place,
    pub items: Option<Vec<(Place, DueItemId, Fate)>>,
    pub mails: Option<Vec<ExpectedMail>>,
    pub after: Vec<(Place, DueItemId, AfterSection)>,
}

/// A mail or letter that is expected.
pub struct ExpectedMail {
    pub place: Place,
    pub mail: MailSection,
    pub items: Option<BTreeSet<DueItemId>>,
}

/// Looks up what a case names; mistakes are told in `problems`.
pub fn prepare(
    settings: &mut Settings<'_>,
    file: &CaseFile,
    case: &CaseSection,
    problems: &mut Vec<Diagnostic>,
) -> Option<Case> {
    let before = problems.len();
    let given = Given { own: case.given.as_ref(), file: file.given.as_ref() };
    let setting = settings.of(file, case, problems);
    let first = first_date(given, case, problems);
    let (setting, first) = (setting?, first?);
    let defaults = Defaults { currency: setting.rules.company.currency, date: first };
    for status in given::statuses(given) {
        let code = status.value.0.as_str();
        if !setting.statuses.iter().any(|known| known == code) {
            let message = msg!("cases-unknown-status", code = code);
            let known = setting.statuses.iter().map(String::as_str);
            problems.push(unknown(&status.place, message, code, known));
        }
    }
    let Situation { customers, items } = given::situation(given, defaults, problems);
    let mut check = Check { setting: &setting, items: &items, problems: &mut *problems };
    let steps = check.steps(case, first);
    (problems.len() == before).then(|| Case {
        name: case.name.value.0.clone(),
        reference: case.reference.as_ref().map(|reference| reference.0.clone()),
        place: case.name.place.clone(),
        setting,
        customers,
        items,
        steps,
    })
}

/// The date of the first execution.
fn first_date(
    given: Given<'_>,
    case: &CaseSection,
    problems: &mut Vec<Diagnostic>,
) -> Option<NaiveDate> {
    let place = &case.name.place;
    let date = match (&case.expect, case.steps.as_deref()) {
        (Some(_), None) => given.get(|given| given.date).map(|date| date.0),
        (None, Some([first, ..])) => {
            let date = first.value.run.as_ref().or(first.value.by_hand.as_ref());
            match date {
                Some(date) => Some(date.value.0),
                None => {
                    problems.push(first.place.error(msg!("cases-run-or-by-hand")));
                    return None;
                }
            }
        }
        _ => {
            problems.push(place.error(msg!("cases-expect-or-steps")));
            return None;
        }
    };
    if date.is_none() {
        problems.push(place.error(msg!("cases-no-date")));
    }
    date
}

struct Check<'a> {
    setting: &'a Setting,
    items: &'a Items,
    problems: &'a mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn steps(&mut self, case: &CaseSection, first: NaiveDate) -> Vec<Step> {
        if let Some(expect) = &case.expect {
            let execution = Execution::Batch;
            let expect = Some(self.expect(expect, Channel::Batch));
            return vec![Step { date: first, execution, refused: BTreeSet::new(), expect }];
        }
        let before = self.problems.len();
        let mut steps: Vec<Step> = Vec::new();
        for section in case.steps.iter().flatten() {
            let Some(step) = self.step(section) else { continue };
            if steps.last().is_some_and(|last| last.date > step.date) {
                self.problems.push(section.place.error(msg!("cases-step-earlier")));
            }
            steps.push(step);
        }
        let expects = |step: &At<StepSection>| step.value.expect.is_some();
        if self.problems.len() == before && !case.steps.iter().flatten().any(expects) {
            self.problems.push(case.name.place.error(msg!("cases-nothing-expected")));
        }
        steps
    }

    fn step(&mut self, section: &At<StepSection>) -> Option<Step> {
        let step = &section.value;
        let (date, execution) = match (&step.run, &step.by_hand) {
            (Some(date), None) => {
                if step.items.is_some()
                    || step.way.is_some()
                    || step.levels.is_some()
                    || step.again.is_some()
                {
                    self.problems.push(date.place.error(msg!("cases-by-hand-only")));
                }
                (date.value.0, Execution::Batch)
            }
            (None, Some(date)) => (date.value.0, self.by_hand(step)),
            _ => {
                self.problems.push(section.place.error(msg!("cases-run-or-by-hand")));
                return None;
            }
        };
        let channel = execution.channel();
        let expect = step.expect.as_ref().map(|expect| self.expect(expect, channel));
        let refused = step.refused.iter().flat_map(|Addresses(addresses)| addresses);
        let refused = refused.map(|address| address.0.clone()).collect();
        Some(Step { date, execution, refused, expect })
    }

    fn by_hand(&mut self, step: &StepSection) -> Execution {
        let selected = match &step.items {
            Some(names) => self.named(names),
            None => self.items.all(),
        };
        let mut levels = BTreeMap::new();
        for (name, level) in step.levels.iter().flat_map(|Entries(entries)| entries) {
            let items = self.items.find(name, self.problems);
            self.known_level(&name.place, &level.0);
            levels.extend(items.into_iter().map(|id| (id, Change::To(level.0.clone()))));
        }
        let way = match step.way.as_ref().map_or(Channel::Mail, |way| way.value.0) {
            Channel::FollowUp => {
                if let Some(way) = &step.way
                    && (step.levels.is_some() || step.again.is_some())
                {
                    self.problems.push(way.place.error(msg!("cases-follow-up-no-levels")));
                }
                return Execution::FollowUp(selected);
            }
            Channel::Letter => {
                let grouping = self.setting.rules.options.letter_grouping;
                Way::Letter { by_site: grouping == LetterGrouping::BillingSite }
            }
            _ => Way::Mail,
        };
        let choices =
            Choices { levels, again: step.again.unwrap_or(false), ..Choices::proposed(way) };
        Execution::Selection(selected, choices)
    }

    fn named(&mut self, names: &[At<AsWritten>]) -> BTreeSet<DueItemId> {
        names.iter().flat_map(|name| self.items.find(name, self.problems)).collect()
    }

    fn expect(&mut self, section: &At<ExpectSection>, channel: Channel) -> Expect {
        let ExpectSection { items, mails, after } = &section.value;
        let no_after = after.as_ref().is_none_or(|Entries(entries)| entries.is_empty());
        if items.is_none() && mails.is_none() && no_after {
            self.problems.push(section.place.error(msg!("cases-nothing-expected")));
        }
        let items = items.as_ref().map(|Entries(entries)| self.fates(entries));
        let mails =
            mails.as_ref().map(|mails| mails.iter().map(|mail| self.mail(mail, channel)).collect());
        let mut later = Vec::new();
        for (name, after) in after.iter().flat_map(|Entries(entries)| entries) {
            if after.value.is_empty() {
                self.problems.push(after.place.error(msg!("cases-nothing-afterwards")));
            }
            for id in self.items.find(name, self.problems) {
                later.push((name.place.clone(), id, after.value.clone()));
            }
        }
        Expect { place: section.place.clone(), items, mails, after: later }
    }

    fn fates(&mut self, entries: &[(At<AsWritten>, At<Fate>)]) -> Vec<(Place, DueItemId, Fate)> {
        let mut fates = Vec::new();
        let mut seen = BTreeSet::new();
        for (name, fate) in entries {
            if let Fate::Reminded(Some(level)) = &fate.value {
                self.known_level(&fate.place, level);
            }
            for id in self.items.find(name, self.problems) {
                if !seen.insert(id) {
                    let message = msg!("cases-item-twice", name = self.items.shown(id));
                    self.problems.push(name.place.error(message));
                }
                fates.push((name.place.clone(), id, fate.value.clone()));
            }
        }
        fates
    }

    fn mail(&mut self, mail: &At<MailSection>, channel: Channel) -> ExpectedMail {
        let At { value: mail, place } = mail;
        if let Some(level) = &mail.level {
            self.known_level(place, &level.0);
        }
        let rendered = mail.subject.is_some() || mail.contains.is_some();
        if rendered && !matches!(channel, Channel::Batch | Channel::Mail) {
            self.problems.push(place.error(msg!("cases-only-mails-rendered")));
        }
        let items = mail.items.as_ref().map(|names| self.named(names));
        ExpectedMail { place: place.clone(), mail: mail.clone(), items }
    }

    fn known_level(&mut self, place: &Place, level: &LevelCode) {
        let ladder = &self.setting.rules.ladder;
        if ladder.get(level).is_none() {
            let known = ladder.levels().iter().map(|level| level.code.as_str());
            let message = msg!("rules-unknown-level", code = level.as_str());
            self.problems.push(unknown(place, message, level.as_str(), known));
        }
    }
}
