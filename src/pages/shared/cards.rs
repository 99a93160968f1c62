//! How briefings, agencies and the rest look wherever they are named.

use super::held::Language;
use super::parts::{Brief, Card, FeedLink, Head, Link, Mention, TocEntry, Translation};
use crate::content::Kind;
use crate::pages::Inputs;
use crate::pages::output::{Body, Html, Prose};
use crate::site::{Address, Form, Index, Section, Thing, Version, headings};

impl<'s> Inputs<'s> {
    /// The digest in a language.
    pub(in crate::pages) fn section(self, language: Language) -> &'s Section {
        &self.site.sections[language.0]
    }

    /// The address `path` in a section's language.
    pub(in crate::pages) fn address(self, section: &Section, path: &str) -> Address {
        Address::new(self.site.config(), section.language, path)
    }

    /// The address `path` in a section's language, as written in links.
    pub(in crate::pages) fn url(self, section: &Section, path: &str) -> String {
        self.address(section, path).url(self.site.config())
    }

    /// A briefing in a listing.
    pub(in crate::pages) fn card(self, section: &Section, index: Index) -> Card {
        let (site, language) = (self.site, section.language);
        let briefing = site.briefing(index);
        Card {
            title: site.title(index, language).to_owned(),
            url: thing_url(section, Kind::Briefing, index).unwrap_or_default(),
            date: briefing.date.to_string(),
            kind: briefing.shared().kind.word().to_owned(),
            summary: site.summary(index, language),
            topics: self.topic_links(section, &briefing.topics[..briefing.own_topics]),
            agencies: briefing.agencies.iter().map(|a| self.agency(section, *a)).collect(),
            jurisdictions: briefing.jurisdictions.iter().map(|j| self.jurisdiction(section, *j)).collect(),
        }
    }

    /// A briefing in one line; where it does not exist in the section's language, as it is in the site's own.
    pub(in crate::pages) fn brief(self, section: &Section, index: Index) -> Brief {
        let elsewhere = || self.site.nearest_address(Thing { kind: Kind::Briefing, index }, section.language).map(|a| a.url(self.site.config()));
        Brief {
            title: self.site.title(index, section.language).to_owned(),
            url: thing_url(section, Kind::Briefing, index).or_else(elsewhere).unwrap_or_default(),
            date: self.site.briefing(index).date.to_string(),
        }
    }

    /// Briefings in a listing, newest first.
    pub(in crate::pages) fn cards(self, section: &Section, indices: &[Index]) -> Vec<Card> {
        indices.iter().rev().map(|i| self.card(section, *i)).collect()
    }

    /// Topics that have a page, by name.
    pub(in crate::pages) fn topic_links(self, section: &Section, topics: &[Index]) -> Vec<Link> {
        let link = |t: &Index| Some(Link { title: self.site.topic_name(*t, section.language).to_owned(), url: thing_url(section, Kind::Topic, *t)? });
        topics.iter().filter_map(link).collect()
    }

    /// An agency, by name.
    pub(in crate::pages) fn agency(self, section: &Section, index: Index) -> Mention {
        Mention {
            title: self.site.agency_name(index, section.language).to_owned(),
            short: self.site.agency_short(index, section.language).map(str::to_owned),
            url: thing_url(section, Kind::Agency, index),
        }
    }

    /// A jurisdiction, by name.
    pub(in crate::pages) fn jurisdiction(self, section: &Section, index: Index) -> Mention {
        Mention { title: self.site.jurisdiction_name(index, section.language).to_owned(), short: None, url: thing_url(section, Kind::Jurisdiction, index) }
    }

    /// An indicator, by name.
    pub(in crate::pages) fn indicator(self, section: &Section, index: Index) -> Mention {
        Mention { title: self.site.indicator_name(index, section.language).to_owned(), short: None, url: thing_url(section, Kind::Indicator, index) }
    }

    /// An instrument, by name.
    pub(in crate::pages) fn instrument(self, section: &Section, index: Index) -> Mention {
        Mention {
            title: self.site.instrument_name(index, section.language).to_owned(),
            short: self.site.instrument_short(index, section.language).map(str::to_owned),
            url: thing_url(section, Kind::Instrument, index),
        }
    }

    /// A link to a page that every section has.
    pub(in crate::pages) fn labelled(self, section: &Section, key: &str, path: &str) -> Link {
        Link { title: self.labels.text(section.language, key), url: self.url(section, path) }
    }

    /// The head of a page at `path` that exists in the languages for which `in_language` says so.
    pub(in crate::pages) fn head(self, section: &Section, kind: &str, title: Option<String>, path: &str, in_language: &dyn Fn(&Section) -> bool) -> Head {
        let config = self.site.config();
        let address = self.address(section, path);
        let mut translations: Vec<Translation> = Vec::new();
        if self.site.sections.len() > 1 {
            for other in self.site.sections.iter().filter(|s| in_language(s)) {
                let (language, address) = (&config.languages[other.language], self.address(other, path));
                translations.push(Translation {
                    language: language.tag().to_owned(),
                    name: language.own_name(),
                    url: address.url(config),
                    permalink: address.permalink(config),
                });
            }
        }
        if translations.len() < 2 {
            translations.clear();
        }
        Head {
            title,
            description: None,
            kind: kind.to_owned(),
            url: address.url(config),
            permalink: address.permalink(config),
            translations,
            feeds: Vec::new(),
            breadcrumbs: vec![self.labelled(section, "home", "")],
            image: None,
            published: None,
            modified: None,
            noindex: self.site.drafts(),
        }
    }

    /// The feeds at `path`, which ends in `/` or is empty.
    pub(in crate::pages) fn feeds(self, section: &Section, path: &str, title: &str) -> Vec<FeedLink> {
        let on = &self.site.config().outputs;
        let json = || self.feed_link(section, path, "feed.json", title, "application/feed+json");
        self.atom_feed(section, path, title).into_iter().chain((on.feeds && on.json_feeds).then(json)).collect()
    }

    /// The Atom feed at `path`.
    pub(in crate::pages) fn atom_feed(self, section: &Section, path: &str, title: &str) -> Option<FeedLink> {
        self.site.config().outputs.feeds.then(|| self.feed_link(section, path, "feed.xml", title, "application/atom+xml"))
    }

    fn feed_link(self, section: &Section, path: &str, file: &str, title: &str, media_type: &str) -> FeedLink {
        FeedLink { title: title.to_owned(), url: self.url(section, &format!("{path}{file}")), media_type: media_type.to_owned() }
    }

    /// The HTML of a version's body on a page, or in a feed (`Form::Permalink`) under the page's address `page`.
    pub(in crate::pages) fn body(self, prose: &mut dyn Prose, version: &'s Version, language: usize, form: Form, page: &str) -> Html {
        let outline = &version.document.outline;
        if outline.empty {
            return Html::default();
        }
        let resolved = self.site.resolved(&version.body, version.from, language, form, page);
        prose.body(&Body {
            path: &version.document.path,
            start: outline.start,
            hash: outline.hash,
            language: version.document.language,
            resolved,
            page: matches!(form, Form::Permalink | Form::Letter).then(|| page.to_owned()),
        })
    }

    /// The HTML of the inline text `field` of a version.
    pub(in crate::pages) fn inline(self, prose: &mut dyn Prose, version: &Version, field: &str, language: usize) -> String {
        self.inline_in(prose, version, field, language, Form::Inline, "")
    }

    /// The same with addresses in another form; `page` is the full address of the page that the text belongs to.
    pub(in crate::pages) fn inline_in(self, prose: &mut dyn Prose, version: &Version, field: &str, language: usize, form: Form, page: &str) -> String {
        let inlines = version.document.inlines.iter().zip(&version.inlines);
        let Some((inline, resolutions)) = inlines.into_iter().find(|(i, _)| i.field == field) else { return String::new() };
        let resolved = self.site.resolved(resolutions, version.from, language, form, page);
        prose.inline(&inline.template, &resolved, version.document.language)
    }

    /// A body's table of contents.
    pub(in crate::pages) fn toc(self, version: &Version, language: usize) -> Vec<TocEntry> {
        headings(&version.document)
            .map(|h| TocEntry { level: h.level, id: h.id.clone(), title: self.site.plain(&h.text, &version.body, version.from, language) })
            .collect()
    }
}

/// The page of a thing, as written in links.
pub(in crate::pages) fn thing_url(section: &Section, kind: Kind, index: Index) -> Option<String> {
    section.url(Thing { kind, index }).map(str::to_owned)
}
