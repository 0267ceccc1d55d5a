//! Where everything lies, and the drawing of it.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, EmptyElement, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle,
    SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle, TextStyle};

use super::scale::Scale;
use super::{Chart, ChartError, Kind, words};
use crate::wording::{UiLanguage, msg};

pub const WIDTH: u32 = 960;
pub const HEIGHT: u32 = 480;

/// Between everything and the border.
const MARGIN: i32 = 16;
const TITLE_SIZE: i32 = 18;
const TEXT_SIZE: i32 = 13;
/// Pixels of a bar at most, where there are few.
const BROADEST: f64 = 64.0;
/// Height of a line of text.
const LINE: i32 = 20;
/// The square of a colour in the legend.
const SQUARE: i32 = 11;

/// Reads well on white and on black.
const INK: RGBColor = RGBColor(115, 115, 115);
const GRID: RGBColor = RGBColor(128, 128, 128);
/// After Okabe and Ito, without its yellow and black; then darker and lighter
/// ones for the rare further series.
const COLOURS: [RGBColor; 12] = [
    RGBColor(0, 114, 178),
    RGBColor(230, 159, 0),
    RGBColor(0, 158, 115),
    RGBColor(204, 121, 167),
    RGBColor(86, 180, 233),
    RGBColor(213, 94, 0),
    RGBColor(148, 103, 189),
    RGBColor(140, 140, 140),
    RGBColor(23, 162, 184),
    RGBColor(163, 122, 60),
    RGBColor(112, 128, 56),
    RGBColor(190, 70, 120),
];

type Canvas<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// The place of the bars or lines, and what maps numbers onto it.
struct Frame {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
    points: usize,
    scale: Scale,
}

pub fn draw(chart: &Chart, language: UiLanguage) -> Result<String, ChartError> {
    let mut svg = String::new();
    {
        let canvas = SVGBackend::with_string(&mut svg, chart.size).into_drawing_area();
        let below = head(&canvas, chart)?;
        let frame = Frame::of(chart, below, language);
        values_axis(&canvas, &frame, language)?;
        points_axis(&canvas, &frame, chart, language)?;
        match chart.kind {
            _ if chart.axis.is_empty() || chart.series.is_empty() => {
                let at = (frame.left.midpoint(frame.right), frame.top.midpoint(frame.bottom));
                let empty = msg!("chart-empty").in_language(language);
                write(&canvas, &empty, at, TEXT_SIZE, HPos::Center, VPos::Center)?;
            }
            Kind::StackedBars => stacked(&canvas, &frame, chart)?,
            Kind::GroupedBars => grouped(&canvas, &frame, chart)?,
            Kind::Lines => lines(&canvas, &frame, chart)?,
        }
        canvas.present().map_err(failed)?;
    }
    Ok(svg)
}

impl Frame {
    fn of(chart: &Chart, top: i32, language: UiLanguage) -> Self {
        let (low, high) = extent(chart);
        let scale = Scale::of(low, high);
        let widest =
            scale.marks().map(|mark| words::width(&words::number(mark, language), TEXT_SIZE));
        Self {
            left: MARGIN + widest.max().unwrap_or_default().max(24) + 8,
            right: size(chart.size.0) - MARGIN,
            top,
            bottom: size(chart.size.1) - MARGIN - 2 * LINE,
            points: chart.axis.len().max(1),
            scale,
        }
    }

    fn y(&self, value: f64) -> i32 {
        let height = f64::from(self.bottom - self.top);
        self.bottom - pixel(self.scale.share(value) * height)
    }

    /// The left end of a point's place, in pixels.
    fn x(&self, point: f64) -> i32 {
        let width = f64::from(self.right - self.left);
        self.left + pixel(point / count(self.points) * width)
    }

    /// How much of a point's place so many bars side by side take.
    fn breadth(&self, bars: usize) -> f64 {
        let place = f64::from(self.right - self.left) / count(self.points);
        (BROADEST * count(bars) / place).min(0.8)
    }

