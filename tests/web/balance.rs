//! The aged balance: accounts, their operations, files.

use serde_json::Value;

use crate::desk::{Books, Desk};
use crate::reading::{plain, section, words};
use crate::service::{Service, TODAY};

/// What the command tells of the same balance.
fn told(desk: &Desk, more: &[&str]) -> Value {
    let mut args = vec!["balance", "--as-of", TODAY, "--summary", "--format", "json"];
    args.extend_from_slice(more);
    desk.relance(&args).expect(0).json()
}

/// Code, currency and total of every account and currency, in order.
fn lines(balance: &Value) -> Vec<[String; 3]> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let accounts = balance["accounts"].as_array().expect("accounts").iter();
    accounts
        .flat_map(|account| {
            let parts = account["currencies"].as_array().expect("currencies").iter();
            parts
                .map(|part| [text(&account["code"]), text(&part["currency"]), text(&part["total"])])
        })
        .collect()
}

/// The same of a page: amounts without what sets thousands apart.
fn shown(page: &str) -> Vec<[String; 3]> {
    let rows = section(page, "<tbody>", "</tbody>").split("<tr>").skip(1);
    rows.map(|row| {
        let cells: Vec<String> =
            row.split("<t").skip(1).map(|cell| words(&format!("<t{cell}"))).collect();
        let total = cells.last().expect("a total").replace(',', "").replace('−', "-");
        [cells[0].clone(), cells[2].clone(), total]
    })
    .collect()
}

#[test]
fn the_page_shows_what_the_command_shows_under_the_same_filters() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    for (address, args) in [
        ("/c/DEMO/balance", &[] as &[&str]),
        ("/c/DEMO/balance?ledger=suppliers", &["suppliers"]),
        ("/c/DEMO/balance?currencies=usd+GBP", &["--currency", "USD", "GBP"]),
        (
            "/c/DEMO/balance?min_amount=9+000,50&age=due",
            &["--min-amount", "9000.50", "--age", "due"],
        ),
        (
            "/c/DEMO/balance?bucket=90&bucket=180&q=transports",
            &["--bucket", "90", "180", "--search", "transports"],
        ),
        (
            "/c/DEMO/balance?accounts=C0011+C0012&later=on",
            &["--customer", "C0011", "C0012", "--later"],
        ),
        ("/c/DEMO/balance?persons=LBE", &["--person", "LBE"]),
    ] {
        let page = plain(&reader.page(address));
        let expected = told(&service.desk, args);
        let all = lines(&expected);
        assert!(!all.is_empty(), "{address} shows something");
        assert_eq!(shown(&page), all[..all.len().min(50)], "{address}");
        let count = expected["account_count"].as_u64().expect("a count");
        let counted = words(&page);
        assert!(counted.contains(&format!("{count} account")), "{address}: {count}");
    }
    // The form shows what was asked for, and links keep it.
    let page =
        plain(&reader.page("/c/DEMO/balance?bucket=90&min_amount=5&q=transports&group=bucket"));
    assert!(page.contains("name=\"min_amount\" type=\"text\" value=\"5\""));
    assert!(page.contains("value=\"90\" checked"));
    assert!(page.contains(
        "/balance/export/xlsx?group=bucket&q=transports&min_amount=5&bucket=90&summary=on"
    ));
    assert!(words(&page).contains("Total Over 90 days EUR"));
    assert!(!words(&page).contains("Total Over 180 days"));
}

#[test]
fn lists_are_sorted_and_turned_page_by_page() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let all = lines(&told(&service.desk, &[]));
    let second = shown(&reader.page("/c/DEMO/balance?page=2"));
    assert_eq!(second, all[50..100]);
    let highest = shown(&reader.page("/c/DEMO/balance?sort=total&order=desc&currencies=EUR"));
    let amounts: Vec<f64> =
        highest.iter().map(|[_, _, total]| total.parse().expect("an amount")).collect();
    assert!(amounts.is_sorted_by(|a, b| a >= b), "{amounts:?}");
    let euros = all.iter().filter(|[_, currency, _]| currency == "EUR");
    let most = euros.map(|[_, _, total]| total.parse::<f64>().expect("an amount"));
    assert_eq!(amounts.first().copied(), most.reduce(f64::max));
    // A page that is not there is the last one.
    let last = shown(&reader.page("/c/DEMO/balance?page=9999"));
    assert_eq!(last.last(), all.last());
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_are_never_older_than_the_last_import() {
    let desk = Desk::new();
    desk.fill(&Books::one_invoice("a@client.example").set()).await;
    let service = tokio::task::block_in_place(|| Service::on(desk));
    let seen =
        |path: &str| tokio::task::block_in_place(|| words(&service.visitor("reader").page(path)));
    assert!(seen("/c/DEMO/balance").contains("C1 Client C1 EUR"));
    assert!(seen("/c/DEMO").contains("Overdue in EUR €1,000.00"));
    // Another process takes in a payment of a part, then the rest.
    let mut books = Books::one_invoice("a@client.example").set();
    for (open, balance, overview) in [
        (400, "Total EUR 400.00 400.00 400.00", "Overdue in EUR €400.00"),
        (0, "Nothing is open that fits.", "Nothing is open."),
    ] {
        books.due_items[0].open_amount = open.into();
        service.desk.fill(&books).await;
        let page = seen("/c/DEMO/balance?age=due");
        assert!(page.contains(balance), "{page}");
        let page = seen("/c/DEMO");
        assert!(page.contains(overview), "{page}");
    }
}

