//! What clerks do with the suppression list.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::list::{self, Asked, Filters};
use crate::app::error::AppError;
use crate::app::suppressions::{self, Desk};
use crate::web::error::WebError;
use crate::web::visit::CompanyVisit;

/// An address that is to be written to again.
#[derive(Debug, Deserialize)]
pub struct Lift {
    address: String,
    #[serde(default)]
    reason: String,
}

/// The company's own list: that of all companies is changed at the machine.
fn desk(visit: &CompanyVisit) -> Desk<'_> {
    let (store, company, author) = (&visit.web.store, visit.code(), visit.author());
    Desk { store, company, everywhere: false, author }
}

pub async fn add(visit: CompanyVisit, Form(asked): Form<Asked>) -> Result<Response, WebError> {
    let (customer, clock) = (Some(asked.customer.as_str()), visit.clock());
    let added =
        suppressions::add(desk(&visit), &asked.address, customer, &asked.reason, &clock).await;
    answered(&visit, added.map(drop), asked, "notice-suppression-added").await
}

pub async fn lift(visit: CompanyVisit, Form(form): Form<Lift>) -> Result<Response, WebError> {
    let lifted =
        suppressions::lift(desk(&visit), &form.address, &form.reason, &visit.clock()).await;
    answered(&visit, lifted.map(drop), Asked::default(), "notice-suppression-lifted").await
}

/// The list again, with a notice or with the mistake.
async fn answered(
    visit: &CompanyVisit,
    done: Result<(), AppError>,
    asked: Asked,
    notice: &str,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(visit.done(&visit.path("/suppressions"), notice)),
        Err(error @ (AppError::Suppression(_) | AppError::FollowUp(_))) => {
            let mistake = Some(visit.text(&error.message()));
            let page = list::shown(visit, Filters::default(), asked, mistake).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error.into()),
    }
}
