//! What of the digest may be seen at a moment. Pages are made from this alone.
//!
//! [`Linked::published_at`] makes a [`Site`] of the linked digest: what is held back is left out, and the lists of each language
//! ([`LocalizedSite`]), the series of indicators and the progress of commitments and instruments are found once for all pages.
//!
//! Data which views read is private to this module. Each accessor of [`Site`] and [`LocalizedSite`] records the dependency with
//! [`record`]; so an untracked read does not compile: there is no other way to the data. Whoever adds an accessor records
//! in it what it returns, or builds it from accessors that do. Without a record come the settings, the languages and the switch
//! for drafts, which are compared as a whole, and when the next document falls due, which only the report says. The day of the
//! build has no accessor.
//!
//! - [`held_back`]: what readers do not get yet.
//! - [`localized`] and [`indexes`]: the lists of one language, and those of each topic, agency and instrument.
//! - [`facts`], [`schedules`] and [`related`]: figures, commitments, dated events, and briefings with much in common.
//! - `recorded`: what readers were told, and what became of it.
//! - [`input_hashes`]: the hash of each input that a view can depend on.
//! - [`checks`] and [`overdue`]: what is wrong with what may be seen.

mod ahead;
mod checks;
mod describe;
mod facts;
mod held_back;
mod indexes;
pub(super) mod input_hashes;
pub(super) mod localized;
mod overdue;
mod query;
mod recorded;
mod related;
mod schedules;

pub use held_back::HeldBack;
use held_back::Shown;
pub use input_hashes::InputHashes;
pub use localized::{LocalizedSite, TRACKED};
pub use query::{Found, GroupKey};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use crate::config::Config;
use crate::content::Kind;
use crate::diagnostics::{Diagnostic, Place};
use crate::site::addresses::{self, Address};
use crate::site::checks::{StoredNumbers, Trace, floor, trace};
use crate::site::ids::{EntityId, EntryId, Index};
use crate::site::model::{self, Linked, for_each_kind};
use crate::site::node::{Node, Version};
use crate::site::progress::{CommitmentProgress, InstrumentHistory};
use crate::site::record::FactChange;
use crate::site::redirect::Redirect;
use crate::site::resolution::Resolution;
use crate::site::schedule::Schedule;
use crate::site::series::Observation;
use crate::site::tracking::dependencies::{Dependency, InputKey, record, recording};
use crate::site::tracking::stable_hash::StableIds;
use crate::values::Date;

/// The moment of a build: an input like any other, so that equal inputs give equal bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Seconds since 1970 in UTC.
    pub seconds: i64,
    /// The day in the site's time zone.
    pub today: Date,
    /// Whether drafts and documents before their time are shown.
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
    linked: &'l Linked,
    moment: Moment,
    /// One part for each language, the default one first.
    pub localized: Vec<LocalizedSite>,
    /// What stands for each entity in every build.
    names: StableIds,
    /// What is or was held back.
    held: BTreeMap<EntityId, HeldBack>,
    /// Whether each document may be seen.
    shown: Shown,
    /// The observations of each indicator, the oldest first.
    series: Vec<Vec<Observation>>,
    /// The forecasts and targets of each indicator, by the times that they are about.
    outlooks: Vec<Vec<EntryId>>,
    /// What became of each instrument.
    histories: Vec<InstrumentHistory>,
    /// Every commitment and what became of it, in the order of their briefings.
    commitments: Vec<CommitmentProgress>,
    /// The dated events that later briefings speak of.
    schedules: BTreeMap<EntryId, Schedule>,
    /// The figures that others correct, each with the one that corrects it.
    revisions: BTreeMap<EntryId, EntryId>,
    /// The facts that are told otherwise than they were, by their briefings.
    changes: Vec<FactChange>,
    /// When the next document that is held back falls due, in seconds since 1970.
    pub due: Option<i64>,
}

