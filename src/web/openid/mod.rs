//! Signing in by OpenID Connect: the authorization-code flow with PKCE. Only
//! accounts that exist come in.

mod exchange;
mod flows;
mod provider;

pub use exchange::{Identity, authorization, identity};
pub use flows::{Flow, Flows};
pub use provider::Provider;
