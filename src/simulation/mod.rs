//! The schedule played day by day on a copy of the facts: what leaves when,
//! and what the rules never catch. Pure; the random source is given.

mod against;
mod busy;
mod calm;
mod cases;
mod difference;
mod hindsight;
mod payments;
mod periods;
mod play;
mod report;
mod rule;
mod story;
mod tally;
mod uncaught;

pub use against::{Against, Execution, against};
pub use busy::{Busiest, busiest_window};
pub use cases::{Case, Group, GroupKey, Groups};
pub use difference::{Compared, Counts, Difference, Sides, What};
pub use payments::{AsKnown, Behaviour, NoPercent, Payments, Percent, Reminding};
pub use periods::{Period, Step};
pub use play::{Play, Player, play};
pub use report::{Busy, Measures, Report, play_all};
pub use rule::rule_of;
pub use story::{CustomerStory, Entry, EntryLine, ItemStory, Paid, Stood};
pub use tally::{Sum, Tally};
