//! `user`: who may sign in to the web application.

use std::io::IsTerminal as _;
use std::sync::Arc;

use super::super::args::serve::{UserAddArgs, UserCommand, UserRoleArgs};
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show::users;
use crate::app::account_error::AccountError;
use crate::app::accounts::{self, NewUser};
use crate::app::actor::Actor;
use crate::app::error::AppError;
use crate::domain::account::{Companies, Role};
use crate::domain::company::CompanyCode;
use crate::store::{Account, AccountEdit, Store};
use crate::wording::{Message, msg};

pub async fn user(context: &Context, command: &UserCommand) -> Result<Exit, AppError> {
    match command {
        UserCommand::Add(args) => add(context, args).await,
        UserCommand::List => list(context).await,
        UserCommand::Password(args) => password_of(context, &args.login).await,
        UserCommand::Role(args) => role_of(context, args).await,
        UserCommand::Deactivate(args) => {
            let said = msg!("accounts-deactivated", login = &args.login);
            edit(context, &args.login, said, |edit| edit.active = false).await
        }
        UserCommand::Activate(args) => {
            let said = msg!("accounts-activated", login = &args.login);
            edit(context, &args.login, said, |edit| edit.active = true).await
        }
    }
}

async fn add(context: &Context, args: &UserAddArgs) -> Result<Exit, AppError> {
    let role = role(&args.role)?;
    let named = if args.companies.is_empty() {
        context.company.iter().cloned().collect()
    } else {
        args.companies.clone()
    };
    let companies = companies(&named).unwrap_or(Companies::All);
    let store = Store::open(&context.database).await?;
    store.migrate().await?;
    let password = password(context)?;
    let (login, name) = (args.login.as_str(), args.name.as_str());
    let user = NewUser { login, name, role, companies, password: Some(&password) };
    let now = context.clock(None).now();
    accounts::create(&store, &user, Actor::at_the_machine(&context.author), now).await?;
    context.say(&msg!("accounts-created", login = &args.login))?;
    Ok(Exit::Done)
}

async fn list(context: &Context) -> Result<Exit, AppError> {
    let accounts = context.store().await?.accounts().await?;
    context.print(&users::users(&accounts, context.language))?;
    Ok(Exit::Done)
}

async fn password_of(context: &Context, login: &str) -> Result<Exit, AppError> {
    let store = context.store().await?;
    let account = found(&store, login).await?;
    let password = password(context)?;
    let (actor, now) = (Actor::at_the_machine(&context.author), context.clock(None).now());
    accounts::reset_password(&store, &account, &password, actor, now).await?;
    context.say(&msg!("accounts-password-set", login = login))?;
    Ok(Exit::Done)
}

async fn role_of(context: &Context, args: &UserRoleArgs) -> Result<Exit, AppError> {
    let role = role(&args.role)?;
    let said = msg!("accounts-role-set", login = &args.login, role = role.as_str());
    edit(context, &args.login, said, |edit| {
        edit.role = role;
        if let Some(companies) = companies(&args.companies) {
            edit.companies = companies;
        }
    })
    .await
}

async fn edit(
    context: &Context,
    login: &str,
    said: Message,
    change: impl FnOnce(&mut AccountEdit),
) -> Result<Exit, AppError> {
    let store = context.store().await?;
    let account = found(&store, login).await?;
    let mut edit = AccountEdit {
        name: account.name.clone(),
        role: account.role,
        companies: account.companies.clone(),
        active: account.active,
    };
    change(&mut edit);
    let (actor, now) = (Actor::at_the_machine(&context.author), context.clock(None).now());
    accounts::edit(&store, &account, &edit, actor, now).await?;
    context.say(&said)?;
    Ok(Exit::Done)
}

async fn found(store: &Store, login: &str) -> Result<Account, AppError> {
    let account = store.account(login).await?;
    Ok(account.ok_or_else(|| AccountError::Unknown { login: login.to_owned() })?)
}

fn role(name: &str) -> Result<Role, AccountError> {
    name.parse().map_err(|_| AccountError::UnknownRole { name: name.to_owned() })
}

/// None where none is named.
fn companies(codes: &[String]) -> Option<Companies> {
    let known = codes.iter().map(|code| CompanyCode(Arc::from(code.as_str())));
    (!codes.is_empty()).then(|| Companies::Only(known.collect()))
}

/// From `RELANCE_PASSWORD`, asked for twice at a terminal without showing it,
/// or the first line of standard input.
fn password(context: &Context) -> Result<String, AppError> {
    if let Ok(password) = std::env::var("RELANCE_PASSWORD") {
        return Ok(password);
    }
    let failed =
        |error| AppError::File { path: context.text(&msg!("accounts-standard-input")), error };
    if std::io::stdin().is_terminal() {
        let ask = |question: Message| {
            rpassword::prompt_password(format!("{} ", context.text(&question))).map_err(failed)
        };
        let password = ask(msg!("accounts-ask-password"))?;
        if ask(msg!("accounts-ask-again"))? != password {
            return Err(AccountError::DifferentPasswords.into());
        }
        return Ok(password);
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(failed)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
