//! The web application and the API: requests into calls of the application,
//! results into pages and JSON. No rule lives here.

mod access;
mod apart;
pub mod api;
mod assets;
mod error;
mod files;
mod format;
mod message;
mod operation;
mod pages;
mod query;
mod render;
pub mod routes;
mod security;
mod server;
mod session;
pub mod settings;
pub mod state;
mod visit;

pub use server::serve;
