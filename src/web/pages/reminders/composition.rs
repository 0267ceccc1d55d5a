//! What somebody composes: all of it stands in the address of the page.

use std::collections::BTreeSet;
use std::str::FromStr;

use crate::app::request::{Product, Request};
use crate::domain::channel::Channel;
use crate::domain::letter::LetterFormat;
use crate::domain::level::LevelCode;
use crate::store::Criteria;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// The word for items that have no level or no status, as on the command line.
const NONE: &str = "none";

/// What says which items are meant.
const SELECTION: [&str; 18] = [
    "item",
    "customer",
    "text",
    "overdue",
    "remindable",
    "status",
    "due_from",
    "due_to",
    "invoice_from",
    "invoice_to",
    "min",
    "max",
    "person",
    "currency",
    "promise_broken",
    "disputed",
    "all",
    "items",
];

/// By which way reminders by hand go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    #[default]
    Mail,
    Draft,
    Letter,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Mail, Self::Draft, Self::Letter];

    /// The name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Draft => "draft",
            Self::Letter => "letter",
        }
    }
}

/// Reminders by hand in the making.
#[derive(Debug, Clone)]
pub struct Composition {
    pub request: Request,
    pub way: Way,
    pub format: LetterFormat,
    /// The item whose reminder is shown.
    pub show: Option<String>,
    /// The first value that makes no sense.
    pub mistake: Option<Message>,
    /// Names and values that say which items are meant, as they were given.
    selection: Vec<(String, String)>,
}

