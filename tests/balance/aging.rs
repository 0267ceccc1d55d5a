//! Ages, buckets, groups and subtotals, decided without a database.

use std::sync::Arc;

use chrono::NaiveDate;
use relance::balance::{
    Account, AccountBlock, AgeBasis, Aging, Buckets, Criteria, DatedRate, GroupKey, Grouping, Note,
    OpenAccount, Operation, OperationKind, Rates, Report, Sink, Sums,
};
use relance::domain::collaborator::Collaborator;
use relance::domain::credit::CreditKind;
use relance::domain::identity::CollaboratorId;
use relance::domain::money::{Currency, Money};
use rust_decimal::Decimal;

const AS_OF: &str = "2026-11-24";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn money(amount: &str, currency: &str) -> Money {
    let currency = currency.parse().expect("a currency");
    Money::new(amount.parse().expect("an amount"), currency)
}

fn person(code: &str) -> Arc<Collaborator> {
    Arc::new(Collaborator {
        id: CollaboratorId(1),
        code: code.into(),
        name: format!("Madame {code}"),
        email: None,
    })
}

fn invoice(number: &str, date: &str, due: &str, amount: &str, currency: &str) -> Operation {
    Operation {
        kind: OperationKind::Invoice,
        date: day(date),
        due_date: Some(day(due)),
        number: number.into(),
        instalment: None,
        label: format!("Prestation {number}"),
        amount: money(amount, currency),
        person: None,
    }
}

fn credit(kind: CreditKind, number: &str, date: &str, amount: &str) -> Operation {
    Operation {
        kind: OperationKind::Credit(kind),
        date: day(date),
        due_date: None,
        number: number.into(),
        instalment: None,
        label: "En sa faveur".into(),
        amount: money(amount, "EUR"),
        person: None,
    }
}

fn account(code: &str, name: &str, operations: Vec<Operation>) -> OpenAccount {
    let account =
        Account { code: code.into(), name: name.into(), ledger_account: format!("411{code}") };
    OpenAccount { account, operations }
}

/// Two customers: invoices of all ages, credits, dollars, one later invoice.
fn books() -> Vec<OpenAccount> {
    let mut second = invoice("F20", "2026-11-01", "2026-12-01", "50.00", "EUR");
    second.person = Some(person("LBE"));
    vec![
        account(
            "C1",
            "Menuiserie Chevallier",
            vec![
                invoice("F14", "2026-05-28", "2026-06-27", "0.01", "EUR"),
                invoice("F13", "2026-08-26", "2026-09-25", "300.00", "EUR"),
                invoice("F12", "2026-10-25", "2026-11-24", "200.00", "EUR"),
                invoice("F11", "2026-10-26", "2026-11-25", "100.00", "EUR"),
                credit(CreditKind::CreditNote, "A1", "2026-09-25", "-30.00"),
                credit(CreditKind::Payment, "P1", "2026-11-20", "-20.00"),
                invoice("U1", "2026-09-01", "2026-10-01", "10.05", "USD"),
                invoice("F15", "2026-11-25", "2026-12-25", "77.00", "EUR"),
            ],
        ),
        account("C2", "Garage Desmarets", vec![second]),
    ]
}

/// What a sink was handed, as lines.
#[derive(Default)]
struct Told(Vec<String>);

impl Sink for Told {
    type Error = std::convert::Infallible;

    fn begin_group(&mut self, key: &GroupKey) -> Result<(), Self::Error> {
        self.0.push(format!("group {key:?}"));
        Ok(())
    }

    fn account(&mut self, block: &AccountBlock) -> Result<(), Self::Error> {
        for part in &block.parts {
            for aged in &part.operations {
                let operation = &aged.operation;
                self.0.push(format!(
                    "{} {} {} days, bucket {}: {}",
                    block.account.code, operation.number, aged.days, aged.bucket, operation.amount
                ));
            }
            let buckets: Vec<String> = part.sums.buckets.iter().map(ToString::to_string).collect();
            self.0.push(format!(
                "{} {} [{}] = {}",
                block.account.code,
                part.currency,
                buckets.join(" "),
                part.sums.total
            ));
        }
        Ok(())
    }

    fn end_group(&mut self, _: &GroupKey, sums: &Sums) -> Result<(), Self::Error> {
        self.totals("group total", sums);
        Ok(())
    }

