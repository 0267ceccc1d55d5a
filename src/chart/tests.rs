use chrono::{Days, NaiveDate};
use resvg::usvg::{Options, Tree};

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn days(count: u64) -> Axis {
    let first = day("2026-11-24");
    Axis::Dates((0..count).filter_map(|after| first.checked_add_days(Days::new(after))).collect())
}

fn series(name: &str, values: &[f64]) -> Series {
    Series { name: name.to_owned(), values: values.to_vec() }
}

fn reminders() -> Chart {
    let axis = Axis::Dates(["2026-12-29", "2026-12-30", "2027-01-04"].map(day).to_vec());
    let levels = vec![
        series("N1", &[12.0, 30.0, 4.0]),
        series("N2", &[8.0, 0.0, 11.0]),
        series("N5", &[1.0, 2.0, 0.0]),
    ];
    Chart::new("Reminders per day", axis, "Reminders", levels, Kind::StackedBars).expect("a chart")
}

fn painted(chart: &Chart) {
    let png = chart.png(UiLanguage::French).expect("a PNG");
    let size = imagesize::blob_size(&png).expect("a picture");
    assert_eq!((size.width, size.height), (1920, 960));
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).expect("a picture");
    let first = pixels.pixel(0, 0).expect("a pixel");
    assert!(pixels.pixels().iter().any(|pixel| *pixel != first), "something is drawn");
}

/// The SVG is a document of its size.
fn drawn(chart: &Chart) -> String {
    let svg = chart.svg(UiLanguage::French).expect("an SVG");
    assert_eq!(svg, chart.svg(UiLanguage::French).expect("the same"), "always the same");
    let tree = Tree::from_str(&svg, &Options::default()).expect("a document");
    assert_eq!((tree.size().width(), tree.size().height()), (960.0, 480.0));
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    svg
}

#[test]
fn bars_of_levels_stand_on_each_other() {
    let svg = reminders().svg(UiLanguage::English).expect("an SVG");
    insta::assert_snapshot!(svg);
    painted(&reminders());
}

#[test]
fn every_kind_of_numbers_can_be_drawn() {
    let negative: &[f64] = &[-5.0, 3.0, -2.5];
    let zeros: &[f64] = &[0.0, 0.0, 0.0];
    let odd: &[f64] = &[f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
    let huge: &[f64] = &[1e300, 1e9, f64::MIN];
    let tiny: &[f64] = &[0.001, 1e-300, 0.4];
    for kind in [Kind::StackedBars, Kind::GroupedBars, Kind::Lines] {
        for values in [negative, zeros, odd, huge, tiny] {
            let series = vec![series("a", values), series("b", &[1.0, 2.0, 3.0])];
            drawn(&Chart::new("t", days(3), "y", series, kind).expect("a chart"));
        }
        let one = vec![series("a", &[7.0])];
        drawn(&Chart::new("t", days(1), "y", one, kind).expect("one point"));
        drawn(&Chart::new("t", days(3), "y", Vec::new(), kind).expect("no series"));
        let nothing =
            Chart::new("t", days(0), "y", vec![series("a", &[])], kind).expect("no point");
        assert!(drawn(&nothing).contains("Rien à montrer"));
    }
}

#[test]
fn hostile_names_stay_text() {
    let name = "</text><script>alert(1)</script>\u{0}\u{b}\u{ffff}\" onload='x' & ]]>";
    let long = "é".repeat(5_000);
    let axis = Axis::Names(vec![name.to_owned(), long.clone()]);
    let series =
        vec![series(name, &[1.0, 2.0]), series(&long, &[3.0, 4.0]), series("", &[1.0, 0.0])];
    let chart = Chart::new(name, axis, long, series, Kind::StackedBars).expect("a chart");
    let svg = drawn(&chart);
    assert!(!svg.contains("<script") && svg.len() < 12_000, "{svg}");
    assert!(svg.contains("&lt;script&gt;"));
    painted(&chart);
}

#[test]
fn what_cannot_be_told_apart_is_refused() {
    let many = vec![1.0; MOST_POINTS + 1];
    let error = Chart::new("t", days(125), "y", vec![series("a", &many)], Kind::Lines);
    assert_eq!(error, Err(ChartError::TooManyPoints { found: 125 }));
    let many = vec![series("a", &[1.0]); MOST_SERIES + 1];
    let error = Chart::new("t", days(1), "y", many, Kind::Lines);
    assert_eq!(error, Err(ChartError::TooManySeries { found: 13 }));
    let uneven = vec![series("a", &[1.0, 2.0])];
    let error = Chart::new("t", days(3), "y", uneven, Kind::Lines);
    assert_eq!(error, Err(ChartError::Uneven { name: "a".into(), found: 2, points: 3 }));
    for language in [UiLanguage::English, UiLanguage::French] {
        let text = ChartError::TooManyPoints { found: 125 }.message().in_language(language);
        assert!(text.contains("125") && text.contains("124"), "{text}");
    }
}

#[test]
fn as_many_days_as_fit_are_drawn_and_named() {
    let values: Vec<f64> = (0..120).map(|day| f64::from(day % 7)).collect();
    let chart = Chart::new("t", days(120), "y", vec![series("a", &values)], Kind::StackedBars);
    let svg = drawn(&chart.expect("a chart"));
    assert!(svg.contains("24 nov.") && svg.contains("2027"), "{svg}");
}

#[test]
fn months_have_no_days() {
    let axis = Axis::Months(["2026-12-01", "2027-01-01"].map(day).to_vec());
    let chart = Chart::new("t", axis, "y", vec![series("a", &[1.0, 2.0])], Kind::StackedBars);
    let svg = drawn(&chart.expect("a chart"));
    for text in ["\ndéc.\n", "\n2026\n", "\njanv.\n", "\n2027\n"] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
}

#[test]
fn steps_are_round_and_whole() {
    for (low, high, expected) in [
        (0.0, 0.0, "0 1"),
        (0.0, 1.0, "0 1"),
        (0.0, 3.0, "0 1 2 3"),
        (0.0, 41.0, "0 10 20 30 40 50"),
        (0.0, 600.0, "0 100 200 300 400 500 600"),
        (0.0, 1401.0, "0 500 1000 1500"),
        (-8.0, 12.0, "-10 -5 0 5 10 15"),
        (0.2, 0.4, "0 1"),
    ] {
        let marks: Vec<String> =
            scale::Scale::of(low, high).marks().map(|mark| mark.to_string()).collect();
        assert_eq!(marks.join(" "), expected, "{low}..{high}");
    }
}

#[test]
fn thousands_stand_apart() {
    let both = [UiLanguage::English, UiLanguage::French];
    for (value, english, french) in [
        (0.0, "0", "0"),
        (999.0, "999", "999"),
        (1000.0, "1,000", "1\u{a0}000"),
        (1234567.5, "1,234,567.5", "1\u{a0}234\u{a0}567,5"),
        (-1000.0, "\u{2212}1,000", "\u{2212}1\u{a0}000"),
        (-0.01, "0", "0"),
    ] {
        assert_eq!(both.map(|language| words::number(value, language)), [english, french]);
    }
}

#[test]
fn the_ending_says_the_format() {
    for (path, expected) in [
        ("a.svg", Some(Format::Svg)),
        ("a.b.PNG", Some(Format::Png)),
        ("a.pdf", None),
        ("svg", None),
        ("", None),
    ] {
        assert_eq!(Format::of(Path::new(path)), expected, "{path}");
    }
}
