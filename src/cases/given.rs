//! The situation of a case as the facts that the planner decides on.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::document::{CustomerSection, GivenSection, InvoiceSection, ItemSection};
use super::names::Items;
use super::parties::{Builder, Known, nothing_said, text};
use super::values::StandingName;
use crate::diagnostic::Diagnostic;
use crate::domain::collaborator::Collaborator;
use crate::domain::customer::Site;
use crate::domain::hold::Hold;
use crate::domain::identity::{CollaboratorId, DueItemId, HoldId, InvoiceId, SiteId};
use crate::domain::invoice::{DueItem, Invoice, RecipientsTab};
use crate::domain::money::Currency;
use crate::domain::suppression::SuppressedAddresses;
use crate::plan::facts::{CustomerFacts, InvoiceFacts, Party, Suppressed};
use crate::rules::source::Place;
use crate::rules::yaml::charges::DayText;
use crate::rules::yaml::values::{Amount, Code};
use crate::rules::yaml::wrappers::At;
use crate::wording::msg;

/// Whoever placed or made what a case gives.
const AUTHOR: &str = "rule test";
/// The payment method where a case names none.
const BANK_TRANSFER: &str = "VIR";

/// What a case is given: its own keys, then those of the file.
#[derive(Clone, Copy)]
pub struct Given<'a> {
    pub own: Option<&'a GivenSection>,
    pub file: Option<&'a GivenSection>,
}

impl<'a> Given<'a> {
    /// The value of a key, with the section that gives it.
    pub fn get<T>(self, key: impl Fn(&'a GivenSection) -> Option<T>) -> Option<T> {
        self.own.and_then(&key).or_else(|| self.file.and_then(&key))
    }
}

/// The facts of a case, and the names of its items.
pub struct Situation {
    pub customers: Vec<Arc<CustomerFacts>>,
    pub items: Items,
}

/// What the rest of the case says where the situation leaves it out.
#[derive(Clone, Copy)]
pub struct Defaults {
    /// Of the company.
    pub currency: Currency,
    /// Of the first execution.
    pub date: NaiveDate,
}

/// Builds the facts; mistakes are told in `problems`.
pub fn situation(
    given: Given<'_>,
    defaults: Defaults,
    problems: &mut Vec<Diagnostic>,
) -> Situation {
    let invoices = given.get(|given| given.invoices.as_deref()).unwrap_or_default();
    let customers = given.get(|given| given.customers.as_deref());
    let nobody = nothing_said();
    let sections: Vec<(&CustomerSection, Option<&Place>)> = match customers {
        Some(customers) => customers.iter().map(|at| (&at.value, Some(&at.place))).collect(),
        None => vec![(&nobody, None)],
    };
    let suppressed = given.get(|given| given.suppressed.as_deref()).unwrap_or_default();
    let suppressed = suppressed.iter().map(|email| email.0.normal());
    let suppressed: Arc<SuppressedAddresses> = Arc::new(suppressed.collect());
    let mut builder = Builder { last_id: 0, defaults, problems };
    let parties = builder.parties(&sections, invoices);
    builder.invoices(&parties, invoices, &suppressed)
}

impl Builder<'_> {
    fn invoices(
        &mut self,
        parties: &[(String, Known)],
        sections: &[InvoiceSection],
        suppressed: &Arc<SuppressedAddresses>,
    ) -> Situation {
        let mut items = Items::default();
        let mut numbers = BTreeMap::new();
        let mut of_customers: Vec<(Vec<InvoiceFacts>, Vec<Site>)> =
            parties.iter().map(|_| Default::default()).collect();
        for section in sections {
            let number = &section.number;
            if let Some(line) = numbers.insert(number.value.0.as_str(), number.place.at.line) {
                let message = msg!("cases-number-twice", number = &number.value.0, line = line);
                self.problems.push(number.place.error(message));
                continue;
            }
            let billed = match &section.customer {
                Some(code) => self.customer(code, parties),
                None if parties.is_empty() => {
                    self.problems.push(number.place.error(msg!("cases-no-customer")));
                    None
                }
                None => Some(0),
            };
            let ordering =
                section.ordered_by.as_ref().and_then(|code| self.customer(code, parties));
            // Until it is built nothing is known of its items.
            items.mistaken(&number.value.0);
            let Some((billed, (_, owner))) = billed.and_then(|at| Some((at, parties.get(at)?)))
            else {
                continue;
            };
            let orderer = ordering.and_then(|at| parties.get(at)).map(|(_, known)| known);
            let near = owner.sites.iter().chain(orderer.iter().flat_map(|known| &known.sites));
            let site = section.site.as_ref().and_then(|code| self.site(code, near.clone()));
            let Some(invoice) = self.invoice(section, site) else { continue };
            items.add(&invoice);
            if let Some((invoices, sites)) = of_customers.get_mut(billed) {
                sites.extend(near.filter(|known| site == Some(known.id)).cloned());
                let other = ordering.filter(|at| *at != billed).and(orderer);
                let ordering = other.map(|known| Arc::clone(&known.party));
                invoices.push(InvoiceFacts { invoice, ordering });
            }
        }
        let customers = parties
            .iter()
            .zip(of_customers)
            .filter(|(_, (invoices, _))| !invoices.is_empty())
            .map(|((_, known), (invoices, sites))| {
                let facts = CustomerFacts {
                    billed: Party::clone(&known.party),
                    sites,
                    invoices,
                    credits: known.credits.clone(),
                    suppressed: Suppressed::default(),
                };
                Arc::new(facts.under(suppressed))
            })
            .collect();
        Situation { customers, items }
    }

