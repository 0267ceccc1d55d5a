//! The schedule played day by day on a copy of the facts: what leaves when,
//! and what the rules never catch. Pure; the random source is given.

mod calm;
mod payments;
mod play;
mod story;

pub use payments::{AsKnown, Behaviour, Payments, Percent, Reminding};
pub use play::{Play, Player, play};
pub use story::{CustomerStory, Entry, EntryLine, ItemStory, Paid, Stood};
