//! A message before it is put into words.

use std::fmt;

use super::catalogue::Catalogue;

/// Languages in which Relance speaks to its users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UiLanguage {
    #[default]
    English,
    French,
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    /// Chooses plural forms.
    Number(i64),
    /// Put into words in the same language as the message around it.
    Message(Box<Message>),
}

/// An entry of the catalogue with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    pub fn in_language(&self, language: UiLanguage) -> String {
        Catalogue::of(language).text(self)
    }
}

/// In English, for logs and for users of the library.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_language(UiLanguage::English))
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}

macro_rules! number_args {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Arg {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
number_args!(i32, u32, i64, u64, usize);

/// `msg!("id", name = value, …)`: a [`Message`].
macro_rules! msg {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::wording::Message {
            id: $id,
            args: vec![$((stringify!($name), $crate::wording::Arg::from($value))),*],
        }
    };
}
pub(crate) use msg;
