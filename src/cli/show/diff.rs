//! What changes in the next batch: counts, levels, the rules responsible, and
//! mails as unified diffs.

use std::fmt::Write as _;

use super::reason::{reason, reason_name};
use super::table::{Figures, Rows};
use crate::app::diff::{Difference, Differences, Folders, TextGroup};
use crate::app::diff_texts::{Piece, Why};
use crate::compare::{CauseGroup, ItemChange, ItemName, Kind, Move, Moved, Outcome, Sums, Tally};
use crate::domain::level::LevelCode;
use crate::wording::{Message, UiLanguage, msg};

/// `folders` are those before and after, where they are not the same.
pub fn differences(
    found: &Differences,
    folders: Option<(&Folders, &Folders)>,
    language: UiLanguage,
) -> String {
    let mut shown = Shown { out: String::new(), figures: Figures::of(language), language };
    for company in &found.only_before {
        shown.line(&msg!("compare-company-only-before", company = company));
    }
    for company in &found.only_after {
        shown.line(&msg!("compare-company-only-after", company = company));
    }
    for difference in &found.companies {
        shown.company(difference, folders);
    }
    shown.out
}

struct Shown {
    out: String,
    figures: Figures,
    language: UiLanguage,
}

impl Shown {
    fn text(&self, message: &Message) -> String {
        message.in_language(self.language)
    }

    fn line(&mut self, message: &Message) {
        let text = self.text(message);
        let _ = writeln!(self.out, "{text}");
    }

    fn indented(&mut self, depth: usize, message: &Message) {
        let text = self.text(message);
        let _ = writeln!(self.out, "  {}{text}", "  ".repeat(depth));
    }

    fn company(&mut self, difference: &Difference, folders: Option<(&Folders, &Folders)>) {
        let sums = &difference.sums;
        self.line(&msg!(
            "cli-preview-heading",
            batch = &difference.batch,
            company = &difference.company,
            date = self.figures.date(difference.run_date)
        ));
        if let Some((before, after)) = folders {
            self.line(&msg!(
                "compare-before",
                rules = before.rules.display().to_string(),
                templates = before.templates.display().to_string()
            ));
            self.line(&msg!(
                "compare-after",
                rules = after.rules.display().to_string(),
                templates = after.templates.display().to_string()
            ));
        }
        self.counts(sums);
        if difference.unmade() > 0 {
            self.line(&msg!("compare-unmade", count = difference.unmade()));
        }
        if difference.attachments.0 != difference.attachments.1 {
            let (before, after) = difference.attachments;
            self.line(&msg!(
                "compare-attachments",
                before = before.as_str(),
                after = after.as_str()
            ));
        }
        if sums.is_empty() && difference.texts.is_empty() {
            self.line(&msg!("compare-nothing"));
            self.out.push('\n');
            return;
        }
        self.matrix(sums);
        let groups = sums.groups();
        if !groups.is_empty() {
            self.line(&msg!("compare-causes"));
        }
        for group in groups {
            self.cause(group);
        }
        if !difference.texts.is_empty() {
            self.line(&msg!("compare-texts"));
        }
        let mut texts: Vec<&TextGroup> = difference.texts.iter().collect();
        texts.sort_by_key(|group| std::cmp::Reverse(group.mails));
        for group in texts {
            self.texts(group);
        }
        self.out.push('\n');
    }

    fn counts(&mut self, sums: &Sums) {
        let mut rows = Rows::new(
            &[
                (msg!("compare-column-change"), false),
                (msg!("cli-column-reminders"), true),
                (msg!("cli-column-items"), true),
                (msg!("cli-column-amount"), true),
            ],
            self.language,
        );
        let always =
            [(msg!("compare-row-before"), &sums.before), (msg!("compare-row-after"), &sums.after)];
        let changes = [
            (msg!("compare-row-appear"), &sums.appear),
            (msg!("compare-row-disappear"), &sums.disappear),
            (msg!("compare-row-level"), &sums.other_level),
            (msg!("compare-row-recipients"), &sums.other_recipients),
            (msg!("compare-row-group"), &sums.other_group),
            (msg!("compare-row-text"), &sums.other_text),
            (msg!("compare-row-reason"), &sums.other_reason),
        ];
        let changes = changes.into_iter().filter(|(_, tally)| **tally != Tally::default());
        for (name, tally) in always.into_iter().chain(changes) {
            rows.add(vec![
                self.text(&name),
                tally.reminders.to_string(),
                tally.items.to_string(),
                self.figures.moneys(&tally.amounts()),
            ]);
        }
        let _ = write!(self.out, "{rows}");
    }

    /// Items by their level before (rows) and after (columns).
    fn matrix(&mut self, sums: &Sums) {
        let levels = || sums.ladder.iter().map(Some).chain([None]);
        let count = |before: Option<&LevelCode>, after: Option<&LevelCode>| {
            let key = (before.cloned(), after.cloned());
            sums.matrix.get(&key).map_or(0, |tally| tally.items)
        };
        let columns: Vec<Option<&LevelCode>> =
            levels().filter(|after| levels().any(|before| count(before, *after) > 0)).collect();
        let name = |level: Option<&LevelCode>| match level {
            Some(level) => level.to_string(),
            None => self.text(&msg!("compare-left-out")),
        };
        let headings = std::iter::once((self.text(&msg!("compare-column-levels")), false))
            .chain(columns.iter().map(|after| (name(*after), true)));
        let mut rows = Rows::named(headings.collect());
        for before in levels() {
            let counts: Vec<u64> = columns.iter().map(|after| count(before, *after)).collect();
            if counts.iter().any(|count| *count > 0) {
                let cells = counts.into_iter().map(|count| match count {
                    0 => String::new(),
                    count => count.to_string(),
                });
                rows.add(std::iter::once(name(before)).chain(cells).collect());
            }
        }
        let _ = write!(self.out, "{rows}");
    }

