//! Due items and invoices: found, followed up, held.

use crate::desk::Desk;
use crate::service::{Service, Visitor};

/// The value of the hidden field of that name.
pub fn hidden(page: &str, name: &str) -> String {
    let field = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&field).unwrap_or_else(|| panic!("no field {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Where an answer sends the browser.
pub fn location(answer: &reqwest::blocking::Response) -> String {
    answer.headers()["location"].to_str().expect("an address").to_owned()
}

/// What `relance items` finds with these criteria, as `CUSTOMER/INVOICE/NUMBER`.
fn found(desk: &Desk, criteria: &[&str]) -> Vec<String> {
    let args =
        [&["items", "--json", "--as-of", "2026-11-24", "--limit", "100000"], criteria].concat();
    let done = desk.relance(&args).expect(0).json();
    let items = done.as_array().expect("a list").iter();
    items
        .map(|item| {
            let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
            let customer = text(&item["customer"]["code"]);
            format!("{customer}/{}/{}", text(&item["invoice"]), item["instalment"])
        })
        .collect()
}

/// The names of the items on a page, in their order.
fn ticks(page: &str) -> Vec<String> {
    let boxes = page.split("type=\"checkbox\" name=\"item\" value=\"").skip(1);
    boxes.filter_map(|rest| rest.split('"').next()).map(unescaped).collect()
}

/// A page as a browser reads it.
pub fn unescaped(page: &str) -> String {
    page.replace("&#x2f;", "/").replace("&amp;", "&")
}

pub fn read(visitor: &Visitor, address: &str) -> String {
    unescaped(&visitor.page(address))
}

/// All pages of a search.
fn all_pages(visitor: &Visitor, first: &str) -> Vec<String> {
    let (mut items, mut address) = (Vec::new(), first.to_owned());
    loop {
        let page = visitor.page(&address);
        items.extend(ticks(&page));
        let Some((_, rest)) = page.split_once("rel=\"next\" href=\"") else { return items };
        let next = rest.split('"').next().expect("an address");
        address = unescaped(next);
    }
}

#[test]
fn the_search_finds_what_the_command_line_finds_page_by_page() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    for (filters, criteria) in [
        ("", vec![]),
        ("overdue=on", vec!["--overdue"]),
        ("level=N2&level=none", vec!["--level", "N2,none"]),
        ("remindable=on", vec!["--remindable"]),
        ("text=c0011", vec!["--text", "c0011"]),
        ("min=1+000%2C00&overdue=on", vec!["--min", "1000.00", "--overdue"]),
    ] {
        let expected = found(&service.desk, &criteria);
        assert!(!expected.is_empty(), "{filters}");
        assert_eq!(all_pages(&clerk, &format!("/c/DEMO/items?{filters}")), expected, "{filters}");
    }
    let page = clerk.page("/c/DEMO/items?level=N9");
    assert!(page.contains("role=\"alert\""), "a level that no rule knows is told");
    let page = clerk.page("/c/DEMO/items?text=nowhere");
    assert!(page.contains("Nothing matches."));
    let reader = service.visitor("reader").page("/c/DEMO/items");
    assert_eq!(ticks(&reader), Vec::<String>::new(), "a reader has nothing to tick");
}

#[test]
fn what_is_noted_in_bulk_is_on_all_ticked_items_and_nothing_is_overwritten_unseen() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let items = ticks(&clerk.page("/c/DEMO/items?overdue=on"));
    let (one, two) = (items[0].as_str(), items[1].as_str());
    let query = format!("/c/DEMO/items/selected?item={one}&item={two}");
    let page = clerk.page(&query);
    let seen = hidden(&page, "seen");
    let form = [
        ("item", one),
        ("item", two),
        ("back", "/c/DEMO/items?overdue=on"),
        ("seen", &seen),
        ("set_status", "PROMISE"),
        ("promised", "2026-12-01"),
        ("comment", "Called\r\non Monday"),
    ];
    let noted = clerk.post("/c/DEMO/items/selected/follow-up", &form);
    assert_eq!(noted.status(), 303, "{}", noted.text().unwrap_or_default());
    assert_eq!(location(&noted), "/c/DEMO/items?overdue=on&notice=notice-items-noted");
    let page = read(&clerk, &query);
    assert_eq!(page.matches("01/12/2026").count(), 2, "{page}");
    assert_eq!(page.matches("on Monday").count(), 2);

    // The same form once more: what it saw is not what there is any more.
    let again = clerk.post("/c/DEMO/items/selected/follow-up", &form);
    assert_eq!(again.status(), 422);
    let page = again.text().expect("a page");
    assert!(page.contains("in the meantime"));
    assert!(
        page.contains("Called\r\non Monday</textarea>"),
        "what was typed is still there: {page}"
    );

    let seen = hidden(&page, "seen");
    let wrong = [("item", one), ("seen", &seen), ("promised", "soon")];
    assert_eq!(clerk.post("/c/DEMO/items/selected/follow-up", &wrong).status(), 422);
    let nothing = [("item", one), ("seen", seen.as_str())];
    assert_eq!(clerk.post("/c/DEMO/items/selected/follow-up", &nothing).status(), 422);
    assert_eq!(clerk.get("/c/DEMO/items/selected?item=NOBODY/F1").status(), 404);
    let elsewhere = [("item", one), ("seen", &seen), ("dispute", "on"), ("back", "//evil.example")];
    let noted = clerk.post("/c/DEMO/items/selected/follow-up", &elsewhere);
    assert_eq!(noted.status(), 422, "both items were seen, one is sent");
}

