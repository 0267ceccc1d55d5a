//! A program that uses the API with a token of its own.

use reqwest::Method;
use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::header::HeaderMap;
use serde_json::Value;

use crate::service::Service;

pub struct Program {
    client: Client,
    url: String,
    pub token: String,
}

/// What was answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, bytes: response.bytes().expect("a body").to_vec() }
    }

    /// The status must be this one.
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.bytes));
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }

    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("{name}: {:?}", self.headers));
        value.to_str().expect("text")
    }

    /// A problem document with this status.
    pub fn problem(self, status: u16) -> Value {
        let answer = self.expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        assert_eq!(problem["status"], status);
        problem
    }
}

impl Program {
    /// With a token that `relance token add` makes; more arguments may bound
    /// it to companies.
    pub fn new(service: &Service, role: &str, more: &[&str]) -> Self {
        let mut args = vec!["token", "add", "erp", "--role", role];
        args.extend_from_slice(more);
        let made = service.desk.relance(&args).expect(0);
        Self::with(service, made.out.trim())
    }

    /// With a token that there is already.
    pub fn with(service: &Service, token: &str) -> Self {
        Self { client: Client::new(), url: service.url.clone(), token: token.to_owned() }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, format!("{}/api/v1{path}", self.url));
        request.bearer_auth(&self.token)
    }

    pub fn get(&self, path: &str) -> Answer {
        sent(self.request(Method::GET, path))
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        sent(self.request(Method::POST, path).json(body))
    }

    pub fn put(&self, path: &str, body: &Value) -> Answer {
        sent(self.request(Method::PUT, path).json(body))
    }
}

pub fn sent(request: RequestBuilder) -> Answer {
    Answer::of(request.send().expect("an answer"))
}
