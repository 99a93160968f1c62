//! The files of a segment's index: shards, which hold its terms, and one of facets, by which it is filtered. `docs/search.md`
//! gives their format.
//!
//! Where one shard ends and the next begins, the terms themselves say, so that a document that changes moves no border but its
//! own. A shard is named by its content: one that is kept is the one that was there.

use std::collections::{BTreeMap, HashMap};

use flate2::{Compression, GzBuilder};

use super::terms::Terms;

/// The version of both formats.
const VERSION: u8 = 1;

/// So large a shard is on the average, in bytes before it is packed. None is larger than twice that, and only the last one of a
/// segment is smaller than half.
const USUAL: u64 = 8_000;

/// A tail has no more shards than about this: each of them is written anew with most additions.
const OF_TAIL: u64 = 8;

/// The index of a segment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// The first letters of the first term of each shard, and the shard.
    pub shards: Vec<(String, Vec<u8>)>,
    /// The facets.
    pub facets: Vec<u8>,
}

/// A term of a segment.
#[derive(Default)]
struct Entry {
    /// How many documents have it.
    count: u64,
    /// The last of them.
    last: Option<u64>,
    /// All of them, with their impacts.
    postings: Vec<u8>,
}

/// Makes the index of the documents of a segment, of which each has terms and facets.
#[must_use]
pub fn files<'t>(documents: impl IntoIterator<Item = (&'t Terms, &'t [String])>, is_tail: bool) -> Files {
    let mut all: HashMap<&str, Entry> = HashMap::new();
    let mut facets: BTreeMap<&str, Vec<u64>> = BTreeMap::new();
    for (number, (terms, of)) in (0..).zip(documents) {
        for (term, impact) in terms.iter() {
            let entry = all.entry(term).or_default();
            let gap = number - entry.last.map_or(0, |last| last + 1);
            varint(gap << 3 | u64::from(impact), &mut entry.postings);
            (entry.count, entry.last) = (entry.count + 1, Some(number));
        }
        for facet in of {
            facets.entry(facet).or_default().push(number);
        }
    }
    let mut all: Vec<(&str, Entry)> = all.into_iter().collect();
    all.sort_unstable_by_key(|(term, _)| *term);
    let total: u64 = all.iter().map(|(term, entry)| size(term, entry)).sum();
    let usual = if is_tail { USUAL.max(total / OF_TAIL) } else { USUAL };
    let mut shards = Vec::new();
    let (mut rest, mut before) = (all.as_slice(), "");
    while !rest.is_empty() {
        let (shard, after) = rest.split_at(end_of_shard(rest, usual));
        shards.push((start(before, shard[0].0), packed(&write(shard))));
        (before, rest) = (shard[shard.len() - 1].0, after);
    }
    Files { shards, facets: packed(&write_facets(&facets)) }
}

/// About how many bytes a term takes.
fn size(term: &str, entry: &Entry) -> u64 {
    4 + term.len() as u64 / 2 + entry.count * 5 / 4
}

/// How many of the terms are in the first shard.
fn end_of_shard(terms: &[(&str, Entry)], usual: u64) -> usize {
    let (least, most, mut bytes) = (usual / 2, usual * 2, 0);
    for (at, (term, entry)) in terms.iter().enumerate() {
        let own = size(term, entry);
        // As likely as the term is large, so that a border is about as far as the next one everywhere.
        let is_border = u64::from(hash(term)) * least < own << 32;
        if at > 0 && (bytes >= least && is_border || bytes >= most) {
            return at;
        }
        bytes += own;
    }
    terms.len()
}

