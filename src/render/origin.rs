//! From a place in what a template wrote back to the place in the template:
//! Typst knows only the text that it is given.

use std::sync::Arc;

use minijinja::Value;

use super::renderer::InLanguage;
use super::sources::{Source, Sources};
use crate::diagnostic::{Diagnostic, Position};

/// Around the mark of a line; private characters, which no template needs.
const OPEN: char = '\u{f8f0}';
const CLOSE: char = '\u{f8f1}';

/// Lines that one printed value may take up.
const FURTHEST: usize = 20;

/// Mistakes with the file, line and column of the template where these can be
/// told; else without a place.
pub(super) fn in_templates(
    problems: Vec<Diagnostic>,
    sources: &Sources,
    formats: &InLanguage,
    name: &str,
    variables: &Value,
) -> Vec<Diagnostic> {
    let marked = marked(sources, formats, name, variables);
    problems
        .into_iter()
        .map(|mut problem| {
            let place = problem.position.take().zip(problem.source.take());
            let found = place
                .zip(marked.as_deref())
                .and_then(|((at, text), marked)| origin(at, &text, marked, sources));
            if let Some((source, position)) = found {
                problem.file.clone_from(&source.file);
                problem.position = Some(position);
                problem.source = Some(Arc::clone(&source.text));
            }
            problem
        })
        .collect()
}

/// What the template writes, with the file and line that each line comes from
/// at its end.
fn marked(
    sources: &Sources,
    formats: &InLanguage,
    name: &str,
    variables: &Value,
) -> Option<String> {
    let mut environment = formats.environment.clone();
    for (file, (template, source)) in sources.by_name.iter().enumerate() {
        if template.ends_with(".typ") {
            let text = mark_lines(&source.text, file);
            environment.add_template_owned(template.clone(), text).ok()?;
        }
    }
    environment.get_template(name).ok()?.render(variables.clone()).ok()
}

/// Marks the lines that write their own end: not those that end in a tag, whose
/// line end is left out, nor those inside one.
fn mark_lines(text: &str, file: usize) -> String {
    let mut marked = String::with_capacity(text.len() * 2);
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        for pair in line.as_bytes().windows(2) {
            match pair {
                b"{{" | b"{%" | b"{#" => inside = true,
                b"}}" | b"%}" | b"#}" => inside = false,
                _ => {}
            }
        }
        marked.push_str(line);
        if !inside && !line.ends_with("%}") && !line.ends_with("#}") {
            marked.push_str(&format!("{OPEN}{file}:{number}{CLOSE}"));
        }
        marked.push('\n');
    }
    marked
}

fn origin<'a>(
    at: Position,
    text: &str,
    marked: &str,
    sources: &'a Sources,
) -> Option<(&'a Source, Position)> {
    let written = text.lines().nth(at.line.checked_sub(1)?)?;
    let marked: Vec<&str> = marked.lines().collect();
    // What the marks do to blanks around tags would put every place wrong.
    let unmarked = marked.get(at.line - 1)?.split(OPEN).next()?;
    if unmarked != written {
        return None;
    }
    let mark = marked.iter().skip(at.line - 1).take(FURTHEST).find_map(|line| {
        let (_, mark) = line.rsplit_once(OPEN)?;
        let (file, number) = mark.split(CLOSE).next()?.split_once(':')?;
        Some((file.parse::<usize>().ok()?, number.parse::<usize>().ok()?))
    });
    let (file, line) = mark?;
    let source = sources.by_name.values().nth(file)?;
    let template = source.text.lines().nth(line)?;
    // Up to the first tag both lines are the same.
    let same = template.chars().zip(written.chars()).take_while(|(one, other)| one == other);
    let column = at.column.min(same.count() + 1);
    Some((source, Position { line: line + 1, column }))
}
