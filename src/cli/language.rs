//! In which language Relance speaks, and the help in that language.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::wording::{Catalogue, Message, UiLanguage, msg};

/// `--lang`, else `LC_ALL`, `LC_MESSAGES`, `LANG`. Read before the command
/// line is, since help and usage errors speak it too.
pub fn choose(args: &[String], env: impl Fn(&str) -> Option<String>) -> UiLanguage {
    let flag = args.iter().enumerate().find_map(|(index, arg)| match arg.strip_prefix("--lang") {
        Some("") => args.get(index + 1).cloned(),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    });
    let locale = flag.or_else(|| {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| env(name).filter(|value| !value.is_empty()))
    });
    match locale {
        Some(tag) if tag.to_ascii_lowercase().starts_with("fr") => UiLanguage::French,
        _ => UiLanguage::English,
    }
}

/// Puts the catalogue's texts into a command and its subcommands.
pub fn localize(command: clap::Command, language: UiLanguage) -> clap::Command {
    let catalogue = Catalogue::of(language);
    let version = clap::Arg::new("version").short('V').long("version");
    let command = command.disable_version_flag(true).arg(version.action(clap::ArgAction::Version));
    translate(command, catalogue, "cli-help")
}

fn translate(command: clap::Command, catalogue: &Catalogue, prefix: &str) -> clap::Command {
    let template = catalogue.find("cli-help-template").unwrap_or_default();
    let help = catalogue.find("cli-help-arg-help").unwrap_or_default();
    let mut command = command
        .about(catalogue.find(prefix).unwrap_or_default())
        .help_template(template)
        .disable_help_flag(true)
        .subcommand_help_heading(catalogue.find("cli-help-commands").unwrap_or_default())
        .subcommand_value_name(catalogue.find("cli-help-command").unwrap_or_default())
        .arg(
            clap::Arg::new("help").short('h').long("help").action(clap::ArgAction::Help).help(help),
        )
        .mut_args(|arg| {
            let id = arg.get_id().as_str();
            let own = format!("{prefix}-{}", id.replace('_', "-"));
            let shared = format!("cli-help-arg-{}", id.replace('_', "-"));
            let text = catalogue.find(&shared).or_else(|| catalogue.find(&own));
            let heading =
                if arg.is_positional() { "cli-help-arguments" } else { "cli-help-options" };
            let arg = arg.help_heading(catalogue.find(heading).unwrap_or_default());
            match text {
                Some(text) => arg.help(StyledStr::from(text)),
                None => arg,
            }
        });
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        let prefix = format!("{prefix}-{name}");
        command = command.mut_subcommand(&name, |sub| translate(sub, catalogue, &prefix));
    }
    command
}

/// A usage error in the user's language; `None` for help and version, which
/// print themselves.
pub fn usage_error(error: &clap::Error) -> Option<Message> {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let arg = context(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => return None,
        ErrorKind::UnknownArgument => {
            let suggestion = context(ContextKind::SuggestedArg);
            if suggestion.is_empty() {
                msg!("cli-usage-unknown-argument", arg = arg)
            } else {
                msg!("cli-usage-unknown-argument-suggest", arg = arg, suggestion = suggestion)
            }
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            let suggestion = context(ContextKind::SuggestedSubcommand);
            if suggestion.is_empty() {
                msg!("cli-usage-unknown-command", name = name)
            } else {
                msg!("cli-usage-unknown-command-suggest", name = name, suggestion = suggestion)
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let known = context(ContextKind::ValidValue);
            if known.is_empty() {
                msg!("cli-usage-invalid-value", arg = arg, value = value)
            } else {
                msg!("cli-usage-invalid-value-known", arg = arg, value = value, known = known)
            }
        }
        ErrorKind::MissingRequiredArgument => msg!("cli-usage-missing", arg = arg),
        ErrorKind::MissingSubcommand => msg!("cli-usage-missing-command"),
        ErrorKind::ArgumentConflict => {
            msg!("cli-usage-conflict", arg = arg, other = context(ContextKind::PriorArg))
        }
        _ => msg!("cli-usage-other", error = error.kind().to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_wins_over_the_environment() {
        let env = |name: &str| (name == "LANG").then(|| "fr_FR.UTF-8".to_owned());
        let none = |_: &str| None;
        let args = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (line, french_env, expected) in [
            ("relance preview", false, UiLanguage::English),
            ("relance preview", true, UiLanguage::French),
            ("relance --lang en preview", true, UiLanguage::English),
            ("relance preview --lang=fr", false, UiLanguage::French),
            ("relance preview --lang=de", true, UiLanguage::English),
        ] {
            let found =
                if french_env { choose(&args(line), env) } else { choose(&args(line), none) };
            assert_eq!(found, expected, "{line}");
        }
    }
}
