//! The customers of a case, with their contacts and sites.

use std::sync::Arc;

use super::document::{ContactSection, CreditSection, CustomerSection, InvoiceSection};
use super::given::Defaults;
use super::names::unknown;
use super::values::{AsWritten, Receives, Role};
use crate::diagnostic::Diagnostic;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::customer::{
    Contact, Customer, DunningSettings, RecipientFlags, RoleFlags, Site,
};
use crate::domain::identity::{ContactId, CustomerId, SiteId};
use crate::plan::facts::Party;
use crate::rules::source::Place;
use crate::rules::yaml::wrappers::At;
use crate::wording::msg;

/// The customer of a case that says nothing of customers.
pub fn nothing_said() -> CustomerSection {
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
pub struct Known {
    pub party: Arc<Party>,
    pub sites: Vec<Site>,
    pub credits: Vec<Credit>,
}

/// Builds facts, giving them identities.
pub struct Builder<'a> {
    pub last_id: i64,
    pub defaults: Defaults,
    pub problems: &'a mut Vec<Diagnostic>,
}

impl Builder<'_> {
    pub fn id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    pub fn parties(
        &mut self,
        customers: &[(&CustomerSection, Option<&Place>)],
        invoices: &[InvoiceSection],
    ) -> Vec<(String, Known)> {
        let mut known: Vec<(String, Known)> = Vec::new();
        for (position, (section, place)) in customers.iter().enumerate() {
            let code = match &section.code {
                Some(code) => code.value.0.clone(),
                None => format!("C{}", position + 1),
            };
            if known.iter().any(|(earlier, _)| *earlier == code) {
                let message = msg!("cases-customer-twice", code = &code);
                self.problems.extend(place.map(|place| place.error(message)));
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
        let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
        let local = if letters.is_empty() { "c".to_owned() } else { letters.to_lowercase() };
        Contact {
            id: ContactId(self.id()),
            code: "K1".to_owned(),
            name: code.to_owned(),
            language: None,
            roles: RoleFlags { financial: true, ..RoleFlags::default() },
            receives: RecipientFlags { reminder: true, reminder_all_sites: true, invoice: true },
            identity_email: Some(format!("{local}@customer.example")),
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

    pub fn site<'s>(
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

    pub fn customer(&mut self, code: &At<AsWritten>, parties: &[(String, Known)]) -> Option<usize> {
        let found = parties.iter().position(|(known, _)| *known == code.value.0);
        if found.is_none() {
            let message = msg!("cases-unknown-customer", code = &code.value.0);
            let known = parties.iter().map(|(known, _)| known.as_str());
            self.problems.push(unknown(&code.place, message, &code.value.0, known));
        }
        found
    }
}

/// A text where there is one.
pub fn text(written: Option<&AsWritten>) -> Option<String> {
    written.map(|text| text.0.clone())
}
