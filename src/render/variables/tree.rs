//! The values of several contexts together, by name.

use std::collections::BTreeSet;

use minijinja::Value;
use minijinja::value::ValueKind;

use super::Variable;
use crate::render::context::{Amount, Day};

/// The type of a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    Text,
    Number,
    YesNo,
    /// Exact, with its currency.
    Amount,
    Date,
    List,
    /// Has fields of its own.
    Group,
}

impl VariableKind {
    /// As data name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "boolean",
            Self::Amount => "amount",
            Self::Date => "date",
            Self::List => "list",
            Self::Group => "group",
        }
    }

    fn of(value: &Value) -> Self {
        if value.downcast_object_ref::<Amount>().is_some() {
            return Self::Amount;
        }
        if value.downcast_object_ref::<Day>().is_some() {
            return Self::Date;
        }
        match value.kind() {
            ValueKind::Bool => Self::YesNo,
            ValueKind::Number => Self::Number,
            ValueKind::Seq | ValueKind::Iterable => Self::List,
            ValueKind::Map => Self::Group,
            _ => Self::Text,
        }
    }
}

/// A name and what is known of its values.
#[derive(Debug, Default)]
struct Node {
    /// None as long as it was absent everywhere.
    kind: Option<VariableKind>,
    example: Option<String>,
    may_be_absent: bool,
    fields: Vec<(String, Node)>,
    /// What a list holds.
    element: Option<Box<Node>>,
}

impl Node {
    fn take(&mut self, value: &Value) {
        if value.is_none() || value.is_undefined() {
            self.may_be_absent = true;
            return;
        }
        let kind = *self.kind.get_or_insert_with(|| VariableKind::of(value));
        match kind {
            VariableKind::List => {
                for element in value.try_iter().into_iter().flatten() {
                    self.element.get_or_insert_default().take(&element);
                }
            }
            VariableKind::Group => {
                for key in value.try_iter().into_iter().flatten() {
                    let (Some(name), Ok(field)) = (key.as_str(), value.get_item(&key)) else {
                        continue;
                    };
                    self.field(name).take(&field);
                }
            }
            _ => {
                let text = value.to_string();
                if !text.is_empty() {
                    self.example.get_or_insert(text);
                }
            }
        }
    }

    fn field(&mut self, name: &str) -> &mut Self {
        let at = match self.fields.iter().position(|(known, _)| known == name) {
            Some(at) => at,
            None => {
                self.fields.push((name.to_owned(), Self::default()));
                self.fields.len() - 1
            }
        };
        &mut self.fields[at].1
    }

    fn list(&self, name: &str, used: &BTreeSet<String>, variables: &mut Vec<Variable>) {
        let Some(kind) = self.kind else { return };
        variables.push(Variable {
            name: name.to_owned(),
            kind,
            example: self.example.clone(),
            may_be_absent: self.may_be_absent,
            is_used: used.contains(name),
        });
        self.list_fields(name, used, variables);
        if let Some(element) = &self.element {
            let name = format!("{name}[]");
            match element.kind {
                Some(VariableKind::Group) => element.list_fields(&name, used, variables),
                _ => element.list(&name, used, variables),
            }
        }
    }

    fn list_fields(&self, name: &str, used: &BTreeSet<String>, variables: &mut Vec<Variable>) {
        for (field, node) in &self.fields {
            let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
            node.list(&name, used, variables);
        }
    }
}

/// Every name that has a value in one of the contexts, each before its fields.
pub fn variables(contexts: &[Value], used: &BTreeSet<String>) -> Vec<Variable> {
    let mut root = Node::default();
    for context in contexts {
        root.take(context);
    }
    let mut variables = Vec::new();
    root.list_fields("", used, &mut variables);
    variables
}
