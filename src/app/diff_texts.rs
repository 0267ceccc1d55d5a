//! The words of mails under two sets of rules and templates.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::diff_side::{TextSide, section, settings, templates};
use crate::compare::{Cause, Pair, ReminderKind, Rule, unified};
use crate::domain::company::Sender;
use crate::domain::language::Language;
use crate::domain::level::LevelCode;
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::render::mail::{MailRequest, RenderError};
use crate::render::parts::{MailParts, Part};
use crate::wording::Message;

/// What of a mail is in other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    From,
    Subject,
    Text,
    Html,
    /// It can no longer be made, or fails otherwise: a run leaves it out.
    Unmade,
    /// It could not be made before.
    Made,
}

impl Piece {
    /// A short stable name, for data and for the headings of unified diffs.
    pub fn code(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::Subject => "subject",
            Self::Text => "text",
            Self::Html => "html",
            Self::Unmade => "cannot_be_made",
            Self::Made => "can_be_made",
        }
    }

    fn of(part: Part) -> Self {
        match part {
            Part::Subject => Self::Subject,
            Part::Text => Self::Text,
            Part::Html => Self::Html,
        }
    }
}

/// Why a mail reads otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The same reminder in other words.
    Words { pieces: Vec<Piece>, cause: Cause },
    /// It is at another level.
    Level,
    /// It is about other items, or for other people.
    Plan,
}

impl Why {
    /// A short stable name, for data.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Words { .. } => "words",
            Self::Level => "level",
            Self::Plan => "items_or_recipients",
        }
    }
}

/// Mails that differ in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextKey {
    pub before: LevelCode,
    pub after: LevelCode,
    /// Of the new mail.
    pub language: Language,
    pub why: Why,
}

/// One mail of those that differ in the same way, on both sides.
#[derive(Debug, Clone)]
pub struct Example {
    pub customer_code: String,
    pub customer_name: String,
    /// The pieces that differ, as unified diffs.
    pub diffs: Vec<(Piece, String)>,
    /// Why a side has no mail.
    pub failures: (Option<Message>, Option<Message>),
}

type Rendered = Result<MailParts, RenderError>;

/// Compares the words of mails.
pub struct Texts {
    pub before: TextSide,
    pub after: TextSide,
    date: DateTime<FixedOffset>,
    /// What differs of what all texts show, besides the templates.
    settings: Option<Cause>,
    /// The template that makes the difference.
    templates: BTreeMap<(LevelCode, Language, Part), Cause>,
}

impl Texts {
    /// `date` is that of the mails.
    pub fn new(before: TextSide, after: TextSide, date: DateTime<FixedOffset>) -> Self {
        let settings = settings(&before, &after);
        let templates = templates(&before, &after);
        Self { before, after, date, settings, templates }
    }

    /// How the mail of a reminder on both sides reads otherwise, if it does.
    pub fn compare(&self, plans: (&CustomerPlan, &CustomerPlan), pair: &Pair) -> Option<TextKey> {
        let (one, two) =
            (plans.0.reminders.get(pair.before?)?, plans.1.reminders.get(pair.after?)?);
        let requests = self.requests(plans, (one, two));
        let key = |language, why| TextKey {
            before: one.level.clone(),
            after: two.level.clone(),
            language,
            why,
        };
        if !pair.kinds.is_empty() {
            let language = self.after.renderer.mail_language(&requests.1);
            let language = language.unwrap_or_else(|_| two.language.clone());
            let moved = pair.kinds.contains(&ReminderKind::Level);
            return Some(key(language, if moved { Why::Level } else { Why::Plan }));
        }
        let asked = self.may_differ(&requests, one == two);
        if asked.is_empty() && one.sender == two.sender {
            return None;
        }
        let rendered = self.render(&requests, &asked);
        let pieces = pieces((one, two), &rendered, &asked);
        if pieces.is_empty() {
            return None;
        }
        let language = match &rendered {
            (_, Ok(parts)) | (Ok(parts), _) => parts.language.clone(),
            _ => two.language.clone(),
        };
        let cause = self.cause((one, two), &language, &rendered, &pieces);
        Some(key(language, Why::Words { pieces, cause }))
    }

    /// A mail of those that differ in this way.
    pub fn example(
        &self,
        plans: (&CustomerPlan, &CustomerPlan),
        pair: &Pair,
        key: &TextKey,
    ) -> Option<Example> {
        let (one, two) =
            (plans.0.reminders.get(pair.before?)?, plans.1.reminders.get(pair.after?)?);
        let rendered = self.render(&self.requests(plans, (one, two)), &Part::ALL);
        let names = |piece: Piece| {
            let name = |side: &str, level: &LevelCode| {
                format!("{side}/{level}/{}/{}", key.language.as_str(), piece.code())
            };
            (name("before", &key.before), name("after", &key.after))
        };
        let mut diffs = Vec::new();
        let mut differ = |piece: Piece, before: &str, after: &str| {
            let (old, new) = names(piece);
            let diff = unified(before, after, (&old, &new));
            if !diff.is_empty() {
                diffs.push((piece, diff));
            }
        };
        differ(Piece::From, &from(&one.sender), &from(&two.sender));
        if let (Ok(before), Ok(after)) = &rendered {
            for part in Part::ALL {
                differ(Piece::of(part), before.part(part), after.part(part));
            }
        }
        let customer = &plans.1.facts.billed.customer;
        let failure = |rendered: &Rendered| rendered.as_ref().err().map(RenderError::message);
        Some(Example {
            customer_code: customer.code.clone(),
            customer_name: customer.name.clone(),
            diffs,
            failures: (failure(&rendered.0), failure(&rendered.1)),
        })
    }

