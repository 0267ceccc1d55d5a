//! What stands in a file of rule tests; the doc comments are the descriptions
//! of the JSON Schema.

use super::values::{
    Addresses, AsWritten, Fate, HoldName, OrNone, Receives, Role, StandingName, Texts, WayName,
};
use crate::rules::yaml::charges::DayText;
use crate::rules::yaml::document::{RulesFile, SwitchesSection};
use crate::rules::yaml::read::section;
use crate::rules::yaml::values::{
    Amount, Code, CurrencyCode, Email, LanguageCode, LevelName, Text,
};
use crate::rules::yaml::wrappers::{At, Entries, Section};

section! {
    /// A file of rule tests of Relance.
    CaseFile {
        /// Given to every case of the file; a case's own keys win.
        given: Option<GivenSection>,
        /// Sections in place of those of the rules in force.
        rules: Option<RulesFile>,
        /// The cases.
        cases: Vec<CaseSection>,
    }
}

section! {
    /// One case: what is given, and what is expected.
    CaseSection {
        /// A sentence that says what holds.
        name: At<Text>,
        /// Where it is specified.
        reference: Option<AsWritten>,
        /// What is given.
        given: Option<GivenSection>,
        /// Sections in place of those of the rules in force.
        rules: Option<RulesFile>,
        /// What the batch does on the given date.
        expect: Option<At<ExpectSection>>,
        /// Several executions in place of expect, each on what the last one left.
        steps: Option<Vec<At<StepSection>>>,
    }
}

section! {
    /// The situation.
    GivenSection {
        /// The date of the batch.
        date: Option<DayText>,
        /// Code of the company; left out: the first of the rules.
        company: Option<At<Text>>,
        /// Name of the batch; left out: the first of the rules for the company.
        batch: Option<At<Text>>,
        /// In place of the switches of the rules in force.
        switches: Option<Section<SwitchesSection>>,
        /// The customers; left out: one, with somebody to remind.
        customers: Option<Vec<At<CustomerSection>>>,
        /// Addresses on the suppression list: nothing is sent to them.
        suppressed: Option<Vec<Email>>,
        /// The invoices.
        invoices: Option<Vec<InvoiceSection>>,
    }
}

section! {
    /// A customer.
    CustomerSection {
        /// The code; left out: C1 for the first, C2 for the second.
        code: Option<At<AsWritten>>,
        /// The name; left out: the code.
        name: Option<AsWritten>,
        /// Language of its mails.
        language: Option<LanguageCode>,
        /// Automatic reminders (Automatiquement); left out: on.
        automatic: Option<bool>,
        /// Manual reminders (Manuellement); left out: off.
        manual: Option<bool>,
        /// A consumer: no mentions between businesses.
        consumer: Option<bool>,
        /// Lines of the postal address; left out: there is one.
        address: Option<Texts>,
        /// The contacts; left out, with no sites and no recipients on invoices:
        /// one that receives invoices and the reminders of all sites.
        contacts: Option<Vec<ContactSection>>,
        /// The sites.
        sites: Option<Vec<SiteSection>>,
        /// Open credit notes and unallocated payments.
        credits: Option<Vec<CreditSection>>,
    }
}

section! {
    /// A contact of a customer.
    ContactSection {
        /// The name.
        name: Option<AsWritten>,
        /// E-mail of the identity (Identité).
        email: Option<AsWritten>,
        /// E-mail at the customer (Coordonnées chez le client).
        customer_email: Option<AsWritten>,
        /// Language of its mails.
        language: Option<LanguageCode>,
        /// Recipient of (Destinataire de).
        receives: Option<Vec<Receives>>,
        /// What the contact is at the customer.
        roles: Option<Vec<Role>>,
        /// Codes of the sites that it is attached to.
        sites: Option<Vec<At<AsWritten>>>,
    }
}

section! {
    /// A site of a customer.
    SiteSection {
        /// The code that invoices and contacts name.
        code: At<AsWritten>,
        /// The name.
        name: Option<AsWritten>,
        /// E-mail of the contact details (Coordonnées).
        email: Option<AsWritten>,
        /// Lines of the postal address.
        address: Option<Texts>,
    }
}

section! {
    /// An open credit note or unallocated payment.
    CreditSection {
        /// What is left of it.
        open: Amount,
        /// The currency; left out: the company's.
        currency: Option<CurrencyCode>,
    }
}

