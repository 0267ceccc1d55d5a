//! What the page says, before it is HTML or Markdown.

use crate::plan::policy::Origin;

/// A page: chapters in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Code of the language that it is written in.
    pub language: &'static str,
    pub title: String,
    /// What the page holds for.
    pub summary: Vec<Text>,
    pub chapters: Vec<Chapter>,
}

/// A company, or what holds for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    pub title: String,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Paragraph(Text),
    /// Entries in no order that matters.
    List(Vec<Text>),
    /// Entries in an order that matters.
    Steps(Vec<Text>),
    Table(Table),
    Timeline(Timeline),
}

/// Rows under headings; each row has as many cells as there are headings, the
/// first names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    pub headings: Vec<String>,
    pub rows: Vec<Vec<Text>>,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    Strong(String),
    /// As a file has it: a condition, a name of a template.
    Code(String),
    /// Where something is written: file and line.
    Place(String),
}

impl Text {
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Plain(text.into())])
    }

    pub fn strong(text: impl Into<String>) -> Self {
        Self(vec![Span::Strong(text.into())])
    }

    pub fn code(text: impl Into<String>) -> Self {
        Self(vec![Span::Code(text.into())])
    }

    pub fn place(origin: &Origin) -> Self {
        Self(vec![Span::Place(origin.to_string())])
    }

    /// With code after a blank.
    pub fn then_code(mut self, text: impl Into<String>) -> Self {
        self.0.extend([Span::Plain(" ".to_owned()), Span::Code(text.into())]);
        self
    }

    /// With plain text after it.
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Plain(text.into()));
        self
    }

    /// With the place of the rule that says so.
    pub fn at(mut self, origin: &Origin) -> Self {
        self.0.extend([Span::Plain(" ".to_owned()), Span::Place(origin.to_string())]);
        self
    }
}

/// Levels over days: one row each, from the earliest bound to beyond the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What it shows, for those who cannot see it.
    pub caption: String,
    /// What day 0 is.
    pub zero: String,
    /// The unit of the axis.
    pub axis: String,
    /// The first and the last day shown.
    pub from: i64,
    pub to: i64,
    pub rows: Vec<TimelineRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    pub label: String,
    /// Days without reminders.
    pub excluded: bool,
    pub bars: Vec<Bar>,
}

/// Days from the first to the last, both inclusive; without a last one, for
/// ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub from: i64,
    pub to: Option<i64>,
}

impl std::fmt::Display for Bar {
    /// `5–15`, `91 →`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let signed = |day: i64| day.to_string().replace('-', "\u{2212}");
        match self.to {
            Some(to) if to == self.from => f.write_str(&signed(to)),
            Some(to) => write!(f, "{} … {}", signed(self.from), signed(to)),
            None => write!(f, "{} →", signed(self.from)),
        }
    }
}