    fn end(&mut self, report: &Report) -> Result<(), Self::Error> {
        self.totals("total", &report.totals);
        Ok(())
    }
}

impl Told {
    fn totals(&mut self, what: &str, sums: &Sums) {
        for (currency, sums) in sums.currencies() {
            self.0.push(format!("{what} {currency} = {}", sums.total));
        }
    }
}

struct Asked {
    criteria: Criteria,
    buckets: Buckets,
    rates: Rates,
    grouping: Grouping,
}

impl Asked {
    fn on(as_of: &str) -> Self {
        Self {
            criteria: Criteria::on(day(as_of)),
            buckets: Buckets::default(),
            rates: Rates::default(),
            grouping: Grouping::Account,
        }
    }

    fn of(&self, books: Vec<OpenAccount>) -> (Vec<String>, Report) {
        let mut told = Told::default();
        let mut aging = Aging::new(
            &self.criteria,
            &self.buckets,
            &self.rates,
            Currency::EUR,
            self.grouping,
            false,
        );
        for open in books {
            let Ok(()) = aging.add(open, &mut told);
        }
        let Ok(report) = aging.finish(&mut told);
        (told.0, report)
    }

    /// The numbers of the documents shown.
    fn documents(&self) -> Vec<String> {
        let (told, _) = self.of(books());
        let numbers = told.iter().filter(|line| line.contains("bucket"));
        numbers.filter_map(|line| line.split(' ').nth(1).map(str::to_owned)).collect()
    }
}

