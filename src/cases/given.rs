//! The situation of a case as the facts that the planner decides on.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use super::document::{
    ContactSection, CreditSection, CustomerSection, GivenSection, InvoiceSection, ItemSection,
};
use super::names::{Items, unknown};
use super::values::{AsWritten, Receives, Role};
use crate::diagnostic::Diagnostic;
use crate::domain::collaborator::Collaborator;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::customer::{
    Contact, Customer, DunningSettings, RecipientFlags, RoleFlags, Site,
};
use crate::domain::hold::Hold;
use crate::domain::identity::{
    CollaboratorId, ContactId, CustomerId, DueItemId, HoldId, InvoiceId, SiteId,
};
use crate::domain::invoice::{DueItem, Invoice, RecipientsTab};
use crate::domain::money::Currency;
use crate::plan::facts::{CustomerFacts, InvoiceFacts, Party};
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
    let nobody = [nothing_said()];
    let customers = given.get(|given| given.customers.as_deref()).unwrap_or(&nobody);
    let mut builder = Builder { last_id: 0, defaults, problems };
    let parties = builder.parties(customers, invoices);
    builder.invoices(&parties, invoices)
}

fn nothing_said() -> CustomerSection {
    CustomerSection {
        code: None,
        name: None,
        language: None,
        automatic: None,
        manual: None,
        consumer: None,
        address: None,
        contacts: None,
        sites: None,
        credits: None,
    }
}

/// A customer with what belongs to it.
struct Known {
    party: Arc<Party>,
    sites: Vec<Site>,
    credits: Vec<Credit>,
}

