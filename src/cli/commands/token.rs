//! `token`: programs that may use the API.

use std::sync::Arc;

use chrono::TimeDelta;

use super::super::args::token::{TokenAddArgs, TokenCommand};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use crate::app::account_error::AccountError;
use crate::app::actor::Actor;
use crate::app::api_tokens::{self, NewToken};
use crate::app::error::AppError;
use crate::domain::account::Companies;
use crate::domain::company::CompanyCode;
use crate::store::Store;
use crate::wording::msg;

pub async fn token(context: &Context, command: &TokenCommand) -> Result<Exit, AppError> {
    match command {
        TokenCommand::Add(args) => add(context, args).await,
    }
}

async fn add(context: &Context, args: &TokenAddArgs) -> Result<Exit, AppError> {
    let role = args.role.parse();
    let role = role.map_err(|_| AccountError::UnknownRole { name: args.role.clone() })?;
    let codes = args.companies.iter().map(|code| CompanyCode(Arc::from(code.as_str())));
    let companies =
        if args.companies.is_empty() { Companies::All } else { Companies::Only(codes.collect()) };
    let store = Store::open(&context.database).await?;
    store.migrate().await?;
    let now = context.clock(None).now();
    let expires = args.days.map(|days| now + TimeDelta::days(i64::from(days)));
    let token = NewToken { name: &args.name, role, companies, expires };
    let secret =
        api_tokens::create(&store, &token, Actor::at_the_machine(&context.author), now).await?;
    let told = msg!("token-created", name = &args.name, role = &args.role);
    problems::complain(&context.text(&told));
    context.print(&format!("{}\n", secret.reveal()))?;
    Ok(Exit::Done)
}
