//! Search: a page, and an index that it reads in pieces. `docs/search.md` gives the format, and why it is an index of our own.
//!
//! Each language has two lists of documents: its briefings, the oldest first, and the *things* that they tell of, by kind. A list
//! is divided into [`segments`], of which each has [`shards`] with its [`terms`] and a file of facets; and its texts lie in files
//! of their own, for results to show. The manifest, `index.bin`, says which files there are.
//!
//! Shards and facets are named by their content, which is known only when the texts of a whole segment have been cut into terms.
//! So the plan gives *entries* ([`Entry`]): an output for each document that is never written, whose view is what the index knows
//! of the document. The engine makes those that changed, cuts their segments again, and adds the files to the plan.

pub(in crate::pages) mod file;
mod page;
mod record;
pub mod segments;
pub mod shards;
pub mod terms;

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash};

use serde::{Deserialize, Serialize};

pub use file::{IndexFile, Record};
pub(in crate::pages) use page::EMITTER;
use segments::Segment;
use terms::Rules;

use super::shared::held::{Language, hashed_by_value};
use super::{Output, PageContext, View};
use crate::content::Kind;
use crate::locale::WordBreaks;
use crate::site::{EntityId, LocalizedSite, StableHash, StableIds};

/// Where the page and the index are, below the home of a language.
pub const FOLDER: &str = "search/";

/// The kinds of things that are found, beside briefings.
const THINGS: [Kind; 8] = [Kind::Agency, Kind::Edition, Kind::Indicator, Kind::Instrument, Kind::Jurisdiction, Kind::Page, Kind::Term, Kind::Topic];

/// Texts of about so many bytes are one file.
const TEXTS: u64 = 20_000;

/// A document of the index.
#[derive(Debug)]
pub struct Entry<'s> {
    /// Its address, which names it from build to build.
    pub name: String,
    /// The month of a briefing, the folder of things: documents of one group are next to each other.
    pub group: String,
    /// What makes its [`Record`]. It is never written.
    pub output: Output<'s>,
    thing: EntityId,
}

/// A list of documents.
#[derive(Debug)]
pub struct Listing<'s> {
    /// Its language, as an index into the site's languages.
    pub language: usize,
    /// How its texts are cut.
    pub rules: Rules,
    /// Its documents in their order.
    pub entries: Vec<Entry<'s>>,
}

/// The index of a list, as the manifest gives it.
#[derive(Debug, Default, Serialize)]
struct ListIndex {
    /// Each group with the numbers of documents in its files of texts.
    groups: Vec<(String, Vec<usize>)>,
    segments: Vec<Parts>,
}

/// The files of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// How many documents there are in it.
    pub n: usize,
    /// The names of its shards, ten digits each.
    pub shards: String,
    /// What the first term of each begins with.
    pub starts: Vec<String>,
    /// The name of the file of facets.
    pub facets: String,
}

/// So many digits of a fingerprint name a part: with eight, a large site would have two that are alike.
pub const DIGITS: usize = 10;

impl Parts {
    /// The paths of its files below the folder of the search page.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let shards = self.shards.as_bytes().chunks(DIGITS).map(|name| format!("s/{}.bin", String::from_utf8_lossy(name)));
        shards.chain([format!("f/{}.bin", self.facets)])
    }
}

