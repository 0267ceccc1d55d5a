//! Batches from the pages: previewed, confirmed, sent once, stopped, resumed.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use relance::import::set::ImportSet;
use reqwest::blocking::Response;

use crate::desk::{Books, Desk};
use crate::service::{Service, TODAY, Visitor};
use crate::smtp::SmtpServer;

const BATCH: &str = "/c/DEMO/batches/RelancesAutomatiques";
/// The key that a form carries; every form has its own.
fn key(form: u32) -> String {
    format!("0197a6c0-0000-7000-8000-{form:012}")
}

/// Customers with one invoice each, 15 days late.
fn customers(count: usize, mailbox: &str) -> ImportSet {
    let mut books = Books::default();
    for number in 0..count {
        let (customer, invoice) = (format!("C{number}"), format!("F{number}"));
        let address = format!("{mailbox}{number}@client.example");
        books = books.customer(&customer).invoice(&customer, &invoice, "2026-11-09", &address);
    }
    books.set()
}

async fn service(count: usize, mailbox: &str) -> (Service, SmtpServer) {
    let (desk, server) = Desk::with_server();
    desk.change_rules("relance.yaml", "connections: 8", "connections: 2");
    desk.fill(&customers(count, mailbox)).await;
    (tokio::task::spawn_blocking(|| Service::on(desk)).await.expect("a service"), server)
}

/// Work with a client that waits, off the threads of the test's own runtime.
async fn waiting<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("the work")
}

/// How often the server acknowledged each Message-ID.
fn acknowledged(server: &SmtpServer) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mail in server.received() {
        *counts.entry(mail.message_id()).or_default() += 1;
    }
    counts
}

/// Records the batch; gives the address of its run.
fn record(clerk: &Visitor, form: u32) -> String {
    run_of(clerk, &order(clerk, &format!("{BATCH}/run"), form))
}

/// Sends a form that carries nothing but its key.
fn order(clerk: &Visitor, path: &str, form: u32) -> Response {
    clerk.post(path, &[("key", &key(form))])
}

/// The address of the run that was recorded, once it is.
fn run_of(clerk: &Visitor, answer: &Response) -> String {
    assert_eq!(answer.status(), 303);
    let mut to = place(answer);
    let deadline = Instant::now() + Duration::from_secs(60);
    while !to.contains("/runs/") {
        let job = clerk.get(&to);
        if job.status() == 303 {
            to = place(&job);
        }
        assert!(Instant::now() < deadline, "no run comes: {to}");
        std::thread::sleep(Duration::from_millis(50));
    }
    to
}

/// The preview, once it is worked out.
fn preview(visitor: &Visitor, query: &str) -> String {
    let answer = visitor.get(&format!("{BATCH}/preview{query}"));
    if answer.status() == 303 {
        let to = answer.headers()["location"].to_str().expect("an address");
        return page_with(visitor, to, "Worked out on");
    }
    assert_eq!(answer.status(), 200);
    plain(&answer.text().expect("a page"))
}

