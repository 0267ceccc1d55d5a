//! The customer follow-up (suivi de l'arriéré): whom it lists, and where a day
//! that is waited for stands (domain document §7).

use chrono::NaiveDate;

use crate::domain::address::EmailAddress;
use crate::domain::customer::Contact;

/// Where a promised payment date or a next action stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// It has passed: a promise of an item that is still open is broken, an
    /// action is late.
    Passed,
    Today,
    Ahead,
}

impl DueState {
    pub fn of(day: NaiveDate, as_of: NaiveDate) -> Self {
        match day.cmp(&as_of) {
            std::cmp::Ordering::Less => Self::Passed,
            std::cmp::Ordering::Equal => Self::Today,
            std::cmp::Ordering::Greater => Self::Ahead,
        }
    }
}

/// A contact that the follow-up lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'a> {
    pub contact: &'a Contact,
    /// The e-mail at the customer, else the one of the identity; `None` where
    /// neither is filled or what is filled is no address.
    pub address: Option<EmailAddress>,
}

/// Contacts flagged Décideur, Principal or Financier, and no others.
pub fn listed(contacts: &[Contact]) -> Vec<Listed<'_>> {
    contacts
        .iter()
        .filter(|contact| {
            let roles = contact.roles;
            roles.decision_maker || roles.principal || roles.financial
        })
        .map(|contact| Listed {
            contact,
            address: contact.email().and_then(|text| text.parse().ok()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::{RecipientFlags, RoleFlags};
    use crate::domain::identity::ContactId;

    fn contact(roles: RoleFlags, customer: &str, identity: &str) -> Contact {
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Contact {
            id: ContactId(1),
            code: "K1".into(),
            name: "Jean Dupont".into(),
            language: None,
            roles,
            receives: RecipientFlags { reminder: true, reminder_all_sites: true, invoice: true },
            identity_email: filled(identity),
            customer_email: filled(customer),
            sites: Vec::new(),
        }
    }

    #[test]
    fn only_deciders_principals_and_financial_contacts_are_listed() {
        let none = RoleFlags::default();
        for (roles, expected) in [
            (RoleFlags { decision_maker: true, ..none }, true),
            (RoleFlags { principal: true, ..none }, true),
            (RoleFlags { financial: true, ..none }, true),
            // To receive reminders of the batch makes nobody listed.
            (none, false),
        ] {
            let contacts = [contact(roles, "", "jean@perso.example")];
            assert_eq!(!listed(&contacts).is_empty(), expected, "{roles:?}");
        }
    }

    #[test]
    fn the_email_at_the_customer_wins() {
        let financial = RoleFlags { financial: true, ..RoleFlags::default() };
        for (customer, identity, expected) in [
            ("jean@dupont.example", "jean@perso.example", Some("jean@dupont.example")),
            ("", "jean@perso.example", Some("jean@perso.example")),
            ("  ", "jean@perso.example", Some("jean@perso.example")),
            ("", "", None),
            // What is filled counts, though it reaches nobody.
            ("jean", "jean@perso.example", None),
        ] {
            let contacts = [contact(financial, customer, identity)];
            let found = listed(&contacts)[0].address.clone();
            assert_eq!(found.as_ref().map(EmailAddress::as_str), expected, "{customer:?}");
        }
    }

    #[test]
    fn a_day_is_ahead_today_or_passed() {
        let as_of: NaiveDate = "2026-11-24".parse().expect("a date");
        for (day, expected) in [
            ("2026-11-25", DueState::Ahead),
            ("2026-11-24", DueState::Today),
            ("2026-11-23", DueState::Passed),
        ] {
            assert_eq!(DueState::of(day.parse().expect("a date"), as_of), expected, "{day}");
        }
    }
}
