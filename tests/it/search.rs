//! The index for searching: that it has what pages show, and nothing else; and that it is made anew where it must be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bulletin::pages::search::segments::segments;
use bulletin::pages::search::shards::files;
use bulletin::pages::search::terms::{Field, Rules, Terms, cut, folded};
use serde_json::Value;

use crate::project::{Build, Project};

const ENGLISH: Rules = Rules { plurals: true, usual: 700 };
const PLAIN: Rules = Rules { plurals: false, usual: 1_200 };

fn unpacked(build: &Build, path: &str) -> Vec<u8> {
    crate::project::unpacked(build.tree.get(path).unwrap_or_else(|| panic!("{path}: {:?}", build.tree.keys())))
}

/// A number, and what follows it.
fn number(bytes: &mut &[u8]) -> usize {
    let (first, rest) = bytes.split_first().unwrap();
    *bytes = rest;
    if *first < 0x80 { usize::from(*first) } else { usize::from(first & 0x7F) | number(bytes) << 7 }
}

/// The index in a folder, read as its format says: the terms of each list with their documents, its facets, and its texts.
struct Index {
    terms: Vec<BTreeMap<String, BTreeSet<usize>>>,
    facets: Vec<BTreeMap<String, BTreeSet<usize>>>,
    texts: Vec<Vec<Value>>,
    files: BTreeSet<String>,
}

impl Index {
    fn of(build: &Build, folder: &str) -> Self {
        let manifest: Value = serde_json::from_slice(&unpacked(build, &format!("{folder}index.bin"))).unwrap();
        assert_eq!(manifest["v"], 1);
        let mut index = Self { terms: Vec::new(), facets: Vec::new(), texts: Vec::new(), files: BTreeSet::from([format!("{folder}index.bin")]) };
        for list in manifest["lists"].as_array().unwrap() {
            let (mut terms, mut facets, mut start) = (BTreeMap::<String, BTreeSet<usize>>::new(), BTreeMap::<String, BTreeSet<usize>>::new(), 0);
            for segment in list["segments"].as_array().unwrap() {
                let names = segment["shards"].as_str().unwrap().as_bytes().chunks(10).map(|name| std::str::from_utf8(name).unwrap());
                for (name, first) in names.zip(segment["starts"].as_array().unwrap()) {
                    let path = format!("{folder}s/{name}.bin");
                    let bytes = unpacked(build, &path);
                    for (term, documents) in shard(&bytes) {
                        assert!(term.as_str() >= first.as_str().unwrap(), "{term}");
                        terms.entry(term).or_default().extend(documents.into_iter().map(|(number, _)| start + number));
                    }
                    index.files.insert(path);
                }
                let path = format!("{folder}f/{}.bin", segment["facets"].as_str().unwrap());
                for (name, documents) in of_facets(&unpacked(build, &path)) {
                    facets.entry(name).or_default().extend(documents.into_iter().map(|number| start + number));
                }
                index.files.insert(path);
                start += usize::try_from(segment["n"].as_u64().unwrap()).unwrap();
            }
            let mut texts = Vec::new();
            for group in list["groups"].as_array().unwrap() {
                for (n, count) in group[1].as_array().unwrap().iter().enumerate() {
                    let path = format!("{folder}t/{}-{n}.bin", group[0].as_str().unwrap());
                    let rows: Vec<Value> = serde_json::from_slice(&unpacked(build, &path)).unwrap();
                    assert_eq!(rows.len() as u64, count.as_u64().unwrap(), "{path}");
                    texts.extend(rows);
                    index.files.insert(path);
                }
            }
            assert_eq!(texts.len(), start);
            index.terms.push(terms);
            index.facets.push(facets);
            index.texts.push(texts);
        }
        index
    }

