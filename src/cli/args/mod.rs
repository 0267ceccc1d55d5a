//! The command line. Its help texts are in the catalogue, under
//! `cli-help-<command>` and `cli-help-<command>-<argument>`.

pub mod audit;
pub mod backup;
pub mod balance;
pub mod charges;
pub mod contact;
mod criteria;
pub mod customer;
pub mod diff;
pub mod hold;
mod items;
pub mod mailbox;
pub mod note;
mod remind;
pub mod schedule;
pub mod sending;
pub mod serve;
pub mod simulate;
pub mod templates;
pub mod test;
pub mod token;
mod values;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};

pub use items::ItemsArgs;
pub use remind::{DraftsArgs, DraftsCommand, LettersArgs, RemindArgs, SelectionArgs, WhichDrafts};

#[derive(Debug, Parser)]
#[command(name = "relance", version, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Args)]
pub struct Global {
    #[arg(
        long,
        global = true,
        value_name = "fr|en",
        value_parser = ["fr", "en"],
        hide_possible_values = true
    )]
    pub lang: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite:relance.db"
    )]
    pub database: String,
    #[arg(long, global = true, value_name = "DIR", env = "RELANCE_RULES", default_value = "rules")]
    pub rules: PathBuf,
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RELANCE_TEMPLATES",
        default_value = "templates"
    )]
    pub templates: PathBuf,
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "RELANCE_DOCUMENTS",
        default_value = "documents"
    )]
    pub documents: PathBuf,
    #[arg(long, global = true, value_name = "CODE", env = "RELANCE_COMPANY")]
    pub company: Option<String>,
    #[arg(long, global = true, value_name = "NAME", env = "RELANCE_USER")]
    pub by: Option<String>,
    /// Read before the rest of the command line.
    #[arg(long, global = true, value_name = "FILE", env = "RELANCE_CONFIG")]
    pub config: Option<PathBuf>,
    #[arg(long, global = true, value_name = "FILTER", env = "RELANCE_LOG")]
    pub log: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "text|json",
        env = "RELANCE_LOG_FORMAT",
        value_enum,
        default_value = "text",
        hide_possible_values = true
    )]
    pub log_format: LogFormat,
}

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One object per line.
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(DemoArgs),
    #[command(subcommand)]
    Import(ImportCommand),
    Check,
    Test(test::TestArgs),
    Diff(diff::DiffArgs),
    Simulate(simulate::SimulateArgs),
    #[command(subcommand)]
    Rules(RulesCommand),
    #[command(subcommand)]
    Templates(templates::TemplatesCommand),
    Balance(balance::BalanceArgs),
    Preview(PreviewArgs),
    Explain(ExplainArgs),
    Items(ItemsArgs),
    Remind(RemindArgs),
    Letters(LettersArgs),
    Drafts(DraftsArgs),
    Charges(charges::ChargesArgs),
    Run(RunArgs),
    Resume(ResumeArgs),
    Retry(RetryArgs),
    Cancel(CancelArgs),
    Runs(RunsArgs),
    Schedule(schedule::ScheduleArgs),
    History(HistoryArgs),
    #[command(subcommand)]
    Mailbox(mailbox::MailboxCommand),
    Suppressions(mailbox::SuppressionsArgs),
    Note(note::NoteArgs),
    Promises(note::PromisesArgs),
    Actions(note::ActionsArgs),
    #[command(subcommand)]
    Customer(customer::CustomerCommand),
    #[command(subcommand)]
    Hold(hold::HoldCommand),
    #[command(subcommand)]
    Sending(sending::SendingCommand),
    Serve(serve::ServeArgs),
    Worker(serve::NodeArgs),
    Workers(WorkersArgs),
    #[command(subcommand)]
    User(serve::UserCommand),
    #[command(subcommand)]
    Token(token::TokenCommand),
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    #[command(subcommand)]
    Contact(contact::ContactCommand),
    Retention(backup::RetentionArgs),
    Backup(backup::BackupArgs),
    Restore(backup::RestoreArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// The day to act for.
#[derive(Debug, Args)]
pub struct AsOf {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub as_of: Option<NaiveDate>,
}

/// Where mails go when `RELANCE_SMTP_URL` is not set.
#[derive(Debug, Args)]
pub struct Outbox {
    #[arg(long, value_name = "DIR", env = "RELANCE_OUTBOX", default_value = "relance-outbox")]
    pub outbox: PathBuf,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    #[arg(long)]
    pub play: bool,
    #[command(flatten)]
    pub outbox: Outbox,
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    Csv {
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    Fec {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "DAYS", default_value_t = 30)]
        terms: u32,
    },
}

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    Schema(SchemaArgs),
    Doc(DocArgs),
}

#[derive(Debug, Args)]
pub struct SchemaArgs {
    #[arg(long)]
    pub tests: bool,
}

#[derive(Debug, Args)]
pub struct DocArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct PreviewArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
    #[arg(long)]
    pub save: bool,
    #[arg(long, conflicts_with_all = ["json", "save"])]
    pub watch: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    #[arg(value_name = "ITEM")]
    pub item: String,
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
}

#[derive(Debug, Args)]
pub struct RunArgs {
    #[command(flatten)]
    pub as_of: AsOf,
    #[arg(long, value_name = "NAME")]
    pub batch: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["as_of", "batch", "force"])]
    pub plan: Option<i64>,
    #[arg(long, short)]
    pub yes: bool,
    #[arg(long, value_name = "REASON", value_parser = stated_reason)]
    pub force: Option<String>,
    #[command(flatten)]
    pub outbox: Outbox,
}

#[derive(Debug, Args)]
pub struct ResumeArgs {
    #[arg(long, short)]
    pub yes: bool,
    #[command(flatten)]
    pub outbox: Outbox,
}

#[derive(Debug, Args)]
pub struct RetryArgs {
    #[arg(value_name = "RUN")]
    pub run: i64,
    #[command(flatten)]
    pub outbox: Outbox,
}

#[derive(Debug, Args)]
pub struct CancelArgs {
    #[arg(value_name = "RUN")]
    pub run: i64,
}

#[derive(Debug, Args)]
pub struct RunsArgs {
    #[arg(long, default_value_t = 20)]
    pub limit: u64,
}

#[derive(Debug, Args)]
pub struct WorkersArgs {
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[arg(long, value_name = "CODE")]
    pub customer: Option<String>,
    #[arg(long, value_name = "ID")]
    pub run: Option<i64>,
    #[arg(long, default_value_t = 100)]
    pub limit: u64,
    #[arg(long)]
    pub json: bool,
    #[arg(long, value_name = "REMINDER", conflicts_with_all = ["customer", "run", "json"])]
    pub message: Option<i64>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArgs {
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// A reason that says something.
fn stated_reason(text: &str) -> Result<String, String> {
    let reason = text.trim();
    if reason.is_empty() { Err(text.to_owned()) } else { Ok(reason.to_owned()) }
}
