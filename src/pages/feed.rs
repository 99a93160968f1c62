//! Feeds: of the site with full texts, of each topic and agency with summaries; as Atom and as JSON Feed.

use serde::Serialize;

use super::held::{Briefings, Fixed, Language};
use super::{Emitter, Html, Inputs, Output, Prose, View};
use crate::content::Kind;
use crate::content::markdown::escaped;
use crate::locale::DateStyle;
use crate::site::{Briefing, Form, Identify, Index, Section, Thing};
use crate::values::Date;
use crate::yaml;

/// The file of an Atom feed.
const ATOM: &str = "feed.xml";

/// Entries in a feed.
const NEWEST: usize = 20;

/// The form of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum FeedFormat {
    /// RFC 4287.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

/// What a feed says. Its moments are those at which a day begins in the site's time zone (RFC 3339).
#[derive(Debug, Serialize)]
pub struct Feed {
    /// What identifies it for ever: a `tag:` URI.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subtitle: Option<String>,
    /// The site's name, as the author of what names none.
    pub author: String,
    /// Its language's tag.
    pub language: String,
    /// Its own full address.
    pub address: String,
    /// The page that shows the same.
    pub page: String,
    /// The day of its newest entry's last change.
    pub updated: String,
    /// Its entries, newest first.
    pub entries: Vec<Entry>,
}

/// A briefing in a feed.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// What identifies it for ever: a `tag:` URI of its year and id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub permalink: String,
    /// Its day.
    pub published: String,
    /// The day of its last change.
    pub updated: String,
    /// Its summary as plain text.
    pub summary: String,
    /// Its text as HTML with full addresses.
    pub content: Option<Html>,
    /// Its corrections and updates as HTML, newest first.
    pub updates: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its topics.
    pub categories: Vec<String>,
}

/// What a feed is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Subject {
    /// The path of its page.
    path: String,
    /// The path that its id is made from, where that is an older one.
    id: String,
    title: Option<String>,
    full: bool,
}

pub(super) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &["update-correction", "update-update", "update-clarification"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    let (site, on) = (inputs.site, &inputs.site.config().outputs);
    if !on.feeds {
        return;
    }
    for section in &site.sections {
        let subject = Subject { path: String::new(), id: String::new(), title: None, full: true };
        push(inputs, section, subject, section.briefings(), outputs);
        let agencies = section.filed(Kind::Agency).filter(|_| on.agency_feeds && on.agencies);
        for thing in section.filed(Kind::Topic).chain(agencies) {
            named(inputs, section, thing, section.briefings_of(thing), outputs);
        }
    }
}

/// The feed of a topic or agency, at its present address and at those it had.
fn named<'s>(inputs: Inputs<'s>, section: &'s Section, thing: Thing, briefings: &'s [Index], outputs: &mut Vec<Output<'s>>) {
    let (id, title) = (about(inputs, thing), inputs.site.name(thing, section.language));
    for path in folders(inputs, thing) {
        let subject = Subject { path, id: id.clone(), title: Some(title.clone()), full: false };
        push(inputs, section, subject, briefings, outputs);
    }
}

/// What the ids of a thing's feeds are made from. It never changes: it is the folder that the thing had first.
pub(super) fn about(inputs: Inputs<'_>, thing: Thing) -> String {
    let ids = inputs.site.ids(thing);
    format!("{}/{}/", thing.kind.folder(), ids.get(1).or(ids.first()).copied().unwrap_or_default())
}

/// The folders that a thing has and had: its files go on answering in all of them.
pub(super) fn folders(inputs: Inputs<'_>, thing: Thing) -> impl Iterator<Item = String> {
    inputs.site.ids(thing).into_iter().map(move |id| format!("{}/{id}/", thing.kind.folder()))
}

fn push<'s>(inputs: Inputs<'s>, section: &'s Section, subject: Subject, briefings: &'s [Index], outputs: &mut Vec<Output<'s>>) {
    let newest = Briefings(&briefings[briefings.len().saturating_sub(NEWEST)..]);
    let folder = subject.path.clone();
    formats(inputs, section, &folder, (subject, newest), outputs, |inputs, prose, section, path, (subject, newest)| {
        feed(inputs, prose, section, subject, path, newest.0)
    });
}

/// A feed in all its formats in `folder`; `make` makes it from what it `held`, given its path.
pub(super) fn formats<'s, H, F>(inputs: Inputs<'s>, section: &Section, folder: &str, held: H, outputs: &mut Vec<Output<'s>>, make: F)
where
    H: Identify + Clone + Send + Sync + 's,
    F: Fn(Inputs<'s>, &mut dyn Prose, &'s Section, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    let formats = [(FeedFormat::Atom, ATOM, true), (FeedFormat::Json, "feed.json", inputs.site.config().outputs.json_feeds)];
    for (format, file, _) in formats.into_iter().filter(|(_, _, on)| *on) {
        outputs.push(one(inputs, section, format!("{folder}{file}"), format, held.clone(), make));
    }
}

