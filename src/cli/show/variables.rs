//! The variables of templates.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::table::Rows;
use crate::app::variables::Listing;
use crate::render::variables::{TemplateKind, TemplateVariables, Variable, VariableKind};
use crate::wording::{Message, UiLanguage, msg};

/// Longest example in a table, in characters.
const LONGEST: usize = 60;
/// Columns of a list of names.
const WIDTH: usize = 96;

/// Every variable once, then what each template uses.
pub fn listing(listing: &Listing, language: UiLanguage) -> String {
    let words = |message: Message| message.in_language(language);
    let own: Vec<&Variable> = listing.all.iter().filter(|it| !is_word(it)).collect();
    let mut out = table(&own, false, language);
    let _ = writeln!(out, "\n{}", words(msg!("handbook-vars-absent")));
    let _ = writeln!(out, "{}", words(msg!("handbook-vars-amounts")));
    for template in &listing.templates {
        let _ = writeln!(out, "\n{} ({})", template.template, words(kind(template.kind)));
        let used: Vec<&str> = printed(&template.variables).map(|it| it.name.as_str()).collect();
        for line in wrapped(&used) {
            let _ = writeln!(out, "  {line}");
        }
    }
    out
}

/// Everything that one template may print.
pub fn one(template: &TemplateVariables, language: UiLanguage) -> String {
    let words = |message: Message| message.in_language(language);
    let mut out = format!("{} ({})\n", template.template, words(kind(template.kind)));
    if template.variables.is_empty() {
        let _ = writeln!(out, "{}", words(msg!("handbook-vars-none")));
        return out;
    }
    let shown: Vec<&Variable> =
        template.variables.iter().filter(|it| !is_word(it) || it.is_used).collect();
    out.push_str(&table(&shown, true, language));
    let hidden = template.variables.len() - shown.len();
    let _ = writeln!(out, "\n{}", words(msg!("handbook-vars-absent")));
    let _ = writeln!(out, "{}", words(msg!("handbook-vars-amounts")));
    if hidden > 0 {
        let _ = writeln!(out, "{}", words(msg!("handbook-vars-words", count = hidden)));
    }
    out
}

pub fn json(templates: &[TemplateVariables]) -> Value {
    templates
        .iter()
        .map(|template| {
            let variables: Vec<Value> = template
                .variables
                .iter()
                .map(|variable| {
                    json!({
                        "name": variable.name,
                        "type": variable.kind.as_str(),
                        "example": variable.example,
                        "may_be_absent": variable.may_be_absent,
                        "used": variable.is_used,
                    })
                })
                .collect();
            json!({
                "template": template.template,
                "kind": template.kind.as_str(),
                "language": template.language.as_str(),
                "variables": variables,
            })
        })
        .collect()
}

fn table(variables: &[&Variable], with_uses: bool, language: UiLanguage) -> String {
    let mut headings = vec![
        (msg!("handbook-col-variable"), false),
        (msg!("handbook-col-type"), false),
        (msg!("handbook-col-example"), false),
    ];
    if with_uses {
        headings.insert(0, (msg!("handbook-col-used"), false));
    }
    let mut rows = Rows::new(&headings, language);
    for variable in variables {
        let star = if variable.may_be_absent { " *" } else { "" };
        let mut cells = vec![
            format!("{}{star}", variable.name),
            type_words(variable.kind).in_language(language),
            variable.example.as_deref().map(shortened).unwrap_or_default(),
        ];
        if with_uses {
            cells.insert(0, if variable.is_used { "✓".to_owned() } else { String::new() });
        }
        rows.add(cells);
    }
    rows.to_string()
}

fn is_word(variable: &Variable) -> bool {
    variable.name.starts_with("words.")
}

/// What is used and not only looked into; the words of a language by their
/// group.
fn printed(variables: &[Variable]) -> impl Iterator<Item = &Variable> {
    variables.iter().enumerate().filter_map(|(at, variable)| {
        let next = variables.get(at + 1..).unwrap_or_default();
        let inner = |other: &&Variable| {
            other
                .name
                .strip_prefix(&variable.name)
                .is_some_and(|rest| rest.starts_with('.') || rest.starts_with("[]"))
        };
        let looked_into = next.iter().take_while(inner).any(|it| it.is_used && !is_word(it));
        (variable.is_used && !is_word(variable) && !looked_into).then_some(variable)
    })
}

fn wrapped(names: &[&str]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.chars().count() + name.len() + 2 <= WIDTH => {
                let _ = write!(line, ", {name}");
            }
            _ => lines.push((*name).to_owned()),
        }
    }
    lines
}

fn shortened(text: &str) -> String {
    let line: String = text.split('\n').collect::<Vec<_>>().join(" ⏎ ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

fn kind(kind: TemplateKind) -> Message {
    match kind {
        TemplateKind::Mail => msg!("handbook-kind-mail"),
        TemplateKind::FollowUp => msg!("handbook-kind-follow-up"),
        TemplateKind::Letter => msg!("handbook-kind-letter"),
        TemplateKind::Duplicate => msg!("handbook-kind-duplicate"),
        TemplateKind::Words => msg!("handbook-kind-words"),
    }
}

fn type_words(kind: VariableKind) -> Message {
    match kind {
        VariableKind::Text => msg!("handbook-type-text"),
        VariableKind::Number => msg!("handbook-type-number"),
        VariableKind::YesNo => msg!("handbook-type-yes-no"),
        VariableKind::Amount => msg!("handbook-type-amount"),
        VariableKind::Date => msg!("handbook-type-date"),
        VariableKind::List => msg!("handbook-type-list"),
        VariableKind::Group => msg!("handbook-type-group"),
    }
}