    fn requests<'a>(
        &'a self,
        plans: (&'a CustomerPlan, &'a CustomerPlan),
        reminders: (&'a PlannedReminder, &'a PlannedReminder),
    ) -> (MailRequest<'a>, MailRequest<'a>) {
        (
            self.before.request(plans.0, reminders.0, self.date),
            self.after.request(plans.1, reminders.1, self.date),
        )
    }

    fn render(
        &self,
        requests: &(MailRequest<'_>, MailRequest<'_>),
        asked: &[Part],
    ) -> (Rendered, Rendered) {
        (
            self.before.renderer.mail_parts(&requests.0, asked),
            self.after.renderer.mail_parts(&requests.1, asked),
        )
    }

    /// The parts that have to be rendered to know: where all that a part is
    /// made of is the same, so is the part.
    fn may_differ(
        &self,
        requests: &(MailRequest<'_>, MailRequest<'_>),
        same_reminder: bool,
    ) -> Vec<Part> {
        let level = &requests.0.reminder.level;
        let mails = (self.before.rules.mails.get(level), self.after.rules.mails.get(level));
        if !same_reminder || self.settings.is_some() || mails.0 != mails.1 {
            return Part::ALL.to_vec();
        }
        let digests = |side: &TextSide, request| {
            let language = side.renderer.mail_language(request).ok()?;
            let digests = side.digests.get(&(level.clone(), language.clone()))?.clone();
            Some((language, digests))
        };
        let (one, two) = (digests(&self.before, &requests.0), digests(&self.after, &requests.1));
        match (one, two) {
            (Some((one, before)), Some((two, after))) if one == two => {
                Part::ALL.into_iter().filter(|part| before.get(part) != after.get(part)).collect()
            }
            (None, None) => Vec::new(),
            _ => Part::ALL.to_vec(),
        }
    }

    fn cause(
        &self,
        reminders: (&PlannedReminder, &PlannedReminder),
        language: &Language,
        rendered: &(Rendered, Rendered),
        pieces: &[Piece],
    ) -> Cause {
        let (one, two) = reminders;
        let (old, new) = (&self.before, &self.after);
        let level = &two.level;
        let at_level = |rule| Cause {
            rule,
            before: old.policy.origins.levels.get(level).cloned(),
            after: new.policy.origins.levels.get(level).cloned(),
        };
        if pieces == [Piece::From] {
            return at_level(Rule::Sender);
        }
        if pieces.contains(&Piece::Subject) && one.subject != two.subject {
            let origin = |side: &TextSide| side.policy.scripts.hook_origin("subject");
            let rule = Rule::Hook { name: "subject" };
            return Cause { rule, before: origin(old), after: origin(new) };
        }
        if let (Some(before), Some(after)) =
            (old.rules.mails.get(level), new.rules.mails.get(level))
        {
            let subject = pieces.contains(&Piece::Subject) && before.subject != after.subject;
            if subject || before.template != after.template {
                return at_level(Rule::LevelMail { level: level.clone() });
            }
        }
        if let (Ok(before), Ok(after)) = rendered
            && before.language != after.language
            && old.batch.language_fallback != new.batch.language_fallback
        {
            return section("language_fallback", old, new);
        }
        let made_on_one_side =
            pieces.iter().any(|piece| matches!(piece, Piece::Unmade | Piece::Made));
        let template = Part::ALL
            .into_iter()
            .filter(|part| pieces.contains(&Piece::of(*part)) || made_on_one_side)
            .find_map(|part| self.templates.get(&(level.clone(), language.clone(), part)));
        template.or(self.settings.as_ref()).cloned().unwrap_or(Cause {
            rule: Rule::Several,
            before: None,
            after: None,
        })
    }
}

fn pieces(
    reminders: (&PlannedReminder, &PlannedReminder),
    rendered: &(Rendered, Rendered),
    asked: &[Part],
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if reminders.0.sender != reminders.1.sender {
        pieces.push(Piece::From);
    }
    match rendered {
        (Ok(one), Ok(two)) => {
            let differ = asked.iter().filter(|part| one.part(**part) != two.part(**part));
            pieces.extend(differ.map(|part| Piece::of(*part)));
        }
        (Err(one), Err(two)) if same_failure(one, two) => {}
        (Err(_), Ok(_)) => pieces.push(Piece::Made),
        (_, Err(_)) => pieces.push(Piece::Unmade),
    }
    pieces
}

/// Whether both fail for the same reason, in whichever folder.
fn same_failure(one: &RenderError, two: &RenderError) -> bool {
    match (one, two) {
        (RenderError::Template(one), RenderError::Template(two)) => one.message == two.message,
        _ => one == two,
    }
}

fn from(sender: &Sender) -> String {
    format!("{} <{}>\n", sender.name, sender.address)
}
