//! `backup`, `restore` and `retention`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct BackupArgs {
    #[arg(id = "backup_file", value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long)]
    pub verify: bool,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    #[arg(id = "backup_file", value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub files: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RetentionArgs {
    #[arg(id = "retention_dry_run", long = "dry-run")]
    pub dry_run: bool,
}
