//! What of the digest may be seen at a moment. Pages are made from this alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::addresses::{self, Address};
use super::cells::Cell;
use super::identity::Identities;
use super::link::Linked;
use super::nodes::{Agency, Briefing, Edition, Indicator, Instrument, Item, Jurisdiction, Page, Term, Thing, Topic, Version};
use super::reads::{Read, note, noting};
use super::redirects::Redirect;
use super::references::Resolution;
use super::schedule::Schedule;
use super::section::Section;
use super::series::Observation;
use super::tracks::{Progress, Track};
use super::{Index, related};
use crate::config::Config;
use crate::content::Kind;
use crate::diagnostics::{Diagnostic, Place};
use crate::values::Date;

/// The moment of a build: an input like any other, so that equal inputs give equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// The day in the site's time zone.
    pub today: Date,
    /// Whether drafts and briefings before their time are shown.
    pub drafts: bool,
}

impl Moment {
    /// The moment `seconds` after the beginning of 1970, on a site of `config`.
    #[must_use]
    pub fn new(seconds: i64, config: &Config, drafts: bool) -> Self {
        let at = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
        Self { seconds, today: at.to_zoned_datetime(config.time_zone.clone()).date().into(), drafts }
    }
}

/// The digest as it may be seen.
#[derive(Debug)]
pub struct Site<'l> {
    pub(super) linked: &'l Linked,
    pub(super) moment: Moment,
    /// One part for each language, the default one first.
    pub sections: Vec<Section>,
    /// What stands for each thing in every build.
    pub(super) names: Identities,
    shown: Vec<bool>,
    /// The observations of each indicator, the oldest first.
    pub(super) series: Vec<Vec<Observation>>,
    /// What became of each instrument.
    pub(super) tracks: Vec<Track>,
    /// Every commitment and what became of it, in the order of their briefings.
    pub(super) commitments: Vec<Progress>,
    /// The dated events that later briefings speak of.
    pub(super) schedules: BTreeMap<Item, Schedule>,
    /// The figures that others correct, each with the one that corrects it.
    pub(super) revisions: BTreeMap<Item, Item>,
    /// When the next briefing that is held back falls due, in seconds since 1970.
    pub due: Option<i64>,
}

impl Linked {
    /// What may be seen at `moment`, and what is wrong with that: references to what is held back, dates that lie ahead.
    #[must_use]
    pub fn visible(&self, moment: Moment) -> (Site<'_>, Vec<Diagnostic>) {
        let mut all = Vec::new();
        let publish_at = |b: &Briefing| b.shared().publish_at.as_ref().map(|at| at.seconds(&self.config.time_zone));
        let shown: Vec<bool> =
            self.briefings.iter().map(|b| moment.drafts || !b.shared().draft && publish_at(b).is_none_or(|at| at <= moment.seconds)).collect();
        let waiting = self.briefings.iter().filter(|b| !b.shared().draft).filter_map(publish_at);
        let due = waiting.filter(|at| *at > moment.seconds).min();
        let counts = |index: Index| shown[index] && self.briefings[index].is_listed();
        let (series, (tracks, commitments)) = rayon::join(|| self.series(counts), || (self.tracks(counts, moment.today), self.progress(counts, moment.today)));
        let (schedules, revisions) = (self.schedules(|index| shown[index]), self.revisions(counts));
        let section = |language| self.section(language, &shown, &commitments, &schedules, moment.drafts);
        let sections = (0..self.config.languages.len()).map(section).collect();
        let mut site = Site { linked: self, moment, sections, names: Identities::default(), shown, series, tracks, commitments, schedules, revisions, due };
        site.names = Identities::new(&site);
        for language in 0..site.sections.len() {
            site.sections[language].urls = Kind::ALL.map(|kind| site.urls(kind, language));
            site.sections[language].subjects = site.subjects(&site.sections[language]);
        }
        site.check(&mut all);
        (site, all)
    }
}

macro_rules! things {
    ($($kind:ident: $one:ident, $all:ident;)*) => {
        /// Its things by kind. Who needs one of them asks for that one: what asks for all of a kind is made again when any of them
        /// changes.
        impl<'l> Site<'l> { $(
            #[doc = concat!("The ", stringify!($one), " at an index.")]
            #[must_use]
            pub fn $one(&self, index: Index) -> &'l $kind {
                note(Read::Thing(Thing { kind: Kind::$kind, index }));
                &self.linked.$all[index]
            }

            #[doc = concat!("All ", stringify!($all), ".")]
            #[must_use]
            pub fn $all(&self) -> &'l [$kind] {
                note(Read::Kind(Kind::$kind));
                &self.linked.$all
            }
        )* }
    };
}

things! {
    Topic: topic, topics;
    Agency: agency, agencies;
    Jurisdiction: jurisdiction, jurisdictions;
    Indicator: indicator, indicators;
    Instrument: instrument, instruments;
    Edition: edition, editions;
    Term: term, terms;
    Page: page, pages;
}

