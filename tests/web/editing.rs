//! Rules and templates changed from a page: checked, compared, previewed,
//! saved, and brought back.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::desk::{Desk, copy_folder};
use crate::service::{PASSWORD, Service, TODAY, Visitor};

const RULES: &str = "rules/relance.yaml";
const MAIL: &str = "templates/mail/N2/fr/body.html";

/// A service of the demonstration company with templates of its own.
struct House {
    service: Service,
    administrator: Visitor,
    templates: PathBuf,
}

impl House {
    fn new() -> Self {
        let desk = Desk::new();
        desk.relance(&["demo", "--as-of", TODAY]).expect(0);
        for role in ["reader", "clerk", "administrator"] {
            let mut command = desk.command(&["user", "add", role, "--role", role]);
            let added = command.env("RELANCE_PASSWORD", PASSWORD).output().expect("the program");
            assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        }
        let templates = desk.folder.path().join("templates");
        copy_folder(std::path::Path::new("templates"), &templates);
        // Typesetting samples of every letter takes a debug build long.
        for level in ["N1", "N3", "N4", "N5"] {
            desk.change_rules("relance.yaml", &format!("    letter: letter/{level}\n"), "");
            std::fs::remove_dir_all(templates.join("letter").join(level)).expect("removed");
        }
        let folder = templates.to_str().expect("a path").to_owned();
        let service = Service::start(desk, &["--templates", &folder]);
        let administrator = service.visitor("administrator");
        Self { service, administrator, templates }
    }

    fn place(&self, path: &str) -> PathBuf {
        match path.strip_prefix("rules/") {
            Some(rest) => self.service.desk.rules.join(rest),
            None => self.templates.join(path.strip_prefix("templates/").expect("a template")),
        }
    }

    fn on_disk(&self, path: &str) -> String {
        std::fs::read_to_string(self.place(path)).expect("a file")
    }

    /// What the editor of a file sends as the state that it was opened on.
    fn seen(&self, path: &str) -> String {
        hidden(&self.administrator.page(&format!("/files/edit?path={path}")), "seen")
    }

    /// Sends the form of the editor; gives the status and the page.
    fn send(&self, path: &str, text: &str, seen: &str, action: &str) -> (u16, String) {
        let form = [
            ("path", path),
            ("text", text),
            ("seen", seen),
            ("comment", "Asked for by the auditor"),
            ("company", "DEMO"),
            ("do", action),
        ];
        let answer = self.administrator.post("/files/edit", &form);
        (answer.status().as_u16(), plain(&answer.text().expect("a page")))
    }

