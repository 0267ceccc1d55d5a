//! Who is never reminded.

use super::model::{Block, Text};
use super::pen::Pen;
use crate::domain::money::Money;
use crate::rules::set::CompanyRules;
use crate::wording::msg;

pub fn blocks(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let origins = &rules.origins;
    let methods = pen.list(rules.never_dunned.names());
    let mut binding = vec![
        pen.text(&msg!("handbook-never-settled")),
        match methods.as_str() {
            "" => pen.text(&msg!("handbook-never-no-methods")),
            names => pen.text(&msg!("handbook-never-methods", names = names)),
        }
        .at(&origins.payment_methods),
        pen.text(&msg!("handbook-never-switch")),
        pen.text(&msg!("handbook-never-automatic-hold")),
        pen.text(&msg!("handbook-never-manual-hold")),
        pen.text(&msg!("handbook-never-temporary-hold")),
    ];
    binding.push(pen.text(&msg!("handbook-never-na")));
    let mut configurable: Vec<Text> = rules
        .minimum_amounts
        .iter()
        .map(|(&currency, &amount)| {
            let amount = pen.money(&Money::new(amount, currency));
            pen.text(&msg!("handbook-never-minimum", amount = amount)).at(&origins.minimum_amounts)
        })
        .collect();
    if configurable.is_empty() {
        configurable.push(pen.text(&msg!("handbook-no-minimum")));
    }
    if !rules.ladder.excluded().is_empty() {
        let days = match rules.scripts.hook_origin("level") {
            Some(_) => msg!("handbook-never-na-days-hook"),
            None => msg!("handbook-never-na-days"),
        };
        configurable.push(pen.text(&days).at(&origins.excluded_level));
    }
    let creditors = if rules.options.remind_creditors {
        msg!("handbook-creditors-reminded")
    } else {
        msg!("handbook-never-creditors")
    };
    configurable.push(pen.text(&creditors).at(&origins.options));
    configurable.extend(rules.exclusions.iter().map(|exclusion| {
        let text = pen.text(&msg!("handbook-never-exclusion", name = &*exclusion.name));
        match rules.scripts.written(exclusion.when) {
            Some((condition, _)) => text.then_code(condition),
            None => text,
        }
        .at(&exclusion.origin)
    }));
    if rules.exclusions.is_empty() {
        configurable.push(pen.text(&msg!("handbook-no-exclusions")));
    }
    if let Some(origin) = rules.scripts.hook_origin("eligible") {
        configurable.push(pen.text(&msg!("handbook-never-hook")).at(&origin));
    }
    vec![
        Block::Paragraph(pen.text(&msg!("handbook-never-binding"))),
        Block::List(binding),
        Block::Paragraph(pen.text(&msg!("handbook-never-configurable"))),
        Block::List(configurable),
        Block::Paragraph(pen.text(&msg!("handbook-never-by-hand"))),
    ]
}
