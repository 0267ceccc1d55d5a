//! The suppression list of a company: addresses to mend, put on it by what comes
//! back or by hand, and lifted by hand.

use super::clock::Clock;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use super::suppression_error::SuppressionError;
use crate::domain::address::EmailAddress;
use crate::domain::company::CompanyCode;
use crate::domain::identity::CustomerId;
use crate::domain::suppression::SuppressionCause;
use crate::store::{NewAuditEntry, NewSuppression, Store, Suppression, SuppressionQuery};
use crate::wording::{Message, msg};

/// As long as a reason may be, in characters.
pub const LONGEST_REASON: usize = 500;

/// An address of the list, and who still has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToMend {
    pub suppression: Suppression,
    /// Contacts and sites of its customer that are written to there; none when
    /// it was mended, or when no customer is known.
    pub holders: Vec<String>,
}

/// Whose list it is, and who changes it.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub store: &'a Store,
    pub company: &'a CompanyCode,
    /// The list of all companies instead of the company's own.
    pub everywhere: bool,
    pub author: &'a str,
}

impl Desk<'_> {
    fn list(&self) -> Option<&CompanyCode> {
        (!self.everywhere).then_some(self.company)
    }
}

/// In words.
pub fn cause(cause: SuppressionCause) -> Message {
    match cause {
        SuppressionCause::HardBounce => msg!("mailbox-cause-hard-bounce"),
        SuppressionCause::Complaint => msg!("mailbox-cause-complaint"),
        SuppressionCause::ByHand => msg!("mailbox-cause-by-hand"),
    }
}

/// The addresses of the list, the newest first, with who has them.
///
/// # Errors
/// When the store fails.
pub async fn list(
    store: &Store,
    company: &CompanyCode,
    query: &SuppressionQuery,
) -> Result<Vec<ToMend>, AppError> {
    let found = store.suppressions(company, query).await?;
    let mut customers: Vec<CustomerId> =
        found.iter().filter_map(|it| it.customer.as_ref()).map(|customer| customer.id).collect();
    customers.sort_unstable();
    customers.dedup();
    let holders = store.address_holders(&customers).await?;
    let holders: Vec<(CustomerId, String, String)> = holders
        .into_iter()
        .filter_map(|holder| {
            let address: EmailAddress = holder.email.parse().ok()?;
            Some((holder.customer, address.normal(), holder.name))
        })
        .collect();
    let to_mend = found.into_iter().map(|suppression| {
        let customer = suppression.customer.as_ref().map(|customer| customer.id);
        let has = |(of, normal, _): &&(CustomerId, String, String)| {
            Some(*of) == customer && *normal == suppression.address
        };
        let mut holders: Vec<String> =
            holders.iter().filter(has).map(|(_, _, name)| name.clone()).collect();
        holders.dedup();
        ToMend { suppression, holders }
    });
    Ok(to_mend.collect())
}

/// Puts an address on the list by hand.
///
/// # Errors
/// When it is no address or on the list already, the reason says nothing or too
/// much, or there is no such customer.
pub async fn add(
    desk: Desk<'_>,
    address: &str,
    customer: Option<&str>,
    reason: &str,
    clock: &Clock,
) -> Result<EmailAddress, AppError> {
    let (address, reason) = (understood(address)?, stated(reason)?);
    let customer = match customer.map(str::trim).filter(|code| !code.is_empty()) {
        None => None,
        Some(code) => {
            let found = desk.store.customer(desk.company, code).await?;
            let unknown = || FollowUpError::UnknownCustomer { code: code.to_owned() };
            Some(found.ok_or_else(unknown)?.id)
        }
    };
    let new = NewSuppression {
        company: desk.list(),
        address: &address,
        cause: SuppressionCause::ByHand,
        detail: reason,
        customer,
        reminder: None,
        author: desk.author,
        at: clock.now(),
    };
    if !desk.store.suppress(&new).await? {
        return Err(SuppressionError::OnTheList { address: address.to_string() }.into());
    }
    record(desk, "address-suppressed", &address, reason, clock).await?;
    Ok(address)
}

/// Takes an address off the list: it is written to again.
///
/// # Errors
/// When it is no address or not on the list, or the reason says nothing or too
/// much.
pub async fn lift(
    desk: Desk<'_>,
    address: &str,
    reason: &str,
    clock: &Clock,
) -> Result<EmailAddress, AppError> {
    let (address, reason) = (understood(address)?, stated(reason)?);
    let (list, now) = (desk.list(), clock.now());
    if !desk.store.lift_suppression(list, &address, reason, desk.author, now).await? {
        return Err(SuppressionError::NotOnTheList { address: address.to_string() }.into());
    }
    record(desk, "suppression-lifted", &address, reason, clock).await?;
    Ok(address)
}

fn understood(text: &str) -> Result<EmailAddress, SuppressionError> {
    text.parse().map_err(|_| SuppressionError::NotAnAddress { text: text.to_owned() })
}

fn stated(reason: &str) -> Result<&str, SuppressionError> {
    match reason.trim() {
        "" => Err(SuppressionError::NoReason),
        long if long.chars().count() > LONGEST_REASON => {
            Err(SuppressionError::LongReason { most: LONGEST_REASON })
        }
        reason => Ok(reason),
    }
}

async fn record(
    desk: Desk<'_>,
    action: &str,
    address: &EmailAddress,
    reason: &str,
    clock: &Clock,
) -> Result<(), AppError> {
    let whose = desk.list().map_or("*", CompanyCode::as_str);
    let object = format!("{whose}: {}", address.normal());
    let entry = NewAuditEntry { actor: desk.author, action, object: &object, detail: reason };
    Ok(desk.store.audit(&entry, clock.now()).await?)
}
