//! What a chart says to those who cannot see it.

use super::{Chart, words};
use crate::wording::{UiLanguage, msg};

/// Characters of a description, so that long names do not fill pages.
const MOST: usize = 1_000;

/// The drawing as an image with a title and a description.
pub fn name(drawn: &str, chart: &Chart, language: UiLanguage) -> String {
    let Some((tag, rest)) = drawn.split_once('>') else { return drawn.to_owned() };
    let title = escaped(&words::title(&chart.title));
    let described: String = description(chart, language).chars().take(MOST).collect();
    let described = escaped(&described);
    format!(
        "{tag} role=\"img\" aria-label=\"{title}\">\n<title>{title}</title>\n<desc>{described}</desc>{rest}"
    )
}

fn description(chart: &Chart, language: UiLanguage) -> String {
    let points = chart.axis.len();
    if points == 0 || chart.series.is_empty() {
        return msg!("chart-empty").in_language(language);
    }
    let (first, last) = (chart.axis.name(0, language), chart.axis.name(points - 1, language));
    let range = msg!(
        "chart-described",
        label = words::short(&chart.value_label),
        points = points,
        first = first,
        last = last
    );
    let mut sentences = vec![range.in_language(language)];
    for series in &chart.series {
        let mut most = 0;
        for (point, value) in series.values.iter().enumerate() {
            if series.values.get(most).is_some_and(|found| value > found) {
                most = point;
            }
        }
        let highest = series.values.get(most).copied().unwrap_or_default();
        let sentence = msg!(
            "chart-described-series",
            name = words::short(&series.name),
            total = words::number(series.values.iter().sum(), language),
            highest = words::number(highest, language),
            at = chart.axis.name(most, language)
        );
        sentences.push(sentence.in_language(language));
    }
    sentences.join(" ")
}

fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '&' => written.push_str("&amp;"),
            '"' => written.push_str("&quot;"),
            '\'' => written.push_str("&apos;"),
            other => written.push(other),
        }
    }
    written
}
