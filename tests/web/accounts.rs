//! Users, their passwords and sessions, and the tokens of programs.

use crate::desk::Desk;
use crate::service::{PASSWORD, Service, TODAY, Visitor};

/// The token that a page shows once.
pub fn secret_of(page: &str) -> Option<String> {
    let at = page.find("rlt_")?;
    let end = page[at..].find('<')?;
    Some(page[at..at + end].to_owned())
}

/// The address of a user's page.
fn user(administrator: &Visitor, login: &str) -> String {
    let page = administrator.page("/admin/users");
    let (_, page) = page.split_once("<tbody>").expect("a table");
    let end = page.find(&format!("\">{login}</a>")).expect("a line of the user");
    let start = page[..end].rfind("/admin/users/").expect("an address");
    page[start..end].to_owned()
}

fn text(response: reqwest::blocking::Response, status: u16) -> String {
    assert_eq!(response.status(), status);
    response.text().expect("a page")
}

fn sign_in(service: &Service, login: &str, password: &str) -> u16 {
    let form = [("login", login), ("password", password)];
    service.stranger().post("/sign-in", &form).status().as_u16()
}

#[test]
fn an_administrator_manages_users_and_changes_take_effect_at_once() {
    let service = Service::with_demo();
    let administrator = service.visitor("administrator");
    let alix = [
        ("login", "alix"),
        ("name", "Alix Morel"),
        ("password", "a long enough password"),
        ("role", "clerk"),
        ("extent", "all"),
    ];
    let short = [alix[0], alix[1], ("password", "short"), alix[3], alix[4]];
    let refused = text(administrator.post("/admin/users", &short), 422);
    assert!(refused.contains("at least 12 characters") && refused.contains("Alix Morel"));
    assert_eq!(administrator.post("/admin/users", &alix).status(), 303);
    let taken = text(administrator.post("/admin/users", &alix), 422);
    assert!(taken.contains("there is an account “alix” already"), "{taken}");

    // Another role: the clerk's session has ended.
    let clerk = service.visitor("clerk");
    let page = user(&administrator, "clerk");
    let demoted = [("name", "clerk"), ("role", "reader"), ("extent", "all"), ("active", "on")];
    assert_eq!(administrator.post(&page, &demoted).status(), 303);
    assert_eq!(clerk.get("/account").status(), 303, "signed out");
    assert!(service.visitor("clerk").page("/account").contains("reader"));

    // Another password.
    let clerk = service.visitor("clerk");
    let new = [("password", "quite another password")];
    assert_eq!(administrator.post(&format!("{page}/password"), &new).status(), 303);
    assert_eq!(clerk.get("/account").status(), 303, "signed out");
    assert_eq!(sign_in(&service, "clerk", PASSWORD), 422);
    assert_eq!(sign_in(&service, "clerk", "quite another password"), 303);

    // Out.
    let reader = service.visitor("reader");
    let page = user(&administrator, "reader");
    administrator.post(&format!("{page}/sessions"), &[]);
    assert_eq!(reader.get("/account").status(), 303, "signed out");
    let inactive = [("name", "reader"), ("role", "reader"), ("extent", "all")];
    assert_eq!(administrator.post(&page, &inactive).status(), 303);
    assert_eq!(sign_in(&service, "reader", PASSWORD), 422);
    assert!(administrator.page("/admin/users").contains("inactive"));

    // Nobody can leave the service without an administrator.
    let page = user(&administrator, "administrator");
    let own = [("name", "administrator"), ("extent", "all")];
    for change in [
        vec![own[0], own[1], ("role", "clerk"), ("active", "on")],
        vec![own[0], own[1], ("role", "administrator")],
        vec![
            own[0],
            ("extent", "some"),
            ("companies", "DEMO"),
            ("role", "administrator"),
            ("active", "on"),
        ],
    ] {
        let refused = text(administrator.post(&page, &change), 422);
        assert!(refused.contains("the last active administrator"), "{change:?}");
    }

    let log = administrator.page("/admin/audit?action=user-deactivated");
    assert!(log.contains("<th scope=\"row\">administrator</th>") && log.contains(">reader<"));
    let log = administrator.page("/admin/audit?actor=administrator");
    for action in ["user created", "rights changed", "password set", "sessions ended", "signed in"]
    {
        assert!(log.contains(&format!("<td>{action}</td>")), "{action}");
    }
}

#[test]
fn an_administrator_of_one_company_gives_and_sees_no_more_than_that() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    desk.add_company();
    let service = Service::on(desk);
    let administrator = service.visitor("administrator");
    let elsewhere = [
        ("login", "elsewhere"),
        ("password", PASSWORD),
        ("role", "administrator"),
        ("extent", "some"),
        ("companies", "SECOND"),
    ];
    assert_eq!(administrator.post("/admin/users", &elsewhere).status(), 303);
    let clerks = user(&administrator, "clerk");

    let elsewhere = service.visitor("elsewhere");
    let page = elsewhere.page("/admin/users");
    assert!(page.contains("elsewhere") && !page.contains(">clerk</a>"), "{page}");
    assert_eq!(elsewhere.get(&clerks).status(), 404);
    assert_eq!(
        elsewhere.post(&format!("{clerks}/password"), &[("password", PASSWORD)]).status(),
        404
    );
    assert!(!elsewhere.page("/admin/tokens").contains("DEMO"));
    for extent in [vec![("extent", "all")], vec![("extent", "some"), ("companies", "DEMO")]] {
        let mut form = vec![("login", "eve"), ("password", PASSWORD), ("role", "reader")];
        form.extend_from_slice(&extent);
        let refused = text(elsewhere.post("/admin/users", &form), 422);
        assert!(refused.contains("beyond their own"), "{extent:?}");
        let mut form = vec![("name", "erp"), ("role", "reader")];
        form.extend_from_slice(&extent);
        let refused = text(elsewhere.post("/admin/tokens", &form), 422);
        assert!(refused.contains("beyond their own") && secret_of(&refused).is_none());
    }
}

