//! The section of levels: by code, with the days given to NA.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::document::SenderSection;
use super::read::{Read, Reader, section};
use super::tree::{Key, Node, Value};
use super::values::{Days, Email, LevelName, PositiveDays, TemplateFolder, Text};
use super::wrappers::At;
use crate::domain::level::EXCLUDED_CODE;
use crate::rules::source::Place;
use crate::wording::msg;

section! {
    /// A dunning level.
    LevelSection {
        /// Least number of days late, inclusive; negative before the due date.
        lower: At<Days>,
        /// Greatest number of days late, inclusive; left out: no limit (last level only).
        upper: Option<At<Days>>,
        /// Remind again at this level after so many days; left out: once only.
        repeat_every_days: Option<PositiveDays>,
        /// A fixed subject; else give subject_template.
        subject: Option<At<Text>>,
        /// True: the subject is subject.txt in the template folder.
        subject_template: Option<At<bool>>,
        /// Folder under templates/ that holds a folder per language, such as mail/N1.
        template: At<TemplateFolder>,
        /// Folder under templates/ of this level's letters, such as letter/N1; left out: no letter.
        letter: Option<At<TemplateFolder>>,
        /// Whom this level's mails are from, in place of the company's sender.
        sender: Option<SenderSection>,
        /// Addresses that get a copy of this level's mails.
        cc: Option<Vec<Email>>,
        /// Copy the person in charge of the invoice.
        cc_person_in_charge: Option<bool>,
    }
}

section! {
    /// Days that are given to NA: no reminder.
    BoundsSection {
        /// Least number of days late, inclusive.
        lower: At<Days>,
        /// Greatest number of days late, inclusive; left out: no limit.
        upper: Option<At<Days>>,
    }
}

/// The levels by code, and the days given to NA.
#[derive(Debug, Clone)]
pub struct LevelsSection {
    pub levels: Vec<NamedLevel>,
    pub excluded: Vec<BoundsSection>,
    /// The key `NA`, if it stands there.
    pub excluded_place: Option<Place>,
}

/// A level with its code.
#[derive(Debug, Clone)]
pub struct NamedLevel {
    pub code: LevelName,
    pub place: Place,
    pub level: LevelSection,
}

impl Read for LevelsSection {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let entries = reader.entries(node, msg!("rules-expected-levels"))?;
        let mut section = Self { levels: Vec::new(), excluded: Vec::new(), excluded_place: None };
        let mut complete = true;
        for (key, value) in entries {
            if key.name == EXCLUDED_CODE {
                section.excluded_place = Some(reader.place(key.at));
                match excluded(value, reader) {
                    Some(bounds) => section.excluded = bounds,
                    None => complete = false,
                }
            } else {
                match named_level(key, value, reader) {
                    Some(level) => section.levels.push(level),
                    None => complete = false,
                }
            }
        }
        complete.then_some(section)
    }
}

fn named_level(key: &Key, value: &Node, reader: &mut Reader) -> Option<NamedLevel> {
    let name = Node { at: key.at, value: Value::Text(key.name.clone()) };
    let (code, level) = (LevelName::read(&name, reader), reader.value(key, value));
    Some(NamedLevel { code: code?, place: reader.place(key.at), level: level? })
}

/// One pair of bounds, a list of them, or nothing.
fn excluded(value: &Node, reader: &mut Reader) -> Option<Vec<BoundsSection>> {
    match &value.value {
        Value::Null => Some(Vec::new()),
        Value::List(nodes) => reader.all(nodes),
        _ => BoundsSection::read(value, reader).map(|bounds| vec![bounds]),
    }
}

impl JsonSchema for LevelsSection {
    fn schema_name() -> Cow<'static, str> {
        "LevelsSection".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<LevelSection>();
        let bounds = generator.subschema_for::<BoundsSection>();
        json_schema!({
            "type": "object",
            "description": "The levels by code in rising order; NA holds days without reminder.",
            "properties": {
                "NA": {"anyOf": [
                    bounds,
                    {"type": "array", "items": bounds},
                    {"type": "null"}
                ]}
            },
            "additionalProperties": level
        })
    }
}
