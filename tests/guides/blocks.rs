//! The fenced blocks and the tables of a guide.

use std::path::Path;

/// A fenced block with its place.
#[derive(Debug, Clone)]
pub struct Block {
    /// `docs/rules.md:12`, for failures.
    pub place: String,
    /// The first word after the fence.
    pub language: String,
    /// Further words.
    pub options: Vec<String>,
    pub text: String,
}

impl Block {
    pub fn has(&self, option: &str) -> bool {
        self.options.iter().any(|it| it == option)
    }
}

pub fn read(guide: &str) -> String {
    let path = Path::new("docs").join(guide);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every fenced block, in order.
pub fn blocks(guide: &str) -> Vec<Block> {
    let text = read(guide);
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                let mut words = info.split_whitespace().map(str::to_owned);
                open = Some(Block {
                    place: format!("docs/{guide}:{number}"),
                    language: words.next().unwrap_or_default(),
                    options: words.collect(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "docs/{guide}: a block without an end");
    blocks
}

/// The rows of the table whose first heading is this one; cells as written.
pub fn table(guide: &str, heading: &str) -> Vec<Vec<String>> {
    let text = read(guide);
    let is_head = |line: &str| cells(line).first().is_some_and(|cell| cell == heading);
    let rows: Vec<Vec<String>> = text
        .lines()
        .skip_while(|line| !is_head(line))
        .skip(2)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    assert!(!rows.is_empty(), "docs/{guide} has a table headed {heading:?}");
    rows
}

/// `\|` does not end a cell.
fn cells(line: &str) -> Vec<String> {
    let Some(inner) = line.trim().strip_prefix('|') else { return Vec::new() };
    let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{1}");
    inner.split('|').map(|cell| cell.trim().replace('\u{1}', "|")).collect()
}

/// What stands between backticks.
pub fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
