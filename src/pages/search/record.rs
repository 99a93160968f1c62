//! What the index knows of each document.

use super::file::Record;
use crate::content::Kind;
use crate::pages::{BodyRenderer, PageContext};
use crate::site::{Briefing, EntityId, Form, Index, LocalizedSite, Term, Version};

impl PageContext<'_> {
    /// What the index knows of an entity in a language.
    pub(super) fn record(self, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, thing: EntityId) -> Record {
        match thing.kind {
            Kind::Briefing => self.record_of_briefing(renderer, local, thing.index),
            _ => self.record_of_thing(renderer, local, thing),
        }
    }

    fn record_of_briefing(self, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index) -> Record {
        let (site, language) = (self.site, local.language);
        let briefing = site.briefing(index);
        let Some(version) = briefing.version(language) else { return Record::default() };
        let word = briefing.shared().kind.word();
        let points = Briefing::fields(version).key_points.len();
        let mut facets = vec![format!("kind:{word}")];
        for (kind, all) in [(Kind::Topic, &briefing.topics), (Kind::Agency, &briefing.agencies), (Kind::Jurisdiction, &briefing.jurisdictions)] {
            facets.extend(all.iter().map(|index| facet(self, kind, *index)));
        }
        let figures = self.figures(local, index).into_iter();
        let figure = |figure: crate::pages::shared::figures::FigureView| {
            let words = [figure.value, figure.change].into_iter().flatten().collect::<Vec<_>>().join(", ");
            format!("{}{}{words}", figure.title, local.locale.colon())
        };
        Record {
            title: site.title(index, language).to_owned(),
            date: briefing.date.to_string(),
            kind: self.labels.text(language, &format!("kind-{word}")),
            summary: site.summary(index, language),
            key_points: (0..points).map(|i| self.inline(renderer, version, &format!("key_points[{i}]"), language)).collect(),
            beside: figures.map(figure).collect(),
            facets,
            ..self.record_at(renderer, local, EntityId { kind: Kind::Briefing, index }, Some(version))
        }
    }

    fn record_of_thing(self, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, thing: EntityId) -> Record {
        let (site, language) = (self.site, local.language);
        let node = site.node(thing);
        let (title, others) = self.names(thing, language);
        let mut facets = vec![format!("kind:{}", thing.kind.folder())];
        let topics: &[Index] = match thing.kind {
            Kind::Topic => &[thing.index],
            Kind::Indicator => &site.indicator(thing.index).topics,
            _ => &[],
        };
        facets.extend(topics.iter().map(|index| facet(self, Kind::Topic, *index)));
        let agencies: Vec<Index> = match thing.kind {
            Kind::Agency => vec![thing.index],
            Kind::Instrument => site.instrument(thing.index).agencies.clone(),
            _ => Vec::new(),
        };
        facets.extend(agencies.iter().map(|index| facet(self, Kind::Agency, *index)));
        Record {
            title,
            date: if thing.kind == Kind::Edition {
                site.edition(thing.index).shared().date.map_or_else(String::new, |day| day.to_string())
            } else {
                String::new()
            },
            kind: self.labels.text(language, &format!("search-{}", thing.kind.word())),
            summary: others.join(" · "),
            facets,
            ..self.record_at(renderer, local, thing, node.version(language))
        }
    }

    /// The name of an entity in full, and others that its page shows.
    fn names(self, thing: EntityId, language: usize) -> (String, Vec<String>) {
        let (site, index) = (self.site, thing.index);
        let (name, short) = match thing.kind {
            Kind::Agency => (site.agency_name(index, language), site.agency_short(index, language)),
            Kind::Instrument => (site.instrument_name(index, language), site.instrument_short(index, language)),
            Kind::Term => site.term_names(index, language),
            _ => return (site.name(thing, language), Vec::new()),
        };
        let mut others: Vec<String> = short.filter(|short| *short != name).map(str::to_owned).into_iter().collect();
        match thing.kind {
            Kind::Instrument => others.extend(site.instrument(index).shared().identifier.iter().map(ToString::to_string)),
            Kind::Term => {
                others.extend(site.term(index).version(language).into_iter().flat_map(|version| Term::fields(version).aliases.iter().map(ToString::to_string)));
            }
            _ => {}
        }
        (name.to_owned(), others)
    }

    /// The address and the text of an entity.
    fn record_at(self, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, thing: EntityId, version: Option<&Version>) -> Record {
        let url = local.url(thing).unwrap_or_default().to_owned();
        let body = version.map(|version| self.body(renderer, version, local.language, Form::Url, &url)).unwrap_or_default();
        Record { url, body, ..Record::default() }
    }
}

fn facet(cx: PageContext<'_>, kind: Kind, index: Index) -> String {
    format!("{}:{}", kind.word(), cx.site.node(EntityId { kind, index }).id)
}
