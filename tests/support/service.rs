//! The service, started as people start it, and visitors to it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use relance::app::node::NodeSettings;
use relance::web::settings::Settings;
use reqwest::blocking::{Client, Response};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;

use crate::desk::Desk;

/// The day on which the service of the tests acts.
pub const TODAY: &str = "2026-11-24";
pub const PASSWORD: &str = "correct horse battery staple";

/// Settings of a service in this process.
pub fn settings(desk: &Desk) -> Settings {
    Settings {
        node: NodeSettings {
            rules: desk.rules.clone(),
            templates: "templates".into(),
            documents: "documents".into(),
            smtp_url: None,
            outbox: desk.outbox(),
            mailbox: None,
            local_webhooks: false,
            as_of: None,
            schedule: false,
        },
        listen: "127.0.0.1:0".parse().expect("an address"),
        public_url: None,
        metrics_listen: None,
        stop_timeout: Duration::from_secs(5),
        trusted_proxies: Vec::new(),
        openid: None,
    }
}

/// `relance serve` on a free port of this machine.
pub struct Service {
    pub desk: Desk,
    pub url: String,
    child: Child,
    /// What the service tells. Read on, so that it is never blocked by that.
    told: Arc<Mutex<Vec<String>>>,
}

impl Service {
    /// On the demonstration company, with a user for each role, named as it.
    pub fn with_demo() -> Self {
        let desk = Desk::new();
        desk.relance(&["demo", "--as-of", TODAY]).expect(0);
        Self::on(desk)
    }

    /// On what there is, with a user for each role.
    pub fn on(desk: Desk) -> Self {
        Self::on_with(desk, &[])
    }

    /// As [`Service::on`], with more arguments.
    pub fn on_with(desk: Desk, more: &[&str]) -> Self {
        for role in ["reader", "clerk", "administrator"] {
            let mut command = desk.command(&["user", "add", role, "--role", role]);
            let added = command.env("RELANCE_PASSWORD", PASSWORD).output().expect("the program");
            assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        }
        Self::start(desk, more)
    }

    /// With more arguments and without users.
    pub fn start(desk: Desk, more: &[&str]) -> Self {
        Self::start_in(desk, more, &[])
    }

    /// As [`Service::start`], in an environment with these variables.
    pub fn start_in(desk: Desk, more: &[&str], environment: &[(&str, &str)]) -> Self {
        let told = Arc::default();
        let (child, url) = spawn(&desk, more, environment, &told);
        Self { desk, url, child, told }
    }

    /// Kills the service, as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().expect("a service to kill");
        self.child.wait().expect("its end");
    }

    /// Starts it once more, at another address.
    pub fn start_again(&mut self, more: &[&str]) {
        (self.child, self.url) = spawn(&self.desk, more, &[], &self.told);
    }

    /// Asks the service to stop, as service managers do.
    pub fn terminate(&self) {
        let pid = self.child.id().to_string();
        let done = Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
        assert!(done.success());
    }

    /// The exit code, once the service has stopped.
    pub fn ended(&mut self) -> i32 {
        self.child.wait().expect("its end").code().unwrap_or(-1)
    }

    /// The lines that the service told, so far.
    pub fn told(&self) -> Vec<String> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A browser of somebody who is signed in; redirects are not followed.
    pub fn visitor(&self, login: &str) -> Visitor {
        let visitor = self.stranger();
        let form = [("login", login), ("password", PASSWORD)];
        let signed_in = visitor.post("/sign-in", &form);
        assert_eq!(signed_in.status(), 303, "{login} signs in");
        visitor
    }

    /// A browser of somebody who is not signed in.
    pub fn stranger(&self) -> Visitor {
        let mut headers = HeaderMap::new();
        headers.insert("origin", HeaderValue::from_str(&self.url).expect("an origin"));
        headers.insert("accept-language", HeaderValue::from_static("en"));
        let client = Client::builder()
            .cookie_store(true)
            .redirect(Policy::none())
            .default_headers(headers)
            .build()
            .expect("a client");
        Visitor { client, url: self.url.clone() }
    }
}

/// Starts the program and waits until it tells its address.
fn spawn(
    desk: &Desk,
    more: &[&str],
    environment: &[(&str, &str)],
    told: &Arc<Mutex<Vec<String>>>,
) -> (Child, String) {
    let mut args = vec!["serve", "--listen", "127.0.0.1:0", "--as-of", TODAY];
    args.extend_from_slice(more);
    let mut command = desk.command(&args);
    let mut child = command
        .envs(environment.iter().copied())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut errors = BufReader::new(child.stderr.take().expect("its messages"));
    let url = address(&mut errors);
    let told = Arc::clone(told);
    std::thread::spawn(move || {
        for line in errors.lines().map_while(Result::ok) {
            eprintln!("service: {line}");
            told.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    });
    (child, url)
}

/// The address that the service tells when it is ready.
fn address(errors: &mut BufReader<ChildStderr>) -> String {
    let mut told = String::new();
    loop {
        let before = told.len();
        assert!(errors.read_line(&mut told).expect("a message") > 0, "it did not start: {told}");
        if let Some((_, rest)) = told[before..].split_once("http://") {
            let end = rest.find('/').expect("the end of the address");
            return format!("http://{}", &rest[..end]);
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Visitor {
    pub client: Client,
    url: String,
}

impl Visitor {
    pub fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().expect("an answer")
    }

    /// The page at this address, which must be there.
    pub fn page(&self, path: &str) -> String {
        let response = self.get(path);
        let status = response.status();
        let page = response.text().expect("a page");
        assert_eq!(status, 200, "{path}: {page}");
        page
    }

    /// Sends a form.
    pub fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.client.post(format!("{}{path}", self.url)).form(form).send().expect("an answer")
    }
}
