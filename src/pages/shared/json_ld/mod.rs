//! What pages say to programs, in the words of schema.org: JSON-LD.
//!
//! Each page has one graph. What a page is about has the page's full address as its id, and every other page names it by
//! that; what has no page of its own is described where it is named. Values are those that readers see, so what is held back
//! is in no graph either.
//!
//! - [`types`]: the types and their properties, all of which `tests/web/schemas/schema-org.tsv` must know.
//! - [`PageContext::describing`] and its kin put the graph into the head of a page; the pages make what it holds.

pub(in crate::pages) mod types;

use serde::Serialize;

use super::dates::DateEntry;
use super::parts::{Head, Link, Mention};
use crate::content::InstrumentType;
use crate::pages::PageContext;
use crate::site::{Address, Index, LocalizedSite};
use types::{Breadcrumbs, Event, Legislation, ListItem, Node, Organization, Reference, Term, Thing, Work};

/// The graph of a page.
#[derive(Serialize)]
struct Graph {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    nodes: Vec<Node>,
}

/// A graph as text that may stand in a script element: without `<`, nothing in it can close that.
fn text(nodes: Vec<Node>) -> String {
    let graph = serde_json::to_string(&Graph { context: "https://schema.org", nodes }).expect("a graph is JSON");
    graph.replace('<', "\\u003c")
}

impl Thing {
    /// What is called `name`, and has its description at the full address `id`.
    pub(in crate::pages) fn at(id: &str, name: &str) -> Self {
        Self { id: Some(id.to_owned()), name: Some(name.to_owned()), ..Self::default() }
    }

    /// What has a name alone.
    pub(in crate::pages) fn named(name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..Self::default() }
    }
}

/// What has its description at the full address `id`.
pub(in crate::pages) fn reference(id: &str) -> Node {
    Node::Reference(Reference { id: id.to_owned() })
}

