//! Listening, until somebody stops the service.

use std::net::SocketAddr;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::task::JoinHandle;

use super::files;
use super::operation::metrics;
use super::routes;
use super::settings::Settings;
use super::state::Web;
use crate::app::error::AppError;
use crate::app::webhook_courier;
use crate::app::webhook_target::Reach;
use crate::store::Store;

/// How the service stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    /// All that was under way came to its end, or had its time to.
    Cleanly,
    /// Somebody would not wait for that.
    AtOnce,
}

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
    // A mail server that cannot be one is told now, not when something is to leave.
    web.transport()?;
    let router = routes::router(&web);
    let mut signals = Signals::new()?;
    let main = listen(web.settings.listen).await?;
    let beside = match web.settings.metrics_listen {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    listening(main.1, beside.as_ref().map(|(_, address)| *address));
    let background = in_background(&web);
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
    let stopping = web.stopping.clone();
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move {
        let served = axum::serve(listener, service)
            .with_graceful_shutdown(async move { stopping.cancelled().await })
            .await;
        if let Err(error) = served {
            tracing::error!(%error, "requests are not answered any more");
        }
    })
}

/// What goes on besides requests. Deliveries to webhooks are waited for when
/// the service stops, the rest is not.
fn in_background(web: &Web) -> Vec<JoinHandle<()>> {
    let follower = {
        let web = web.clone();
        tokio::spawn(async move {
            if let Err(error) = files::follow(&web).await {
                tracing::warn!(%error, "changes of rules and templates are not noticed");
            }
        })
    };
    let courier = web.clone();
    web.tasks.spawn(async move {
        let reach = Reach { local: courier.settings.local_webhooks };
        let (more, stopping) = (&courier.webhooks_queued, &courier.stopping);
        webhook_courier::deliver(&courier.store, reach, more, stopping).await;
    });
    vec![follower, tokio::spawn(metrics::keep_up())]
}

/// Ctrl-C, and SIGTERM as service managers send it.
struct Signals {
    interrupted: Signal,
    terminated: Signal,
}

impl Signals {
    fn new() -> Result<Self, AppError> {
        let of = |kind| {
            signal(kind).map_err(|error| AppError::File { path: "signal".to_owned(), error })
        };
        Ok(Self {
            interrupted: of(SignalKind::interrupt())?,
            terminated: of(SignalKind::terminate())?,
        })
    }

    /// The next of either.
    async fn any(&mut self) {
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
    }
}
