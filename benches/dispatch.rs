//! Send rate to a local sink beside that of a bare lettre loop.
//!
//! `cargo bench --bench dispatch`; needs Debian's `smtp-sink` (package
//! postfix). `RELANCE_BENCH_MAILS` sets the number of mails.

use std::cell::RefCell;
use std::os::unix::fs::MetadataExt;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use relance::dispatch::{self, Delivery, Outgoing, RetryPolicy, StopSignal, Transport};
use relance::domain::identity::ReminderId;
use tokio::net::TcpStream;

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Debian's mail sink on a free port; killed when dropped.
struct Sink {
    process: Child,
    port: u16,
}

impl Sink {
    fn start() -> Result<Self, Error> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let program =
            std::env::var("SMTP_SINK").unwrap_or_else(|_| "/usr/sbin/smtp-sink".to_owned());
        // It refuses to serve as root.
        let as_root = std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
        let process = Command::new(&program)
            .args(if as_root { &["-u", "postfix"][..] } else { &[] })
            .arg(format!("127.0.0.1:{port}"))
            .arg("1000")
            .spawn()
            .map_err(|error| format!("{program} (package postfix): {error}"))?;
        let sink = Self { process, port };
        for _ in 0..100 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(sink);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err("the sink does not answer".into())
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A mail of about 6 kB.
fn message() -> Vec<u8> {
    let mut message = String::from(
        "Message-ID: <bench@exemple.fr>\r\nFrom: compta@exemple.fr\r\nTo: client@exemple.fr\r\n\
         Subject: Relance\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n",
    );
    while message.len() < 6_000 {
        message.push_str("Sauf erreur de notre part, la facture suivante reste impayee.\r\n");
    }
    message.into_bytes()
}

/// What lettre's connection reaches in a bare loop over sockets that do not
/// delay small writes (TCP_NODELAY), one connection per task.
async fn bare_lettre(port: u16, connections: u32, mails: usize) -> Result<Duration, Error> {
    let envelope =
        Envelope::new(Some("compta@exemple.fr".parse()?), vec!["client@exemple.fr".parse()?])?;
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..connections as usize {
        let envelope = envelope.clone();
        let count = (mails + task) / connections as usize;
        tasks.spawn(async move {
            let stream = TcpStream::connect(("127.0.0.1", port)).await?;
            stream.set_nodelay(true)?;
            let hello = ClientId::default();
            let mut connection =
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?;
            for _ in 0..count {
                connection.send(&envelope, &message()).await?;
            }
            connection.quit().await?;
            Ok::<(), Error>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(started.elapsed())
}

/// What lettre's pooled transport reaches: its sockets delay the end of each
/// message until the server's kernel acknowledges what went before.
async fn pooled_lettre(port: u16, connections: u32, mails: usize) -> Result<Duration, Error> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(port)
        .pool_config(PoolConfig::new().max_size(connections))
        .build();
    let envelope =
        Envelope::new(Some("compta@exemple.fr".parse()?), vec!["client@exemple.fr".parse()?])?;
    let started = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for task in 0..connections as usize {
        let (transport, envelope) = (transport.clone(), envelope.clone());
        let count = (mails + task) / connections as usize;
        tasks.spawn(async move {
            for _ in 0..count {
                transport.send_raw(&envelope, &message()).await?;
            }
            Ok::<(), lettre::transport::smtp::Error>(())
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(started.elapsed())
}

/// The dispatcher with a record in memory.
async fn dispatcher(port: u16, connections: u32, mails: usize) -> Result<Duration, Error> {
    let transport = Transport::smtp(&format!("smtp://127.0.0.1:{port}"), Duration::from_secs(30))?;
    let left = RefCell::new(mails);
    let started = Instant::now();
    let summary = dispatch::run(
        &transport,
        connections as usize,
        &RetryPolicy::default(),
        async || {
            let mut left = left.borrow_mut();
            let count = (*left).min(connections as usize * 4);
            *left -= count;
            (0..count).map(|id| outgoing(id as i64)).collect::<Result<Vec<_>, Error>>()
        },
        async |_: Vec<Delivery>| Ok(()),
        &StopSignal::new(),
    )
    .await
    .map_err(|error| error.to_string())?;
    if summary.sent != mails as u64 {
        return Err(format!("{summary:?}").into());
    }
    Ok(started.elapsed())
}

fn outgoing(id: i64) -> Result<Outgoing, Error> {
    Ok(Outgoing {
        id: ReminderId(id),
        message: message(),
        envelope_from: "compta@exemple.fr".parse()?,
        envelope_to: vec!["client@exemple.fr".parse()?],
    })
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mails: usize =
        std::env::var("RELANCE_BENCH_MAILS").map_or(Ok(20_000), |text| text.parse())?;
    let sink = Sink::start()?;
    for connections in [1, 4, 8] {
        let (mut bare, mut ours) = (Duration::MAX, Duration::MAX);
        for _ in 0..3 {
            bare = bare.min(bare_lettre(sink.port, connections, mails).await?);
            ours = ours.min(dispatcher(sink.port, connections, mails).await?);
        }
        let few = (mails / 100).max(1);
        let pooled = pooled_lettre(sink.port, connections, few).await?;
        let rate = |count: usize, time: Duration| count as f64 / time.as_secs_f64();
        println!(
            "{connections} connections: dispatch {:.0}/s, bare lettre {:.0}/s, ratio {:.2}; \
             lettre's pool {:.0}/s",
            rate(mails, ours),
            rate(mails, bare),
            rate(mails, ours) / rate(mails, bare),
            rate(few, pooled),
        );
    }
    Ok(())
}
