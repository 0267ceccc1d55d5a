//! Many documents in one file, in print order, written as they come: what is
//! kept in memory is where each object stands, not the objects.
//!
//! Tags survive: the structure of each document becomes a part of the whole's.
//! The file as a whole does not declare PDF/A: its parts do, each by itself.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::structure::{Move, Structure, reachable, reference, text};
use super::write;

/// Reserved for what is written last.
const CATALOG: u32 = 1;
const PAGES: u32 = 2;
pub(super) const STRUCTURE: u32 = 3;

/// Why a document cannot be added or the file not be written.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    #[error(transparent)]
    Write(#[from] io::Error),
    /// Not a PDF that Relance made.
    #[error(transparent)]
    Read(#[from] lopdf::Error),
}

/// A file that documents are added to.
pub struct Merger {
    out: BufWriter<File>,
    written: u64,
    /// Where each object begins, from object 1.
    places: Vec<u64>,
    /// A node of the page tree per document.
    nodes: Vec<u32>,
    pages: u32,
    outline: Vec<Entry>,
    structures: Vec<Object>,
    parent_trees: Vec<Object>,
    id_trees: Vec<Object>,
    next_parent: i64,
    roles: Dictionary,
    language: Option<Object>,
}

struct Entry {
    title: String,
    page: u32,
}

impl Merger {
    /// Begins a file, in place of one that is there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path) -> Result<Self, MergeError> {
        let mut merger = Self {
            out: BufWriter::new(File::create(path)?),
            written: 0,
            places: vec![0; STRUCTURE as usize],
            nodes: Vec::new(),
            pages: 0,
            outline: Vec::new(),
            structures: Vec::new(),
            parent_trees: Vec::new(),
            id_trees: Vec::new(),
            next_parent: 0,
            roles: Dictionary::new(),
            language: None,
        };
        merger.put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
        Ok(merger)
    }

    /// Adds the pages of a document, under a title in the outline: the numbers
    /// of its first and last page, from 1.
    ///
    /// # Errors
    /// When the bytes are no PDF, or the file cannot be written.
    pub fn add(&mut self, pdf: &[u8], title: &str) -> Result<(u32, u32), MergeError> {
        let document = Document::load_mem(pdf)?;
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let first = *pages.first().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let base = self.last_object();
        let node = base + document.max_id + 1;
        self.places.resize(node as usize, 0);
        let structure = Structure::of(&document)?;
        let moving = Move {
            base,
            root: structure.as_ref().map(|it| it.root),
            parents: self.next_parent,
            prefix: format!("{:08}-", self.nodes.len()),
        };
        let mut starts = pages.clone();
        if let Some(structure) = structure {
            starts.extend(structure.references());
            self.add_structure(structure, &moving)?;
        }
        if self.language.is_none() {
            self.language = document.catalog()?.get(b"Lang").ok().cloned();
        }
        for id in reachable(&document, starts, moving.root) {
            let mut object = document.get_object(id)?.clone();
            moving.apply(&mut object);
            if pages.contains(&id) {
                object.as_dict_mut()?.set("Parent", reference(node));
            }
            self.object(id.0 + base, &object)?;
        }
        let kids: Vec<Object> = pages.iter().map(|id| reference(id.0 + base)).collect();
        let count = u32::try_from(kids.len()).unwrap_or(u32::MAX);
        let tree = dictionary! {
            "Type" => "Pages", "Parent" => reference(PAGES),
            "Kids" => kids, "Count" => i64::from(count),
        };
        self.object(node, &Object::Dictionary(tree))?;
        self.nodes.push(node);
        self.outline.push(Entry { title: title.to_owned(), page: first.0 + base });
        let from = self.pages + 1;
        self.pages += count;
        Ok((from, self.pages))
    }

    /// The structure of a document below that of the whole.
    fn add_structure(&mut self, structure: Structure, moving: &Move) -> Result<(), MergeError> {
        let Structure { mut kids, mut parents, mut names, roles, next_parent, .. } = structure;
        kids.iter_mut().for_each(|kid| moving.apply(kid));
        self.structures.append(&mut kids);
        for (name, role) in roles {
            self.roles.set(name, role);
        }
        if let (Some((first, _)), Some((last, _))) = (parents.first(), parents.last()) {
            let offset = moving.parents;
            let limits = vec![(first + offset).into(), (last + offset).into()];
            let mut nums = Vec::with_capacity(parents.len() * 2);
            for (number, mut object) in parents.drain(..) {
                moving.apply(&mut object);
                nums.extend([Object::from(number + offset), object]);
            }
            let leaf =
                self.new_object(&dictionary! { "Limits" => limits, "Nums" => nums }.into())?;
            self.parent_trees.push(reference(leaf));
        }
        names.iter_mut().for_each(|(name, _)| moving.rename(name));
        names.sort();
        if let (Some((first, _)), Some((last, _))) = (names.first(), names.last()) {
            let limits = vec![text(first), text(last)];
            let mut pairs = Vec::with_capacity(names.len() * 2);
            for (name, id) in &names {
                pairs.extend([text(name), reference(id.0 + moving.base)]);
            }
            let leaf =
                self.new_object(&dictionary! { "Limits" => limits, "Names" => pairs }.into())?;
            self.id_trees.push(reference(leaf));
        }
        self.next_parent += next_parent;
        Ok(())
    }

    /// Writes what holds the parts together; the number of pages.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(mut self) -> Result<u32, MergeError> {
        let mut catalog = dictionary! {
            "Type" => "Catalog", "Pages" => reference(PAGES),
            "PageMode" => "UseOutlines",
        };
        if let Some(language) = self.language.take() {
            catalog.set("Lang", language);
        }
        let kids: Vec<Object> = self.nodes.iter().map(|node| reference(*node)).collect();
        let tree = dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => i64::from(self.pages),
        };
        self.object(PAGES, &Object::Dictionary(tree))?;
        if !self.outline.is_empty() {
            catalog.set("Outlines", reference(self.write_outline()?));
        }
        if !self.structures.is_empty() {
            catalog.set("MarkInfo", dictionary! { "Marked" => true });
            catalog.set("StructTreeRoot", reference(STRUCTURE));
            let mut structure = dictionary! {
                "Type" => "StructTreeRoot",
                "K" => std::mem::take(&mut self.structures),
                "ParentTree" => dictionary! { "Kids" => std::mem::take(&mut self.parent_trees) },
                "ParentTreeNextKey" => self.next_parent,
                "RoleMap" => std::mem::take(&mut self.roles),
            };
            if !self.id_trees.is_empty() {
                let kids = std::mem::take(&mut self.id_trees);
                structure.set("IDTree", dictionary! { "Kids" => kids });
            }
            self.object(STRUCTURE, &Object::Dictionary(structure))?;
        }
        self.object(CATALOG, &Object::Dictionary(catalog))?;
        self.write_end()?;
        self.out.flush()?;
        Ok(self.pages)
    }

    fn new_object(&mut self, object: &Object) -> Result<u32, MergeError> {
        let id = self.last_object() + 1;
        self.object(id, object)?;
        Ok(id)
    }

    fn write_outline(&mut self) -> Result<u32, MergeError> {
        let entries = std::mem::take(&mut self.outline);
        let root = self.last_object() + 1;
        let last = root + u32::try_from(entries.len()).unwrap_or_default();
        let outline = dictionary! {
            "Type" => "Outlines", "First" => reference(root + 1),
            "Last" => reference(last), "Count" => i64::from(last - root),
        };
        self.object(root, &Object::Dictionary(outline))?;
        for (id, entry) in (root + 1..).zip(entries) {
            let mut item = dictionary! {
                "Title" => lopdf::text_string(&entry.title),
                "Parent" => reference(root),
                "Dest" => vec![reference(entry.page), "Fit".into()],
            };
            if id > root + 1 {
                item.set("Prev", reference(id - 1));
            }
            if id < last {
                item.set("Next", reference(id + 1));
            }
            self.object(id, &Object::Dictionary(item))?;
        }
        Ok(root)
    }

    fn last_object(&self) -> u32 {
        u32::try_from(self.places.len()).unwrap_or(u32::MAX)
    }

    fn object(&mut self, id: u32, object: &Object) -> Result<(), MergeError> {
        let at = id.saturating_sub(1) as usize;
        if self.places.len() <= at {
            self.places.resize(at + 1, 0);
        }
        self.places[at] = self.written;
        let mut bytes = format!("{id} 0 obj\n").into_bytes();
        write::object(&mut bytes, object);
        bytes.extend_from_slice(b"\nendobj\n");
        Ok(self.put(&bytes)?)
    }

    /// The table of places and where it stands.
    fn write_end(&mut self) -> Result<(), MergeError> {
        let start = self.written;
        let size = self.places.len() + 1;
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for place in std::mem::take(&mut self.places) {
            let line = match place {
                0 => "0000000000 65535 f \n".to_owned(),
                place => format!("{place:010} 00000 n \n"),
            };
            self.put(line.as_bytes())?;
        }
        let trailer = dictionary! { "Size" => size as i64, "Root" => reference(CATALOG) };
        let mut bytes = b"trailer\n".to_vec();
        write::object(&mut bytes, &trailer.into());
        bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.put(&bytes)?)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}
