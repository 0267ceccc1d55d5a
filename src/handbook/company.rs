//! The chapter of a company.

use super::model::{Block, Chapter, Section, Text};
use super::outline::Request;
use super::pen::Pen;
use super::{after, calendar, levels, never, recipients};
use crate::rules::reference::HOOKS;
use crate::rules::set::CompanyRules;
use crate::wording::{Message, msg};

pub fn chapter(rules: &CompanyRules, request: &Request<'_>, pen: &Pen) -> Chapter {
    let company = &rules.company;
    let section = |title: Message, blocks| Section { title: pen.words(&title), blocks };
    let mut chapter = Chapter {
        title: pen.words(&msg!(
            "handbook-company",
            name = &company.name,
            code = company.code.as_str()
        )),
        sections: vec![
            section(
                msg!("handbook-when"),
                levels::when(rules, request.day(company.time_zone), pen),
            ),
            section(msg!("handbook-sent"), levels::sent(rules, pen)),
            section(msg!("handbook-never"), never::blocks(rules, pen)),
            section(msg!("handbook-whom"), recipients::whom(rules, pen)),
            section(msg!("handbook-grouping"), recipients::grouping(rules, pen)),
            section(msg!("handbook-after"), after::blocks(rules, pen)),
            section(msg!("handbook-charges"), after::charges(rules, pen)),
            section(msg!("handbook-hooks"), hooks(rules, pen)),
        ],
    };
    let closed = calendar::blocks(&rules.calendar, pen);
    if !closed.is_empty() {
        chapter.sections.push(section(msg!("schedule-calendar"), closed));
    }
    chapter
}

fn hooks(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let entries: Vec<Text> = HOOKS
        .iter()
        .filter_map(|(hook, _)| {
            let origin = rules.scripts.hook_origin(hook)?;
            let what = pen.words(&msg!("handbook-hook", hook = *hook));
            Some(Text::code(*hook).then(format!(" {what}")).at(&origin))
        })
        .collect();
    if entries.is_empty() {
        return vec![Block::Paragraph(pen.text(&msg!("handbook-no-hooks")))];
    }
    vec![Block::Paragraph(pen.text(&msg!("handbook-hooks-intro"))), Block::List(entries)]
}
