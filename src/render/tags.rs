//! The tags by which a template brings in others.

/// Which template a tag brings in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named<'a> {
    Plain(&'a str),
    /// Chosen when the template is made: it may be any.
    AtRunTime,
}

/// What the tags of a source bring in, in their order.
pub(super) fn of(source: &str) -> Vec<Named<'_>> {
    let tags = source.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    tags.filter_map(brought_in).collect()
}

/// Names of the templates that the tags of a source bring in, as far as they
/// are plain.
pub(super) fn names(source: &str) -> impl Iterator<Item = &str> {
    of(source).into_iter().filter_map(|named| match named {
        Named::Plain(name) => Some(name),
        Named::AtRunTime => None,
    })
}

fn brought_in(tag: &str) -> Option<Named<'_>> {
    let tag = tag.trim_start_matches(['-', '+']).trim_end_matches(['-', '+']).trim();
    let end = tag.find(|c: char| !c.is_ascii_alphabetic())?;
    let (word, named) = tag.split_at(end);
    if !matches!(word, "extends" | "include" | "import" | "from") {
        return None;
    }
    Some(plain(named.trim()).map_or(Named::AtRunTime, Named::Plain))
}

/// The name, where a plain text stands for the template.
fn plain(named: &str) -> Option<&str> {
    let quote = named.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (name, rest) = named.get(1..)?.split_once(quote)?;
    let rest = rest.trim();
    let follow = ["import", "as", "ignore", "with", "without"];
    (rest.is_empty() || follow.iter().any(|word| rest.starts_with(word))).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::Named::{AtRunTime, Plain};
    use super::*;

    #[test]
    fn tags_bring_templates_in() {
        for (source, expected) in [
            ("{% extends \"layout/mail.html\" %}", &[Plain("layout/mail.html")][..]),
            ("{%- include 'a.txt' ignore missing -%}", &[Plain("a.txt")]),
            ("{%include\"a.txt\"%}", &[Plain("a.txt")]),
            (
                "{% from \"a.txt\" import b %}{% import \"c.txt\" as c %}",
                &[Plain("a.txt"), Plain("c.txt")],
            ),
            ("{% include \"a/\" ~ level.code %}", &[AtRunTime]),
            ("{% include chosen %}", &[AtRunTime]),
            ("{% include [\"a.txt\", \"b.txt\"] %}", &[AtRunTime]),
            ("{% if is_overdue %}include x{% endif %}", &[]),
            ("{% if \"c.txt\" %}{{ \"d.txt\" }}{% endif %}", &[]),
        ] {
            assert_eq!(of(source), expected, "{source}");
        }
    }
}
