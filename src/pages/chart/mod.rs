//! The chart of an indicator: a view of numbers and texts that a template draws as SVG.
//!
//! Across, places are in percent, so that a chart is as wide as its column while its text keeps its size; down, in pixels.
//! Time and values are to scale. What the sources say of a value (about, over, under, provisional) is told by shape, never by colour.
//!
//! A chart is made from the observations ([`Point`]) and what it is to be like ([`Spec`]); [`Chart`] is what templates see.
//! [`ticks`] and [`time`] are its axes, [`bars`] says where bars stand, [`latest`] where the newest value is written.
//! [`sparkline`] makes a chart as small as a word.

mod bars;
mod latest;
mod spark;
mod ticks;
mod time;
mod view;

#[cfg(test)]
mod tests;

use jiff::civil;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::locale::Qualifier;

pub(super) use spark::{Sparkline, sparkline};
use ticks::Scale;
use time::{Period, Timeline};
pub(super) use view::Chart;
use view::{Latest, Leader, Mark, PeriodName, Rectangle, Stroke, ValueTick, Words};

/// The height of the drawing, and where the axis of values ends and begins in it, in pixels.
const HEIGHT: f64 = 272.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 244.0;

/// The width of the plot on a screen of 360 pixels: what fits there, fits anywhere.
const NARROW: f64 = 270.0;

/// More points than these have smaller dots, and more than those none, nor words of their own.
const MANY: usize = 24;
const CROWD: usize = 60;

/// How far from the end of a bar its mark stands, in pixels.
const OFF: f64 = 10.0;

/// How an indicator is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A level: a line through dots.
    Line,
    /// An amount of a period, or a change: bars from zero.
    Bar,
    /// A level that holds until the next: steps through dots.
    Step,
}

/// How exact a date under the axis of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Granularity {
    /// 2024
    Year,
    /// October 2024
    Month,
}

/// An observation. A series is sorted by `at`.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// The first day of its period, if it has one.
    pub from: Option<civil::Date>,
    /// The day for which it was stated, or the last of its period.
    pub at: civil::Date,
    /// The value in the unit's base.
    pub value: Decimal,
    /// The value in words: `over 2.64 million`.
    pub label: String,
    /// The day or period in words.
    pub when: String,
    /// Whether its source may still change it.
    pub provisional: bool,
    /// What its source says of it.
    pub qualifier: Qualifier,
    /// Whether it does not continue the point before it.
    pub breaks: bool,
}

/// What a chart is to be like.
pub(super) struct Spec<'a> {
    /// Line or bars.
    pub form: Form,
    /// Whether zero must be on the axis of a line too, as for growth.
    pub from_zero: bool,
    /// The unit of the axis in words: `million stations`.
    pub axis_title: String,
    /// The power of ten in it: 6 for millions.
    pub power: u32,
    /// Writes the decimal of a tick in the page's language.
    pub format: &'a dyn Fn(&str) -> String,
    /// Writes a year or month in the page's language.
    pub date: &'a dyn Fn(civil::Date, Granularity) -> String,
    /// What the chart shows.
    pub title: String,
    /// What is to be seen in it, for those who do not see it.
    pub description: String,
    /// What makes the chart's ids differ from those of others on the page.
    pub id: &'a str,
}

/// A point in place: percent across, pixels down.
struct Placed {
    x: f64,
    y: f64,
    bar: Option<Bar>,
}

/// A bar in place.
struct Bar {
    left: f64,
    width: f64,
    /// The height of zero.
    foot: f64,
}

/// The chart of a series; `None` if that is empty.
pub(super) fn chart(points: &[Point], spec: &Spec) -> Option<Chart> {
    let last = points.last()?;
    let (low, high) = ticks::reach(points.iter().map(number), spec.form != Form::Bar && !spec.from_zero);
    let scale = Scale::new(low, high, spec.power);
    let height = |value: f64| BOTTOM - (BOTTOM - TOP) * scale.share(value);
    let spans = if spec.form == Form::Bar { bars::spans(points) } else { Vec::new() };
    let whole_years = points.len() == 1;
    let time = Timeline::new(bars::start(points, &spans), last.at, whole_years);
    let placed: Vec<Placed> = placed(points, &spans, &time, &height);

    let values: Vec<ValueTick> =
        scale.ticks.iter().map(|t| ValueTick { y: px(height(t.value)), label: (spec.format)(&t.text), zero: t.value == 0.0 }).collect();
    let widest = values.iter().map(|v| width(&v.label)).fold(0.0, f64::max);
    let (boundaries, names) = time.marks(spec.date);
    let joined = || placed.windows(2).zip(&points[1..]).filter(|(_, p)| !p.breaks).map(|(two, _)| (&two[0], &two[1]));
    // Where each level of a chart of steps ends: below or above the next point.
    let corners: Vec<Placed> = if spec.form == Form::Step { joined().map(|(a, b)| Placed { x: b.x, y: a.y, bar: None }).collect() } else { Vec::new() };
    let strokes: Vec<(&Placed, &Placed)> = match spec.form {
        Form::Line => joined().collect(),
        Form::Step => joined().zip(&corners).flat_map(|((a, b), corner)| [(a, corner), (corner, b)]).collect(),
        Form::Bar => Vec::new(),
    };
    Some(Chart {
        id: spec.id.to_owned(),
        title: spec.title.clone(),
        description: spec.description.clone(),
        axis: spec.axis_title.clone(),
        form: match spec.form {
            Form::Line => "line",
            Form::Bar => "bar",
            Form::Step => "step",
        }
        .to_owned(),
        height: px(HEIGHT),
        gutter: gutter(widest).to_owned(),
        starts_at: (scale.low() > 0.0).then(|| values[0].label.clone()),
        cumulative: spec.form == Form::Bar && bars::accumulate(points),
        dense: points.len() > MANY,
        top: px(TOP),
        bottom: px(BOTTOM),
        boundaries: boundaries.into_iter().map(percent).collect(),
        periods: names.into_iter().map(period_name).collect(),
        strokes: strokes.iter().map(|(a, b)| Stroke { x1: percent(a.x), y1: px(a.y), x2: percent(b.x), y2: px(b.y) }).collect(),
        marks: marks(points, &placed, spec.form),
        latest: latest::place(last, &placed, &strokes)?,
        legend: legend(points, spec.form),
        values,
    })
}

