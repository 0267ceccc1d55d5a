//! The API for programs, under `/api/v1`.

mod balance;
mod companies;
mod customers;
mod document;
mod due_items;
mod exchange;
mod extract;
mod follow_up;
mod history;
mod holds;
mod imports;
mod invoices;
mod page;
mod previews;
pub mod problem;
mod reference;
mod refusal;
mod reminders;
mod runs;
mod schedule;
mod suppressions;
mod switches;
mod values;

pub use exchange::exchange;
pub use refusal::Refusal;

use super::routes::Routes;

pub fn routes(routes: Routes) -> Routes {
    let routes = companies::routes(routes);
    let routes = imports::routes(routes);
    let routes = customers::routes(routes);
    let routes = switches::routes(routes);
    let routes = invoices::routes(routes);
    let routes = due_items::routes(routes);
    let routes = balance::routes(routes);
    let routes = previews::routes(routes);
    let routes = runs::routes(routes);
    let routes = schedule::routes(routes);
    let routes = reminders::routes(routes);
    let routes = history::routes(routes);
    let routes = holds::routes(routes);
    let routes = follow_up::routes(routes);
    let routes = suppressions::routes(routes);
    // Last: it tells of all of them.
    reference::routes(routes)
}
