//! The contacts of a customer and what they receive.

use serde::Serialize;

use crate::domain::customer::{Contact, Site};
use crate::plan::facts::Suppressed;
use crate::web::query::segment;
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

#[derive(Serialize)]
pub struct Shown {
    pub code: String,
    /// Where its personal data are.
    pub path: String,
    pub name: String,
    pub roles: Vec<String>,
    pub receives: Vec<String>,
    /// The e-mail that is used, as it is on record.
    pub email: Option<String>,
    /// It is no address: nothing reaches it.
    pub bad: bool,
    /// Nothing is sent to it any more.
    pub suppressed: bool,
    /// The follow-up mails it.
    pub listed: bool,
    pub sites: Vec<String>,
}

pub fn of(
    visit: &CompanyVisit,
    customer: &str,
    contact: &Contact,
    sites: &[Site],
    suppressed: &Suppressed,
) -> Shown {
    let words = |flags: &[(bool, Message)]| -> Vec<String> {
        flags.iter().filter(|(on, _)| *on).map(|(_, word)| visit.text(word)).collect()
    };
    let (roles, receives) = (contact.roles, contact.receives);
    let email = contact.email().map(str::to_owned);
    let address =
        email.as_deref().and_then(|text| text.parse::<crate::domain::address::EmailAddress>().ok());
    Shown {
        code: contact.code.clone(),
        path: format!("{}/contacts/{}", visit.customer_path(customer), segment(&contact.code)),
        name: contact.name.clone(),
        roles: words(&[
            (roles.decision_maker, msg!("follow-up-decision-maker")),
            (roles.principal, msg!("follow-up-principal")),
            (roles.financial, msg!("follow-up-financial")),
        ]),
        receives: words(&[
            (receives.reminder, msg!("web-customer-receives-reminders")),
            (receives.reminder_all_sites, msg!("web-customer-receives-all-sites")),
            (receives.invoice, msg!("web-customer-receives-invoices")),
        ]),
        bad: email.is_some() && address.is_none(),
        suppressed: address.as_ref().is_some_and(|address| suppressed.has(address)),
        listed: (roles.decision_maker || roles.principal || roles.financial) && address.is_some(),
        email,
        sites: sites
            .iter()
            .filter(|site| contact.sites.contains(&site.id))
            .map(|site| site.name.clone())
            .collect(),
    }
}
