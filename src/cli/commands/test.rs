//! `test`.

use super::super::args::test::TestArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use crate::app::error::AppError;

pub fn test(_context: &Context, _args: &TestArgs) -> Result<Exit, AppError> {
    Ok(Exit::Done)
}
