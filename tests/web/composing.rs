//! Reminders by hand in the browser: composed, looked at, sent once.

use std::path::PathBuf;

use crate::desk::Desk;
use crate::service::{Service, Visitor};

/// A page without the escapes of HTML.
pub fn plain(page: &str) -> String {
    page.replace("&#x2f;", "/")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// What the form of a page that goes to this address would send.
fn form_of(page: &str, action: &str) -> Vec<(String, String)> {
    let page = plain(page);
    let form = page.split("<form").find(|form| form.contains(&format!("action=\"{action}\"")));
    let form = form.unwrap_or_else(|| panic!("a form to {action}: {page}"));
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    inputs
        .map(|input| {
            let (name, rest) = input.split_once("\" value=\"").expect("a value");
            let (value, _) = rest.split_once("\">").expect("the end of a value");
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

/// The addresses of links and frames that begin like this.
fn addresses(page: &str, beginning: &str) -> Vec<String> {
    let page = plain(page);
    let found = page.split('"').filter(|text| text.starts_with(beginning));
    found.map(str::to_owned).collect()
}

fn send(visitor: &Visitor, form: &[(String, String)]) -> reqwest::blocking::Response {
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    visitor.post("/c/DEMO/reminders/send", &form)
}

fn location(response: &reqwest::blocking::Response) -> String {
    let location = response.headers()["location"].to_str().expect("an address");
    location.split('?').next().unwrap_or_default().to_owned()
}

/// Looks at what was composed and agrees to it.
fn agree(visitor: &Visitor, query: &str) -> String {
    let check = visitor.page(&format!("/c/DEMO/reminders/check?{query}"));
    let form = form_of(&check, "/c/DEMO/reminders/send");
    let sent = send(visitor, &form);
    assert_eq!(sent.status(), 303);
    location(&sent)
}

/// Level and comment of an item, as the command line tells them.
async fn standing(desk: &Desk, customer: &str, invoice: &str) -> (Option<String>, String) {
    let item = desk.item(customer, invoice).await;
    let follow_up = desk.store().await.follow_up(item.id).await.expect("a store");
    (item.standing.code().map(str::to_owned), follow_up.expect("an item").comment)
}

fn files(folder: PathBuf) -> usize {
    std::fs::read_dir(folder).map_or(0, Iterator::count)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_composed_is_what_leaves_and_leaves_once() {
    let (service, form, run) = tokio::task::block_in_place(|| {
        let service = Service::with_demo();
        let clerk = service.visitor("clerk");
        let page = plain(&clerk.page("/c/DEMO/reminders/new?customer=C0012"));
        assert!(page.contains("1 reminder, 3 items:"), "{page}");
        assert!(page.contains("FA26053/1") && page.contains("not above the minimum"), "{page}");
        // One raised, one dropped: two mails.
        let changes = "customer=C0012&raise=C0012/FA26056/1&drop=C0012/FA26054/1";
        let page = plain(&clerk.page(&format!("/c/DEMO/reminders/new?{changes}&cc=SMA")));
        assert!(page.contains("2 reminders, 2 items:"), "{page}");
        assert!(page.contains("<option value=\"C0012/FA26056/1=N2\" selected>N2</option>"));
        assert!(page.contains("Left out by you"));
        let again = "level=C0012/FA26056/1%3DN2&raise=C0012/FA26056/1";
        let page = plain(&clerk.page(&format!("/c/DEMO/reminders/new?customer=C0012&{again}")));
        assert!(page.contains("value=\"C0012/FA26056/1=N3\" selected"), "raised from N2: {page}");

        let check = clerk.page(&format!("/c/DEMO/reminders/check?{changes}&cc=SMA"));
        assert!(plain(&check).contains("Send 2 reminders"), "{check}");
        let form = form_of(&check, "/c/DEMO/reminders/send");
        assert_eq!(service.desk.history().len(), 0, "looking changes nothing");
        let first = send(&clerk, &form);
        assert_eq!(first.status(), 303);
        let second = send(&clerk, &form);
        assert_eq!(second.status(), 303);
        assert_eq!(location(&first), location(&second), "the same form is carried out once");
        let run = clerk.page(&location(&first));
        (service, form, run)
    });
    assert!(form.contains(&("level".into(), "C0012/FA26056/1=N2".into())), "{form:?}");
    assert!(run.contains("finished"), "{run}");
    let history = service.desk.history();
    assert_eq!(history.len(), 2);
    assert!(history.iter().all(|record| record["author"] == "clerk"), "{history:?}");
    assert_eq!(files(service.desk.outbox()), 2);
    let at = |invoice: &'static str| standing(&service.desk, "C0012", invoice);
    let (level, comment) = at("FA26056").await;
    assert_eq!(level.as_deref(), Some("N2"));
    assert_eq!(comment, "Relancé manuellement par mail le 24/11/2026");
    assert_eq!(at("FA26055").await.0.as_deref(), Some("N1"));
    assert_eq!(at("FA26054").await, (None, String::new()), "dropped");
}

#[test]
fn what_has_changed_since_it_was_looked_at_does_not_leave() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let check = clerk.page("/c/DEMO/reminders/check?customer=C0012");
    let form = form_of(&check, "/c/DEMO/reminders/send");
    service
        .desk
        .relance(&["hold", "place", "FA26055", "--kind", "manual", "--comment", "Copy"])
        .expect(0);
    let before = service.desk.history().len();
    let sent = send(&clerk, &form);
    assert_eq!(sent.status(), 409);
    let page = sent.text().expect("a page");
    assert!(plain(&page).contains("nothing was sent"), "{page}");
    assert_eq!(service.desk.history().len(), before);
    // What it shows now may leave.
    let sent = send(&clerk, &form_of(&page, "/c/DEMO/reminders/send"));
    assert_eq!(sent.status(), 303);
    assert_eq!(service.desk.history().len(), before + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_wait_until_their_author_confirms_or_drops_them() {
    let service = tokio::task::block_in_place(|| {
        let service = Service::with_demo();
        let clerk = service.visitor("clerk");
        let run = agree(&clerk, "item=FA26264&item=FA26055&way=draft");
        let files = clerk.get(&format!("{run}/drafts.zip"));
        assert_eq!(files.headers()["content-type"], "application/zip");
        assert!(files.bytes().expect("a file").starts_with(b"PK"));
        assert_eq!(service.desk.history().len(), 0);
        let start = clerk.page("/c/DEMO/reminders");
        let message = addresses(&start, "/c/DEMO/history/");
        let message = message.iter().find(|it| it.ends_with("message.eml")).expect("a draft");
        assert!(clerk.page(message).starts_with("X-Unsent: 1\r\n"));

        let none = clerk.post("/c/DEMO/reminders/drafts/confirm", &[]);
        assert_eq!(none.status(), 422);
        let drafts: Vec<String> = plain(&start)
            .split("name=\"draft\" value=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect();
        let [first, second] = drafts.as_slice() else { panic!("two drafts: {drafts:?}") };
        let confirmed = clerk.post("/c/DEMO/reminders/drafts/confirm", &[("draft", first)]);
        assert_eq!(confirmed.status(), 303);
        let dropped = clerk.post("/c/DEMO/reminders/drafts/drop", &[("draft", second)]);
        assert_eq!(dropped.status(), 303);
        assert!(clerk.page("/c/DEMO/reminders").contains("No draft waits"));
        service
    });
    // In the order of the customers' codes.
    let (level, comment) = standing(&service.desk, "C0012", "FA26055").await;
    assert_eq!(level.as_deref(), Some("N1"));
    assert_eq!(comment, "Relancé manuellement par mail le 24/11/2026");
    let (level, comment) = standing(&service.desk, "C0044", "FA26264").await;
    assert_eq!(level.as_deref(), Some("N4"), "dropped: unchanged");
    assert!(!comment.contains("24/11/2026"), "{comment}");
}

#[test]
fn letters_are_made_in_the_extension_that_was_chosen() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let query = "item=FA26264&item=FA26055&way=letter&format=pdf";
    let page = clerk.page(&format!("/c/DEMO/reminders/new?{query}"));
    let frame = addresses(&page, "/c/DEMO/reminders/preview/frame");
    let preview = clerk.get(frame.first().expect("a preview"));
    assert_eq!(preview.headers()["content-type"], "application/pdf");
    assert!(preview.bytes().expect("a letter").starts_with(b"%PDF"));
    let run = agree(&clerk, query);
    let bound = clerk.get(&format!("{run}/letters.pdf"));
    assert!(bound.bytes().expect("letters").starts_with(b"%PDF"));
    assert!(clerk.get(&format!("{run}/letters.zip")).bytes().expect("letters").starts_with(b"PK"));
    assert_eq!(files(service.desk.outbox().join("letters")), 2);
    assert_eq!(service.desk.history().len(), 2);

    let run = agree(&clerk, "item=FA26056&way=letter&format=docx");
    let page = clerk.page(&run);
    assert!(page.contains("letters.zip") && !page.contains("letters.pdf"), "{page}");
    let letter = addresses(&page, "/c/DEMO/history/").remove(0);
    let file = clerk.get(&format!("{letter}/letter"));
    let name = file.headers()["content-disposition"].to_str().expect("a name").to_owned();
    assert!(name.ends_with("-C0012-N1.docx"), "{name}");
    assert_eq!(clerk.get(&format!("{letter}/frame")).status(), 404);
}

#[test]
fn nothing_in_a_previewed_mail_can_act() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    let page = clerk.page("/c/DEMO/reminders/new?item=FA26264");
    let frame = addresses(&page, "/c/DEMO/reminders/preview/frame").remove(0);
    let shown = clerk.get(&frame);
    let policy = shown.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    assert!(policy.starts_with("sandbox; default-src 'none'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'self'"), "{policy}");
    assert!(shown.text().expect("a mail").contains("FA26264"));
    assert!(plain(&page).contains("sandbox></iframe>"), "{page}");
    let file = addresses(&page, "/c/DEMO/reminders/preview/file").remove(0);
    let mail = clerk.page(&file);
    assert!(mail.contains("Message-ID: <") && !mail.contains("X-Unsent"), "{mail}");
    // The proposal alone is what scripts put in its place.
    let fragment = clerk.page("/c/DEMO/reminders/new/proposal?item=FA26264");
    assert!(!fragment.contains("<html") && fragment.contains("data-here="), "{fragment}");
    assert_eq!(clerk.get(&frame.replace("message=", "message=x")).status(), 404);
}

#[test]
fn slips_of_the_pen_are_told_and_nothing_typed_is_lost() {
    let service = Service::with_demo();
    let clerk = service.visitor("clerk");
    for (query, told) in [
        ("", "nothing is selected"),
        ("item=FA99999", "FA99999"),
        ("item=FA26264&cc=nobody", "nobody is neither"),
        ("item=FA26264&level=FA26264%3DN9", "there is no level N9"),
        ("customer=C0012&due_from=yesterday", "“yesterday” makes no sense"),
    ] {
        for page in ["new", "check"] {
            let answer = clerk.get(&format!("/c/DEMO/reminders/{page}?{query}&from=SMA&way=draft"));
            assert_eq!(answer.status(), 422, "{page}?{query}");
            let shown = plain(&answer.text().expect("a page"));
            assert!(shown.contains(told), "{query}: {shown}");
            assert!(shown.contains("name=\"from\" value=\"SMA\""), "{query}: {shown}");
            assert!(shown.contains("value=\"draft\" checked"), "{query}: {shown}");
        }
    }
    // All items refused: there is nothing to send.
    let refused = clerk.get("/c/DEMO/reminders/check?item=FA26053");
    assert_eq!(refused.status(), 422);
    assert!(plain(&refused.text().expect("a page")).contains("not above the minimum"));
}

#[test]
fn readers_look_and_nobody_sees_what_is_not_the_company_s() {
    let desk = Desk::new();
    desk.add_company();
    desk.relance(&["demo", "--as-of", crate::service::TODAY, "--company", "DEMO"]).expect(0);
    let service = Service::on(desk);
    let clerk = service.visitor("clerk");
    let run = agree(&clerk, "item=FA26264");
    let reader = service.visitor("reader");
    assert!(reader.page(&run).contains("C0044"));
    assert!(!reader.page("/c/DEMO/reminders").contains("<textarea"));
    assert_eq!(reader.get("/c/DEMO/reminders/new?item=FA26264").status(), 403);
    assert_eq!(reader.post("/c/DEMO/reminders/send", &[("key", "1")]).status(), 403);
    let letter = addresses(&clerk.page(&run), "/c/DEMO/history/").remove(0);
    for path in
        [run.clone(), letter.clone(), format!("{letter}/message.eml"), format!("{letter}/frame")]
    {
        assert_eq!(clerk.get(&path).status(), 200, "{path}");
        let elsewhere = path.replace("/c/DEMO/", "/c/SECOND/");
        assert_eq!(clerk.get(&elsewhere).status(), 404, "{elsewhere}");
    }
}
