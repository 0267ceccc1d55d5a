//! `simulate`.

use super::super::args::simulate::SimulateArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub async fn simulate(_context: &Context, _args: &SimulateArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}
