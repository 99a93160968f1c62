//! Commitments as pages show them: each with how far it has come, and what later briefings say of it.
//!
//! Nothing here judges. Of the day of the build a view holds one thing: whether a day that was named has passed without a
//! report since. So a page is made again when that day passes, and not with every day.

use serde::{Deserialize, Serialize};

use crate::content::{Kind, Status};
use crate::locale::DateStyle;
use crate::pages::PageContext;
use crate::pages::shared::cards::thing_url;
use crate::pages::shared::parts::{Brief, Link, Mention};
use crate::site::{Briefing, EntityId, EntryId, FigurePart, Index, LocalizedSite, Site};
use crate::values::{Id, When};

/// Commitments on the page of a topic or an agency.
const FEW: usize = 5;

/// A commitment with all that is known of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct CommitmentEntry {
    /// Its id, which follows `commitment-` in its anchor on the page of its briefing.
    pub id: String,
    /// What no other commitment is called: `2024/miit-nine-months/dual-gigabit`.
    pub name: String,
    /// Its place on the page of its briefing.
    pub url: String,
    /// What is to be done.
    pub text: String,
    /// The language of it, where that is another one than the page's.
    pub text_language: Option<String>,
    /// How far it has come: `announced`, `in-progress`, …
    pub status: String,
    /// Whether something is still to come.
    pub open: bool,
    /// Who is to do it.
    pub actor: Option<Mention>,
    /// Its topics.
    pub topics: Vec<Link>,
    /// The laws and plans that it is part of.
    pub instruments: Vec<Mention>,
    /// By when.
    pub due: Option<Due>,
    /// The value that an indicator is to reach.
    pub target: Option<TargetEntry>,
    /// The source that states it.
    pub source: Option<Cited>,
    /// The briefing that tells of it.
    pub briefing: Brief,
    /// What later briefings say of it, the oldest first.
    pub history: Vec<Report>,
    /// The day of the newest report, where it is open, its day has passed and nothing was reported since.
    pub silent_since: Option<String>,
}

/// A commitment in one line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct CommitmentLine {
    /// What is to be done.
    pub text: String,
    /// The language of it, where that is another one than the page's.
    pub text_language: Option<String>,
    /// Where all is said of it.
    pub url: String,
    /// How far it has come.
    pub status: String,
    /// By when.
    pub due: Option<Due>,
}

/// The open commitments of a topic or an agency.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct OpenCommitments {
    /// Those that are due first, then the newest.
    pub items: Vec<CommitmentLine>,
    /// Where all of them are.
    pub url: Option<String>,
}

/// When something is due.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Due {
    /// The last day that is meant.
    pub date: String,
    /// The day or period in words.
    pub text: String,
}

/// The value that an indicator is to reach.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct TargetEntry {
    /// The indicator.
    pub indicator: Mention,
    /// The value in words.
    pub value: String,
    /// By when, where that is not when the commitment is due.
    pub by: Option<Due>,
    /// The newest value that a briefing states. Only where commitments are listed: a briefing's own page stays as it is.
    pub newest: Option<Newest>,
}

/// The newest value of an indicator.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Newest {
    /// The value in words.
    pub value: String,
    /// The day or period that it is about, in words.
    pub when: String,
    /// Where it is stated.
    pub url: Option<String>,
}

/// A source of a briefing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Cited {
    /// Its number, from 1.
    pub number: usize,
    /// Where it is told.
    pub url: String,
}

/// What a later briefing says of a commitment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Report {
    /// The day.
    pub date: String,
    /// How far the commitment had come then.
    pub status: String,
    /// What was known.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
    /// The source that states it.
    pub source: Option<Cited>,
    /// The briefing.
    pub briefing: Brief,
}

/// What a briefing says of an earlier one's commitment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct CommitmentUpdate {
    /// The commitment, and its place on the page of its briefing.
    pub commitment: Link,
    /// The language of the commitment's words, where that is another one than the page's.
    pub commitment_language: Option<String>,
    /// The day.
    pub date: String,
    /// How far it had come then.
    pub status: String,
    /// What was known.
    pub note: Option<String>,
    /// The language of it, where that is another one than the page's.
    pub note_language: Option<String>,
    /// The source that states it.
    pub source: Option<Cited>,
}

