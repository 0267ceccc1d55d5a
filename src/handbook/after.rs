//! What a reminder changes, what goes with it, and what it asks for on top.

use super::model::{Block, Table, Text};
use super::pen::Pen;
use crate::domain::money::Money;
use crate::plan::charges::{AtLevels, InterestRule, RateTable, Switched, Terms};
use crate::rules::set::{AttachmentLimits, Attachments, CompanyRules};
use crate::wording::{Message, msg};

/// What is noted at the items, the expected payment date, documents.
pub fn blocks(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let options = &rules.options;
    let origin = &rules.origins.options;
    let postponed = match options.postpone_expected_payment_days {
        0 => msg!("handbook-not-postponed"),
        days => msg!("handbook-postponed", days = days),
    };
    let attachments = match options.attachments {
        Attachments::None => msg!("handbook-attach-none"),
        Attachments::Originals => msg!("handbook-attach-originals"),
        Attachments::OriginalsOrDuplicates => msg!("handbook-attach-duplicates"),
    };
    let mut entries = vec![
        pen.text(&msg!("handbook-noted")),
        pen.text(&msg!("handbook-failed")),
        pen.text(&postponed).at(origin),
        pen.text(&attachments).at(origin),
    ];
    if options.attachments != Attachments::None {
        let limits = options.attachment_limits;
        entries.push(
            pen.text(&msg!(
                "handbook-attach-limits",
                each = AttachmentLimits::mib(limits.each),
                all = AttachmentLimits::mib(limits.all)
            ))
            .at(origin),
        );
    }
    entries.push(pen.text(&msg!("handbook-holds-lifted")));
    vec![Block::List(entries)]
}

/// Recovery fee, late interest and the legal mentions.
pub fn charges(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let legal = &rules.legal;
    let fee = Money::new(legal.recovery_fee, rules.company.currency);
    let mut entries = vec![match &rules.charges.recovery_fee {
        Switched::On(rule) => {
            let amount = pen.money(&rule.amount);
            let levels = levels(&rule.levels, pen);
            pen.text(&msg!("handbook-fee-on", amount = amount, levels = levels)).at(&rule.origin)
        }
        Switched::Off(origin) => placed(pen.text(&msg!("handbook-fee-off")), origin.as_ref()),
    }];
    let mut tables = Vec::new();
    match &rules.charges.late_interest {
        Switched::On(rule) => {
            let message = msg!("handbook-interest-on", levels = levels(&rule.levels, pen));
            entries.push(pen.text(&message).at(&rule.origin));
            entries.extend(agreed(rule, pen));
            tables.push(Block::Table(rates(&rule.rates, pen)));
        }
        Switched::Off(origin) => {
            entries.push(placed(pen.text(&msg!("handbook-interest-off")), origin.as_ref()));
        }
    }
    entries.push(pen.text(&msg!("handbook-legal-fee", amount = pen.money(&fee))));
    entries.extend(legal.late_interest.iter().map(|(language, words)| {
        pen.text(&msg!("handbook-legal-rate", language = language.as_str(), words = words))
    }));
    entries.push(pen.text(&msg!("handbook-formal-notice", days = legal.formal_notice_days)));
    entries.push(pen.text(&msg!("handbook-consumers")));
    let mut blocks = vec![Block::List(entries)];
    blocks.append(&mut tables);
    blocks
}

fn placed(text: Text, origin: Option<&crate::plan::policy::Origin>) -> Text {
    match origin {
        Some(origin) => text.at(origin),
        None => text,
    }
}

fn levels(levels: &AtLevels, pen: &Pen) -> Message {
    match levels {
        AtLevels::All => msg!("handbook-every-level"),
        AtLevels::Only(codes) => {
            msg!("handbook-levels", levels = pen.list(codes.iter().map(|code| code.as_str())))
        }
    }
}

fn agreed<'a>(rule: &'a InterestRule, pen: &'a Pen) -> impl Iterator<Item = Text> + 'a {
    rule.customers.iter().map(|(code, terms)| match terms {
        Terms::Off(origin) => {
            pen.text(&msg!("handbook-customer-no-interest", customer = code)).at(origin)
        }
        Terms::Rates(table) => {
            let rates = table.rates().iter().map(|rate| {
                let percent = pen.percent(rate.percent);
                match rate.from {
                    Some(from) => pen.words(&msg!(
                        "handbook-rate-from",
                        percent = percent,
                        date = pen.date(from)
                    )),
                    None => percent,
                }
            });
            let rates = pen.list(rates);
            let text = pen.text(&msg!("handbook-customer-rates", customer = code, rates = rates));
            placed(text, table.origin())
        }
    })
}

fn rates(table: &RateTable, pen: &Pen) -> Table {
    let rows = table.rates().iter().map(|rate| {
        let from = rate.from.map(|from| pen.date(from)).unwrap_or_default();
        vec![Text::plain(from), Text::plain(pen.percent(rate.percent)), Text::place(&rate.origin)]
    });
    Table {
        caption: pen.words(&msg!("handbook-rates-caption")),
        headings: vec![
            pen.words(&msg!("handbook-col-from")),
            pen.words(&msg!("handbook-col-rate")),
            pen.words(&msg!("handbook-col-rule")),
        ],
        rows: rows.collect(),
    }
}
