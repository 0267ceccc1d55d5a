//! What every command needs: language, paths, and the engine made from them.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, Utc};

use super::args::Global;
use super::exit::Exit;
use super::problems;
use super::progress::Shown;
use crate::app::clock::Clock;
use crate::app::engine::{self, Engine};
use crate::app::error::AppError;
use crate::app::transport::{self, Variables};
use crate::dispatch::{Transport, Windows};
use crate::documents::Folder;
use crate::domain::company::Company;
use crate::domain::identity::RunId;
use crate::mailbox::Source;
use crate::render::Renderer;
use crate::rules::set::RuleSet;
use crate::store::{LEASE, Store, StoreError};
use crate::wording::{Message, UiLanguage, msg};

/// Who acts, where neither `--by` nor the environment names anybody.
const NOBODY: &str = "relance";

pub struct Context {
    pub language: UiLanguage,
    pub database: String,
    pub rules: PathBuf,
    pub templates: PathBuf,
    pub documents: PathBuf,
    /// The mail server of the file of settings; the environment's comes first.
    smtp_url: Option<String>,
    /// The mailbox of the file of settings; the environment's comes first.
    mailbox: Option<String>,
    pub company: Option<String>,
    /// Who does what is done by hand; never empty.
    pub author: String,
    pub progress: Shown,
    /// For tests, which cannot wait for long: how long a process that does not
    /// show is taken for alive.
    lease: Duration,
}

impl Context {
    pub fn new(global: Global, smtp_url: Option<String>, language: UiLanguage) -> Self {
        Self {
            language,
            database: global.database,
            rules: global.rules,
            templates: global.templates,
            documents: global.documents,
            smtp_url,
            mailbox: None,
            company: global.company,
            author: author(global.by, |name| std::env::var(name).ok()),
            progress: Shown::new(language),
            lease: lease(std::env::var("RELANCE_LEASE_MS").ok()),
        }
    }

    #[must_use]
    pub fn with_mailbox(self, mailbox: Option<String>) -> Self {
        Self { mailbox, ..self }
    }

    /// # Errors
    /// When rules or templates have mistakes or the store cannot be used.
    pub async fn engine(&self) -> Result<Engine, AppError> {
        self.engine_on(Store::open_existing).await
    }

    /// As [`Context::engine`], on a database that is created when missing.
    ///
    /// # Errors
    /// As [`Context::engine`].
    pub async fn engine_or_new(&self) -> Result<Engine, AppError> {
        self.engine_on(Store::open).await
    }

    async fn engine_on(
        &self,
        open: impl AsyncFn(&str) -> Result<Store, StoreError>,
    ) -> Result<Engine, AppError> {
        let (rules, renderer) = self.files()?;
        let store = open(&self.database).await?.with_lease(self.lease);
        store.migrate().await?;
        Ok(Engine { store, rules, renderer })
    }

