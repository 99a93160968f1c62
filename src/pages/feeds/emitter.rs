//! The feeds of the site, its topics and its agencies.

use super::feed::{ATOM, Author, Entry, Feed, FeedFormat, License};
use crate::content::Kind;
use crate::content::markdown::escaped;
use crate::locale::DateStyle;
use crate::pages::shared::held::{Briefings, Fixed, Language, hashed_by_value};
use crate::pages::{BodyRenderer, Emitter, Output, PageContext, View};
use crate::site::{Briefing, EntityId, Form, Index, LocalizedSite, StableHash};
use crate::values::Date;

/// Entries in a feed.
const NEWEST: usize = 20;

/// What a feed is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::pages) struct Subject {
    /// The path of its page.
    path: String,
    /// The path that its id is made from, where that is an older one.
    id: String,
    title: Option<String>,
    full: bool,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &["update-correction", "update-update", "update-clarification"] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    let (site, on) = (cx.site, &cx.site.config().outputs);
    if !on.feeds {
        return;
    }
    for local in &site.localized {
        let subject = Subject { path: String::new(), id: String::new(), title: None, full: true };
        push(cx, local, subject, local.briefings(), outputs);
        let agencies = local.filed(Kind::Agency).filter(|_| on.agency_feeds && on.agencies);
        for thing in local.filed(Kind::Topic).chain(agencies) {
            named(cx, local, thing, local.briefings_of(thing), outputs);
        }
    }
}

/// The feed of a topic or agency, at its present address and at those it had.
fn named<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, thing: EntityId, briefings: &'s [Index], outputs: &mut Vec<Output<'s>>) {
    let (id, title) = (about(cx, thing), cx.site.name(thing, local.language));
    for path in folders(cx, thing) {
        let subject = Subject { path, id: id.clone(), title: Some(title.clone()), full: false };
        push(cx, local, subject, briefings, outputs);
    }
}

/// What the ids of an entity's feeds are made from. It never changes: it is the folder that the entity had first.
pub(in crate::pages) fn about(cx: PageContext<'_>, thing: EntityId) -> String {
    let ids = cx.site.ids(thing);
    format!("{}/{}/", thing.kind.folder(), ids.get(1).or(ids.first()).copied().unwrap_or_default())
}

/// The folders that an entity has and had: its files go on answering in all of them.
pub(in crate::pages) fn folders(cx: PageContext<'_>, thing: EntityId) -> impl Iterator<Item = String> {
    cx.site.ids(thing).into_iter().map(move |id| format!("{}/{id}/", thing.kind.folder()))
}

fn push<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, subject: Subject, briefings: &'s [Index], outputs: &mut Vec<Output<'s>>) {
    let newest = Briefings(&briefings[briefings.len().saturating_sub(NEWEST)..]);
    let folder = subject.path.clone();
    formats(cx, local, &folder, (subject, newest), outputs, |cx, renderer, local, path, (subject, newest)| feed(cx, renderer, local, subject, path, newest.0));
}

/// The feed of a page in `folder` that lists briefings, which are the oldest first.
pub(in crate::pages) fn of_page<'s>(
    cx: PageContext<'s>,
    local: &'s LocalizedSite,
    folder: &str,
    title: &str,
    briefings: &[EntityId],
    outputs: &mut Vec<Output<'s>>,
) {
    let newest = briefings[briefings.len().saturating_sub(NEWEST)..].to_vec();
    let subject = Subject { path: folder.to_owned(), id: folder.to_owned(), title: Some(title.to_owned()), full: false };
    formats(cx, local, folder, (subject, newest), outputs, |cx, renderer, local, path, (subject, newest)| {
        let newest: Vec<Index> = newest.iter().map(|briefing| briefing.index).collect();
        feed(cx, renderer, local, subject, path, &newest)
    });
}

/// A feed at `path` that had entries once.
pub(in crate::pages) fn empty<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, path: &str) -> Option<Output<'s>> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let subject = Subject { path: format!("{folder}/"), id: format!("{folder}/"), title: Some(cx.labels.text(local.language, folder)), full: false };
    let (mut outputs, address) = (Vec::new(), cx.address(local, path));
    push(cx, local, subject, &[], &mut outputs);
    outputs.into_iter().find(|output| output.address == address)
}

/// A feed in all its formats in `folder`; `make` makes it from what it `held`, given its path.
pub(in crate::pages) fn formats<'s, H, F>(cx: PageContext<'s>, local: &LocalizedSite, folder: &str, held: H, outputs: &mut Vec<Output<'s>>, make: F)
where
    H: StableHash + Clone + Send + Sync + 's,
    F: Fn(PageContext<'s>, &mut dyn BodyRenderer, &'s LocalizedSite, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    let formats = [(FeedFormat::Atom, ATOM, true), (FeedFormat::Json, "feed.json", cx.site.config().outputs.json_feeds)];
    for (format, file, _) in formats.into_iter().filter(|(_, _, on)| *on) {
        outputs.push(one(cx, local, format!("{folder}{file}"), format, held.clone(), make));
    }
}

/// The Atom feed alone, of what has its data in JSON already.
pub(in crate::pages) fn atom<'s, H, F>(cx: PageContext<'s>, local: &LocalizedSite, folder: &str, held: H, make: F) -> Output<'s>
where
    H: StableHash + Send + Sync + 's,
    F: Fn(PageContext<'s>, &mut dyn BodyRenderer, &'s LocalizedSite, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    one(cx, local, format!("{folder}{ATOM}"), FeedFormat::Atom, held, make)
}

