//! Where scripts stand in the files: functions by name, expressions inside
//! YAML scalars.

use rhai::{Engine, Token};

use crate::diagnostic::Position;
use crate::rules::source::Place;

/// The names of the functions of a script with their places, in order.
pub fn functions(engine: &Engine, text: &str) -> Vec<(String, Position)> {
    let mut found = Vec::new();
    let mut after_fn = false;
    // Open braces within each `${…}` that is being read: at its end the
    // tokenizer must be told that the text goes on.
    let mut interpolations: Vec<usize> = Vec::new();
    let input = [text];
    let (tokens, control) = engine.lex(&input);
    for (token, at) in tokens {
        match (&token, interpolations.last_mut()) {
            (Token::InterpolatedString(_), _) => interpolations.push(0),
            (Token::LeftBrace | Token::MapStart, Some(open)) => *open += 1,
            (Token::RightBrace, Some(open)) if *open <= 1 => {
                interpolations.pop();
                control.borrow_mut().is_within_text = true;
            }
            (Token::RightBrace, Some(open)) => *open -= 1,
            _ => {}
        }
        match token {
            Token::Fn => after_fn = true,
            Token::Identifier(name) if after_fn => {
                after_fn = false;
                if let Some(at) = position(at) {
                    found.push((name.to_string(), at));
                }
            }
            Token::EOF | Token::LexError(_) => break,
            _ => after_fn = false,
        }
    }
    found
}

pub fn position(at: rhai::Position) -> Option<Position> {
    Some(Position { line: at.line()?, column: at.position().unwrap_or(1).max(1) })
}

/// How positions within an expression become positions of its YAML file.
#[derive(Debug, Clone)]
pub struct Expression {
    pub place: Place,
    layout: Layout,
}

#[derive(Debug, Clone, Copy)]
enum Layout {
    /// On the line of the scalar, after so many characters of quoting.
    Line { quote: usize },
    /// A literal block: line by line, all indented as the first.
    Block,
    /// Folded or spread over lines: only the start is known.
    Folded,
}

impl Expression {
    /// `text` is the value of the scalar at `place`.
    pub fn new(place: &Place, text: &str) -> Self {
        let mut lines = place.file.text.lines().skip(place.at.line.saturating_sub(2));
        let above = if place.at.line > 1 { lines.next() } else { None }.unwrap_or_default();
        let line = lines.next().unwrap_or_default();
        let written: String = line.chars().skip(place.at.column.saturating_sub(1)).collect();
        let quote = usize::from(written.starts_with(['"', '\'']));
        let layout = if written.get(quote..).is_some_and(|rest| rest.starts_with(text)) {
            Layout::Line { quote }
        } else if above.trim_end().trim_end_matches(['-', '+']).ends_with('|') {
            Layout::Block
        } else {
            Layout::Folded
        };
        Self { place: place.clone(), layout }
    }

    /// The position in the file of a position in the expression.
    pub fn locate(&self, at: Option<Position>) -> Place {
        let start = self.place.at;
        let at = match (self.layout, at) {
            (Layout::Line { quote }, Some(Position { line: 1, column })) => {
                Position { line: start.line, column: start.column + quote + column - 1 }
            }
            (Layout::Block, Some(Position { line, column })) => {
                Position { line: start.line + line - 1, column: start.column + column - 1 }
            }
            _ => start,
        };
        Place { file: self.place.file.clone(), at }
    }
}
