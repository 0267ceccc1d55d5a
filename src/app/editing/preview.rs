//! A template on the data of a customer: as the customer's next reminder would
//! read, or would if it were at the level that the template is for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::path::{FileKind, FilePath};
use crate::app::clock::Clock;
use crate::app::engine::{Engine, Scope};
use crate::app::error::AppError;
use crate::app::search::search;
use crate::domain::channel::Channel;
use crate::domain::language::Language;
use crate::domain::letter::{LetterFormat, PostalAddress};
use crate::domain::level::LevelCode;
use crate::domain::money::Money;
use crate::plan::facts::CustomerFacts;
use crate::plan::outcome::{CustomerPlan, ItemRef, Line, PlannedReminder, Recipient};
use crate::plan::policy::RecipientSource;
use crate::plan::selection::{Choices, Way};
use crate::plan::{plan_customer, plan_selection};
use crate::render::follow_up::FollowUpRequest;
use crate::render::letter::LetterRequest;
use crate::render::mail::{MailRequest, RenderError};
use crate::render::parts::Part;
use crate::rules::set::CompanyRules;
use crate::store::Criteria;
use crate::wording::Message;

/// Open items that customers are proposed from.
const PROPOSED: u64 = 200;

/// What a template is previewed as.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Purpose {
    Mail { level: LevelCode, language: Language },
    Letter { level: LevelCode, language: Language, format: LetterFormat },
    FollowUp { channel: Channel, language: Language },
}

/// A template on a customer.
#[derive(Debug)]
pub struct Preview {
    pub page: Page,
    pub subject: String,
    /// None for mails of the follow-up.
    pub level: Option<LevelCode>,
    /// Whether the customer's next reminder is at that level; else it is as if
    /// it were.
    pub is_next: bool,
}

/// What there is to see.
#[derive(Debug)]
pub enum Page {
    Html(String),
    Text(String),
    Pdf(Vec<u8>),
}

/// A customer to preview a template on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub code: String,
    pub name: String,
}

/// Whether the template can be previewed for a company.
pub fn is_possible(rules: &CompanyRules, path: &FilePath) -> bool {
    purpose(rules, path).is_some()
}

/// Customers with open items, those first that a mail at the template's level
/// would be for.
///
/// # Errors
/// When the store fails.
pub async fn candidates(
    engine: &Engine,
    scope: &Scope,
    path: &FilePath,
) -> Result<Vec<Candidate>, AppError> {
    let level = match purpose(&scope.rules, path) {
        Some(Purpose::Mail { level, .. } | Purpose::Letter { level, .. }) => Some(level),
        _ => None,
    };
    let mut found = search(engine, scope, &Criteria::default(), PROPOSED).await?;
    found.sort_by_key(|found| found.proposed.as_ref().ok() != level.as_ref());
    let mut candidates: Vec<Candidate> = Vec::new();
    for found in found {
        let line = found.line;
        if candidates.iter().all(|known| known.code != line.customer_code) {
            candidates.push(Candidate { code: line.customer_code, name: line.customer_name });
        }
    }
    Ok(candidates)
}

/// Renders a template on a customer; none where the customer has nothing open,
/// or the template is not one that customers see.
///
/// # Errors
/// When the store fails, or in the inner result, the template on this data.
pub async fn preview(
    engine: &Engine,
    scope: &Scope,
    path: &FilePath,
    customer: &str,
    clock: &Clock,
) -> Result<Option<Result<Preview, Message>>, AppError> {
    let Some(purpose) = purpose(&scope.rules, path) else { return Ok(None) };
    let facts = engine.store.facts_of(scope.company(), customer).await?;
    let Some(facts) = facts else { return Ok(None) };
    let date = clock.mail_date(scope.rules.company.time_zone);
    let as_text = path.kind() == FileKind::Text;
    let (engine, scope) = (engine.clone(), scope.clone());
    let made = tokio::task::spawn_blocking(move || {
        let work = Work { engine: &engine, scope: &scope, facts: &facts, date };
        match purpose {
            Purpose::Mail { level, language } => work.mail(level, language, as_text),
            Purpose::Letter { level, language, format } => {
                work.letter(level, language, format, as_text)
            }
            Purpose::FollowUp { channel, language } => work.follow_up(channel, language, as_text),
        }
    });
    let made = made.await.map_err(|_| AppError::Worker)?;
    Ok(Some(made.map_err(|error| error.message())))
}

