//! The mail server, and a mail that tests it.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum_extra::extract::Form;
use serde::{Deserialize, Serialize};

use super::actor;
use crate::app::error::AppError;
use crate::app::mail_server::{self, Answer, TestMail};
use crate::web::error::WebError;
use crate::web::query::Choice;
use crate::web::routes::{Need, Routes};
use crate::web::visit::Visit;
use crate::wording::msg;

pub fn routes(routes: Routes) -> Routes {
    routes.get(Need::Service, "/admin/mail", page).post(Need::Service, "/admin/mail", send)
}

#[derive(Default, Deserialize)]
struct TestForm {
    #[serde(default)]
    to: String,
    #[serde(default)]
    company: String,
    /// The first one where it names none.
    #[serde(default)]
    account: String,
}

#[derive(Serialize)]
struct Context {
    /// None where mails go to the folder.
    servers: Vec<Server>,
    /// What is wrong with the address of a server.
    unusable: Option<String>,
    /// The accounts to choose among; none where the rules name none.
    accounts: Vec<Choice>,
    outbox: String,
    to: String,
    /// Whose sender it is.
    companies: Vec<Choice>,
    mistake: Option<String>,
    /// The server's words, or the name of the file.
    taken: Option<String>,
    refused: Option<String>,
}

#[derive(Serialize)]
struct Server {
    /// Where the rules name it.
    account: Option<String>,
    host: String,
    /// As text: it is no amount.
    port: String,
    encryption: &'static str,
    login: &'static str,
}

impl Context {
    fn of(visit: &Visit, form: &TestForm) -> Self {
        let transport = visit.web.transport();
        let named = &visit.engine.rules.sending.accounts;
        let mut servers = Vec::new();
        let unusable = match &transport {
            Ok(transport) => {
                servers.extend(transport.each().filter_map(|account| {
                    let facts = account.server()?;
                    Some(Server {
                        account: (!named.is_empty()).then(|| account.name().to_owned()),
                        host: facts.host,
                        port: facts.port.to_string(),
                        encryption: facts.encryption,
                        login: facts.login,
                    })
                }));
                None
            }
            Err(error) => Some(visit.text(&error.message())),
        };
        let accounts = named.iter().map(|account| Choice {
            value: account.name.to_string(),
            label: account.name.to_string(),
            chosen: *account.name == *form.account,
        });
        let companies = visit.engine.rules.companies.iter().map(|rules| Choice {
            value: rules.company.code.to_string(),
            label: format!("{} ({})", rules.company.sender.address.as_str(), rules.company.name),
            chosen: rules.company.code.as_str() == form.company,
        });
        Self {
            servers,
            unusable,
            accounts: accounts.collect(),
            outbox: visit.web.node_settings.outbox.display().to_string(),
            to: form.to.clone(),
            companies: companies.collect(),
            mistake: None,
            taken: None,
            refused: None,
        }
    }
}

async fn page(visit: Visit) -> Result<Response, WebError> {
    visit.page("pages/admin/mail.html", Context::of(&visit, &TestForm::default()))
}

async fn send(visit: Visit, Form(form): Form<TestForm>) -> Result<Response, WebError> {
    let mut context = Context::of(&visit, &form);
    match test(&visit, &form).await {
        Ok(Answer::Taken(words)) => context.taken = Some(words),
        Ok(Answer::Refused(reason)) => context.refused = Some(visit.text(&reason)),
        Err(WebError::App(AppError::Account(error))) => {
            context.mistake = Some(visit.text(&error.message()));
            let page = visit.page("pages/admin/mail.html", context)?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
        Err(WebError::App(AppError::Transport(_) | AppError::Sending(_))) => {}
        Err(error) => return Err(error),
    }
    visit.page("pages/admin/mail.html", context)
}

async fn test(visit: &Visit, form: &TestForm) -> Result<Answer, WebError> {
    let mut companies = visit.engine.rules.companies.iter().map(|rules| &rules.company);
    let named = companies.find(|company| company.code.as_str() == form.company);
    let from = &named.ok_or(WebError::NotFound)?.sender;
    let all = visit.web.transport()?;
    // Without any server there is nothing to choose.
    let one = Some(form.account.as_str()).filter(|name| !name.is_empty() && all.is_server());
    let transport = match one {
        Some(name) => all.only(name).ok_or(WebError::NotFound)?,
        None => all,
    };
    let mail = TestMail {
        from,
        to: form.to.trim(),
        subject: &visit.text(&msg!("web-admin-test-subject")),
        body: &visit.text(&msg!("web-admin-test-body", author = visit.author())),
    };
    let now = visit.clock().now();
    Ok(mail_server::test(&visit.web.store, &transport, mail, actor(visit)?, now).await?)
}
