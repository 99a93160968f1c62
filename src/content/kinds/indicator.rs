//! Indicators: what is measured again and again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::content::words::words;
use crate::diagnostics::Code;
use crate::locale::Scale;
use crate::values::{Id, Localised, Name, Period, SiteAddress, Text};

words! {
    /// What kind of quantity an indicator is.
    Measure {
        /// What there is at a day: base stations.
        Stock "stock",
        /// What comes about in a period: revenue.
        Flow "flow",
        /// A share or a rate of growth.
        Rate "rate",
        /// What was counted, at a day or over a period.
        Count "count",
    }
}

words! {
    /// What stretch of time its values cover.
    Accumulation {
        /// A day.
        Point "point",
        /// A period of its own.
        Period "period",
        /// The year up to the end of the period.
        YearToDate "year-to-date",
    }
}

words! {
    /// How often it is published.
    Frequency {
        /// Every day.
        Daily "daily",
        /// Every week.
        Weekly "weekly",
        /// Every month.
        Monthly "monthly",
        /// Every three months.
        Quarterly "quarterly",
        /// Every six months.
        HalfYearly "half-yearly",
        /// Every year.
        Yearly "yearly",
        /// Without a fixed rhythm.
        Irregular "irregular",
    }
}

impl Frequency {
    /// How many days lie between two values; `None` without a fixed rhythm.
    #[must_use]
    pub fn days(self) -> Option<i32> {
        match self {
            Self::Daily => Some(1),
            Self::Weekly => Some(7),
            Self::Monthly => Some(31),
            Self::Quarterly => Some(92),
            Self::HalfYearly => Some(184),
            Self::Yearly => Some(366),
            Self::Irregular => None,
        }
    }
}

words! {
    /// How it is drawn.
    ChartForm {
        /// Points joined by lines.
        Line "line",
        /// Bars from zero.
        Bar "bar",
        /// A line that stays as it is until the day of the next value: what is set by decision, such as a key rate.
        Step "step",
    }
}

/// The front matter of an indicator. Its body defines it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Indicator {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name.
    pub name: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Ids it had once, the oldest first: accepted with a warning, and their addresses go on answering.
    pub former_ids: Vec<Id>,
    /// The code of its unit.
    pub unit: Option<Text>,
    /// When an index is 100: `2015`, `2015-01`.
    pub base: Option<Period>,
    /// What its values are usually counted in.
    pub scale: Option<Scale>,
    /// What kind of quantity it is.
    pub measure: Option<Measure>,
    /// What stretch of time its values cover; by default a day for a stock, a period for a flow.
    pub accumulation: Option<Accumulation>,
    /// How often it is published.
    pub frequency: Option<Frequency>,
    /// Where it is measured.
    pub jurisdiction: Option<Name>,
    /// Who measures it.
    pub agency: Option<Name>,
    /// Where the numbers are from.
    pub source: Option<Localised>,
    /// Its topics.
    pub topics: Vec<Name>,
    /// How it is drawn; by default as a line for a stock, as bars for a flow.
    pub chart: Option<ChartForm>,
    /// The indicator that it is a part of.
    pub part_of: Option<Name>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

impl Indicator {
    /// What stretch of time its values cover.
    #[must_use]
    pub fn accumulation(&self) -> Accumulation {
        self.accumulation.unwrap_or(match self.measure {
            Some(Measure::Flow) => Accumulation::Period,
            _ => Accumulation::Point,
        })
    }

    /// How it is drawn: what adds up over a period as bars, levels and rates as lines.
    #[must_use]
    pub fn chart(&self) -> ChartForm {
        self.chart.unwrap_or(match self.measure {
            Some(Measure::Flow) => ChartForm::Bar,
            _ => ChartForm::Line,
        })
    }
}

impl Rules for Indicator {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["name", "unit", "measure"])];
    const TRANSLATION: Translated = Translated { must: &[], may: &["name", "id", "source", "redirect_from"] };
}

impl FrontMatter for Indicator {
    common!(id former_ids name aliases redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name)], &self.aliases);
        findings.require(self.name.is_some() || findings.is_translation(), "name", "name: 5G base stations in China");
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self {
                id: _,
                name: _,
                aliases,
                former_ids,
                unit,
                base,
                scale,
                measure,
                accumulation,
                frequency,
                jurisdiction,
                agency,
                source: _,
                topics,
                chart,
                part_of,
                redirect_from: _,
            } = self;
            findings.forbid_in_translation(&[
                ("aliases", !aliases.is_empty()),
                ("former_ids", !former_ids.is_empty()),
                ("unit", unit.is_some()),
                ("base", base.is_some()),
                ("scale", scale.is_some()),
                ("measure", measure.is_some()),
                ("accumulation", accumulation.is_some()),
                ("frequency", frequency.is_some()),
                ("jurisdiction", jurisdiction.is_some()),
                ("agency", agency.is_some()),
                ("topics", !topics.is_empty()),
                ("chart", chart.is_some()),
                ("part_of", part_of.is_some()),
            ]);
            return;
        }
        findings.require(self.unit.is_some(), "unit", "unit: station");
        findings.require(self.measure.is_some(), "measure", "measure: stock");
        if self.measure == Some(Measure::Stock) && self.accumulation.is_some_and(|a| a != Accumulation::Point) {
            findings.value(
                Code::Contradiction,
                "accumulation",
                "a stock is what there is at a day; it does not add up over a period".to_owned(),
                Some("write `accumulation: point`, or `measure: flow`".to_owned()),
            );
        }
        if self.measure == Some(Measure::Flow) && self.accumulation == Some(Accumulation::Point) {
            findings.value(
                Code::Contradiction,
                "accumulation",
                "a flow comes about over a period; there is none at a day".to_owned(),
                Some("write `accumulation: period` or `accumulation: year-to-date`, or `measure: stock`".to_owned()),
            );
        }
        if self.measure == Some(Measure::Flow) && matches!(self.chart, Some(ChartForm::Line | ChartForm::Step)) {
            findings.value(
                Code::MisleadingChart,
                "chart",
                "a flow is drawn as bars".to_owned(),
                Some("write `chart: bar`: a line would join sums of different periods as if something were there in between".to_owned()),
            );
        }
    }
}
