//! The service, started as people start it, and visitors to it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStderr, Stdio};

use reqwest::blocking::{Client, Response};
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::redirect::Policy;

use crate::desk::Desk;

/// The day on which the service of the tests acts.
pub const TODAY: &str = "2026-11-24";
pub const PASSWORD: &str = "correct horse battery staple";

/// `relance serve` on a free port of this machine.
pub struct Service {
    pub desk: Desk,
    pub url: String,
    child: Child,
    /// Read on, so that the service is never blocked by what it tells.
    _errors: std::thread::JoinHandle<()>,
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
        for role in ["reader", "clerk", "administrator"] {
            let mut command = desk.command(&["user", "add", role, "--role", role]);
            let added = command.env("RELANCE_PASSWORD", PASSWORD).output().expect("the program");
            assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        }
        Self::start(desk, &[])
    }

    /// With more arguments and without users.
    pub fn start(desk: Desk, more: &[&str]) -> Self {
        Self::start_in(desk, more, &[])
    }

    /// As [`Service::start`], in an environment with these variables.
    pub fn start_in(desk: Desk, more: &[&str], environment: &[(&str, &str)]) -> Self {
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
        let errors = std::thread::spawn(move || {
            for line in errors.lines().map_while(Result::ok) {
                eprintln!("service: {line}");
            }
        });
        Self { desk, url, child, _errors: errors }
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
