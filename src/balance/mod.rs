//! The aged balance (balance âgée; domain document §7): open operations in,
//! ages, groups and subtotals out. Pure: no I/O, no clock.

mod buckets;
mod compute;
mod criteria;
mod notes;
mod operation;
mod rates;
mod sums;

pub use buckets::{Buckets, BucketsError};
pub use compute::{
    AccountBlock, AgedOperation, Aging, CurrencyPart, GroupKey, LeftOut, PersonKey, Report, Sink,
};
pub use criteria::{AgeBasis, Criteria, Grouping};
pub use notes::Note;
pub use operation::{Account, Ledger, OpenAccount, Operation, OperationKind};
pub use rates::{DatedRate, Rates};
pub use sums::{CompanySums, Converted, CurrencySums, Sums};
