//! Who receives a reminder, and what shares one.

use super::model::{Block, Text};
use super::pen::Pen;
use crate::plan::policy::RecipientSource;
use crate::rules::set::{CompanyRules, LetterGrouping};
use crate::wording::msg;

/// The sources in their order.
pub fn whom(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(origin) = rules.scripts.hook_origin("recipients") {
        let hook = pen.text(&msg!("handbook-whom-hook")).at(&origin);
        blocks.push(Block::Paragraph(hook));
    }
    let intro = pen.text(&msg!("handbook-whom-intro")).at(&rules.origins.recipients);
    blocks.push(Block::Paragraph(intro));
    let sources = rules.recipient_order.iter().map(|source| {
        let explained = match source {
            RecipientSource::ReminderContacts => msg!("handbook-whom-reminder-contacts"),
            RecipientSource::RecipientsTab => msg!("handbook-whom-recipients-tab"),
            RecipientSource::InvoiceContacts => msg!("handbook-whom-invoice-contacts"),
            RecipientSource::BillingSite => msg!("handbook-whom-billing-site"),
            RecipientSource::Hook | RecipientSource::Copies => source.message(),
        };
        pen.text(&explained)
    });
    blocks.push(Block::Steps(sources.collect()));
    let switch = if rules.switches.fc_contact_cli_fact {
        msg!("handbook-contact-cli-fact-on")
    } else {
        msg!("handbook-contact-cli-fact-off")
    };
    let mut notes: Vec<Text> = Vec::new();
    if rules.recipient_order.contains(&RecipientSource::ReminderContacts) {
        notes.push(pen.text(&switch).at(&rules.origins.switches));
    }
    notes.push(pen.text(&msg!("handbook-whom-two-addresses")));
    notes.push(pen.text(&msg!("handbook-whom-nobody")));
    if let Some(origin) = rules.scripts.hook_origin("cc") {
        notes.push(pen.text(&msg!("handbook-whom-cc-hook")).at(&origin));
    }
    blocks.push(Block::List(notes));
    blocks
}

/// When invoices share a mail or a letter.
pub fn grouping(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let letters = match rules.options.letter_grouping {
        LetterGrouping::Customer => msg!("handbook-letters-by-customer"),
        LetterGrouping::BillingSite => msg!("handbook-letters-by-site"),
    };
    let mut notes = vec![
        pen.text(&letters).at(&rules.origins.options),
        pen.text(&msg!("handbook-currencies-apart")),
    ];
    if let Some(origin) = rules.scripts.hook_origin("group_key") {
        notes.push(pen.text(&msg!("handbook-grouping-hook")).at(&origin));
    }
    vec![Block::Paragraph(pen.text(&msg!("handbook-grouping-rule"))), Block::List(notes)]
}