impl Linked {
    /// What may be seen at `moment`, and what is wrong with that: references to what is held back, dates that lie ahead.
    #[must_use]
    pub fn published_at(&self, moment: Moment) -> (Site<'_>, Vec<Diagnostic>) {
        let mut all = Vec::new();
        let held = self.held_back();
        let shown = self.shown(&held, moment);
        let is_shown = |index: Index| shown[Kind::Briefing as usize][index];
        let counts = |index: Index| is_shown(index) && self.briefings[index].is_listed();
        let revisions = self.revisions(counts);
        let ((series, outlooks), (histories, commitments)) = rayon::join(
            || (self.series(counts), self.outlooks(counts, &revisions)),
            || (self.histories(counts, moment.today), self.progress(counts, moment.today)),
        );
        let schedules = self.schedules(is_shown);
        let changes = self.fact_changes(&shown[Kind::Briefing as usize], moment.today, &mut all);
        let local = |language| self.local(language, &shown, &commitments, &schedules, moment);
        let localized = (0..self.config.languages.len()).map(local).collect();
        let mut site = Site {
            linked: self,
            moment,
            localized,
            names: StableIds::default(),
            held,
            shown,
            series,
            outlooks,
            histories,
            commitments,
            schedules,
            revisions,
            changes,
            due: None,
        };
        site.due = site.waiting().first().map(|(at, _)| *at);
        site.names = self.stable_ids();
        if !moment.drafts {
            let used = self.used_terms(|entity, version| site.is_published(entity, version));
            site.shown[Kind::Term as usize].iter_mut().zip(used).for_each(|(shown, used)| *shown &= used);
        }
        for language in 0..site.localized.len() {
            site.localized[language].urls = Kind::ALL.map(|kind| site.urls(kind, language));
            site.localized[language].indexes = site.indexes(&site.localized[language]);
        }
        site.check(&mut all);
        (site, all)
    }
}

macro_rules! entities {
    ($($kind:ident: $one:ident $all:ident;)*) => {
        /// Its documents by kind. Who needs one of them asks for that one: what asks for all of a kind is made again when any of them
        /// changes.
        impl<'l> Site<'l> { $(
            #[doc = concat!("The ", stringify!($one), " at an index.")]
            #[must_use]
            pub fn $one(&self, index: Index) -> &'l model::$kind {
                record(Dependency::Entity(EntityId { kind: Kind::$kind, index }));
                &self.linked.$all[index]
            }

            #[doc = concat!("All ", stringify!($all), ".")]
            #[must_use]
            pub fn $all(&self) -> &'l [model::$kind] {
                record(Dependency::Kind(Kind::$kind));
                &self.linked.$all
            }
        )* }
    };
}

for_each_kind!(entities);

impl<'l> Site<'l> {
    /// The first moment at which the same sources make other pages, in seconds since 1970: a document falls due, or the day
    /// ends and something lies ahead of which pages or warnings say so.
    #[must_use]
    pub fn until(&self) -> Option<i64> {
        let today = self.moment.today;
        let ahead = |index: &Index| {
            let fields = self.briefing(*index).shared();
            let dates = fields.dates.iter().filter_map(|d| d.end.max(d.date)).chain(fields.date_updates.iter().filter_map(|d| d.end.max(d.date)));
            let due = fields.commitments.iter().flat_map(|c| [c.due, c.target.as_ref().and_then(|t| t.by)]).flatten().map(crate::values::When::end);
            let steps = fields.instruments.iter().filter_map(|step| step.date);
            self.briefing(*index).date > today || ahead::past(fields).any(|(day, _)| day > today) || dates.chain(due).chain(steps).any(|day| day >= today)
        };
        let edition = self.editions().iter().any(|edition| edition.shared().date.is_some_and(|date| date > today));
        let mut shown = (0..self.linked.briefings.len()).filter(|index| self.is_shown(*index));
        let tomorrow = || today.civil().tomorrow().ok()?.to_zoned_datetime(self.config().time_zone.clone()).ok().map(|zoned| zoned.timestamp().as_second());
        let recorded = self.linked.record.is_newer_than(today) || self.config().gone.iter().any(|gone| gone.date > today);
        // An indicator grows stale without anything happening.
        let stale = self.pages().iter().any(|page| page.shared().list.as_ref().is_some_and(|list| list.stale));
        let turn = if edition || recorded || stale || shown.any(|index| ahead(&index)) { tomorrow() } else { None };
        self.due.into_iter().chain(turn).min()
    }

    /// What `make` makes of the digest, and the keys of the inputs that it is made from.
    pub fn recording<T>(&self, make: impl FnOnce() -> T) -> (T, Vec<InputKey>) {
        let (made, dependencies) = recording(make);
        let mut keys: Vec<InputKey> = dependencies.into_iter().map(|dependency| self.input_key(dependency)).collect();
        keys.sort_unstable();
        keys.dedup();
        (made, keys)
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

    /// All entities of a kind, whether they have a page or not.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = EntityId> + use<> {
        record(Dependency::Kind(kind));
        (0..self.linked.count(kind)).map(move |index| EntityId { kind, index })
    }