#[test]
fn all_that_match_are_noted_not_only_the_page() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let expected = found(&service.desk, &["--overdue", "--level", "N1"]);
    let filters = [("all", "on"), ("overdue", "on"), ("level", "N1")];
    let page = clerk.page("/c/DEMO/items/selected?all=on&overdue=on&level=N1");
    let seen = hidden(&page, "seen");
    let form = [&filters[..], &[("seen", seen.as_str()), ("dispute", "on")]].concat();
    let noted = clerk.post("/c/DEMO/items/selected/follow-up", &form);
    assert_eq!(location(&noted), "/c/DEMO/items?overdue=on&level=N1&notice=notice-items-noted");
    let disputed = found(&service.desk, &["--overdue", "--level", "N1", "--disputed"]);
    assert_eq!(disputed, expected);
}

#[test]
fn an_invoice_shows_its_decision_and_its_holds_are_placed_and_lifted() {
    let service = Service::with_demo();
    let (clerk, reader) = (service.visitor("clerk"), service.visitor("reader"));
    let preview = service.desk.relance(&["preview", "--json", "--as-of", "2026-11-24"]).expect(0);
    let reminder = preview.json()[0]["reminders"][0].clone();
    let customer = reminder["customer"]["code"].as_str().expect("a code").to_owned();
    let number = reminder["items"][0]["invoice"].as_str().expect("a number").to_owned();
    let address = format!("/c/DEMO/invoices/{customer}/{number}");
    let page = read(&reader, &address);
    let level = reminder["level"].as_str().expect("a level");
    assert!(page.contains(&format!("reminded at {level}")), "{page}");
    assert!(
        page.contains("<code>relance.yaml:"),
        "each step names the rule's file and line: {page}"
    );
    assert!(
        !page.contains("<form method=\"post\" action=\"/c/DEMO/items"),
        "a reader changes nothing"
    );

    let item = format!("{customer}/{number}");
    let place = [
        ("item", item.as_str()),
        ("back", &address),
        ("kind", "automatic"),
        ("what", "place"),
        ("reason", "Copy requested"),
    ];
    let placed = clerk.post("/c/DEMO/items/selected/holds", &place);
    assert_eq!(location(&placed), format!("{address}?notice=notice-items-held"));
    let page = read(&clerk, &address);
    assert!(page.contains("Copy requested") && page.contains("not reminded"), "{page}");
    let again = clerk.post("/c/DEMO/items/selected/holds", &place);
    assert_eq!(location(&again), format!("{address}?notice=notice-items-unchanged"));
    let silent = [("item", item.as_str()), ("kind", "manual"), ("what", "place"), ("reason", " ")];
    assert_eq!(clerk.post("/c/DEMO/items/selected/holds", &silent).status(), 422);
    let lift =
        [("item", item.as_str()), ("back", &address), ("kind", "automatic"), ("what", "lift")];
    let lifted = clerk.post("/c/DEMO/items/selected/holds", &lift);
    assert_eq!(location(&lifted), format!("{address}?notice=notice-items-lifted"));
    assert!(read(&clerk, &address).contains(&format!("reminded at {level}")));
    assert_eq!(reader.post("/c/DEMO/items/selected/holds", &lift).status(), 403);
    assert_eq!(reader.get(&format!("/c/DEMO/invoices/{customer}/NONE")).status(), 404);
    assert_eq!(reader.get(&format!("{address}/documents/99")).status(), 404);
}