/// The Atom feed alone, of what has its data in JSON already.
pub(super) fn atom<'s, H, F>(inputs: Inputs<'s>, section: &Section, folder: &str, held: H, make: F) -> Output<'s>
where
    H: Identify + Send + Sync + 's,
    F: Fn(Inputs<'s>, &mut dyn Prose, &'s Section, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    one(inputs, section, format!("{folder}{ATOM}"), FeedFormat::Atom, held, make)
}

/// The feed at `path` in one format.
fn one<'s, H, F>(inputs: Inputs<'s>, section: &Section, path: String, format: FeedFormat, held: H, make: F) -> Output<'s>
where
    H: Identify + Send + Sync + 's,
    F: Fn(Inputs<'s>, &mut dyn Prose, &'s Section, &str, &H) -> Feed + Copy + Send + Sync + 's,
{
    const { assert!(size_of::<F>() == 0, "what a view is made from is held") };
    let address = inputs.address(section, &path);
    let held = (Language(section.language), path, format, held, Fixed(make));
    Output::made_from(inputs, address, section.language, held, |inputs, prose, (language, path, format, held, Fixed(make))| {
        View::Feed(Box::new(make(inputs, prose, inputs.section(*language), path, held)), *format)
    })
}

fn feed(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, subject: &Subject, path: &str, newest: &[Index]) -> Feed {
    let (site, config) = (inputs.site, inputs.site.config());
    let language = &config.languages[section.language];
    let name = config.title.get(language, config.default_language()).0.to_owned();
    Feed {
        id: tag(inputs, section, &subject.id),
        title: subject.title.as_ref().map_or_else(|| name.clone(), |t| format!("{t} – {name}")),
        subtitle: config.description.as_ref().filter(|_| subject.full).map(|d| d.get(language, config.default_language()).0.to_owned()),
        author: name,
        language: language.tag().to_owned(),
        address: inputs.address(section, path).permalink(config),
        page: inputs.address(section, &subject.path).permalink(config),
        updated: inputs.changed(site.modified(newest)),
        entries: newest.iter().rev().map(|i| entry(inputs, prose, section, *i, subject.full)).collect(),
    }
}

fn entry(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, index: Index, full: bool) -> Entry {
    let (site, language) = (inputs.site, section.language);
    let briefing = site.briefing(index);
    let path = format!("briefings/{}/", briefing.name());
    let permalink = inputs.address(section, &path).permalink(site.config());
    let version = briefing.version(language).filter(|_| full);
    Entry {
        id: tag(inputs, section, &path),
        title: site.title(index, language).to_owned(),
        published: inputs.begins(briefing.date),
        updated: inputs.begins(briefing.modified()),
        summary: site.summary(index, language),
        content: version.map(|v| inputs.body(prose, v, language, Form::Permalink, &permalink)),
        updates: updates(inputs, prose, section, briefing, &permalink),
        authors: briefing.shared().authors.iter().map(ToString::to_string).collect(),
        categories: briefing.topics[..briefing.own_topics].iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
        permalink,
    }
}

/// The corrections and updates of a briefing as paragraphs of HTML, newest first.
fn updates(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section, briefing: &Briefing, page: &str) -> Vec<String> {
    let mut updates: Vec<(Option<Date>, String)> = Vec::new();
    for (i, update) in briefing.shared().updates.iter().enumerate() {
        let kind = inputs.labels.text(section.language, &format!("update-{}", update.kind.word()));
        let date = update.date.map(|d| section.locale.date(d.civil(), DateStyle::Long)).unwrap_or_default();
        let note = inputs.inline_in(prose, briefing.original(), &format!("updates[{i}].note"), section.language, Form::Permalink, page);
        updates.push((update.date, format!("<p><strong>{} ({}):</strong> {note}</p>", escaped(&kind), escaped(&date))));
    }
    updates.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
    updates.into_iter().map(|(_, html)| html).collect()
}

/// A `tag:` URI (RFC 4151) of the site's authority and a path; never of its address, which may change.
pub(super) fn tag(inputs: Inputs<'_>, section: &Section, path: &str) -> String {
    let config = inputs.site.config();
    let url = inputs.address(section, path).url(config);
    let path = url.strip_prefix(&config.base_path).unwrap_or(&url);
    format!("tag:{}:{}", config.feed_authority, path.trim_matches('/'))
}

impl Entry {
    /// What the feed gives as its text: the updates, then the briefing's text, or its summary where it was updated.
    fn html(&self) -> Option<String> {
        match &self.content {
            Some(body) => Some(self.updates.join("\n") + &body.0),
            None if self.updates.is_empty() => None,
            None => Some(format!("{}\n<p>{}</p>", self.updates.join("\n"), escaped(&self.summary))),
        }
    }
}

