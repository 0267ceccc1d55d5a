//! What a document consists of, and how it becomes a part of another.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};

use super::merge::STRUCTURE;

/// Trees within trees that are followed.
const DEEPEST: usize = 32;

/// The tags of a document.
pub(super) struct Structure {
    pub root: ObjectId,
    pub kids: Vec<Object>,
    /// Which tags the marked contents of a page belong to, by its number.
    pub parents: Vec<(i64, Object)>,
    pub names: Vec<(Vec<u8>, ObjectId)>,
    pub roles: Dictionary,
    /// Above every number.
    pub next_parent: i64,
}

impl Structure {
    /// None where a document has no tags.
    pub fn of(document: &Document) -> Result<Option<Self>, lopdf::Error> {
        let Ok(Object::Reference(root)) = document.catalog()?.get(b"StructTreeRoot") else {
            return Ok(None);
        };
        let tree = document.get_dictionary(*root)?;
        let kids = match document.dereference(tree.get(b"K")?)?.1 {
            Object::Array(kids) => kids.clone(),
            _ => vec![tree.get(b"K")?.clone()],
        };
        let mut parents = Vec::new();
        if let Ok(tree) = tree.get(b"ParentTree") {
            leaves(document, tree, b"Nums", 0, &mut |key, value| {
                parents.extend(key.as_i64().ok().map(|number| (number, value.clone())));
            });
        }
        parents.sort_by_key(|(number, _)| *number);
        let mut names = Vec::new();
        if let Ok(tree) = tree.get(b"IDTree") {
            leaves(document, tree, b"Names", 0, &mut |key, value| {
                if let (Ok(name), Ok(id)) = (key.as_str(), value.as_reference()) {
                    names.push((name.to_vec(), id));
                }
            });
        }
        let roles = tree.get(b"RoleMap").and_then(|roles| document.dereference(roles));
        let roles = roles.ok().and_then(|(_, roles)| roles.as_dict().ok()).cloned();
        let next_parent = parents.last().map_or(0, |(number, _)| number + 1);
        let roles = roles.unwrap_or_default();
        Ok(Some(Self { root: *root, kids, parents, names, roles, next_parent }))
    }

    /// Where the objects of the structure begin.
    pub fn references(&self) -> Vec<ObjectId> {
        let mut found = Vec::new();
        for object in self.kids.iter().chain(self.parents.iter().map(|(_, object)| object)) {
            references(object, &mut found);
        }
        found
    }
}

/// The pairs in the leaves of a name or number tree.
fn leaves(
    document: &Document,
    node: &Object,
    key: &[u8],
    depth: usize,
    found: &mut impl FnMut(&Object, &Object),
) {
    let node = document.dereference(node).ok().and_then(|(_, node)| node.as_dict().ok());
    let Some(node) = node.filter(|_| depth < DEEPEST) else { return };
    let list = |key| {
        let list = node.get(key).and_then(|list| document.dereference(list));
        list.ok().and_then(|(_, list)| list.as_array().ok()).map_or(&[][..], Vec::as_slice)
    };
    for pair in list(key).chunks_exact(2) {
        if let [key, value] = pair {
            found(key, value);
        }
    }
    for kid in list(b"Kids") {
        leaves(document, kid, key, depth + 1, found);
    }
}

/// The objects that others lead to, without the tree of pages and the root of
/// the structure.
pub(super) fn reachable(
    document: &Document,
    starts: Vec<ObjectId>,
    root: Option<ObjectId>,
) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut next = starts;
    while let Some(id) = next.pop() {
        let Some(object) = document.objects.get(&id) else { continue };
        let is_tree = object.as_dict().is_ok_and(|it| it.has_type(b"Pages"));
        if Some(id) != root && !is_tree && found.insert(id) {
            references(object, &mut next);
        }
    }
    found
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(fields) => fields.iter().for_each(|(_, it)| references(it, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, it)| references(it, found)),
        _ => {}
    }
}

/// What changes in the objects of a document that becomes a part.
pub(super) struct Move {
    /// Added to the numbers of objects.
    pub base: u32,
    /// The root of its structure, which becomes that of the whole.
    pub root: Option<ObjectId>,
    /// Added to the numbers of pages in the structure.
    pub parents: i64,
    /// Put before the names of tags, so that each is one document's.
    pub prefix: String,
}

impl Move {
    pub fn apply(&self, object: &mut Object) {
        match object {
            Object::Reference(id) if Some(*id) == self.root => *id = (STRUCTURE, 0),
            Object::Reference(id) => *id = (id.0 + self.base, 0),
            Object::Array(items) => items.iter_mut().for_each(|item| self.apply(item)),
            Object::Dictionary(fields) => self.fields(fields),
            Object::Stream(stream) => self.fields(&mut stream.dict),
            _ => {}
        }
    }

    pub fn rename(&self, name: &mut Vec<u8>) {
        name.splice(0..0, self.prefix.bytes());
    }

    fn fields(&self, fields: &mut Dictionary) {
        let is_tag = fields.has_type(b"StructElem");
        for (key, value) in fields.iter_mut() {
            match (key.as_slice(), &mut *value) {
                (b"StructParents" | b"StructParent", Object::Integer(number)) => {
                    *number += self.parents;
                }
                (b"ID", Object::String(name, _)) if is_tag => self.rename(name),
                (b"Headers", Object::Array(names)) => {
                    for name in names {
                        if let Object::String(name, _) = name {
                            self.rename(name);
                        }
                    }
                }
                _ => self.apply(value),
            }
        }
    }
}

pub(super) fn reference(number: u32) -> Object {
    Object::Reference((number, 0))
}

pub(super) fn text(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Literal)
}
