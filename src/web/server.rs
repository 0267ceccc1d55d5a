//! Listening, until somebody stops the service.

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::operation::metrics;
use super::settings::Settings;
use super::state::Web;
use super::{connections, routes};
use crate::app::error::AppError;
use crate::app::signals::Signals;
use crate::app::worker::{self, Stopped};
use crate::store::Store;

/// Serves until Ctrl-C or SIGTERM; requests under way come to their end, runs
/// stop as they do by Ctrl-C and can be resumed, within the time that the
/// settings give. `listening` is told the
/// address, or the addresses.
///
/// # Errors
/// When rules or templates have mistakes, or nothing can listen there.
pub async fn serve(
    store: Store,
    settings: Settings,
    listening: impl FnOnce(SocketAddr, Option<SocketAddr>),
) -> Result<Stopped, AppError> {
    metrics::start();
    let web = Web::new(store, settings)?;
    let router = routes::router(&web);
    let mut signals = Signals::new()?;
    let main = listen(web.settings.listen).await?;
    let beside = match web.settings.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    listening(main.1, beside.as_ref().map(|(_, address)| *address));
    let mut background = worker::start(&web.node, &web.tasks);
    background.push(tokio::spawn(metrics::keep_up()));
    let mut serving = vec![serving(&web, main.0, router)];
    if let Some((listener, _)) = beside {
        serving.push(self::serving(&web, listener, metrics::alone(&web)));
    }
    signals.any().await;
    let patience = web.settings.stop_timeout;
    tracing::info!(seconds = patience.as_secs(), "stopping");
    web.stopping.cancel();
    web.tasks.close();
    web.jobs.close();
    let ended = async {
        for each in &mut serving {
            // It ends when its requests have; there is nothing else to tell.
            let _ = each.await;
        }
        web.tasks.wait().await;
        web.jobs.idle().await;
    };
    let stopped = tokio::select! {
        () = ended => Stopped::Cleanly,
        () = tokio::time::sleep(patience) => {
            tracing::warn!("not everything came to its end in time");
            Stopped::Cleanly
        }
        () = signals.any() => Stopped::AtOnce,
    };
    for task in serving.iter().chain(&background) {
        task.abort();
    }
    Ok(stopped)
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), AppError> {
    let failed = |error| AppError::File { path: address.to_string(), error };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Answers until the service is asked to stop and its requests have ended.
fn serving(web: &Web, listener: TcpListener, router: Router) -> JoinHandle<()> {
    tokio::spawn(connections::answer(listener, router, web.stopping.clone()))
}
