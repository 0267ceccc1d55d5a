//! The chapters of the page.

use chrono::{DateTime, NaiveDate, Utc};

use super::batches;
use super::company;
use super::model::{Chapter, Document, Section};
use super::pen::Pen;
use super::retention;
use crate::domain::company::CompanyCode;
use crate::rules::set::{CompanyRules, RuleSet};
use crate::wording::{UiLanguage, msg};

/// What the page is made for.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    pub language: UiLanguage,
    /// Only this company.
    pub company: Option<&'a CompanyCode>,
    pub now: DateTime<Utc>,
    /// Another day than today.
    pub as_of: Option<NaiveDate>,
    /// The rules folder, as the user names it.
    pub folder: &'a str,
}

impl Request<'_> {
    /// The civil day that a company's page holds for.
    pub fn day(&self, zone: chrono_tz::Tz) -> NaiveDate {
        self.as_of.unwrap_or_else(|| self.now.with_timezone(&zone).date_naive())
    }
}

/// The rules in force as a page.
pub fn document(rules: &RuleSet, request: &Request<'_>) -> Document {
    let pen = Pen::new(request.language);
    let companies: Vec<&CompanyRules> = rules
        .companies
        .iter()
        .filter(|rules| request.company.is_none_or(|code| rules.company.code == *code))
        .collect();
    let mut chapters: Vec<Chapter> =
        companies.iter().map(|company| company::chapter(company, request, &pen)).collect();
    let mut shared = batches::sections(rules, &companies, request, &pen);
    shared.push(statuses(rules, &pen));
    shared.push(retention::section(&rules.retention, &pen));
    chapters.push(Chapter { title: pen.words(&msg!("handbook-shared")), sections: shared });
    let zone = companies.first().map_or(chrono_tz::UTC, |rules| rules.company.time_zone);
    Document {
        language: pen.code(),
        title: pen.words(&msg!("handbook-title")),
        summary: vec![
            pen.text(&msg!("handbook-as-of", date = pen.date(request.day(zone)))),
            pen.text(&msg!(
                "handbook-source",
                folder = request.folder,
                digest = rules.digest.get(..12).unwrap_or(&rules.digest)
            )),
        ],
        chapters,
    }
}

fn statuses(rules: &RuleSet, pen: &Pen) -> Section {
    use super::model::{Block, Table, Text};
    let title = pen.words(&msg!("handbook-statuses"));
    if rules.statuses.is_empty() {
        let none = pen.text(&msg!("handbook-no-statuses"));
        return Section { title, blocks: vec![Block::Paragraph(none)] };
    }
    let rows = rules.statuses.iter().map(|status| {
        let labels = status.label.iter().map(|(language, label)| {
            pen.words(&msg!("handbook-label", label = label, language = language.as_str()))
        });
        vec![Text::code(&status.code), Text::plain(pen.list(labels))]
    });
    let table = Table {
        caption: pen.words(&msg!("handbook-statuses-caption")),
        headings: vec![
            pen.words(&msg!("handbook-col-status")),
            pen.words(&msg!("handbook-col-label")),
        ],
        rows: rows.collect(),
    };
    Section { title, blocks: vec![Block::Table(table)] }
}
