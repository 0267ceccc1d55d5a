//! Where the company stands, at a glance.

use serde_json::Value;

use crate::desk::Desk;
use crate::reading::{plain, section, words};
use crate::service::{Service, TODAY};

/// How many items are overdue at a level, as the search of the command finds.
fn overdue_at(desk: &Desk, level: &str) -> usize {
    let args =
        ["items", "--overdue", "--level", level, "--json", "--limit", "9999", "--as-of", TODAY];
    match desk.relance(&args).expect(0).json() {
        Value::Array(items) => items.len(),
        other => panic!("not a list: {other}"),
    }
}

/// How many items the tables of levels show, over all currencies.
fn shown_at(page: &str, level: &str) -> usize {
    let row = format!("<th scope=\"row\">{level}</th><td class=\"n\">");
    let counts = page.split(&row).skip(1).map(|rest| section(rest, "", "<").parse::<usize>());
    counts.map(|count| count.expect("a count")).sum()
}

#[test]
fn overdue_levels_and_the_last_run_follow_a_run() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let before = plain(&reader.page("/c/DEMO"));
    assert!(words(&before).contains("Nothing was sent yet."));
    for level in ["N1", "N2", "N3"] {
        assert_eq!(shown_at(&before, level), overdue_at(&service.desk, level), "{level}");
    }
    let n1 = shown_at(&before, "N1");
    service.desk.relance(&["run", "--yes", "--as-of", TODAY]).expect(0);
    let after = plain(&reader.page("/c/DEMO"));
    assert_ne!(shown_at(&after, "N1"), n1, "the run has raised levels");
    for level in ["N1", "N2", "N3"] {
        assert_eq!(shown_at(&after, level), overdue_at(&service.desk, level), "{level}");
    }
    assert!(after.contains("href=\"/c/DEMO/runs/1\""));
    let sent = service.desk.history().iter().filter(|record| record["result"] == "sent").count();
    assert!(
        words(&after).contains(&format!("Run 1 · RelancesAutomatiques · 24/11/2026 {sent} sent"))
    );
}

#[test]
fn what_waits_for_somebody_is_listed() {
    let service = Service::with_demo();
    let desk = &service.desk;
    let promised = ["--promised", "2026-11-20", "--next", "2026-11-24"];
    let mut args = vec!["note", "FA26264"];
    args.extend_from_slice(&promised);
    desk.relance(&args).expect(0);
    let page = plain(&service.visitor("reader").page("/c/DEMO"));
    let promises = words(section(&page, "Promises due", "</section>"));
    assert!(promises.contains("20/11/2026 broken"), "{promises}");
    assert!(promises.contains("FA26264/1"), "{promises}");
    let actions = words(section(&page, "Actions due", "</section>"));
    assert!(actions.contains("FA26264/1"), "{actions}");
    let next = words(section(&page, "Next executions", "</section>"));
    assert!(next.contains("RelancesAutomatiques 24/11/2026"), "{next}");
    let data = words(section(&page, ">Data<", "</section>"));
    assert!(data.contains("Payments known up to 23/11/2026"), "{data}");
}

#[test]
fn charts_are_pictures_with_the_figures_in_words() {
    let service = Service::with_demo();
    let reader = service.visitor("reader");
    let page = plain(&reader.page("/c/DEMO"));
    for chart in ["buckets.svg", "levels.svg"] {
        let address = format!("/c/DEMO/overview/{chart}?currency=EUR");
        assert!(page.contains(&format!("src=\"{address}\"")), "{chart} is on the page");
        let answer = reader.get(&address);
        assert_eq!(answer.headers()["content-type"], "image/svg+xml");
        let svg = answer.text().expect("a picture");
        assert!(svg.starts_with("<svg") && svg.contains("<desc>"), "{svg}");
    }
    assert_eq!(reader.get("/c/DEMO/overview/levels.svg?currency=JPY").status(), 404);
    assert_eq!(reader.get("/c/DEMO/overview/other.svg").status(), 404);
    let stranger = service.stranger();
    assert_eq!(stranger.get("/c/DEMO/overview/levels.svg").status(), 303);
}