#[test]
fn a_token_is_shown_once_used_and_revoked() {
    let service = Service::with_demo();
    let administrator = service.visitor("administrator");
    let form = [("name", "erp"), ("role", "clerk"), ("extent", "all"), ("expires", "")];
    let past = [form[0], form[1], form[2], ("expires", "2020-01-01")];
    let refused = text(administrator.post("/admin/tokens", &past), 422);
    assert!(refused.contains("a day to come"));
    let secret = secret_of(&text(administrator.post("/admin/tokens", &form), 200)).expect("it");
    let page = administrator.page("/admin/tokens");
    assert!(!page.contains(&secret) && page.contains("never"));

    let with = |secret: &str| {
        let request = service.stranger().client.get(format!("{}/healthz", service.url));
        request.bearer_auth(secret).send().expect("an answer")
    };
    assert_eq!(with(&secret).status(), 200);
    let refused = with("rlt_something_else");
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.headers()["www-authenticate"], "Bearer");
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    let used = || administrator.page("/admin/tokens").matches(">never<").count();
    for _ in 0..50 {
        if used() == 1 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(used(), 1, "only the end of the token is never");

    let page = administrator.page("/admin/tokens");
    let end = page.find("/revoke\"").expect("a button");
    let start = page[..end].rfind("/admin/tokens/").expect("an address");
    let revoke = format!("{}/revoke", &page[start..end]);
    assert_eq!(administrator.post(&revoke, &[]).status(), 303);
    assert_eq!(with(&secret).status(), 401);

    // Who leaves takes their tokens along.
    let second =
        [("login", "second"), ("password", PASSWORD), ("role", "administrator"), ("extent", "all")];
    administrator.post("/admin/users", &second);
    let theirs = service.visitor("second").post("/admin/tokens", &form);
    let secret = secret_of(&text(theirs, 200)).expect("a token");
    assert_eq!(with(&secret).status(), 200);
    let page = user(&administrator, "second");
    let gone = [("role", "administrator"), ("extent", "all")];
    assert_eq!(administrator.post(&page, &gone).status(), 303);
    assert_eq!(with(&secret).status(), 401);
    assert!(administrator.page("/admin/audit").contains("tokens revoked with their maker"));
}

#[test]
fn everybody_changes_their_own_password_with_the_old_one() {
    let service = Service::with_demo();
    let (here, there) = (service.visitor("reader"), service.visitor("reader"));
    let new = ("new", "an entirely new password");
    for (form, said) in [
        ([("old", "wrong password"), new, ("again", new.1)], "the old password is wrong"),
        ([("old", PASSWORD), new, ("again", "something else!")], "the two new passwords differ"),
        ([("old", PASSWORD), ("new", "short"), ("again", "short")], "at least 12 characters"),
    ] {
        assert!(text(here.post("/account/password", &form), 422).contains(said), "{said}");
    }
    let form = [("old", PASSWORD), new, ("again", new.1)];
    assert_eq!(here.post("/account/password", &form).status(), 303);
    assert!(here.page("/account").contains("reader"), "still signed in");
    assert_eq!(there.get("/account").status(), 303, "signed out elsewhere");
    assert_eq!(sign_in(&service, "reader", PASSWORD), 422);

    here.post("/language", &[("language", "en")]);
    here.post("/account/language", &[("language", "fr")]);
    assert!(here.page("/account").contains("Mon compte"));
    let there = service.stranger();
    there.post("/sign-in", &[("login", "reader"), ("password", new.1)]);
    assert!(there.page("/account").contains("Mon compte"), "in every browser");

    let out = here.post("/account/sessions", &[]);
    assert_eq!(out.headers()["location"], "/sign-in");
    assert_eq!(there.get("/account").status(), 303, "signed out everywhere");
}

#[test]
fn the_command_line_manages_users_as_well() {
    let service = Service::with_demo();
    let desk = &service.desk;
    let clerk = service.visitor("clerk");
    let said = desk.relance(&["user", "role", "clerk", "reader", "--companies", "DEMO"]).expect(0);
    assert!(said.out.contains("clerk is now reader"), "{}", said.out);
    assert_eq!(clerk.get("/account").status(), 303, "signed out");
    desk.relance(&["user", "deactivate", "reader"]).expect(0);
    let list = desk.relance(&["user", "list"]).expect(0).out;
    let line = |login: &str| {
        let mut lines = list.lines();
        let found = lines.find(|line| line.trim_start().starts_with(login));
        found.expect("a line").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("clerk"), "clerk clerk reader DEMO yes");
    assert_eq!(line("reader"), "reader reader reader all no");
    let refused = desk.relance(&["user", "deactivate", "administrator"]);
    assert_ne!(refused.code, 0);
    assert!(refused.err.contains("the last active administrator"), "{}", refused.err);
    let unknown = desk.relance(&["user", "activate", "nobody"]);
    assert!(unknown.err.contains("there is no account “nobody”"), "{}", unknown.err);
    let mut command = desk.command(&["user", "password", "clerk"]);
    let set = command.env("RELANCE_PASSWORD", "from the command line").output().expect("it");
    assert!(set.status.success());
    assert_eq!(sign_in(&service, "clerk", "from the command line"), 303);
}
