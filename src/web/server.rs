//! Listening, until somebody stops the service.

use std::time::Duration;

use tokio::net::TcpListener;

use super::files;
use super::routes;
use super::settings::Settings;
use super::state::Web;
use crate::app::error::AppError;
use crate::store::Store;

/// How long a stopped service waits for the mails under way.
const PATIENCE: Duration = Duration::from_secs(60);

/// Serves until Ctrl-C or SIGTERM; requests under way come to their end,
/// runs stop as they do by Ctrl-C and can be resumed.
/// `listening` is told the address.
///
/// # Errors
/// When rules or templates have mistakes, or nothing can listen there.
pub async fn serve(
    store: Store,
    settings: Settings,
    listening: impl FnOnce(std::net::SocketAddr),
) -> Result<(), AppError> {
    let address = settings.listen;
    let failed = |error| AppError::File { path: address.to_string(), error };
    let web = Web::new(store, settings)?;
    let router = routes::router(&web);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    listening(listener.local_addr().map_err(failed)?);
    let follower = {
        let web = web.clone();
        tokio::spawn(async move {
            if let Err(error) = files::follow(&web).await {
                tracing::warn!(%error, "changes of rules and templates are not noticed");
            }
        })
    };
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    let jobs = web.clone();
    let stopping = async move {
        stopped().await;
        jobs.jobs.close();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stopping).await;
    follower.abort();
    if tokio::time::timeout(PATIENCE, web.jobs.idle()).await.is_err() {
        tracing::warn!("a run did not come to its end in time; it can be resumed");
    }
    served.map_err(failed)
}

/// Ctrl-C, or SIGTERM as service managers send it.
async fn stopped() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated => {}
    }
}
