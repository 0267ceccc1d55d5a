//! What the service is told when it starts.

use std::net::SocketAddr;
use std::time::Duration;

use url::Url;

use super::client::Network;
use super::openid::Provider;
use crate::app::node::NodeSettings;

/// The settings of `relance serve`.
#[derive(Clone)]
pub struct Settings {
    pub node: NodeSettings,
    pub listen: SocketAddr,
    /// How browsers reach the service; `https` makes cookies secure.
    pub public_url: Option<Url>,
    /// Where figures are served to whoever reaches it, besides `/metrics`.
    pub metrics_listen: Option<SocketAddr>,
    /// How long requests and jobs may take to end when the service stops.
    pub stop_timeout: Duration,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Who else vouches for people, by OpenID Connect.
    pub openid: Option<Provider>,
}

impl Settings {
    /// Whether browsers come over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }
}
