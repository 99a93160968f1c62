//! What is wrong with what may be seen: references to what is held back or has no page, dates that lie ahead, names that a
//! language lacks.

use super::Site;
use super::overdue::overdue;
use crate::content::Kind;
use crate::content::markdown::{Reference, Target};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::EntityId;
use crate::site::resolution::Resolution;

impl Site<'_> {
    /// Reports all of it.
    pub(in crate::site) fn check(&self, all: &mut Vec<Diagnostic>) {
        self.each_version(|_, version, _| {
            let document = &version.document;
            for (resolution, reference) in version.body.iter().zip(&document.outline.references) {
                let place = || Place::bytes(&document.path, document.outline.span(reference));
                self.check_goal(resolution, reference, document.language, place, all);
                self.check_quoted(version, resolution, place, all);
            }
            for (inline, resolutions) in document.inlines.iter().zip(&version.inlines) {
                for (resolution, reference) in resolutions.iter().zip(&inline.references) {
                    let place = || Place::value(&document.path, inline.field.clone());
                    self.check_goal(resolution, reference, document.language, place, all);
                    self.check_quoted(version, resolution, place, all);
                }
            }
        });
        for (index, briefing) in self.linked.briefings.iter().enumerate().filter(|(i, _)| self.is_shown(*i)) {
            let path = &briefing.original().document.path;
            if let Some(next) = briefing.replaced_by.filter(|next| !self.is_shown(*next)) {
                all.push(self.hidden(EntityId { kind: Kind::Briefing, index: next }, Place::value(path, "withdrawn.replaced_by")));
            }
            if briefing.date > self.moment.today && !briefing.is_timed() && !self.moment.drafts {
                all.push(
                    Diagnostic::new(
                        Code::FutureDate,
                        Place::value(path, "date"),
                        format!("the date {} lies ahead, and the briefing is published now", briefing.date),
                    )
                    .help("set `publish_at` to hold it back, or mend the date"),
                );
            }
            self.check_past(index, all);
            self.check_data(index, all);
        }
        self.check_editions(all);
        overdue(self, all);
        self.check_names(all);
    }

    /// Reports a reference to what is held back, and a link to what has no page. `[[…]]` shows a name without a link then.
    fn check_goal(&self, resolution: &Resolution, reference: &Reference, language: usize, place: impl FnOnce() -> Place, all: &mut Vec<Diagnostic>) {
        if let Resolution::Figure { item, .. } | Resolution::Date(item) = resolution
            && !self.is_shown(item.briefing)
        {
            all.push(self.hidden(EntityId { kind: Kind::Briefing, index: item.briefing }, place()));
            return;
        }
        let Resolution::Entity { thing, language: named, .. } = resolution else { return };
        if !self.is_visible(*thing) {
            all.push(self.hidden(*thing, place()));
        } else if matches!(reference.target, Target::Link { .. }) && self.nearest_address(*thing, named.unwrap_or(language)).is_none() {
            let word = thing.kind.word();
            let message = format!("the {word} `{}` has no page", self.name(*thing, language));
            all.push(
                Diagnostic::new(Code::BrokenLink, place(), message)
                    .help(format!("nothing visible belongs to it; write [[{word}:…]], which shows its name alone")),
            );
        }
    }

    /// Names of topics and agencies that a language with a page of them lacks.
    fn check_names(&self, all: &mut Vec<Diagnostic>) {
        for local in self.localized.iter().skip(1) {
            let wanted = self.wanted(local.language);
            let topics = self.linked.topics.iter().enumerate().filter(|(i, _)| local.has(Kind::Topic, *i));
            let topics = topics.filter_map(|(_, t)| Some((t.version(0)?, t.name(wanted)?)));
            let agencies = self.linked.agencies.iter().enumerate().filter(|(i, _)| local.has(Kind::Agency, *i));
            let agencies = agencies.filter_map(|(_, a)| Some((a.version(0)?, a.name(wanted)?)));
            for (original, (name, own)) in topics.chain(agencies) {
                if !own {
                    let tag = self.config().languages[local.language].tag();
                    all.push(
                        Diagnostic::new(
                            Code::MissingTranslation,
                            Place::value(&original.document.path, "name"),
                            format!("the name is not given in {tag}; `{name}` stands there"),
                        )
                        .help(format!("add it: name: {{{}: {name}, {tag}: …}}", self.config().default_language().tag())),
                    );
                }
            }
        }
    }
}
