//! The words that scripts may use on `item`, for the engine and for the check
//! of property names alike.

use std::collections::BTreeMap;

use rhai::{Dynamic, Engine};

/// The type of a property, as far as its own properties are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Has properties of its own, listed under this name.
    Object(&'static str),
    /// Text, number, amount, switch: nothing to look up by name.
    Plain,
}

/// Properties by object and name.
#[derive(Debug, Default)]
pub struct Vocabulary {
    objects: BTreeMap<&'static str, BTreeMap<&'static str, Kind>>,
}

impl Vocabulary {
    pub fn property(&self, object: &str, name: &str) -> Option<Kind> {
        self.objects.get(object)?.get(name).copied()
    }

    pub fn names(&self, object: &str) -> Vec<&'static str> {
        self.objects.get(object).into_iter().flat_map(BTreeMap::keys).copied().collect()
    }

    /// Notes properties that the engine already has.
    pub fn note(&mut self, object: &'static str, names: &[&'static str]) {
        self.objects
            .entry(object)
            .or_default()
            .extend(names.iter().map(|name| (*name, Kind::Plain)));
    }
}

/// Adds the properties of one object to an engine and to a vocabulary.
pub struct Object<'a> {
    pub name: &'static str,
    pub engine: &'a mut Engine,
    pub vocabulary: &'a mut Vocabulary,
}

impl Object<'_> {
    pub fn get<V, T>(
        &mut self,
        name: &'static str,
        kind: Kind,
        get: impl Fn(&V) -> T + Send + Sync + 'static,
    ) where
        V: Clone + Send + Sync + 'static,
        T: Into<Dynamic> + Clone + Send + Sync + 'static,
    {
        self.engine.register_get(name, move |view: &mut V| -> Dynamic { get(view).into() });
        self.vocabulary.objects.entry(self.name).or_default().insert(name, kind);
    }
}
