//! What the parts that Relance stands on reach by themselves, in the same run.

use std::path::Path;
use std::time::{Duration, Instant};

use lettre::address::Envelope;
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use minijinja::{Environment, Value, context};
use relance::render::mail::RenderedMail;
use rusqlite::{Connection, OpenFlags};

/// Reads every open due item with its invoice and customer, in one statement;
/// returns the rows.
pub fn sqlite_scan(file: &Path) -> Result<(u64, Duration), Box<dyn std::error::Error>> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let start = Instant::now();
    let mut statement = connection.prepare(
        "SELECT d.id, d.due_date, d.open_amount, i.number, i.date, i.payment_method, \
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

/// Mails a second of a plain lettre loop over a pool of connections.
pub async fn lettre_loop(
    port: u16,
    connections: u32,
    mails: &[RenderedMail],
) -> Result<f64, Box<dyn std::error::Error>> {
    let transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous("127.0.0.1")
        .port(port)
        .pool_config(PoolConfig::new().max_size(connections))
        .build();
    let mut prepared = Vec::with_capacity(mails.len());
    for mail in mails {
        let to = mail.envelope_to.iter().map(|to| to.as_str().parse()).collect::<Result<_, _>>()?;
        let envelope = Envelope::new(Some(mail.envelope_from.as_str().parse()?), to)?;
        prepared.push((envelope, mail.message.clone()));
    }
    let prepared = std::sync::Arc::new(prepared);
    let next = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let start = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..connections {
        let (transport, prepared, next) = (transport.clone(), prepared.clone(), next.clone());
        tasks.spawn(async move {
            loop {
                let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                let Some((envelope, message)) = prepared.get(at) else { return Ok(()) };
                transport.send_raw(envelope, message).await?;
            }
        });
    }
    while let Some(done) = tasks.join_next().await {
        let done: Result<(), lettre::transport::smtp::Error> = done?;
        done?;
    }
    Ok(mails.len() as f64 / start.elapsed().as_secs_f64())
}