impl<'l> Site<'l> {
    /// The first moment at which the same sources make other pages, in seconds since 1970: a briefing falls due, or the day
    /// ends and something lies ahead of which pages or warnings say so.
    #[must_use]
    pub fn until(&self) -> Option<i64> {
        let today = self.moment.today;
        let ahead = |index: &Index| {
            let fields = self.briefing(*index).shared();
            let dates = fields.dates.iter().filter_map(|d| d.end.max(d.date)).chain(fields.date_updates.iter().filter_map(|d| d.end.max(d.date)));
            let due = fields.commitments.iter().flat_map(|c| [c.due, c.target.as_ref().and_then(|t| t.by)]).flatten().map(crate::values::When::end);
            let steps = fields.instruments.iter().filter_map(|step| step.date);
            self.briefing(*index).date > today || dates.chain(due).chain(steps).any(|day| day >= today)
        };
        let edition = self.editions().iter().any(|edition| edition.shared().date.is_some_and(|date| date > today));
        let mut shown = (0..self.shown.len()).filter(|index| self.shown[*index]);
        let tomorrow = || today.civil().tomorrow().ok()?.to_zoned_datetime(self.config().time_zone.clone()).ok().map(|zoned| zoned.timestamp().as_second());
        let turn = if edition || shown.any(|index| ahead(&index)) { tomorrow() } else { None };
        self.due.into_iter().chain(turn).min()
    }

    /// What `make` makes of the digest, and the parts of the digest that it is made from.
    pub fn noting<T>(&self, make: impl FnOnce() -> T) -> (T, Vec<Cell>) {
        let (made, reads) = noting(make);
        let mut cells: Vec<Cell> = reads.into_iter().map(|read| self.cell(read)).collect();
        cells.sort_unstable();
        cells.dedup();
        (made, cells)
    }

    /// Whether drafts are shown.
    #[must_use]
    pub fn drafts(&self) -> bool {
        self.moment.drafts
    }

