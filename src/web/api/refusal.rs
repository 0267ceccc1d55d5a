//! Why the API does not do what it was asked, beyond what pages know.

use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::import::document;
use crate::wording::{Message, UiLanguage, msg};

/// A request that is refused, with each mistake in it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    pub status: StatusCode,
    pub message: Message,
    pub mistakes: Vec<Mistake>,
}

impl Refusal {
    pub fn new(status: StatusCode, message: Message) -> Self {
        Self { status, message, mistakes: Vec::new() }
    }

    /// Well-formed, and not to be done as it is.
    pub fn unprocessable(message: Message) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    /// Entries of a document that cannot be taken.
    pub fn mistakes(mistakes: Vec<Mistake>) -> Self {
        let message = msg!("api-mistakes", count = mistakes.len());
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message, mistakes }
    }

    /// The first ones of so many mistakes.
    pub fn first_mistakes(mistakes: Vec<Mistake>, count: usize) -> Self {
        let rest = count.saturating_sub(mistakes.len());
        if rest == 0 {
            return Self::mistakes(mistakes);
        }
        let message = msg!("api-mistakes-first", count = count, told = mistakes.len(), rest = rest);
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, message, mistakes }
    }
}

/// A mistake before its language is known.
#[derive(Debug)]
pub struct Mistake {
    /// The list, such as `invoices`.
    pub entity: Option<&'static str>,
    /// The place in the list, from 0.
    pub index: Option<usize>,
    pub field: Option<String>,
    pub message: Message,
    pub expected: Option<Message>,
    pub did_you_mean: Option<String>,
}

impl Mistake {
    /// In a field of a body that is not a list of entries.
    pub fn of_field(field: impl Into<String>, message: Message) -> Self {
        Self {
            entity: None,
            index: None,
            field: Some(field.into()),
            message,
            expected: None,
            did_you_mean: None,
        }
    }
}

impl From<document::Mistake> for Mistake {
    fn from(mistake: document::Mistake) -> Self {
        let in_list = !mistake.entity.is_empty();
        Self {
            entity: in_list.then_some(mistake.entity),
            index: in_list.then_some(mistake.index),
            field: (!mistake.field.is_empty()).then(|| mistake.field.to_owned()),
            message: mistake.message,
            expected: mistake.expected,
            did_you_mean: mistake.did_you_mean,
        }
    }
}

/// One mistake in what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemError {
    /// The list of the document, such as `invoices`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<&'static str>,
    /// The place in that list, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    /// The field, or its path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub detail: String,
    /// What would be taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
}

impl ProblemError {
    pub fn of(mistake: &Mistake, language: UiLanguage) -> Self {
        Self {
            entity: mistake.entity,
            index: mistake.index,
            field: mistake.field.clone(),
            detail: mistake.message.in_language(language),
            expected: mistake.expected.as_ref().map(|expected| expected.in_language(language)),
            did_you_mean: mistake.did_you_mean.clone(),
        }
    }
}
