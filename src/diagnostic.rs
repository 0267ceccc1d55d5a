//! A mistake in a file that a user wrote: where it is, what was found, what
//! was expected.

use std::fmt;
use std::sync::Arc;

use crate::wording::Message;

/// A place in a text file, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Whether work can go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    Warning,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    /// As the user would name it: relative to where the user stands.
    pub file: String,
    /// `None` when it concerns the file as a whole.
    pub position: Option<Position>,
    /// The text of the file, to show an excerpt; absent for very large files.
    pub source: Option<Arc<str>>,
    /// What is wrong, including what was found.
    pub message: Message,
    /// What was expected, where the message does not say it already.
    pub expected: Option<Message>,
    /// The word that was probably meant.
    pub did_you_mean: Option<String>,
}

impl Diagnostic {
    pub fn error(file: impl Into<String>, position: Option<Position>, message: Message) -> Self {
        Self {
            severity: Severity::Error,
            file: file.into(),
            position,
            source: None,
            message,
            expected: None,
            did_you_mean: None,
        }
    }

    pub fn expecting(mut self, expected: Message) -> Self {
        self.expected = Some(expected);
        self
    }

    pub fn suggesting(mut self, word: Option<String>) -> Self {
        self.did_you_mean = word;
        self
    }

    pub fn with_source(mut self, source: &Arc<str>) -> Self {
        self.source = Some(Arc::clone(source));
        self
    }
}

/// `file:line:column: message` and the expectation, on one line, in English.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(at) = self.position {
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(expected) = &self.expected {
            write!(f, "; {expected}")?;
        }
        if let Some(word) = &self.did_you_mean {
            write!(f, "; {}", crate::wording::msg!("did-you-mean", word = word))?;
        }
        Ok(())
    }
}

/// Longest word that is compared with others, in bytes: the time that takes
/// grows with its square.
const LONGEST_WORD: usize = 200;

/// The known word nearest to a misspelt one, if one is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    known
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST_WORD)
        .map(|candidate| {
            (strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase()), candidate)
        })
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}

/// Most mistakes that are told at once.
const MOST: usize = 1_000;

/// By file and place, each once: what several share is checked for each of
/// them. At most a thousand: who reads more?
pub fn sorted(mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    fn place(problem: &Diagnostic) -> (&str, Option<Position>) {
        (&problem.file, problem.position)
    }
    problems.sort_by(|a, b| place(a).cmp(&place(b)));
    let mut once: Vec<Diagnostic> = Vec::new();
    for problem in problems {
        let here = once.iter().rev().take_while(|told| place(told) == place(&problem));
        if once.len() < MOST && !here.into_iter().any(|told| *told == problem) {
            once.push(problem);
        }
    }
    once
}