    /// The site's settings.
    #[must_use]
    pub fn config(&self) -> &'l Config {
        &self.linked.config
    }

    /// The ids that the addresses of a topic, agency or indicator are made from: the present one, then those that it had, the
    /// oldest first.
    #[must_use]
    pub fn ids(&self, thing: Thing) -> Vec<&'l str> {
        note(Read::Thing(thing));
        let linked = self.linked;
        let original = match thing.kind {
            Kind::Topic => linked.topics[thing.index].version(0),
            Kind::Agency => linked.agencies[thing.index].version(0),
            Kind::Indicator => linked.indicators[thing.index].version(0),
            _ => None,
        };
        let ids = original.map(|version| {
            let former = version.document.front.former_ids().iter();
            std::iter::once(&version.document.id).chain(former).map(crate::values::Id::as_str)
        });
        ids.into_iter().flatten().collect()
    }

    /// Whether a briefing may be seen.
    pub(super) fn is_shown(&self, index: Index) -> bool {
        self.shown[index]
    }

    /// A briefing. Its index is from one of the lists here, so that it may be seen.
    #[must_use]
    pub fn briefing(&self, index: Index) -> &'l Briefing {
        note(Read::Thing(Thing { kind: Kind::Briefing, index }));
        &self.linked.briefings[index]
    }

    /// The briefing that comes before `index` in its first topic.
    #[must_use]
    pub fn previous(&self, section: &Section, index: Index) -> Option<Index> {
        let topic = *self.briefing(index).topics.first()?;
        let list = &section.by_topic[topic];
        let end = list.partition_point(|i| *i < index);
        section.note_windows(topic, end.saturating_sub(1)..end);
        list[..end].last().copied()
    }

    /// Up to `most` earlier briefings that have much in common with `index`, the best first, without `except`.
    #[must_use]
    pub fn related(&self, section: &Section, index: Index, except: Option<Index>, most: usize) -> Vec<Index> {
        note(Read::Thing(Thing { kind: Kind::Briefing, index }));
        related::related(self.linked, section, index, except, most)
    }

    /// The day on which the newest of `briefings` changed last.
    #[must_use]
    pub fn modified(&self, briefings: &[Index]) -> Option<Date> {
        briefings.iter().map(|i| self.briefing(*i).modified()).max()
    }

    /// The page of each thing of a kind, as written in links.
    fn urls(&self, kind: Kind, language: usize) -> Vec<Option<Box<str>>> {
        let linked = self.linked;
        let count = match kind {
            Kind::Briefing => linked.briefings.len(),
            Kind::Topic => linked.topics.len(),
            Kind::Agency => linked.agencies.len(),
            Kind::Jurisdiction => linked.jurisdictions.len(),
            Kind::Indicator => linked.indicators.len(),
            Kind::Instrument => linked.instruments.len(),
            Kind::Edition => linked.editions.len(),
            Kind::Term => linked.terms.len(),
            Kind::Page => linked.pages.len(),
        };
        (0..count).map(|index| Some(self.address(Thing { kind, index }, language)?.url(self.config()).into())).collect()
    }

    /// The address of a thing's page in `language`; `None` where it has no page there.
    #[must_use]
    pub fn address(&self, thing: Thing, language: usize) -> Option<Address> {
        note(Read::Thing(thing));
        let (linked, section) = (self.linked, self.sections.get(language)?);
        let index = thing.index;
        let (id, year, there) = match thing.kind {
            Kind::Briefing => {
                let briefing = &linked.briefings[index];
                (&briefing.id, briefing.date.year(), self.shown[index] && briefing.version(language).is_some())
            }
            Kind::Topic => (&linked.topics[index].id, 0, section.has(Kind::Topic, index)),
            Kind::Agency => (&linked.agencies[index].id, 0, self.config().outputs.agencies && section.has(Kind::Agency, index)),
            Kind::Jurisdiction => (&linked.jurisdictions[index].id, 0, self.config().outputs.jurisdictions && section.has(Kind::Jurisdiction, index)),
            Kind::Indicator => (&linked.indicators[index].id, 0, self.config().outputs.indicators && section.has(Kind::Indicator, index)),
            Kind::Instrument => (&linked.instruments[index].id, 0, self.config().outputs.instruments && section.has(Kind::Instrument, index)),
            Kind::Edition => (&linked.editions[index].id, 0, self.config().outputs.editions && section.has(Kind::Edition, index)),
            Kind::Term => (&linked.terms[index].id, 0, self.config().outputs.glossary && linked.terms[index].version(language).is_some()),
            Kind::Page => (&linked.pages[index].id, 0, linked.pages[index].version(language).is_some()),
        };
        there.then(|| Address::new(self.config(), language, &addresses::path(thing.kind, year, id)))
    }

    /// The address of a thing's page in `language` if it has one, else in the default language.
    #[must_use]
    pub fn nearest_address(&self, thing: Thing, language: usize) -> Option<Address> {
        self.address(thing, language).or_else(|| self.address(thing, 0))
    }

    /// Redirects whose goal may be seen.
    pub fn redirects(&self) -> impl Iterator<Item = (&'l Redirect, Address)> {
        note(Read::Everything);
        self.linked.redirects.iter().filter_map(|r| Some((r, self.address(r.to, r.language)?)))
    }

    /// Files beside documents that something visible shows or links to, by path below the root.
    #[must_use]
    pub fn assets(&self) -> BTreeSet<&'l Arc<str>> {
        note(Read::Everything);
        let mut assets = BTreeSet::new();
        let mut note = |resolution: &'l Resolution| {
            if let Resolution::Asset(path) = resolution {
                assets.insert(path);
            }
        };
        self.each_version(|_, version, _| version.body.iter().chain(version.inlines.iter().flatten()).for_each(&mut note));
        let images = self.linked.briefings.iter().zip(&self.shown).filter(|(_, shown)| **shown);
        images.filter_map(|(b, _)| b.image.as_ref()).for_each(note);
        assets
    }

    /// Addresses of the site that visible texts link to without naming a document, with the place of each link.
    #[must_use]
    pub fn addresses_in_texts(&self) -> Vec<(&'l str, Place)> {
        note(Read::Everything);
        let mut found = Vec::new();
        self.each_version(|_, version, _| {
            for (resolution, reference) in version.body.iter().zip(&version.document.outline.references) {
                if let Resolution::Address { path, .. } = resolution {
                    found.push((path.as_str(), Place::bytes(&version.document.path, version.document.outline.span(reference))));
                }
            }
            for (inline, resolutions) in version.document.inlines.iter().zip(&version.inlines) {
                for resolution in resolutions {
                    if let Resolution::Address { path, .. } = resolution {
                        found.push((path.as_str(), Place::value(&version.document.path, inline.field.clone())));
                    }
                }
            }
        });
        for (index, briefing) in self.linked.briefings.iter().enumerate() {
            if let (true, Some(Resolution::Address { path, .. })) = (self.shown[index], &briefing.image) {
                found.push((path, Place::value(&briefing.original().document.path, "image.src")));
            }
        }
        found
    }

    /// Calls `f` with every visible version.
    pub(super) fn each_version(&self, mut f: impl FnMut(Kind, &'l Version, Index)) {
        let linked = self.linked;
        for (index, briefing) in linked.briefings.iter().enumerate().filter(|(i, _)| self.shown[*i]) {
            briefing.versions.iter().flatten().for_each(|v| f(Kind::Briefing, v, index));
        }
        macro_rules! all_of {
            ($kind:ident, $nodes:expr) => {
                for (index, node) in $nodes.iter().enumerate() {
                    // What has no page shows nothing, so its text and its files stay back.
                    let there = |v: &&'l Version| self.address(Thing { kind: Kind::$kind, index }, v.document.language).is_some();
                    node.versions.iter().flatten().filter(there).for_each(|v| f(Kind::$kind, v, index));
                }
            };
        }
        all_of!(Topic, linked.topics);
        all_of!(Agency, linked.agencies);
        all_of!(Jurisdiction, linked.jurisdictions);
        all_of!(Indicator, linked.indicators);
        all_of!(Instrument, linked.instruments);
        all_of!(Edition, linked.editions);
        all_of!(Term, linked.terms);
        all_of!(Page, linked.pages);
    }
}
