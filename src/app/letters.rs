//! Letters on their way to the printer.

use crate::dispatch::Transport;
use crate::store::Run;

/// Where a run's reminders go: letters to the folder that they were asked for
/// in, mails to `mails`.
pub fn transport_of(run: &Run, mails: &Transport) -> Transport {
    match &run.folder {
        Some(folder) => Transport::letters(folder),
        None => mails.clone(),
    }
}