    fn middle(&self, point: usize) -> i32 {
        self.x(count(point) + 0.5)
    }
}

/// The lowest and the highest that is drawn.
fn extent(chart: &Chart) -> (f64, f64) {
    let all = chart.series.iter().flat_map(|series| series.values.iter().copied());
    if chart.kind != Kind::StackedBars {
        return all.fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)));
    }
    (0..chart.axis.len()).fold((0.0, 0.0), |(low, high), point| {
        let at = chart.series.iter().filter_map(|series| series.values.get(point).copied());
        let (below, above) = at.fold((0.0, 0.0), |(below, above), value| {
            if value < 0.0 { (below + value, above) } else { (below, above + value) }
        });
        (below.min(low), above.max(high))
    })
}

/// Title, legend and what the values are; the place below them.
fn head(canvas: &Canvas<'_>, chart: &Chart) -> Result<i32, ChartError> {
    let title = words::title(&chart.title);
    write(canvas, &title, (MARGIN, MARGIN), TITLE_SIZE, HPos::Left, VPos::Top)?;
    let (mut x, mut y) = (MARGIN, MARGIN + TITLE_SIZE + 14);
    for (series, colour) in chart.series.iter().zip(COLOURS) {
        let name = words::short(&series.name);
        let width = SQUARE + 6 + words::width(&name, TEXT_SIZE);
        if x + width > size(chart.size.0) - MARGIN && x > MARGIN {
            (x, y) = (MARGIN, y + LINE);
        }
        rectangle(canvas, (x, y), (x + SQUARE, y + SQUARE), colour)?;
        let at = (x + SQUARE + 6, y + SQUARE / 2);
        write(canvas, &name, at, TEXT_SIZE, HPos::Left, VPos::Center)?;
        x += width + 18;
    }
    let label = words::title(&chart.value_label);
    y += LINE + 6;
    write(canvas, &label, (MARGIN, y), TEXT_SIZE, HPos::Left, VPos::Top)?;
    Ok(y + LINE + 4)
}

fn values_axis(canvas: &Canvas<'_>, frame: &Frame, language: UiLanguage) -> Result<(), ChartError> {
    for mark in frame.scale.marks() {
        let y = frame.y(mark);
        let strength = if mark == 0.0 { 0.9 } else { 0.3 };
        let style = GRID.mix(strength).stroke_width(1);
        line(canvas, vec![(frame.left, y), (frame.right, y)], style)?;
        let text = words::number(mark, language);
        write(canvas, &text, (frame.left - 8, y), TEXT_SIZE, HPos::Right, VPos::Center)?;
    }
    Ok(())
}

/// As many points are named as there is room for.
fn points_axis(
    canvas: &Canvas<'_>,
    frame: &Frame,
    chart: &Chart,
    language: UiLanguage,
) -> Result<(), ChartError> {
    let points = chart.axis.len();
    let widest = (0..points)
        .map(|point| words::width(&chart.axis.label(point, None, language)[0], TEXT_SIZE))
        .max()
        .unwrap_or_default();
    let room = f64::from(frame.right - frame.left) / f64::from(widest + 14);
    let every = (count(points) / room.max(1.0)).ceil().max(1.0);
    let mut before = None;
    for point in (0..points).step_by(whole(every)) {
        let x = frame.middle(point);
        let style = GRID.mix(0.9).stroke_width(1);
        line(canvas, vec![(x, frame.bottom), (x, frame.bottom + 4)], style)?;
        for (row, text) in (0..).zip(chart.axis.label(point, before, language)) {
            let half = words::width(&text, TEXT_SIZE) / 2;
            let x = x.min(size(chart.size.0) - 4 - half).max(half + 4);
            let y = frame.bottom + 8 + row * (LINE - 4);
            write(canvas, &text, (x, y), TEXT_SIZE, HPos::Center, VPos::Top)?;
        }
        before = Some(point);
    }
    Ok(())
}

