//! Accounts from the rules to the record to the server, by the real binary.

use serde_json::Value;

use crate::desk::{Books, Desk, Done};
use crate::smtp::SmtpServer;

const RUN_DATE: &str = "2026-11-24";

const ACCOUNTS: &str = "sending:
  accounts:
    - name: invoices
      limits: {per_minute: 600, per_hour: 9000}
    - name: formal
      url_env: FORMAL_SMTP_URL
      connections: 2
      return_path: bounces@main.example
  choose:
    - {account: formal, companies: [SECOND]}
    - {account: formal, levels: [N5]}
    - {account: formal, when: item.customer.code == \"C2\" && item.days > 10}
  limits:
    global: {per_hour: 20000}
    domains:
      gmail.com: {per_minute: 60, connections: 2}
      \"*\": {per_minute: 300}
  retry: [1m, 5m, 30m, 2h]
";

/// Customer C1 at N1, C2 at N1, C3 at N5.
fn books() -> Books {
    Books::one_invoice("a@client.example")
        .customer("C2")
        .invoice("C2", "F2", "2026-11-10", "b@client.example")
        .customer("C3")
        .invoice("C3", "F3", "2026-08-01", "c@client.example")
}

async fn desk() -> Desk {
    let desk = Desk::new();
    desk.add_company();
    std::fs::write(desk.rules.join("sending.yaml"), ACCOUNTS).expect("a rules file");
    desk.fill(&books().set()).await;
    desk
}

fn with_servers(desk: &Desk, args: &[&str], invoices: &str, formal: &str) -> Done {
    let mut command = desk.command(args);
    command.env("RELANCE_SMTP_URL", invoices).env("FORMAL_SMTP_URL", formal);
    command.env("RELANCE_COMPANY", "DEMO");
    let output = command.output().expect("the binary runs");
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Where no server is named.
fn without_servers(desk: &Desk, args: &[&str]) -> Done {
    with_servers(desk, args, "", "")
}

/// With the folder of the rules as the shipped one is named.
fn told(desk: &Desk, text: &str) -> String {
    text.replace(&desk.rules.display().to_string(), "rules")
}

fn recipients(server: &SmtpServer) -> Vec<String> {
    let mut all: Vec<String> = server.received().into_iter().flat_map(|one| one.to).collect();
    all.sort();
    all
}

#[tokio::test]
async fn the_preview_says_by_which_account_a_reminder_leaves() {
    let desk = desk().await;
    let done = without_servers(&desk, &["preview", "--json", "--as-of", RUN_DATE]).expect(0);
    let chosen: Vec<(String, String)> = done.json()[0]["reminders"]
        .as_array()
        .expect("reminders")
        .iter()
        .map(|reminder| {
            let text = |value: &Value| value.as_str().expect("a text").to_owned();
            (text(&reminder["customer"]["code"]), text(&reminder["account"]))
        })
        .collect();
    let expected = [("C1", "invoices"), ("C2", "formal"), ("C3", "formal")];
    assert_eq!(chosen, expected.map(|(code, account)| (code.to_owned(), account.to_owned())));
    // Another company, whatever the level.
    let second = relance::domain::company::CompanyCode("SECOND".into());
    let store = desk.store().await;
    let set = Books::one_invoice("d@client.example").set();
    store.import(&second, &set, chrono::Utc::now(), "test").await.expect("an import");
    let done = desk.relance(&["preview", "--json", "--company", "SECOND", "--as-of", RUN_DATE]);
    assert_eq!(done.expect(0).json()[0]["reminders"][0]["account"], "formal");
    let table = without_servers(&desk, &["preview", "--as-of", RUN_DATE]).expect(0).out;
    assert!(table.contains("Account") && table.contains("invoices"), "{table}");
}

#[tokio::test]
async fn a_run_hands_each_mail_to_the_server_of_its_account() {
    let (desk, invoices, formal) = (desk().await, SmtpServer::start(&[]), SmtpServer::start(&[]));
    let args = ["run", "--yes", "--as-of", RUN_DATE];
    with_servers(&desk, &args, &invoices.url(), &formal.url()).expect(0);
    assert_eq!(recipients(&invoices), ["a@client.example"]);
    assert_eq!(recipients(&formal), ["b@client.example", "c@client.example"]);
    assert!(formal.received().iter().all(|one| one.from == "bounces@main.example"));
}

/// Recorded with its account: what `resume` sends leaves by the same one.
#[tokio::test]
async fn an_account_that_is_away_holds_no_other_up_and_resume_sends_the_rest() {
    let (desk, invoices, formal) = (desk().await, SmtpServer::start(&[]), SmtpServer::start(&[]));
    desk.change_rules("relance.yaml", "first_delay_ms: 1000", "first_delay_ms: 10");
    let away = "smtp://127.0.0.1:1";
    let args = ["run", "--yes", "--as-of", RUN_DATE];
    let done = with_servers(&desk, &args, &invoices.url(), away).expect(6);
    assert!(done.err.contains("127.0.0.1:1 cannot be reached"), "{}", done.err);
    assert_eq!(recipients(&invoices), ["a@client.example"]);

    // Other rules do not change what is recorded.
    desk.change_rules("sending.yaml", "when: item.customer.code == \"C2\"", "when: false");
    with_servers(&desk, &["resume", "--yes"], &invoices.url(), &formal.url()).expect(0);
    assert_eq!(recipients(&invoices), ["a@client.example"]);
    assert_eq!(recipients(&formal), ["b@client.example", "c@client.example"]);
}

#[tokio::test]
async fn an_account_that_the_rules_lost_is_told_before_anything_leaves() {
    let (desk, invoices) = (desk().await, SmtpServer::start(&[]));
    let saved = without_servers(&desk, &["preview", "--save", "--as-of", RUN_DATE]).expect(0);
    assert!(saved.out.contains("--plan 1"), "{}", saved.out);
    std::fs::write(desk.rules.join("sending.yaml"), "sending: {accounts: [{name: invoices}]}\n")
        .expect("a rules file");
    let args = ["run", "--plan", "1", "--yes"];
    let done = with_servers(&desk, &args, &invoices.url(), "").expect(5);
    assert!(done.err.contains("mails of the account formal"), "{}", done.err);
    assert_eq!(recipients(&invoices), Vec::<String>::new());
}

#[tokio::test]
async fn a_missing_variable_is_named_and_nothing_leaves() {
    let (desk, invoices) = (desk().await, SmtpServer::start(&[]));
    let expected = "The account formal needs the environment variable FORMAL_SMTP_URL";
    for args in [
        &["run", "--yes", "--as-of", RUN_DATE] as &[&str],
        &["sending", "accounts"],
        &["sending", "test", "formal", "x@client.example"],
    ] {
        let done = with_servers(&desk, args, &invoices.url(), "").expect(2);
        assert!(done.err.contains(expected), "{args:?}: {}", done.err);
    }
    assert_eq!(recipients(&invoices), Vec::<String>::new());
    // Without any server nothing leaves by accident.
    without_servers(&desk, &["run", "--yes", "--as-of", RUN_DATE]).expect(0);
    assert_eq!(std::fs::read_dir(desk.outbox()).expect("the folder").count(), 3);
}

#[tokio::test]
async fn accounts_are_listed_without_their_secrets() {
    let desk = desk().await;
    let listed = |args: &[&str]| {
        let done = with_servers(
            &desk,
            args,
            "smtps://user:hidden-here@mail.main.example",
            "smtp://formal.main.example:587",
        );
        let done = done.expect(0);
        assert!(!done.out.contains("hidden-here") && !done.err.contains("hidden-here"));
        told(&desk, &done.out)
    };
    insta::with_settings!({ snapshot_path => "snapshots", omit_expression => true }, {
        insta::assert_snapshot!("accounts", listed(&["sending", "accounts"]));
        insta::assert_snapshot!("accounts_in_french", listed(&["sending", "accounts", "--lang", "fr"]));
        insta::assert_snapshot!("accounts_as_data", listed(&["sending", "accounts", "--json"]));
    });
}

#[tokio::test]
async fn the_handbook_says_how_mails_leave() {
    let desk = desk().await;
    let page = desk.folder.path().join("rules.md");
    let args = ["rules", "doc", "--as-of", RUN_DATE, "--out", &page.display().to_string()];
    without_servers(&desk, &args).expect(0);
    let text = std::fs::read_to_string(page).expect("a page");
    let told: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains("Warnings and sending"))
        .filter(|line| line.contains("account") || line.contains("leave") || line.contains("again"))
        .collect();
    insta::with_settings!({ snapshot_path => "snapshots", omit_expression => true }, {
        insta::assert_snapshot!("handbook", self::told(&desk, &told.join("\n")));
    });
}

#[tokio::test]
async fn a_test_mail_leaves_by_one_account() {
    let (desk, invoices, formal) = (desk().await, SmtpServer::start(&[]), SmtpServer::start(&[]));
    let test = |account: &str, to: &str| {
        with_servers(&desk, &["sending", "test", account, to], &invoices.url(), &formal.url())
    };
    let done = test("formal", "x@client.example").expect(0);
    assert!(done.out.contains("250 2.0.0 kept as 1"), "{}", done.out);
    assert_eq!(recipients(&formal), ["x@client.example"]);
    assert_eq!(recipients(&invoices), Vec::<String>::new());
    let refused = test("formal", "refuse550@client.example").expect(4);
    assert!(refused.err.contains("550 5.1.1 no such user"), "{}", refused.err);
    let unknown = test("frmal", "x@client.example").expect(2);
    assert!(unknown.err.contains("no sending account frmal; known: invoices, formal"));
}

#[tokio::test]
async fn what_to_publish_for_signatures_is_printed() {
    let desk = desk().await;
    desk.change_rules(
        "sending.yaml",
        "      connections: 2\n",
        "      dkim: {domain: main.example, selector: r1, key_env: FORMAL_KEY}\n",
    );
    let record = |account: &str, key: &str| {
        let mut command = desk.command(&["sending", "dkim-record", account]);
        let output = command.env("FORMAL_KEY", key).output().expect("the binary runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    // RFC 8410 §10.3.
    const KEY: &str = "-----BEGIN PRIVATE KEY-----\\n\
        MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\\n\
        -----END PRIVATE KEY-----";
    let (code, out, err) = record("formal", KEY);
    assert_eq!(code, Some(0), "{err}");
    let value = "v=DKIM1; k=ed25519; p=Gb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";
    let zone = format!("r1._domainkey.main.example. IN TXT ( \"{value}\" )");
    assert_eq!(out, format!("{value}\n\n{zone}\n"));
    assert!(err.contains("r1._domainkey.main.example"), "{err}");

    let (code, _, err) = record("formal", "hidden-here");
    assert_eq!(code, Some(2));
    assert!(err.contains("FORMAL_KEY: no private key in PEM") && !err.contains("hidden-here"));
    let (code, _, err) = record("invoices", "");
    assert_eq!(code, Some(2));
    assert!(err.contains("are not signed"), "{err}");
}
