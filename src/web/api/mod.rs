//! The API for programs, under `/api/v1`.

pub mod problem;

use super::routes::Routes;

pub fn routes(routes: Routes) -> Routes {
    routes
}
