//! Mistakes in users' files, shown with the line they are in.

use std::io::Write;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, SourceSpan,
};

use crate::diagnostic::{Diagnostic, Position, Severity};
use crate::wording::{UiLanguage, msg};

/// Longest line that is shown with a mistake, in bytes.
const LONGEST_LINE: usize = 2_000;

/// Prints every mistake to standard error, then how many there are.
pub fn show(problems: &[Diagnostic], language: UiLanguage) {
    for problem in problems {
        complain(report(problem, language).trim_end());
    }
    complain(&msg!("cli-problems", count = problems.len()).in_language(language));
}

/// One line to standard error; that nobody can read it stops nothing.
pub fn complain(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints what is worth a look but stops nothing to standard error.
pub fn warn(warnings: &[Diagnostic], language: UiLanguage) {
    for warning in warnings {
        complain(report(warning, language).trim_end());
    }
}

fn report(problem: &Diagnostic, language: UiLanguage) -> String {
    let place = match problem.position {
        Some(at) => format!("{}:{}:{}", problem.file, at.line, at.column),
        None => problem.file.clone(),
    };
    let mut help: Vec<String> =
        problem.expected.iter().map(|message| message.in_language(language)).collect();
    if let Some(word) = &problem.did_you_mean {
        help.push(msg!("did-you-mean", word = word).in_language(language));
    }
    let severity = match problem.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
    };
    let text = format!("{place}: {}", problem.message.in_language(language));
    let mut diagnostic = MietteDiagnostic::new(text).with_severity(severity);
    if !help.is_empty() {
        diagnostic = diagnostic.with_help(help.join("\n"));
    }
    let mut out = String::new();
    let rendered = match (&problem.source, problem.position) {
        (Some(source), Some(at)) if can_be_shown(source, at) => {
            let diagnostic =
                diagnostic.with_label(LabeledSpan::new_with_span(None, span(source, at)));
            let report = miette::Report::new(diagnostic)
                .with_source_code(NamedSource::new(&problem.file, source.to_string()));
            handler().render_report(&mut out, report.as_ref())
        }
        _ => handler().render_report(&mut out, &diagnostic),
    };
    match rendered {
        Ok(()) => out,
        Err(_) => format!("{problem}\n"),
    }
}

fn handler() -> GraphicalReportHandler {
    use std::io::IsTerminal;
    let theme = if std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    GraphicalReportHandler::new_themed(theme).with_context_lines(1)
}

/// Whether the lines around a place are such as people read: there is nothing
/// to see in longer ones, and they cannot be drawn.
fn can_be_shown(source: &str, at: Position) -> bool {
    let around = source.lines().skip(at.line.saturating_sub(2)).take(3);
    around.map(str::len).all(|length| length <= LONGEST_LINE)
}

/// From the position to the end of the word.
fn span(source: &str, at: Position) -> SourceSpan {
    let line_start: usize =
        source.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum();
    let line = source.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let column: usize = line.chars().take(at.column.saturating_sub(1)).map(char::len_utf8).sum();
    let rest = line.get(column..).unwrap_or_default();
    let word: usize = rest
        .chars()
        .take_while(|c| !c.is_whitespace() && !",;:".contains(*c))
        .map(char::len_utf8)
        .sum();
    SourceSpan::new((line_start + column).into(), word.max(usize::from(!rest.is_empty())))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_line_that_nobody_can_read_is_left_out() {
        let report = |text: &str, column: usize| {
            let source: Arc<str> = format!("a\n{text}\nb").into();
            let at = Position { line: 2, column };
            let problem = Diagnostic::error("x.txt", Some(at), msg!("rules-not-utf8"));
            report(&problem.with_source(&source), UiLanguage::English)
        };
        let (short, long) = (report(&"é".repeat(900), 800), report(&"x".repeat(90_000), 80_000));
        assert!(short.contains("x.txt:2:800") && short.contains('é'), "{short}");
        assert!(long.contains("x.txt:2:80000") && !long.contains("xxx"), "{long}");
    }
}
