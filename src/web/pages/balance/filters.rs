//! What of the balance is asked for, as the address says it.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::app::balance::BalanceRequest;
use crate::app::balance_summary::{Order, SortBy};
use crate::balance::{AgeBasis, Buckets, Criteria, Grouping, Ledger};
use crate::domain::money::Currency;
use crate::web::query::{Choice, address};
use crate::web::visit::CompanyVisit;
use crate::wording::{Message, msg};

/// The query of the address, as it was typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    ledger: String,
    as_of: String,
    age: String,
    group: String,
    q: String,
    /// Codes, apart by spaces, commas or semicolons; currencies and persons
    /// alike.
    accounts: String,
    currencies: String,
    persons: String,
    min_amount: String,
    /// Ages in days: the buckets that hold them.
    bucket: Vec<i64>,
    later: String,
    /// Of files: sums per account instead of operations.
    pub summary: String,
    sort: String,
    /// `asc` or `desc`.
    order: String,
    page: String,
}

/// A query that makes sense.
pub struct Asked {
    pub request: BalanceRequest,
    pub order: Order,
}

impl Query {
    /// What is asked for, or every mistake.
    pub fn understood(&self, visit: &CompanyVisit) -> Result<Asked, Vec<Message>> {
        let mut mistakes = Vec::new();
        let today = visit.today();
        let as_of = match self.as_of.trim() {
            "" => today,
            text => text.parse::<NaiveDate>().unwrap_or_else(|_| {
                mistakes.push(msg!("web-balance-bad-date", text = text));
                today
            }),
        };
        let minimum = match self.min_amount.trim() {
            "" => None,
            text => match amount(text) {
                Some(amount) => Some(amount),
                None => {
                    mistakes.push(msg!("web-balance-bad-amount", text = text));
                    None
                }
            },
        };
        let mut currencies: Vec<Currency> = Vec::new();
        for code in words(&self.currencies) {
            match code.to_ascii_uppercase().parse() {
                Ok(currency) => currencies.push(currency),
                Err(_) => mistakes.push(msg!("web-balance-bad-currency", text = code)),
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let mut codes: Vec<String> = words(&self.accounts).map(str::to_owned).collect();
        codes.sort();
        codes.dedup();
        let search = self.q.trim();
        let criteria = Criteria {
            as_of,
            today,
            basis: self.basis(visit),
            later: !self.later.is_empty(),
            currencies,
            bucket_days: self.bucket.clone(),
            minimum,
            persons: words(&self.persons).map(str::to_owned).collect(),
            search: (!search.is_empty()).then(|| search.to_owned()),
        };
        let request = BalanceRequest {
            ledger: self.ledger(),
            criteria,
            codes,
            grouping: self.grouping(),
            summary: false,
        };
        Ok(Asked { request, order: self.order(visit.rules.aged_balance.buckets.count()) })
    }

    pub fn ledger(&self) -> Ledger {
        if self.ledger == Ledger::Suppliers.as_str() {
            Ledger::Suppliers
        } else {
            Ledger::Customers
        }
    }

    fn basis(&self, visit: &CompanyVisit) -> AgeBasis {
        match self.age.as_str() {
            "invoice" => AgeBasis::Invoice,
            "due" => AgeBasis::Due,
            _ => visit.rules.aged_balance.basis,
        }
    }

    fn grouping(&self) -> Grouping {
        match self.group.as_str() {
            "currency" => Grouping::Currency,
            "bucket" => Grouping::Bucket,
            "person" => Grouping::Person,
            _ => Grouping::Account,
        }
    }

    fn order(&self, buckets: usize) -> Order {
        let bucket = self.sort.strip_prefix("bucket-").and_then(|text| text.parse().ok());
        let by = match (self.sort.as_str(), bucket) {
            ("name", _) => SortBy::Name,
            ("total", _) => SortBy::Total,
            ("overdue", _) => SortBy::Overdue,
            (_, Some(bucket)) if bucket < buckets => SortBy::Bucket(bucket),
            _ => SortBy::Code,
        };
        Order { by, descending: self.order == "desc" }
    }

    /// From 1.
    pub fn page(&self) -> usize {
        self.page.parse().unwrap_or(1).max(1)
    }

    /// This query at another address, with some values in place of its own.
    /// Another page than the first is only kept by name.
    pub fn at(&self, path: &str, instead: &[(&str, &str)]) -> String {
        let buckets: Vec<String> = self.bucket.iter().map(ToString::to_string).collect();
        let own = [
            ("ledger", &self.ledger),
            ("as_of", &self.as_of),
            ("age", &self.age),
            ("group", &self.group),
            ("q", &self.q),
            ("accounts", &self.accounts),
            ("currencies", &self.currencies),
            ("persons", &self.persons),
            ("min_amount", &self.min_amount),
            ("later", &self.later),
            ("sort", &self.sort),
            ("order", &self.order),
        ];
        let own = own.into_iter().map(|(name, value)| (name, value.as_str()));
        let own = own.chain(buckets.iter().map(|days| ("bucket", days.as_str())));
        let kept = own.filter(|(name, _)| instead.iter().all(|(other, _)| other != name));
        address(path, kept.chain(instead.iter().copied()))
    }

    /// The heading of a column that lists can be sorted by: the other way
    /// round where they already are. Names rise at first, amounts fall.
    pub fn heading(&self, path: &str, label: String, by: SortBy, shown: Order) -> Heading {
        let key = key(by);
        let numeric = !matches!(by, SortBy::Code | SortBy::Name);
        let chosen = shown.by == by;
        let descending = if chosen { !shown.descending } else { numeric };
        let order = if descending { "desc" } else { "asc" };
        Heading {
            label,
            address: self.at(path, &[("sort", &key), ("order", order)]),
            sorted: match (chosen, shown.descending) {
                (false, _) => "",
                (true, false) => "ascending",
                (true, true) => "descending",
            },
            numeric,
        }
    }

    /// The filters as their form shows them.
    pub fn form(&self, visit: &CompanyVisit) -> Form {
        let choice = |value: &str, label: Message, chosen: bool| Choice {
            value: value.to_owned(),
            label: visit.text(&label),
            chosen,
        };
        let basis = self.basis(visit);
        let grouping = self.grouping();
        let buckets = &visit.rules.aged_balance.buckets;
        let shown: Vec<usize> = self.bucket.iter().map(|&days| buckets.of(days)).collect();
        Form {
            ledger: self.ledger().as_str(),
            as_of: if self.as_of.is_empty() {
                visit.today().to_string()
            } else {
                self.as_of.clone()
            },
            ages: vec![
                choice("invoice", msg!("web-balance-age-invoice"), basis == AgeBasis::Invoice),
                choice("due", msg!("web-balance-age-due"), basis == AgeBasis::Due),
            ],
            groups: vec![
                choice("", msg!("web-balance-group-account"), grouping == Grouping::Account),
                choice(
                    "currency",
                    msg!("web-balance-group-currency"),
                    grouping == Grouping::Currency,
                ),
                choice("bucket", msg!("web-balance-group-bucket"), grouping == Grouping::Bucket),
                choice("person", msg!("web-balance-group-person"), grouping == Grouping::Person),
            ],
            buckets: (0..buckets.count())
                .map(|bucket| Choice {
                    value: an_age_in(buckets, bucket).to_string(),
                    label: visit.text(&buckets.label(bucket, basis)),
                    chosen: shown.contains(&bucket),
                })
                .collect(),
            q: self.q.clone(),
            accounts: self.accounts.clone(),
            currencies: self.currencies.clone(),
            persons: self.persons.clone(),
            min_amount: self.min_amount.clone(),
            later: !self.later.is_empty(),
            sort: self.sort.clone(),
            order: self.order.clone(),
            more: !(self.bucket.is_empty()
                && [
                    &self.accounts,
                    &self.currencies,
                    &self.persons,
                    &self.min_amount,
                    &self.later,
                ]
                .iter()
                .all(|text| text.is_empty())),
        }
    }
}

/// An age in days that a bucket holds.
pub fn an_age_in(buckets: &Buckets, bucket: usize) -> i64 {
    let (from, to) = buckets.bounds(bucket);
    from.or(to).unwrap_or_default()
}

/// The name of a column in the address.
fn key(by: SortBy) -> String {
    match by {
        SortBy::Code => String::new(),
        SortBy::Name => "name".to_owned(),
        SortBy::Total => "total".to_owned(),
        SortBy::Overdue => "overdue".to_owned(),
        SortBy::Bucket(bucket) => format!("bucket-{bucket}"),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', ';', '\t']).filter(|word| !word.is_empty())
}

/// As people write amounts: with a comma or a point, thousands apart.
fn amount(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let amount = Decimal::from_str_exact(&plain.replace(',', ".")).ok()?;
    (!amount.is_sign_negative()).then_some(amount)
}

/// The head of a column.
#[derive(Serialize)]
pub struct Heading {
    pub label: String,
    pub address: String,
    /// For `aria-sort`; empty where the list goes by another column.
    pub sorted: &'static str,
    pub numeric: bool,
}

/// The filters as their form shows them.
#[derive(Serialize)]
pub struct Form {
    ledger: &'static str,
    as_of: String,
    ages: Vec<Choice>,
    groups: Vec<Choice>,
    buckets: Vec<Choice>,
    q: String,
    accounts: String,
    currencies: String,
    persons: String,
    min_amount: String,
    later: bool,
    sort: String,
    order: String,
    /// Whether any of the filters that are folded away is in use.
    more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("500", Some("500")),
            ("1 500,50", Some("1500.50")),
            ("1\u{202f}500.5", Some("1500.5")),
            ("-3", None),
            ("1.500,50", None),
            ("many", None),
        ] {
            let expected = expected.map(|text| text.parse().expect("a decimal"));
            assert_eq!(amount(text), expected, "{text}");
        }
    }

    #[test]
    fn an_address_keeps_the_filters_but_not_the_page() {
        let query = Query {
            ledger: "suppliers".into(),
            q: "Dupré & fils".into(),
            bucket: vec![29, 60],
            page: "7".into(),
            sort: "total".into(),
            ..Query::default()
        };
        assert_eq!(
            query.at("/b", &[("sort", "name")]),
            "/b?ledger=suppliers&q=Dupr%C3%A9+%26+fils&bucket=29&bucket=60&sort=name"
        );
        assert_eq!(
            query.at("/b", &[("page", "2"), ("ledger", ""), ("q", "")]),
            "/b?sort=total&bucket=29&bucket=60&page=2"
        );
    }
}
