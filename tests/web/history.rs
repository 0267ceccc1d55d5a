//! What was done, searched, and each message as it was sent.

use crate::composing::plain;
use crate::service::Service;

/// Rows of the list.
fn rows(page: &str) -> usize {
    page.split("<tbody>").nth(1).map_or(0, |body| body.matches("<tr>").count())
}

fn link(page: &str, rel: &str) -> Option<String> {
    let page = plain(page);
    let rest = page.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

#[test]
fn the_history_is_searched_and_paged() {
    let service = Service::with_demo();
    service.desk.relance(&["run", "--yes", "--as-of", crate::service::TODAY]).expect(0);
    let records = service.desk.history();
    assert!(records.len() > 50, "more than a page: {}", records.len());
    let reader = service.visitor("reader");
    let mut seen = 0;
    let mut path = "/c/DEMO/history".to_owned();
    loop {
        let page = reader.page(&path);
        seen += rows(&page);
        match link(&page, "next") {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(seen, records.len(), "every record stands on one page");

    let customer = records[0]["customer"]["code"].as_str().expect("a code");
    let count = records.iter().filter(|record| record["customer"]["code"] == customer).count();
    let page = reader.page(&format!("/c/DEMO/history?customer={customer}"));
    assert_eq!(rows(&page), count);
    let text = reader.page(&format!("/c/DEMO/history?text={}", customer.to_lowercase()));
    assert_eq!(rows(&text), count);
    for nothing in [
        "result=hold_placed",
        "author=Somebody",
        "to=2020-01-01",
        "from=2200-01-01",
        "run=99999",
        "text=100%25",
    ] {
        let page = reader.page(&format!("/c/DEMO/history?{nothing}"));
        assert!(page.contains("Nothing on record fits"), "{nothing}: {page}");
    }
    let bad = reader.get("/c/DEMO/history?from=soon&text=Weber");
    assert_eq!(bad.status(), 422);
    let shown = plain(&bad.text().expect("a page"));
    assert!(shown.contains("“soon” is no date") && shown.contains("value=\"Weber\""), "{shown}");
}

#[test]
fn a_reminder_is_shown_as_it_was_sent() {
    let service = Service::with_demo();
    service
        .desk
        .relance(&["remind", "FA26264", "--yes", "--cc", "SMA", "--as-of", crate::service::TODAY])
        .expect(0);
    let record = service.desk.history().remove(0);
    let id = record["reminder"].to_string();
    let reader = service.visitor("reader");
    let path = format!("/c/DEMO/history/{id}");
    let page = plain(&reader.page(&path));
    let subject = record["subject"].as_str().expect("a subject");
    assert!(page.contains(subject), "{page}");
    // From N4 to N5.
    assert!(page.contains("<td>N4</td>") && page.contains("<td>N5</td>"), "{page}");
    assert!(page.contains("€1,200.44"), "{page}");
    let message = service.desk.relance(&["history", "--message", &id]).expect(0).out;
    assert_eq!(reader.page(&format!("{path}/message.eml")), message, "byte for byte");
    let frame = reader.get(&format!("{path}/frame"));
    let policy = frame.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    assert!(policy.starts_with("sandbox"), "{policy}");
    assert!(frame.text().expect("a mail").contains("FA26264"));
    for missing in ["history/999999", "history/x", "history/1/attachments/7"] {
        assert_eq!(reader.get(&format!("/c/DEMO/{missing}")).status(), 404, "{missing}");
    }
}
