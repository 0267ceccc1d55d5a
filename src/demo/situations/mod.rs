//! Customers that each show a situation of the domain document.

mod balances;
mod by_hand;
mod exclusions;
mod levels;
mod recipients;

pub use self::levels::reminded_on;
use super::builder::Builder;

pub fn all(builder: &mut Builder) {
    levels::add(builder);
    exclusions::add(builder);
    balances::add(builder);
    recipients::add(builder);
    by_hand::add(builder);
}
