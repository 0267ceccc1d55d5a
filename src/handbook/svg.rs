//! The time line as SVG, inside the HTML page.

use std::fmt::Write as _;

use super::html::escaped;
use super::model::{Bar, Timeline};

/// In units of the drawing, which is as wide as its place.
const WIDTH: i64 = 760;
const LABELS: i64 = 56;
const RIGHT: i64 = 124;
const ROW: i64 = 34;
const BAR: i64 = 20;
const TOP: i64 = 30;
const FOOT: i64 = 46;
/// Bars of a row whose days are written beside them.
const LABELLED: usize = 2;
/// Least distance between two figures of the axis.
const APART: i64 = 34;

/// Bars in rows over an axis of days.
pub fn svg(timeline: &Timeline, id: usize) -> String {
    let rows = i64::try_from(timeline.rows.len()).unwrap_or(0);
    let base = TOP + rows * ROW;
    let height = base + FOOT;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"timeline-{id}\">\n<title id=\"timeline-{id}\">{}</title>",
        escaped(&described(timeline))
    );
    let zero = x(timeline, 0);
    let _ = writeln!(
        out,
        "<line class=\"axis\" x1=\"{LABELS}\" y1=\"{base}\" x2=\"{end}\" y2=\"{base}\"/>\n\
         <line class=\"zero\" x1=\"{zero}\" y1=\"{above}\" x2=\"{zero}\" y2=\"{base}\"/>\n\
         <text class=\"zero\" x=\"{label}\" y=\"{text}\">{words}</text>",
        end = WIDTH - RIGHT,
        above = TOP - 8,
        label = zero + 4,
        text = TOP - 12,
        words = escaped(&timeline.zero),
    );
    for (row, position) in timeline.rows.iter().zip(0..) {
        let top = TOP + position * ROW + (ROW - BAR) / 2;
        let middle = top + BAR / 2 + 5;
        let _ = writeln!(
            out,
            "<text class=\"level\" x=\"{}\" y=\"{middle}\">{}</text>",
            LABELS - 10,
            escaped(&row.label)
        );
        let class = if row.excluded { "excluded" } else { "bar" };
        let shade = 1 + position.min(4);
        for bar in &row.bars {
            draw(&mut out, timeline, *bar, &format!("{class} s{shade}"), top);
        }
        // More would not find room; the table has them all.
        if row.bars.len() <= LABELLED {
            let days: Vec<String> = row.bars.iter().map(Bar::to_string).collect();
            let end = row.bars.iter().map(|bar| bar_end(timeline, *bar)).max().unwrap_or(LABELS);
            let _ = writeln!(
                out,
                "<text class=\"days\" x=\"{}\" y=\"{middle}\">{}</text>",
                end + 8,
                escaped(&days.join(", "))
            );
        }
    }
    for day in ticks(timeline) {
        let x = x(timeline, day);
        let _ = writeln!(
            out,
            "<line class=\"axis\" x1=\"{x}\" y1=\"{base}\" x2=\"{x}\" y2=\"{}\"/>\n\
             <text class=\"tick\" x=\"{x}\" y=\"{}\">{}</text>",
            base + 5,
            base + 19,
            day.to_string().replace('-', "\u{2212}")
        );
    }
    let _ = writeln!(
        out,
        "<text class=\"unit\" x=\"{}\" y=\"{}\">{}</text>\n</svg>",
        WIDTH - RIGHT,
        base + 38,
        escaped(&timeline.axis)
    );
    out
}

/// What the drawing shows, in one sentence.
fn described(timeline: &Timeline) -> String {
    let rows = timeline.rows.iter().map(|row| {
        let bars: Vec<String> = row.bars.iter().map(Bar::to_string).collect();
        format!("{} {}", row.label, bars.join(", "))
    });
    format!("{} {}", timeline.caption, rows.collect::<Vec<_>>().join("; "))
}

fn draw(out: &mut String, timeline: &Timeline, bar: Bar, class: &str, top: i64) {
    let (from, end) = (x(timeline, bar.from), bar_end(timeline, bar));
    let bottom = top + BAR;
    let _ = match bar.to {
        Some(_) => writeln!(
            out,
            "<rect class=\"{class}\" x=\"{from}\" y=\"{top}\" width=\"{}\" height=\"{BAR}\" rx=\"3\"/>",
            end - from
        ),
        // Ends in a point: it goes on.
        None => writeln!(
            out,
            "<path class=\"{class}\" d=\"M{from} {top}H{shoulder}L{end} {middle}L{shoulder} \
             {bottom}H{from}Z\"/>",
            shoulder = (end - 10).max(from),
            middle = top + BAR / 2
        ),
    };
}

/// A bar ends where the day after its last begins, and is seen however short
/// it is.
fn bar_end(timeline: &Timeline, bar: Bar) -> i64 {
    let end = bar.to.map_or(WIDTH - RIGHT, |to| x(timeline, to + 1));
    end.max(x(timeline, bar.from) + 4)
}

fn x(timeline: &Timeline, day: i64) -> i64 {
    let span = (timeline.to - timeline.from).max(1);
    let plot = WIDTH - LABELS - RIGHT;
    LABELS + ((day - timeline.from).saturating_mul(plot) / span).clamp(0, plot)
}

/// Day 0 and the days on which something begins, as far as there is room.
fn ticks(timeline: &Timeline) -> Vec<i64> {
    let mut days: Vec<i64> =
        timeline.rows.iter().flat_map(|row| &row.bars).map(|bar| bar.from).collect();
    days.sort_unstable();
    let mut ticks = vec![0];
    for day in days {
        if ticks.iter().all(|&tick| (x(timeline, tick) - x(timeline, day)).abs() >= APART) {
            ticks.push(day);
        }
    }
    ticks
}
