//! Figures for Prometheus.

use std::sync::OnceLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::routing::get;
use metrics::{Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::store::{Worker, WorkerTask};
use crate::web::error::WebError;
use crate::web::state::Web;

/// Of a histogram of durations, in seconds.
const BUCKETS: [f64; 11] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
/// How often figures that came in are put in order, asked for or not.
const UPKEEP: Duration = Duration::from_secs(15);

/// One recorder for the process.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to count. More than once it does nothing.
pub fn start() {
    recorder();
}

fn recorder() -> &'static PrometheusHandle {
    RECORDER.get_or_init(|| {
        let durations = Matcher::Suffix("_duration_seconds".to_owned());
        let builder = PrometheusBuilder::new();
        let builder = builder.set_buckets_for_metric(durations, &BUCKETS);
        let recorder = builder.unwrap_or_default().build_recorder();
        let handle = recorder.handle();
        // Another recorder can only be there in a test.
        let _ = metrics::set_global_recorder(recorder);
        describe();
        gauge!("relance_build_info", "version" => env!("CARGO_PKG_VERSION")).set(1.0);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        gauge!("process_start_time_seconds").set(now.as_secs_f64());
        for outcome in ["ok", "broken"] {
            counter!("relance_rules_reloads_total", "outcome" => outcome).absolute(0);
        }
        counter!("relance_sign_in_failures_total").absolute(0);
        handle
    })
}

/// Keeps what came in from piling up, as long as it is polled.
pub async fn keep_up() {
    loop {
        tokio::time::sleep(UPKEEP).await;
        recorder().run_upkeep();
    }
}

fn describe() {
    describe_gauge!("relance_build_info", "The version at work.");
    describe_gauge!("process_start_time_seconds", Unit::Seconds, "When the service started.");
    describe_counter!("relance_http_requests_total", "Requests by route, method and status.");
    describe_histogram!(
        "relance_http_request_duration_seconds",
        Unit::Seconds,
        "Until an answer begins, by route and method."
    );
    describe_gauge!("relance_http_requests_in_flight", "Requests under way.");
    describe_counter!(
        "relance_reminders_total",
        "Reminders that this service sent or failed to send, by company, channel and result."
    );
    describe_gauge!("relance_runs", "Runs by company and state.");
    describe_gauge!("relance_workers", "Processes that work on the database, by what they do.");
    describe_gauge!("relance_queue", "Reminders of runs that are being sent, by state.");
    describe_gauge!("relance_webhook_deliveries", "Deliveries to webhooks by state.");
    describe_counter!("relance_webhook_attempts_total", "Attempts to deliver, by outcome.");
    describe_counter!("relance_rules_reloads_total", "Readings of changed rules, by outcome.");
    describe_counter!("relance_sign_in_failures_total", "Sign-ins that were refused.");
}

/// All figures, those of the database as they are now.
///
/// # Errors
/// When the database fails.
pub async fn page(
    State(web): State<Web>,
) -> Result<([(HeaderName, &'static str); 1], String), WebError> {
    for (company, state, count) in web.store.runs_by_state().await? {
        gauge!("relance_runs", "company" => company, "state" => state.as_str()).set(number(count));
    }
    for (doing, count) in workers(&web.store.workers().await?) {
        gauge!("relance_workers", "doing" => doing).set(number(count));
    }
    let queue = web.store.queue_sums().await?;
    gauge!("relance_queue", "state" => "queued").set(number(queue.queued));
    gauge!("relance_queue", "state" => "sending").set(number(queue.sending));
    for (state, count) in web.store.deliveries_by_state().await? {
        gauge!("relance_webhook_deliveries", "state" => state.as_str()).set(number(count));
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, recorder().render()))
}

/// Who lives, by what they do; one that does several things counts for each.
fn workers(workers: &[Worker]) -> [(&'static str, u64); 3] {
    let alive = || workers.iter().filter(|worker| worker.alive);
    let at = |task| {
        let at_it = |worker: &&Worker| worker.tasks.iter().any(|(_, its)| *its == task);
        alive().filter(at_it).count() as u64
    };
    let idle = alive().filter(|worker| worker.tasks.is_empty()).count() as u64;
    [
        ("nothing", idle),
        ("planning", at(WorkerTask::Planning)),
        ("sending", at(WorkerTask::Sending)),
    ]
}

/// The figures alone, without a need: for an address that only the network
/// of the operators reaches.
pub fn alone(web: &Web) -> Router {
    Router::new().route("/metrics", get(page)).with_state(web.clone())
}

/// Prometheus has no other numbers.
#[allow(clippy::cast_precision_loss)]
fn number(count: u64) -> f64 {
    count as f64
}
