//! Single values of case files.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostic::nearest;
use crate::domain::channel::Channel;
use crate::domain::hold::HoldKind;
use crate::domain::level::{EXCLUDED_CODE, LevelCode, Standing};
use crate::plan::outcome::Reason;
use crate::rules::yaml::read::{Read, Reader, section};
use crate::rules::yaml::tree::{Node, Value};
use crate::rules::yaml::values::{Email, Flaw, LevelName, checked, choice, schema};
use crate::wording::msg;

/// What says that there is nothing.
pub const NONE: &str = "none";
/// What says that an item is reminded, at whatever level.
const REMINDED: &str = "reminded";

/// A text exactly as it was written; a number serves too, such as that of an
/// invoice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsWritten(pub String);
schema!(AsWritten, {"type": ["string", "number"]});

impl Read for AsWritten {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Text(text) | Value::Number(text) if !text.trim().is_empty() => {
                Some(Self(text.clone()))
            }
            _ => reader.wrong_kind(node, msg!("rules-expected-text")),
        }
    }
}

/// One text, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub Vec<String>);
schema!(Texts, {"anyOf": [
    {"type": ["string", "number"]},
    {"type": "array", "items": {"type": ["string", "number"]}}
]});

impl Read for Texts {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::List(nodes) => {
                let texts: Vec<AsWritten> = reader.all(nodes)?;
                Some(Self(texts.into_iter().map(|text| text.0).collect()))
            }
            _ => AsWritten::read(node, reader).map(|text| Self(vec![text.0])),
        }
    }
}

/// One e-mail address, or a list of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addresses(pub Vec<Email>);
schema!(Addresses, {"anyOf": [
    {"type": "string"},
    {"type": "array", "items": {"type": "string"}}
]});

impl Read for Addresses {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::List(nodes) => reader.all(nodes).map(Self),
            _ => Email::read(node, reader).map(|address| Self(vec![address])),
        }
    }
}

/// A value, or the word `none`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrNone<T>(pub Option<T>);

impl<T: Read> Read for OrNone<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Text(text) if text == NONE => Some(Self(None)),
            _ => T::read(node, reader).map(|value| Self(Some(value))),
        }
    }
}

impl<T: JsonSchema> JsonSchema for OrNone<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}_or_none", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"anyOf": [value, {"const": NONE}]})
    }
}

/// Where an item stands: a level, `NA`, or `none`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingName(pub Standing);
schema!(StandingName, {"type": "string", "examples": ["N1", "NA", "none"]});

impl Read for StandingName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let standing = match &node.value {
            Value::Text(text) if text == NONE => Standing::New,
            Value::Text(text) if text == EXCLUDED_CODE => Standing::Excluded,
            _ => Standing::At(LevelName::read(node, reader)?.0),
        };
        Some(Self(standing))
    }
}

/// A hold by the name that the store and imports give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct HoldName(pub HoldKind);
schema!(HoldName, {"enum": ["manual", "automatic", "temporary"]});

impl Read for HoldName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        choice(node, reader, &HoldKind::ALL.map(|kind| (kind.as_str(), kind))).map(Self)
    }
}

/// What a contact receives ("Destinataire de").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receives {
    Reminder,
    AllSites,
    Invoice,
}
schema!(Receives, {"enum": ["reminder", "all_sites", "invoice"]});

impl Read for Receives {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let words = [
            ("reminder", Self::Reminder),
            ("all_sites", Self::AllSites),
            ("invoice", Self::Invoice),
        ];
        choice(node, reader, &words)
    }
}

/// What a contact is at the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    DecisionMaker,
    Principal,
    Financial,
}
schema!(Role, {"enum": ["decision_maker", "principal", "financial"]});

impl Read for Role {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let words = [
            ("decision_maker", Self::DecisionMaker),
            ("principal", Self::Principal),
            ("financial", Self::Financial),
        ];
        choice(node, reader, &words)
    }
}

/// By which way items are reminded by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WayName(pub Channel);
schema!(WayName, {"enum": ["mail", "letter", "follow_up"]});

impl Read for WayName {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let ways = [Channel::Mail, Channel::Letter, Channel::FollowUp];
        choice(node, reader, &ways.map(|channel| (channel.as_str(), channel))).map(Self)
    }
}

/// What becomes of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    Reminded(Option<LevelCode>),
    /// Not reminded: for this reason, or for any.
    Not(Option<&'static str>),
}

section! {
    /// Why an item is not reminded.
    NotSection {
        /// The reason, as `relance preview --json` names it.
        none: ReasonCode,
    }
}

/// The code of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonCode(pub &'static str);

impl Read for ReasonCode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let expected = || msg!("rules-expected-one-of", known = Reason::CODES.join(", "));
        checked(node, reader, expected(), |text| {
            Reason::CODES
                .iter()
                .find(|code| **code == text)
                .map(|code| Self(code))
                .ok_or_else(|| Flaw::new(expected()).suggesting(nearest(text, Reason::CODES)))
        })
    }
}

impl JsonSchema for ReasonCode {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ReasonCode".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"enum": Reason::CODES})
    }
}

impl Read for Fate {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match &node.value {
            Value::Text(text) if text == NONE => Some(Self::Not(None)),
            Value::Text(text) if text == REMINDED => Some(Self::Reminded(None)),
            Value::Text(_) => {
                LevelName::read(node, reader).map(|level| Self::Reminded(Some(level.0)))
            }
            Value::Mapping(_) => {
                NotSection::read(node, reader).map(|not| Self::Not(Some(not.none.0)))
            }
            _ => reader.wrong_kind(node, msg!("cases-expected-fate")),
        }
    }
}

impl JsonSchema for Fate {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fate".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let not = generator.subschema_for::<NotSection>();
        json_schema!({
            "description": "A level such as N1, reminded, none, or {none: reason}.",
            "anyOf": [{"type": "string"}, not]
        })
    }
}
