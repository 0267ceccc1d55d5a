//! `serve`, the web application and the API, and `worker`.

use std::net::SocketAddr;

use super::super::args::serve::{NodeArgs, ServeArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::error::AppError;
use crate::app::node::{Node, NodeSettings};
use crate::app::worker::{self, Stopped};
use crate::web;
use crate::web::openid::Provider;
use crate::web::settings::Settings;
use crate::wording::msg;

pub async fn serve(context: &Context, args: &ServeArgs) -> Result<Exit, AppError> {
    let settings = Settings {
        node: node_settings(context, &args.node)?,
        listen: args.listen,
        public_url: args.public_url.clone(),
        metrics_listen: args.metrics_listen,
        stop_timeout: args.node.stop_timeout(),
        trusted_proxies: args.trust_proxy.clone(),
        openid: Provider::from_environment(|name| std::env::var(name).ok())?,
    };
    let store = context.store_of_node().await?;
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
    Ok(exit(web::serve(store, settings, shown).await?))
}

/// `worker`: the duties of the service, without pages.
pub async fn worker(context: &Context, args: &NodeArgs) -> Result<Exit, AppError> {
    let store = context.store_of_node().await?;
    let node = Node::new(store, node_settings(context, args)?)?;
    problems::complain(&context.text(&msg!("cli-worker-begins")));
    Ok(exit(worker::work(&node, args.stop_timeout()).await?))
}

fn node_settings(context: &Context, args: &NodeArgs) -> Result<NodeSettings, AppError> {
    Ok(NodeSettings {
        rules: context.rules.clone(),
        templates: context.templates.clone(),
        documents: context.documents.clone(),
        smtp_url: context.smtp_url(),
        outbox: args.outbox.outbox.clone(),
        mailbox: context.mailbox()?,
        local_webhooks: args.allow_local_webhooks,
        as_of: args.as_of.as_of,
        schedule: !args.no_schedule,
    })
}

fn exit(stopped: Stopped) -> Exit {
    match stopped {
        Stopped::Cleanly => Exit::Done,
        Stopped::AtOnce => Exit::Stopped,
    }
}
