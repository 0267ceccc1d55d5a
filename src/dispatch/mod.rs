//! Finished messages to a mail server or a folder.
//!
//! Knows nothing of what is in the messages nor of where they are recorded:
//! [`run`] asks for messages, hands them over and gives the results back. A
//! connection hands over its next message only after the result of its last
//! one was settled, so that no more messages than connections can be
//! acknowledged by the server and not yet recorded.

mod account;
mod canonical;
mod connection;
mod delivery;
mod desk;
mod dkim;
mod failure;
mod folder;
mod gate;
mod interruption;
mod limits;
mod oauth2;
mod opening;
mod post;
mod queue;
mod reason;
mod retry;
mod run;
mod server;
mod session;
mod share;
mod stop;
mod tls;
mod transport;
mod window;

pub use account::Account;
pub use delivery::{Delivery, DeliveryResult, Outgoing, RefusedRecipient, Summary};
pub use dkim::{DkimError, DkimRecord, Signer};
pub use interruption::{Interrupted, Trouble};
pub use limits::{DomainLimit, Limits, Rate, Windows};
pub use oauth2::{Issuer, NoToken, OAuth2, TokenSource};
pub use reason::{Reason, Reply};
pub use retry::RetryPolicy;
pub use run::run;
pub use server::TransportError;
pub use share::Share;
pub use stop::{Leave, StopSignal};
pub use transport::{ServerFacts, Transport};
