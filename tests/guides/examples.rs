//! What a guide says that an item gets: `{open: 40.00} => "left out"`.

use chrono::Duration;
use relance::domain::channel::Channel;
use relance::domain::collaborator::Collaborator;
use relance::domain::identity::CollaboratorId;
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::{CustomerFacts, ItemContext};
use relance::plan::outcome::ItemRef;
use serde_json::{Map, Value};

use crate::facts::{date, decimal, facts, invoice, item};

pub const RUN_DATE: &str = "2026-11-24";

/// An item in a few words, and what is said of it.
pub struct Example {
    pub given: Map<String, Value>,
    pub expected: String,
}

impl Example {
    /// The examples in the comments of a block.
    pub fn all(text: &str, comment: &str) -> Vec<Self> {
        let said = text.lines().filter_map(|line| line.trim().strip_prefix(comment));
        said.filter_map(|line| {
            let given = line.trim().strip_prefix('{')?;
            let (given, expected) = given
                .split_once(" => ")
                .unwrap_or_else(|| panic!("{line}: what comes of it is not said after ' => '"));
            let given: Value = serde_yaml::from_str(&format!("{{{given}"))
                .unwrap_or_else(|error| panic!("{line}: {error}"));
            let Value::Object(given) = given else { panic!("{line}: not a mapping") };
            Some(Self { given, expected: expected.trim().to_owned() })
        })
        .collect()
    }

    pub fn text(&self, key: &str) -> Option<String> {
        self.given.get(key).map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }

    /// 1,000.00 by bank transfer, twelve days late on 24 November 2026, with
    /// what is given.
    pub fn facts(&self) -> CustomerFacts {
        let run_date = date(RUN_DATE);
        let mut due = item(1, "2026-11-12");
        let mut customer_code = None;
        let mut consumer = false;
        let mut language = None;
        let mut invoiced = invoice(1, Vec::new());
        for key in self.given.keys() {
            let text = self.text(key).unwrap_or_default();
            match key.as_str() {
                "days_late" => {
                    let days: i64 = text.parse().expect("days");
                    due.due_date = run_date - Duration::days(days);
                }
                "open" => {
                    due.open_amount = decimal(&text);
                    due.open_amount.rescale(2);
                    due.amount = due.amount.max(due.open_amount);
                }
                "level" if text == "NA" => due.standing = Standing::Excluded,
                "level" => due.standing = Standing::At(LevelCode::new(&text)),
                "last_reminded_on" => due.last_reminded_on = Some(date(&text)),
                "promised_on" => due.promised_on = Some(date(&text)),
                "disputed" => due.disputed = text == "true",
                "status" => due.status = Some(text),
                "consumer" => consumer = text == "true",
                "customer" => customer_code = Some(text),
                "language" => language = Some(text),
                "currency" => invoiced.invoice.currency = text.parse().expect("a currency"),
                "payment_method" => invoiced.invoice.payment_method = text,
                "number" => invoiced.invoice.number = text,
                "site" if text == "none" => invoiced.invoice.billing_site = None,
                "person_in_charge" => {
                    invoiced.invoice.person_in_charge = Some(Collaborator {
                        id: CollaboratorId(1),
                        code: "AB".into(),
                        name: "Alix Bernard".into(),
                        email: text.parse().ok(),
                    });
                }
                "channel" | "at" | "proposed" | "in" => {}
                other => panic!("nobody knows what {other}: {text} is"),
            }
        }
        invoiced.invoice.total = due.amount;
        invoiced.invoice.items = vec![due];
        let mut facts = facts(vec![invoiced]);
        let customer = &mut facts.billed.customer;
        customer.consumer = consumer;
        customer.language = language.map(|language| language.parse().expect("a language"));
        if let Some(code) = customer_code {
            customer.code = code;
        }
        facts
    }

    pub fn item(&self, bornerel: bool) -> ItemContext {
        let facts = std::sync::Arc::new(self.facts());
        let at = ItemRef { invoice: 0, item: 0 };
        let context = ItemContext::new(&facts, at, date(RUN_DATE), bornerel);
        let channel = self.text("channel");
        match Channel::ALL.into_iter().find(|it| Some(it.as_str()) == channel.as_deref()) {
            Some(channel) => context.by(channel),
            None => context,
        }
    }
}

#[test]
fn what_is_nearly_an_example_is_refused() {
    let refused = |line: &'static str| {
        std::panic::catch_unwind(|| {
            Example::all(line, "#").iter().for_each(|example| drop(example.facts()));
        })
        .is_err()
    };
    for line in
        ["# {open: 9.00} -> N1", "# {open: 9.00}=> N1", "# {open: 9.00}", "# {site: Y} => N1"]
    {
        assert!(refused(line), "{line}");
    }
    for line in ["# {open: 9.00} => N1", "# {site: none} => N1", "# Small sums:"] {
        assert!(!refused(line), "{line}");
    }
}