impl PageContext<'_> {
    /// The full form of an address as it is written in links.
    pub(in crate::pages) fn full(self, url: &str) -> String {
        if !url.starts_with('/') {
            return url.to_owned();
        }
        let config = self.site.config();
        format!("{}{url}", config.base_url.strip_suffix(config.base_path.as_str()).unwrap_or(&config.base_url))
    }

    /// What a link or mention is of: its name, and its page if it has one.
    pub(in crate::pages) fn linked(self, title: &str, url: Option<&str>) -> Thing {
        let full = url.map(|url| self.full(url));
        Thing { id: full.clone(), url: full, ..Thing::named(title) }
    }

    /// Topics that are named.
    pub(in crate::pages) fn terms(self, topics: &[Link]) -> Vec<Node> {
        let term = |topic: &Link| Node::DefinedTerm(Term { thing: self.linked(&topic.title, Some(&topic.url)), ..Term::default() });
        topics.iter().map(term).collect()
    }

    /// Agencies that are named.
    pub(in crate::pages) fn organizations<'m>(self, agencies: impl IntoIterator<Item = &'m Mention>) -> Vec<Node> {
        let organization = |agency: &Mention| {
            let thing = self.linked(&agency.title, agency.url.as_deref());
            Node::GovernmentOrganization(Organization { thing, ..Organization::default() })
        };
        agencies.into_iter().map(organization).collect()
    }

    /// Jurisdictions that are named.
    pub(in crate::pages) fn areas<'m>(self, jurisdictions: impl IntoIterator<Item = &'m Mention>) -> Vec<Node> {
        let area = |area: &Mention| Node::AdministrativeArea(self.linked(&area.title, area.url.as_deref()));
        jurisdictions.into_iter().map(area).collect()
    }

    /// An instrument that is named: a law as what schema.org has for laws, a plan or programme as a mere work.
    pub(in crate::pages) fn law_or_plan(self, local: &LocalizedSite, index: Index) -> Node {
        let Mention { title, url, .. } = self.instrument(local, index);
        let work = Work { thing: self.linked(&title, url.as_deref()), ..Work::default() };
        let fields = self.site.instrument(index).shared();
        if !is_law(fields.kind) {
            return Node::CreativeWork(work);
        }
        let legislation_identifier = fields.identifier.as_ref().map(ToString::to_string);
        Node::Legislation(Box::new(Legislation { work, legislation_identifier, ..Legislation::default() }))
    }

    /// Who publishes the digest.
    pub(in crate::pages) fn publisher(self, local: &LocalizedSite) -> Node {
        let Mention { title, url, .. } = self.published_by(local);
        let logo = self.site.config().publisher.as_ref().and_then(|publisher| publisher.logo.as_ref()).map(ToString::to_string);
        // The home page describes it under this id, as does every page that names it.
        let thing = Thing { url, ..Thing::at(&self.publisher_id(), &title) };
        Node::Organization(Organization { thing, logo, ..Organization::default() })
    }

    /// The same where its description stands elsewhere in the graph.
    pub(in crate::pages) fn the_publisher(self) -> Node {
        reference(&self.publisher_id())
    }

    /// The id of the publisher, at the home page of the site's first language.
    fn publisher_id(self) -> String {
        format!("{}#_publisher", Address::shared("").permalink(self.site.config()))
    }

    /// A page as a work: its id, name, description and language, as part of the site.
    pub(in crate::pages) fn work(self, local: &LocalizedSite, head: &Head) -> Work {
        Work {
            thing: Thing { description: head.description.clone(), ..Thing::at(&head.permalink, head.title.as_deref().unwrap_or_default()) },
            in_language: Some(self.site.config().languages[local.language].tag().to_owned()),
            is_part_of: vec![reference(&self.full(&self.url(local, "")))],
            ..Work::default()
        }
    }

    /// A head with a graph that describes `nodes`, and where the page stands.
    pub(in crate::pages) fn describing(self, mut head: Head, mut nodes: Vec<Node>) -> Head {
        // The home page alone is nowhere.
        if head.breadcrumbs.len() > 1 {
            let item =
                |(i, crumb): (usize, &Link)| ListItem { position: i + 1, name: crumb.title.clone(), item: Some(Reference { id: self.full(&crumb.url) }) };
            let mut items: Vec<ListItem> = head.breadcrumbs.iter().enumerate().map(item).collect();
            items.extend(head.title.as_ref().map(|title| ListItem { position: items.len() + 1, name: title.clone(), item: None }));
            nodes.push(Node::BreadcrumbList(Breadcrumbs { item_list_element: items.into_iter().map(Node::ListItem).collect() }));
        }
        head.json_ld = Some(text(nodes));
        head
    }

    /// The head of a page that lists something.
    pub(in crate::pages) fn collection(self, local: &LocalizedSite, head: Head) -> Head {
        let page = Node::CollectionPage(self.work(local, &head));
        self.describing(head, vec![page])
    }

    /// Dated events that one could attend, follow or miss: those that have a name, and those of a kind that takes place. That
    /// a law applies from a day on is told of the law.
    pub(in crate::pages) fn events<'e>(self, local: &LocalizedSite, dates: impl IntoIterator<Item = &'e DateEntry>) -> Vec<Node> {
        let takes_place = |date: &&DateEntry| date.named || matches!(date.kind.as_str(), "hearing" | "meeting" | "vote" | "election");
        dates.into_iter().filter(takes_place).map(|date| self.event(local, date)).collect()
    }

    fn event(self, local: &LocalizedSite, date: &DateEntry) -> Node {
        // schema.org has no word for a date that may still move.
        let provisional = (date.certainty == "provisional").then(|| self.labels.text(local.language, "certainty-provisional"));
        let (event_status, previous) = match date.certainty.as_str() {
            "cancelled" => (Some("https://schema.org/EventCancelled"), None),
            "moved" => (Some("https://schema.org/EventRescheduled"), date.previous.last().cloned()),
            "confirmed" => (Some("https://schema.org/EventScheduled"), None),
            _ => (None, None),
        };
        Node::Event(Event {
            thing: Thing {
                description: provisional.into_iter().chain(date.note.clone()).reduce(|a, b| format!("{a} · {b}")),
                same_as: date.website.clone(),
                subject_of: vec![reference(&self.full(&date.briefing.url))],
                ..self.linked(&date.title, Some(&date.url))
            },
            start_date: Some(date.date.clone()),
            end_date: date.end.clone(),
            previous_start_date: previous,
            event_status,
            about: date.instrument.as_ref().and_then(|instrument| instrument.url.as_ref()).map(|url| reference(&self.full(url))).into_iter().collect(),
            ..Event::default()
        })
    }
}

/// Whether an instrument is a legal act: only of these has schema.org dates, force and relations.
pub(in crate::pages) fn is_law(kind: Option<InstrumentType>) -> bool {
    matches!(kind, Some(InstrumentType::Law | InstrumentType::Regulation | InstrumentType::Directive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_graph_closes_its_element() {
        let name = "</script><!--<script> & \"quoted\" \u{2028}";
        let text = text(vec![Node::AdministrativeArea(Thing { alternate_name: vec!["A".to_owned()], ..Thing::named(name) })]);
        assert!(!text.contains('<'), "{text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected =
            serde_json::json!({ "@context": "https://schema.org", "@graph": [{ "@type": "AdministrativeArea", "name": name, "alternateName": "A" }] });
        assert_eq!(read, expected);
    }
}
