//! `diff`.

use std::sync::Arc;

use super::super::args::diff::DiffArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show;
use crate::app::diff::{self, DiffRequest, Difference, Folders};
use crate::app::engine::{Engine, load_files};
use crate::app::error::AppError;

/// Changed items in the data of a company: they are held until all are known.
const ITEMS: usize = 100_000;

pub async fn diff(context: &Context, args: &DiffArgs) -> Result<Exit, AppError> {
    let before = Folders { rules: args.against.clone(), templates: args.against_templates.clone() };
    let after = Folders { rules: context.rules.clone(), templates: context.templates.clone() };
    after.must_differ_from(&before)?;
    let (old, new) = engines(context, &before).await?;
    let request = DiffRequest {
        batch: args.batch.clone(),
        company: context.company.clone(),
        texts: args.texts,
        items: if args.json { ITEMS } else { 0 },
    };
    let clock = context.clock(args.as_of.as_of);
    let found = diff::diff(&old, &new, &request, &clock, &context.progress).await?;
    if args.json {
        let data = show::diff_json::differences(&found, (&before, &after), context.language);
        context.print(&format!("{data:#}\n"))?;
    } else {
        context.print(&show::diff::differences(
            &found,
            Some((&before, &after)),
            context.language,
        ))?;
    }
    let fails = found.companies.iter().any(Difference::has_failures);
    Ok(if fails { Exit::BadInput } else { Exit::Done })
}

/// Both sets over the same database; the mistakes of both are told together.
async fn engines(context: &Context, before: &Folders) -> Result<(Engine, Engine), AppError> {
    let old = load_files(&before.rules, &before.templates);
    match (old, context.engine().await) {
        (Ok((rules, renderer)), Ok(new)) => {
            let old = Engine {
                store: new.store.clone(),
                rules: Arc::new(rules),
                renderer: Arc::new(renderer),
            };
            Ok((old, new))
        }
        (Err(AppError::Files(mut problems)), Err(AppError::Files(more))) => {
            problems
                .extend(more.into_iter().filter(|it| !problems.contains(it)).collect::<Vec<_>>());
            Err(AppError::Files(problems))
        }
        (Err(error), _) | (_, Err(error)) => Err(error),
    }
}
