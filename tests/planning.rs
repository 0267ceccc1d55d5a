//! What planning does beyond the worked examples.

#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "support/facts.rs"]
mod support;

use std::sync::Arc;

use relance::domain::customer::Customer;
use relance::domain::hold::HoldKind;
use relance::domain::identity::{CustomerId, SiteId};
use relance::domain::level::{LevelCode, Standing};
use relance::domain::money::Currency;
use relance::plan::facts::{CustomerFacts, Party};
use relance::plan::plan_customer;
use support::*;

const RUN_DATE: &str = "2026-11-24";

/// The recipients of the only reminder, or the code of the only reason.
fn recipients(fc_contact_cli_fact: bool, facts: CustomerFacts) -> String {
    let mut policy = policy(LEVELS);
    policy.switches.fc_contact_cli_fact = fc_contact_cli_fact;
    let plan = plan_customer(&policy, &Arc::new(facts), date(RUN_DATE));
    match plan.reminders.first() {
        Some(reminder) => {
            let to: Vec<&str> = reminder.to.iter().map(|to| to.address.as_str()).collect();
            to.join(" ")
        }
        None => plan.skipped[0].reason.code().to_owned(),
    }
}

/// Invoice to Durand of what Agence ordered; a contact flagged *Relance* at
/// each, attached to these sites.
fn ordered_by_another(billing_site: SiteId, durand: &[SiteId], agence: &[SiteId]) -> CustomerFacts {
    let at = |id, email, sites: &[SiteId]| {
        let mut contact = contact(id, email);
        contact.sites = sites.to_vec();
        contact
    };
    let mut invoice = invoice(1, vec![item(1, "2026-11-09")]);
    invoice.invoice.recipients.to.clear();
    invoice.invoice.billing_site = Some(billing_site);
    invoice.ordering = Some(Arc::new(Party {
        customer: Customer { id: CustomerId(2), code: "C2".into(), ..customer() },
        contacts: vec![at(2, "agence@agence.example", agence)],
    }));
    let mut facts = facts(vec![invoice]);
    facts.billed.contacts = vec![at(1, "durand@durand.example", durand)];
    facts
}

#[test]
fn whose_contacts_the_switch_looks_at() {
    const DURAND: &str = "durand@durand.example";
    const AGENCE: &str = "agence@agence.example";
    // X is a site of the customer to be invoiced, Y one of the ordering customer.
    for (billing_site, durand, agence, off, on) in [
        (SITE_Y, vec![SITE_X], vec![SITE_Y], AGENCE, "no_recipient"),
        (SITE_X, vec![SITE_X], vec![SITE_Y], "no_recipient", DURAND),
        (SITE_X, vec![SITE_X], vec![SITE_X], AGENCE, DURAND),
        (SITE_X, vec![], vec![], "no_recipient", "no_recipient"),
    ] {
        let facts = || ordered_by_another(billing_site, &durand, &agence);
        let case = format!("{billing_site:?}, {durand:?}, {agence:?}");
        assert_eq!(recipients(false, facts()), off, "switch off: {case}");
        assert_eq!(recipients(true, facts()), on, "switch on: {case}");
        let mut own = facts();
        own.invoices[0].ordering = None;
        assert_eq!(recipients(false, own.clone()), on, "ordered by the customer itself: {case}");
        assert_eq!(recipients(true, own), on, "ordered by the customer itself: {case}");
    }
    let mut all_sites = ordered_by_another(SITE_Y, &[], &[]);
    all_sites.billed.contacts[0].receives.reminder_all_sites = true;
    assert_eq!(recipients(false, all_sites.clone()), "no_recipient");
    assert_eq!(recipients(true, all_sites), DURAND);
}

#[test]
fn the_billing_site_serves_whichever_customer_it_belongs_to() {
    let mut facts = ordered_by_another(SITE_Y, &[], &[]);
    facts.sites[1].email = Some("site@agence.example".into());
    for switch in [false, true] {
        assert_eq!(recipients(switch, facts.clone()), "site@agence.example");
    }
}

#[test]
fn an_address_that_is_none_counts_as_not_found_and_is_told() {
    for bad in ["hélène@durand.example", "h@xn--a.example", "h.durand.example"] {
        let mut facts = facts(vec![invoice(1, vec![item(1, "2026-11-09")])]);
        facts.billed.contacts = vec![contact(1, bad)];
        let plan = plan_customer(&policy(LEVELS), &Arc::new(facts), date(RUN_DATE));
        assert_eq!(plan.reminders[0].to[0].address.as_str(), "client@durand.example");
        assert_eq!(plan.bad_addresses[0].text, bad);
    }
}

/// A temporary hold counts for the executions that would have taken its
/// invoice without it.
#[test]
fn a_temporary_hold_is_lifted_by_the_batch_that_takes_its_invoice() {
    let held = |standing: Option<&str>| {
        let mut item = item(1, "2026-11-09");
        item.standing = standing.map_or(Standing::New, |at| Standing::At(LevelCode::new(at)));
        let mut invoice = invoice(1, vec![item]);
        invoice.invoice.holds = vec![hold(HoldKind::Temporary)];
        facts(vec![invoice])
    };
    for (currency, level, standing, lifted) in [
        (None, None, None, true),
        (None, None, Some("N1"), true),
        (Some("EUR"), None, None, true),
        (Some("USD"), None, None, false),
        (None, Some("N1"), None, true),
        (None, Some("N2"), None, false),
        (None, Some("N1"), Some("N1"), false),
        (Some("USD"), Some("N1"), None, false),
    ] {
        let mut policy = policy(LEVELS);
        policy
            .filter
            .currencies
            .extend(currency.map(|code| code.parse::<Currency>().expect("a currency")));
        policy.filter.levels.extend(level.map(LevelCode::new));
        let plan = plan_customer(&policy, &Arc::new(held(standing)), date(RUN_DATE));
        assert_eq!(plan.reminders.len(), 0);
        let found = plan.temporary_hold_ids().count() == 1;
        assert_eq!(found, lifted, "{currency:?}, {level:?}, item at {standing:?}");
    }
}
