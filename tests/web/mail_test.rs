//! The mail server as the administrator sees and tests it.

use crate::desk::Desk;
use crate::service::{Service, TODAY};

#[test]
fn without_a_server_the_test_mail_goes_to_the_folder() {
    let service = Service::with_demo();
    let administrator = service.visitor("administrator");
    assert!(administrator.page("/admin/mail").contains("mails go to a folder"));
    let form = [("company", "DEMO"), ("to", "ops@atelier.example")];
    let page = administrator.post("/admin/mail", &form).text().expect("a page");
    assert!(page.contains("The mail was written to the folder"), "{page}");
    let mails = std::fs::read_dir(service.desk.outbox()).expect("the folder").count();
    assert_eq!(mails, 1);
    let wrong = administrator.post("/admin/mail", &[("company", "DEMO"), ("to", "nobody")]);
    assert_eq!(wrong.status(), 422);
    assert!(wrong.text().expect("a page").contains("is not an e-mail address"));
}

#[test]
fn a_server_is_shown_without_its_password_and_answers() {
    let (desk, server) = Desk::with_server();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    let service = Service::on(desk);
    let administrator = service.visitor("administrator");
    let page = administrator.page("/admin/mail");
    assert!(page.contains("<dd>127.0.0.1</dd>") || page.contains("<dd>localhost</dd>"), "{page}");
    let form = [("company", "DEMO"), ("to", "ops@atelier.example")];
    let page = administrator.post("/admin/mail", &form).text().expect("a page");
    assert!(page.contains("The server has taken the mail") && page.contains("250"), "{page}");
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, ["ops@atelier.example"]);
    assert!(administrator.page("/admin/audit").contains("test mail"));
}

#[test]
fn of_several_accounts_one_is_tried() {
    let (desk, server) = Desk::with_server();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    let accounts = "sending: {accounts: [{name: one}, {name: two, limits: {per_hour: 9}}]}\n";
    std::fs::write(desk.rules.join("sending.yaml"), accounts).expect("a rules file");
    let service = Service::on(desk);
    let administrator = service.visitor("administrator");
    let page = administrator.page("/admin/mail");
    assert!(page.contains("<dd>one</dd>") && page.contains("<dd>two</dd>"), "{page}");
    let form = [("company", "DEMO"), ("to", "ops@atelier.example"), ("account", "two")];
    let page = administrator.post("/admin/mail", &form).text().expect("a page");
    assert!(page.contains("The server has taken the mail"), "{page}");
    assert!(page.contains("<option value=\"two\" selected>"), "{page}");
    assert_eq!(server.received().len(), 1);
    let unknown = [("company", "DEMO"), ("to", "ops@atelier.example"), ("account", "three")];
    assert_eq!(administrator.post("/admin/mail", &unknown).status(), 404);
}

#[test]
fn a_server_that_does_not_answer_is_told_with_its_reason() {
    let mut desk = Desk::new();
    desk.relance(&["demo", "--as-of", TODAY]).expect(0);
    desk.smtp_url = Some("smtp://mailer:hidden-here@127.0.0.1:1?tls=none".to_owned());
    let service = Service::on(desk);
    let administrator = service.visitor("administrator");
    let before = administrator.page("/admin/mail");
    let form = [("company", "DEMO"), ("to", "ops@atelier.example")];
    let after = administrator.post("/admin/mail", &form).text().expect("a page");
    assert!(after.contains("The mail was not taken") && after.contains("127.0.0.1:1"), "{after}");
    assert!(before.contains("with user and password"));
    assert!(!before.contains("hidden-here") && !after.contains("hidden-here"));
}
