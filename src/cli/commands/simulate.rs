//! `simulate`.

use std::path::Path;

use super::super::args::simulate::SimulateArgs;
use super::super::context::Context;
use super::super::exit::Exit;
use super::super::problems;
use super::super::show::{charts, simulation, simulation_csv, simulation_json};
use super::chart_file::ChartFile;
use super::replay;
use crate::app::error::AppError;
use crate::app::simulate::{self, PaymentRequest, Simulation, SimulationRequest};
use crate::simulation::Measures;
use crate::wording::msg;

/// Single cases that are kept of each kind.
const KEEP: usize = 5_000;

pub async fn simulate(context: &Context, args: &SimulateArgs) -> Result<Exit, AppError> {
    // Before the database is looked for.
    simulate::check_dates(args.from, args.to)?;
    let chart = args.chart.as_deref().map(ChartFile::at).transpose()?;
    if args.history {
        return replay::replay(context, args, chart.as_ref()).await;
    }
    let engine = context.engine().await?;
    let clock = context.clock(None);
    let scopes = engine.scopes(args.batch.as_deref(), context.company.as_deref(), &clock)?;
    let (request, several) = (request(args), scopes.len() > 1);
    let mut documents = Vec::new();
    let mut failures = false;
    for scope in scopes {
        let progress = &context.progress;
        let simulation = simulate::simulate(&engine, &scope, &request, &clock, progress).await?;
        failures |= simulation.report.script_failures > 0;
        if args.json {
            documents.push(simulation_json::simulation(&simulation, context.language));
        } else {
            context.print(&simulation::simulation(&simulation, context.language))?;
        }
        if let Some(folder) = &args.csv {
            // Each company has its own tables.
            let folder = match several {
                true => folder.join(&simulation.company_code),
                false => folder.clone(),
            };
            write_csv(context, &folder, &simulation, args.json)?;
        }
        if let Some(file) = &chart {
            let drawn = charts::simulation(&simulation, context.language)?;
            let company = several.then_some(simulation.company_code.as_str());
            file.write(context, &drawn, company, args.json)?;
        }
    }
    if args.json {
        context.print(&format!("{:#}\n", serde_json::Value::Array(documents)))?;
    }
    Ok(if failures { Exit::BadInput } else { Exit::Done })
}

fn request(args: &SimulateArgs) -> SimulationRequest {
    SimulationRequest {
        measures: Measures {
            from: args.from,
            to: args.to,
            more_than: args.more_than,
            window: args.window,
            stuck_after: args.stuck_after,
            keep: KEEP,
        },
        payments: PaymentRequest {
            paid: args.paid.clone(),
            within: args.paid_within,
            seed: args.seed,
        },
    }
}

fn write_csv(
    context: &Context,
    folder: &Path,
    simulation: &Simulation,
    quiet: bool,
) -> Result<(), AppError> {
    simulation_csv::write(folder, simulation, context.language)?;
    if simulation.report.is_cut() {
        // To standard error, so that it does not get into the data.
        problems::complain(&context.text(&msg!("simulation-csv-cut", count = KEEP)));
    }
    if quiet {
        return Ok(());
    }
    context.say(&msg!("simulation-csv-written", folder = folder.display().to_string()))
}
