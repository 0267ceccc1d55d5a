//! A planned reminder into a mail: Jinja templates in a sandbox, amounts and
//! dates by locale, a MIME message.

mod address;
mod check;
mod context;
mod environment;
mod failure;
mod filters;
pub mod locale;
pub mod mail;
mod message;
mod renderer;
mod sample;
mod sources;
mod words;

pub use renderer::Renderer;
