//! `rules doc` and `templates vars`.

use super::super::args::DocArgs;
use super::super::args::templates::VarsArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub fn doc(_context: &Context, _args: &DocArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}

pub fn vars(_context: &Context, _args: &VarsArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}
