//! `serve`: the web application and the API.

use super::super::args::serve::ServeArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::error::AppError;
use crate::store::Store;
use crate::web;
use crate::web::openid::Provider;
use crate::web::settings::Settings;
use crate::wording::msg;

pub async fn serve(context: &Context, args: &ServeArgs) -> Result<Exit, AppError> {
    let settings = Settings {
        rules: context.rules.clone(),
        templates: context.templates.clone(),
        documents: context.documents.clone(),
        outbox: args.outbox.outbox.clone(),
        listen: args.listen,
        public_url: args.public_url.clone(),
        trusted_proxies: args.trust_proxy.clone(),
        openid: Provider::from_environment(|name| std::env::var(name).ok())?,
        as_of: args.as_of.as_of,
    };
    let store = Store::open(&context.database).await?;
    store.migrate().await?;
    if store.accounts().await?.is_empty() {
        problems::complain(&context.text(&msg!("web-no-users")));
    }
    let shown = |address: std::net::SocketAddr| {
        let url = match &args.public_url {
            Some(url) => url.to_string(),
            None => format!("http://{address}/"),
        };
        problems::complain(&context.text(&msg!("web-listening", url = url)));
    };
    web::serve(store, settings, shown).await?;
    Ok(Exit::Done)
}