/// What a template is for: by the folders that the rules name, or, for what
/// others include, by its own name.
fn purpose(rules: &CompanyRules, path: &FilePath) -> Option<Purpose> {
    if !path.kind().is_template() || !path.kind().is_text() {
        return None;
    }
    let name = path.within();
    let parts: Vec<&str> = name.split('/').collect();
    let own = || rules.company.language.clone();
    let format = match path.kind() {
        FileKind::Typst => LetterFormat::Pdf,
        _ => LetterFormat::Html,
    };
    if let [folder @ .., language, _] = parts.as_slice()
        && let Ok(language) = language.parse::<Language>()
    {
        let folder = folder.join("/");
        let mail = rules.mails.iter().find(|(_, mail)| mail.template == folder);
        if let Some((level, _)) = mail {
            return Some(Purpose::Mail { level: level.clone(), language });
        }
        let letter = rules.letters.iter().find(|(_, letter)| **letter == folder);
        if let Some((level, _)) = letter {
            return Some(Purpose::Letter { level: level.clone(), language, format });
        }
        let channel = match folder.as_str() {
            "follow_up/contacts" => Some(Channel::FollowUp),
            "follow_up/in_charge" => Some(Channel::InCharge),
            "follow_up/information" => Some(Channel::Information),
            _ => None,
        };
        if let Some(channel) = channel {
            return Some(Purpose::FollowUp { channel, language });
        }
    }
    match parts.as_slice() {
        ["layout", "duplicate.typ"] => None,
        ["layout", "words", file] => {
            let language = file.strip_suffix(".txt")?.parse().ok()?;
            let level = rules.mails.keys().next()?.clone();
            Some(Purpose::Mail { level, language })
        }
        ["layout", file] if file.starts_with("internal") => {
            Some(Purpose::FollowUp { channel: Channel::InCharge, language: own() })
        }
        ["layout", "letter.typ" | "letter.html"] => {
            let level = rules.letters.keys().next()?.clone();
            Some(Purpose::Letter { level, language: own(), format })
        }
        ["layout", _] if path.kind() != FileKind::Typst => {
            let level = rules.mails.keys().next()?.clone();
            Some(Purpose::Mail { level, language: own() })
        }
        _ => None,
    }
}

struct Work<'a> {
    engine: &'a Engine,
    scope: &'a Scope,
    facts: &'a Arc<CustomerFacts>,
    date: chrono::DateTime<chrono::FixedOffset>,
}