    /// The titles of what has a term.
    fn titles(&self, term: &str) -> Vec<&str> {
        let lists = self.terms.iter().zip(&self.texts);
        lists.flat_map(|(terms, texts)| terms.get(term).into_iter().flatten().map(|at| texts[*at][1].as_str().unwrap())).collect()
    }

    /// Every document is under the terms of its texts, and under no other.
    fn is_of_its_texts(&self, rules: Rules) {
        for (terms, texts) in self.terms.iter().zip(&self.texts) {
            let mut wanted = BTreeMap::<String, BTreeSet<usize>>::new();
            for (at, row) in texts.iter().enumerate() {
                let points = row[5].as_array().unwrap().iter();
                for text in [&row[1], &row[4], &row[6]].into_iter().chain(points) {
                    cut(text.as_str().unwrap(), rules, &mut |term| {
                        wanted.entry(term.to_owned()).or_default().insert(at);
                    });
                }
            }
            assert_eq!(terms, &wanted);
        }
    }
}

/// The terms of a shard with their documents, each with its impact.
fn shard(mut bytes: &[u8]) -> Vec<(String, Vec<(usize, usize)>)> {
    let bytes = &mut bytes;
    assert_eq!(number(bytes), 1);
    let (mut names, mut before) = (Vec::new(), Vec::<char>::new());
    for _ in 0..number(bytes) {
        let counts = usize::from(bytes[0]);
        *bytes = &bytes[1..];
        let mut more = |half: usize| if half == 15 { 15 + number(bytes) } else { half };
        let (shared, further) = (more(counts >> 4), more(counts & 15));
        before.truncate(shared);
        before.extend((0..further).map(|_| char::from_u32(u32::try_from(number(bytes)).unwrap()).unwrap()));
        names.push(before.iter().collect::<String>());
    }
    let counts: Vec<usize> = names.iter().map(|_| number(bytes)).collect();
    let mut all = Vec::new();
    for (name, count) in names.into_iter().zip(counts) {
        let mut next = 0;
        let documents = (0..count).map(|_| {
            let posting = number(bytes);
            let at = next + (posting >> 3);
            next = at + 1;
            (at, posting & 7)
        });
        all.push((name, documents.collect()));
    }
    assert!(bytes.is_empty());
    all
}

fn of_facets(mut bytes: &[u8]) -> Vec<(String, Vec<usize>)> {
    let bytes = &mut bytes;
    assert_eq!(number(bytes), 1);
    let mut all = Vec::new();
    for _ in 0..number(bytes) {
        let length = number(bytes);
        let name = String::from_utf8(bytes[..length].to_vec()).unwrap();
        *bytes = &bytes[length..];
        let (count, mut next) = (number(bytes), 0);
        let documents = (0..count).map(|_| {
            let at = next + number(bytes);
            next = at + 1;
            at
        });
        all.push((name, documents.collect()));
    }
    assert!(bytes.is_empty());
    all
}

fn digest() -> Project {
    Project::new()
        .topic("energy", "name: Energy\nparent: telecoms")
        .briefing(
            "2024-10-23-masts",
            "title: Masts\nsummary: Of stations.\nkey_points: [\"More *masts*.\"]\ntopics: [energy]",
            "The 5G base stations stand.\n\n> A quotation.\n\n- One\n- Two",
        )
        .briefing(
            "2024-11-02-budget",
            "figures: [{id: fee, label: Fee, value: 4.089, unit: EUR, as_of: 2024-10-01}]\nkind: law",
            "The budget’s text, with [[fig:fee]] and **1,234** stations.",
        )
}

