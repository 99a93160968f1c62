//! What a briefing gives as data, with its references resolved: figures, commitments, dated events, moves of instruments.

use std::sync::Arc;

use super::documents::Linker;
use super::entries::List;
use crate::content::{self, Kind, OfKind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::signs::{self as units, Sign};
use crate::site::entries::{Commitment, Figure};
use crate::site::ids::{EntryId, Index};
use crate::site::model::{Edition, Indicator, Instrument};
use crate::values::{Id, Name, Text, oddity, shown, typed};

/// A briefing's data, resolved.
#[derive(Debug)]
pub(in crate::site) struct BriefingLinks {
    pub(in crate::site) figures: Vec<Figure>,
    pub(in crate::site) commitments: Vec<Commitment>,
    pub(in crate::site) updates: Vec<Option<EntryId>>,
    pub(in crate::site) events: Vec<Option<Index>>,
    pub(in crate::site) date_updates: Vec<Option<EntryId>>,
    pub(in crate::site) moves: Vec<Option<Index>>,
}

impl Linker<'_> {
    /// The data of the briefing `own`.
    pub(in crate::site) fn briefing_links(&mut self, own: Index, fields: &content::Briefing, path: &Arc<str>) -> BriefingLinks {
        let source = |id: Option<&Id>| fields.sources.iter().position(|s| id.is_some() && s.id.as_ref() == id);
        let mut figures = Vec::with_capacity(fields.figures.len());
        for (i, figure) in fields.figures.iter().enumerate() {
            let field = || format!("figures[{i}]");
            self.unit(figure.unit.as_ref(), path, || format!("{}.unit", field()));
            figures.push(Figure {
                indicator: self.one(Kind::Indicator, figure.indicator.as_ref(), path, || format!("{}.indicator", field())),
                revises: self.item(List::Figures, own, figure.revises.as_ref(), path, || format!("{}.revises", field())),
                part_of: figure.part_of.as_ref().and_then(|whole| fields.figures.iter().position(|f| f.id.as_ref() == Some(whole))),
                source: source(figure.source.as_ref()),
            });
        }
        let mut commitments = Vec::with_capacity(fields.commitments.len());
        for (i, commitment) in fields.commitments.iter().enumerate() {
            let field = || format!("commitments[{i}]");
            self.unit(commitment.target.as_ref().and_then(|t| t.unit.as_ref()), path, || format!("{}.target.unit", field()));
            commitments.push(Commitment {
                actor: self.one(Kind::Agency, commitment.actor.as_ref(), path, || format!("{}.actor", field())),
                topics: self.names(Kind::Topic, &commitment.topics, path, &|| format!("{}.topics", field())),
                instruments: self.names(Kind::Instrument, &commitment.instruments, path, &|| format!("{}.instruments", field())),
                target: commitment
                    .target
                    .as_ref()
                    .and_then(|t| self.one(Kind::Indicator, t.indicator.as_ref(), path, || format!("{}.target.indicator", field()))),
                source: source(commitment.source.as_ref()),
            });
        }
        let mut updates = Vec::with_capacity(fields.commitment_updates.len());
        for (i, update) in fields.commitment_updates.iter().enumerate() {
            let item = self.item(List::Commitments, own, update.commitment.as_ref(), path, || format!("commitment_updates[{i}].commitment"));
            if item.is_some_and(|item| item.briefing == own) {
                let place = Place::value(path, format!("commitment_updates[{i}].commitment"));
                let same = Diagnostic::new(Code::Contradiction, place, "the update is in the briefing that makes the commitment");
                self.all.push(same.help("set `status` in the commitment itself"));
            }
            updates.push(item);
        }
        let mut events = Vec::with_capacity(fields.dates.len());
        for (i, event) in fields.dates.iter().enumerate() {
            events.push(self.one(Kind::Instrument, event.instrument.as_ref(), path, || format!("dates[{i}].instrument")));
        }
        let date_updates = self.date_updates(own, fields, path);
        let mut moves = Vec::with_capacity(fields.instruments.len());
        for (i, step) in fields.instruments.iter().enumerate() {
            moves.push(self.one(Kind::Instrument, step.instrument.as_ref(), path, || format!("instruments[{i}].instrument")));
        }
        BriefingLinks { figures, commitments, updates, events, date_updates, moves }
    }

    /// The dated event that each update of one is about: each is one that an earlier briefing gives, and is spoken of once.
    fn date_updates(&mut self, own: Index, fields: &content::Briefing, path: &Arc<str>) -> Vec<Option<EntryId>> {
        let mut found: Vec<Option<EntryId>> = Vec::with_capacity(fields.date_updates.len());
        for (i, update) in fields.date_updates.iter().enumerate() {
            let field = || format!("date_updates[{i}].event");
            let item = self.item(List::Dates, own, update.event.as_ref(), path, field);
            let wrong = item.and_then(|item| {
                if item.briefing == own {
                    return Some((
                        "the update is in the briefing that gives the date".to_owned(),
                        "mend the entry under `dates`, and note the day that it had under `previous`",
                    ));
                }
                if found.contains(&Some(item)) {
                    return Some(("the briefing updates this date twice".to_owned(), "keep the entry that holds"));
                }
                let given = self.lookup.briefing(item.briefing)?.date?;
                let day = fields.date.filter(|day| *day < given)?;
                Some((
                    format!("this briefing is of {day}, and the one that gives the date is later: of {given}"),
                    "give the date in the earlier briefing, and the update in the later one",
                ))
            });
            if let Some((message, help)) = wrong {
                self.all.push(Diagnostic::new(Code::BadDateUpdate, Place::value(path, field()), message).help(help));
                found.push(None);
            } else {
                found.push(item);
            }
        }
        found
    }

    fn one(&mut self, kind: Kind, name: Option<&Name>, path: &Arc<str>, field: impl FnOnce() -> String) -> Option<Index> {
        self.name(kind, name?, path, field)
    }

    /// Reports a unit that nobody knows.
    fn unit(&mut self, code: Option<&Text>, path: &Arc<str>, field: impl FnOnce() -> String) {
        let Some(code) = code.filter(|code| self.config.units.find(code.as_str()).is_none()) else { return };
        let (written, plain) = (code.as_str(), typed(code.as_str()));
        let told = Diagnostic::new(Code::UnknownUnit, Place::value(path, field()), format!("there is no unit `{}`", shown(written)));
        if let Some(odd) = oddity(written).filter(|_| self.config.units.find(&plain).is_some()) {
            let told = Diagnostic { message: format!("`{}` has {odd}", shown(written)), ..told };
            return self.all.push(told.help(format!("write `{plain}`")).rewrite(written, &plain, true));
        }
        self.all.push(match units::meant(&plain) {
            Some(Sign::Unit { code, certain }) => told.help(format!("write `{code}`")).rewrite(written, code, certain),
            Some(Sign::Several { code, others }) => {
                told.help(format!("write the code of the currency that is meant: `{code}`, or {others}")).rewrite(written, code, false)
            }
            Some(Sign::Scale { scale }) => told.help(format!("that is a scale, no unit: write `scale: {scale}`, and as `unit` what is counted")),
            Some(Sign::Count) => told.help("nothing counts in that: write as `unit` what is counted, such as `person` or `company`"),
            None => match self.hints.near(written, self.config.units.codes()) {
                Some(near) => told.help(format!("did you mean `{}`? units of the site's own are defined in content/units.yaml", near.name)).rewrite(
                    written,
                    near.name,
                    near.certain && near.name.eq_ignore_ascii_case(written),
                ),
                None => told.help("write an ISO 4217 code, `percent`, a physical unit such as `Mbps`, or define the unit in content/units.yaml"),
            },
        });
    }

    fn item(&mut self, list: List, own: Index, name: Option<&Name>, path: &Arc<str>, field: impl FnOnce() -> String) -> Option<EntryId> {
        self.lookup.item(list, Some(own), name?.as_str(), &Place::value(path, field()), self.hints, self.all)
    }

    pub(in crate::site) fn indicators(&mut self, indicators: &mut [Indicator]) {
        for (index, indicator) in indicators.iter_mut().enumerate() {
            let document = Arc::clone(&indicator.original().document);
            let (Some(fields), path) = (content::Indicator::of(&document.front), &document.path) else { continue };
            self.unit(fields.unit.as_ref(), path, || "unit".to_owned());
            indicator.jurisdiction = self.one(Kind::Jurisdiction, fields.jurisdiction.as_ref(), path, || "jurisdiction".to_owned());
            indicator.agency = self.one(Kind::Agency, fields.agency.as_ref(), path, || "agency".to_owned());
            indicator.topics = self.names(Kind::Topic, &fields.topics, path, &|| "topics".to_owned());
            indicator.part_of = self.one(Kind::Indicator, fields.part_of.as_ref(), path, || "part_of".to_owned());
            if indicator.part_of == Some(index) {
                let own = Diagnostic::new(Code::BadParent, Place::value(path, "part_of"), "an indicator cannot be a part of itself");
                self.all.push(own.help("name the whole that it is a part of"));
                indicator.part_of = None;
            }
        }
    }

    pub(in crate::site) fn instruments(&mut self, instruments: &mut [Instrument]) {
        for index in 0..instruments.len() {
            let document = Arc::clone(&instruments[index].original().document);
            let (Some(fields), path) = (content::Instrument::of(&document.front), &document.path) else { continue };
            instruments[index].jurisdiction = self.one(Kind::Jurisdiction, fields.jurisdiction.as_ref(), path, || "jurisdiction".to_owned());
            instruments[index].agencies = self.names(Kind::Agency, &fields.agencies, path, &|| "agencies".to_owned());
            for (i, relation) in fields.relates.iter().enumerate() {
                let field = || format!("relates[{i}].instrument");
                let (Some(other), Some(kind)) = (self.one(Kind::Instrument, relation.instrument.as_ref(), path, field), relation.kind) else { continue };
                if other == index {
                    let own = Diagnostic::new(Code::BadParent, Place::value(path, field()), "an instrument does nothing to itself");
                    self.all.push(own.help("name another instrument"));
                    continue;
                }
                instruments[index].relates.push((other, kind));
                instruments[other].related.push((index, kind));
            }
        }
    }

    pub(in crate::site) fn editions(&mut self, editions: &mut [Edition]) {
        for edition in editions {
            let document = Arc::clone(&edition.original().document);
            let (Some(fields), path) = (content::Edition::of(&document.front), &document.path) else { continue };
            edition.lead = self.one(Kind::Briefing, fields.lead.as_ref(), path, || "lead".to_owned());
            edition.briefings = self.names(Kind::Briefing, &fields.briefings, path, &|| "briefings".to_owned());
        }
    }
}
