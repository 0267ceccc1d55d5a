//! `serve`, `worker` and `user`.

use std::net::SocketAddr;
use std::time::Duration;

use clap::{Args, Subcommand};
use url::Url;

use super::{AsOf, Outbox};
use crate::web::client::Network;

#[derive(Debug, Args)]
pub struct ServeArgs {
    #[arg(
        long,
        value_name = "ADDRESS:PORT",
        env = "RELANCE_LISTEN",
        default_value = "127.0.0.1:8420"
    )]
    pub listen: SocketAddr,
    #[arg(long, value_name = "URL", env = "RELANCE_PUBLIC_URL")]
    pub public_url: Option<Url>,
    #[arg(long, value_name = "ADDRESS:PORT", env = "RELANCE_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    #[arg(long, value_name = "NETWORK", value_delimiter = ',', env = "RELANCE_TRUST_PROXY")]
    pub trust_proxy: Vec<Network>,
    #[command(flatten)]
    pub node: NodeArgs,
}

/// What every process that stays is told.
#[derive(Debug, Args)]
pub struct NodeArgs {
    #[arg(long, value_name = "SECONDS", env = "RELANCE_STOP_TIMEOUT", default_value_t = 30)]
    pub stop_timeout: u32,
    #[arg(long, env = "RELANCE_ALLOW_LOCAL_WEBHOOKS")]
    pub allow_local_webhooks: bool,
    #[arg(long, env = "RELANCE_NO_SCHEDULE")]
    pub no_schedule: bool,
    #[command(flatten)]
    pub as_of: AsOf,
    #[command(flatten)]
    pub outbox: Outbox,
}

impl NodeArgs {
    pub fn stop_timeout(&self) -> Duration {
        Duration::from_secs(u64::from(self.stop_timeout))
    }
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    Add(UserAddArgs),
    List,
    Password(UserArgs),
    Role(UserRoleArgs),
    Deactivate(UserArgs),
    Activate(UserArgs),
}

#[derive(Debug, Args)]
pub struct UserArgs {
    #[arg(value_name = "LOGIN")]
    pub login: String,
}

#[derive(Debug, Args)]
pub struct UserRoleArgs {
    #[arg(value_name = "LOGIN")]
    pub login: String,
    #[arg(value_name = "ROLE")]
    pub role: String,
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub companies: Vec<String>,
}

#[derive(Debug, Args)]
pub struct UserAddArgs {
    #[arg(value_name = "LOGIN")]
    pub login: String,
    #[arg(long, value_name = "ROLE")]
    pub role: String,
    #[arg(long, value_name = "NAME", default_value = "")]
    pub name: String,
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub companies: Vec<String>,
}
