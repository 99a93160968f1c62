//! Figures as pages show them: in words, and as numbers for machines.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::locale::DateStyle;
use crate::pages::PageContext;
use crate::pages::shared::parts::Mention;
use crate::site::{EntityId, EntryId, FigurePart, LocalizedSite};
use crate::values::Id;

/// A figure of a briefing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct FigureView {
    /// Its anchor on the briefing's page.
    pub anchor: String,
    /// What it is called: its indicator's name, else its own label.
    pub title: String,
    /// Its indicator's page.
    pub url: Option<String>,
    /// The value or range in words, with all that qualifies it: "over 300 million people (provisional)"; `None` where only a
    /// change is known.
    pub value: Option<String>,
    /// The value in its unit, as a plain decimal: `300000000`; `None` for a range alone.
    pub number: Option<String>,
    /// How the value stands to the true one: `exact`, `about`, `over`, `under`.
    pub qualifier: String,
    /// The change in words: "up 9.4% year on year".
    pub change: Option<String>,
    /// The change in figures: "+9.4%".
    pub change_short: Option<String>,
    /// Whether the source compares on another base than its earlier levels.
    pub restated: bool,
    /// The day or period in words.
    pub when: String,
    /// The last day of it: `2024-09-30`.
    pub date: String,
    /// Whether it is a day and not a period.
    pub as_of: bool,
    /// Whether the source calls it provisional, which `value` says already.
    pub provisional: bool,
    /// `observed`, `forecast` or `target`, which `value` says already.
    pub nature: String,
    /// Whose forecast or target it is.
    pub by: Option<Mention>,
    /// The day of the forecast or target.
    pub issued: Option<String>,
    /// The number of its source in the briefing's list.
    pub source: Option<usize>,
    /// The figure that it corrects.
    pub revises: Option<FigureLink>,
    /// The figure that corrects it.
    pub revised_by: Option<FigureLink>,
    /// The source's own words for it.
    pub quote: Option<String>,
    /// The language of them, where it is known.
    pub quote_language: Option<String>,
    /// What else is to be said of it.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
}

/// A figure of another briefing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct FigureLink {
    /// Its value in words.
    pub title: String,
    /// Where it stands.
    pub url: String,
    /// The day of its briefing.
    pub date: String,
}

impl PageContext<'_> {
    /// The figures of a briefing, in its own order.
    pub(in crate::pages) fn figures(self, local: &LocalizedSite, briefing: usize) -> Vec<FigureView> {
        let count = self.site.briefing(briefing).figures.len();
        (0..count).map(|index| self.figure(local, EntryId { briefing, index })).collect()
    }

    /// A figure.
    pub(in crate::pages) fn figure(self, local: &LocalizedSite, item: EntryId) -> FigureView {
        let (site, language) = (self.site, local.language);
        let (fields, node) = (site.figure(item), site.figure_node(item));
        let id = fields.id.as_ref().map_or("", Id::as_str);
        FigureView {
            anchor: format!("figure-{id}"),
            title: site.figure_name(item, language).to_owned(),
            url: node.indicator.and_then(|index| Some(local.url(EntityId { kind: Kind::Indicator, index })?.to_owned())),
            value: fields.has_level().then(|| site.figure_words(item, FigurePart::Value, language)),
            number: site.figure_amount(item).map(|amount| amount.normalize().to_string()),
            qualifier: fields.qualifier.word().to_owned(),
            change: site.change_beside(item, language),
            change_short: site.change_short(item, language),
            restated: fields.change.as_ref().is_some_and(|c| c.restated),
            when: self.when(local, item),
            date: fields.at().map_or_else(String::new, |at| at.to_string()),
            as_of: fields.as_of.is_some(),
            provisional: fields.provisional,
            nature: fields.nature.word().to_owned(),
            by: self.forecaster(local, item),
            issued: (!fields.is_observed()).then(|| site.figure_stated(item).to_string()),
            source: node.source.map(|source| source + 1),
            revises: node.revises.and_then(|other| self.figure_link(local, other)),
            revised_by: site.revised_by(item).and_then(|other| self.figure_link(local, other)),
            quote: fields.quote.as_ref().map(ToString::to_string),
            quote_language: fields
                .quote
                .as_ref()
                .and_then(|_| self.site.briefing(item.briefing).shared().quoted(fields)?.lang.as_ref().map(ToString::to_string)),
            note: fields.note.as_ref().map(|note| site.localised(note, language).to_owned()),
            note_language: fields.note.as_ref().and_then(|note| site.language_of(note, language)),
        }
    }

    /// Whose forecast or target a figure is: who it names, else the first agency of its briefing.
    pub(in crate::pages) fn forecaster(self, local: &LocalizedSite, item: EntryId) -> Option<Mention> {
        let fields = self.site.figure(item);
        if fields.is_observed() {
            return None;
        }
        match (self.site.figure_node(item).by, &fields.by) {
            (Some(agency), _) => Some(self.agency(local, agency)),
            (None, Some(name)) => Some(Mention { title: name.to_string(), short: None, url: None }),
            (None, None) => self.site.briefing(item.briefing).agencies.first().map(|agency| self.agency(local, *agency)),
        }
    }

    /// The day or period of a figure in words.
    pub(in crate::pages) fn when(self, local: &LocalizedSite, item: EntryId) -> String {
        let fields = self.site.figure(item);
        match (fields.period, fields.as_of) {
            (Some(period), _) => local.locale.period(period.start().civil(), period.end().civil()),
            (None, Some(day)) => local.locale.date(day.civil(), DateStyle::Long),
            (None, None) => String::new(),
        }
    }

    fn figure_link(self, local: &LocalizedSite, item: EntryId) -> Option<FigureLink> {
        let url = self.site.figure_url(item, local.language)?;
        let title = self.site.figure_words(item, FigurePart::Whole, local.language);
        Some(FigureLink { title, url, date: self.site.briefing(item.briefing).date.to_string() })
    }
}
