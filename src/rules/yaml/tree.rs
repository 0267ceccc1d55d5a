//! A YAML document as a tree that knows where everything stands and keeps
//! numbers as they were written.

use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::{DuplicateKeyPolicy, NonFiniteFloatPolicy};
use serde_yaml::{Location, Spanned};

use crate::diagnostic::{Diagnostic, Position};
use crate::rules::source::SourceFile;
use crate::wording::msg;

/// Deepest nesting of a rules file.
const MAX_DEPTH: usize = 32;

/// A value and where it starts.
#[derive(Debug, Clone)]
pub struct Node {
    pub at: Position,
    pub value: Value,
}

/// A key of a mapping and where it stands.
#[derive(Debug, Clone)]
pub struct Key {
    pub at: Position,
    pub name: String,
}

#[derive(Debug, Clone)]
pub enum Value {
    Null,
    Bool(bool),
    /// As written: amounts never pass through a float.
    Number(String),
    Text(String),
    List(Vec<Node>),
    /// In the order of the file, repeated keys included.
    Mapping(Vec<(Key, Node)>),
}

/// Reads a document. An empty one is an empty mapping.
///
/// # Errors
/// The mistake that keeps the file from being read as YAML, or the limit that
/// a hostile document exceeds.
pub fn parse(source: &Arc<SourceFile>) -> Result<Node, Box<Diagnostic>> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_documents: 1,
            max_nodes: 100_000,
            max_events: 250_000,
            max_aliases: 1_000,
            max_anchors: 1_000,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 50_000,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
    };
    match serde_yaml::from_str_with_options::<Spanned<Raw>>(&source.text, options) {
        Ok(raw) => Ok(node(raw, &source.text)),
        Err(error) => {
            let at = error.location().and_then(known);
            let message = if exceeds_limits(&error) {
                msg!("rules-yaml-limit", depth = MAX_DEPTH)
            } else {
                let plain = error.without_snippet().to_string();
                // The place is told by the diagnostic.
                let text = plain.split_once(" at line ").map_or(plain.as_str(), |(text, _)| text);
                msg!("rules-yaml-syntax", error = text)
            };
            Err(Box::new(source.error(at, message)))
        }
    }
}

fn exceeds_limits(error: &serde_yaml::Error) -> bool {
    use serde_yaml::Error as E;
    let mut inner = error.without_snippet();
    while let E::AliasError { error, .. } = inner {
        inner = error;
    }
    matches!(
        inner,
        E::Budget { .. }
            | E::AliasReplayLimitExceeded { .. }
            | E::AliasExpansionLimitExceeded { .. }
            | E::AliasReplayStackDepthExceeded { .. }
    )
}

/// A value as the parser tells it; numbers are looked up in the text.
enum Raw {
    Null,
    Bool(bool),
    Number,
    Text(String),
    List(Vec<Spanned<Raw>>),
    Mapping(Vec<(Spanned<String>, Spanned<Raw>)>),
}

struct RawVisitor;

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Number)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Raw, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Raw::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Raw, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Raw::Mapping(entries))
    }
}

fn node(raw: Spanned<Raw>, text: &str) -> Node {
    let at = position(raw.referenced);
    let value = match raw.value {
        Raw::Null => Value::Null,
        Raw::Bool(value) => Value::Bool(value),
        Raw::Text(text) => Value::Text(text),
        Raw::Number => Value::Number(written(raw.defined, text)),
        Raw::List(nodes) => Value::List(nodes.into_iter().map(|raw| node(raw, text)).collect()),
        Raw::Mapping(entries) => Value::Mapping(
            entries
                .into_iter()
                .map(|(key, raw)| {
                    let at = position(key.referenced);
                    (Key { at, name: key.value }, node(raw, text))
                })
                .collect(),
        ),
    };
    Node { at, value }
}

/// The characters of the file between the two ends of a scalar.
fn written(location: Location, text: &str) -> String {
    let span = location.span();
    let range = span.byte_offset().zip(span.byte_len()).and_then(|(start, len)| {
        let start = usize::try_from(start).ok()?;
        text.get(start..start.checked_add(usize::try_from(len).ok()?)?)
    });
    range.unwrap_or_default().trim().to_owned()
}

fn position(location: Location) -> Position {
    known(location).unwrap_or(Position { line: 1, column: 1 })
}

fn known(location: Location) -> Option<Position> {
    let line = usize::try_from(location.line()).ok()?;
    let column = usize::try_from(location.column()).ok()?;
    (line > 0 && column > 0).then_some(Position { line, column })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Node {
        parse(&SourceFile::new("rules/a.yaml", text)).expect("a document")
    }

    #[test]
    fn numbers_keep_their_writing_and_everything_its_place() {
        let node = tree("# é\namounts: {EUR: 5.00, XÉ: -0}\namounts: [1e3, é, \"5.0\"]\n");
        let Value::Mapping(entries) = node.value else { panic!("a mapping") };
        let [(first, amounts), (second, list)] = entries.as_slice() else { panic!("two entries") };
        assert_eq!((first.at.line, second.at.line), (2, 3));
        let Value::Mapping(amounts) = &amounts.value else { panic!("a mapping") };
        assert!(matches!(&amounts[0].1.value, Value::Number(text) if text == "5.00"));
        assert_eq!(amounts[0].1.at, Position { line: 2, column: 16 });
        assert!(matches!(&amounts[1].1.value, Value::Number(text) if text == "-0"));
        let Value::List(list) = &list.value else { panic!("a list") };
        assert!(matches!(&list[0].value, Value::Number(text) if text == "1e3"));
        assert!(matches!(&list[2].value, Value::Text(text) if text == "5.0"));
    }
}
