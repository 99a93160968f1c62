//! The index for searching: which of its documents changed, and the segments that are cut again because of them.
//!
//! A document of the index is made like the view of an output, and kept as one is: if nothing that it was made from changed, what
//! was found out of it stands. A segment is cut again if any of its documents is another one, or if one of its files is not in the
//! output as it was. Nothing of the others is read.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::make::{Trouble, Work};
use crate::cache::{Dependencies, IndexData, IndexedDocument};
use crate::content::Hash;
use crate::pages::search::segments::Segment;
use crate::pages::search::shards::files;
use crate::pages::search::terms::Terms;
use crate::pages::search::{DIGITS, Entry, FOLDER, IndexFile, Listing, Parts, Record};
use crate::pages::{Plan, View};
use crate::site::Address;

/// The index of a site.
#[derive(Default)]
pub(super) struct Index {
    /// The files of the segments of each listing.
    pub(super) parts: Vec<Vec<Parts>>,
    /// How many bytes of text each document of each listing has.
    pub(super) bytes: Vec<Vec<u64>>,
    /// What was made of these files, by their paths.
    pub(super) made: HashMap<String, Vec<u8>>,
    /// Documents that are not as they were, by their names.
    changed: Vec<(String, IndexedDocument)>,
    /// How many documents there are.
    count: usize,
    /// The segments by the fingerprints of all that is in them.
    segments: Vec<(Hash, Parts)>,
}

/// What is known of a document.
struct Known {
    /// Fingerprint of what is in the index of it.
    key: Hash,
    /// How many terms it has, and how many bytes of text.
    weight: u32,
    bytes: u32,
    /// What the next build should know, where that is something else.
    changed: Option<IndexedDocument>,
    /// What is in the index of it, where it was made.
    made: Option<(Terms, Vec<String>)>,
}

/// Makes what changed of the index.
pub(super) fn index(work: &Work<'_>, plan: &Plan<'_>) -> Result<Index, Trouble> {
    let mut index = Index::default();
    let kept: HashMap<&Hash, &Parts> = work.known.index.segments.iter().map(|(key, parts)| (key, parts)).collect();
    for listing in &plan.listings {
        let mut documents = listing.entries.par_iter().map(|entry| document(work, listing, entry)).collect::<Result<Vec<Known>, Trouble>>()?;
        index.bytes.push(documents.iter().map(|known| u64::from(known.bytes)).collect());
        let weights: Vec<u64> = documents.iter().map(|known| u64::from(known.weight)).collect();
        let mut all = Vec::new();
        for segment in listing.segments(&weights) {
            let key = fingerprint_of(&segment, &documents);
            let parts = match kept.get(&key).filter(|parts| is_there(work, listing, parts)) {
                Some(parts) => (*parts).clone(),
                None => cut(work, listing, &segment, &mut documents, &mut index.made)?,
            };
            index.segments.push((key, parts.clone()));
            all.push(parts);
        }
        index.parts.push(all);
        index.count += documents.len();
        let changed = listing.entries.iter().zip(documents).filter_map(|(entry, known)| Some((entry.name.clone(), known.changed?)));
        index.changed.extend(changed);
    }
    Ok(index)
}

impl Index {
    /// Keeps for the next build what was found out.
    pub(super) fn remember(self, plan: &Plan<'_>, data: &mut IndexData) {
        for (name, document) in self.changed {
            data.documents.put(name, document);
        }
        if data.documents.len() > self.count {
            let names: HashSet<&str> = plan.listings.iter().flat_map(|listing| &listing.entries).map(|entry| entry.name.as_str()).collect();
            data.documents.retain(|name| names.contains(name.as_str()));
        }
        data.segments = self.segments;
    }
}

/// What is known of a document, as far as it need not be made again.
fn document(work: &Work<'_>, listing: &Listing<'_>, entry: &Entry<'_>) -> Result<Known, Trouble> {
    let output = &entry.output;
    if let Some(old) = work.known.index.documents.get(&entry.name) {
        let known = |changed| Known { key: old.key, weight: old.weight, bytes: old.bytes, changed, made: None };
        if work.changes.is_up_to_date(&old.trace, output.held) {
            return Ok(known(None));
        }
        let (key, keys) = work.fingerprint(output);
        if key.view == old.key {
            return Ok(known(Some(IndexedDocument { trace: Dependencies::new(output.held, &keys), ..old.clone() })));
        }
    }
    let (record, keys) = work.site.recording(|| record(work, entry));
    let (record, key) = record?;
    let row = record.row();
    let terms = row.terms(listing.rules);
    let [weight, bytes] = [terms.count() as u64, row.bytes()].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let changed = Some(IndexedDocument { trace: Dependencies::new(output.held, &keys), key, weight, bytes });
    Ok(Known { key, weight, bytes, changed, made: Some((terms, record.facets().to_vec())) })
}

/// Makes a document, with its fingerprint.
fn record(work: &Work<'_>, entry: &Entry<'_>) -> Result<(Record, Hash), Trouble> {
    let (view, key) = work.view(&entry.output)?;
    let View::Index(IndexFile::Texts(mut records)) = view else { unreachable!("an entry makes a document") };
    Ok((records.pop().unwrap_or_default(), key.view))
}

/// The fingerprint of all that is in a segment.
fn fingerprint_of(segment: &Segment, documents: &[Known]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[u8::from(segment.is_tail)]);
    for known in &documents[segment.documents.clone()] {
        hasher.update(&known.key);
    }
    *hasher.finalize().as_bytes()
}

/// Whether all files of a segment are in the output as they were.
fn is_there(work: &Work<'_>, listing: &Listing<'_>, parts: &Parts) -> bool {
    parts.paths().all(|path| work.is_as_it_was(&file(work, listing, &path)))
}

/// Cuts a segment: makes its files.
fn cut(work: &Work<'_>, listing: &Listing<'_>, segment: &Segment, documents: &mut [Known], made: &mut HashMap<String, Vec<u8>>) -> Result<Parts, Trouble> {
    super::go_on(work.inputs).map_err(|_| Trouble::Stopped)?;
    let entries = listing.entries[segment.documents.clone()].par_iter();
    let documents = documents[segment.documents.clone()].par_iter_mut();
    let all = entries.zip(documents).map(|(entry, known)| match known.made.take() {
        Some(made) => Ok(made),
        None => record(work, entry).map(|(record, _)| (record.row().terms(listing.rules), record.facets().to_vec())),
    });
    let all = all.collect::<Result<Vec<(Terms, Vec<String>)>, Trouble>>()?;
    let files = files(all.iter().map(|(terms, facets)| (terms, facets.as_slice())), segment.is_tail);
    let name = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..DIGITS].to_owned();
    let mut parts = Parts { n: all.len(), facets: name(&files.facets), ..Parts::default() };
    for (start, bytes) in &files.shards {
        parts.shards.push_str(&name(bytes));
        parts.starts.push(start.clone());
    }
    let bytes = files.shards.into_iter().map(|(_, bytes)| bytes).chain([files.facets]);
    made.extend(parts.paths().map(|path| file(work, listing, &path)).zip(bytes));
    Ok(parts)
}

/// The path of a file of a listing's index in the output.
fn file(work: &Work<'_>, listing: &Listing<'_>, path: &str) -> String {
    Address::new(work.config, listing.language, &format!("{FOLDER}{path}")).file()
}