    fn invoice(&mut self, section: &InvoiceSection, site: Option<SiteId>) -> Option<Invoice> {
        let number = &section.number;
        let items: Vec<DueItem> = match (&section.items, section.due) {
            (Some(items), None) if !has_item_keys(section) => items
                .iter()
                .zip(1..)
                .map(|(item, instalment)| self.item(instalment, &ItemKeys::of_item(item)))
                .collect(),
            (None, Some(due)) => vec![self.item(1, &ItemKeys::of_invoice(section, due))],
            _ => {
                self.problems.push(number.place.error(msg!("cases-due-or-items")));
                return None;
            }
        };
        let Some(first) = items.iter().map(|item| item.due_date).min() else {
            self.problems.push(number.place.error(msg!("cases-due-or-items")));
            return None;
        };
        let thirty_days_before = first.checked_sub_days(Days::new(30)).unwrap_or(first);
        let date = section.date.map_or(thirty_days_before, |date| date.0);
        let person = section.person_in_charge.as_ref().map(|person| Collaborator {
            id: CollaboratorId(self.id()),
            code: "P1".to_owned(),
            name: text(person.name.as_ref()).unwrap_or_default(),
            email: person.email.as_ref().map(|email| email.0.clone()),
        });
        let holds = section
            .holds
            .iter()
            .flatten()
            .map(|hold| Hold {
                id: HoldId(self.id()),
                kind: hold.0,
                comment: AUTHOR.to_owned(),
                author: AUTHOR.to_owned(),
                placed_on: date,
            })
            .collect();
        Some(Invoice {
            id: InvoiceId(self.id()),
            number: number.value.0.clone(),
            date,
            currency: section.currency.map_or(self.defaults.currency, |currency| currency.0),
            total: items.iter().map(|item| item.amount).sum(),
            payment_reference: None,
            payment_method: text(section.method.as_ref())
                .unwrap_or_else(|| BANK_TRANSFER.to_owned()),
            billing_site: site,
            person_in_charge: person,
            recipients: RecipientsTab {
                to: section.to.clone().unwrap_or_default().0,
                copies: section.cc.clone().unwrap_or_default().0,
            },
            documents: Vec::new(),
            holds,
            items,
        })
    }

    fn item(&mut self, instalment: u32, keys: &ItemKeys<'_>) -> DueItem {
        let standard = Decimal::new(10_000, 2);
        let (amount, open) = match (keys.amount, keys.open) {
            (Some(amount), Some(open)) => (amount.0, open.0),
            (Some(amount), None) => (amount.0, amount.0),
            (None, Some(open)) => (open.0, open.0),
            (None, None) => (standard, standard),
        };
        DueItem {
            id: DueItemId(self.id()),
            instalment,
            due_date: keys.due.0,
            amount,
            open_amount: open,
            standing: keys.level.map(|level| level.0.clone()).unwrap_or_default(),
            last_reminded_on: keys.reminded.map(|date| date.0),
            status: keys.status.map(|status| status.value.0.clone()),
            promised_on: keys.promised.map(|date| date.0),
            disputed: keys.disputed.unwrap_or(false),
        }
    }
}

/// The keys of an instalment, wherever they stand.
struct ItemKeys<'a> {
    due: DayText,
    amount: Option<Amount>,
    open: Option<Amount>,
    level: Option<&'a StandingName>,
    reminded: Option<DayText>,
    status: Option<&'a At<Code>>,
    promised: Option<DayText>,
    disputed: Option<bool>,
}

macro_rules! item_keys {
    ($section:ident, $due:expr) => {
        Self {
            due: $due,
            amount: $section.amount,
            open: $section.open,
            level: $section.level.as_ref(),
            reminded: $section.reminded,
            status: $section.status.as_ref(),
            promised: $section.promised,
            disputed: $section.disputed,
        }
    };
}

impl<'a> ItemKeys<'a> {
    fn of_item(section: &'a ItemSection) -> Self {
        item_keys!(section, section.due)
    }

    fn of_invoice(section: &'a InvoiceSection, due: DayText) -> Self {
        item_keys!(section, due)
    }
}

/// Whether an invoice with instalments has keys that belong to one of them.
fn has_item_keys(section: &InvoiceSection) -> bool {
    section.amount.is_some()
        || section.open.is_some()
        || section.level.is_some()
        || section.reminded.is_some()
        || section.status.is_some()
        || section.promised.is_some()
        || section.disputed.is_some()
}

/// The statuses that the items of a situation name.
pub fn statuses<'a>(given: Given<'a>) -> impl Iterator<Item = &'a At<Code>> {
    given.get(|given| given.invoices.as_deref()).unwrap_or_default().iter().flat_map(|invoice| {
        let of_items = invoice.items.iter().flatten().filter_map(|item| item.status.as_ref());
        invoice.status.iter().chain(of_items)
    })
}
