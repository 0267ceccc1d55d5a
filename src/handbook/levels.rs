//! What happens when, and what is sent.

use chrono::NaiveDate;

use super::days::{self, Since};
use super::model::{Block, Table, Text};
use super::pen::Pen;
use super::timeline;
use crate::domain::level::{EXCLUDED_CODE, Level};
use crate::plan::policy::LevelOptions;
use crate::rules::set::{CompanyRules, Subject};
use crate::wording::{Message, msg};

/// Levels on a time line and in words.
pub fn when(rules: &CompanyRules, today: NaiveDate, pen: &Pen) -> Vec<Block> {
    let bornerel = rules.switches.bornerel;
    let switches = &rules.origins.switches;
    let intro = if bornerel { msg!("handbook-bornerel-on") } else { msg!("handbook-bornerel-off") };
    let since = if bornerel { Since::LastReminder } else { Since::DueDate };
    let mut blocks = vec![
        Block::Paragraph(pen.text(&intro).at(switches)),
        Block::Timeline(timeline::of(&rules.ladder, since, pen)),
    ];
    let heading = |message: Message| pen.words(&message);
    let mut rows: Vec<Vec<Text>> = rules
        .ladder
        .levels()
        .iter()
        .enumerate()
        .map(|(rank, level)| {
            // An item that was never reminded has only its due date.
            let since = if bornerel && rank > 0 { Since::LastReminder } else { Since::DueDate };
            vec![
                Text::strong(level.code.as_str()),
                pen.text(&days::bounds(level.bounds, since)),
                on(days::on(level.bounds, since, today, pen), pen),
                pen.text(&again(rules, rank, level)),
                rules.origins.levels.get(&level.code).map(Text::place).unwrap_or_default(),
            ]
        })
        .collect();
    rows.extend(rules.ladder.excluded().iter().map(|&bounds| {
        vec![
            Text::strong(EXCLUDED_CODE),
            pen.text(&days::bounds(bounds, since)),
            on(days::on(bounds, since, today, pen), pen),
            pen.text(&msg!("handbook-no-reminder")),
            Text::place(&rules.origins.excluded_level),
        ]
    }));
    blocks.push(Block::Table(Table {
        caption: heading(msg!("handbook-when-caption")),
        headings: vec![
            heading(msg!("handbook-col-level")),
            heading(msg!("handbook-col-when")),
            heading(msg!("handbook-col-today", date = pen.date(today))),
            heading(msg!("handbook-col-again")),
            heading(msg!("handbook-col-rule")),
        ],
        rows,
    }));
    blocks
        .push(Block::List(notes(bornerel).into_iter().map(|message| pen.text(&message)).collect()));
    blocks
}

fn on(message: Option<Message>, pen: &Pen) -> Text {
    message.map_or_else(|| Text::plain("—"), |message| pen.text(&message))
}

fn again(rules: &CompanyRules, rank: usize, level: &Level) -> Message {
    let is_last = rank + 1 == rules.ladder.levels().len();
    match (rules.switches.bornerel, is_last, level.repeat_every_days) {
        (true, true, _) => msg!("handbook-again-last"),
        (true, false, _) => msg!("handbook-again-next"),
        (false, _, Some(days)) => msg!("handbook-again-every", days = days),
        (false, _, None) => msg!("handbook-again-never"),
    }
}

fn notes(bornerel: bool) -> Vec<Message> {
    let mut notes = vec![msg!("handbook-note-inclusive")];
    if bornerel {
        notes.push(msg!("handbook-note-bornerel-step"));
        notes.push(msg!("handbook-note-bornerel-new"));
    } else {
        notes.push(msg!("handbook-note-skip"));
        notes.push(msg!("handbook-note-not-lower"));
    }
    notes.push(msg!("handbook-note-same-day"));
    notes
}

/// Subject, templates, letter, copies and sender of each level.
pub fn sent(rules: &CompanyRules, pen: &Pen) -> Vec<Block> {
    let company = &rules.company.sender;
    let heading = |message: Message| pen.words(&message);
    let rows = rules.ladder.levels().iter().map(|level| {
        let code = &level.code;
        let options = rules.level_options.get(code);
        let mail = rules.mails.get(code);
        vec![
            Text::strong(code.as_str()),
            match mail.map(|mail| &mail.subject) {
                Some(Subject::Fixed(subject)) => Text::plain(subject),
                Some(Subject::Template) => pen.text(&msg!("handbook-subject-template")),
                None => Text::plain("—"),
            },
            mail.map_or_else(|| Text::plain("—"), |mail| Text::code(&mail.template)),
            rules.letters.get(code).map_or_else(|| pen.text(&msg!("handbook-none")), Text::code),
            copies(options, pen),
            match options.and_then(|options| options.sender.as_ref()) {
                Some(sender) => person(&sender.name, sender.address.as_str()),
                None => pen.text(&msg!("handbook-sender-company")),
            },
        ]
    });
    let table = Table {
        caption: heading(msg!("handbook-sent-caption")),
        headings: vec![
            heading(msg!("handbook-col-level")),
            heading(msg!("handbook-col-subject")),
            heading(msg!("handbook-col-mail")),
            heading(msg!("handbook-col-letter")),
            heading(msg!("handbook-col-copies")),
            heading(msg!("handbook-col-sender")),
        ],
        rows: rows.collect(),
    };
    let sender = pen.words(&msg!(
        "handbook-sender",
        name = &company.name,
        address = company.address.as_str()
    ));
    let language =
        pen.words(&msg!("handbook-language", language = rules.company.language.as_str()));
    vec![Block::Table(table), Block::List(vec![Text::plain(sender), Text::plain(language)])]
}

fn copies(options: Option<&LevelOptions>, pen: &Pen) -> Text {
    let mut copies: Vec<String> = options
        .map(|options| options.cc.iter().map(|copy| copy.as_str().to_owned()).collect())
        .unwrap_or_default();
    if options.is_some_and(|options| options.cc_person_in_charge) {
        copies.push(pen.words(&msg!("handbook-copy-in-charge")));
    }
    match copies.as_slice() {
        [] => pen.text(&msg!("handbook-none")),
        copies => Text::plain(pen.list(copies)),
    }
}

fn person(name: &str, address: &str) -> Text {
    Text::plain(format!("{name} <{address}>"))
}
