//! What goes with a mail or letter: the files of its invoices.

use std::sync::Arc;

use super::Renderer;
use super::mail::RenderError;
use crate::domain::channel::Channel;
use crate::domain::document::{DocumentFault, DocumentSource};
use crate::domain::language::Language;
use crate::plan::documents::{InvoiceDocument, documents_of, invoices_of};
use crate::plan::outcome::{CustomerPlan, PlannedReminder};
use crate::rules::set::{AttachmentLimits, Attachments, CompanyRules};
use crate::wording::{Message, msg};

/// Longest name of an attached file, in characters.
const LONGEST_NAME: usize = 100;

/// Types by extension; anything else is bytes.
const MEDIA_TYPES: [(&str, &str); 12] = [
    ("pdf", "application/pdf"),
    ("xml", "application/xml"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("html", "text/html"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("zip", "application/zip"),
];

/// A file that goes with a reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Fit for any file system; no two of a reminder are the same.
    pub name: String,
    pub media_type: &'static str,
    pub content: Vec<u8>,
}

impl Renderer {
    /// The same, with a place to read the documents of invoices from.
    #[must_use]
    pub fn with_documents(self, source: Arc<dyn DocumentSource>) -> Self {
        Self { invoice_files: Some(source), ..self }
    }

    /// The files that the options promise with a reminder in a language, whole.
    ///
    /// # Errors
    /// A file that cannot be had, or files that are too large: a reminder does
    /// not go out without what it promises.
    pub fn attachments(
        &self,
        rules: &CompanyRules,
        plan: &CustomerPlan,
        reminder: &PlannedReminder,
        language: &Language,
    ) -> Result<Vec<Attachment>, RenderError> {
        let internal = matches!(plan.channel, Channel::InCharge | Channel::Information);
        let wanted = rules.options.attachments;
        if internal || wanted == Attachments::None {
            return Ok(Vec::new());
        }
        let limits = rules.options.attachment_limits;
        let mut attached = Attached { files: Vec::new(), limit: limits.all, left: limits.all };
        for document in documents_of(plan, reminder) {
            let content = self.content(&document, limits).map_err(RenderError::Refused)?;
            attached.add(safe_name(document.path.file_name()), content)?;
        }
        if wanted == Attachments::OriginalsOrDuplicates {
            for (position, invoice) in invoices_of(plan, reminder) {
                if invoice.documents.is_empty() {
                    let content = self.duplicate(rules, plan, reminder, position, language)?;
                    attached.add(safe_name(&format!("{}.pdf", invoice.number)), content)?;
                }
            }
        }
        Ok(attached.files)
    }

    fn content(
        &self,
        document: &InvoiceDocument<'_>,
        limits: AttachmentLimits,
    ) -> Result<Vec<u8>, Message> {
        let InvoiceDocument { invoice, path } = *document;
        let missing = || msg!("documents-missing", file = path.as_str(), invoice = invoice);
        let source = self.invoice_files.as_ref().ok_or_else(missing)?;
        source.read(path, limits.each).map_err(|fault| match fault {
            DocumentFault::Missing => missing(),
            DocumentFault::Outside => {
                msg!("documents-outside", file = path.as_str(), invoice = invoice)
            }
            DocumentFault::TooLarge => msg!(
                "documents-too-large",
                file = path.as_str(),
                invoice = invoice,
                limit = AttachmentLimits::mib(limits.each)
            ),
            DocumentFault::Unreadable(error) => {
                msg!("documents-unreadable", file = path.as_str(), invoice = invoice, error = error)
            }
        })
    }
}

/// Files up to a limit in bytes.
struct Attached {
    files: Vec<Attachment>,
    limit: u64,
    left: u64,
}

impl Attached {
    fn add(&mut self, name: String, content: Vec<u8>) -> Result<(), RenderError> {
        self.left = self.left.checked_sub(content.len() as u64).ok_or_else(|| {
            let limit = AttachmentLimits::mib(self.limit);
            RenderError::Refused(msg!("documents-too-large-together", limit = limit))
        })?;
        let name = free_name(&name, &self.files);
        self.files.push(Attachment { media_type: media_type(&name), name, content });
        Ok(())
    }
}

fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    MEDIA_TYPES
        .iter()
        .find(|(known, _)| Some(*known) == extension.as_deref())
        .map_or("application/octet-stream", |(_, media_type)| media_type)
}

/// The file's own name without what some file system refuses, its extension
/// kept when it has to be cut.
fn safe_name(name: &str) -> String {
    let refused = |c: char| c.is_control() || "\"<>|?*/\\:".contains(c);
    let name: String = name.trim().chars().map(|c| if refused(c) { '_' } else { c }).collect();
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.chars().count() < 10 => (stem, extension),
        _ => (name.as_str(), ""),
    };
    let dot = if extension.is_empty() { "" } else { "." };
    let room = LONGEST_NAME - extension.chars().count() - dot.len();
    let stem: String = stem.chars().take(room).collect();
    format!("{stem}{dot}{extension}")
}

/// `F1.pdf`, or `F1 (2).pdf` where there is one of that name.
fn free_name(name: &str, attached: &[Attachment]) -> String {
    let taken = |name: &str| {
        attached.iter().any(|attachment| attachment.name.to_lowercase() == name.to_lowercase())
    };
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if extension.is_empty() { "" } else { "." };
    (2..)
        .map(|number: u32| format!("{stem} ({number}){dot}{extension}"))
        .find(|name| !taken(name))
        .unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_each_is_used_once() {
        assert_eq!(safe_name("Facture \"n° 12\".pdf"), "Facture _n° 12_.pdf");
        assert_eq!(safe_name("2026/12\r\n.pdf"), "2026_12__.pdf");
        let long = format!("{}.pdf", "é".repeat(150));
        let cut = safe_name(&long);
        assert!(cut.chars().count() == LONGEST_NAME && cut.ends_with("é.pdf"), "{cut}");
        let mut attached = Vec::new();
        for expected in ["F1.pdf", "F1 (2).pdf", "F1 (3).pdf"] {
            let name = free_name("F1.pdf", &attached);
            assert_eq!(name, expected);
            let content = Vec::new();
            attached.push(Attachment { media_type: media_type(&name), name, content });
        }
        assert_eq!(free_name("f1.PDF", &attached), "f1 (2).PDF".replace("(2)", "(4)"));
        assert_eq!(media_type("F1.PDF"), "application/pdf");
        assert_eq!(media_type("F1"), "application/octet-stream");
    }
}
