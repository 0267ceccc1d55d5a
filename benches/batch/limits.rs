//! What the parts that Relance stands on reach by themselves, in the same run.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use minijinja::{Environment, Value, context};
use relance::render::mail::RenderedMail;
use rusqlite::{Connection, OpenFlags};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// Reads every open due item with its invoice and customer, in one statement;
/// returns the rows.
pub fn sqlite_scan(file: &Path) -> Result<(u64, Duration), Box<dyn std::error::Error>> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let start = Instant::now();
    let mut statement = connection.prepare(
        "SELECT d.id, d.due_date, d.open_amount, i.number, i.invoice_date, i.payment_method, \
                c.code, c.name \
         FROM due_items d \
         JOIN invoices i ON i.id = d.invoice_id \
         JOIN customers c ON c.id = i.customer_id \
         WHERE d.open_amount > 0 ORDER BY i.customer_id",
    )?;
    let mut rows = statement.query([])?;
    let (mut count, mut bytes) = (0, 0);
    while let Some(row) = rows.next()? {
        bytes += row.get::<_, String>(3)?.len() + row.get::<_, String>(7)?.len();
        count += 1;
    }
    std::hint::black_box(bytes);
    Ok((count, start.elapsed()))
}

/// Four-clause conditions a second on one thread.
pub fn rhai_conditions(count: u32) -> Result<f64, Box<dyn std::error::Error>> {
    let engine = rhai::Engine::new();
    let ast = engine.compile_expression(FOUR_CLAUSES_BARE)?;
    let mut scope = rhai::Scope::new();
    scope.push("days", 12_i64).push("open", 1234_i64).push("level", 1_i64).push("disputed", false);
    let start = Instant::now();
    for _ in 0..count {
        std::hint::black_box(engine.eval_ast_with_scope::<bool>(&mut scope, &ast)?);
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}

const FOUR_CLAUSES_BARE: &str = "days > 10 && open > 100 && level < 3 && !disputed";

/// Small mails in three parts a second, on `threads` threads.
pub fn small_renders(count: u32, threads: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let mut environment = Environment::new();
    environment.add_template("subject.txt", "Facture {{ number }} : {{ amount }}")?;
    environment.add_template(
        "body.txt",
        "Bonjour {{ name }},\n{% for line in lines %}{{ line.number }} {{ line.amount }}\n{% endfor %}",
    )?;
    environment.add_template(
        "body.html",
        "<p>Bonjour {{ name }},</p><table>{% for line in lines %}<tr><td>{{ line.number }}</td>\
         <td>{{ line.amount }}</td></tr>{% endfor %}</table>",
    )?;
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let environment = &environment;
            scope.spawn(move || {
                for number in 0..count / threads as u32 {
                    let line = Value::from_pairs([("number", "FA26-1"), ("amount", "1 234,50 €")]);
                    let context = context! {
                        number, amount => "1 234,50 €", name => "Claire Martin",
                        lines => Value::from(vec![line.clone(), line]),
                    };
                    for name in ["subject.txt", "body.txt", "body.html"] {
                        let text = environment
                            .get_template(name)
                            .and_then(|template| template.render(&context));
                        std::hint::black_box(text.is_ok());
                    }
                }
            });
        }
    });
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}

/// What a connection is handed.
type Handed = (Envelope, Vec<u8>);

fn handed(mails: &[RenderedMail]) -> Result<Arc<Vec<Handed>>, Box<dyn std::error::Error>> {
    let mut handed = Vec::with_capacity(mails.len());
    for mail in mails {
        let to = mail.envelope_to.iter().map(|to| to.as_str().parse()).collect::<Result<_, _>>()?;
        let envelope = Envelope::new(Some(mail.envelope_from.as_str().parse()?), to)?;
        handed.push((envelope, mail.message.clone()));
    }
    Ok(Arc::new(handed))
}

/// Mails a second of lettre's connections in a bare loop, over sockets that
/// do not hold small writes back (TCP_NODELAY).
pub async fn lettre_loop(
    port: u16,
    connections: u32,
    mails: &[RenderedMail],
) -> Result<f64, Box<dyn std::error::Error>> {
    let handed = handed(mails)?;
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let (handed, next) = (Arc::clone(&handed), Arc::clone(&next));
        tasks.spawn(async move {
            let stream = TcpStream::connect(("127.0.0.1", port)).await?;
            stream.set_nodelay(true)?;
            let hello = ClientId::default();
            let mut connection =
                AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello).await?;
            while let Some((envelope, message)) = handed.get(next.fetch_add(1, Relaxed)) {
                connection.send(envelope, message).await?;
            }
            connection.quit().await?;
            Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done?.map_err(|error| error.to_string())?;
    }
    Ok(mails.len() as f64 / start.elapsed().as_secs_f64())
}

/// Mails a second of lettre's own pooled transport, which holds the end of
/// each message back until the kernel has acknowledged what went before.
pub async fn lettre_pool(
    port: u16,
    connections: u32,
    mails: &[RenderedMail],
) -> Result<f64, Box<dyn std::error::Error>> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(port)
        .pool_config(PoolConfig::new().max_size(connections))
        .build();
    let handed = handed(mails)?;
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..connections {
        let (transport, handed, next) = (transport.clone(), Arc::clone(&handed), Arc::clone(&next));
        tasks.spawn(async move {
            while let Some((envelope, message)) = handed.get(next.fetch_add(1, Relaxed)) {
                transport.send_raw(envelope, message).await?;
            }
            Ok::<(), lettre::transport::smtp::Error>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(mails.len() as f64 / start.elapsed().as_secs_f64())
}
