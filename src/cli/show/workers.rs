//! The processes that work on the database.

use super::records::moment;
use super::table::Rows;
use crate::store::{Worker, WorkerTask};
use crate::wording::{Message, UiLanguage, msg};

pub fn workers(workers: &[Worker], language: UiLanguage) -> String {
    let head = [
        msg!("cli-column-worker"),
        msg!("cli-column-kind"),
        msg!("cli-column-since"),
        msg!("cli-column-seen"),
        msg!("cli-column-state"),
        msg!("cli-column-doing"),
    ];
    let mut rows = Rows::new(&head.map(|text| (text, false)), language);
    for worker in workers {
        let kind = if worker.stays { msg!("cli-worker-node") } else { msg!("cli-worker-command") };
        let state = if worker.alive { msg!("cli-worker-alive") } else { msg!("cli-worker-gone") };
        let doing: Vec<String> =
            worker.tasks.iter().map(|task| doing(task).in_language(language)).collect();
        rows.add(vec![
            worker.name.clone(),
            kind.in_language(language),
            moment(worker.started_at),
            moment(worker.seen_at),
            state.in_language(language),
            doing.join("\n"),
        ]);
    }
    rows.to_string()
}

fn doing((run, task): &(crate::domain::identity::RunId, WorkerTask)) -> Message {
    let run = run.0.to_string();
    match task {
        WorkerTask::Planning => msg!("cli-worker-planning", run = run),
        WorkerTask::Sending => msg!("cli-worker-sending", run = run),
    }
}
