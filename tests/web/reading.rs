//! Pages as their readers see them.

/// The source of a page, with characters in place of their names.
pub fn plain(page: &str) -> String {
    page.replace("&#x2f;", "/").replace("&#x27;", "'").replace("&amp;", "&")
}

/// The text of a page without tags, with single spaces.
pub fn words(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    plain(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands between two texts of a page.
pub fn section<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from}: {page}"));
    rest.split_once(to).map_or(rest, |(found, _)| found)
}
