//! `schedule`.

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::values::stated_text;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ScheduleArgs {
    #[command(subcommand)]
    pub command: Option<ScheduleCommand>,
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum ScheduleCommand {
    Pause(PauseArgs),
    Resume(WhichBatch),
    Answer(AnswerArgs),
}

#[derive(Debug, Args)]
pub struct WhichBatch {
    #[arg(value_name = "BATCH")]
    pub batch_name: String,
}

#[derive(Debug, Args)]
pub struct PauseArgs {
    #[command(flatten)]
    pub which: WhichBatch,
    #[arg(long, value_name = "TEXT", value_parser = stated_text)]
    pub reason: String,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub until: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct AnswerArgs {
    #[command(flatten)]
    pub which: WhichBatch,
    #[arg(value_name = "run|skip", value_enum, hide_possible_values = true)]
    pub answer: AnswerWord,
}

/// What is decided about a missed start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnswerWord {
    Run,
    Skip,
}
