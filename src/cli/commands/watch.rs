//! `preview --watch`.

use super::super::args::PreviewArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub async fn watch(_context: &Context, _args: &PreviewArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}
