//! The demonstration company: about 200 customers and 1,500 due items, the
//! same for the same day and seed.
//!
//! Every address is under `.example`, which belongs to nobody. Dates are
//! days before and after the given day, so that the demonstration is never
//! out of date. The customers that show a situation come first, then
//! ordinary ones; the situations are:
//!
//! | what | where |
//! |---|---|
//! | every level at the first and last day of its range, not yet due, due today | `situations::levels` |
//! | reminded at each level, yesterday, today; at a higher level than its days; NA | `situations::levels` |
//! | two to four instalments, some settled, two late at different levels | `situations::levels` |
//! | holds of three kinds, manual and automatic switches, direct debit | `situations::exclusions` |
//! | statuses of the shipped list, with comments | `situations::{levels, exclusions, balances}` |
//! | disputes, promises running and broken, amounts around the minimum, settled | `situations::exclusions` |
//! | partial payments, credit notes, unallocated payments, creditor customers | `situations::balances` |
//! | consumers, foreign languages, USD, GBP and CHF | `situations::balances` |
//! | several sites with contacts each, *Relances tous sites*, both e-mails | `situations::recipients` |
//! | no e-mail, invalid e-mail, *Facture Vente* only, billing site only, nobody | `situations::recipients` |
//! | recipients tab with copies, the same recipients in another order and case | `situations::recipients` |
//! | ordering customer other than the customer to be invoiced | `situations::recipients` |
//! | reminded by hand: switch on, own postal address, contacts of each role, none without | `situations::by_hand` |
//! | a customer without any postal address | `situations::by_hand` |
//! | suppliers with open items, collaborators in charge | `partners` |

mod builder;
mod ordinary;
mod partners;
mod situations;
mod words;

use chrono::NaiveDate;

use self::builder::Builder;
use crate::import::set::ImportSet;

/// Customers in all.
const CUSTOMERS: usize = 200;
/// Due items in all.
const DUE_ITEMS: usize = 1_500;

/// The company's data as of a day. Payments are known up to the day before.
pub fn company(as_of: NaiveDate, seed: u64) -> ImportSet {
    let mut builder = Builder::new(as_of, seed);
    partners::collaborators(&mut builder);
    situations::all(&mut builder);
    ordinary::fill(&mut builder, CUSTOMERS, DUE_ITEMS);
    partners::suppliers(&mut builder);
    builder.finish()
}