    /// What a document has in common with all others.
    #[must_use]
    pub fn node(&self, entity: EntityId) -> &'l Node {
        record(Dependency::Entity(entity));
        self.linked.node(entity)
    }

    /// The ids that the addresses of a topic, agency or indicator are made from: the present one, then those that it had, the
    /// oldest first.
    #[must_use]
    pub fn ids(&self, entity: EntityId) -> Vec<&'l str> {
        let node = self.node(entity);
        std::iter::once(node.id.as_str()).chain(node.former_ids().iter().map(crate::values::Id::as_str)).collect()
    }

    /// The briefing that comes before `index` in its first topic.
    #[must_use]
    pub fn previous(&self, local: &LocalizedSite, index: Index) -> Option<Index> {
        let topic = *self.briefing(index).topics.first()?;
        let list = &local.by_topic[topic];
        let end = list.partition_point(|i| *i < index);
        local.record_windows(topic, end.saturating_sub(1)..end);
        list[..end].last().copied()
    }

    /// Up to `most` earlier briefings that have much in common with `index`, the best first, without `except`.
    #[must_use]
    pub fn related(&self, local: &LocalizedSite, index: Index, except: Option<Index>, most: usize) -> Vec<Index> {
        record(Dependency::Entity(EntityId { kind: Kind::Briefing, index }));
        related::related(self.linked, local, index, except, most)
    }

    /// The day on which the newest of `briefings` changed last.
    #[must_use]
    pub fn modified(&self, briefings: &[Index]) -> Option<Date> {
        briefings.iter().map(|i| self.briefing(*i).modified()).max()
    }

    /// The page of each entity of a kind, as written in links.
    fn urls(&self, kind: Kind, language: usize) -> Vec<Option<Box<str>>> {
        (0..self.linked.count(kind)).map(|index| Some(self.address(EntityId { kind, index }, language)?.url(self.config()).into())).collect()
    }

    /// The address of an entity's page in `language`; `None` where it has no page there.
    #[must_use]
    pub fn address(&self, thing: EntityId, language: usize) -> Option<Address> {
        record(Dependency::Entity(thing));
        let (node, local) = (self.linked.node(thing), self.localized.get(language)?);
        let is_there = match thing.kind {
            Kind::Topic | Kind::Agency | Kind::Jurisdiction | Kind::Indicator | Kind::Instrument | Kind::Edition => local.holds(thing),
            // Other kinds are filed under nothing: their text is their page, if they may be seen.
            _ => self.is_visible(thing) && node.version(language).is_some(),
        };
        let path = || addresses::path(thing.kind, node.year, &node.id);
        (is_there && addresses::is_wanted(&self.config().outputs, thing.kind)).then(|| Address::new(self.config(), language, &path()))
    }

    /// The address of an entity's page in `language` if it has one, else in the default language.
    #[must_use]
    pub fn nearest_address(&self, thing: EntityId, language: usize) -> Option<Address> {
        self.address(thing, language).or_else(|| self.address(thing, 0))
    }

    /// Redirects whose goal may be seen.
    pub fn redirects(&self) -> impl Iterator<Item = (&'l Redirect, Address)> {
        record(Dependency::Everything);
        self.linked.redirects.iter().filter_map(|r| Some((r, self.address(r.to, r.language)?)))
    }

    /// Files beside documents that something visible shows or links to, by path below the root.
    #[must_use]
    pub fn assets(&self) -> BTreeSet<&'l Arc<str>> {
        record(Dependency::Everything);
        let mut assets = BTreeSet::new();
        let mut note = |resolution: &'l Resolution| {
            if let Resolution::Asset { path, .. } = resolution {
                assets.insert(path);
            }
        };
        self.each_version(|_, version, _| version.body.iter().chain(version.inlines.iter().flatten()).for_each(&mut note));
        let images = self.linked.briefings.iter().enumerate().filter(|(index, _)| self.is_shown(*index));
        images.flat_map(|(_, b)| b.image.iter().chain(b.texts.iter().flatten())).for_each(note);
        assets
    }

    /// How much of the numbers and dates in visible texts is traced, and what is wrong if site.yaml asks for more.
    #[must_use]
    pub fn traced(&self, stored: &StoredNumbers<'_>) -> (Trace, Vec<Diagnostic>) {
        let trace = trace(self.linked, &self.shown[Kind::Briefing as usize], stored);
        let told = floor(self.linked, &trace);
        (trace, told)
    }

    /// Addresses of the site that visible texts link to without naming a document, with the place of each link.
    #[must_use]
    pub fn addresses_in_texts(&self) -> Vec<(&'l str, Place)> {
        record(Dependency::Everything);
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
            if let (true, Some(Resolution::Address { path, .. })) = (self.is_shown(index), &briefing.image) {
                found.push((path, Place::value(&briefing.original().document.path, "image.src")));
            }
        }
        found
    }

    /// Calls `f` with every published version.
    pub(in crate::site) fn each_version(&self, mut f: impl FnMut(Kind, &'l Version, Index)) {
        for (entity, node) in self.linked.nodes() {
            node.versions().filter(|version| self.is_published(entity, version)).for_each(|version| f(entity.kind, version, entity.index));
        }
    }
}
