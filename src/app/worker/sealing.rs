//! The duty that seals the history shortly after it was recorded.

use std::time::{Duration, Instant};

use crate::app::node::Node;
use crate::app::sealing::{self, Extent};

const LOOK: Duration = Duration::from_secs(1);
/// How often all rows are looked at: those of slow transactions are found then.
const WHOLE: Duration = Duration::from_secs(3600);

/// Seals what waits, each second, until the process stops; once more at its
/// end.
pub async fn seal(node: Node) {
    let mut whole = None::<Instant>;
    loop {
        let stopping = node.stopping.is_cancelled();
        let extent = match whole {
            Some(at) if at.elapsed() < WHOLE || stopping => Extent::Recent,
            _ => Extent::All,
        };
        if extent == Extent::All {
            whole = Some(Instant::now());
        }
        let enough = || !stopping && node.stopping.is_cancelled();
        if let Err(error) = sealing::seal(&node.store, extent, || node.clock().now(), enough).await
        {
            tracing::warn!(%error, "the history is not sealed for now");
        }
        if stopping {
            return;
        }
        tokio::select! {
            () = node.stopping.cancelled() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
