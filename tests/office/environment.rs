//! A sandbox like that of letters, and variables like those of letters.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde_json::json;

/// Values print as they are; formats by locale are tested with the renderer.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(2_000_000));
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None }
    });
    environment.add_filter("date", |date: Value, _style: Option<String>| date);
    environment.add_filter("days", |count: i64| format!("{count}\u{a0}jours"));
    environment
}

fn value(json: serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::from(()),
        serde_json::Value::Bool(truth) => Value::from(truth),
        serde_json::Value::Number(number) => Value::from(number.as_i64().expect("a whole number")),
        serde_json::Value::String(text) => Value::from(text),
        serde_json::Value::Array(items) => items.into_iter().map(value).collect(),
        serde_json::Value::Object(fields) => {
            Value::from_pairs(fields.into_iter().map(|(name, field)| (name, value(field))))
        }
    }
}

/// Two currencies, instalments, a part payment, credits on both sides, a bank,
/// recovery fee and interest.
pub fn full() -> Value {
    let line = |number: &str, open: &str, instalment: u8, partly: bool| {
        json!({
            "number": number, "date": "12/08/2026", "due_date": "11/09/2026", "days_late": 74,
            "reference": format!("AL {number}"), "open": open, "amount": "2 000,00 €",
            "is_partly_paid": partly, "instalment": instalment, "instalment_count": instalment,
        })
    };
    let credit = |number: &str, amount: &str, is_payment: bool| json!({"number": number, "date": "02/10/2026", "amount": amount, "is_payment": is_payment});
    let lines =
        [line("FA-2026-0412", "1 234,56 €", 1, false), line("FA-2026-0413", "800,00 €", 2, true)];
    value(json!({
        "language": "fr",
        "run_date": "24 novembre 2026",
        "company": {
            "code": "AL", "name": "Atelier Lumière", "phone": "04 72 00 00 00",
            "address": ["14 rue des Tanneurs", "69009 Lyon"],
            "legal": "SAS au capital de 120 000 € · RCS Lyon 812 345 678",
            "bank": {"iban": "FR76 3000 6000 0112 3456 7890 189", "bic": "AGRIFRPP"},
        },
        "sender": {"name": "Comptabilité clients", "address": "compta@atelier-lumiere.example"},
        "customer": {"code": "C0012", "name": "Durand & Fils", "consumer": false},
        "address": ["Durand & Fils <SARL>", "Service comptabilité", "3 quai de Saône", "69002 Lyon"],
        "lines": lines,
        "invoice_count": 2,
        "is_overdue": true,
        "groups": [
            {
                "currency": "EUR", "lines": lines, "total": "2 034,56 €",
                "credits": [credit("AV-0007", "34,56 €", false), credit("RG-0031", "100,00 €", true)],
                "credits_deducted": true, "to_pay": "1 900,00 €",
            },
            {
                "currency": "USD", "lines": [line("FA-2026-0500", "500,00 $US", 1, false)],
                "total": "500,00 $US", "credits": [credit("AV-0008", "900,00 $US", false)],
                "credits_deducted": false, "to_pay": "500,00 $US",
            },
        ],
        "person_in_charge": {"name": "Claire Martin", "address": "c.martin@atelier-lumiere.example"},
        "legal": {
            "recovery_fee": "40,00 €", "overdue_invoice_count": 3, "recovery_fee_total": "120,00 €",
            "late_interest": "taux de refinancement de la BCE majoré de 10 points",
        },
        "formal_notice": {"days": 8, "end_date": "2 décembre 2026"},
        "charges": {
            "recovery_fee_total": "120,00 €", "recovery_fee_count": 3,
            "interest_total": ["30,42 €", "12,32 $US"],
            "total": ["2 050,42 €", "512,32 $US"],
            "rows": [
                {
                    "number": "FA-2026-0412", "from": "12/09/2026", "to": "24/11/2026", "days": 74,
                    "rate": "12,15 %", "base": "1 234,56 €", "amount": "30,42 €",
                },
            ],
        },
    }))
}

/// A consumer before the due date: nothing that may be absent is there.
pub fn bare() -> Value {
    let line = json!({
        "number": "FA-2026-0601", "date": "12/11/2026", "due_date": "28/11/2026", "days_late": -4,
        "reference": "AL FA-2026-0601", "open": "59,90 €", "amount": "59,90 €",
        "is_partly_paid": false, "instalment": 1, "instalment_count": 1,
    });
    value(json!({
        "language": "fr",
        "run_date": "24 novembre 2026",
        "company": {
            "code": "AL", "name": "Atelier Lumière", "phone": null, "legal": null, "bank": null,
            "address": ["14 rue des Tanneurs", "69009 Lyon"],
        },
        "sender": {"name": "Comptabilité clients", "address": "compta@atelier-lumiere.example"},
        "customer": {"code": "C0099", "name": "Mme Anne Petit", "consumer": true},
        "address": ["Mme Anne Petit", "7 rue Neuve", "69001 Lyon"],
        "lines": [line],
        "invoice_count": 1,
        "is_overdue": false,
        "groups": [{
            "currency": "EUR", "lines": [line], "total": "59,90 €", "credits": [],
            "credits_deducted": false, "to_pay": "59,90 €",
        }],
        "person_in_charge": null,
        "legal": null,
        "formal_notice": {"days": 8, "end_date": "2 décembre 2026"},
        "charges": null,
    }))
}
