//! Holds on invoices, placed and lifted by hand.

use super::clock::Clock;
use super::engine::Engine;
use super::error::AppError;
use super::follow_up_error::FollowUpError;
use super::turn::turn;
use crate::domain::company::Company;
use crate::domain::hold::HoldKind;
use crate::store::{FoundInvoice, HeldInvoice, HoldOrder};

/// What was done, invoice by invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsChanged {
    pub changed: Vec<FoundInvoice>,
    /// Held already, or not held.
    pub unchanged: Vec<FoundInvoice>,
}

/// What is to be done with holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoldChange {
    Place { comment: String },
    Lift,
}

/// Places or lifts a hold on each invoice, on all of them or none, under the
/// lock of the company's runs. An invoice that is held already, or is not
/// held, stays as it is.
///
/// # Errors
/// When an invoice is unknown, its number is not unique, or a run is at work.
pub async fn change(
    engine: &Engine,
    company: &Company,
    names: &[String],
    kind: HoldKind,
    change: &HoldChange,
    author: &str,
    clock: &Clock,
) -> Result<HoldsChanged, AppError> {
    let invoices = invoices(engine, company, names).await?;
    let lock = turn(&engine.store, &company.code).await?;
    let order = HoldOrder { company: &company.code, kind, author, now: clock.now() };
    let unchanged = match change {
        HoldChange::Place { comment } => {
            let today = clock.run_date(company.time_zone);
            engine.store.place_holds(order, &invoices, comment, today).await
        }
        HoldChange::Lift => engine.store.lift_holds(order, &invoices).await,
    };
    lock.release().await;
    let unchanged = unchanged?;
    let changed = invoices.into_iter().filter(|it| !unchanged.contains(it)).collect();
    Ok(HoldsChanged { changed, unchanged })
}

/// The holds in force, of one customer or of all.
///
/// # Errors
/// When the customer is unknown or the store fails.
pub async fn list(
    engine: &Engine,
    company: &Company,
    customer: Option<&str>,
) -> Result<Vec<HeldInvoice>, AppError> {
    if let Some(code) = customer
        && engine.store.customer(&company.code, code).await?.is_none()
    {
        return Err(FollowUpError::UnknownCustomer { code: code.to_owned() }.into());
    }
    Ok(engine.store.holds(&company.code, customer).await?)
}

async fn invoices(
    engine: &Engine,
    company: &Company,
    names: &[String],
) -> Result<Vec<FoundInvoice>, AppError> {
    let mut invoices: Vec<FoundInvoice> = Vec::new();
    for name in names {
        let found = engine.store.find_invoice(&company.code, name).await?;
        match found.as_slice() {
            [] => return Err(FollowUpError::UnknownInvoice { name: name.clone() }.into()),
            [only] if invoices.contains(only) => {}
            [only] => invoices.push(only.clone()),
            several => {
                let invoices = several
                    .iter()
                    .map(|found| format!("{}/{}", found.customer_code, found.number))
                    .collect();
                return Err(FollowUpError::SeveralInvoices { name: name.clone(), invoices }.into());
            }
        }
    }
    Ok(invoices)
}
