//! To whom an item's reminder goes: the first source that yields at least one
//! address wins (domain document §4).

use super::facts::{CustomerFacts, ItemContext, Party};
use super::outcome::{BadAddress, Defect, Reason, Recipient};
use super::policy::{Policy, RecipientSource};
use super::trace::{Step, Trace, built_in, by_rule};
use crate::domain::address::EmailAddress;
use crate::domain::customer::Contact;
use crate::domain::level::LevelCode;
use crate::wording::msg;

/// Recipients and copies of one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Addressees {
    /// In the order in which they were found, without duplicates.
    pub to: Vec<Recipient>,
    pub cc: Vec<EmailAddress>,
}

/// Finds the addressees; addresses that cannot be used are pushed to `bad`.
///
/// # Errors
/// [`Reason::NoRecipient`] or [`Reason::AddressesSuppressed`], or a hook that
/// failed.
pub fn find(
    policy: &Policy,
    context: &ItemContext,
    level: &LevelCode,
    bad: &mut Vec<BadAddress>,
    trace: &mut impl Trace,
) -> Result<Addressees, Reason> {
    let found = Addressees::default();
    let mut search = Search { context, bad, found, suppressed: Vec::new() };
    match policy
        .scripts
        .recipients(context, level)
        .map_err(|error| Reason::ScriptFailed { error })?
    {
        Some(choice) => {
            for text in &choice.to {
                search.add(RecipientSource::Hook, text, None);
            }
            for text in &choice.cc {
                search.copy(RecipientSource::Hook, text);
            }
            trace.note(|| Step {
                message: msg!("plan-step-recipients-hook", found = search.list()),
                origin: policy.scripts.hook_origin("recipients"),
            });
            search.tell_suppressed(0, trace);
        }
        None => {
            for &source in &policy.recipient_order {
                let known = search.suppressed.len();
                search.look(policy, source);
                search.tell_suppressed(known, trace);
                trace.note(|| {
                    let source = source.message();
                    let message = if search.found.to.is_empty() {
                        msg!("plan-step-source-empty", source = source)
                    } else {
                        msg!("plan-step-source-wins", source = source, found = search.list())
                    };
                    by_rule(message, &policy.origins.recipients)
                });
                if !search.found.to.is_empty() {
                    break;
                }
            }
        }
    }
    if search.found.to.is_empty() {
        return Err(match search.suppressed {
            none if none.is_empty() => Reason::NoRecipient,
            addresses => Reason::AddressesSuppressed { addresses },
        });
    }
    search.level_copies(policy, level);
    for text in policy
        .scripts
        .cc(context, level)
        .map_err(|error| Reason::ScriptFailed { error })?
        .unwrap_or_default()
    {
        search.copy(RecipientSource::Hook, &text);
    }
    let Addressees { to, mut cc } = search.found;
    cc.retain(|copy| to.iter().all(|recipient| recipient.address != *copy));
    if !cc.is_empty() {
        trace.note(|| {
            let list: Vec<&str> = cc.iter().map(EmailAddress::as_str).collect();
            Step { message: msg!("plan-step-copies", found = list.join(", ")), origin: None }
        });
    }
    Ok(Addressees { to, cc })
}

struct Search<'a> {
    context: &'a ItemContext,
    bad: &'a mut Vec<BadAddress>,
    found: Addressees,
    /// Those found that nothing is sent to, each once.
    suppressed: Vec<EmailAddress>,
}

