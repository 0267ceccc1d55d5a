//! A draft of a template on the data of a customer, in a frame that can do
//! nothing.

use axum::http::StatusCode;
use axum::response::Response;
use axum_extra::extract::Form;
use std::sync::Arc;

use serde::Serialize;

use super::companies;
use super::edit::Sent;
use super::problems::{self, Problem};
use crate::app::editing::desk::blocking;
use crate::app::editing::path::FilePath;
use crate::app::editing::preview::{self, Page};
use crate::app::error::AppError;
use crate::documents::Folder;
use crate::web::error::WebError;
use crate::web::message;
use crate::web::visit::Visit;
use crate::wording::msg;

#[derive(Serialize)]
struct Context {
    subject: String,
    level: Option<String>,
    is_next: bool,
    customer: String,
    /// Of a mail or letter without HTML.
    text: Option<String>,
    message: Option<String>,
    problems: Vec<Problem>,
}

impl Context {
    fn saying(message: String, customer: String) -> Self {
        Self {
            subject: String::new(),
            level: None,
            is_next: true,
            customer,
            text: None,
            message: Some(message),
            problems: Vec::new(),
        }
    }
}

pub async fn page(visit: Visit, Form(sent): Form<Sent>) -> Result<Response, WebError> {
    let path = FilePath::parse(&sent.path).ok_or(WebError::NotFound)?;
    let rules = companies::chosen(&visit, &sent.company).ok_or(WebError::NotFound)?;
    let company = rules.company.code.clone();
    let (_, draft) = problems::draft(&visit, &path, &sent.text).await?;
    let (store, documents) = (visit.web.store.clone(), visit.web.node_settings.documents.clone());
    let names = draft.names.clone();
    let engine = blocking(move || draft.engine(&store, Arc::new(Folder::new(&documents)))).await;
    let engine = match engine {
        Ok(engine) => engine,
        Err(AppError::Files(mistakes)) => {
            let problems = problems::shown(&visit, &mistakes, Some(&path));
            let message = visit.text(&msg!("editor-preview-broken"));
            let context = Context { problems, ..Context::saying(message, sent.customer) };
            return note(&visit, context, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Err(error) => return Err(error.into()),
    };
    let customer = sent.customer.trim();
    let scope = engine.scope_ahead(None, &company, &visit.clock())?;
    let made = preview::preview(&engine, &scope, &path, customer, &visit.clock()).await?;
    let preview = match made {
        None => {
            let message = visit.text(&msg!("editor-preview-nobody", customer = customer));
            let context = Context::saying(message, sent.customer);
            return note(&visit, context, StatusCode::NOT_FOUND);
        }
        Some(Err(message)) => {
            let message = names.plain(&visit.text(&message));
            let context = Context::saying(message, sent.customer);
            return note(&visit, context, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Some(Ok(preview)) => preview,
    };
    let mut context = Context {
        subject: preview.subject,
        level: preview.level.map(|level| level.to_string()),
        is_next: preview.is_next,
        customer: sent.customer.clone(),
        text: None,
        message: None,
        problems: Vec::new(),
    };
    match preview.page {
        Page::Pdf(file) => Ok(message::pdf("letter.pdf", file)),
        Page::Text(text) => {
            context.text = Some(text);
            note(&visit, context, StatusCode::OK)
        }
        Page::Html(html) => {
            let above = visit.web.page(&visit, "pages/editor/preview_head.html", context)?;
            Ok(message::html(with_head(&html, &above)))
        }
    }
}

/// What is said above a page, inside of it.
fn with_head(html: &str, above: &str) -> String {
    let body = html.find("<body").and_then(|start| Some(start + html.get(start..)?.find('>')? + 1));
    match body.and_then(|at| html.split_at_checked(at)) {
        Some((before, after)) => format!("{before}{above}{after}"),
        None => format!("{above}{html}"),
    }
}

fn note(visit: &Visit, context: Context, status: StatusCode) -> Result<Response, WebError> {
    let page = visit.web.page(visit, "pages/editor/preview.html", context)?;
    let mut response = message::html(page);
    *response.status_mut() = status;
    Ok(response)
}
