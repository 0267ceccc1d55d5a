//! How the two formats name what a letter is made of.

/// A format of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Office Open XML, Word.
    Docx,
    /// OpenDocument, LibreOffice.
    Odt,
}

impl Dialect {
    pub fn is_paragraph(self, name: &str) -> bool {
        match self {
            Self::Docx => name == "w:p",
            Self::Odt => matches!(name, "text:p" | "text:h"),
        }
    }

    pub fn is_row(self, name: &str) -> bool {
        match self {
            Self::Docx => name == "w:tr",
            Self::Odt => name == "table:table-row",
        }
    }

    pub fn is_table(self, name: &str) -> bool {
        match self {
            Self::Docx => name == "w:tbl",
            Self::Odt => name == "table:table",
        }
    }

    /// Text that is not the letter's: deleted, moved away, comments.
    pub fn is_aside(self, name: &str) -> bool {
        match self {
            Self::Docx => matches!(name, "w:del" | "w:moveFrom"),
            Self::Odt => matches!(name, "text:tracked-changes" | "office:annotation"),
        }
    }

    /// Whether character data in this element is text of its paragraph.
    pub fn holds_text(self, name: &str) -> bool {
        match self {
            Self::Docx => name == "w:t",
            Self::Odt => self.is_paragraph(name) || self.is_inline(name),
        }
    }

    /// Elements that can be ended and begun again without changing what is
    /// read.
    pub fn is_inline(self, name: &str) -> bool {
        match self {
            Self::Docx => matches!(name, "w:r" | "w:t" | "w:hyperlink" | "w:ins" | "w:smartTag"),
            Self::Odt => matches!(name, "text:span" | "text:a"),
        }
    }

    /// The character that an element stands for; a soft hyphen for what shows
    /// nothing.
    pub fn character(self, name: &str, parent: &str) -> Option<char> {
        match (self, name) {
            (Self::Docx, _) if parent != "w:r" => None,
            (Self::Docx, "w:tab") | (Self::Odt, "text:tab") => Some('\t'),
            (Self::Docx, "w:br" | "w:cr") | (Self::Odt, "text:line-break") => Some('\n'),
            (Self::Docx, "w:noBreakHyphen") => Some('-'),
            (Self::Docx, "w:softHyphen") => Some('\u{ad}'),
            (Self::Odt, "text:s") => Some(' '),
            _ => None,
        }
    }

    /// Whether an element in a paragraph shows nothing by itself, so that a
    /// paragraph of tags may go with it.
    pub fn shows_nothing(self, name: &str, raw: &str) -> bool {
        match self {
            Self::Docx => {
                self.is_inline(name)
                    || (name == "w:br" && !raw.contains("w:type"))
                    || name.starts_with("w:bookmark")
                    || name.starts_with("w:comment")
                    || matches!(
                        name,
                        "w:pPr"
                            | "w:rPr"
                            | "w:proofErr"
                            | "w:lastRenderedPageBreak"
                            | "w:tab"
                            | "w:cr"
                            | "w:noBreakHyphen"
                            | "w:softHyphen"
                            | "w:del"
                    )
            }
            Self::Odt => {
                self.is_inline(name)
                    || name.starts_with("text:bookmark")
                    || name.starts_with("text:change")
                    || name.starts_with("office:annotation")
                    || matches!(
                        name,
                        "text:s" | "text:tab" | "text:line-break" | "text:soft-page-break"
                    )
            }
        }
    }

    /// Elements with formatting only, whatever is in them.
    pub fn is_formatting(self, name: &str) -> bool {
        self == Self::Docx && matches!(name, "w:pPr" | "w:rPr")
    }

    /// Ends a line within a paragraph, where a value has a new line.
    pub fn line_break(self) -> &'static str {
        match self {
            Self::Docx => "</w:t><w:br/><w:t xml:space=\"preserve\">",
            Self::Odt => "<text:line-break/>",
        }
    }

    pub fn tab(self) -> &'static str {
        match self {
            Self::Docx => "</w:t><w:tab/><w:t xml:space=\"preserve\">",
            Self::Odt => "<text:tab/>",
        }
    }
}
