//! What a store would hand out and record.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use relance::dispatch::{
    self, Account, Delivery, DeliveryResult, Interrupted, Limits, Outgoing, RetryPolicy,
    StopSignal, Summary, Transport, Windows,
};
use relance::domain::identity::ReminderId;

use crate::smtp::SmtpServer;

pub const TIMEOUT: Duration = Duration::from_secs(20);

pub fn retry() -> RetryPolicy {
    RetryPolicy {
        attempts: 3,
        first_delay: Duration::from_millis(20),
        longest_delay: Duration::from_millis(100),
        ..RetryPolicy::default()
    }
}

pub fn mail(id: i64, to: &str, account: Option<&str>) -> Outgoing {
    let message = format!(
        "From: Compta <compta@exemple.fr>\r\nTo: {to}\r\nSubject: Relance {id}\r\n\
         Message-ID: <relance-{id}@exemple.fr>\r\n\r\nBonjour,\r\n"
    );
    Outgoing {
        id: ReminderId(id),
        message: message.into_bytes(),
        envelope_from: "compta@exemple.fr".parse().expect("an address"),
        envelope_to: vec![to.parse().expect("an address")],
        envelope_cc: Vec::new(),
        account: account.map(Into::into),
        attempts: 0,
        file_name: None,
        enclosures: Vec::new(),
    }
}

pub fn account(name: &str, server: &SmtpServer) -> Account {
    Account::smtp(name, &server.url(), TIMEOUT, None).expect("an account")
}

pub fn transport(accounts: Vec<Account>, limits: Limits) -> Transport {
    Transport::accounts(accounts, limits, &Windows::new()).expect("an account at least")
}

/// Messages that are handed out a few at a time, and their results with the
/// time since the start.
pub struct Record {
    queued: RefCell<Vec<Outgoing>>,
    results: RefCell<Vec<(Duration, Delivery)>>,
    began: Instant,
}

impl Record {
    pub fn of(mails: Vec<Outgoing>) -> Self {
        let results = RefCell::default();
        Self { queued: RefCell::new(mails), results, began: Instant::now() }
    }

    pub async fn send(
        &self,
        transport: &Transport,
        retry: &RetryPolicy,
        share: u32,
    ) -> Result<Summary, Interrupted<String>> {
        dispatch::run(
            transport,
            2,
            share,
            retry,
            async || {
                let mut queued = self.queued.borrow_mut();
                let count = queued.len().min(8);
                Ok::<_, String>(queued.drain(..count).collect())
            },
            async |deliveries: Vec<Delivery>| {
                let at = self.began.elapsed();
                self.results.borrow_mut().extend(deliveries.into_iter().map(|one| (at, one)));
                Ok(())
            },
            &StopSignal::new(),
        )
        .await
    }

    /// When each mail was settled.
    pub fn times(&self) -> Vec<(i64, Duration)> {
        self.results.borrow().iter().map(|(at, delivery)| (delivery.id.0, *at)).collect()
    }

    /// One line per result, by number.
    pub fn told(&self) -> Vec<String> {
        let mut told: Vec<(i64, String)> = self
            .results
            .borrow()
            .iter()
            .map(|(_, Delivery { id, result })| {
                let text = match result {
                    DeliveryResult::Sent { attempts, .. } => format!("sent at try {attempts}"),
                    DeliveryResult::Failed { attempts, reason } => {
                        format!("failed at try {attempts}: {reason}")
                    }
                    DeliveryResult::Deferred { attempts, reason, wait } => {
                        format!("waits {wait:?} after try {attempts}: {reason}")
                    }
                };
                (id.0, format!("{} {text}", id.0))
            })
            .collect();
        told.sort();
        told.into_iter().map(|(_, text)| text).collect()
    }
}
