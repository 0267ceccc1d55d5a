//! Where webhooks may lead: to the public network only, so that nobody makes
//! the service speak to what only the service can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::redirect::Policy;
use url::{Host, Url};

use super::webhook_error::WebhookError;

/// Which addresses may be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Also this machine, by `http` too: for trying things out.
    pub local: bool,
}

impl Reach {
    /// The address of a webhook.
    ///
    /// # Errors
    /// When it is none, or leads where webhooks may not.
    pub fn address(self, text: &str) -> Result<Url, WebhookError> {
        let url = Url::parse(text.trim()).map_err(|_| WebhookError::NotAnAddress)?;
        let host = url.host().ok_or(WebhookError::NotAnAddress)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebhookError::WithPassword);
        }
        let local = match host {
            Host::Ipv4(address) => self.literal(IpAddr::V4(address))?,
            Host::Ipv6(address) => self.literal(IpAddr::V6(address))?,
            Host::Domain(name) => name == "localhost",
        };
        match url.scheme() {
            "https" => Ok(url),
            "http" if self.local && local => Ok(url),
            _ => Err(WebhookError::NotSecure),
        }
    }

    /// Whether an address that is written out is this machine.
    fn literal(self, address: IpAddr) -> Result<bool, WebhookError> {
        if self.allows(address) {
            Ok(address.is_loopback())
        } else {
            Err(WebhookError::Inside { address: address.to_string() })
        }
    }

    /// Whether an address may be spoken to.
    pub fn allows(self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        is_public(address) || (self.local && address.is_loopback())
    }

    /// A client that speaks to no other addresses, whatever names stand for,
    /// follows no redirect and asks no proxy.
    ///
    /// # Errors
    /// When the system has no TLS.
    pub fn client(self, timeout: Duration) -> Result<Client, reqwest::Error> {
        Client::builder()
            .dns_resolver(Arc::new(Checked(self)))
            .redirect(Policy::none())
            .no_proxy()
            .timeout(timeout)
            .user_agent(concat!("Relance/", env!("CARGO_PKG_VERSION")))
            .build()
    }
}

/// Names are looked up and checked in one place: what was checked is what is
/// connected to.
struct Checked(Reach);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let allowed: Vec<SocketAddr> =
                found.filter(|address| reach.allows(address.ip())).collect();
            if allowed.is_empty() {
                return Err("the name stands for no public address".into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let special = match first {
        0 | 240..=255 => true,
        // Shared between customers of a provider.
        100 => (64..128).contains(&second),
        // Protocols, and relays to IPv6.
        192 => (second == 0 && third == 0) || (second == 88 && third == 99),
        // Measurements.
        198 => second == 18 || second == 19,
        _ => false,
    };
    !(special
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

/// Of what is given out to the public, without what carries IPv4 inside.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let given_out = first & 0xe000 == 0x2000;
    let carries_v4 = first == 0x2002 || (first == 0x2001 && second == 0);
    let documentation = (first == 0x2001 && second == 0xdb8) || first == 0x3fff;
    given_out && !carries_v4 && !documentation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_network_is_within_reach() {
        let reach = Reach { local: false };
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:0:a00::1",
            "ff02::1",
        ] {
            assert!(!reach.allows(inside.parse().expect("an address")), "{inside}");
        }
        for public in ["93.184.215.14", "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(reach.allows(public.parse().expect("an address")), "{public}");
        }
    }

    #[test]
    fn an_address_is_https_and_carries_no_password() {
        let public = Reach { local: false };
        let local = Reach { local: true };
        assert!(public.address("https://erp.example/hooks?x=1").is_ok());
        for (url, expected) in [
            ("erp.example", WebhookError::NotAnAddress),
            ("http://erp.example/", WebhookError::NotSecure),
            ("ftp://erp.example/", WebhookError::NotSecure),
            ("http://localhost/", WebhookError::NotSecure),
            ("https://bob:s3cret@erp.example/", WebhookError::WithPassword),
            ("https://10.0.0.1/", WebhookError::Inside { address: "10.0.0.1".to_owned() }),
            ("https://2130706433/", WebhookError::Inside { address: "127.0.0.1".to_owned() }),
            ("https://[::1]/", WebhookError::Inside { address: "::1".to_owned() }),
        ] {
            assert_eq!(public.address(url), Err(expected), "{url}");
        }
        assert!(local.address("http://127.0.0.1:9000/").is_ok());
        assert!(local.address("http://localhost:9000/").is_ok());
        let refused = local.address("http://erp.example/");
        assert_eq!(refused, Err(WebhookError::NotSecure));
        assert!(local.address("https://10.0.0.1/").is_err());
    }
}
