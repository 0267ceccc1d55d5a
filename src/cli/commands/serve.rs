//! `serve`: the web application and the API.

use std::net::SocketAddr;
use std::time::Duration;

use super::super::args::serve::ServeArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::error::AppError;
use crate::store::Store;
use crate::web::openid::Provider;
use crate::web::settings::Settings;
use crate::web::{self, Stopped};
use crate::wording::msg;

pub async fn serve(context: &Context, args: &ServeArgs) -> Result<Exit, AppError> {
    let settings = Settings {
        rules: context.rules.clone(),
        templates: context.templates.clone(),
        documents: context.documents.clone(),
        smtp_url: context.smtp_url(),
        outbox: args.outbox.outbox.clone(),
        listen: args.listen,
        public_url: args.public_url.clone(),
        metrics_listen: args.metrics_listen,
        stop_timeout: Duration::from_secs(u64::from(args.stop_timeout)),
        local_webhooks: args.allow_local_webhooks,
        trusted_proxies: args.trust_proxy.clone(),
        openid: Provider::from_environment(|name| std::env::var(name).ok())?,
        as_of: args.as_of.as_of,
    };
    let store = Store::open(&context.database).await?;
    store.migrate().await?;
    if store.accounts().await?.is_empty() {
        problems::complain(&context.text(&msg!("web-no-users")));
    }
    let shown = |address: SocketAddr, metrics: Option<SocketAddr>| {
        let url = match &args.public_url {
            Some(url) => url.to_string(),
            None => format!("http://{address}/"),
        };
        problems::complain(&context.text(&msg!("web-listening", url = url)));
        if let Some(address) = metrics {
            let url = format!("http://{address}/metrics");
            problems::complain(&context.text(&msg!("operation-metrics-listening", url = url)));
        }
    };
    match web::serve(store, settings, shown).await? {
        Stopped::Cleanly => Ok(Exit::Done),
        Stopped::AtOnce => Ok(Exit::Stopped),
    }
}
