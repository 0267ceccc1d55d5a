//! Filters of the templates: `money`, `date`, `days`, `fill`, `pad`, `quoted`.

use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::context::{Amount, Day};
use super::locale::Locale;
use super::{failure, typst};
use crate::wording::{Message, msg};

/// Names that a template may use, to suggest one in place of a misspelt one.
pub const NAMES: &[&str] = &[
    "money",
    "date",
    "days",
    "fill",
    "pad",
    "quoted",
    "capitalize",
    "default",
    "escape",
    "first",
    "join",
    "last",
    "length",
    "list",
    "lower",
    "replace",
    "reverse",
    "safe",
    "sort",
    "title",
    "trim",
    "unique",
    "upper",
];

/// What the engine asks a step for, as for texts of its own.
const BYTES_PER_STEP: u64 = 64;

/// Widest column that `pad` makes.
const WIDEST: usize = 200;

pub(super) fn add(environment: &mut Environment<'static>, locale: &Locale) {
    environment.add_filter("money", money);
    environment.add_filter("date", date);
    environment.add_filter("fill", fill);
    environment.add_filter("pad", pad);
    environment.add_filter("quoted", quoted);
    let locale = locale.clone();
    environment.add_filter("days", move |count: Value| days(&locale, &count));
}

fn money(value: &Value) -> Result<Arc<str>, Error> {
    match value.downcast_object_ref::<Amount>() {
        Some(amount) => Ok(Arc::clone(amount.text())),
        None => Err(wrong("money", msg!("render-an-amount"), value)),
    }
}

fn date(value: &Value, style: Option<&str>) -> Result<Arc<str>, Error> {
    let Some(day) = value.downcast_object_ref::<Day>() else {
        return Err(wrong("date", msg!("render-a-date"), value));
    };
    match style {
        None | Some("long") => Ok(Arc::clone(day.long())),
        Some("short") => Ok(Arc::clone(day.short())),
        Some(other) => Err(unknown_word("date", ["long", "short"], other)),
    }
}

fn days(locale: &Locale, count: &Value) -> Result<String, Error> {
    match count.as_i64() {
        Some(days) => Ok(locale.days(days)),
        None => Err(wrong("days", msg!("render-a-whole-number"), count)),
    }
}

/// A text with `{1}`, `{2}`… replaced by the first value, the second…
fn fill(state: &State<'_, '_>, text: &str, values: Rest<Value>) -> Result<String, Error> {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = rest.find('}').and_then(|end| Some((end, rest[1..end].parse::<usize>().ok()?)));
        let Some((end, number)) = place else {
            filled.push('{');
            rest = &rest[1..];
            continue;
        };
        let value = number.checked_sub(1).and_then(|position| values.get(position));
        match value {
            None => return Err(failure::told(msg!("render-fill-place", place = number))),
            Some(value) if value.is_undefined() => {
                return Err(Error::from(ErrorKind::UndefinedError));
            }
            Some(value) if value.is_none() => {
                return Err(failure::told(msg!("render-nothing-to-print")));
            }
            Some(value) => {
                let before = filled.len();
                push(&mut filled, value);
                // A long value in many places is paid for place by place.
                state.consume_fuel((filled.len() - before) as u64 / BYTES_PER_STEP)?;
            }
        }
        rest = &rest[end + 1..];
    }
    filled.push_str(rest);
    Ok(filled)
}

fn push(text: &mut String, value: &Value) {
    match value.as_str() {
        Some(value) => text.push_str(value),
        // Writing to a string cannot fail.
        None => _ = write!(text, "{value}"),
    }
}

/// Blanks up to a width in characters, for columns of a text mail: after the
/// text, or before it with `"right"`.
fn pad(value: &Value, width: usize, side: Option<&str>) -> Result<String, Error> {
    let before = match side {
        None | Some("left") => false,
        Some("right") => true,
        Some(other) => return Err(unknown_word("pad", ["left", "right"], other)),
    };
    let mut padded = String::with_capacity(width.min(WIDEST) + 32);
    push(&mut padded, value);
    let missing = width.min(WIDEST).saturating_sub(padded.chars().count());
    let blanks = std::iter::repeat_n(' ', missing);
    if before {
        padded.insert_str(0, &blanks.collect::<String>());
    } else {
        padded.extend(blanks);
    }
    Ok(padded)
}

/// A value as a string of Typst's code, with its quotation marks.
fn quoted(value: &Value) -> Result<Value, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    Ok(Value::from_safe_string(typst::quoted(&value.to_string())))
}

fn unknown_word(filter: &str, known: [&str; 2], found: &str) -> Error {
    let [one, two] = known;
    failure::told(msg!("render-filter-word", filter = filter, one = one, two = two, found = found))
}

fn wrong(filter: &str, expected: Message, found: &Value) -> Error {
    if found.is_undefined() {
        return Error::from(ErrorKind::UndefinedError);
    }
    let found = match found.kind() {
        ValueKind::Number => msg!("render-a-number"),
        ValueKind::String => msg!("render-a-text"),
        _ => msg!("render-another-kind"),
    };
    failure::told(msg!("render-filter-takes", filter = filter, expected = expected, found = found))
}
