//! A bar on a terminal, plain lines elsewhere; both on standard error.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::problems;
use crate::app::progress::Progress;
use crate::wording::{Message, UiLanguage, msg};

/// How often a plain line is printed.
const EVERY: Duration = Duration::from_secs(5);

pub struct Shown {
    language: UiLanguage,
    terminal: bool,
    stage: Mutex<Option<Stage>>,
}

struct Stage {
    name: String,
    total: Option<u64>,
    done: u64,
    told: Instant,
    bar: Option<ProgressBar>,
}

impl Shown {
    pub fn new(language: UiLanguage) -> Self {
        let terminal = std::io::stderr().is_terminal();
        Self { language, terminal, stage: Mutex::new(None) }
    }

    /// A stage that an error ended leaves nothing on the terminal.
    pub fn clear(&self) {
        self.with(|current| {
            if let Some(bar) = current.take().and_then(|stage| stage.bar) {
                bar.finish_and_clear();
            }
        });
    }

    fn with(&self, act: impl FnOnce(&mut Option<Stage>)) {
        // A panic elsewhere must not silence progress for good.
        act(&mut self.stage.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    fn line(&self, stage: &Stage) {
        let message = match stage.total {
            Some(total) => {
                msg!("cli-progress-of", stage = &stage.name, done = stage.done, total = total)
            }
            None => msg!("cli-progress", stage = &stage.name, done = stage.done),
        };
        problems::complain(&message.in_language(self.language));
    }
}

impl Progress for Shown {
    fn begin(&self, stage: Message, total: Option<u64>) {
        let name = stage.in_language(self.language);
        let bar = self.terminal.then(|| {
            let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
            let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(name.clone());
            bar
        });
        let stage = Stage { name, total, done: 0, told: Instant::now(), bar };
        self.with(|current| *current = Some(stage));
    }

    fn advance(&self, amount: u64) {
        self.with(|current| {
            let Some(stage) = current else { return };
            stage.done += amount;
            match &stage.bar {
                Some(bar) => bar.inc(amount),
                None if stage.told.elapsed() >= EVERY => {
                    stage.told = Instant::now();
                    self.line(stage);
                }
                None => {}
            }
        });
    }

    fn end(&self) {
        self.with(|current| {
            if let Some(stage) = current.take() {
                match &stage.bar {
                    Some(bar) => bar.finish_and_clear(),
                    None => self.line(&stage),
                }
            }
        });
    }
}
