//! Reading a tree into typed sections. Each reading notes its mistake and
//! answers `None`; the readings beside it go on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::tree::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, Position, nearest};
use crate::rules::source::{Place, SourceFile};
use crate::wording::{Message, msg};

/// What can be read from YAML.
pub trait Read: Sized {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// What a missing key means; `None` when the key is required.
    fn absent() -> Option<Self> {
        None
    }
}

/// A file being read, and the mistakes found in it.
pub struct Reader {
    file: Arc<SourceFile>,
    /// Where the key of the value being read stands.
    pub(super) key: Position,
    pub problems: Vec<Diagnostic>,
}

impl Reader {
    pub fn new(file: Arc<SourceFile>) -> Self {
        Self { file, key: Position { line: 1, column: 1 }, problems: Vec::new() }
    }

    pub fn place(&self, at: Position) -> Place {
        Place { file: Arc::clone(&self.file), at }
    }

    pub fn error(&self, at: Position, message: Message) -> Diagnostic {
        self.file.error(Some(at), message)
    }

    /// Notes that a value is of the wrong kind.
    pub fn wrong_kind<T>(&mut self, node: &Node, expected: Message) -> Option<T> {
        let found = match &node.value {
            Value::Null => msg!("rules-found-nothing"),
            Value::Bool(value) => msg!("rules-found-switch", value = value.to_string()),
            Value::Number(text) => msg!("rules-found-number", text = text),
            Value::Text(text) => msg!("rules-found-text", text = excerpt(text)),
            Value::List(_) => msg!("rules-found-list"),
            Value::Mapping(_) => msg!("rules-found-mapping"),
        };
        let problem = self.error(node.at, msg!("rules-found", found = found));
        self.problems.push(problem.expecting(expected));
        None
    }

    /// The entries of a mapping; repeated keys are noted and dropped.
    pub fn entries<'n>(
        &mut self,
        node: &'n Node,
        expected: Message,
    ) -> Option<Vec<(&'n Key, &'n Node)>> {
        let Value::Mapping(entries) = &node.value else {
            return self.wrong_kind(node, expected);
        };
        let mut first: BTreeMap<&str, Position> = BTreeMap::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            if let Some(earlier) = first.get(key.name.as_str()) {
                let message = msg!("rules-key-twice", key = &key.name, line = earlier.line);
                self.problems.push(self.error(key.at, message));
            } else {
                first.insert(&key.name, key.at);
                kept.push((key, value));
            }
        }
        Some(kept)
    }

    /// The fields of a section with these keys; other keys are noted.
    pub fn section<'n>(&mut self, node: &'n Node, keys: &[&str]) -> Option<Fields<'n>> {
        let expected = msg!("rules-expected-section", keys = keys.join(", "));
        let entries = self.entries(node, expected)?;
        for (key, _) in &entries {
            if !keys.contains(&key.name.as_str()) {
                let problem = self
                    .error(key.at, msg!("rules-unknown-key", key = &key.name))
                    .expecting(msg!("rules-expected-one-of", known = keys.join(", ")))
                    .suggesting(nearest(&key.name, keys.iter().copied()));
                self.problems.push(problem);
            }
        }
        Some(Fields { at: node.at, entries })
    }

    /// Reads the value of a key.
    pub fn value<T: Read>(&mut self, key: &Key, node: &Node) -> Option<T> {
        self.key = key.at;
        T::read(node, self)
    }

    /// Reads each, so that every mistake is told, then all or nothing.
    pub fn all<T: Read>(&mut self, nodes: &[Node]) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = nodes.iter().map(|node| T::read(node, self)).collect();
        read.into_iter().collect()
    }
}

/// The first line of a text, cut to what a message can hold.
pub fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut cut: String = line.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

/// The known keys of a section.
pub struct Fields<'n> {
    at: Position,
    entries: Vec<(&'n Key, &'n Node)>,
}

impl Fields<'_> {
    pub fn read<T: Read>(&self, name: &str, reader: &mut Reader) -> Option<T> {
        match self.entries.iter().find(|(key, _)| key.name == name) {
            Some((key, node)) => reader.value(key, node),
            None => T::absent().or_else(|| {
                let problem = reader.error(self.at, msg!("rules-missing-key", key = name));
                reader.problems.push(problem);
                None
            }),
        }
    }
}

/// Declares a section: its Rust type, its JSON Schema and how it is read.
macro_rules! section {
    (
        $(#[$meta:meta])*
        $name:ident {
            $($(#[$doc:meta])* $field:ident $(= $key:literal)? : $type:ty),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[$doc])* $(#[schemars(rename = $key)])? pub $field: $type,)+
        }

        impl $crate::rules::yaml::read::Read for $name {
            fn read(
                node: &$crate::rules::yaml::tree::Node,
                reader: &mut $crate::rules::yaml::read::Reader,
            ) -> Option<Self> {
                let keys = [$($crate::rules::yaml::read::key!($field $($key)?)),+];
                let fields = reader.section(node, &keys)?;
                $(
                    let $field = fields
                        .read($crate::rules::yaml::read::key!($field $($key)?), reader);
                )+
                Some(Self { $($field: $field?),+ })
            }
        }
    };
}

/// The key of a field: its name, or the one given to it.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use {key, section};
