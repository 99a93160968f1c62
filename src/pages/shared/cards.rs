//! How briefings, agencies and the rest look wherever they are named.

use super::held::Language;
use super::parts::{Brief, Card, FeedLink, Head, Link, Mention, TocEntry, Translation};
use crate::content::Kind;
use crate::pages::{Body, BodyRenderer, Html, PageContext};
use crate::site::{Address, EntityId, Form, Index, LocalizedSite, Version, headings};

/// What a page that lists something is about, for search engines and previews: its title and the first names in its list.
pub(in crate::pages) fn summed_up<'n>(local: &LocalizedSite, title: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let (mut text, mut separator) = (title.to_owned(), if title.is_empty() { "" } else { local.locale.colon() });
    for name in names {
        if separator == SEPARATOR && text.chars().count() + name.chars().count() > DESCRIPTION {
            text.push_str(" …");
            break;
        }
        text.push_str(separator);
        text.push_str(name);
        separator = SEPARATOR;
    }
    Some(text).filter(|text| !text.is_empty())
}

/// What stands between the names of a description, and how long that grows at most, in characters.
const SEPARATOR: &str = " · ";
const DESCRIPTION: usize = 160;

impl<'s> PageContext<'s> {
    /// The digest in a language.
    pub(in crate::pages) fn local(self, language: Language) -> &'s LocalizedSite {
        &self.site.localized[language.0]
    }

    /// The address `path` in the language of a localized site.
    pub(in crate::pages) fn address(self, local: &LocalizedSite, path: &str) -> Address {
        Address::new(self.site.config(), local.language, path)
    }

    /// The address `path` in the language of a localized site, as written in links.
    pub(in crate::pages) fn url(self, local: &LocalizedSite, path: &str) -> String {
        self.address(local, path).url(self.site.config())
    }

    /// A briefing in a listing.
    pub(in crate::pages) fn card(self, local: &LocalizedSite, index: Index) -> Card {
        let (site, language) = (self.site, local.language);
        let briefing = site.briefing(index);
        Card {
            title: site.title(index, language).to_owned(),
            url: thing_url(local, Kind::Briefing, index).unwrap_or_default(),
            date: briefing.date.to_string(),
            kind: briefing.shared().kind.word().to_owned(),
            summary: site.summary(index, language),
            topics: self.topic_links(local, &briefing.topics[..briefing.own_topics]),
            agencies: briefing.agencies.iter().map(|a| self.agency(local, *a)).collect(),
            jurisdictions: briefing.jurisdictions.iter().map(|j| self.jurisdiction(local, *j)).collect(),
        }
    }

    /// A briefing in one line; where it does not exist in the language of the localized site, as it is in the site's own.
    pub(in crate::pages) fn brief(self, local: &LocalizedSite, index: Index) -> Brief {
        let elsewhere = || self.site.nearest_address(EntityId { kind: Kind::Briefing, index }, local.language).map(|a| a.url(self.site.config()));
        Brief {
            title: self.site.title(index, local.language).to_owned(),
            url: thing_url(local, Kind::Briefing, index).or_else(elsewhere).unwrap_or_default(),
            date: self.site.briefing(index).date.to_string(),
        }
    }

    /// Briefings in a listing, newest first.
    pub(in crate::pages) fn cards(self, local: &LocalizedSite, indices: &[Index]) -> Vec<Card> {
        indices.iter().rev().map(|i| self.card(local, *i)).collect()
    }

    /// Topics that have a page, by name.
    pub(in crate::pages) fn topic_links(self, local: &LocalizedSite, topics: &[Index]) -> Vec<Link> {
        let link = |t: &Index| Some(Link { title: self.site.topic_name(*t, local.language).to_owned(), url: thing_url(local, Kind::Topic, *t)? });
        topics.iter().filter_map(link).collect()
    }

    /// An agency, by name.
    pub(in crate::pages) fn agency(self, local: &LocalizedSite, index: Index) -> Mention {
        Mention {
            title: self.site.agency_name(index, local.language).to_owned(),
            short: self.site.agency_short(index, local.language).map(str::to_owned),
            url: thing_url(local, Kind::Agency, index),
        }
    }

    /// A jurisdiction, by name.
    pub(in crate::pages) fn jurisdiction(self, local: &LocalizedSite, index: Index) -> Mention {
        Mention { title: self.site.jurisdiction_name(index, local.language).to_owned(), short: None, url: thing_url(local, Kind::Jurisdiction, index) }
    }

    /// An indicator, by name.
    pub(in crate::pages) fn indicator(self, local: &LocalizedSite, index: Index) -> Mention {
        Mention { title: self.site.indicator_name(index, local.language).to_owned(), short: None, url: thing_url(local, Kind::Indicator, index) }
    }

    /// An instrument, by name.
    pub(in crate::pages) fn instrument(self, local: &LocalizedSite, index: Index) -> Mention {
        Mention {
            title: self.site.instrument_name(index, local.language).to_owned(),
            short: self.site.instrument_short(index, local.language).map(str::to_owned),
            url: thing_url(local, Kind::Instrument, index),
        }
    }

    /// Who publishes the digest, with a full address: the site itself, unless its settings name someone.
    pub(in crate::pages) fn published_by(self, local: &LocalizedSite) -> Mention {
        let config = self.site.config();
        let given = config.publisher.as_ref();
        let name = given.map_or(&config.title, |publisher| &publisher.name);
        let url = given.map_or_else(|| Some(Address::shared("").permalink(config)), |publisher| publisher.url.as_ref().map(ToString::to_string));
        Mention { title: name.get(&config.languages[local.language], config.default_language()).0.to_owned(), short: None, url }
    }

    /// The address of the licence of texts and data.
    pub(in crate::pages) fn license(self) -> Option<String> {
        self.site.config().license.as_ref().map(|license| license.url.to_string())
    }

    /// A link to a page that every language has.
    pub(in crate::pages) fn labelled(self, local: &LocalizedSite, key: &str, path: &str) -> Link {
        Link { title: self.labels.text(local.language, key), url: self.url(local, path) }
    }

    /// The head of a page at `path` that exists in the languages for which `in_language` says so.
    pub(in crate::pages) fn head(
        self,
        local: &LocalizedSite,
        kind: &str,
        title: Option<String>,
        path: &str,
        in_language: &dyn Fn(&LocalizedSite) -> bool,
    ) -> Head {
        let config = self.site.config();
        let address = self.address(local, path);
        let mut translations: Vec<Translation> = Vec::new();
        if self.site.localized.len() > 1 {
            for other in self.site.localized.iter().filter(|s| in_language(s)) {
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
            breadcrumbs: vec![self.labelled(local, "home", "")],
            image: None,
            published: None,
            modified: None,
            noindex: self.site.drafts() || config.noindex,
            json_ld: None,
        }
    }

    /// The feeds at `path`, which ends in `/` or is empty.
    pub(in crate::pages) fn feeds(self, local: &LocalizedSite, path: &str, title: &str) -> Vec<FeedLink> {
        let on = &self.site.config().outputs;
        let json = || self.feed_link(local, path, "feed.json", title, "application/feed+json");
        self.atom_feed(local, path, title).into_iter().chain((on.feeds && on.json_feeds).then(json)).collect()
    }

    /// The Atom feed at `path`.
    pub(in crate::pages) fn atom_feed(self, local: &LocalizedSite, path: &str, title: &str) -> Option<FeedLink> {
        self.site.config().outputs.feeds.then(|| self.feed_link(local, path, "feed.xml", title, "application/atom+xml"))
    }

    fn feed_link(self, local: &LocalizedSite, path: &str, file: &str, title: &str, media_type: &str) -> FeedLink {
        FeedLink { title: title.to_owned(), url: self.url(local, &format!("{path}{file}")), media_type: media_type.to_owned() }
    }

    /// The HTML of a version's body on a page, or in a feed (`Form::Permalink`) under the page's address `page`.
    pub(in crate::pages) fn body(self, renderer: &mut dyn BodyRenderer, version: &'s Version, language: usize, form: Form, page: &str) -> Html {
        let outline = &version.document.outline;
        if outline.empty {
            return Html::default();
        }
        let resolved = self.site.resolved(&version.body, version.from, language, form, page);
        renderer.body(&Body {
            path: &version.document.path,
            start: outline.start,
            hash: outline.hash,
            language: version.document.language,
            resolved,
            page: matches!(form, Form::Permalink | Form::Letter).then(|| page.to_owned()),
        })
    }

    /// The HTML of the inline text `field` of a version.
    pub(in crate::pages) fn inline(self, renderer: &mut dyn BodyRenderer, version: &Version, field: &str, language: usize) -> String {
        self.inline_in(renderer, version, field, language, Form::Inline, "")
    }

    /// The same with addresses in another form; `page` is the full address of the page that the text belongs to.
    pub(in crate::pages) fn inline_in(
        self,
        renderer: &mut dyn BodyRenderer,
        version: &Version,
        field: &str,
        language: usize,
        form: Form,
        page: &str,
    ) -> String {
        let inlines = version.document.inlines.iter().zip(&version.inlines);
        let Some((inline, resolutions)) = inlines.into_iter().find(|(i, _)| i.field == field) else { return String::new() };
        let resolved = self.site.resolved(resolutions, version.from, language, form, page);
        let html = renderer.inline(&inline.template, &resolved, version.document.language);
        if version.document.language == language || html.is_empty() {
            return html;
        }
        format!("<span lang=\"{}\">{html}</span>", self.site.config().languages[version.document.language].tag())
    }

    /// The inline text `field` of a version as plain text.
    pub(in crate::pages) fn plain_inline(self, version: &Version, field: &str, language: usize) -> Option<String> {
        let at = version.document.inlines.iter().position(|inline| inline.field == field)?;
        Some(self.site.plain(&version.document.inlines[at].text, &version.inlines[at], version.from, language))
    }

    /// A body's table of contents.
    pub(in crate::pages) fn toc(self, version: &Version, language: usize) -> Vec<TocEntry> {
        headings(&version.document)
            .map(|h| TocEntry { level: h.level, id: h.id.clone(), title: self.site.plain(&h.text, &version.body, version.from, language) })
            .collect()
    }
}

/// The page of an entity, as written in links.
pub(in crate::pages) fn thing_url(local: &LocalizedSite, kind: Kind, index: Index) -> Option<String> {
    local.url(EntityId { kind, index }).map(str::to_owned)
}
