//! `diff`.

use super::super::args::diff::DiffArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub async fn diff(_context: &Context, _args: &DiffArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}