/// What is negative hangs below zero.
fn stacked(canvas: &Canvas<'_>, frame: &Frame, chart: &Chart) -> Result<(), ChartError> {
    let breadth = frame.breadth(1);
    for point in 0..chart.axis.len() {
        let left = frame.x(count(point) + 0.5 - breadth / 2.0);
        let right = frame.x(count(point) + 0.5 + breadth / 2.0).max(left + 1);
        let (mut below, mut above) = (0.0, 0.0);
        for (series, colour) in chart.series.iter().zip(COLOURS) {
            let value = series.values.get(point).copied().unwrap_or_default();
            let end: &mut f64 = if value < 0.0 { &mut below } else { &mut above };
            let (from, to) = (frame.y(*end), frame.y(*end + value));
            *end += value;
            let (top, bottom) = (from.min(to), from.max(to));
            // A hairline between the parts, where they are high enough.
            let top = if bottom - top > 2 { top + 1 } else { top };
            if bottom > top {
                rectangle(canvas, (left, top), (right, bottom), colour)?;
            }
        }
    }
    Ok(())
}

fn grouped(canvas: &Canvas<'_>, frame: &Frame, chart: &Chart) -> Result<(), ChartError> {
    let zero = frame.y(0.0);
    let breadth = frame.breadth(chart.series.len());
    let width = breadth / count(chart.series.len());
    for point in 0..chart.axis.len() {
        for (place, (series, colour)) in chart.series.iter().zip(COLOURS).enumerate() {
            let value = series.values.get(point).copied().unwrap_or_default();
            let start = count(point) + 0.5 - breadth / 2.0 + count(place) * width;
            let left = frame.x(start);
            let right = frame.x(start + width).max(left + 1);
            let y = frame.y(value);
            if y != zero {
                rectangle(canvas, (left, y.min(zero)), (right, y.max(zero)), colour)?;
            }
        }
    }
    Ok(())
}

fn lines(canvas: &Canvas<'_>, frame: &Frame, chart: &Chart) -> Result<(), ChartError> {
    for (series, colour) in chart.series.iter().zip(COLOURS) {
        let places: Vec<(i32, i32)> = series
            .values
            .iter()
            .enumerate()
            .map(|(point, &value)| (frame.middle(point), frame.y(value)))
            .collect();
        for &place in &places {
            let dot = EmptyElement::at(place) + Circle::new((0, 0), 3, colour.filled());
            canvas.draw(&dot).map_err(failed)?;
        }
        line(canvas, places, colour.stroke_width(2))?;
    }
    Ok(())
}

fn rectangle(
    canvas: &Canvas<'_>,
    from: (i32, i32),
    to: (i32, i32),
    colour: RGBColor,
) -> Result<(), ChartError> {
    canvas.draw(&Rectangle::new([from, to], colour.filled())).map_err(failed)
}

fn line(canvas: &Canvas<'_>, places: Vec<(i32, i32)>, style: ShapeStyle) -> Result<(), ChartError> {
    canvas.draw(&PathElement::new(places, style)).map_err(failed)
}

fn write(
    canvas: &Canvas<'_>,
    text: &str,
    at: (i32, i32),
    size: i32,
    across: HPos,
    along: VPos,
) -> Result<(), ChartError> {
    if text.is_empty() {
        return Ok(());
    }
    let style =
        TextStyle::from(("sans-serif", size).into_font()).color(&INK).pos(Pos::new(across, along));
    canvas.draw(&Text::new(text, at, style)).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> ChartError {
    ChartError::Drawing { cause: error.to_string() }
}

fn size(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or(i32::MAX)
}

/// Counts here are far below what a float holds exactly.
fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}

/// Within the drawing: far below what an integer holds.
#[expect(clippy::cast_possible_truncation)]
fn pixel(place: f64) -> i32 {
    place.round() as i32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(number: f64) -> usize {
    number.max(1.0) as usize
}