    /// The page at this address once it says so.
    fn soon(&self, address: &str, expected: &str) -> String {
        let began = Instant::now();
        loop {
            let page = plain(&self.administrator.page(address));
            if page.contains(expected) {
                return page;
            }
            assert!(began.elapsed() < Duration::from_secs(30), "{address} never said {expected:?}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// A page with the slashes that templates escape.
fn plain(page: &str) -> String {
    page.replace("&#x2f;", "/")
}

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("a field");
    rest.split('"').next().expect("its end").to_owned()
}

#[test]
fn what_is_saved_is_in_force_at_once_and_can_be_compared_and_restored() {
    let house = House::new();
    let before = house.on_disk(RULES);
    assert!(before.contains("lower: 16\n"), "N2 begins on day 16");
    let after = before.replace("upper: 15\n", "upper: 17\n").replace("lower: 16\n", "lower: 18\n");
    let (status, _) = house.send(RULES, &after, &house.seen(RULES), "save");
    assert_eq!(status, 303);
    assert_eq!(house.on_disk(RULES), after);
    assert!(house.administrator.page("/files").contains("in force are those on disk"));

    let history = house.administrator.page(&format!("/files/history?path={RULES}"));
    assert!(history.contains("Asked for by the auditor") && history.contains("administrator"));
    assert!(history.contains(">disk<"), "what was there before came from the disk");
    let compared = house.administrator.page(&format!("/files/compare?path={RULES}"));
    for line in ["    lower: 16", "    lower: 18"] {
        assert!(compared.contains(&format!("<code>{line}</code>")), "{line}: {compared}");
    }
    assert!(compared.contains("added") && compared.contains("removed"), "in words as well");

    let first = hidden(&history, "revision");
    let restore = [("revision", first.as_str()), ("path", RULES)];
    assert_eq!(house.administrator.post("/files/restore", &restore).status(), 303);
    assert_eq!(house.on_disk(RULES), before);
    let history = house.administrator.page(&format!("/files/history?path={RULES}"));
    assert!(history.contains(&format!("Restored from revision {first}")));
}

#[test]
fn a_mistake_is_told_with_its_line_and_is_never_saved() {
    let house = House::new();
    for (path, wrong, line, told) in [
        (RULES, house.on_disk(RULES).replace("lower: 16\n", "lowr: 16\n"), 22, "lower"),
        (MAIL, format!("{}{{{{ custmer.name }}}}", house.on_disk(MAIL)), 0, "custmer"),
        (
            "rules/hooks.rhai",
            "fn level(item, proposed) { item.nothing }\n".to_owned(),
            1,
            "nothing",
        ),
        ("rules/tests/levels.yaml", "cases: [{nme: a}]\n".to_owned(), 1, "name"),
    ] {
        let before = house.on_disk(path);
        let checked = house.administrator.post("/files/check", &[("path", path), ("text", &wrong)]);
        let problems: Value = checked.json().expect("the mistakes");
        let problem = &problems["problems"][0];
        if line > 0 {
            assert_eq!(problem["line"], line, "{path}: {problems}");
        }
        assert!(problem["here"] == true && problem["severity"] == "error", "{path}: {problems}");
        assert!(problem["message"].as_str().is_some_and(|it| it.contains(told)), "{problems}");
        let (status, page) = house.send(path, &wrong, &house.seen(path), "save");
        assert_eq!(status, 422, "{path}");
        assert!(page.contains("Not saved") && page.contains(told), "{path}: {page}");
        assert!(page.contains("Asked for by the auditor"), "the comment is kept");
        assert_eq!(house.on_disk(path), before, "{path}");
    }
}

#[test]
fn whoever_saves_over_a_newer_file_is_told_first() {
    let house = House::new();
    let (opened, seen) = (house.on_disk(MAIL), house.seen(MAIL));
    std::fs::write(house.place(MAIL), format!("{opened}<!-- by hand -->\n")).expect("a file");
    let mine = format!("{opened}<!-- mine -->\n");
    let (status, page) = house.send(MAIL, &mine, &seen, "save");
    assert_eq!(status, 409);
    assert!(page.contains("by hand") && page.contains("mine"), "both are shown: {page}");
    assert!(house.on_disk(MAIL).contains("by hand"), "nothing was written");
    let (status, _) = house.send(MAIL, &mine, &hidden(&page, "seen"), "save");
    assert_eq!(status, 303, "now it was seen");
    assert!(house.on_disk(MAIL).contains("mine"));
    let history = house.administrator.page(&format!("/files/history?path={MAIL}"));
    assert_eq!(history.matches(">disk<").count(), 2, "the change by hand is on record");
}

#[test]
fn a_file_broken_by_hand_does_not_replace_the_rules_in_force() {
    let house = House::new();
    let good = house.on_disk(RULES);
    std::fs::write(house.place(RULES), good.replace("lower: 16\n", "lower: sixteen\n"))
        .expect("a file");
    let page = house.soon("/files", "keeps the files on disk from being in force");
    assert!(page.contains(&format!("{RULES}:22:")), "{page}");
    house.administrator.page("/c/DEMO");
    std::fs::write(house.place(RULES), good.replace("lower: 16\n", "lower: 16 # mended\n"))
        .expect("a file");
    house.soon("/files", "in force are those on disk");
    house.soon(&format!("/files/compare?path={RULES}"), "# mended");
}

#[test]
fn the_next_batch_is_compared_before_anything_is_saved() {
    let house = House::new();
    let before = house.on_disk(RULES);
    let after = before.replace("upper: 15\n", "upper: 17\n").replace("lower: 16\n", "lower: 18\n");
    let (status, page) = house.send(RULES, &after, &house.seen(RULES), "diff-1");
    assert_eq!(status, 200);
    assert!(page.contains("Other level") && page.contains("By the rule responsible"), "{page}");
    assert!(page.contains("rules/relance.yaml:"), "the rule is named by its place");
    assert!(!page.contains("relance-draft-"), "where the draft was is nobody's business");
    assert!(page.contains("passed"), "the rule tests were played");
    assert_eq!(house.on_disk(RULES), before);
    let (_, page) = house.send(RULES, &before, &house.seen(RULES), "diff-1");
    assert!(page.contains("Nothing changes"), "{page}");
}

#[test]
fn a_draft_of_a_template_is_shown_on_a_customer_in_a_frame_that_can_do_nothing() {
    let house = House::new();
    let page = house.administrator.page(&format!("/files/edit?path={MAIL}"));
    let (_, rest) =
        page.split_once("id=\"customer\" name=\"customer\" value=\"").expect("a customer");
    let customer = rest.split('"').next().expect("its end");
    let draft = house.on_disk(MAIL).replace("Nous attirons", "Nous rappelons doucement");
    let show = |path: &str, text: &str, customer: &str| {
        let form = [("path", path), ("text", text), ("company", "DEMO"), ("customer", customer)];
        house.administrator.post("/files/preview", &form)
    };
    let shown = show(MAIL, &draft, customer);
    assert_eq!(shown.status(), 200);
    let policy = shown.headers()["content-security-policy"].to_str().expect("a policy").to_owned();
    for rule in ["sandbox;", "default-src 'none'", "frame-ancestors 'self'"] {
        assert!(policy.contains(rule), "{policy}");
    }
    let shown = shown.text().expect("a page");
    assert!(shown.contains("Nous rappelons doucement") && shown.contains(customer), "{shown}");
    assert!(!house.on_disk(MAIL).contains("doucement"), "nothing was saved");

    let letter = "templates/letter/N2/fr/letter.typ";
    let pdf = show(letter, &house.on_disk(letter), customer);
    assert_eq!(pdf.headers()["content-type"], "application/pdf");
    assert!(pdf.bytes().expect("a letter").starts_with(b"%PDF-"));
    let subject = "templates/mail/N2/fr/subject.txt";
    let text = show(subject, "Rappel pour {{ customer.name }}", customer).text().expect("a page");
    assert!(text.contains("Rappel pour "), "{text}");
    let broken = show(MAIL, "{% if %}", customer);
    assert_eq!(broken.status(), 422);
    assert_eq!(show(MAIL, &draft, "NOBODY").status(), 404);
}

#[test]
fn files_are_made_copied_uploaded_and_deleted_within_the_two_folders_only() {
    let house = House::new();
    let visitor = &house.administrator;
    let copy = visitor.page(&format!("/files/edit?path=templates/mail/extra.html&copy={MAIL}"));
    assert!(copy.contains("Nous attirons") && hidden(&copy, "seen").is_empty());
    let new = "templates/mail/extra.html";
    let (status, _) = house.send(new, "<p>Extra</p>\n", "", "save");
    assert_eq!((status, house.on_disk(new).as_str()), (303, "<p>Extra</p>\n"));
    let (status, _) = house.send(new, "<p>Other</p>\n", "", "save");
    assert_eq!(status, 409, "somebody made it meanwhile");
    let delete = [("path", new), ("seen", &house.seen(new))];
    assert_eq!(visitor.post("/files/delete", &delete).status(), 303);
    assert!(!house.place(new).exists());
    let needed = [("path", MAIL), ("seen", &house.seen(MAIL))];
    assert_eq!(visitor.post("/files/delete", &needed).status(), 422, "the rules need it");
    assert!(house.place(MAIL).exists());

    let upload = |place: &str, files: &[(&str, &str)]| {
        let mut body =
            format!("--x\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n{place}\r\n");
        for (name, text) in files {
            body.push_str(&format!(
                "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n{text}\r\n"
            ));
        }
        body.push_str("--x--\r\n");
        let request = visitor.client.post(format!("{}/files/upload", house.service.url));
        let request = request.header("content-type", "multipart/form-data; boundary=x");
        request.body(body).send().expect("an answer").status().as_u16()
    };
    assert_eq!(upload("templates/parts", &[("a.html", "A"), ("b.html", "{% if %}")]), 422);
    assert!(!house.templates.join("parts").exists(), "all or none");
    assert_eq!(upload("templates/parts", &[("a.html", "A"), ("b.html", "B")]), 303);
    assert_eq!(house.on_disk("templates/parts/b.html"), "B");

    for outside in
        ["rules/../../secret.yaml", "/etc/passwd", "templates/../secret.txt", "rules/a.sh", ""]
    {
        let form = [("path", outside), ("text", "a: 1"), ("do", "save")];
        assert_eq!(visitor.post("/files/edit", &form).status(), 404, "{outside}");
        let named: String = url::form_urlencoded::byte_serialize(outside.as_bytes()).collect();
        assert_eq!(visitor.get(&format!("/files/download?path={named}")).status(), 404);
        assert_eq!(visitor.get(&format!("/files/edit?path={named}")).status(), 422, "{outside}");
    }
    assert_eq!(upload("rules", &[("../../secret.yaml", "a: 1")]), 422);
    for role in ["reader", "clerk"] {
        let other = house.service.visitor(role);
        assert_eq!(other.get("/files").status(), 403, "{role}");
        assert_eq!(other.post("/files/edit", &[("path", RULES)]).status(), 403, "{role}");
    }
}

#[test]
fn the_words_that_may_be_written_come_from_what_is_in_force() {
    let house = House::new();
    let words = |path: &str| -> Value {
        let answer = house.administrator.get(&format!("/files/words?path={path}"));
        answer.json().expect("words")
    };
    let rules = words(RULES);
    assert!(rules["schema"]["properties"]["levels"].is_object(), "{rules}");
    let template = words(MAIL);
    let has = |list: &Value, name: &str| {
        list.as_array().is_some_and(|list| list.iter().any(|word| word["name"] == name))
    };
    assert!(has(&template["words"], "customer.name"), "{template}");
    assert!(template["filters"].as_array().is_some_and(|list| list.contains(&"money".into())));
    let script = words("rules/hooks.rhai");
    assert!(
        has(&script["words"], "group_key") && has(&script["words"], "item.customer.code"),
        "{script}"
    );
}