impl Feed {
    /// The feed as a document of `format`.
    #[must_use]
    pub fn write(&self, format: FeedFormat) -> Vec<u8> {
        match format {
            FeedFormat::Atom => self.atom(),
            FeedFormat::Json => self.json(),
        }
    }

    fn atom(&self) -> Vec<u8> {
        use atom_syndication as atom;
        let link = |href: &str, rel: &str, mime: Option<&str>| atom::Link {
            href: href.to_owned(),
            rel: rel.to_owned(),
            mime_type: mime.map(str::to_owned),
            ..atom::Link::default()
        };
        let person = |name: &String| atom::Person { name: clean(name), ..atom::Person::default() };
        let entries = self.entries.iter().map(|entry| atom::Entry {
            title: clean(&entry.title).into(),
            id: entry.id.clone(),
            published: Some(moment(&entry.published)),
            updated: moment(&entry.updated),
            authors: entry.authors.iter().map(person).collect(),
            categories: entry.categories.iter().map(|c| atom::Category { term: clean(c), ..atom::Category::default() }).collect(),
            links: vec![link(&entry.permalink, "alternate", Some("text/html"))],
            summary: (!entry.summary.is_empty()).then(|| clean(&entry.summary).into()),
            content: entry.html().map(|html| atom::Content { value: Some(clean(&html)), content_type: Some("html".to_owned()), ..atom::Content::default() }),
            ..atom::Entry::default()
        });
        let feed = atom::Feed {
            title: clean(&self.title).into(),
            id: self.id.clone(),
            updated: moment(&self.updated),
            authors: vec![person(&self.author)],
            links: vec![link(&self.address, "self", Some("application/atom+xml")), link(&self.page, "alternate", Some("text/html"))],
            subtitle: self.subtitle.as_ref().map(|s| clean(s).into()),
            generator: Some(atom::Generator { value: "Bulletin".to_owned(), ..atom::Generator::default() }),
            lang: Some(self.language.clone()),
            entries: entries.collect(),
            ..atom::Feed::default()
        };
        let mut bytes = feed.to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }

    fn json(&self) -> Vec<u8> {
        let people = |names: &[String]| names.iter().map(|name| serde_json::json!({ "name": name })).collect::<Vec<_>>();
        let items: Vec<serde_json::Value> = self
            .entries
            .iter()
            .map(|entry| {
                let mut item = serde_json::json!({
                    "id": entry.id,
                    "url": entry.permalink,
                    "title": entry.title,
                    "date_published": entry.published,
                    "date_modified": entry.updated,
                    "tags": entry.categories,
                });
                if !entry.authors.is_empty() {
                    item["authors"] = people(&entry.authors).into();
                }
                if !entry.summary.is_empty() {
                    item["summary"] = entry.summary.as_str().into();
                }
                // An item must have a text; a feed of summaries gives the summary as one.
                match entry.html() {
                    Some(html) => item["content_html"] = html.into(),
                    None => item["content_text"] = entry.summary.as_str().into(),
                }
                item
            })
            .collect();
        let mut feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.page,
            "feed_url": self.address,
            "language": self.language,
            "authors": people(std::slice::from_ref(&self.author)),
        });
        if let Some(subtitle) = &self.subtitle {
            feed["description"] = subtitle.as_str().into();
        }
        feed["items"] = items.into();
        let mut bytes = feed.to_string().into_bytes();
        bytes.push(b'\n');
        bytes
    }
}

fn moment(text: &str) -> atom_syndication::FixedDateTime {
    // A moment of jiff's is one of chrono's too, so the text that is made here is always read.
    text.parse().unwrap_or_default()
}

impl Inputs<'_> {
    /// The moment at which a day begins in the site's time zone: `2024-10-23T00:00:00-04:00`. At midnight of another zone, readers
    /// of the site's would be told of the evening before; and what is of noon would lie ahead when it is published in the morning.
    pub(super) fn begins(self, day: Date) -> String {
        let zoned = day.begins(&self.site.config().time_zone);
        let offset = zoned.offset().seconds();
        // Before clocks were set by zones, offsets had seconds, which RFC 3339 cannot write.
        if offset == 0 || offset % 60 != 0 { zoned.timestamp().to_string() } else { zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string() }
    }

    /// The same of the day of the newest change. What has nothing in it has not changed since the beginning.
    pub(super) fn changed(self, day: Option<Date>) -> String {
        self.begins(day.unwrap_or_else(|| jiff::civil::date(1970, 1, 1).into()))
    }
}

/// A text without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    match yaml::unprintable(text).as_slice() {
        [] => text.to_owned(),
        _ => text.chars().filter(|c| !yaml::is_unprintable(*c)).collect(),
    }
}
