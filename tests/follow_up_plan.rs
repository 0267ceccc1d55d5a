//! The actions of the customer follow-up, decided by the planner (domain
//! document §7): who may be written to about what, and to whom it goes.

#[path = "support/facts.rs"]
#[allow(dead_code)]
mod support;

use std::collections::BTreeSet;
use std::sync::Arc;

use relance::domain::channel::Channel;
use relance::domain::collaborator::Collaborator;
use relance::domain::company::Sender;
use relance::domain::customer::{Contact, RoleFlags};
use relance::domain::hold::HoldKind;
use relance::domain::identity::{CollaboratorId, ContactId, InvoiceId};
use relance::domain::level::{LevelCode, Standing};
use relance::plan::facts::{CustomerFacts, InvoiceFacts};
use relance::plan::follow_up_mail::{Action, Audience, plan_follow_up};
use relance::plan::outcome::CustomerPlan;
use support::*;

const DUE: &str = "2026-11-04";

fn listed_contact(id: i64) -> Contact {
    Contact {
        roles: RoleFlags { financial: true, ..RoleFlags::default() },
        ..contact(id, &format!("k{id}@durand.example"))
    }
}

fn one_invoice(edit: impl FnOnce(&mut InvoiceFacts)) -> CustomerFacts {
    let mut invoice = invoice(1, vec![item(1, DUE)]);
    invoice.invoice.person_in_charge = Some(person(1));
    edit(&mut invoice);
    let mut facts = facts(vec![invoice]);
    facts.billed.contacts = vec![listed_contact(1)];
    facts
}

fn person(id: i64) -> Collaborator {
    Collaborator {
        id: CollaboratorId(id),
        code: format!("P{id}"),
        name: format!("Personne {id}"),
        email: format!("p{id}@test.example").parse().ok(),
    }
}

fn boss() -> Audience {
    let address = "boss@test.example".parse().expect("an address");
    Audience::Named(vec![Sender { name: "Boss".into(), address }])
}

fn everyone() -> [Audience; 3] {
    [Audience::Contacts(None), Audience::InCharge, boss()]
}

fn plan(facts: CustomerFacts, audience: Audience) -> CustomerPlan {
    let action = Action { audience, invoices: None, sender: None, copies: Vec::new() };
    plan_with(facts, &action)
}

fn plan_with(facts: CustomerFacts, action: &Action) -> CustomerPlan {
    let policy = policy("N1 5..15, N2 16..30, N3 31..60, N4 61..90, N5 91..");
    plan_follow_up(&policy, &Arc::new(facts), action, date("2026-11-24"))
}

/// `ADDRESSES: INVOICES` of each mail, then the reasons of what is left out.
fn outcome(plan: &CustomerPlan) -> String {
    let mut found: Vec<String> = plan
        .reminders
        .iter()
        .map(|mail| {
            let to: Vec<&str> = mail.to.iter().map(|to| to.address.as_str()).collect();
            let numbers: Vec<&str> = mail
                .lines
                .iter()
                .map(|line| plan.facts.invoices[line.item.invoice].invoice.number.as_str())
                .collect();
            format!("{}: {}", to.join(" "), numbers.join(" "))
        })
        .collect();
    found.extend(plan.skipped.iter().map(|skipped| skipped.reason.code().to_owned()));
    found.join(", ")
}

#[test]
fn what_may_not_be_reminded_by_hand_is_refused_by_every_action() {
    type Edit = fn(&mut CustomerFacts);
    let cases: [(&str, Edit, Option<&str>); 6] = [
        ("allowed", |_| {}, None),
        ("manual off", |facts| facts.billed.customer.dunning.manual = false, Some("manual_off")),
        // The automatic switch and hold are the batch's.
        ("automatic off", |facts| facts.billed.customer.dunning.automatic = false, None),
        (
            "automatic hold",
            |facts| facts.invoices[0].invoice.holds.push(hold(HoldKind::Automatic)),
            None,
        ),
        (
            "manual hold",
            |facts| facts.invoices[0].invoice.holds.push(hold(HoldKind::Manual)),
            Some("manual_hold"),
        ),
        (
            "direct debit",
            |facts| facts.invoices[0].invoice.payment_method = "PRLV".into(),
            Some("payment_method_never_dunned"),
        ),
    ];
    for (case, edit, expected) in cases {
        for audience in everyone() {
            let mut facts = one_invoice(|_| {});
            edit(&mut facts);
            let planned = plan(facts, audience.clone());
            let reason = planned.skipped.first().map(|skipped| skipped.reason.code());
            assert_eq!(reason, expected, "{case}, {audience:?}");
            assert_eq!(planned.reminders.is_empty(), expected.is_some(), "{case}, {audience:?}");
        }
    }
}

