//! Feeds: of the site with full texts, of each topic and agency with summaries; as Atom and as JSON Feed.

use serde::Serialize;

use crate::content::markdown::escaped;
use crate::pages::Html;
use crate::yaml;

/// The file of an Atom feed.
pub(super) const ATOM: &str = "feed.xml";

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
    /// Who publishes it, as the author of what names none.
    pub author: Author,
    /// The licence of its texts.
    pub license: Option<License>,
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

/// Who publishes a feed.
#[derive(Debug, Serialize)]
pub struct Author {
    /// The name.
    pub name: String,
    /// The site, where that is not the feed's own.
    pub url: Option<String>,
}

/// A licence.
#[derive(Debug, Serialize)]
pub struct License {
    /// What it is called.
    pub name: String,
    /// Where its text is.
    pub url: String,
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
        let author = atom::Person { uri: self.author.url.clone(), ..person(&self.author.name) };
        // RFC 4946 has the link; the text is for those who do not know it.
        let license = self.license.iter().map(|license| link(&license.url, "license", None));
        let links = [link(&self.address, "self", Some("application/atom+xml")), link(&self.page, "alternate", Some("text/html"))];
        let rights =
            self.license.as_ref().map(|license| if license.name == license.url { license.url.clone() } else { format!("{}: {}", license.name, license.url) });
        let feed = atom::Feed {
            title: clean(&self.title).into(),
            id: self.id.clone(),
            updated: moment(&self.updated),
            authors: vec![author],
            links: links.into_iter().chain(license).collect(),
            rights: rights.map(|rights| clean(&rights).into()),
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
        let mut author = serde_json::json!({ "name": self.author.name });
        if let Some(url) = &self.author.url {
            author["url"] = url.as_str().into();
        }
        let mut feed = serde_json::json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": self.page,
            "feed_url": self.address,
            "language": self.language,
            "authors": [author],
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

/// A text without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    match yaml::unprintable(text).as_slice() {
        [] => text.to_owned(),
        _ => text.chars().filter(|c| !yaml::is_unprintable(*c)).collect(),
    }
}