struct Builder<'a> {
    last_id: i64,
    defaults: Defaults,
    problems: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    fn id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn parties(
        &mut self,
        customers: &[CustomerSection],
        invoices: &[InvoiceSection],
    ) -> Vec<(String, Known)> {
        let mut known: Vec<(String, Known)> = Vec::new();
        for (position, section) in customers.iter().enumerate() {
            let code = match &section.code {
                Some(code) => code.value.0.clone(),
                None => format!("C{}", position + 1),
            };
            if known.iter().any(|(earlier, _)| *earlier == code) {
                let message = msg!("cases-customer-twice", code = &code);
                match &section.code {
                    Some(given) => self.problems.push(given.place.error(message)),
                    None => continue,
                }
            }
            let addressed = invoices.iter().any(|invoice| {
                invoice.to.is_some()
                    && match &invoice.customer {
                        Some(customer) => customer.value.0 == code,
                        None => position == 0,
                    }
            });
            let party = self.party(&code, section, addressed);
            known.push((code, party));
        }
        known
    }

    fn party(&mut self, code: &str, section: &CustomerSection, addressed: bool) -> Known {
        let sites: Vec<Site> = section
            .sites
            .iter()
            .flatten()
            .map(|site| Site {
                id: SiteId(self.id()),
                code: site.code.value.0.clone(),
                name: text(site.name.as_ref()).unwrap_or_else(|| site.code.value.0.clone()),
                address: site.address.clone().unwrap_or_default().0,
                email: text(site.email.as_ref()),
            })
            .collect();
        let contacts = match &section.contacts {
            Some(contacts) => {
                contacts.iter().map(|contact| self.contact(contact, &sites)).collect()
            }
            None if section.sites.is_none() && !addressed => vec![self.somebody(code)],
            None => Vec::new(),
        };
        let standard = DunningSettings::default();
        let address = match &section.address {
            Some(lines) => lines.0.clone(),
            None => vec!["1 rue de la Paix".to_owned(), "75002 Paris".to_owned()],
        };
        let customer = Customer {
            id: CustomerId(self.id()),
            code: code.to_owned(),
            name: text(section.name.as_ref()).unwrap_or_else(|| code.to_owned()),
            account: format!("411{code}"),
            address,
            language: section.language.as_ref().map(|language| language.0.clone()),
            dunning: DunningSettings {
                manual: section.manual.unwrap_or(standard.manual),
                automatic: section.automatic.unwrap_or(standard.automatic),
            },
            consumer: section.consumer.unwrap_or(false),
        };
        let credits = section.credits.iter().flatten().map(|credit| self.credit(credit)).collect();
        Known { party: Arc::new(Party { customer, contacts }), sites, credits }
    }

    /// The contact of a customer about whose recipients a case says nothing.
    fn somebody(&mut self, code: &str) -> Contact {
        let local: String =
            code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        Contact {
            id: ContactId(self.id()),
            code: "K1".to_owned(),
            name: code.to_owned(),
            language: None,
            roles: RoleFlags { financial: true, ..RoleFlags::default() },
            receives: RecipientFlags { reminder: true, reminder_all_sites: true, invoice: false },
            identity_email: Some(format!("c{local}@customer.example")),
            customer_email: None,
            sites: Vec::new(),
        }
    }

    fn contact(&mut self, section: &ContactSection, sites: &[Site]) -> Contact {
        let id = self.id();
        let receives = |what| section.receives.iter().flatten().any(|it| *it == what);
        let is = |role| section.roles.iter().flatten().any(|it| *it == role);
        let sites = section
            .sites
            .iter()
            .flatten()
            .filter_map(|code| self.site(code, sites.iter()))
            .collect();
        Contact {
            id: ContactId(id),
            code: format!("K{id}"),
            name: text(section.name.as_ref()).unwrap_or_default(),
            language: section.language.as_ref().map(|language| language.0.clone()),
            roles: RoleFlags {
                decision_maker: is(Role::DecisionMaker),
                principal: is(Role::Principal),
                financial: is(Role::Financial),
            },
            receives: RecipientFlags {
                reminder: receives(Receives::Reminder),
                reminder_all_sites: receives(Receives::AllSites),
                invoice: receives(Receives::Invoice),
            },
            identity_email: text(section.email.as_ref()),
            customer_email: text(section.customer_email.as_ref()),
            sites,
        }
    }

    fn credit(&mut self, section: &CreditSection) -> Credit {
        let id = self.id();
        Credit {
            kind: CreditKind::CreditNote,
            number: format!("AV{id}"),
            date: self.defaults.date,
            currency: section.currency.map_or(self.defaults.currency, |currency| currency.0),
            open_amount: section.open.0,
        }
    }

    fn site<'s>(
        &mut self,
        code: &At<AsWritten>,
        sites: impl Iterator<Item = &'s Site>,
    ) -> Option<SiteId> {
        let sites: Vec<&Site> = sites.collect();
        let found = sites.iter().find(|site| site.code == code.value.0).map(|site| site.id);
        if found.is_none() {
            let message = msg!("cases-unknown-site", code = &code.value.0);
            let known = sites.iter().map(|site| site.code.as_str());
            self.problems.push(unknown(&code.place, message, &code.value.0, known));
        }
        found
    }

    fn customer<'k>(
        &mut self,
        code: &At<AsWritten>,
        parties: &'k [(String, Known)],
    ) -> Option<usize> {
        let found = parties.iter().position(|(known, _)| *known == code.value.0);
        if found.is_none() {
            let message = msg!("cases-unknown-customer", code = &code.value.0);
            let known = parties.iter().map(|(known, _)| known.as_str());
            self.problems.push(unknown(&code.place, message, &code.value.0, known));
        }
        found
    }

    fn invoices(&mut self, parties: &[(String, Known)], sections: &[InvoiceSection]) -> Situation {
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
                None => Some(0).filter(|_| !parties.is_empty()),
            };
            let ordering =
                section.ordered_by.as_ref().and_then(|code| self.customer(code, parties));
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
                Arc::new(CustomerFacts {
                    billed: Party::clone(&known.party),
                    sites,
                    invoices,
                    credits: known.credits.clone(),
                })
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
        let standard = Decimal::ONE_HUNDRED;
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

fn text(written: Option<&AsWritten>) -> Option<String> {
    written.map(|text| text.0.clone())
}

/// The keys of an instalment, wherever they stand.
struct ItemKeys<'a> {
    due: DayText,
    amount: Option<Amount>,
    open: Option<Amount>,
    level: Option<&'a super::values::StandingName>,
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
