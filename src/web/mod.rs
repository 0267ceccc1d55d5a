//! The web application and the API: requests into calls of the application,
//! results into pages and JSON. No rule lives here.

mod access;
mod apart;
pub mod api;
mod assets;
mod attempts;
pub mod client;
mod connections;
mod error;
mod format;
mod jobs;
mod message;
pub mod openid;
mod operation;
mod orders;
mod pages;
mod previews;
mod query;
mod render;
pub mod routes;
mod security;
mod server;
mod session;
pub mod settings;
pub mod state;
mod states;
mod touch;
mod visit;

pub use server::serve;