#[test]
fn what_pages_show_is_found() {
    let build = digest().build();
    let index = Index::of(&build, "search/");
    index.is_of_its_texts(ENGLISH);
    assert_eq!(index.titles("mast"), ["Masts"]);
    assert_eq!(index.titles("station"), ["Masts", "About budget"]);
    assert_eq!(index.titles("4.089"), ["About budget"]);
    assert_eq!(index.titles("1234"), ["About budget"]);
    assert_eq!(index.titles("energy"), ["Energy"]);
    let of = |facet: &str| index.facets[0].get(facet).cloned().unwrap_or_default();
    assert_eq!([of("topic:energy"), of("topic:telecoms"), of("kind:law")], [BTreeSet::from([0]), BTreeSet::from([0, 1]), BTreeSet::from([1])]);
    // There is nothing else in the folder.
    let there: BTreeSet<String> = build.tree.keys().filter(|path| path.starts_with("search/") && path.ends_with(".bin")).cloned().collect();
    assert_eq!(there, index.files);
}

#[test]
fn each_language_has_an_index_of_its_own() {
    let project = digest()
        .setting("languages: [en, zh-Hans]")
        .file("content/briefings/2024/2024-10-23-masts.zh-Hans.md", "---\ntitle: 基站\n---\n5G基站总数达到408.9万个。\n");
    let build = project.build();
    let index = Index::of(&build, "zh-hans/search/");
    index.is_of_its_texts(PLAIN);
    assert_eq!([index.titles("基站"), index.titles("站总"), index.titles("5g"), index.titles("408.9")], [["基站"]; 4]);
    assert_eq!(index.titles("万个"), ["基站"]);
    assert!(Index::of(&build, "search/").titles("基站").is_empty());
}

#[test]
fn what_readers_do_not_get_is_not_in_it() {
    let without = digest().build();
    for front in ["draft: true", "publish_at: 2099-01-01T00:00:00Z"] {
        let with = digest().briefing("2024-11-05-secret", front, "An unheard-of zeppelin.").build();
        let index = |build: &Build| {
            build.tree.iter().filter(|(path, _)| path.contains("search/")).map(|(path, bytes)| (path.clone(), bytes.clone())).collect::<Vec<_>>()
        };
        assert_eq!(index(&with), index(&without), "{front}");
    }
    let withdrawn = digest().briefing("2024-11-05-secret", "withdrawn: {date: 2024-11-06, reason: It was wrong.}", "An unheard-of zeppelin.").build();
    assert!(Index::of(&withdrawn, "search/").titles("zeppelin").is_empty());
}

#[test]
fn a_part_that_was_changed_by_others_is_made_again() {
    let mut project = digest();
    let build = project.build();
    for kind in ["/s/", "/f/", "/t/", "/index.bin"] {
        let path = build.tree.keys().find(|path| path.starts_with("search/") && path.contains(kind)).unwrap().clone();
        project = project.file(format!("output/{path}"), "tampered");
        assert_eq!(project.build().writes_n(1).tree, build.tree, "{path}");
        project = project.remove(&format!("output/{path}"));
        assert_eq!(project.build().writes_n(1).tree, build.tree, "{path}");
    }
    project.build().writes_n(0);
}

#[test]
fn a_site_may_have_no_search() {
    let build = digest().setting("outputs: {search: false}").build();
    assert!(!build.tree.keys().any(|path| path.contains("search/")), "{:?}", build.tree.keys());
    build.page("index.html").never_says("/search/");
}

#[test]
fn the_page_leads_on_without_its_script() {
    let build = digest().build();
    let page = build.page("search/index.html");
    page.says("Searching needs a script").says("integrity=\"sha384-").says("<option value=\"energy\"").says("name=\"robots\" content=\"noindex\"");
    page.says("<a href=\"/briefings/\">Archive</a>");
    build.page("briefings/2024/masts/index.html").says("<form class=\"seek\" role=\"search\" action=\"/search/\" method=\"get\">").never_says("<script src");
    // Words of the site's own script are not known.
    let own = digest().file("content/static/search.js", "// mine").build();
    own.page("search/index.html").says("src=\"/search.js\" defer").never_says("integrity");
}