impl PageContext<'_> {
    /// A commitment as the page of its own briefing shows it.
    pub(in crate::pages) fn commitment(self, local: &LocalizedSite, item: EntryId) -> CommitmentEntry {
        let (site, language) = (self.site, local.language);
        let (fields, node, progress) = (site.commitment(item), site.commitment_node(item), site.progress(item));
        let status = progress.map_or_else(|| fields.status.unwrap_or(Status::Announced), |p| p.status);
        CommitmentEntry {
            id: fields.id.as_ref().map_or_else(String::new, ToString::to_string),
            name: name(site, item),
            url: site.commitment_url(item, language).unwrap_or_default(),
            text: text(site, item, language),
            text_language: language_of(site, item, language),
            status: status.word().to_owned(),
            open: status.is_open(),
            actor: site.actor(item).map(|a| self.agency(local, a)),
            topics: self.topic_links(local, site.commitment_topics(item)),
            instruments: node.instruments.iter().map(|i| self.instrument(local, *i)).collect(),
            due: site.when_due(item).map(|when| due(local, when)),
            target: fields.target.as_ref().zip(node.target).map(|(target, indicator)| TargetEntry {
                indicator: self.indicator(local, indicator),
                value: site.target_words(target, Some(indicator), language).unwrap_or_default(),
                by: target.by.filter(|by| site.when_due(item) != Some(*by)).map(|by| due(local, by)),
                newest: None,
            }),
            source: node.source.and_then(|source| self.cited(local, item.briefing, source)),
            briefing: self.brief(local, item.briefing),
            history: progress.iter().flat_map(|p| &p.updates).map(|update| self.report(local, *update)).collect(),
            silent_since: progress.filter(|p| p.silent).map(|p| p.reported.to_string()),
        }
    }

    /// A commitment as lists of commitments show it: as long as it is open, with the newest value of its indicator.
    pub(in crate::pages) fn tracked(self, local: &LocalizedSite, item: EntryId) -> CommitmentEntry {
        let mut entry = self.commitment(local, item);
        let indicator = self.site.commitment_node(item).target.filter(|_| entry.open);
        if let (Some(target), Some(indicator)) = (&mut entry.target, indicator) {
            target.newest = self.newest(local, indicator);
        }
        entry
    }

    /// The commitments of a briefing, in its own order.
    pub(in crate::pages) fn commitments_of(self, local: &LocalizedSite, briefing: Index) -> Vec<CommitmentEntry> {
        (0..self.site.briefing(briefing).commitments.len()).map(|index| self.commitment(local, EntryId { briefing, index })).collect()
    }

    /// What a briefing says of the commitments of earlier ones, in its own order.
    pub(in crate::pages) fn updates_of(self, local: &LocalizedSite, briefing: Index) -> Vec<CommitmentUpdate> {
        let goals = self.site.briefing(briefing).commitment_updates.iter().enumerate();
        let update = |(index, goal): (usize, &Option<EntryId>)| {
            let url = self.site.commitment_url((*goal)?, local.language)?;
            let commitment = Link { title: text(self.site, (*goal)?, local.language), url };
            let Report { date, status, note, note_language, source, .. } = self.report(local, EntryId { briefing, index });
            let commitment_language = language_of(self.site, (*goal)?, local.language);
            Some(CommitmentUpdate { commitment, commitment_language, date, status, note, note_language, source })
        };
        goals.filter_map(update).collect()
    }

    /// The first few open commitments of a topic or an agency, for its page.
    pub(in crate::pages) fn open_commitments(self, local: &LocalizedSite, thing: EntityId) -> OpenCommitments {
        if !self.site.config().outputs.commitments {
            return OpenCommitments::default();
        }
        let all = local.open_of(thing);
        let items = &all[..all.len().min(FEW)];
        let anchor = if local.is_tracked(thing) { format!("#{}", group_anchor(self.site, thing)) } else { String::new() };
        let url = (!items.is_empty()).then(|| self.url(local, "commitments/") + &anchor);
        let line = |item: &EntryId| self.commitment_line(local, *item, self.site.commitment_url(*item, local.language).unwrap_or_default());
        OpenCommitments { items: items.iter().map(line).collect(), url }
    }

    /// A commitment in one line that leads to `url`.
    pub(in crate::pages) fn commitment_line(self, local: &LocalizedSite, item: EntryId, url: String) -> CommitmentLine {
        let fields = self.site.commitment(item);
        let status = self.site.progress(item).map(|p| p.status).or(fields.status).unwrap_or(Status::Announced);
        CommitmentLine {
            text: text(self.site, item, local.language),
            text_language: language_of(self.site, item, local.language),
            url,
            status: status.word().to_owned(),
            due: self.site.when_due(item).map(|when| due(local, when)),
        }
    }

    fn report(self, local: &LocalizedSite, update: EntryId) -> Report {
        let fields = self.site.commitment_update(update);
        let position = |id: &Id| self.site.briefing(update.briefing).shared().sources.iter().position(|s| s.id.as_ref() == Some(id));
        let source = fields.source.as_ref().and_then(position);
        Report {
            date: self.site.reported(update).to_string(),
            status: fields.status.map_or("", Status::word).to_owned(),
            note: fields.note.as_ref().map(|note| self.site.localised(note, local.language).to_owned()),
            note_language: fields.note.as_ref().and_then(|note| self.site.language_of(note, local.language)),
            source: source.and_then(|source| self.cited(local, update.briefing, source)),
            briefing: self.brief(local, update.briefing),
        }
    }

    /// A source of a briefing.
    pub(in crate::pages) fn cited(self, local: &LocalizedSite, briefing: Index, source: usize) -> Option<Cited> {
        let page = self.site.nearest_address(EntityId { kind: Kind::Briefing, index: briefing }, local.language)?;
        let number = source + 1;
        Some(Cited { number, url: format!("{}#source-{number}", page.url(self.site.config())) })
    }

    fn newest(self, local: &LocalizedSite, indicator: Index) -> Option<Newest> {
        let stated = |o: &&crate::site::Observation| self.site.figure(o.figure).has_level();
        let observation = self.site.observations(indicator).iter().rev().find(stated)?;
        let page = || thing_url(local, Kind::Indicator, indicator);
        Some(Newest {
            value: self.site.figure_words(observation.figure, FigurePart::Value, local.language),
            when: self.when(local, observation.figure),
            url: page().or_else(|| self.site.figure_url(observation.figure, local.language)),
        })
    }
}

