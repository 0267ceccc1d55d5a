//! A context that remembers what is looked up in it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};

/// The names that were looked up, in any of the contexts that share them.
#[derive(Debug, Clone, Default)]
pub struct Seen(Arc<Mutex<BTreeSet<String>>>);

impl Seen {
    pub fn names(&self) -> BTreeSet<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, name: &str) {
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }

    /// The same values; what is looked up in them is remembered.
    pub fn watch(&self, context: &Value) -> Value {
        self.wrapped(context.clone(), String::new())
    }

    fn wrapped(&self, value: Value, name: String) -> Value {
        let repr = match value.kind() {
            ValueKind::Map => ObjectRepr::Map,
            ValueKind::Seq | ValueKind::Iterable => ObjectRepr::Seq,
            _ => return value,
        };
        Value::from_object(Tracked { name, repr, value, seen: self.clone() })
    }
}

/// A group or a list.
#[derive(Debug)]
struct Tracked {
    name: String,
    repr: ObjectRepr,
    value: Value,
    seen: Seen,
}

impl Object for Tracked {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        self.repr
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = match (self.repr, key.as_str()) {
            (ObjectRepr::Map, Some(field)) if self.name.is_empty() => field.to_owned(),
            (ObjectRepr::Map, Some(field)) => format!("{}.{field}", self.name),
            (ObjectRepr::Map, None) => return None,
            _ => format!("{}[]", self.name),
        };
        let found = self.value.get_item(key).ok().filter(|found| !found.is_undefined())?;
        self.seen.note(&name);
        Some(self.seen.wrapped(found, name))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.repr {
            ObjectRepr::Map => {
                Enumerator::Values(self.value.try_iter().into_iter().flatten().collect())
            }
            _ => Enumerator::Seq(self.value.len().unwrap_or(0)),
        }
    }
}