    fn cause(&mut self, group: &CauseGroup) {
        let heading = group.cause.with_place(self.language);
        let _ = writeln!(self.out, "  {heading}");
        let mut moves: Vec<(&Move, &Moved)> = group.moves.iter().collect();
        moves.sort_by_key(|(_, moved)| std::cmp::Reverse(moved.tally.items));
        for (to, Moved { tally, examples }) in moves {
            let what = what(to, tally.items);
            let amounts = self.figures.moneys(&tally.amounts()).replace('\n', " + ");
            self.indented(1, &msg!("compare-move", what = what, amounts = amounts));
            for example in examples {
                let message = self.example(example);
                self.indented(2, &message);
            }
            let more = tally.items.saturating_sub(examples.len() as u64);
            if more > 0 {
                self.indented(2, &msg!("compare-more-items", count = more));
            }
        }
    }

    fn example(&self, change: &ItemChange) -> Message {
        let (before, after) = match (&change.before, &change.after) {
            (
                Outcome::Reminded { level: one, to, cc, items },
                Outcome::Reminded { level: two, to: new_to, cc: new_cc, items: new_items },
            ) if one == two => match change.kinds.contains(&Kind::Recipients) {
                true => (people(to, cc, self.language), people(new_to, new_cc, self.language)),
                false => (names(items), names(new_items)),
            },
            (before, after) => (self.outcome(before), self.outcome(after)),
        };
        msg!(
            "compare-example",
            customer = format!("{} {}", change.customer_code, change.customer_name),
            item = format!("{}/{}", change.item.invoice, change.item.instalment),
            days = change.days_late,
            open = self.figures.money(&change.open),
            before = before,
            after = after
        )
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        match outcome {
            Outcome::Reminded { level, .. } => level.to_string(),
            Outcome::Left(why) => self.text(&reason(why, &self.figures)),
        }
    }

    fn texts(&mut self, group: &TextGroup) {
        let key = &group.key;
        let language = key.language.as_str();
        let (before, after) = (key.before.as_str(), key.after.as_str());
        let heading = match &key.why {
            Why::Words { pieces, cause: by } => {
                let pieces: Vec<String> =
                    pieces.iter().map(|piece| self.text(&piece_name(*piece))).collect();
                msg!(
                    "compare-text-words",
                    count = group.mails,
                    level = after,
                    language = language,
                    pieces = pieces.join(", "),
                    cause = by.with_place(self.language)
                )
            }
            Why::Level => msg!(
                "compare-text-level",
                count = group.mails,
                before = before,
                after = after,
                language = language
            ),
            Why::Plan => {
                msg!("compare-text-plan", count = group.mails, level = after, language = language)
            }
        };
        let text = self.text(&heading);
        let _ = writeln!(self.out, "  {text}");
        let Some(example) = &group.example else { return };
        self.indented(
            1,
            &msg!(
                "compare-text-example",
                customer = format!("{} {}", example.customer_code, example.customer_name)
            ),
        );
        if let Some(error) = &example.failures.0 {
            self.indented(1, &msg!("compare-fails-before", error = error.clone()));
        }
        if let Some(error) = &example.failures.1 {
            self.indented(1, &msg!("compare-fails-after", error = error.clone()));
        }
        // Another level or other items say the same in HTML as in text.
        let words = matches!(key.why, Why::Words { .. });
        for (_, diff) in example.diffs.iter().filter(|(piece, _)| words || *piece != Piece::Html) {
            self.out.push_str(diff);
        }
    }
}

fn what(to: &Move, count: u64) -> Message {
    match to {
        Move::Appears(level) => msg!("compare-appear", count = count, level = level.as_str()),
        Move::Disappears(level) => {
            msg!("compare-disappear", count = count, level = level.as_str())
        }
        Move::Level(before, after) => {
            msg!("compare-level", count = count, before = before.as_str(), after = after.as_str())
        }
        Move::Recipients(level) => {
            msg!("compare-recipients", count = count, level = level.as_str())
        }
        Move::Group(level) => msg!("compare-group", count = count, level = level.as_str()),
        Move::Reason(before, after) => msg!(
            "compare-reason",
            count = count,
            before = reason_name(before),
            after = reason_name(after)
        ),
    }
}

fn piece_name(piece: Piece) -> Message {
    match piece {
        Piece::From => msg!("compare-piece-from"),
        Piece::Subject => msg!("compare-piece-subject"),
        Piece::Text => msg!("compare-piece-text"),
        Piece::Html => msg!("compare-piece-html"),
        Piece::Unmade => msg!("compare-piece-unmade"),
        Piece::Made => msg!("compare-piece-made"),
    }
}

fn people(
    to: &[crate::domain::address::EmailAddress],
    cc: &[crate::domain::address::EmailAddress],
    language: UiLanguage,
) -> String {
    let copies =
        cc.iter().map(|copy| msg!("cli-copy", address = copy.as_str()).in_language(language));
    to.iter().map(ToString::to_string).chain(copies).collect::<Vec<_>>().join(", ")
}

fn names(items: &[ItemName]) -> String {
    let names: Vec<String> =
        items.iter().map(|item| format!("{}/{}", item.invoice, item.instalment)).collect();
    names.join(" + ")
}
