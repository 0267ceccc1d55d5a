//! Every route, by everybody: who gets in is what the table says.

use axum::http::Method;
use relance::domain::account::Role;
use relance::store::Store;
use relance::web::routes::{self, Entry, Need, Surface};
use relance::web::state::Web;
use reqwest::blocking::{RequestBuilder, Response};

use crate::desk::Desk;
use crate::service::{PASSWORD, Service, Visitor, settings};

/// The routes as the program has them.
fn table() -> Vec<Entry> {
    let desk = Desk::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let store = Store::open(&desk.database()).await.expect("a database");
        let web = Web::new(store, settings(&desk)).expect("the rules");
        let _router = routes::router(&web);
        routes::table(&web).to_vec()
    })
}

fn need(need: Need) -> &'static str {
    match need {
        Need::Nothing => "nobody",
        Need::Role(role) => role.as_str(),
        Need::Service => "administrator of all companies",
    }
}

/// A route that asks for less than before shows in the review.
#[test]
fn what_each_route_needs() {
    let mut lines: Vec<String> = table()
        .iter()
        .map(|entry| {
            let surface = match entry.surface {
                Surface::Page => "page",
                Surface::Api => "api",
            };
            format!("{} {} {}: {}", surface, entry.path, entry.method, need(entry.need))
        })
        .collect();
    lines.sort();
    insta::assert_snapshot!(lines.join("\n"));
}

/// Somebody who asks.
enum Who {
    Stranger,
    /// A browser, signed in with a login.
    Browser {
        login: &'static str,
        role: Role,
        has_demo: bool,
    },
    Token {
        secret: String,
        role: Role,
        has_demo: bool,
    },
}

/// What comes of it.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    NotSignedIn,
    Forbidden,
    /// As if there were no such company.
    NoSuchCompany,
    In,
}

impl Who {
    fn expected(&self, entry: &Entry) -> Outcome {
        let (role, has_demo) = match self {
            Self::Token { .. } if entry.surface == Surface::Page => (None, false),
            Self::Stranger => (None, false),
            Self::Browser { role, has_demo, .. } | Self::Token { role, has_demo, .. } => {
                (Some(*role), *has_demo)
            }
        };
        let least = match entry.need {
            Need::Nothing => return Outcome::In,
            Need::Role(role) => role,
            Need::Service => Role::Administrator,
        };
        match role {
            None => Outcome::NotSignedIn,
            Some(role) if role < least => Outcome::Forbidden,
            Some(_) if !has_demo && entry.need == Need::Service => Outcome::Forbidden,
            Some(_) if !has_demo && entry.path.contains("{company}") => Outcome::NoSuchCompany,
            Some(_) => Outcome::In,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Stranger => "a stranger".to_owned(),
            Self::Browser { login, .. } => (*login).to_owned(),
            Self::Token { role, has_demo, .. } => {
                format!(
                    "a token of a {}{}",
                    role.as_str(),
                    if *has_demo { "" } else { " elsewhere" }
                )
            }
        }
    }
}

/// Plausible for what everybody sees, unknown for what would be changed.
fn filled(path: &str) -> String {
    let mut filled = path.replace("{company}", "DEMO").replace("{name}", "style.css");
    while let (Some(start), Some(end)) = (filled.find('{'), filled.find('}')) {
        filled.replace_range(start..=end, "999999999");
    }
    filled
}

fn sent(request: RequestBuilder, entry: &Entry) -> Response {
    let request = if entry.method == Method::GET {
        request
    } else if entry.surface == Surface::Api {
        request.header("content-type", "application/json").body("{}")
    } else {
        request.header("content-type", "application/x-www-form-urlencoded").body("")
    };
    request.send().expect("an answer")
}

fn outcome(response: &Response) -> Outcome {
    let location = response.headers().get("location").map(|it| it.to_str().expect("an address"));
    match response.status().as_u16() {
        401 => Outcome::NotSignedIn,
        303 if location.is_some_and(|it| it.starts_with("/sign-in?next=")) => Outcome::NotSignedIn,
        403 => Outcome::Forbidden,
        _ => Outcome::In,
    }
}

#[test]
fn everybody_gets_as_far_as_the_table_says() {
    let desk = Desk::new();
    desk.relance(&["demo", "--as-of", crate::service::TODAY]).expect(0);
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

    let mut all = vec![Who::Stranger];
    for (login, role) in
        [("reader", Role::Reader), ("clerk", Role::Clerk), ("administrator", Role::Administrator)]
    {
        all.push(Who::Browser { login, role, has_demo: true });
        let secret = token(&administrator, role, &[("extent", "all")]);
        all.push(Who::Token { secret, role, has_demo: true });
    }
    let role = Role::Administrator;
    all.push(Who::Browser { login: "elsewhere", role, has_demo: false });
    let secret = token(&administrator, role, &[("extent", "some"), ("companies", "SECOND")]);
    all.push(Who::Token { secret, role, has_demo: false });

    let table = table();
    assert!(table.len() > 20, "the table was read");
    let mut wrong = Vec::new();
    for who in &all {
        let mut browser = match who {
            Who::Browser { login, .. } => service.visitor(login),
            Who::Stranger | Who::Token { .. } => service.stranger(),
        };
        for entry in &table {
            let path = filled(&entry.path);
            let url = format!("{}{path}", service.url);
            let mut request = browser.client.request(entry.method.clone(), url);
            if let Who::Token { secret, .. } = who {
                request = request.bearer_auth(secret);
            }
            let response = sent(request, entry);
            let expected = who.expected(entry);
            let found = match outcome(&response) {
                Outcome::In if expected == Outcome::NoSuchCompany && response.status() == 404 => {
                    Outcome::NoSuchCompany
                }
                found => found,
            };
            let status = response.status();
            if found != expected || status.is_server_error() {
                let (method, name) = (&entry.method, who.name());
                wrong.push(format!("{method} {path} by {name}: {status}, not {expected:?}"));
            }
            let ended = response
                .headers()
                .get_all("set-cookie")
                .iter()
                .any(|cookie| cookie.to_str().is_ok_and(|it| it.starts_with("relance=;")));
            if let (true, Who::Browser { login, .. }) = (ended, who) {
                browser = service.visitor(login);
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A token that an administrator makes.
fn token(administrator: &Visitor, role: Role, extent: &[(&str, &str)]) -> String {
    let mut form = vec![("name", role.as_str()), ("role", role.as_str())];
    form.extend_from_slice(extent);
    let page = administrator.post("/admin/tokens", &form).text().expect("a page");
    crate::accounts::secret_of(&page).expect("a token")
}