/// The samples that the script is held to as well.
#[test]
fn texts_are_cut_as_the_samples_say() {
    let samples: Vec<Value> = serde_json::from_str(include_str!("../web/terms.json")).unwrap();
    assert!(samples.len() >= 40);
    let mut wrong = Vec::new();
    for sample in &samples {
        let is_english = matches!(sample["lang"].as_str().unwrap(), "en" | "en-GB");
        let rules = if is_english { ENGLISH } else { PLAIN };
        let mut terms = BTreeSet::new();
        cut(sample["text"].as_str().unwrap(), rules, &mut |term| {
            terms.insert(term.to_owned());
        });
        let wanted: BTreeSet<String> = sample["terms"].as_array().unwrap().iter().map(|term| term.as_str().unwrap().to_owned()).collect();
        if terms != wanted {
            wrong.push(format!("{}: {terms:?}, not {wanted:?}", sample["text"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest::proptest! {
    #[test]
    fn what_is_written_is_read_back(texts in proptest::collection::vec("([a-c]{1,20}|[あ-う]{1,3}|𠮷|[0-9]{1,2}| ){0,60}", 0..30)) {
        let all: Vec<Terms> = texts.iter().map(|text| Terms::of([(Field::Text, text.as_str())], PLAIN)).collect();
        let mut wanted = BTreeMap::<String, Vec<(usize, usize)>>::new();
        for (number, terms) in all.iter().enumerate() {
            terms.iter().for_each(|(term, impact)| wanted.entry(term.to_owned()).or_default().push((number, usize::from(impact))));
        }
        for is_tail in [false, true] {
            let mut found = BTreeMap::new();
            for (start, bytes) in files(all.iter().map(|terms| (terms, &[][..])), is_tail).shards {
                for (term, documents) in shard(&crate::project::unpacked(&bytes)) {
                    assert!(term >= start);
                    assert!(found.insert(term, documents).is_none());
                }
            }
            proptest::prop_assert_eq!(&found, &wanted);
        }
    }
}

/// Documents whose words are as frequent as words are: the nth word once in n.
fn document(seed: usize) -> Terms {
    let mut state = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut words = String::new();
    for _ in 0..650 {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // As likely between 1 and 2 as between 2 and 4, and so on.
        let about = 1_u64 << (state % 18);
        let rank = about + (state >> 8) % about;
        let _ = write!(words, "w{rank:x} ");
    }
    Terms::of([(Field::Text, words.as_str())], PLAIN)
}

#[test]
fn an_addition_writes_few_files_and_leaves_the_others() {
    let all: Vec<Terms> = (0..1_360).map(document).collect();
    let parts = |count: usize| -> BTreeSet<Vec<u8>> {
        let weights: Vec<u64> = all[..count].iter().map(|terms| terms.count() as u64).collect();
        let months = std::iter::repeat_n(80, count / 80).chain([count % 80]);
        let of = |segment: &bulletin::pages::search::segments::Segment| {
            let files = files(all[segment.documents.clone()].iter().map(|terms| (terms, &[][..])), segment.is_tail);
            files.shards.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>()
        };
        segments(months, &weights).iter().flat_map(of).collect()
    };
    let mut before = parts(1_200);
    let mut counts = Vec::new();
    for count in (1_201..1_360).step_by(10) {
        let (here, now) = (parts(count), parts(count + 1));
        counts.push(now.difference(&here).count());
        before = now;
    }
    counts.sort_unstable();
    // Beside these come the manifest, a file of facets and one of texts.
    assert!(counts[counts.len() / 2] <= 14 && counts[counts.len() - 2] <= 20, "{counts:?}");
    assert!(before.len() < 600, "{}", before.len());
}

#[test]
fn letters_that_look_alike_count_alike() {
    assert_eq!(["Ｆｕｌｌ", "ÉTÉ", "Straße", "ﬁne", "İstanbul", "Σίσυφος"].map(folded), ["full", "ete", "strasse", "fine", "istanbul", "σισυφοσ"]);
    assert_ne!(folded("が"), folded("か"));
}
