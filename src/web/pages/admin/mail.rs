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
}

#[derive(Serialize)]
struct Context {
    server: Option<Server>,
    /// What is wrong with the address of the server.
    unusable: Option<String>,
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
    host: String,
    /// As text: it is no amount.
    port: String,
    encryption: &'static str,
    signs_in: bool,
}

impl Context {
    fn of(visit: &Visit, form: &TestForm) -> Self {
        let transport = visit.web.transport();
        let (server, unusable) = match transport {
            Ok(transport) => (transport.server(), None),
            Err(error) => (None, Some(visit.text(&error.message()))),
        };
        let companies = visit.engine.rules.companies.iter().map(|rules| Choice {
            value: rules.company.code.to_string(),
            label: format!("{} ({})", rules.company.sender.address.as_str(), rules.company.name),
            chosen: rules.company.code.as_str() == form.company,
        });
        Self {
            server: server.map(|facts| Server {
                host: facts.host,
                port: facts.port.to_string(),
                encryption: facts.encryption,
                signs_in: facts.signs_in,
            }),
            unusable,
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
        Err(WebError::App(AppError::Transport(_))) => {}
        Err(error) => return Err(error),
    }
    visit.page("pages/admin/mail.html", context)
}

async fn test(visit: &Visit, form: &TestForm) -> Result<Answer, WebError> {
    let mut companies = visit.engine.rules.companies.iter().map(|rules| &rules.company);
    let named = companies.find(|company| company.code.as_str() == form.company);
    let from = &named.ok_or(WebError::NotFound)?.sender;
    let transport = visit.web.transport()?;
    let mail = TestMail {
        from,
        to: form.to.trim(),
        subject: &visit.text(&msg!("web-admin-test-subject")),
        body: &visit.text(&msg!("web-admin-test-body", author = visit.author())),
    };
    let now = visit.clock().now();
    Ok(mail_server::test(&visit.web.store, &transport, mail, actor(visit)?, now).await?)
}
