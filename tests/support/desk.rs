//! A desk to work at: a folder with its own database, and the real binary.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use chrono::{NaiveDate, Utc};
use relance::domain::company::CompanyCode;
use relance::domain::invoice::DueItem;
use relance::domain::money::Currency;
use relance::import::set::{CustomerRow, DueItemRow, HoldRow, ImportSet, InvoiceRow};
use relance::plan::facts::CustomerFacts;
use relance::store::Store;
use serde_json::Value;

use crate::smtp::{Folder, SmtpServer};

/// A second company, as an entry of `companies.yaml`.
pub const SECOND_COMPANY: &str = "  - code: SECOND
    name: Seconde SARL
    address: [1 rue Neuve, 69001 Lyon]
    currency: EUR
    time_zone: Europe/Paris
    language: fr
    sender: {name: Comptabilité, address: compta@seconde.example}
";

pub struct Desk {
    pub folder: Folder,
    pub smtp_url: Option<String>,
    /// Each test's own copy, so that it can be changed.
    pub rules: PathBuf,
    /// Another database than the desk's own.
    pub on: Option<String>,
}

/// What a command did.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Done {
    /// The command's exit code must be this one.
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl Desk {
    /// With the shipped rules and templates and an empty database.
    pub fn new() -> Self {
        let folder = Folder::new();
        let rules = folder.path().join("rules");
        copy_folder(Path::new("rules"), &rules);
        Self { folder, smtp_url: None, rules, on: None }
    }

    /// As [`Desk::new`], with a mail server of its own.
    pub fn with_server() -> (Self, SmtpServer) {
        let server = SmtpServer::start(&[]);
        let desk = Self { smtp_url: Some(server.url()), ..Self::new() };
        (desk, server)
    }

    pub fn company() -> CompanyCode {
        CompanyCode("DEMO".into())
    }

    pub fn database(&self) -> String {
        self.on.clone().or_else(|| std::env::var("RELANCE_DESK_DATABASE").ok()).unwrap_or_else(
            || format!("sqlite:{}", self.folder.path().join("relance.db").display()),
        )
    }

    pub fn outbox(&self) -> PathBuf {
        self.folder.path().join("outbox")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command
            .args(args)
            .env_remove("RELANCE_SMTP_URL")
            .env("LC_ALL", "C")
            .env("DATABASE_URL", self.database())
            .env("RELANCE_RULES", &self.rules)
            .env("RELANCE_TEMPLATES", "templates")
            .env("RELANCE_OUTBOX", self.outbox())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(url) = &self.smtp_url {
            command.env("RELANCE_SMTP_URL", url);
        }
        command
    }

    /// Runs the binary to its end.
    pub fn relance(&self, args: &[&str]) -> Done {
        let output = self.command(args).output().expect("the binary runs");
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Starts the binary and leaves it at work.
    pub fn start(&self, args: &[&str]) -> Child {
        self.command(args).spawn().expect("the binary starts")
    }

    /// Replaces text in one of this desk's rules files.
    pub fn change_rules(&self, file: &str, from: &str, to: &str) {
        let path = self.rules.join(file);
        let text = std::fs::read_to_string(&path).expect("a rules file");
        assert!(text.contains(from), "{file} has {from:?}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("a rules file");
    }

    /// Adds a second company, which comes after the shipped one.
    pub fn add_company(&self) {
        let path = self.rules.join("companies.yaml");
        let mut text = std::fs::read_to_string(&path).expect("a rules file");
        text.push_str(SECOND_COMPANY);
        std::fs::write(&path, text).expect("a rules file");
    }

    pub async fn store(&self) -> Store {
        let store = Store::open(&self.database()).await.expect("a store");
        store.migrate().await.expect("a schema");
        store
    }

    pub async fn fill(&self, set: &ImportSet) {
        let store = self.store().await;
        store.import(&Self::company(), set, Utc::now(), "test").await.expect("an import");
    }

    pub async fn facts(&self, customer: &str) -> CustomerFacts {
        let facts = self.store().await.facts_of(&Self::company(), customer).await;
        let facts = facts.expect("a store").expect("a customer with open items");
        (*facts).clone()
    }

    /// The first due item of an invoice.
    pub async fn item(&self, customer: &str, invoice: &str) -> DueItem {
        let facts = self.facts(customer).await;
        let found = facts.invoices.iter().find(|facts| facts.invoice.number == invoice);
        found.expect("an open invoice").invoice.items[0].clone()
    }

    /// The history, newest first.
    pub fn history(&self) -> Vec<Value> {
        let done = self.relance(&["history", "--json", "--limit", "100000"]).expect(0);
        match done.json() {
            Value::Array(records) => records,
            other => panic!("not a list: {other}"),
        }
    }

    /// Message-IDs of the reminders that a preview shows, in order.
    pub fn previewed(&self, as_of: &str) -> Vec<String> {
        let done = self.relance(&["preview", "--json", "--as-of", as_of]).expect(0);
        let mut ids = texts(&done.json()[0]["reminders"], "message_id");
        ids.sort();
        ids
    }
}

/// One field of each object in a list.
pub fn texts(list: &Value, field: &str) -> Vec<String> {
    let list = list.as_array().expect("a list");
    list.iter().map(|entry| entry[field].as_str().unwrap_or_default().to_owned()).collect()
}

/// A folder with everything below it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let there = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &there);
        } else {
            std::fs::copy(&path, &there).expect("a copy");
        }
    }
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test date")
}

/// Customers `C1`… with invoices, each of 1,000.00 to one address.
#[derive(Default)]
pub struct Books(pub ImportSet);

impl Books {
    /// Customer `C1` with invoice `F1`, 15 days late on 24 November 2026.
    pub fn one_invoice(to: &str) -> Self {
        Self::default().customer("C1").invoice("C1", "F1", "2026-11-09", to)
    }

    pub fn customer(mut self, code: &str) -> Self {
        self.0.customers.push(CustomerRow {
            code: code.into(),
            name: format!("Client {code}"),
            account: format!("411{code}"),
            language: None,
            manual: None,
            automatic: None,
            person_in_charge: None,
            consumer: false,
            address: Vec::new(),
        });
        self
    }

    pub fn invoice(mut self, customer: &str, number: &str, due: &str, to: &str) -> Self {
        self.0.invoices.push(InvoiceRow {
            customer: customer.into(),
            number: number.into(),
            ordering_customer: None,
            date: day("2026-01-15"),
            label: "Prestation".into(),
            currency: Currency::EUR,
            total: 1000.into(),
            payment_reference: None,
            payment_method: "VIR".into(),
            billing_site: None,
            person_in_charge: None,
            recipients: vec![to.into()],
            copies: Vec::new(),
            documents: Vec::new(),
        });
        self.0.due_items.push(DueItemRow {
            customer: customer.into(),
            invoice: number.into(),
            instalment: 1,
            due_date: day(due),
            amount: 1000.into(),
            open_amount: 1000.into(),
            level: None,
            last_reminded_on: None,
            status: None,
            comment: String::new(),
            promised_on: None,
            disputed: false,
        });
        self
    }

    pub fn hold(
        mut self,
        customer: &str,
        invoice: &str,
        kind: relance::domain::hold::HoldKind,
    ) -> Self {
        self.0.holds.push(HoldRow {
            customer: customer.into(),
            invoice: invoice.into(),
            kind,
            comment: "à vérifier".into(),
            author: "AB".into(),
            placed_on: day("2026-11-20"),
        });
        self
    }

    pub fn set(mut self) -> ImportSet {
        self.0.payments_known_to = Some(day("2026-11-23"));
        self.0
    }
}
