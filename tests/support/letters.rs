//! Letters of the plans in `mails.rs`, and what a reader sees in them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use relance::domain::letter::{LetterFormat, PostalAddress};
use relance::plan::outcome::{CustomerPlan, PlannedReminder};
use relance::render::Renderer;
use relance::render::letter::{LetterRequest, RenderedLetter};
use relance::render::mail::RenderError;
use relance::rules::set::CompanyRules;

/// The reminder of everything in a plan, by post.
pub fn by_post(plan: &CustomerPlan, level: &str, language: &str) -> PlannedReminder {
    let lines = ["Durand & Fils", "Service comptabilité", "12 quai de la Loire", "44000 Nantes"];
    PlannedReminder {
        postal: Some(PostalAddress { lines: lines.map(str::to_owned).into() }),
        to: Vec::new(),
        ..super::mails::reminder(plan, level, language)
    }
}

pub fn letter(
    renderer: &Renderer,
    rules: &CompanyRules,
    plan: &CustomerPlan,
    reminder: &PlannedReminder,
    format: LetterFormat,
) -> Result<RenderedLetter, RenderError> {
    let request = LetterRequest { rules, plan, reminder, language_fallback: &[], format };
    renderer.letter(&request)
}

/// The text of a PDF as it stands on the page, by poppler.
pub fn text_of(pdf: &[u8]) -> String {
    poppler("pdftotext", &["-layout", "-enc", "UTF-8", "-", "-"], pdf)
}

/// What poppler says of a PDF: pages, tags, title.
pub fn about(pdf: &[u8]) -> String {
    poppler("pdfinfo", &["-"], pdf)
}

fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut reader = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program} of poppler-utils: {error}"));
    reader.stdin.take().expect("its input").write_all(pdf).expect("the document is read");
    let output = reader.wait_with_output().expect("an answer");
    let complaint = String::from_utf8_lossy(&output.stderr);
    // Poppler expects a name where the standard has a boolean.
    let known = "Syntax Error: Suspects object is wrong type (boolean)";
    let complaint = complaint.trim();
    assert!(output.status.success() && ["", known].contains(&complaint), "{program}: {complaint}");
    String::from_utf8(output.stdout).expect("text")
}
