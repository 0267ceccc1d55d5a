//! The file of settings: what it says counts where neither a flag nor the
//! environment says otherwise.

use std::net::SocketAddr;
use std::path::Path;

use clap::builder::{OsStr, Str};
use url::Url;

use crate::app::error::AppError;
use crate::diagnostic::{Diagnostic, nearest};
use crate::rules::source::{SourceFile, read_text};
use crate::rules::yaml::tree::{self, Node, Value};
use crate::wording::{Message, msg};

/// The environment's name of the file.
const VARIABLE: &str = "RELANCE_CONFIG";

/// What a setting can be.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Switch,
    /// A whole number, from zero.
    Whole,
    /// Address and port.
    Socket,
    /// An address on the web.
    Web,
    OneOf(&'static [&'static str]),
    /// The address of a server; it may name a user, never a password.
    Server,
}

/// Each key of the file is the argument of this name.
const SETTINGS: &[(&str, Kind)] = &[
    ("database", Kind::Server),
    ("rules", Kind::Text),
    ("templates", Kind::Text),
    ("documents", Kind::Text),
    ("company", Kind::Text),
    ("outbox", Kind::Text),
    (SMTP_URL, Kind::Server),
    (MAILBOX, Kind::Server),
    ("listen", Kind::Socket),
    ("public_url", Kind::Web),
    ("trust_proxy", Kind::Text),
    ("metrics_listen", Kind::Socket),
    ("stop_timeout", Kind::Whole),
    ("allow_local_webhooks", Kind::Switch),
    ("no_schedule", Kind::Switch),
    ("log", Kind::Text),
    ("log_format", Kind::OneOf(&["text", "json"])),
];

/// Settings without an argument: with their password they would be shown to
/// everybody on the machine.
const SMTP_URL: &str = "smtp_url";
const MAILBOX: &str = "mailbox";

