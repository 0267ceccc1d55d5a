//! The composer, and what it shows of one reminder.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use super::composition::{Composition, Way, address, of_address};
use super::proposal::{self, Proposal};
use crate::app::opened;
use crate::app::selection::Specimen;
use crate::domain::letter::LetterFormat;
use crate::web::error::WebError;
use crate::web::message;
use crate::web::query::Choice;
use crate::web::visit::CompanyVisit;

#[derive(Serialize)]
struct Context {
    start: String,
    compose: String,
    /// Where scripts find the proposal alone.
    fragment: String,
    check: String,
    /// What is meant, kept as it was given.
    selection: Vec<Kept>,
    ways: Vec<Choice>,
    formats: Vec<Choice>,
    is_letter: bool,
    again: bool,
    from: String,
    sender: String,
    /// The company's own people, by code.
    collaborators: Vec<Collaborator>,
    /// Further copies that are no collaborators.
    copies: String,
    /// Whether all that is overdue of one customer is meant, or all that is open.
    widen: Option<String>,
    narrow: Option<String>,
    show: String,
    proposal: Proposal,
}

#[derive(Serialize)]
struct Kept {
    name: String,
    value: String,
}

#[derive(Serialize)]
struct Collaborator {
    code: String,
    name: String,
    chosen: bool,
}

pub async fn page(visit: CompanyVisit) -> Result<Response, WebError> {
    let composition = Composition::read(&of_address(&visit));
    shown(&visit, composition, None).await
}

/// The composer with a message about what could not be done.
pub async fn shown(
    visit: &CompanyVisit,
    mut composition: Composition,
    mistake: Option<String>,
) -> Result<Response, WebError> {
    let proposal = propose(visit, &mut composition).await?;
    let mistaken = proposal.is_mistaken() || mistake.is_some();
    let proposal = match mistake {
        Some(mistake) => proposal.with_mistake(mistake),
        None => proposal,
    };
    let context = context(visit, &composition, proposal).await?;
    let page = visit.page("pages/reminders/compose.html", context)?;
    Ok(if mistaken { (StatusCode::UNPROCESSABLE_ENTITY, page).into_response() } else { page })
}

/// The proposal alone, for scripts.
pub async fn fragment(visit: CompanyVisit) -> Result<Response, WebError> {
    let mut composition = Composition::read(&of_address(&visit));
    let proposal = propose(&visit, &mut composition).await?;
    #[derive(Serialize)]
    struct Alone {
        proposal: Proposal,
    }
    visit.page("pages/reminders/proposal.html", Alone { proposal })
}

async fn propose(
    visit: &CompanyVisit,
    composition: &mut Composition,
) -> Result<Proposal, WebError> {
    if let Some(mistake) = composition.mistake.take() {
        return Ok(Proposal::mistaken(visit, composition, visit.text(&mistake)));
    }
    match proposal::compose(visit, composition).await {
        Ok(composed) => Proposal::of(visit, composition, &composed).await,
        Err(error) => Ok(Proposal::mistaken(visit, composition, slip(visit, error)?)),
    }
}

/// What somebody typed that cannot be understood, in words; anything else stays
/// an error.
fn slip(visit: &CompanyVisit, error: WebError) -> Result<String, WebError> {
    if error.status() == StatusCode::UNPROCESSABLE_ENTITY {
        Ok(visit.text(&error.message()))
    } else {
        Err(error)
    }
}

