//! The page as Markdown (GitHub's).

use std::fmt::Write as _;

use super::model::{Bar, Block, Document, Section, Span, Table, Text, Timeline};

/// Columns of the bar that stands for the time line.
const WIDTH: i64 = 56;

/// The whole page.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}\n", escaped(&document.title));
    for line in &document.summary {
        let _ = writeln!(out, "{}\n", inline(line));
    }
    for chapter in &document.chapters {
        let _ = writeln!(out, "## {}\n", escaped(&chapter.title));
        for section in &chapter.sections {
            write_section(&mut out, section);
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn write_section(out: &mut String, section: &Section) {
    let _ = writeln!(out, "### {}\n", escaped(&section.title));
    for block in &section.blocks {
        match block {
            Block::Paragraph(text) => {
                let _ = writeln!(out, "{}", inline(text));
            }
            Block::List(entries) => {
                for entry in entries {
                    let _ = writeln!(out, "* {}", inline(entry));
                }
            }
            Block::Steps(entries) => {
                for (position, entry) in entries.iter().enumerate() {
                    let _ = writeln!(out, "{}. {}", position + 1, inline(entry));
                }
            }
            Block::Table(table) => write_table(out, table),
            Block::Timeline(timeline) => write_timeline(out, timeline),
        }
        out.push('\n');
    }
}

fn write_table(out: &mut String, table: &Table) {
    let _ = writeln!(out, "**{}**\n", escaped(&table.caption));
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let headings = table.headings.iter().map(|heading| escaped(heading)).collect();
    let _ = writeln!(out, "{}", row(headings));
    let _ = writeln!(out, "|{}", " --- |".repeat(table.headings.len()));
    for cells in &table.rows {
        let _ = writeln!(out, "{}", row(cells.iter().map(cell).collect()));
    }
}

fn inline(text: &Text) -> String {
    text.0
        .iter()
        .map(|span| match span {
            Span::Plain(text) => escaped(text),
            Span::Strong(text) => format!("**{}**", escaped(text)),
            Span::Code(text) => code(text),
            Span::Place(place) => format!("({})", code(place)),
        })
        .collect()
}

/// A bar within code would end the cell; elsewhere it is escaped already.
fn cell(text: &Text) -> String {
    let spans = text.0.iter().map(|span| match span {
        Span::Code(code) => Span::Code(code.replace('|', "\\|")),
        Span::Place(place) => Span::Place(place.replace('|', "\\|")),
        other => other.clone(),
    });
    inline(&Text(spans.collect()))
}

/// On one line, with what Markdown would read as its own escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let characters: Vec<char> = text.chars().collect();
    for (position, &c) in characters.iter().enumerate() {
        let word = |at: Option<usize>| {
            at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric())
        };
        let inside_word = || word(position.checked_sub(1)) && word(Some(position + 1));
        match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '&' => out.extend(['\\', c]),
            '_' if !inside_word() => out.extend(['\\', c]),
            '#' | '+' | '-' if position == 0 => out.extend(['\\', c]),
            _ if c.is_control() => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// On one line, between as many backticks as it needs.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Bars of text in a block of code.
fn write_timeline(out: &mut String, timeline: &Timeline) {
    let _ = writeln!(out, "{}\n\n```text", escaped(&timeline.caption));
    let label = timeline.rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
    let zero = column(timeline, 0);
    let (before, after) = (pad(' ', zero), timeline.zero.as_str());
    let _ = writeln!(out, "{} {before}▼ {after}", pad(' ', label));
    for row in &timeline.rows {
        let mut cells: Vec<char> = (0..=WIDTH).map(|_| '·').collect();
        if let Some(cell) = cells.get_mut(zero) {
            *cell = '│';
        }
        for bar in &row.bars {
            draw(&mut cells, timeline, *bar, if row.excluded { '░' } else { '█' });
        }
        let bars: Vec<String> = row.bars.iter().map(Bar::to_string).collect();
        let name = format!("{}{}", row.label, pad(' ', label - row.label.chars().count()));
        let cells: String = cells.into_iter().collect();
        let _ = writeln!(out, "{name} {cells}  {}", bars.join(", "));
    }
    out.push_str("```\n");
}

fn draw(cells: &mut [char], timeline: &Timeline, bar: Bar, fill: char) {
    let first = column(timeline, bar.from);
    // A bar ends where the next day begins, and is seen however short it is.
    let end = bar.to.map_or(cells.len(), |to| column(timeline, to + 1).max(first + 1));
    for cell in cells.iter_mut().take(end).skip(first) {
        *cell = fill;
    }
    if bar.to.is_none()
        && let Some(last) = cells.last_mut()
    {
        *last = '►';
    }
}

fn column(timeline: &Timeline, day: i64) -> usize {
    let span = (timeline.to - timeline.from).max(1);
    let column = (day - timeline.from).saturating_mul(WIDTH) / span;
    usize::try_from(column.clamp(0, WIDTH)).unwrap_or(0)
}

fn pad(c: char, count: usize) -> String {
    std::iter::repeat_n(c, count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_read_as_its_own_is_escaped() {
        for (text, expected) in [
            ("FC_CONTACT_CLI_FACT", "FC_CONTACT_CLI_FACT"),
            ("_sic_", "\\_sic\\_"),
            ("a | b <script>", "a \\| b \\<script\\>"),
            ("# not a heading", "\\# not a heading"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(code("item.level == `x` || true"), "``item.level == `x` || true``");
    }
}
