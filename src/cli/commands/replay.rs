//! `simulate --history`.

use super::super::args::simulate::SimulateArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::show::{charts, replay as text, replay_csv, replay_json};
use super::chart_file::ChartFile;
use crate::app::error::AppError;
use crate::app::replay::{self, ReplayRequest};
use crate::wording::msg;

/// Differences that data show; a CSV file has all of them.
const KEEP: usize = 5_000;

pub async fn replay(
    context: &Context,
    args: &SimulateArgs,
    chart: Option<&ChartFile>,
) -> Result<Exit, AppError> {
    let engine = context.engine().await?;
    let clock = context.clock(None);
    let scopes = engine.scopes(args.batch.as_deref(), context.company.as_deref(), &clock)?;
    let several = scopes.len() > 1;
    let request =
        ReplayRequest { from: args.from, to: args.to, by_schedule: args.schedule, keep: KEEP };
    let (mut documents, mut failures) = (Vec::new(), false);
    for scope in scopes {
        let folder = args.csv.as_ref().map(|folder| match several {
            true => folder.join(scope.company().as_str()),
            false => folder.clone(),
        });
        let file = folder.as_deref();
        let mut file =
            file.map(|it| replay_csv::Files::create(it, context.language)).transpose()?;
        let keep = |difference: &_| match &mut file {
            Some(file) => file.difference(difference),
            None => Ok(()),
        };
        let progress = &context.progress;
        let replay = replay::replay(&engine, &scope, &request, progress, keep).await?;
        failures |= replay.compared.script_failures > 0;
        if args.json {
            documents.push(replay_json::replay(&replay, context.language));
        } else {
            context.print(&text::replay(&replay, context.language))?;
        }
        if let (Some(file), Some(folder)) = (file, folder) {
            file.finish(&replay)?;
            if !args.json {
                let folder = folder.display().to_string();
                context.say(&msg!("simulation-csv-written", folder = folder))?;
            }
        }
        if let Some(chart) = chart {
            let drawn = charts::replay(&replay, context.language)?;
            let company = several.then_some(replay.company_code.as_str());
            chart.write(context, &drawn, company, args.json)?;
        }
    }
    if args.json {
        context.print(&format!("{:#}\n", serde_json::Value::Array(documents)))?;
    }
    Ok(if failures { Exit::BadInput } else { Exit::Done })
}
