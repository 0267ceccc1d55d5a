//! A document of the API: the same entities as a CSV folder, as JSON. It is
//! checked whole, and every mistake is told with its place.

mod check;
mod entries;
mod read;

pub use check::{Mistake, Mistakes, TOLD};
pub use entries::{
    Collaborator, Contact, Credit, Customer, Document, DueItem, Hold, Invoice, Site, Supplier,
    SupplierItem,
};
pub use read::read;
