//! A planned reminder into a mail: Jinja templates in a sandbox, amounts and
//! dates by locale, a MIME message.

mod address;
pub mod attachments;
mod body;
mod check;
mod context;
mod duplicate;
mod environment;
mod failure;
mod filters;
pub mod follow_up;
pub mod letter;
pub mod locale;
pub mod mail;
mod message;
mod origin;
pub mod parts;
mod payment_code;
mod renderer;
mod sample;
mod sources;
mod tags;
mod templates;
mod typst;
pub mod variables;
mod vocabulary;
mod words;

pub use check::Extent;
pub use filters::NAMES as FILTERS;
pub use renderer::Renderer;
