//! What templates see of a chart.

use serde::{Deserialize, Serialize};

/// A chart: `chart` in templates. Places across are percentages with their sign, all others pixels.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Chart {
    /// What makes the chart's ids differ from those of others on the page.
    pub id: String,
    /// What the chart shows.
    pub title: String,
    /// What is to be seen in it, for those who do not see it.
    pub description: String,
    /// The unit of the axis in words.
    pub axis: String,
    /// `line`, `step` or `bar`.
    pub form: String,
    /// The drawing's height.
    pub height: String,
    /// How much room the numbers of the axis need: `small`, `medium` or `large`.
    pub gutter: String,
    /// Where the axis of values begins, in words, if not at zero.
    pub starts_at: Option<String>,
    /// Whether bars of the same year hold one another.
    pub cumulative: bool,
    /// Whether there are so many points that dots must be small.
    pub dense: bool,
    /// The upper and lower end of the plot.
    pub top: String,
    pub bottom: String,
    /// The round values, from the lowest up.
    pub values: Vec<ValueTick>,
    /// Where years or months begin and end.
    pub boundaries: Vec<String>,
    /// Their names.
    pub periods: Vec<PeriodName>,
    /// The line, in pieces from point to point.
    pub strokes: Vec<Stroke>,
    /// The points.
    pub marks: Vec<Mark>,
    /// The newest value in words.
    pub latest: Latest,
    /// The marks that are used and need a word: `exact`, `about`, `over`, `under`, `provisional`; empty where all are exact.
    pub legend: Vec<String>,
}

/// A round value.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct ValueTick {
    /// Its height.
    pub y: String,
    /// The value in words.
    pub label: String,
    /// Whether it is zero.
    pub zero: bool,
}

/// The name of a year or month.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct PeriodName {
    /// Its place.
    pub x: String,
    /// What of it stands there, `middle` or `end`.
    pub anchor: String,
    /// The name.
    pub label: String,
}

/// A straight piece of a line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Stroke {
    /// Where it begins and ends.
    pub x1: String,
    pub y1: String,
    pub x2: String,
    pub y2: String,
}

/// A point.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Mark {
    /// The place of its mark.
    pub x: String,
    pub y: String,
    /// The mark: `exact`, `about`, `over`, `under`. An exact bar has none.
    pub shape: String,
    /// Whether its source may still change it.
    pub provisional: bool,
    /// What it stands for; none in a crowd.
    pub words: Option<Words>,
    /// Its bar.
    pub bar: Option<Rectangle>,
}

/// What a mark stands for, in words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Words {
    /// The day or period.
    pub when: String,
    /// The value.
    pub label: String,
}

/// A bar.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Rectangle {
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
}

/// The newest value in words.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Latest {
    /// Its place.
    pub x: String,
    pub y: String,
    /// What of it stands there: `start`, `middle` or `end`.
    pub anchor: String,
    /// The words.
    pub label: String,
    /// A line from the words to the mark, if they are apart.
    pub leader: Option<Leader>,
}

/// An upright line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Leader {
    /// Its place.
    pub x: String,
    /// Its ends.
    pub y1: String,
    pub y2: String,
}
