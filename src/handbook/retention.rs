//! How long what is on record is kept.

use super::model::{Block, Section, Text};
use super::pen::Pen;
use crate::domain::retention::{Period, RetentionSection};
use crate::rules::set::RetentionRules;
use crate::wording::{Message, msg};

pub fn section(rules: &RetentionRules, pen: &Pen) -> Section {
    let title = pen.words(&msg!("handbook-retention"));
    let entries: Vec<Text> = RetentionSection::ALL
        .into_iter()
        .map(|section| {
            let kept = match rules.0.get(&section) {
                Some(period) => kept_for(*period),
                None if section == RetentionSection::WebhookDeliveries => {
                    kept_for(Period::Days(30))
                }
                None => msg!("handbook-for-ever"),
            };
            pen.text(&msg!("handbook-kept", what = what(section), kept = kept))
        })
        .collect();
    Section { title, blocks: vec![Block::List(entries)] }
}

fn what(section: RetentionSection) -> Message {
    match section {
        RetentionSection::Messages => msg!("handbook-kept-messages"),
        RetentionSection::History => msg!("handbook-kept-history"),
        RetentionSection::Audit => msg!("handbook-kept-audit"),
        RetentionSection::WebhookDeliveries => msg!("handbook-kept-deliveries"),
    }
}

fn kept_for(period: Period) -> Message {
    match period {
        Period::Days(count) => msg!("handbook-days", count = count),
        Period::Months(count) => msg!("handbook-months", count = count),
        Period::Years(count) => msg!("handbook-years", count = count),
    }
}
