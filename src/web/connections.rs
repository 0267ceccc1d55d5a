//! Connections and what one of them may take: time to say what it wants, time
//! to read the answer, and its share of all that are open. Whoever is slow on
//! purpose loses the connection, and nobody else waits for it.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

/// Connections that are open at a time; more wait for one to end.
const MOST_OPEN: usize = 512;

/// How long the head of a request may take to come, from the connection's
/// first moment or the end of the answer before.
const HEAD: Duration = Duration::from_secs(20);

/// How long a connection may have nothing to do.
const IDLE: Duration = Duration::from_secs(30);

/// How often that is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// How long whoever asked may leave what was sent unread.
const UNREAD: Duration = Duration::from_secs(60);

/// Largest head of a request, in bytes.
const LARGEST_HEAD: usize = 64 * 1024;

/// Most headers of a request.
const MOST_HEADERS: usize = 100;

/// Requests at a time on one connection, of HTTP/2.
const MOST_STREAMS: u32 = 64;

/// A pause when no connection can be taken, such as for lack of files.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers until it is to stop; then those under way come to their end.
pub async fn answer(listener: TcpListener, router: Router, stopping: CancellationToken) {
    let room = Arc::new(Semaphore::new(MOST_OPEN));
    let open = TaskTracker::new();
    let accepting = async {
        // The room is never closed.
        while let Ok(place) = Arc::clone(&room).acquire_owned().await {
            match listener.accept().await {
                Ok((stream, peer)) => {
                    let (router, stopping) = (router.clone(), stopping.clone());
                    open.spawn(async move {
                        serve(stream, peer, router, stopping).await;
                        drop(place);
                    });
                }
                Err(error) if is_of_the_peer(&error) => {}
                Err(error) => {
                    tracing::error!(%error, "a connection cannot be taken");
                    sleep(PAUSE).await;
                }
            }
        }
    };
    tokio::select! {
        () = accepting => {}
        () = stopping.cancelled() => {}
    }
    drop(listener);
    open.close();
    open.wait().await;
}

fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind as E;
    matches!(error.kind(), E::ConnectionRefused | E::ConnectionAborted | E::ConnectionReset)
}

fn builder() -> Builder<TokioExecutor> {
    let mut builder = Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(MOST_STREAMS)
        .max_header_list_size(u32::try_from(LARGEST_HEAD).unwrap_or(u32::MAX))
        .keep_alive_interval(HEAD)
        .keep_alive_timeout(HEAD);
    builder
}

async fn serve(stream: TcpStream, peer: SocketAddr, router: Router, stopping: CancellationToken) {
    // Answers are whole when they are sent.
    let _ = stream.set_nodelay(true);
    let busy = Arc::new(Busy::new());
    let service = tower::service_fn({
        let busy = Arc::clone(&busy);
        move |request: hyper::Request<hyper::body::Incoming>| {
            let at_work = AtWork::begin(&busy);
            let mut request: Request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            let answered = router.clone().oneshot(request);
            async move {
                let answer: Response = answered.await.unwrap_or_else(|never| match never {});
                Ok::<_, Infallible>(answer.map(|body| Followed { body, _at_work: at_work }))
            }
        }
    });
    let builder = builder();
    let io = TokioIo::new(Read::new(stream));
    let mut connection = pin!(builder.serve_connection(io, TowerToHyperService::new(service)));
    let mut ending = false;
    loop {
        tokio::select! {
            // Whoever asked has gone, or broke the rules of HTTP.
            _ = connection.as_mut() => break,
            () = stopping.cancelled(), if !ending => {
                connection.as_mut().graceful_shutdown();
                ending = true;
            }
            () = sleep(LOOK) => {
                let idle = busy.idle();
                if idle > IDLE + 2 * LOOK {
                    break;
                }
                if idle > IDLE && !ending {
                    connection.as_mut().graceful_shutdown();
                    ending = true;
                }
            }
        }
    }
}

/// Whether a connection has anything to do.
struct Busy {
    requests: AtomicUsize,
    begun: Instant,
    /// When the last request ended, in milliseconds from the beginning.
    since: AtomicU64,
}

impl Busy {
    fn new() -> Self {
        Self { requests: AtomicUsize::new(0), begun: Instant::now(), since: AtomicU64::new(0) }
    }

    /// How long there has been nothing to do.
    fn idle(&self) -> Duration {
        if self.requests.load(Ordering::Acquire) > 0 {
            return Duration::ZERO;
        }
        let since = Duration::from_millis(self.since.load(Ordering::Acquire));
        self.begun.elapsed().saturating_sub(since)
    }
}

/// A request, from its head to the end of its answer.
struct AtWork(Arc<Busy>);

impl AtWork {
    fn begin(busy: &Arc<Busy>) -> Self {
        busy.requests.fetch_add(1, Ordering::AcqRel);
        Self(Arc::clone(busy))
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        let now = u64::try_from(self.0.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.0.since.store(now, Ordering::Release);
        self.0.requests.fetch_sub(1, Ordering::AcqRel);
    }
}

/// An answer's body; while it is sent, its connection is busy.
struct Followed {
    body: Body,
    _at_work: AtWork,
}

impl HttpBody for Followed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.body.size_hint()
    }
}

/// A connection whose other side reads what it is sent, or loses it.
struct Read<S> {
    stream: S,
    /// Running while something waits to be read.
    patience: Option<Pin<Box<Sleep>>>,
}

impl<S> Read<S> {
    fn new(stream: S) -> Self {
        Self { stream, patience: None }
    }

    fn in_time<T>(
        &mut self,
        sent: Poll<io::Result<T>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<T>> {
        if sent.is_ready() {
            self.patience = None;
            return sent;
        }
        let patience = self.patience.get_or_insert_with(|| Box::pin(sleep(UNREAD)));
        ready!(patience.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Read<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Read<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.in_time(sent, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.in_time(sent, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let sent = Pin::new(&mut self.stream).poll_flush(context);
        self.in_time(sent, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt as _;

    #[tokio::test(start_paused = true)]
    async fn what_nobody_reads_is_given_up() {
        let (ours, _theirs) = tokio::io::duplex(16);
        let mut sending = Read::new(ours);
        let begun = Instant::now();
        let error = sending.write_all(&[0; 64]).await.expect_err("nobody reads");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
        assert!((UNREAD..UNREAD + LOOK).contains(&begun.elapsed()));
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_is_idle_between_requests_only() {
        let busy = Arc::new(Busy::new());
        let (first, second) = (AtWork::begin(&busy), AtWork::begin(&busy));
        sleep(IDLE).await;
        drop(first);
        sleep(IDLE).await;
        assert_eq!(busy.idle(), Duration::ZERO);
        drop(second);
        sleep(LOOK).await;
        assert_eq!(busy.idle(), LOOK);
    }
}
