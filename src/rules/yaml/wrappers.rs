//! What values stand in: optional, in a list, with a place, by keys.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::read::{Read, Reader};
use super::tree::{Node, Value};
use crate::rules::source::Place;
use crate::wording::msg;

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.value {
            Value::Null => Some(None),
            _ => T::read(node, reader).map(Some),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::List(nodes) => reader.all(nodes),
            _ => reader.wrong_kind(node, msg!("rules-expected-list")),
        }
    }
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct At<T> {
    pub value: T,
    pub place: Place,
}

impl<T: Read> Read for At<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(node.at);
        T::read(node, reader).map(|value| Self { value, place })
    }
}

/// A value with the place of its key.
#[derive(Debug, Clone)]
pub struct Keyed<T> {
    pub value: T,
    pub place: Place,
}

impl<T: Read> Read for Keyed<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(reader.key);
        T::read(node, reader).map(|value| Self { value, place })
    }
}

/// A top-level section: a mistake in it does not keep the others from being
/// read.
#[derive(Debug, Clone)]
pub struct Section<T> {
    pub place: Place,
    /// `None` when it has mistakes, which were noted.
    pub value: Option<T>,
}

impl<T: Read> Read for Section<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let place = reader.place(reader.key);
        Some(Self { place, value: T::read(node, reader) })
    }
}

macro_rules! schema_of_inner {
    ($($wrapper:ident),+) => {$(
        impl<T: JsonSchema> JsonSchema for $wrapper<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }
            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }
            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }
            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    )+};
}
schema_of_inner!(At, Keyed, Section);

/// A mapping whose keys are values too, such as currencies.
#[derive(Debug, Clone)]
pub struct Entries<K, V>(pub Vec<(K, V)>);

impl<K: Read, V: Read> Read for Entries<K, V> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let entries = reader.entries(node, msg!("rules-expected-mapping"))?;
        let read: Vec<Option<(K, V)>> = entries
            .into_iter()
            .map(|(key, value)| {
                let name = Node { at: key.at, value: Value::Text(key.name.clone()) };
                let (key_read, value) = (K::read(&name, reader), reader.value(key, value));
                Some((key_read?, value?))
            })
            .collect();
        read.into_iter().collect::<Option<_>>().map(Self)
    }
}

impl<K, V: JsonSchema> JsonSchema for Entries<K, V> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Map_of_{}", V::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let values = generator.subschema_for::<V>();
        json_schema!({"type": "object", "additionalProperties": values})
    }
}
