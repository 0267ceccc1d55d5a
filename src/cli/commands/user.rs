//! `user`: who may sign in to the web application.

use std::sync::Arc;

use super::super::args::serve::{UserAddArgs, UserCommand};
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::account_error::AccountError;
use crate::app::accounts::{self, NewUser};
use crate::app::error::AppError;
use crate::domain::account::Companies;
use crate::domain::company::CompanyCode;
use crate::store::Store;
use crate::wording::msg;

pub async fn user(context: &Context, command: &UserCommand) -> Result<Exit, AppError> {
    match command {
        UserCommand::Add(args) => add(context, args).await,
    }
}

async fn add(context: &Context, args: &UserAddArgs) -> Result<Exit, AppError> {
    let role = args.role.parse();
    let role = role.map_err(|_| AccountError::UnknownRole { name: args.role.clone() })?;
    let codes = args.companies.iter().map(|code| CompanyCode(Arc::from(code.as_str())));
    let companies =
        if args.companies.is_empty() { Companies::All } else { Companies::Only(codes.collect()) };
    let store = Store::open(&context.database).await?;
    store.migrate().await?;
    let password = password(context)?;
    let (login, name) = (args.login.as_str(), args.name.as_str());
    let user = NewUser { login, name, role, companies, password: Some(&password) };
    let now = context.clock(None).now();
    accounts::create(&store, &user, &context.author, now).await?;
    context.say(&msg!("accounts-created", login = &args.login))?;
    Ok(Exit::Done)
}

/// From `RELANCE_PASSWORD`, or the first line of standard input.
fn password(context: &Context) -> Result<String, AppError> {
    if let Ok(password) = std::env::var("RELANCE_PASSWORD") {
        return Ok(password);
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| AppError::File {
        path: context.text(&msg!("accounts-standard-input")),
        error,
    })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
