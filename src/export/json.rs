//! A balance as JSON: amounts are exact decimals as strings, dates are ISO.

use std::io::Write;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::cells::printed;
use super::error::ExportError;
use super::words::Words;
use crate::balance::{
    AccountBlock, AgeBasis, AgedOperation, CurrencySums, GroupKey, Report, Sink, Sums,
};
use crate::domain::money::{Currency, Money};

/// Writes accounts and groups as they come, one on a line.
pub struct JsonBalance<'a, W> {
    out: W,
    words: &'a Words,
    summary: bool,
    first_account: bool,
    first_group: bool,
}

impl<'a, W: Write> JsonBalance<'a, W> {
    /// Writes what the balance is of.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(
        mut out: W,
        words: &'a Words,
        company: &str,
        summary: bool,
        grouped: bool,
    ) -> Result<Self, ExportError> {
        let title = words.subject();
        let buckets: Vec<Value> = (0..words.buckets().count())
            .map(|bucket| {
                let (from, to) = words.buckets().bounds(bucket);
                json!({"label": words.bucket(bucket), "from_days": from, "to_days": to})
            })
            .collect();
        let head = json!({
            "company": company,
            "ledger": title.ledger.as_str(),
            "as_of": title.as_of.to_string(),
            "age": match title.basis { AgeBasis::Invoice => "invoice", AgeBasis::Due => "due" },
            "company_currency": words.company_currency().code(),
            "buckets": buckets,
        });
        let head = head.to_string();
        let list = if grouped { "groups" } else { "accounts" };
        write!(out, "{},\n\"{list}\": [", head.strip_suffix('}').unwrap_or(&head))?;
        Ok(Self { out, words, summary, first_account: true, first_group: true })
    }

    fn operation(&self, aged: &AgedOperation) -> Value {
        let operation = &aged.operation;
        let person = operation.person.as_ref();
        json!({
            "kind": operation.kind.as_str(),
            "date": operation.date.to_string(),
            "due_date": operation.due_date.map(|date| date.to_string()),
            "number": operation.number,
            "instalment": operation.instalment,
            "label": operation.label,
            "person": person.map(|person| json!({"code": person.code, "name": person.name})),
            "days": aged.days,
            "bucket": aged.bucket,
            "amount": exact(operation.amount.amount, operation.amount.currency),
            "company_amount":
                aged.converted.map(|amount| exact(amount, self.words.company_currency())),
        })
    }

    fn currency_sums(&self, currency: Currency, sums: &CurrencySums) -> Value {
        let company = self.words.company_currency();
        json!({
            "currency": currency.code(),
            "operations": sums.operations,
            "buckets": exact_all(&sums.buckets, currency),
            "total": exact(sums.total, currency),
            "company": sums.converted.as_ref().map(|converted| json!({
                "buckets": exact_all(&converted.buckets, company),
                "total": exact(converted.total, company),
            })),
        })
    }

    fn sums(&self, sums: &Sums) -> Value {
        let company_currency = self.words.company_currency();
        let company = sums.in_company_currency();
        let without: Vec<&str> = company.without_rate.iter().map(|it| it.code()).collect();
        let currencies: Vec<Value> =
            sums.currencies().map(|(currency, sums)| self.currency_sums(currency, sums)).collect();
        json!({
            "currencies": currencies,
            "company": {
                "currency": company_currency.code(),
                "buckets": exact_all(&company.buckets, company_currency),
                "total": exact(company.total, company_currency),
                "without_rate": without,
            },
        })
    }
}

impl<W: Write> Sink for JsonBalance<'_, W> {
    type Error = ExportError;

    fn begin_group(&mut self, key: &GroupKey) -> Result<(), ExportError> {
        let comma = if self.first_group { "" } else { "," };
        let key = match key {
            GroupKey::Currency(currency) => json!({"currency": currency.code()}),
            GroupKey::Bucket(bucket) => json!({"bucket": bucket}),
            GroupKey::Person(person) => {
                json!({"person": {"code": person.code, "name": person.name}})
            }
            GroupKey::Nobody => json!({"person": null}),
        };
        write!(self.out, "{comma}\n{{\"group\": {key}, \"accounts\": [")?;
        (self.first_group, self.first_account) = (false, true);
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), ExportError> {
        let comma = if self.first_account { "" } else { "," };
        self.first_account = false;
        let mut account = json!({
            "code": block.account.code,
            "name": block.account.name,
            "ledger_account": block.account.ledger_account,
        });
        let parts: Vec<Value> = block
            .parts
            .iter()
            .map(|part| {
                let mut sums = self.currency_sums(part.currency, &part.sums);
                if !self.summary
                    && let Value::Object(sums) = &mut sums
                {
                    let list = part.operations.iter().map(|aged| self.operation(aged)).collect();
                    sums.insert("open".to_owned(), Value::Array(list));
                }
                sums
            })
            .collect();
        if let Value::Object(account) = &mut account {
            account.insert("currencies".to_owned(), Value::Array(parts));
        }
        Ok(write!(self.out, "{comma}\n{account}")?)
    }

    fn end_group(&mut self, _: &GroupKey, sums: &Sums) -> Result<(), ExportError> {
        let sums = self.sums(sums);
        Ok(write!(self.out, "\n], \"totals\": {sums}}}")?)
    }

    fn end(&mut self, report: &Report) -> Result<(), ExportError> {
        let notes: Vec<Value> = report
            .notes
            .iter()
            .map(|note| json!({"code": note.code(), "message": self.words.note(note)}))
            .collect();
        let totals = self.sums(&report.totals);
        let (accounts, notes) = (report.accounts, Value::Array(notes));
        writeln!(
            self.out,
            "\n],\n\"account_count\": {accounts},\n\"totals\": {totals},\n\"notes\": {notes}}}"
        )?;
        Ok(self.out.flush()?)
    }
}

fn exact(amount: Decimal, currency: Currency) -> String {
    printed(Money::new(amount, currency)).to_string()
}

fn exact_all(amounts: &[Decimal], currency: Currency) -> Vec<String> {
    amounts.iter().map(|&amount| exact(amount, currency)).collect()
}