impl Search<'_> {
    fn look(&mut self, policy: &Policy, source: RecipientSource) {
        let context = self.context;
        let invoice = context.invoice();
        match source {
            RecipientSource::ReminderContacts => {
                for contact in reminder_contacts(policy, context) {
                    self.contact(source, contact);
                }
            }
            RecipientSource::RecipientsTab => {
                for text in &invoice.recipients.to {
                    self.add(source, text, None);
                }
                if !self.found.to.is_empty() {
                    for text in &invoice.recipients.copies {
                        self.copy(source, text);
                    }
                }
            }
            RecipientSource::InvoiceContacts => {
                for contact in context.ordering().contacts.iter().filter(|c| c.receives.invoice) {
                    self.contact(source, contact);
                }
            }
            RecipientSource::BillingSite => {
                let email = invoice
                    .billing_site
                    .and_then(|id| context.facts().site(id))
                    .and_then(|site| site.email.as_deref());
                if let Some(text) = email {
                    self.add(source, text, None);
                }
            }
            RecipientSource::Hook | RecipientSource::Copies => {}
        }
    }

    fn contact(&mut self, source: RecipientSource, contact: &Contact) {
        if let Some(text) = contact.email() {
            self.add(source, text, Some(contact));
        }
    }

    fn add(&mut self, source: RecipientSource, text: &str, contact: Option<&Contact>) {
        let Some(address) = self.parse(source, text) else { return };
        if self.found.to.iter().all(|known| known.address != address) {
            self.found.to.push(Recipient {
                address,
                name: contact.map(|contact| contact.name.clone()),
                source,
                language: contact.and_then(|contact| contact.language.clone()),
            });
        }
    }

    fn copy(&mut self, source: RecipientSource, text: &str) {
        if let Some(address) = self.parse(source, text) {
            self.copy_address(address);
        }
    }

    fn copy_address(&mut self, address: EmailAddress) {
        if !self.found.cc.contains(&address) {
            self.found.cc.push(address);
        }
    }

    fn level_copies(&mut self, policy: &Policy, level: &LevelCode) {
        let Some(options) = policy.level_options.get(level) else { return };
        for address in &options.cc {
            self.level_copy(address);
        }
        if options.cc_person_in_charge
            && let Some(person) = &self.context.invoice().person_in_charge
            && let Some(address) = &person.email
        {
            self.level_copy(address);
        }
    }

    fn level_copy(&mut self, address: &EmailAddress) {
        if self.is_open(RecipientSource::Copies, address) {
            self.copy_address(address.clone());
        }
    }

    /// An address that is none or that nothing is sent to is skipped and
    /// reported, and counts as not found.
    fn parse(&mut self, source: RecipientSource, text: &str) -> Option<EmailAddress> {
        if text.trim().is_empty() {
            return None;
        }
        match text.parse() {
            Ok(address) => self.is_open(source, &address).then_some(address),
            Err(_) => {
                self.report(source, text, Defect::NotAnAddress);
                None
            }
        }
    }

    fn is_open(&mut self, source: RecipientSource, address: &EmailAddress) -> bool {
        let suppressed = self.context.facts().suppressed.has(address);
        if suppressed {
            self.report(source, address.as_str(), Defect::Suppressed);
            if !self.suppressed.contains(address) {
                self.suppressed.push(address.clone());
            }
        }
        !suppressed
    }

    fn report(&mut self, source: RecipientSource, text: &str, defect: Defect) {
        let invoice = self.context.invoice().number.clone();
        self.bad.push(BadAddress { text: text.to_owned(), source, invoice, defect });
    }

    /// Those found since there were `known` of them.
    fn tell_suppressed(&self, known: usize, trace: &mut impl Trace) {
        let new = self.suppressed.get(known..).unwrap_or_default();
        if !new.is_empty() {
            trace.note(|| {
                let list: Vec<&str> = new.iter().map(EmailAddress::as_str).collect();
                built_in(msg!("plan-step-suppressed", list = list.join(", ")))
            });
        }
    }

    fn list(&self) -> String {
        let list: Vec<&str> = self.found.to.iter().map(|r| r.address.as_str()).collect();
        list.join(", ")
    }
}

/// Contacts flagged *Relance* that receive this invoice's reminders: those at
/// its billing site, and those of all sites. `FC_CONTACT_CLI_FACT` says whose
/// contacts they are.
fn reminder_contacts<'a>(
    policy: &Policy,
    context: &'a ItemContext,
) -> impl Iterator<Item = &'a Contact> {
    let facts: &CustomerFacts = context.facts();
    let party: &Party =
        if policy.switches.fc_contact_cli_fact { &facts.billed } else { context.ordering() };
    let site = context.invoice().billing_site;
    party.contacts.iter().filter(move |contact| {
        contact.receives.reminder
            && (contact.receives.reminder_all_sites
                || site.is_some_and(|site| contact.sites.contains(&site)))
    })
}
