//! Feeds as Atom (RFC 4287).

use std::fmt::Write as _;

use super::feed::{Entry, Feed};
use crate::content::markdown::escaped;

/// What comes before all elements.
const HEAD: &str = "<?xml version=\"1.0\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"";

/// The document of a feed, in one line, as programs read it.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml(HEAD.to_owned());
    xml.attribute("xml:lang", &feed.language);
    xml.0.push('>');
    xml.element("title", &feed.title);
    xml.element("id", &feed.id);
    xml.element("updated", &moment(&feed.updated));
    xml.person(&feed.author);
    xml.element("generator", "Bulletin");
    xml.empty("link", &[("href", &feed.address), ("rel", "self"), ("type", "application/atom+xml")]);
    xml.empty("link", &[("href", &feed.page), ("rel", "alternate"), ("type", "text/html")]);
    if let Some(subtitle) = &feed.subtitle {
        xml.element("subtitle", subtitle);
    }
    for entry in &feed.entries {
        xml.entry(entry);
    }
    xml.0.push_str("</feed>\n");
    xml.0.into_bytes()
}

/// A document that grows.
struct Xml(String);

impl Xml {
    fn entry(&mut self, entry: &Entry) {
        self.0.push_str("<entry>");
        self.element("title", &entry.title);
        self.element("id", &entry.id);
        self.element("updated", &moment(&entry.updated));
        for author in &entry.authors {
            self.person(author);
        }
        for category in &entry.categories {
            self.empty("category", &[("term", category)]);
        }
        self.empty("link", &[("href", &entry.permalink), ("rel", "alternate"), ("type", "text/html")]);
        self.element("published", &moment(&entry.published));
        if !entry.summary.is_empty() {
            self.element("summary", &entry.summary);
        }
        if let Some(html) = entry.html() {
            self.0.push_str("<content type=\"html\">");
            self.text(&html);
            self.0.push_str("</content>");
        }
        self.0.push_str("</entry>");
    }

    fn person(&mut self, name: &str) {
        self.0.push_str("<author>");
        self.element("name", name);
        self.0.push_str("</author>");
    }

    fn element(&mut self, name: &str, text: &str) {
        let _ = write!(self.0, "<{name}>");
        self.text(text);
        let _ = write!(self.0, "</{name}>");
    }

    fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.0, "<{name}");
        for (name, value) in attributes {
            self.attribute(name, value);
        }
        self.0.push_str("/>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let _ = write!(self.0, " {name}=\"");
        self.text(value);
        self.0.push('"');
    }

    /// A text without the characters that XML cannot hold.
    fn text(&mut self, text: &str) {
        self.0.push_str(&escaped(text).replace('\'', "&apos;"));
    }
}

/// A moment with its offset in numbers, as feeds have always had it here: readers that compare bytes see no change.
fn moment(text: &str) -> String {
    text.strip_suffix('Z').map_or_else(|| text.to_owned(), |text| format!("{text}+00:00"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::pages::Html;

    fn texts() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[a-z<>&\"' é信\u{7}\u{85}\u{FFFE}]{0,12}", 8)
    }

    /// What a text is once characters that XML cannot hold are gone.
    fn held(text: &str) -> String {
        text.chars().filter(|c| !crate::yaml::is_unprintable(*c)).collect()
    }

    fn feed(texts: &[String], many: usize) -> Feed {
        let text = |n: usize| texts[n].clone();
        let entry = || Entry {
            id: text(0),
            title: text(1),
            permalink: text(2),
            published: "2024-10-23T00:00:00-04:00".to_owned(),
            updated: "2024-10-24T00:00:00Z".to_owned(),
            summary: text(3),
            content: (many != 1).then(|| Html(text(4))),
            updates: vec![text(5); many],
            authors: vec![text(6); many],
            categories: vec![text(7); many],
        };
        Feed {
            id: text(7),
            title: text(6),
            subtitle: (many > 0).then(|| text(5)),
            author: text(4),
            language: "zh-Hans".to_owned(),
            address: text(3),
            page: text(2),
            updated: "2024-10-24T00:00:00Z".to_owned(),
            entries: std::iter::repeat_with(entry).take(many).collect(),
        }
    }

    #[test]
    fn moments_have_their_offset_in_numbers() {
        assert_eq!(["2024-10-23T00:00:00Z", "2024-10-23T00:00:00+08:00"].map(moment), ["2024-10-23T00:00:00+00:00", "2024-10-23T00:00:00+08:00"]);
    }

    proptest! {
        /// A reader of feeds that is not ours reads back what was written, and writes it with the same bytes.
        #[test]
        fn another_program_reads_what_is_written(texts in texts(), many in 0_usize..4) {
            let feed = feed(&texts, many);
            let xml = String::from_utf8(write(&feed)).unwrap();
            let read: atom_syndication::Feed = xml.parse().unwrap();
            prop_assert_eq!(&read.title.value, &held(&feed.title));
            prop_assert_eq!(&read.authors[0].name, &held(&feed.author));
            prop_assert_eq!(read.entries.len(), feed.entries.len());
            for (read, entry) in read.entries.iter().zip(&feed.entries) {
                prop_assert_eq!(&read.title.value, &held(&entry.title));
                prop_assert_eq!(&read.links[0].href, &held(&entry.permalink));
                prop_assert_eq!(read.content.as_ref().and_then(|c| c.value.clone()), entry.html().map(|html| held(&html)));
                prop_assert_eq!(read.categories.len(), entry.categories.len());
            }
            prop_assert_eq!(read.to_string() + "\n", xml);
        }
    }
}
