//! The Fluent catalogues, compiled into the program.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use super::message::{Arg, Message, UiLanguage};

macro_rules! sources {
    ($($room:literal),+ $(,)?) => {
        const ENGLISH: &[&str] = &[$(include_str!(concat!("en/", $room, ".ftl"))),+];
        const FRENCH: &[&str] = &[$(include_str!(concat!("fr/", $room, ".ftl"))),+];
    };
}
sources!(
    "plan",
    "rules",
    "render",
    "import",
    "store",
    "dispatch",
    "sending",
    "app",
    "cli",
    "balance",
    "letters",
    "office",
    "by_hand",
    "follow_up",
    "charges",
    "documents",
    "cases",
    "compare",
    "simulation",
    "chart",
    "handbook",
    "accounts",
    "web",
    "web_overview",
    "web_balance",
    "web_items",
    "web_customer",
    "web_compose",
    "web_batches",
    "web_history",
    "web_editor",
    "web_admin",
    "web_api",
    "webhooks",
    "operation",
    "schedule",
    "trust",
    "mailbox",
);

/// The words of one language.
pub struct Catalogue {
    language: UiLanguage,
    bundle: FluentBundle<FluentResource>,
}

static CATALOGUES: LazyLock<[Catalogue; 2]> = LazyLock::new(|| {
    [Catalogue::build(UiLanguage::English, ENGLISH), Catalogue::build(UiLanguage::French, FRENCH)]
});

impl Catalogue {
    pub fn of(language: UiLanguage) -> &'static Self {
        match language {
            UiLanguage::English => &CATALOGUES[0],
            UiLanguage::French => &CATALOGUES[1],
        }
    }

    fn build(language: UiLanguage, sources: &[&str]) -> Self {
        let tag = match language {
            UiLanguage::English => langid!("en"),
            UiLanguage::French => langid!("fr"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        for source in sources {
            // A catalogue with a mistake is caught by the tests; here what
            // could be read is used.
            let resource = FluentResource::try_new((*source).to_owned())
                .unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Whether the catalogue has an entry of this name.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// An entry without arguments, if there is one: for texts named at run time.
    pub fn find(&self, id: &str) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        Some(self.bundle.format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    /// Puts a message into words. An entry that the catalogue lacks shows as
    /// its identifier.
    pub fn text(&self, message: &Message) -> String {
        self.text_of(message.id, &message.args)
    }

    /// As [`Catalogue::text`], for an entry that is named at run time.
    pub fn text_of<N: AsRef<str>>(&self, id: &str, given: &[(N, Arg)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|entry| entry.value()) else {
            return id.to_owned();
        };
        let mut args = FluentArgs::with_capacity(given.len());
        for (name, arg) in given {
            let value = match arg {
                Arg::Text(text) => FluentValue::from(text.as_str()),
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Message(inner) => FluentValue::from(inner.in_language(self.language)),
            };
            args.set(name.as_ref().to_owned(), value);
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }
}