async fn context(
    visit: &CompanyVisit,
    composition: &Composition,
    proposal: Proposal,
) -> Result<Context, WebError> {
    let people = visit.engine.store.collaborators(visit.code()).await?;
    let copies = &composition.request.copies;
    let is_known = |copy: &&String| people.iter().any(|person| person.code == **copy);
    let free: Vec<&str> = copies.iter().filter(|it| !is_known(it)).map(String::as_str).collect();
    let sender = &visit.rules.company.sender;
    let with = |more: Option<&str>| {
        let mut pairs = composition.pairs();
        pairs.retain(|(name, _)| name != "all");
        pairs.extend(more.map(|name| (name.to_owned(), "on".to_owned())));
        address(visit, "/reminders/new", &pairs)
    };
    let all = composition.selection().iter().any(|(name, _)| name == "all");
    let alone = composition.selection().iter().all(|(name, _)| name == "customer" || name == "all");
    let of_customer = composition.customer().is_some() && alone;
    Ok(Context {
        start: visit.path("/reminders"),
        compose: visit.path("/reminders/new"),
        fragment: visit.path("/reminders/new/proposal"),
        check: visit.path("/reminders/check"),
        selection: composition
            .selection()
            .iter()
            .map(|(name, value)| Kept { name: name.clone(), value: value.clone() })
            .collect(),
        ways: Way::ALL
            .into_iter()
            .map(|way| Choice {
                value: way.as_str().to_owned(),
                label: String::new(),
                chosen: way == composition.way,
            })
            .collect(),
        formats: LetterFormat::ALL
            .into_iter()
            .map(|format| Choice {
                value: format.extension().to_owned(),
                label: format.extension().to_uppercase(),
                chosen: format == composition.format,
            })
            .collect(),
        is_letter: composition.way == Way::Letter,
        again: composition.request.again,
        from: composition.request.from.clone().unwrap_or_default(),
        sender: format!("{} <{}>", sender.name, sender.address),
        copies: free.join(", "),
        collaborators: people
            .iter()
            .filter(|person| person.email.is_some())
            .map(|person| Collaborator {
                code: person.code.clone(),
                name: person.name.clone(),
                chosen: copies.contains(&person.code),
            })
            .collect(),
        widen: (of_customer && !all).then(|| with(Some("all"))),
        narrow: (of_customer && all).then(|| with(None)),
        show: composition.show.clone().unwrap_or_default(),
        proposal,
    })
}

/// The reminder that an address of a preview tells.
async fn specimen(visit: &CompanyVisit) -> Result<Specimen, WebError> {
    let pairs = of_address(visit);
    let value = |wanted: &str| {
        let found = pairs.iter().find(|(name, _)| name == wanted);
        found.map(|(_, value)| value.as_str()).ok_or(WebError::NotFound)
    };
    let (customer, message_id) = (value("of")?, value("message")?);
    let composition = Composition::read(&pairs);
    let clock = visit.clock();
    let company = Some(visit.code().as_str());
    let scope = visit.engine.scope_by_hand(company, composition.channel(), &clock)?;
    let product = composition.product();
    let task = crate::app::request::understand(&visit.engine, scope, &composition.request, product)
        .await?;
    let found = proposal::specimen(visit, &task, customer, message_id).await?;
    found.ok_or(WebError::NotFound)
}

/// The HTML of a mail, or a letter that browsers can show.
pub async fn frame(visit: CompanyVisit) -> Result<Response, WebError> {
    let Specimen { prepared, .. } = specimen(&visit).await?;
    let mail = prepared.mail.map_err(|_| WebError::NotFound)?;
    match prepared.format {
        None => Ok(message::html(opened::open(&mail.message).html)),
        Some(LetterFormat::Pdf) => Ok(message::pdf("preview.pdf", mail.message)),
        Some(LetterFormat::Html) => {
            Ok(message::html(String::from_utf8_lossy(&mail.message).into_owned()))
        }
        Some(LetterFormat::Docx | LetterFormat::Odt) => Err(WebError::NotFound),
    }
}

/// The mail or the letter as a file.
pub async fn file(visit: CompanyVisit) -> Result<Response, WebError> {
    let Specimen { prepared, .. } = specimen(&visit).await?;
    let mail = prepared.mail.map_err(|_| WebError::NotFound)?;
    Ok(match prepared.format {
        None => message::file("preview.eml", "message/rfc822", mail.message),
        Some(format) => {
            let name = format!("preview.{format}");
            message::file(&name, message::kind_of(format.extension()), mail.message)
        }
    })
}

/// A file that goes with it.
pub async fn attachment(
    visit: CompanyVisit,
    Path((_, position)): Path<(String, String)>,
) -> Result<Response, WebError> {
    let position: usize = position.parse().map_err(|_| WebError::NotFound)?;
    let Specimen { prepared, .. } = specimen(&visit).await?;
    let mail = prepared.mail.map_err(|_| WebError::NotFound)?;
    if prepared.format.is_some() {
        let enclosure = prepared.enclosures.into_iter().nth(position);
        let enclosure = enclosure.ok_or(WebError::NotFound)?;
        return Ok(message::file(&enclosure.name, "application/octet-stream", enclosure.content));
    }
    let attached = opened::open(&mail.message).attachments.into_iter().nth(position);
    let attached = attached.ok_or(WebError::NotFound)?;
    Ok(message::file(&attached.name, &attached.kind, attached.content))
}