/// What no other commitment is called.
pub(in crate::pages) fn name(site: &Site<'_>, item: EntryId) -> String {
    let id = site.commitment(item).id.as_ref().map_or("", Id::as_str);
    format!("{}/{id}", Briefing::name(site.briefing(item.briefing)))
}

/// Where the tracker lists the commitments of a topic or an agency: `agency-miit`.
pub(in crate::pages) fn group_anchor(site: &Site<'_>, thing: EntityId) -> String {
    let id = if thing.kind == Kind::Topic { &site.topic(thing.index).id } else { &site.agency(thing.index).id };
    format!("{}-{id}", thing.kind.word())
}

fn text(site: &Site<'_>, item: EntryId, language: usize) -> String {
    site.commitment(item).text.as_ref().map_or_else(String::new, |text| site.localised(text, language).to_owned())
}

fn language_of(site: &Site<'_>, item: EntryId, language: usize) -> Option<String> {
    site.language_of(site.commitment(item).text.as_ref()?, language)
}

fn due(local: &LocalizedSite, when: When) -> Due {
    Due { date: when.end().to_string(), text: in_words(local, when) }
}

/// A day or a period in words.
fn in_words(local: &LocalizedSite, when: When) -> String {
    match when {
        When::Day(date) => local.locale.date(date.civil(), DateStyle::Long),
        When::Period(period) => local.locale.period(period.start().civil(), period.end().civil()),
    }
}