/// What is drawn of each point.
fn marks(points: &[Point], placed: &[Placed], form: Form) -> Vec<Mark> {
    let crowd = points.len() > CROWD;
    let mark = |(index, (point, place)): (usize, (&Point, &Placed))| {
        let plain = point.qualifier == Qualifier::Exact && !point.provisional;
        let newest = index + 1 == points.len();
        let alone = (index == 0 || point.breaks) && points.get(index + 1).is_none_or(|next| next.breaks);
        if crowd && plain && form != Form::Bar && !newest && !alone {
            return None;
        }
        let bar = place.bar.as_ref().map(|bar| Rectangle {
            x: percent(bar.left),
            y: px(place.y.min(bar.foot)),
            width: percent(bar.width),
            height: px((place.y - bar.foot).abs()),
        });
        Some(Mark {
            x: percent(place.x),
            y: px(place.marked()),
            shape: word(point.qualifier).to_owned(),
            provisional: point.provisional,
            words: (!crowd).then(|| Words { when: point.when.clone(), label: point.label.clone() }),
            bar,
        })
    };
    points.iter().zip(placed).enumerate().filter_map(mark).collect()
}

/// The marks that need a word.
fn legend(points: &[Point], form: Form) -> Vec<String> {
    let all = [Qualifier::Exact, Qualifier::About, Qualifier::Over, Qualifier::Under];
    let drawn = |q: &Qualifier| points.iter().any(|p| p.qualifier == *q) && (*q != Qualifier::Exact || form != Form::Bar);
    let mut words: Vec<String> = all.into_iter().filter(drawn).map(|q| word(q).to_owned()).collect();
    if points.iter().any(|p| p.provisional) {
        words.push("provisional".to_owned());
    }
    if words == ["exact"] {
        words.clear();
    }
    words
}

/// The class that makes room for numbers of the axis, by the width of the widest.
fn gutter(widest: f64) -> &'static str {
    match widest {
        w if w < 22.0 => "small",
        w if w < 38.0 => "medium",
        _ => "large",
    }
}

/// The name of a mark.
fn word(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::About => "about",
        Qualifier::Over => "over",
        Qualifier::Under => "under",
    }
}

impl Placed {
    /// The height of its mark: on the line, or beyond the end of the bar.
    fn marked(&self) -> f64 {
        match &self.bar {
            None => self.y,
            Some(bar) if self.y <= bar.foot => self.y - OFF,
            Some(_) => self.y + OFF,
        }
    }
}

fn placed(points: &[Point], spans: &[(f64, f64)], time: &Timeline, height: &dyn Fn(f64) -> f64) -> Vec<Placed> {
    let place = |(index, point): (usize, &Point)| {
        let bar = spans.get(index).map(|(from, to)| Bar { left: time.x(*from), width: time.x(*to) - time.x(*from), foot: height(0.0) });
        // A value is that at the end of its day.
        let x = bar.as_ref().map_or_else(|| time.x(time::end(point.at)), |bar| bar.left + bar.width / 2.0);
        Placed { x, y: height(number(point)), bar }
    };
    points.iter().enumerate().map(place).collect()
}

/// A name under the axis, which must not leave the drawing on the right.
fn period_name(period: Period) -> PeriodName {
    let over = period.x * NARROW / 100.0 + width(&period.text) / 2.0 > NARROW + 12.0;
    let (x, anchor) = if over { (100.0, "end") } else { (period.x, "middle") };
    PeriodName { x: percent(x), anchor: anchor.to_owned(), label: period.text }
}

/// A value as near as a drawing needs it.
fn number(point: &Point) -> f64 {
    point.value.to_f64().expect("every decimal is near a floating-point number")
}

/// About how wide a text is in the chart's type, in pixels: letters of Chinese and the like are as wide as high.
fn width(text: &str) -> f64 {
    text.chars().map(|c| if c < '\u{2e80}' { 6.8 } else { 12.5 }).sum()
}

/// A length in pixels: `80.5`.
fn px(length: f64) -> String {
    short(&format!("{length:.1}"))
}

/// A place in percent: `37.25%`.
fn percent(place: f64) -> String {
    let mut text = short(&format!("{place:.2}"));
    text.push('%');
    text
}

/// A decimal without zeros at its end.
fn short(decimal: &str) -> String {
    let text = decimal.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