/// Without the escapes of HTML.
fn plain(page: &str) -> String {
    page.replace("&#x2f;", "/").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Where an answer leads, without the notice.
fn place(response: &Response) -> String {
    let to = response.headers()["location"].to_str().expect("an address");
    to.split('?').next().unwrap_or_default().to_owned()
}

/// The page once it shows a text.
fn page_with(visitor: &Visitor, path: &str, text: &str) -> String {
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let page = plain(&visitor.page(path));
        if page.contains(text) {
            return page;
        }
        assert!(Instant::now() < deadline, "{text:?} does not come: {page}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_previewed_confirmed_and_each_mail_is_sent_once() {
    let (service, server) = service(5, "c").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let batches = clerk.page("/c/DEMO/batches");
        assert!(batches.contains("From Monday to Friday at 07:00"), "{batches}");

        let preview_page = preview(&clerk, "");
        assert!(preview_page.contains("c0@client.example"), "{preview_page}");
        assert!(preview_page.contains("Reminders (5)"));
        let link = preview_page.split("/mail?").nth(1).and_then(|it| it.split('"').next());
        let link = link.expect("a link to a mail");
        assert!(clerk.page(&format!("{BATCH}/mail?{link}")).contains("<iframe"));
        let mail = clerk.get(&format!("{BATCH}/mail.html?{link}"));
        let policy = mail.headers()["content-security-policy"].to_str().expect("a policy");
        assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");
        assert!(mail.text().expect("a mail").contains("F0"));

        // Two clicks record one run, and nothing is sent before the yes.
        let run = record(&clerk, 1);
        assert_eq!(record(&clerk, 1), run);
        let again = order(&clerk, &format!("{BATCH}/run"), 12);
        assert_eq!(place(&again), run, "a run that waits is in the way of another");
        assert!(clerk.page(&run).contains("Send 5 reminders"));
        assert_eq!(server.received().len(), 0);

        let send = format!("{run}/send");
        for form in [3, 4, 4] {
            order(&clerk, &send, form);
        }
        let done = page_with(&clerk, &run, "finished");
        assert!(done.contains("sent: 5, failed: 0, waiting: 0"), "{done}");
        let counts = acknowledged(&server);
        assert_eq!(counts.len(), 5);
        assert!(counts.values().all(|count| *count == 1), "{counts:?}");
        assert!(plain(&clerk.page("/c/DEMO/batches")).contains("/c/DEMO/runs/1"));
        assert!(preview(&clerk, "").contains("no reminder to send"));
        let left_out = preview(&clerk, "?show=left-out&reason=reminded_today");
        assert!(left_out.contains("Only this reason"), "{left_out}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_crash_in_mid_run_the_service_goes_on_and_nothing_is_lost() {
    let (mut service, server) = service(30, "slow400-").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let run = record(&clerk, 1);
        order(&clerk, &format!("{run}/send"), 12);
        server.wait_for_a_mail();
        service.kill();
        service.start_again(&[]);
        std::thread::sleep(Duration::from_millis(400));
        let before = acknowledged(&server);
        assert!(before.len() < 30, "it was killed in the middle");

        let clerk = service.visitor("clerk");
        page_with(&clerk, &run, "sent: 30, failed: 0, waiting: 0");
        let after = acknowledged(&server);
        assert_eq!(after.len(), 30, "nothing is lost");
        let doubled: Vec<_> = after.iter().filter(|(_, count)| **count > 1).collect();
        assert!(doubled.len() <= 2, "only what was in doubt: {doubled:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_stops_when_asked_to_and_with_the_service_and_each_mail_still_comes_once() {
    let (mut service, server) = service(30, "slow400-").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let run = record(&clerk, 1);
        order(&clerk, &format!("{run}/send"), 11);
        let progress = plain(&clerk.page(&run));
        assert!(progress.contains("http-equiv=\"refresh\"") && progress.contains("data-events="));
        let path = progress.split("data-events=\"").nth(1).and_then(|it| it.split('"').next());
        server.wait_for_a_mail();
        let stopped = clerk.post(&format!("{run}/stop"), &[]);
        assert_eq!(place(&stopped), run);
        let page = page_with(&clerk, &run, "Stopped:");
        assert!(page.contains("Resume</button>") && !page.contains("http-equiv=\"refresh\""));
        assert!(clerk.page("/c/DEMO/batches").contains("has not come to its end"));
        let reader = service.visitor("reader").page(&run);
        assert!(reader.contains("not finished") && !reader.contains("Resume</button>"));
        let events = clerk.get(path.expect("the address of the events"));
        let told = events.text().expect("events of a job that has ended");
        assert!(told.contains("\"ended\":true"), "{told}");
        let sent = acknowledged(&server).len();
        assert!(sent > 0 && sent < 30, "{sent}");

        order(&clerk, &format!("{run}/send"), 12);
        service.terminate();
        assert_eq!(service.ended(), 0, "the service comes to a clean end");
        let sent = acknowledged(&server).len();
        assert!(sent < 30, "{sent}");
        service.start_again(&[]);
        let clerk = service.visitor("clerk");
        order(&clerk, &format!("{run}/send"), 13);
        page_with(&clerk, &run, "sent: 30, failed: 0, waiting: 0");
        let counts = acknowledged(&server);
        assert_eq!(counts.len(), 30);
        assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_saved_plan_is_sent_as_it_is_or_not_at_all() {
    let (service, server) = service(3, "c").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let save = |form| run_of(&clerk, &order(&clerk, &format!("{BATCH}/plan"), form));
        let (first, second) = (save(1), save(2));
        assert_eq!(save(1), first, "two clicks save one plan");
        assert!(clerk.page("/c/DEMO/batches").contains("Saved plans"));
        order(&clerk, &format!("{first}/send"), 11);
        order(&clerk, &format!("{first}/send"), 13);
        page_with(&clerk, &first, "sent: 3, failed: 0, waiting: 0");
        // All of them were reminded meanwhile.
        let changed = order(&clerk, &format!("{second}/send"), 12);
        if changed.status() == 303 {
            // It took its time: the page of the plan tells.
            page_with(&clerk, &second, "C0, C1, C2");
        } else {
            assert_eq!(changed.status(), 409);
            assert!(changed.text().expect("a page").contains("C0, C1, C2"));
        }
        clerk.post(&format!("{second}/cancel"), &[]);
        assert!(clerk.page(&second).contains("cancelled"));
        assert_eq!(server.received().len(), 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_before_the_last_one_needs_a_reason() {
    let (service, server) = service(1, "c").await;
    waiting(move || {
        service.desk.relance(&["run", "--yes", "--as-of", "2026-11-25"]).expect(0);
        let clerk = service.visitor("clerk");
        assert!(preview(&clerk, "").contains("needs a reason"));
        let refused = order(&clerk, &format!("{BATCH}/run"), 11);
        assert_eq!(refused.status(), 422);
        assert!(refused.text().expect("a page").contains("name=\"reason\""));
        let form = key(2);
        let why = [("key", form.as_str()), ("reason", "rejoué pour le contrôle")];
        let run = run_of(&clerk, &clerk.post(&format!("{BATCH}/run"), &why));
        assert!(clerk.page(&run).contains("rejoué pour le contrôle"));
        assert_eq!(server.received().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_or_company_has_in_hand_is_not_touched() {
    let (service, server) = service(1, "slow4000-").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let mut other = service.desk.start(&["run", "--yes", "--as-of", TODAY]);
        server.wait_for_a_mail();
        let refused = order(&clerk, "/c/DEMO/runs/1/send", 11);
        assert_eq!(refused.status(), 409);
        let refused = clerk.post("/c/DEMO/runs/1/cancel", &[]);
        assert_eq!(refused.status(), 409);
        let recorded = order(&clerk, &format!("{BATCH}/run"), 12);
        assert_eq!(recorded.status(), 409);
        assert!(other.wait().expect("a process").success());
        assert_eq!(server.received().len(), 1);

        service.desk.add_company();
        let second = "/c/SECOND/batches";
        // A change by hand is checked in full before it takes over.
        let deadline = Instant::now() + Duration::from_secs(90);
        while clerk.get(second).status() != 200 && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(100));
        }
        assert!(!plain(&clerk.page(second)).contains("/runs/1"));
        assert_eq!(clerk.get("/c/SECOND/runs/1").status(), 404);
        let sent = order(&clerk, "/c/SECOND/runs/1/send", 13);
        assert_eq!(sent.status(), 404);
        assert_eq!(clerk.get("/c/DEMO/batches/Inconnu/preview").status(), 404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_seen_by_itself_and_tried_again() {
    let (service, server) = service(2, "refuse550-").await;
    waiting(move || {
        let clerk = service.visitor("clerk");
        let run = record(&clerk, 1);
        order(&clerk, &format!("{run}/send"), 11);
        page_with(&clerk, &run, "sent: 0, failed: 2, waiting: 0");
        let failed = clerk.page(&format!("{run}?state=failed"));
        assert!(failed.contains("550") && failed.contains("Retry what failed"), "{failed}");
        assert!(clerk.page(&format!("{run}?state=sent")).contains("No reminder."));
        let tried = server.events("mail").len();
        order(&clerk, &format!("{run}/retry"), 12);
        page_with(&clerk, &run, "sent: 0, failed: 2, waiting: 0");
        assert!(server.events("mail").len() > tried, "they were tried again");
    })
    .await;
}