#[test]
fn an_account_opens_into_its_operations_with_what_is_overdue_named() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let page = plain(&reader.page("/c/DEMO/balance/C0011"));
    let args = ["balance", "--as-of", TODAY, "--format", "json", "--customer", "C0011"];
    let told = service.desk.relance(&args).expect(0).json();
    let account = &told["accounts"][0];
    let open = account["currencies"][0]["open"].as_array().expect("operations");
    let rows = section(&page, "open operation", "</table>");
    let overdue = open.iter().filter(|it| it["due_date"].as_str().is_some_and(|due| due < TODAY));
    assert!(overdue.clone().count() > 0);
    assert_eq!(rows.matches("badge danger\">Overdue").count(), overdue.count());
    for operation in open {
        let number = operation["number"].as_str().expect("a number");
        assert!(rows.contains(number), "{number}");
    }
    assert!(page.contains("href=\"/c/DEMO/customers/C0011\""));
    // The filters of the list hold here too, and can be left.
    let filtered = plain(&reader.page("/c/DEMO/balance/C0011?q=no+such+text"));
    assert!(words(&filtered).contains("Nothing is open that fits."));
    assert!(filtered.contains("href=\"/c/DEMO/balance/C0011\""));
    let supplier = plain(&reader.page("/c/DEMO/balance/F013?ledger=suppliers"));
    assert!(words(&supplier).contains("Visserie Lorraine"));
    assert!(!supplier.contains("/customers/F013"));
}

#[test]
fn an_account_of_another_company_is_not_there() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    desk.add_company();
    let service = Service::on(desk);
    let reader = service.visitor("reader");
    assert_eq!(reader.get("/c/SECOND/balance/C0011").status(), 404);
    assert_eq!(reader.get("/c/DEMO/balance/C0011?ledger=suppliers").status(), 404);
    let page = words(&reader.page("/c/SECOND/balance"));
    assert!(page.contains("Nothing is open that fits."), "{page}");
    assert!(!page.contains("C0011"));
}

#[test]
fn what_makes_no_sense_is_told_beside_what_was_typed() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    for (query, told) in [
        ("min_amount=lots", "“lots” is not an amount"),
        ("as_of=yesterday", "“yesterday” is not a date"),
        ("currencies=EUR+EURO", "“EURO” is not the code of a currency"),
        ("accounts=C0011+NOBODY", "no such account: NOBODY"),
    ] {
        let answer = reader.get(&format!("/c/DEMO/balance?q=kept&{query}"));
        assert_eq!(answer.status(), 422, "{query}");
        let page = plain(&answer.text().expect("a page"));
        assert!(words(&page).contains(told), "{query}: {}", words(&page));
        assert!(page.contains("name=\"q\" type=\"search\" value=\"kept\""));
    }
}

#[test]
fn files_are_those_of_the_command() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let query = "q=transports&bucket=30";
    let answer = reader.get(&format!("/c/DEMO/balance/export/json?{query}&summary=on"));
    let disposition = answer.headers()["content-disposition"].to_str().expect("a name").to_owned();
    let name = format!("attachment; filename=\"aged-balance-customers-DEMO-{TODAY}.json\"");
    assert_eq!(disposition, name);
    let mut file: Value = answer.json().expect("JSON");
    let mut expected = told(&service.desk, &["--search", "transports", "--bucket", "30"]);
    // The command knows that it acts for a day that has passed.
    file["notes"] = Value::Null;
    expected["notes"] = Value::Null;
    assert_eq!(file, expected);
    for (format, kind, begins) in [
        ("csv", "text/csv; charset=utf-8", "\u{feff}Row,Account".as_bytes()),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ] {
        let answer = reader.get(&format!("/c/DEMO/balance/export/{format}?{query}"));
        assert_eq!(answer.headers()["content-type"], kind);
        let bytes = answer.bytes().expect("a file");
        assert!(bytes.starts_with(begins), "{format}");
    }
    let refused = reader.get("/c/DEMO/balance/export/csv?min_amount=lots");
    assert_eq!(refused.status(), 400);
    assert_eq!(reader.get("/c/DEMO/balance/export/exe").status(), 404);
}
