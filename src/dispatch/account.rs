//! A sending account: a server, and how mails leave by it.

use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use super::dkim::Signer;
use super::limits::Rate;
use super::oauth2::OAuth2;
use super::queue::Item;
use super::reason::Reason;
use super::server::{Server, TransportError};
use super::transport::{ServerFacts, Target};
use crate::domain::address::EmailAddress;

/// The account of an installation whose rules name none.
const UNNAMED: &str = "default";

/// A sending account. Shows no secret.
#[derive(Clone)]
pub struct Account {
    pub(super) name: Arc<str>,
    pub(super) target: Target,
    /// As many as the run says where it says none.
    pub(super) connections: Option<usize>,
    pub(super) rates: Arc<[Rate]>,
    return_path: Option<EmailAddress>,
    signer: Option<Arc<Signer>>,
}

impl Account {
    /// By a mail server; the URL is one of [`super::Transport::smtp`]. Signing in
    /// by a token takes a URL without user and password.
    ///
    /// # Errors
    /// When the URL is not of that form.
    pub fn smtp(
        name: &str,
        url: &str,
        timeout: Duration,
        token: Option<OAuth2>,
    ) -> Result<Self, TransportError> {
        let server = Server::parse(url, timeout, token)?;
        Ok(Self { name: name.into(), ..Self::to(Target::Server(Arc::new(server))) })
    }

    pub(super) fn to(target: Target) -> Self {
        Self {
            name: UNNAMED.into(),
            target,
            connections: None,
            rates: Arc::from([]),
            return_path: None,
            signer: None,
        }
    }

    /// Over so many connections at once.
    #[must_use]
    pub fn over(self, connections: NonZeroUsize) -> Self {
        Self { connections: Some(connections.get()), ..self }
    }

    /// No faster than that.
    #[must_use]
    pub fn limited(self, rates: Vec<Rate>) -> Self {
        Self { rates: rates.into(), ..self }
    }

    /// Bounces go to this address.
    #[must_use]
    pub fn returning_to(self, address: EmailAddress) -> Self {
        Self { return_path: Some(address), ..self }
    }

    /// Each mail gets a signature.
    #[must_use]
    pub fn signing(self, signer: Signer) -> Self {
        Self { signer: Some(Arc::new(signer)), ..self }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The server, where it is one.
    pub fn server(&self) -> Option<ServerFacts> {
        self.target.server()
    }

    pub fn signer(&self) -> Option<&Signer> {
        self.signer.as_deref()
    }

    pub(super) fn is_server(&self) -> bool {
        matches!(self.target, Target::Server(_))
    }

    /// Puts sender and signature on a message, once: what is tried again is the
    /// same message.
    pub(super) fn prepare(&self, item: &mut Item) -> Result<(), Reason> {
        if item.prepared {
            return Ok(());
        }
        if let Some(signer) = &self.signer {
            let signed = signer.signed(&item.mail.message);
            item.mail.message = signed.map_err(|_| Reason::NotSigned)?;
        }
        if let Some(address) = &self.return_path {
            item.mail.envelope_from = address.clone();
        }
        item.prepared = true;
        Ok(())
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Account({}: {})", self.name, self.target)
    }
}