/// Any hash would do, as long as it is the same for ever: FNV-1a.
fn hash(term: &str) -> u32 {
    term.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The shortest text that tells a shard's first term from the term before it.
fn start(before: &str, first: &str) -> String {
    if before.is_empty() {
        return String::new();
    }
    let shared = before.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
    first.chars().take(shared + 1).collect()
}

fn write(terms: &[(&str, Entry)]) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    varint(terms.len() as u64, &mut bytes);
    let mut before = "";
    for (term, _) in terms {
        let shared = before.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
        let further = term.chars().count() - shared;
        // Four bits for each; what is more than they hold follows.
        bytes.push(u8::try_from(shared.min(15) << 4 | further.min(15)).unwrap_or(u8::MAX));
        for count in [shared, further].into_iter().filter(|count| *count >= 15) {
            varint(count as u64 - 15, &mut bytes);
        }
        term.chars().skip(shared).for_each(|c| varint(u64::from(u32::from(c)), &mut bytes));
        before = term;
    }
    for (_, entry) in terms {
        varint(entry.count, &mut bytes);
    }
    for (_, entry) in terms {
        bytes.extend_from_slice(&entry.postings);
    }
    bytes
}

fn write_facets(facets: &BTreeMap<&str, Vec<u64>>) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    varint(facets.len() as u64, &mut bytes);
    for (name, documents) in facets {
        varint(name.len() as u64, &mut bytes);
        bytes.extend_from_slice(name.as_bytes());
        varint(documents.len() as u64, &mut bytes);
        let mut next = 0;
        for number in documents {
            varint(number - next, &mut bytes);
            next = number + 1;
        }
    }
    bytes
}

/// A number in as many bytes as it takes, seven bits in each, the lowest first (LEB128).
fn varint(mut number: u64, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    to.push(number.to_le_bytes()[0]);
}

/// A file as it is published: packed by us, because most hosts pack no file of this kind, and with a checksum.
#[must_use]
pub fn packed(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    // A higher level takes twice as long, and makes files smaller by a few parts in a hundred.
    let mut writer = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::new(4));
    writer.write_all(bytes).and_then(|()| writer.finish()).expect("a vector takes all that is written")
}

#[cfg(test)]
mod tests {
    use super::super::terms::{Field, Rules};
    use super::*;
    use std::io::Read as _;

    const RULES: Rules = Rules { plurals: false, usual: 700 };

    fn unpacked(bytes: &[u8]) -> Vec<u8> {
        let mut all = Vec::new();
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut all).unwrap();
        all
    }

    fn terms(texts: &[String]) -> Vec<Terms> {
        texts.iter().map(|text| Terms::of([(Field::Text, text.as_str())], RULES)).collect()
    }

    fn index(texts: &[String], is_tail: bool) -> Files {
        files(terms(texts).iter().map(|terms| (terms, &[][..])), is_tail)
    }

    #[test]
    fn an_edit_changes_the_shards_of_its_words_alone() {
        let mut texts: Vec<String> = (0..400).map(|n| (0..200).map(|m| format!("word{}", (n * 31 + m * 977) % 20_011)).collect::<Vec<_>>().join(" ")).collect();
        let before = index(&texts, false);
        assert!(before.shards.len() > 20, "{}", before.shards.len());
        texts[7].push_str(" unheard");
        let after = index(&texts, false);
        let new = after.shards.iter().filter(|shard| !before.shards.contains(shard)).count();
        assert!(new <= 2, "{new} of {}", after.shards.len());
    }

    #[test]
    fn a_shard_begins_with_what_tells_its_first_term_from_the_last_one() {
        assert_eq!([start("", "abc"), start("abc", "abd"), start("ab", "abc"), start("基本", "基站")], ["", "abd", "abc", "基站"]);
    }

    #[test]
    fn facets_name_their_documents() {
        let none = Terms::default();
        let of = [vec!["topic:a".to_owned(), "kind:law".to_owned()], vec![], vec!["topic:a".to_owned()]];
        let files = files(of.iter().map(|facets| (&none, facets.as_slice())), true);
        assert_eq!(unpacked(&files.facets), b"\x01\x02\x08kind:law\x01\x00\x07topic:a\x02\x00\x01");
        assert_eq!(files.shards, []);
    }
}