/// Whether a path is that of a part of the index, which is named by its content.
#[must_use]
pub fn is_part(path: &str) -> bool {
    let name = path.strip_suffix(".bin").and_then(|path| path.rsplit_once('/'));
    name.is_some_and(|(folder, name)| {
        let is_index = ["s", "f"].iter().any(|kind| folder.strip_suffix(kind).is_some_and(|above| above == FOLDER || above.ends_with("/search/")));
        is_index && name.len() == DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// The lists of documents of a site; none where it has no search.
#[must_use]
pub(in crate::pages) fn listings(cx: PageContext<'_>) -> Vec<Listing<'_>> {
    if !cx.site.config().outputs.search {
        return Vec::new();
    }
    cx.site.localized.iter().flat_map(|local| [briefings(cx, local), things(cx, local)]).collect()
}

fn briefings<'s>(cx: PageContext<'s>, local: &'s LocalizedSite) -> Listing<'s> {
    let entry = |index: &usize| {
        let date = cx.site.briefing(*index).date;
        entry(cx, local, format!("{:04}-{:02}", date.year(), date.month()), EntityId { kind: Kind::Briefing, index: *index })
    };
    Listing { language: local.language, rules: rules(cx, local), entries: local.briefings().iter().filter_map(entry).collect() }
}

fn things<'s>(cx: PageContext<'s>, local: &'s LocalizedSite) -> Listing<'s> {
    let mut entries = Vec::new();
    for kind in THINGS {
        let mut all: Vec<EntityId> = cx.site.all(kind).collect();
        all.sort_by_cached_key(|thing| cx.site.node(*thing).id.clone());
        entries.extend(all.into_iter().filter_map(|thing| entry(cx, local, kind.folder().to_owned(), thing)));
    }
    Listing { language: local.language, rules: rules(cx, local), entries }
}

/// How the texts of a language are cut. What is usual was found by trial, and is the same for every site: were it the mean of the
/// site, each addition would change every file.
fn rules(cx: PageContext<'_>, local: &LocalizedSite) -> Rules {
    let conventions = cx.site.config().languages[local.language].conventions();
    Rules { plurals: conventions.plural_is_s, usual: if conventions.word_breaks == WordBreaks::Spaced { 700 } else { 1_200 } }
}

fn entry<'s>(cx: PageContext<'s>, local: &'s LocalizedSite, group: String, thing: EntityId) -> Option<Entry<'s>> {
    let name = cx.site.address(thing, local.language)?.as_str().to_owned();
    let output = Output::made_from(cx, cx.address(local, FOLDER), local.language, (Language(local.language), thing), |cx, renderer, (language, thing)| {
        View::Index(IndexFile::Texts(vec![cx.record(renderer, cx.local(*language), *thing)]))
    });
    let node = cx.site.node(thing);
    // A jurisdiction that is built in has no file.
    let version = node.version(local.language).or_else(|| node.version(0));
    let output = Output { origin: version.map(|version| version.document.path.clone()), ..output };
    Some(Entry { name: format!("{}/{name}", local.language), group, output, thing })
}

/// A file of texts: the documents whose texts it holds.
struct Texts(Language, Vec<EntityId>);

impl StableHash for Texts {
    fn stable_hash(&self, names: &StableIds, to: &mut DefaultHasher) {
        let Self(language, things) = self;
        language.hash(to);
        things.stable_hash(names, to);
    }
}

/// A file that is named by its content.
#[derive(Hash)]
struct Part(String);

/// The manifest.
#[derive(Hash)]
struct Manifest(String);

hashed_by_value!(Part, Manifest);

impl<'s> Listing<'s> {
    /// Its documents, group by group.
    fn groups(&self) -> impl Iterator<Item = &[Entry<'s>]> {
        self.entries.chunk_by(|a, b| a.group == b.group)
    }

    /// How it is divided into segments, where its documents have so many terms each.
    #[must_use]
    pub fn segments(&self, weights: &[u64]) -> Vec<Segment> {
        segments::segments(self.groups().map(<[Entry<'_>]>::len), weights)
    }
}

impl<'s> PageContext<'s> {
    /// The files of the index. `parts` are those of the segments of each of the `listings`, and `bytes` says how much text each of
    /// its documents has.
    pub(in crate::pages) fn index_files(self, listings: &[Listing<'s>], parts: &[Vec<Parts>], bytes: &[Vec<u64>]) -> Vec<Output<'s>> {
        let mut outputs = Vec::new();
        for (listings, (parts, bytes)) in listings.chunks(2).zip(parts.chunks(2).zip(bytes.chunks(2))) {
            let local = &self.site.localized[listings[0].language];
            let address = |path: &str| self.address(local, &format!("{FOLDER}{path}"));
            let mut lists = Vec::new();
            for ((listing, parts), bytes) in listings.iter().zip(parts).zip(bytes) {
                lists.push(ListIndex { groups: self.texts(local, listing, bytes, &mut outputs), segments: parts.clone() });
            }
            // Two segments may have the same facets.
            let paths: BTreeSet<String> = parts.iter().flatten().flat_map(Parts::paths).collect();
            outputs.extend(paths.iter().map(|path| {
                let (address, held) = (address(path), Part(address(path).as_str().to_owned()));
                Output::made_from(self, address, local.language, held, |_, renderer, Part(name)| {
                    View::Index(IndexFile::Part(name.clone(), renderer.part(name)))
                })
            }));
            let manifest = Manifest(serde_json::json!({ "v": 1, "lists": lists }).to_string());
            outputs.push(Output::made_from(self, address("index.bin"), local.language, manifest, |_, _, Manifest(text)| {
                View::Index(IndexFile::Manifest(text.clone()))
            }));
        }
        outputs
    }

    /// The files of texts of a list; returns how many documents there are in each, by group.
    fn texts(self, local: &'s LocalizedSite, listing: &Listing<'s>, bytes: &[u64], outputs: &mut Vec<Output<'s>>) -> Vec<(String, Vec<usize>)> {
        let (mut groups, mut bytes) = (Vec::new(), bytes.iter());
        for group in listing.groups() {
            let (mut counts, mut things, mut size) = (Vec::new(), Vec::new(), 0);
            for (at, (entry, bytes)) in group.iter().zip(&mut bytes).enumerate() {
                things.push(entry.thing);
                size += bytes;
                if size < TEXTS && at + 1 < group.len() {
                    continue;
                }
                let address = self.address(local, &format!("{FOLDER}t/{}-{}.bin", entry.group, counts.len()));
                counts.push(things.len());
                let held = Texts(Language(local.language), std::mem::take(&mut things));
                outputs.push(Output::made_from(self, address, local.language, held, |cx, renderer, Texts(language, things)| {
                    let local = cx.local(*language);
                    View::Index(IndexFile::Texts(things.iter().map(|thing| cx.record(renderer, local, *thing)).collect()))
                }));
                size = 0;
            }
            groups.push((group[0].group.clone(), counts));
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_their_paths() {
        for path in ["search/s/0123456789.bin", "search/f/abcdef0123.bin", "some/search/s/0123456789.bin"] {
            assert!(is_part(path), "{path}");
        }
        for path in
            ["search/index.bin", "search/t/2024-10-0.bin", "s/0123456789.bin", "research/s/0123456789.bin", "search/s/012345678.bin", "search/s/0123456789.js"]
        {
            assert!(!is_part(path), "{path}");
        }
    }
}