impl Composition {
    /// What an address or a form says.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut found = Self {
            request: Request::default(),
            way: Way::default(),
            format: LetterFormat::Pdf,
            show: None,
            mistake: None,
            selection: Vec::new(),
        };
        let mut all = false;
        for (name, value) in pairs {
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "all" => all = true,
                "level" if !value.contains('=') => {
                    let level = (value != NONE).then(|| LevelCode::new(value));
                    found.request.criteria.levels.push(level);
                    found.selection.push((name.clone(), value.to_owned()));
                }
                _ => found.take(name, value),
            }
            if SELECTION.contains(&name.as_str()) && name != "items" {
                found.selection.push((name.clone(), value.to_owned()));
            }
        }
        // All that is overdue, where nothing but a customer is named.
        let criteria = &mut found.request.criteria;
        let alone = Criteria { customers: criteria.customers.clone(), ..Criteria::default() };
        if found.request.items.is_empty() && !all && *criteria == alone {
            criteria.overdue = !criteria.customers.is_empty();
        }
        found
    }

    fn take(&mut self, name: &str, value: &str) {
        let Self { request, mistake, selection, .. } = self;
        let criteria = &mut request.criteria;
        match name {
            "item" => request.items.push(value.to_owned()),
            "items" => {
                // Typed by hand, one a line or with commas between.
                for item in value.split(['\n', ',', ';']).map(str::trim) {
                    if !item.is_empty() {
                        request.items.push(item.to_owned());
                        selection.push(("item".to_owned(), item.to_owned()));
                    }
                }
            }
            "customer" => criteria.customers.push(value.to_owned()),
            "text" => criteria.text = Some(value.to_owned()),
            "overdue" => criteria.overdue = true,
            "remindable" => criteria.remindable = true,
            "status" => criteria.statuses.push((value != NONE).then(|| value.to_owned())),
            "due_from" => criteria.due.0 = understood(value, mistake),
            "due_to" => criteria.due.1 = understood(value, mistake),
            "invoice_from" => criteria.invoiced.0 = understood(value, mistake),
            "invoice_to" => criteria.invoiced.1 = understood(value, mistake),
            "min" => criteria.open.0 = understood(value, mistake),
            "max" => criteria.open.1 = understood(value, mistake),
            "person" => criteria.person = Some(value.to_owned()),
            "currency" => criteria.currency = understood(value, mistake),
            "promise_broken" => criteria.promise_broken = true,
            "disputed" => criteria.disputed = true,
            "level" => {
                if let Some((item, level)) = value.rsplit_once('=') {
                    request.levels.push((item.trim().to_owned(), level.trim().to_owned()));
                }
            }
            "raise" => request.raise.push(value.to_owned()),
            "lower" => request.lower.push(value.to_owned()),
            "drop" => request.drop.push(value.to_owned()),
            "again" => request.again = true,
            "from" => request.from = Some(value.to_owned()),
            "cc" => {
                let more = value.split([',', ';', '\n']).map(str::trim).filter(|it| !it.is_empty());
                request.copies.extend(more.map(str::to_owned));
            }
            "way" => {
                self.way =
                    Way::ALL.into_iter().find(|way| way.as_str() == value).unwrap_or_default();
            }
            "format" => self.format = LetterFormat::parse(value).unwrap_or(LetterFormat::Pdf),
            "show" => self.show = Some(value.to_owned()),
            _ => {}
        }
    }

    pub fn product(&self) -> Product {
        match self.way {
            Way::Mail => Product::Mail,
            Way::Draft => Product::Draft,
            Way::Letter => Product::Letter(self.format),
        }
    }

    pub fn channel(&self) -> Channel {
        match self.way {
            Way::Mail | Way::Draft => Channel::Mail,
            Way::Letter => Channel::Letter,
        }
    }

    /// Whether it is about what a customer owes, and nothing narrower.
    pub fn customer(&self) -> Option<&str> {
        match self.request.criteria.customers.as_slice() {
            [one] if self.request.items.is_empty() => Some(one),
            _ => None,
        }
    }

    /// Names and values that say which items are meant.
    pub fn selection(&self) -> &[(String, String)] {
        &self.selection
    }

    /// All of it as names and values, but what is shown. Copies without blanks
    /// at commas, levels as they were chosen.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let Request { raise, lower, levels, drop, again, from, copies, .. } = &self.request;
        let mut pairs = self.selection.clone();
        let mut add = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
        for (item, level) in levels {
            add("level", &format!("{item}={level}"));
        }
        for (name, items) in [("raise", raise), ("lower", lower), ("drop", drop)] {
            items.iter().for_each(|item| add(name, item));
        }
        if *again {
            add("again", "on");
        }
        if let Some(from) = from {
            add("from", from);
        }
        copies.iter().for_each(|copy| add("cc", copy));
        add("way", self.way.as_str());
        if self.way == Way::Letter {
            add("format", self.format.extension());
        }
        pairs
    }

    /// What was chosen for single lines, as names and values.
    pub fn choices(&self) -> Vec<(String, String)> {
        const OF_LINES: [&str; 4] = ["level", "raise", "lower", "drop"];
        let mut pairs = self.pairs();
        // A level alone is one of the criteria, which are kept anyway.
        pairs.retain(|(name, value)| {
            OF_LINES.contains(&name.as_str()) && (name != "level" || value.contains('='))
        });
        pairs
    }

    /// The levels of its lines as they came out, in place of steps up and
    /// down. `lines`: names by which a line may have been called, the first
    /// one in full, and its level where it is not the proposed one.
    pub fn settle(&mut self, lines: &[([String; 4], Option<String>)]) {
        let known: BTreeSet<&str> =
            lines.iter().flat_map(|(names, _)| names).map(String::as_str).collect();
        let request = &mut self.request;
        request.raise.retain(|name| !known.contains(name.as_str()));
        request.lower.retain(|name| !known.contains(name.as_str()));
        request.levels.retain(|(name, _)| !known.contains(name.as_str()));
        for ([full, ..], level) in lines {
            if let Some(level) = level {
                request.levels.push((full.clone(), level.clone()));
            }
        }
    }
}

fn understood<T: FromStr>(value: &str, mistake: &mut Option<Message>) -> Option<T> {
    let understood = value.parse().ok();
    if understood.is_none() && mistake.is_none() {
        *mistake = Some(msg!("web-compose-bad-value", value = value));
    }
    understood
}

/// An address below the company's with all of this in it, and more.
pub fn address(visit: &CompanyVisit, rest: &str, pairs: &[(String, String)]) -> String {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    crate::web::query::address(&visit.path(rest), pairs)
}

/// Names and values of the address of a visit.
pub fn of_address(visit: &CompanyVisit) -> Vec<(String, String)> {
    let query = visit.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}