/// The feed at `path` in one format.
fn one<'s, H, F>(cx: PageContext<'s>, local: &LocalizedSite, path: String, format: FeedFormat, held: H, make: F) -> Output<'s>
where
    H: StableHash + Send + Sync + 's,
    F: Fn(PageContext<'s>, &mut dyn BodyRenderer, &'s LocalizedSite, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    const { assert!(size_of::<F>() == 0, "what a view is made from is held") };
    let address = cx.address(local, &path);
    let held = (Language(local.language), path, format, held, Fixed(make));
    Output::made_from(cx, address, local.language, held, |cx, renderer, (language, path, format, held, Fixed(make))| {
        View::Feed(Box::new(make(cx, renderer, cx.local(*language), path, held)), *format)
    })
}

fn feed(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, subject: &Subject, path: &str, newest: &[Index]) -> Feed {
    let (site, config) = (cx.site, cx.site.config());
    let language = &config.languages[local.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    Feed {
        id: tag(cx, local, &subject.id),
        title: subject.title.as_ref().map_or_else(|| name.clone(), |t| format!("{t} – {name}")),
        subtitle: config.description.as_ref().filter(|_| subject.full).map(|d| d.get(language, config.default_language()).0.to_owned()),
        author: author(cx, local),
        license: license(cx),
        language: language.tag().to_owned(),
        address: cx.address(local, path).permalink(config),
        page: cx.address(local, &subject.path).permalink(config),
        updated: cx.changed(site.modified(newest)),
        entries: newest.iter().rev().map(|i| entry(cx, renderer, local, *i, subject.full)).collect(),
    }
}

/// Who a feed is by: its own site needs no address.
pub(in crate::pages) fn author(cx: PageContext<'_>, local: &LocalizedSite) -> Author {
    let by = cx.published_by(local);
    Author { name: by.title, url: by.url.filter(|_| cx.site.config().publisher.is_some()) }
}

/// The licence of what a feed holds.
pub(in crate::pages) fn license(cx: PageContext<'_>) -> Option<License> {
    cx.site.config().license.as_ref().map(|license| License { name: license.name.clone(), url: license.url.to_string() })
}

fn entry(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index, full: bool) -> Entry {
    let (site, language) = (cx.site, local.language);
    let briefing = site.briefing(index);
    let path = format!("briefings/{}/", briefing.name());
    let permalink = cx.address(local, &path).permalink(site.config());
    let version = briefing.version(language).filter(|_| full);
    Entry {
        id: tag(cx, local, &path),
        title: site.title(index, language).to_owned(),
        published: cx.begins(briefing.date),
        updated: cx.begins(briefing.modified()),
        summary: site.summary(index, language),
        content: version.map(|v| cx.body(renderer, v, language, Form::Permalink, &permalink)),
        updates: updates(cx, renderer, local, briefing, &permalink),
        authors: briefing.shared().authors.iter().map(ToString::to_string).collect(),
        categories: briefing.topics[..briefing.own_topics].iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
        permalink,
    }
}

/// The corrections and updates of a briefing as paragraphs of HTML, newest first.
fn updates(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, briefing: &Briefing, page: &str) -> Vec<String> {
    let mut updates: Vec<(Option<Date>, String)> = Vec::new();
    for (i, update) in briefing.shared().updates.iter().enumerate() {
        let kind = cx.labels.text(local.language, &format!("update-{}", update.kind.word()));
        let date = update.date.map(|d| local.locale.date(d.civil(), DateStyle::Long)).unwrap_or_default();
        let note = cx.inline_in(renderer, briefing.original(), &format!("updates[{i}].note"), local.language, Form::Permalink, page);
        updates.push((update.date, format!("<p><strong>{} ({}):</strong> {note}</p>", escaped(&kind), escaped(&date))));
    }
    updates.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    updates.into_iter().map(|(_, html)| html).collect()
}

/// A `tag:` URI (RFC 4151) of the site's authority and a path; never of its address, which may change.
pub(in crate::pages) fn tag(cx: PageContext<'_>, local: &LocalizedSite, path: &str) -> String {
    let config = cx.site.config();
    let url = cx.address(local, path).url(config);
    let path = url.strip_prefix(&config.base_path).unwrap_or(&url);
    format!("tag:{}:{}", config.feed_authority, path.trim_matches('/'))
}

hashed_by_value!(Subject, FeedFormat);

impl PageContext<'_> {
    /// The moment at which a day begins in the site's time zone: `2024-10-23T00:00:00-04:00`. At midnight of another zone, readers
    /// of the site's would be told of the evening before; and what is of noon would lie ahead when it is published in the morning.
    pub(in crate::pages) fn begins(self, day: Date) -> String {
        let zoned = day.begins(&self.site.config().time_zone);
        let offset = zoned.offset().seconds();
        // Before clocks were set by zones, offsets had seconds, which RFC 3339 cannot write.
        if offset == 0 || offset % 60 != 0 { zoned.timestamp().to_string() } else { zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string() }
    }

    /// The same of the day of the newest change. What has nothing in it has not changed since the beginning.
    pub(in crate::pages) fn changed(self, day: Option<Date>) -> String {
        self.begins(day.unwrap_or_else(|| jiff::civil::date(1970, 1, 1).into()))
    }
}
