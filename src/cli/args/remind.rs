//! `relance remind`, `relance letters` and `relance drafts`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::criteria::CriteriaArgs;
use super::{AsOf, Outbox};
use crate::app::request::Request;
use crate::domain::letter::LetterFormat;

/// The items, and what is decided about them.
#[derive(Debug, Args)]
pub struct SelectionArgs {
    #[arg(id = "by_hand_item", value_name = "ITEM")]
    pub items: Vec<String>,
    #[command(flatten)]
    pub criteria: CriteriaArgs,
    #[arg(id = "by_hand_raise", long = "raise", value_name = "ITEM")]
    pub raise: Vec<String>,
    #[arg(id = "by_hand_lower", long = "lower", value_name = "ITEM")]
    pub lower: Vec<String>,
    #[arg(id = "by_hand_drop", long = "drop", value_name = "ITEM")]
    pub drop: Vec<String>,
    #[arg(id = "by_hand_again", long = "again")]
    pub again: bool,
    #[arg(id = "by_hand_from", long = "from", value_name = "CODE|ADDRESS")]
    pub from: Option<String>,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(id = "by_hand_dry_run", long = "dry-run")]
    pub dry_run: bool,
    #[arg(id = "by_hand_json", long = "json", requires = "by_hand_dry_run")]
    pub json: bool,
    #[arg(long, short)]
    pub yes: bool,
}

impl SelectionArgs {
    pub fn request(&self, copies: &[String]) -> Request {
        Request {
            items: self.items.clone(),
            criteria: self.criteria.criteria(),
            raise: self.raise.clone(),
            lower: self.lower.clone(),
            levels: self.criteria.chosen_levels(),
            drop: self.drop.clone(),
            again: self.again,
            from: self.from.clone(),
            copies: copies.to_vec(),
        }
    }
}

#[derive(Debug, Args)]
pub struct RemindArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[arg(long, value_name = "CODE|ADDRESS")]
    pub cc: Vec<String>,
    #[arg(long, value_name = "DIR", requires = "by_hand_dry_run")]
    pub out: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with = "by_hand_dry_run")]
    pub drafts: Option<PathBuf>,
    #[command(flatten)]
    pub outbox: Outbox,
}

/// The file extension that letters are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Pdf,
    Docx,
    Odt,
    Html,
}

impl From<Format> for LetterFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Pdf => Self::Pdf,
            Format::Docx => Self::Docx,
            Format::Odt => Self::Odt,
            Format::Html => Self::Html,
        }
    }
}

#[derive(Debug, Args)]
pub struct LettersArgs {
    #[command(flatten)]
    pub selection: SelectionArgs,
    #[arg(
        long,
        value_name = "pdf|docx|odt|html",
        default_value = "pdf",
        hide_possible_values = true
    )]
    pub format: Format,
    #[arg(long, value_name = "DIR", required_unless_present_any = ["by_hand_dry_run", "bind"])]
    pub out: Option<PathBuf>,
    #[arg(long, conflicts_with = "by_hand_dry_run")]
    pub merged: bool,
    #[arg(
        long,
        value_name = "RUN",
        conflicts_with_all = ["by_hand_item", "by_hand_dry_run", "merged", "out"]
    )]
    pub bind: Option<i64>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DraftsArgs {
    #[command(subcommand)]
    pub command: Option<DraftsCommand>,
}

#[derive(Debug, Subcommand)]
pub enum DraftsCommand {
    List,
    Write {
        #[arg(value_name = "RUN")]
        run: i64,
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    Confirm {
        #[command(flatten)]
        which: WhichDrafts,
        #[command(flatten)]
        as_of: AsOf,
    },
    Drop {
        #[command(flatten)]
        which: WhichDrafts,
    },
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct WhichDrafts {
    #[arg(id = "draft_reminder", value_name = "REMINDER")]
    pub reminders: Vec<i64>,
    #[arg(id = "draft_run", long = "run", value_name = "RUN")]
    pub run: Option<i64>,
}