/// What a file of settings says.
#[derive(Debug, Default)]
pub struct Config {
    values: Vec<(&'static str, String)>,
}

impl Config {
    /// Reads the file that `--config` or the environment names, if one does.
    /// Read before the command line is, since it decides what that means.
    ///
    /// # Errors
    /// All mistakes of the file, with their places.
    pub fn choose(args: &[String], env: impl Fn(&str) -> Option<String>) -> Result<Self, AppError> {
        let flag = args.iter().enumerate().find_map(|(index, arg)| {
            match arg.strip_prefix("--config")? {
                "" => args.get(index + 1).cloned(),
                rest => rest.strip_prefix('=').map(str::to_owned),
            }
        });
        match flag.or_else(|| env(VARIABLE)).filter(|path| !path.is_empty()) {
            Some(path) => Self::read(Path::new(&path)).map_err(AppError::Files),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let name = path.display().to_string();
        let text = read_text(path)
            .map_err(|(at, message)| vec![Diagnostic::error(name.as_str(), at, message)])?;
        let source = SourceFile::new(&name, &text);
        let root = tree::parse(&source).map_err(|problem| vec![*problem])?;
        let Value::Mapping(entries) = &root.value else {
            let problem = source.error(Some(root.at), msg!("operation-config-mapping"));
            return Err(vec![problem]);
        };
        let (mut values, mut problems) = (Vec::new(), Vec::new());
        for (key, node) in entries {
            let known = SETTINGS.iter().find(|(name, _)| *name == key.name);
            let Some((name, kind)) = known else {
                let names = SETTINGS.iter().map(|(name, _)| *name);
                let expected = names.clone().collect::<Vec<_>>().join(", ");
                let message = msg!("operation-config-unknown", key = &key.name);
                let problem = source
                    .error(Some(key.at), message)
                    .expecting(msg!("operation-config-keys", keys = expected))
                    .suggesting(nearest(&key.name, names));
                problems.push(problem);
                continue;
            };
            if values.iter().any(|(earlier, _)| earlier == name) {
                let message = msg!("operation-config-twice", key = *name);
                problems.push(source.error(Some(key.at), message));
                continue;
            }
            match kind.read(node) {
                Ok(value) => values.push((*name, value)),
                Err(message) => problems.push(source.error(Some(node.at), message)),
            }
        }
        if problems.is_empty() { Ok(Self { values }) } else { Err(problems) }
    }

    /// Makes what the file says the default of the arguments.
    pub fn apply(&self, command: clap::Command) -> clap::Command {
        let mut command = command.mut_args(|arg| {
            let found = self.values.iter().find(|(name, _)| *name == arg.get_id().as_str());
            match found {
                Some((_, value)) => arg.default_value(OsStr::from(Str::from(value.clone()))),
                None => arg,
            }
        });
        let names: Vec<String> =
            command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
        for name in names {
            command = command.mut_subcommand(&name, |sub| self.apply(sub));
        }
        command
    }

    /// The mail server, where the file names it.
    pub fn smtp_url(&self) -> Option<String> {
        self.value(SMTP_URL)
    }

    /// The mailbox, where the file names it.
    pub fn mailbox(&self) -> Option<String> {
        self.value(MAILBOX)
    }

    fn value(&self, key: &str) -> Option<String> {
        self.values.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    }
}

impl Kind {
    /// The value as the command line would have it, or what is wrong with it.
    fn read(self, node: &Node) -> Result<String, Message> {
        let text = match &node.value {
            Value::Text(text) | Value::Number(text) => text.clone(),
            Value::Bool(on) => on.to_string(),
            Value::Null | Value::List(_) | Value::Mapping(_) => String::new(),
        };
        let fits = match self {
            Self::Text => matches!(node.value, Value::Text(_) | Value::Number(_)),
            Self::Switch => matches!(node.value, Value::Bool(_)),
            Self::Whole => text.parse::<u32>().is_ok(),
            Self::Socket => text.parse::<SocketAddr>().is_ok(),
            Self::Web => Url::parse(&text).is_ok(),
            Self::OneOf(known) => known.contains(&text.as_str()),
            Self::Server if has_password(&text) => return Err(msg!("operation-config-secret")),
            Self::Server => matches!(node.value, Value::Text(_)),
        };
        if fits && !text.is_empty() { Ok(text) } else { Err(self.expected()) }
    }

    fn expected(self) -> Message {
        match self {
            Self::Text => msg!("operation-config-text"),
            Self::Switch => msg!("operation-config-switch"),
            Self::Whole => msg!("operation-config-whole"),
            Self::Socket => msg!("operation-config-socket"),
            Self::Web => msg!("operation-config-web"),
            Self::OneOf(known) => msg!("operation-config-one-of", known = known.join(", ")),
            Self::Server => msg!("operation-config-server"),
        }
    }
}

/// Whether the address of a server has a password, before the host or among
/// its options.
fn has_password(address: &str) -> bool {
    let authority = address.split_once("://").map_or("", |(_, rest)| rest);
    let (authority, _) = authority.split_once('?').unwrap_or((authority, ""));
    let login = authority.rsplit_once('@').map_or("", |(login, _)| login);
    let options = address.split_once('?').map_or("", |(_, options)| options);
    login.contains(':')
        || url::form_urlencoded::parse(options.as_bytes())
            .any(|(name, _)| name.to_ascii_lowercase().contains("pass"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_found_wherever_it_stands() {
        for (address, expected) in [
            ("postgres://relance@db.example/relance", false),
            ("postgres://relance:s3cret@db.example/relance", true),
            ("postgres://db.example/relance?user=a&password=s3cret", true),
            ("smtps://mail.example:465", false),
            ("smtp://user:p@ss@mail.example", true),
            ("sqlite:relance.db", false),
            ("sqlite:a?b:c@d", false),
            ("maildir:/var/mail/relance", false),
            ("imaps://relance@mail.example/INBOX", false),
            ("imaps://relance:s3cret@mail.example/INBOX", true),
        ] {
            assert_eq!(has_password(address), expected, "{address}");
        }
    }
}