#[test]
fn a_temporary_hold_refuses_its_invoice_and_no_other() {
    let mut facts = one_invoice(|invoice| invoice.invoice.holds.push(hold(HoldKind::Temporary)));
    facts.invoices.push(invoice(2, vec![item(2, DUE)]));
    let planned = plan(facts, Audience::Contacts(None));
    assert_eq!(outcome(&planned), "k1@durand.example: F2, temporary_hold");
    assert!(planned.temporary_holds.is_empty(), "no action lifts a hold");
}

#[test]
fn an_item_at_na_is_spoken_of_only_within_the_company() {
    for (audience, expected) in [
        (Audience::Contacts(None), "set_to_na"),
        (Audience::InCharge, "p1@test.example: F1"),
        (boss(), "boss@test.example: F1"),
    ] {
        let facts = one_invoice(|it| it.invoice.items[0].standing = Standing::Excluded);
        assert_eq!(outcome(&plan(facts, audience)), expected);
    }
}

#[test]
fn no_action_has_a_level() {
    let at_n2 = |it: &mut InvoiceFacts| {
        it.invoice.items[0].standing = Standing::At(LevelCode::new("N2"));
    };
    let channels = [Channel::FollowUp, Channel::InCharge, Channel::Information];
    for (audience, channel) in everyone().into_iter().zip(channels) {
        let planned = plan(one_invoice(at_n2), audience);
        assert_eq!(planned.channel, channel);
        assert!(!planned.channel.counts());
        assert_eq!(planned.reminders[0].level.as_str(), "");
    }
}

#[test]
fn chosen_contacts_get_it_or_all_that_are_listed() {
    let with = |contacts: Vec<Contact>| {
        let mut facts = one_invoice(|_| {});
        facts.billed.contacts = contacts;
        facts
    };
    let unlisted = contact(3, "k3@durand.example");
    let silent = Contact { identity_email: None, ..listed_contact(4) };
    let contacts = vec![listed_contact(1), listed_contact(2), unlisted, silent];
    for (chosen, expected) in [
        (None, "k1@durand.example k2@durand.example: F1"),
        (Some(vec![2]), "k2@durand.example: F1"),
        (Some(vec![3]), "no_recipient"),
        (Some(vec![4]), "no_recipient"),
    ] {
        let chosen = chosen.map(|ids| ids.into_iter().map(ContactId).collect::<BTreeSet<_>>());
        let planned = plan(with(contacts.clone()), Audience::Contacts(chosen));
        assert_eq!(outcome(&planned), expected);
    }
    let english = Contact { language: "en".parse().ok(), ..listed_contact(2) };
    let planned = plan(with(vec![listed_contact(1), english]), Audience::Contacts(None));
    assert_eq!(outcome(&planned), "k1@durand.example: F1, k2@durand.example: F1");
    let languages: Vec<&str> =
        planned.reminders.iter().map(|mail| mail.language.as_str()).collect();
    assert_eq!(languages, ["fr", "en"], "each contact in its own");
}

#[test]
fn each_person_in_charge_gets_one_mail() {
    let of = |id: i64, who: Option<Collaborator>| {
        let mut invoice = invoice(id, vec![item(id, DUE)]);
        invoice.invoice.person_in_charge = who;
        invoice
    };
    let silent = Collaborator { email: None, ..person(3) };
    let invoices = vec![
        of(1, Some(person(1))),
        of(2, Some(person(2))),
        of(3, Some(person(1))),
        of(4, None),
        of(5, Some(silent)),
    ];
    let planned = plan(facts(invoices), Audience::InCharge);
    assert_eq!(
        outcome(&planned),
        "p1@test.example: F1 F3, p2@test.example: F2, no_recipient, no_recipient"
    );
}

#[test]
fn only_chosen_invoices_count_and_copies_come_once() {
    let mut facts = one_invoice(|_| {});
    facts.invoices.push(invoice(2, vec![item(2, DUE)]));
    let action = Action {
        audience: boss(),
        invoices: Some([InvoiceId(2)].into()),
        sender: None,
        copies: ["BOSS@test.example", "copy@test.example"]
            .map(|text| text.parse().expect("an address"))
            .to_vec(),
    };
    let planned = plan_with(facts, &action);
    assert_eq!(outcome(&planned), "boss@test.example: F2");
    let copies: Vec<&str> = planned.reminders[0]
        .cc
        .iter()
        .map(relance::domain::address::EmailAddress::as_str)
        .collect();
    assert_eq!(copies, ["copy@test.example"]);
}
