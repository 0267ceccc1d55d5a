//! Filters of the templates: `money`, `date`, `days`, `pad`.

use std::sync::Arc;

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Value};

use super::context::{Amount, Day};
use super::locale::Locale;

/// Names that a template may use, to suggest one in place of a misspelt one.
pub(super) const NAMES: &[&str] = &[
    "money",
    "date",
    "days",
    "pad",
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

/// Widest column that `pad` makes.
const WIDEST: usize = 200;

pub(super) fn add(environment: &mut Environment<'static>, locale: &Locale) {
    environment.add_filter("money", money);
    environment.add_filter("date", date);
    environment.add_filter("pad", pad);
    let locale = locale.clone();
    environment.add_filter("days", move |count: Value| days(&locale, &count));
}

fn money(value: &Value) -> Result<Arc<str>, Error> {
    match value.downcast_object_ref::<Amount>() {
        Some(amount) => Ok(Arc::clone(amount.text())),
        None => Err(wrong("money", "an amount", value)),
    }
}

fn date(value: &Value, style: Option<&str>) -> Result<Arc<str>, Error> {
    let Some(day) = value.downcast_object_ref::<Day>() else {
        return Err(wrong("date", "a date", value));
    };
    match style {
        None | Some("long") => Ok(Arc::clone(day.long())),
        Some("short") => Ok(Arc::clone(day.short())),
        Some(other) => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("the filter date knows \"long\" and \"short\", not {other:?}"),
        )),
    }
}

fn days(locale: &Locale, count: &Value) -> Result<String, Error> {
    match count.as_i64() {
        Some(days) => Ok(locale.days(days)),
        None => Err(wrong("days", "a whole number", count)),
    }
}

/// Blanks up to a width in characters, for columns of a text mail: after the
/// text, or before it with `"right"`.
fn pad(value: &Value, width: usize, side: Option<&str>) -> Result<String, Error> {
    let text = value.to_string();
    let missing = width.min(WIDEST).saturating_sub(text.chars().count());
    let blanks = " ".repeat(missing);
    match side {
        None | Some("left") => Ok(text + &blanks),
        Some("right") => Ok(blanks + &text),
        Some(other) => Err(Error::new(
            ErrorKind::InvalidOperation,
            format!("the filter pad knows \"left\" and \"right\", not {other:?}"),
        )),
    }
}

fn wrong(filter: &str, expected: &str, found: &Value) -> Error {
    if found.is_undefined() {
        return Error::from(ErrorKind::UndefinedError);
    }
    let found = match found.kind() {
        ValueKind::Plain => "another kind of value".to_owned(),
        kind => kind.to_string(),
    };
    Error::new(
        ErrorKind::InvalidOperation,
        format!("the filter {filter} takes {expected}, found {found}"),
    )
}