section! {
    /// An invoice, with its instalments or, in short, the keys of its only one.
    InvoiceSection {
        /// The number by which cases name it.
        number: At<AsWritten>,
        /// Code of the customer to be invoiced; left out: the first.
        customer: Option<At<AsWritten>>,
        /// Code of the ordering customer, where it is another.
        ordered_by: Option<At<AsWritten>>,
        /// Code of the billing site.
        site: Option<At<AsWritten>>,
        /// Invoice date; left out: thirty days before the first due date.
        date: Option<DayText>,
        /// The currency; left out: the company's.
        currency: Option<CurrencyCode>,
        /// Payment method (mode de règlement); left out: VIR.
        method: Option<AsWritten>,
        /// Recipients tab: to.
        to: Option<Texts>,
        /// Recipients tab: copies.
        cc: Option<Texts>,
        /// Person in charge (responsable d'affaires).
        person_in_charge: Option<PersonSection>,
        /// Holds in force.
        holds: Option<Vec<HoldName>>,
        /// The instalments, in place of the keys below.
        items: Option<Vec<ItemSection>>,
        /// Due date of the only instalment.
        due: Option<DayText>,
        /// Its amount; left out: what is open.
        amount: Option<Amount>,
        /// What is open; left out: the amount, or 100.00.
        open: Option<Amount>,
        /// Its level, or NA; left out: never reminded.
        level: Option<StandingName>,
        /// Date of its last reminder.
        reminded: Option<DayText>,
        /// Its status, from the status list.
        status: Option<At<Code>>,
        /// Promised payment date.
        promised: Option<DayText>,
        /// Disputed.
        disputed: Option<bool>,
    }
}

section! {
    /// An instalment (échéance).
    ItemSection {
        /// Due date.
        due: DayText,
        /// The amount; left out: what is open.
        amount: Option<Amount>,
        /// What is open; left out: the amount, or 100.00.
        open: Option<Amount>,
        /// The level, or NA; left out: never reminded.
        level: Option<StandingName>,
        /// Date of the last reminder.
        reminded: Option<DayText>,
        /// The status, from the status list.
        status: Option<At<Code>>,
        /// Promised payment date.
        promised: Option<DayText>,
        /// Disputed.
        disputed: Option<bool>,
    }
}

section! {
    /// One of the company's own people.
    PersonSection {
        /// The name.
        name: Option<AsWritten>,
        /// The e-mail address.
        email: Option<Email>,
    }
}

section! {
    /// One execution: of the batch, or by hand.
    StepSection {
        /// The date of an execution of the batch.
        run: Option<At<DayText>>,
        /// The date of reminders by hand.
        by_hand: Option<At<DayText>>,
        /// By hand: the items selected; left out: all.
        items: Option<Vec<At<AsWritten>>>,
        /// By hand: mail (left out), letter, or follow_up to the contacts.
        way = "as": Option<At<WayName>>,
        /// By hand: levels in place of those proposed.
        levels: Option<Entries<At<AsWritten>, LevelName>>,
        /// By hand: also what was reminded on that day.
        again: Option<bool>,
        /// Addresses that the mail server refuses.
        refused: Option<Addresses>,
        /// What it does.
        expect: Option<At<ExpectSection>>,
    }
}

section! {
    /// What an execution does.
    ExpectSection {
        /// Per item its level, reminded, none, or {none: reason}. An item that
        /// is not named must not be reminded.
        items: Option<Entries<At<AsWritten>, At<Fate>>>,
        /// The mails or letters: all of them, in any order.
        mails: Option<Vec<At<MailSection>>>,
        /// What the execution leaves on items.
        after: Option<Entries<At<AsWritten>, At<AfterSection>>>,
    }
}

section! {
    /// A mail or letter; what is left out is not looked at.
    MailSection {
        /// The level.
        level: Option<LevelName>,
        /// The recipients, in any order.
        to: Option<Texts>,
        /// The copies, in any order.
        cc: Option<Texts>,
        /// The items, in any order.
        items: Option<Vec<At<AsWritten>>>,
        /// The language.
        language: Option<LanguageCode>,
        /// The subject, as sent.
        subject: Option<AsWritten>,
        /// Texts that stand in the subject or in the body.
        contains: Option<Texts>,
        /// False: the mail server refuses it.
        sent: Option<bool>,
    }
}

section! {
    /// An item after an execution; what is left out is not looked at.
    AfterSection {
        /// The level, NA, or none.
        level: Option<StandingName>,
        /// Date of the last reminder, or none.
        reminded: Option<OrNone<DayText>>,
        /// The comment that the last reminder appended, or none.
        comment: Option<OrNone<AsWritten>>,
        /// The expected payment date that reminders have set, or none.
        expected_payment: Option<OrNone<DayText>>,
        /// The holds in force on the invoice.
        holds: Option<Vec<HoldName>>,
    }
}

impl AfterSection {
    /// Whether nothing is looked at.
    pub fn is_empty(&self) -> bool {
        let Self { level, reminded, comment, expected_payment, holds } = self;
        level.is_none()
            && reminded.is_none()
            && comment.is_none()
            && expected_payment.is_none()
            && holds.is_none()
    }
}
