//! One folder per page: what it asks of the application, and its template.

mod account;
mod admin;
mod balance;
pub mod batches;
mod customer;
mod editor;
mod history;
mod items;
mod overview;
mod reminders;
mod sign_in;
mod suppressions;
mod webhooks;

use super::routes::Routes;

pub fn routes(routes: Routes) -> Routes {
    let routes = sign_in::routes(routes);
    let routes = overview::routes(routes);
    let routes = balance::routes(routes);
    let routes = items::routes(routes);
    let routes = customer::routes(routes);
    let routes = suppressions::routes(routes);
    let routes = reminders::routes(routes);
    let routes = batches::routes(routes);
    let routes = history::routes(routes);
    let routes = editor::routes(routes);
    let routes = webhooks::routes(routes);
    let routes = account::routes(routes);
    admin::routes(routes)
}
