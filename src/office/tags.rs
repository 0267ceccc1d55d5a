//! Tags in the text of a paragraph, whatever the word processor made of them
//! while they were typed.

use std::ops::Range;

/// Characters within one tag.
const LONGEST: usize = 4000;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Does {
    /// `{{ … }}`
    Prints,
    /// `{% … %}`
    Controls,
    /// `{# … #}`
    Comments,
}

/// What an author says that a tag stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// `{% … %}`: its paragraph or row if they hold nothing else.
    Found,
    /// `{%p … %}`
    Paragraph,
    /// `{%tr … %}`
    Row,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its first character in the paragraph.
    pub at: usize,
    /// Characters of the paragraph, the blanks that it takes away included.
    pub range: Range<usize>,
    pub does: Does,
    pub scope: Scope,
    /// Between the delimiters, as the template engine reads it.
    pub code: String,
}

impl Tag {
    pub fn keyword(&self) -> &str {
        let end = self.code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &self.code[..end.unwrap_or(self.code.len())]
    }

    /// As the author would know it again.
    pub fn shown(&self) -> String {
        match self.does {
            Does::Prints => format!("{{{{ {} }}}}", self.code),
            Does::Controls => format!("{{% {} %}}", self.code),
            Does::Comments => "{# … #}".to_owned(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A tag without its end: what is there of it.
    Open(String),
    /// An end without its tag.
    Stray(&'static str),
}

/// All tags of a paragraph, in order.
pub(super) fn find(text: &[char]) -> Result<Vec<Tag>, Mistake> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some((does, start)) = opening(text, at) else {
            for (end, shown) in [(['}', '}'], "}}"), (['%', '}'], "%}")] {
                if text[at..].starts_with(&end) {
                    return Err(Mistake::Stray(shown));
                }
            }
            at += 1;
            continue;
        };
        let (inner, end) = closing(text, start, does)
            .ok_or_else(|| Mistake::Open(text[at..].iter().take(40).collect()))?;
        let mut tag = tag(text, at..end, does, &inner);
        // Blanks between two tags that both take them away.
        if let Some(Tag { range: before, .. }) = tags.last() {
            tag.range.start = tag.range.start.max(before.end);
        }
        at = end.max(tag.range.end);
        tags.push(tag);
    }
    Ok(tags)
}

/// Characters that a reader does not see.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Blanks that typographers put before punctuation.
fn is_fixed_blank(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Where the inside of a tag begins, if one begins here.
fn opening(text: &[char], at: usize) -> Option<(Does, usize)> {
    if text.get(at) != Some(&'{') {
        return None;
    }
    let (offset, second) =
        text[at + 1..].iter().enumerate().find(|(_, c)| !is_unseen(**c) && !is_fixed_blank(**c))?;
    let does = match second {
        '{' => Does::Prints,
        '%' => Does::Controls,
        '#' => Does::Comments,
        _ => return None,
    };
    Some((does, at + 2 + offset))
}

/// The inside of a tag, made readable for the engine, and the place after it.
fn closing(text: &[char], start: usize, does: Does) -> Option<(String, usize)> {
    let text = &text[..text.len().min(start + LONGEST)];
    let mut inner = String::new();
    let mut braces = 0_usize;
    let mut at = start;
    while let Some(&c) = text.get(at) {
        let after_blanks = || {
            let rest = &text[at + 1..];
            let skipped = rest.iter().take_while(|c| is_unseen(**c) || is_fixed_blank(**c)).count();
            (rest.get(skipped) == Some(&'}')).then_some(at + 2 + skipped)
        };
        match (does, c) {
            (Does::Comments, '#') | (Does::Controls, '%') => {
                if let Some(end) = after_blanks() {
                    return Some((inner, end));
                }
                inner.push(c);
            }
            (Does::Comments, _) => inner.push(c),
            (Does::Prints, '}') if braces == 0 => return after_blanks().map(|end| (inner, end)),
            (_, '{') if matches!(text.get(at + 1), Some('{' | '%')) => return None,
            (_, '{') => {
                braces += 1;
                inner.push(c);
            }
            (_, '}') => {
                braces = braces.saturating_sub(1);
                inner.push(c);
            }
            _ if Quotes::of(c).is_some() => {
                at = string(text, at, &mut inner)?;
                continue;
            }
            (_, '–' | '—' | '−') => inner.push('-'),
            _ if is_unseen(c) => {}
            _ if c.is_whitespace() => inner.push(' '),
            _ => inner.push(c),
        }
        at += 1;
    }
    None
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Single,
    Double,
}

impl Quotes {
    fn of(c: char) -> Option<Self> {
        match c {
            '"' | '“' | '”' | '„' | '«' | '»' | '″' => Some(Self::Double),
            '\'' | '‘' | '’' | '‚' | '‹' | '›' | '′' => Some(Self::Single),
            _ => None,
        }
    }
}

/// Copies a string whose first quote may have been made a typographer's; gives
/// the place after it.
fn string(text: &[char], at: usize, inner: &mut String) -> Option<usize> {
    let first = *text.get(at)?;
    let quotes = Quotes::of(first)?;
    let rest = &text[at + 1..];
    let straight = matches!(first, '"' | '\'');
    let same = |c: char| Quotes::of(c) == Some(quotes);
    // An apostrophe within a word ends no string.
    let ends = |at: usize| {
        quotes == Quotes::Double || !rest.get(at + 1).is_some_and(|c| c.is_alphanumeric())
    };
    let tag_end =
        rest.windows(2).position(|pair| matches!(pair, ['%' | '}', '}'])).unwrap_or(rest.len());
    let escaped = |at: usize| at > 0 && rest[at - 1] == '\\';
    let exact = (0..rest.len()).find(|at| rest[*at] == first && !escaped(*at));
    let near = (0..rest.len()).find(|at| same(rest[*at]) && ends(*at));
    let length = match (straight, exact) {
        (true, Some(exact)) if exact < tag_end || near.is_none_or(|near| near > tag_end) => exact,
        _ => near.or(exact)?,
    };
    let content: String = rest[..length].iter().filter(|c| **c != '\u{ad}').collect();
    let quote = match (straight, content.contains('"'), quotes) {
        (true, ..) => first,
        (false, true, _) => '\'',
        (false, false, _) if content.contains('\'') => '"',
        (false, false, Quotes::Single) => '\'',
        (false, false, Quotes::Double) => '"',
    };
    inner.push(quote);
    // The blanks within French quotation marks are no part of the text.
    match first {
        '«' => inner.push_str(content.trim_matches(is_fixed_blank)),
        _ => inner.push_str(&content),
    }
    inner.push(quote);
    Some(at + 1 + length + 1)
}

fn tag(text: &[char], mut range: Range<usize>, does: Does, inner: &str) -> Tag {
    let at = range.start;
    let mut code = inner;
    if let Some(rest) = code.strip_prefix('-') {
        code = rest;
        while range.start > 0 && text[range.start - 1].is_whitespace() {
            range.start -= 1;
        }
    }
    if let Some(rest) = code.strip_suffix('-') {
        code = rest;
        while text.get(range.end).is_some_and(|c| c.is_whitespace()) {
            range.end += 1;
        }
    }
    let mut scope = Scope::Found;
    if does == Does::Controls {
        for (prefix, found) in [("p ", Scope::Paragraph), ("tr ", Scope::Row)] {
            if let Some(rest) = code.strip_prefix(prefix) {
                (code, scope) = (rest, found);
            }
        }
    }
    let code = code.trim().trim_matches('+').trim().to_owned();
    Tag { at, range, does, scope, code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        find(&text).expect("tags").into_iter().map(|tag| tag.code).collect()
    }

    #[test]
    fn what_a_word_processor_makes_of_a_tag_is_undone() {
        for (text, expected) in [
            ("{{ customer.name }}", "customer.name"),
            ("{{ date|date(“short”) }}", "date|date(\"short\")"),
            ("{{ date|date(‘short’) }}", "date|date('short')"),
            ("{{ date|date(«\u{a0}short\u{a0}») }}", "date|date(\"short\")"),
            ("{{ x|default(\"l’été\") }}", "x|default(\"l’été\")"),
            ("{{ x|default(‘l’été’) }}", "x|default('l’été')"),
            ("{{ x|default(\"a”) }} “", "x|default(\"a\")"),
            ("{{ \"}}\" }}", "\"}}\""),
            ("{{ {\"a\": 1}.a }}", "{\"a\": 1}.a"),
            ("{{\u{a0}customer.name\u{202f}}}", "customer.name"),
            ("{\u{a0}% if a\u{a0}%}", "if a"),
            ("{{ cus\u{ad}tomer }}", "customer"),
            ("{{ a – 1 }}", "a - 1"),
            ("{%p if a %}", "if a"),
            ("{%tr for a in b %}", "for a in b"),
            ("a {%- if a -%} b", "if a"),
        ] {
            assert_eq!(codes(text), [expected], "{text}");
        }
    }

    #[test]
    fn ordinary_braces_are_text() {
        assert_eq!(codes("{a} { b } {} 100 %"), Vec::<String>::new());
    }

    #[test]
    fn a_tag_begun_and_not_ended_is_told() {
        for (text, expected) in [
            ("{{ customer.name", Mistake::Open("{{ customer.name".to_owned())),
            ("{% if a {{ b }}", Mistake::Open("{% if a {{ b }}".to_owned())),
            ("{{ \"a }}", Mistake::Open("{{ \"a }}".to_owned())),
            ("customer.name }}", Mistake::Stray("}}")),
            ("if a %}", Mistake::Stray("%}")),
        ] {
            let text: Vec<char> = text.chars().collect();
            assert_eq!(find(&text), Err(expected));
        }
    }
}