impl Work<'_> {
    fn mail(
        &self,
        level: LevelCode,
        language: Language,
        as_text: bool,
    ) -> Result<Preview, RenderError> {
        let policy = self.scope.rules.policy(&self.scope.batch);
        let batch = plan_customer(&policy, self.facts, self.scope.run_date);
        let (plan, reminder, is_next) = self.at(batch, &level, language, Way::Mail);
        let parts = self.engine.renderer.mail_parts(&self.request(&plan, &reminder), &Part::ALL)?;
        let page = if as_text { Page::Text(parts.text) } else { Page::Html(parts.html) };
        Ok(Preview { page, subject: parts.subject, level: Some(level), is_next })
    }

    fn letter(
        &self,
        level: LevelCode,
        language: Language,
        format: LetterFormat,
        as_text: bool,
    ) -> Result<Preview, RenderError> {
        let way = Way::Letter { by_site: false };
        let plan = self.by_hand(way);
        let (plan, mut reminder, is_next) = self.at(plan, &level, language, way);
        reminder.to.clear();
        reminder.postal.get_or_insert_with(|| PostalAddress {
            lines: vec![self.facts.billed.customer.name.clone()],
        });
        let letter = self.engine.renderer.letter(&LetterRequest {
            rules: &self.scope.rules,
            plan: &plan,
            reminder: &reminder,
            language_fallback: &[],
            format,
        })?;
        let page = match format {
            // A subject is all that a text of a letter's templates is.
            _ if as_text => Page::Text(letter.subject.clone()),
            LetterFormat::Html => Page::Html(String::from_utf8_lossy(&letter.file).into_owned()),
            _ => Page::Pdf(letter.file),
        };
        Ok(Preview { page, subject: letter.subject, level: Some(level), is_next })
    }

    fn follow_up(
        &self,
        channel: Channel,
        language: Language,
        as_text: bool,
    ) -> Result<Preview, RenderError> {
        let plan = CustomerPlan::new(Arc::clone(self.facts), channel, self.scope.run_date);
        let reminder = self.of_everything(LevelCode::new(""), language);
        let information = BTreeMap::new();
        let mail = self.engine.renderer.follow_up_mail(&FollowUpRequest {
            mail: self.request(&plan, &reminder),
            note: None,
            information: &information,
            statuses: &self.engine.rules.statuses,
        })?;
        let page = if as_text { Page::Text(mail.text) } else { Page::Html(mail.html) };
        Ok(Preview { page, subject: mail.subject, level: None, is_next: false })
    }

    fn request<'a>(
        &'a self,
        plan: &'a CustomerPlan,
        reminder: &'a PlannedReminder,
    ) -> MailRequest<'a> {
        MailRequest {
            rules: &self.scope.rules,
            plan,
            reminder,
            language_fallback: &[],
            message_id: "",
            date: self.date,
        }
    }

    /// All that is open, reminded by hand.
    fn by_hand(&self, way: Way) -> CustomerPlan {
        let policy = self.scope.rules.policy(&self.scope.batch);
        let invoices = self.facts.invoices.iter();
        let items: BTreeSet<_> =
            invoices.flat_map(|facts| &facts.invoice.items).map(|item| item.id).collect();
        let choices = Choices { again: true, ..Choices::proposed(way) };
        plan_selection(&policy, self.facts, &items, &choices, self.scope.run_date)
    }

    /// The reminder at the level, or another one as if it were.
    fn at(
        &self,
        plan: CustomerPlan,
        level: &LevelCode,
        language: Language,
        way: Way,
    ) -> (CustomerPlan, PlannedReminder, bool) {
        let next = plan.reminders.iter().find(|reminder| reminder.level == *level).cloned();
        if let Some(reminder) = next {
            return (plan, PlannedReminder { language, ..reminder }, true);
        }
        let (plan, other) = match plan.reminders.first().cloned() {
            Some(other) => (plan, Some(other)),
            None => {
                let plan = self.by_hand(way);
                let other = plan.reminders.first().cloned();
                (plan, other)
            }
        };
        let other = other.unwrap_or_else(|| self.of_everything(level.clone(), language.clone()));
        let reminder = PlannedReminder { level: level.clone(), language, subject: None, ..other };
        (plan, reminder, false)
    }

    /// Of all that is open, to nobody else than the sender.
    fn of_everything(&self, level: LevelCode, language: Language) -> PlannedReminder {
        let sender = self.scope.rules.company.sender.clone();
        let invoices = self.facts.invoices.iter().enumerate();
        let lines = invoices.flat_map(|(invoice, facts)| {
            let currency = facts.invoice.currency;
            facts.invoice.items.iter().enumerate().map(move |(item, due)| Line {
                item: ItemRef { invoice, item },
                days_late: (self.scope.run_date - due.due_date).num_days(),
                open: Money::new(due.open_amount, currency),
            })
        });
        PlannedReminder {
            level,
            language,
            to: vec![Recipient {
                address: sender.address.clone(),
                name: None,
                source: RecipientSource::ReminderContacts,
                language: None,
            }],
            sender,
            cc: Vec::new(),
            postal: None,
            lines: lines.collect(),
            subject: None,
            account: None,
        }
    }
}