#[test]
fn every_operation_has_its_age_and_every_account_its_subtotals() {
    let (told, report) = Asked::on(AS_OF).of(books());
    insta::assert_snapshot!(told.join("\n"), @r"
    C1 F14 180 days, bucket 4: 0.01 EUR
    C1 F13 90 days, bucket 3: 300.00 EUR
    C1 A1 60 days, bucket 2: -30.00 EUR
    C1 F12 30 days, bucket 1: 200.00 EUR
    C1 F11 29 days, bucket 0: 100.00 EUR
    C1 P1 4 days, bucket 0: -20.00 EUR
    C1 EUR [80.00 200.00 -30.00 300.00 0.01] = 550.01
    C1 U1 84 days, bucket 2: 10.05 USD
    C1 USD [0 0 10.05 0 0] = 10.05
    C2 F20 23 days, bucket 0: 50.00 EUR
    C2 EUR [50.00 0 0 0 0] = 50.00
    total EUR = 600.01
    total USD = 10.05
    ");
    assert_eq!(report.accounts, 2);
    assert_eq!(report.totals.operations(), 8);
}

#[test]
fn ages_count_from_the_due_date_where_that_is_asked() {
    let mut asked = Asked::on(AS_OF);
    asked.criteria.basis = AgeBasis::Due;
    asked.buckets = Buckets::new(vec![0, 30]).expect("buckets");
    let (told, _) = asked.of(books());
    let line = |start: &str| told.iter().find(|line| line.starts_with(start)).cloned();
    assert_eq!(line("C1 F12").as_deref(), Some("C1 F12 0 days, bucket 1: 200.00 EUR"));
    assert_eq!(line("C1 F11").as_deref(), Some("C1 F11 -1 days, bucket 0: 100.00 EUR"), "not due");
    assert_eq!(
        line("C1 P1").as_deref(),
        Some("C1 P1 4 days, bucket 1: -20.00 EUR"),
        "a payment is not due: its own date counts"
    );
}

#[test]
fn what_is_dated_after_the_balance_is_left_out_and_told_or_stands_in_the_first_bucket() {
    let mut asked = Asked::on(AS_OF);
    let (told, report) = asked.of(books());
    assert!(!told.iter().any(|line| line.contains("F15")));
    assert_eq!(
        report.notes[0],
        Note::LeftOut { operations: 1, amounts: vec![money("77.00", "EUR")] }
    );

    asked.criteria.later = true;
    // Even where ages begin with a bucket for what is not due.
    asked.buckets = Buckets::new(vec![0, 30]).expect("buckets");
    let (told, report) = asked.of(books());
    assert!(told.contains(&"C1 F15 -1 days, bucket 0: 77.00 EUR".to_owned()), "{told:?}");
    assert_eq!(report.notes[0], Note::DatedLater { operations: 1 });
}

#[test]
fn a_balance_of_an_earlier_day_says_what_it_cannot_know() {
    let mut asked = Asked::on("2026-10-31");
    asked.criteria.today = day(AS_OF);
    let (told, report) = asked.of(books());
    assert_eq!(report.notes[0], Note::OpenToday { today: day(AS_OF) });
    assert!(told.contains(&"C1 F12 6 days, bucket 0: 200.00 EUR".to_owned()));
    assert!(!told.iter().any(|line| line.contains("P1")), "dated later");
}

#[test]
fn currencies_are_added_up_only_by_a_rate() {
    let mut asked = Asked::on(AS_OF);
    let usd: Currency = "USD".parse().expect("a currency");
    let (_, report) = asked.of(books());
    let company = report.totals.in_company_currency();
    assert_eq!((company.total, company.without_rate), ("600.01".parse().unwrap(), vec![usd]));
    assert_eq!(
        report.notes.last(),
        Some(&Note::WithoutRate { currencies: vec![usd], company: Currency::EUR })
    );

    let rate = DatedRate { from: None, rate: "0.90".parse().expect("a rate") };
    asked.rates = Rates::new([(usd, vec![rate])]);
    let (_, report) = asked.of(books());
    let company = report.totals.in_company_currency();
    // 10.05 × 0.90 = 9.045, rounded half away from zero.
    assert_eq!((company.total, company.without_rate), ("609.06".parse().unwrap(), Vec::new()));
    assert_eq!(company.buckets.iter().sum::<Decimal>(), company.total);
    let dollars = report.totals.currency(usd).expect("dollars");
    assert_eq!(dollars.total, "10.05".parse().unwrap(), "stay what they are");
}

#[test]
fn filters_combine() {
    type Change = fn(&mut Criteria);
    let cases: [(&str, Change, &[&str]); 9] = [
        ("a currency", |it| it.currencies = vec!["USD".parse().unwrap()], &["U1"]),
        ("buckets", |it| it.bucket_days = vec![45, 999], &["F14", "F12"]),
        ("a person", |it| it.persons = vec!["LBE".into()], &["F20"]),
        (
            "a least balance",
            |it| it.minimum = Some("550.01".parse().unwrap()),
            &["F14", "F13", "A1", "F12", "F11", "P1"],
        ),
        ("a higher one", |it| it.minimum = Some("550.02".parse().unwrap()), &[]),
        ("a name", |it| it.search = Some(" desmarets ".into()), &["F20"]),
        ("a document", |it| it.search = Some("f13".into()), &["F13"]),
        ("a label", |it| it.search = Some("en SA faveur".into()), &["A1", "P1"]),
        (
            "a name and a bucket",
            |it| {
                it.search = Some("chevallier".into());
                it.bucket_days = vec![0];
            },
            &["F11", "P1"],
        ),
    ];
    for (what, change, expected) in cases {
        let mut asked = Asked::on(AS_OF);
        change(&mut asked.criteria);
        assert_eq!(asked.documents(), expected, "{what}");
    }
}

#[test]
fn groups_have_totals_that_come_to_the_whole() {
    for (grouping, expected) in [
        (Grouping::Currency, vec!["Currency(", "Currency("]),
        (Grouping::Bucket, vec!["Bucket(0)", "Bucket(1)", "Bucket(2)", "Bucket(3)", "Bucket(4)"]),
        (Grouping::Person, vec!["Person(", "Nobody"]),
    ] {
        let mut asked = Asked::on(AS_OF);
        asked.grouping = grouping;
        let (told, report) = asked.of(books());
        let groups: Vec<&str> =
            told.iter().filter_map(|line| line.strip_prefix("group ")).collect();
        let headings: Vec<&&str> =
            groups.iter().filter(|line| !line.starts_with("total")).collect();
        assert_eq!(headings.len(), expected.len(), "{told:?}");
        for (heading, start) in headings.iter().zip(expected) {
            assert!(heading.starts_with(start), "{heading}");
        }
        let euros: Decimal = groups
            .iter()
            .filter_map(|line| line.strip_prefix("total EUR = "))
            .map(|total| total.parse::<Decimal>().expect("an amount"))
            .sum();
        let whole = report.totals.currency(Currency::EUR).expect("euros");
        assert_eq!(euros, whole.total, "{grouping:?}");
        assert_eq!(report.accounts, 2);
    }
}