    /// The database as it is, without rules.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn store(&self) -> Result<Store, AppError> {
        let store = Store::open_existing(&self.database).await?;
        store.migrate().await?;
        Ok(store)
    }

    /// The database of a process that stays; created when missing.
    ///
    /// # Errors
    /// When it cannot be used.
    pub async fn store_of_node(&self) -> Result<Store, AppError> {
        let store = Store::open(&self.database).await?.with_lease(self.lease);
        store.migrate().await?;
        Ok(store)
    }

    /// Rules and templates as they are on disk now.
    ///
    /// # Errors
    /// When they have mistakes.
    pub fn files(&self) -> Result<(Arc<RuleSet>, Arc<Renderer>), AppError> {
        let (rules, renderer) = engine::load_files(&self.rules, &self.templates)?;
        let renderer = renderer.with_documents(Arc::new(Folder::new(&self.documents)));
        Ok((Arc::new(rules), Arc::new(renderer)))
    }

    /// The company named by `--company`, or the only one.
    ///
    /// # Errors
    /// When it is unknown or has to be named.
    pub fn company(&self, engine: &Engine) -> Result<Arc<Company>, AppError> {
        let rules = engine::company(&engine.rules, self.company.as_deref())?;
        Ok(Arc::clone(&rules.company))
    }

    /// A run of the company that is worked for; any where none is named.
    ///
    /// # Errors
    /// When the run is of another company, as if there were none.
    pub async fn own_run(&self, engine: &Engine, id: RunId) -> Result<RunId, AppError> {
        let Some(name) = &self.company else { return Ok(id) };
        match engine.store.run(id).await? {
            Some(run) if run.company.as_str() == name => Ok(id),
            _ => Err(AppError::UnknownRun { run: id }),
        }
    }

    pub fn clock(&self, as_of: Option<NaiveDate>) -> Clock {
        Clock::new(Utc::now, as_of)
    }

    /// The accounts of the rules or the server of `RELANCE_SMTP_URL`, else the
    /// local folder, so that nothing leaves by accident.
    ///
    /// # Errors
    /// When a URL is not one of a mail server, or an account lacks what it needs.
    pub fn transport(&self, engine: &Engine, outbox: &Path) -> Result<Transport, AppError> {
        transport::of(&self.variables(), &engine.rules, outbox, &Windows::new())
    }

    /// Where servers, keys and tokens are read from.
    pub fn variables(&self) -> Variables {
        Variables::new(self.smtp_url())
    }

    /// The mail server, of the environment or else of the file of settings.
    /// Empty in the environment is none.
    pub fn smtp_url(&self) -> Option<String> {
        let url = std::env::var("RELANCE_SMTP_URL").ok().or_else(|| self.smtp_url.clone());
        url.filter(|url| !url.is_empty())
    }

    /// Where what comes back is read, of the environment or else of the file of
    /// settings; the password may be in a variable of its own.
    ///
    /// # Errors
    /// When it is no mailbox.
    pub fn mailbox(&self) -> Result<Option<Source>, AppError> {
        let variable = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let address = variable("RELANCE_MAILBOX").or_else(|| self.mailbox.clone());
        let password = variable("RELANCE_MAILBOX_PASSWORD");
        Ok(address.map(|address| Source::parse(&address, password)).transpose()?)
    }

    pub fn text(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    /// Prints to standard output; a reader that has gone away is no error.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&self, text: &str) -> Result<(), AppError> {
        self.print_bytes(text.as_bytes())
    }

    /// # Errors
    /// As [`Context::print`].
    pub fn print_bytes(&self, bytes: &[u8]) -> Result<(), AppError> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(AppError::File { path: self.text(&msg!("cli-standard-output")), error })
            }
            _ => Ok(()),
        }
    }

    /// # Errors
    /// As [`Context::print`].
    pub fn say(&self, message: &Message) -> Result<(), AppError> {
        self.print(&format!("{}\n", self.text(message)))
    }

    /// Tells what stopped the batch of one company among several.
    pub fn tell_of_company(&self, company: &str, error: &AppError) -> Exit {
        let message = msg!("cli-error-company", company = company, message = error.message());
        self.progress.clear();
        super::tell(error, &message, self.language)
    }

    /// Asks a yes-or-no question; `None` where nobody can answer.
    pub fn ask(&self, question: &Message) -> Option<bool> {
        if !std::io::stdin().is_terminal() {
            return None;
        }
        problems::complain(&self.text(question));
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer).ok()?;
        let yes = self.text(&msg!("cli-answer-yes"));
        let answer = answer.trim().to_lowercase();
        Some(!answer.is_empty() && (answer == yes || yes.starts_with(&answer)))
    }
}

fn lease(milliseconds: Option<String>) -> Duration {
    let given = milliseconds.and_then(|text| text.parse().ok());
    given.map_or(LEASE, Duration::from_millis)
}

/// `--by` or `RELANCE_USER`, else the user of this machine.
fn author(named: Option<String>, env: impl Fn(&str) -> Option<String>) -> String {
    let candidates = [named, env("USER"), env("LOGNAME")];
    candidates
        .into_iter()
        .flatten()
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| NOBODY.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_always_acts() {
        for (by, user, logname, expected) in [
            (Some("Alix"), Some("root"), None, "Alix"),
            (Some("  "), Some("root"), None, "root"),
            (None, Some(""), Some("alix"), "alix"),
            (None, None, None, NOBODY),
        ] {
            let env = |name: &str| if name == "USER" { user } else { logname };
            let found = author(by.map(str::to_owned), |name| env(name).map(str::to_owned));
            assert_eq!(found, expected, "{by:?} {user:?} {logname:?}");
        }
    }
}
