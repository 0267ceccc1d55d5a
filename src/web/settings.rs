//! What the service is told when it starts.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use chrono::NaiveDate;
use url::Url;

use super::client::Network;
use super::openid::Provider;

/// The settings of `relance serve`.
#[derive(Clone)]
pub struct Settings {
    pub rules: PathBuf,
    pub templates: PathBuf,
    pub documents: PathBuf,
    /// The mail server.
    pub smtp_url: Option<String>,
    /// Where mails go while no mail server is named.
    pub outbox: PathBuf,
    pub listen: SocketAddr,
    /// How browsers reach the service; `https` makes cookies secure.
    pub public_url: Option<Url>,
    /// Where figures are served to whoever reaches it, besides `/metrics`.
    pub metrics_listen: Option<SocketAddr>,
    /// How long requests and jobs may take to end when the service stops.
    pub stop_timeout: Duration,
    /// Webhooks may lead to this machine, by `http` too.
    pub local_webhooks: bool,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Who else vouches for people, by OpenID Connect.
    pub openid: Option<Provider>,
    /// Acts as on another day.
    pub as_of: Option<NaiveDate>,
}

impl Settings {
    /// Whether browsers come over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }
}
