//! The page as one HTML file: no script, nothing from outside.

use std::fmt::Write as _;

use super::model::{Block, Document, Section, Span, Table, Text};
use super::svg::svg;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub fn html(document: &Document) -> String {
    let mut page = Page { out: String::new(), timelines: 0 };
    let title = escaped(&document.title);
    let _ = writeln!(
        page.out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"color-scheme\" content=\"light dark\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
         <h1>{title}</h1>",
        document.language
    );
    for line in &document.summary {
        let _ = writeln!(page.out, "<p>{}</p>", inline(line));
    }
    page.out.push_str("</header>\n");
    page.contents(document);
    page.out.push_str("<main>\n");
    for (chapter, number) in document.chapters.iter().zip(1..) {
        let _ = writeln!(
            page.out,
            "<section aria-labelledby=\"c{number}\">\n<h2 id=\"c{number}\">{}</h2>",
            escaped(&chapter.title)
        );
        for (section, position) in chapter.sections.iter().zip(1..) {
            page.section(section, &format!("c{number}-{position}"));
        }
        page.out.push_str("</section>\n");
    }
    page.out.push_str("</main>\n</body>\n</html>\n");
    page.out
}

struct Page {
    out: String,
    timelines: usize,
}

impl Page {
    fn contents(&mut self, document: &Document) {
        let _ = writeln!(self.out, "<nav aria-label=\"{}\">\n<ol>", escaped(&document.title));
        for (chapter, number) in document.chapters.iter().zip(1..) {
            let _ = writeln!(
                self.out,
                "<li><a href=\"#c{number}\">{}</a>\n<ol>",
                escaped(&chapter.title)
            );
            for (section, position) in chapter.sections.iter().zip(1..) {
                let _ = writeln!(
                    self.out,
                    "<li><a href=\"#c{number}-{position}\">{}</a></li>",
                    escaped(&section.title)
                );
            }
            self.out.push_str("</ol>\n</li>\n");
        }
        self.out.push_str("</ol>\n</nav>\n");
    }

    fn section(&mut self, section: &Section, id: &str) {
        let _ = writeln!(self.out, "<h3 id=\"{id}\">{}</h3>", escaped(&section.title));
        for block in &section.blocks {
            match block {
                Block::Paragraph(text) => {
                    let _ = writeln!(self.out, "<p>{}</p>", inline(text));
                }
                Block::List(entries) => self.list("ul", entries),
                Block::Steps(entries) => self.list("ol", entries),
                Block::Table(table) => self.table(table),
                Block::Timeline(timeline) => {
                    self.timelines += 1;
                    let drawing = svg(timeline, self.timelines);
                    let _ = writeln!(
                        self.out,
                        "<figure>\n{drawing}<figcaption>{}</figcaption>\n</figure>",
                        escaped(&timeline.caption)
                    );
                }
            }
        }
    }

    fn list(&mut self, element: &str, entries: &[Text]) {
        let _ = writeln!(self.out, "<{element}>");
        for entry in entries {
            let _ = writeln!(self.out, "<li>{}</li>", inline(entry));
        }
        let _ = writeln!(self.out, "</{element}>");
    }

    fn table(&mut self, table: &Table) {
        let _ = writeln!(
            self.out,
            "<div class=\"wide\"><table>\n<caption>{}</caption>\n<thead>\n<tr>",
            escaped(&table.caption)
        );
        for heading in &table.headings {
            let _ = writeln!(self.out, "<th scope=\"col\">{}</th>", escaped(heading));
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>\n");
            for (cell, column) in row.iter().zip(0..) {
                let (open, close) = match column {
                    0 => ("<th scope=\"row\">", "</th>"),
                    _ => ("<td>", "</td>"),
                };
                let _ = writeln!(self.out, "{open}{}{close}", inline(cell));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table></div>\n");
    }
}

fn inline(text: &Text) -> String {
    text.0
        .iter()
        .map(|span| match span {
            Span::Plain(text) => escaped(text),
            Span::Strong(text) => format!("<strong>{}</strong>", escaped(text)),
            Span::Code(text) => format!("<code>{}</code>", escaped(text)),
            Span::Place(place) => format!("<small class=\"place\">{}</small>", escaped(place)),
        })
        .collect()
}

/// For text and attributes; characters that no page may hold become a sign.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' | '\r' => out.push(' '),
            _ if c.is_control() => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
