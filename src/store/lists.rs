//! Lists of texts in one column, as JSON arrays.

use super::error::StoreError;

/// Stored for an empty list.
const EMPTY: &str = "[]";

pub fn to_stored<T: AsRef<str>>(texts: &[T]) -> String {
    if texts.is_empty() {
        return EMPTY.to_owned();
    }
    let texts = texts.iter().map(|text| serde_json::Value::from(text.as_ref())).collect();
    serde_json::Value::Array(texts).to_string()
}

/// # Errors
/// When the column holds anything else.
pub fn from_stored(column: &'static str, stored: &str) -> Result<Vec<String>, StoreError> {
    if stored == EMPTY {
        return Ok(Vec::new());
    }
    serde_json::from_str(stored).map_err(|_| StoreError::bad_value(column, stored))
}
