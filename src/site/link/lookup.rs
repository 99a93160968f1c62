//! What names, paths and addresses mean: the tables that references are looked up in.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet, hash_map};
use std::sync::{Arc, OnceLock};

use super::name_index::{NameIndex, REFUSED, Rank, skeleton};
use crate::config::Config;
use crate::content::{self, Document, Kind, OfKind};
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place};
use crate::locale::regions;
use crate::site::addresses::{self, Address};
use crate::site::ids::{EntityId, Index};
use crate::values::{Date, Id, Localised};

/// What names and addresses mean. Tables with an entry for each briefing are made when a text first needs them.
#[derive(Debug)]
pub(in crate::site) struct Lookup {
    config: Arc<Config>,
    refused: Vec<(Kind, Arc<str>)>,
    pub(in crate::site) groups: [Vec<Group>; Kind::COUNT],
    /// Those of briefings stay empty.
    names: [NameIndex; Kind::COUNT],
    briefings: OnceLock<NameIndex>,
    by_path: OnceLock<HashMap<Arc<str>, (EntityId, usize)>>,
    by_address: OnceLock<HashMap<Address, (EntityId, usize)>>,
}

/// A document and its translations, by language.
#[derive(Debug)]
pub(in crate::site) struct Group {
    pub(in crate::site) documents: Vec<Option<Arc<Document>>>,
}

impl Group {
    pub(in crate::site) fn original(&self) -> &Arc<Document> {
        self.documents[0].as_ref().expect("a group begins with its original")
    }

    /// Takes what must not be kept of a withdrawn briefing out of it and of its translations.
    pub(super) fn erase(&mut self) {
        if content::Briefing::of(&self.original().front).is_some_and(|fields| fields.withdrawn.as_ref().is_some_and(|withdrawn| withdrawn.erase)) {
            self.documents.iter_mut().flatten().for_each(|document| *document = Arc::new(document.erased()));
        }
    }
}

impl Lookup {
    pub(in crate::site) fn names(&self, kind: Kind) -> &NameIndex {
        if kind == Kind::Briefing { self.briefings.get_or_init(|| self.briefing_names()) } else { &self.names[kind as usize] }
    }

    fn briefing_names(&self) -> NameIndex {
        let (kind, mut names) = (Kind::Briefing, NameIndex::new(Kind::Briefing));
        names.reserve(2 * self.groups[kind as usize].len());
        for (index, group) in self.groups[kind as usize].iter().enumerate() {
            add_names(&mut names, index, group);
        }
        add_refused(&mut names, kind, &self.refused);
        names
    }

    /// Documents by the path of their file, with their language.
    pub(in crate::site) fn by_path(&self) -> &HashMap<Arc<str>, (EntityId, usize)> {
        self.by_path.get_or_init(|| {
            let mut paths: HashMap<_, _> = self.documents().map(|(thing, language, document)| (Arc::clone(&document.path), (thing, language))).collect();
            for (kind, path) in &self.refused {
                paths.entry(Arc::clone(path)).or_insert((EntityId { kind: *kind, index: REFUSED }, 0));
            }
            paths
        })
    }

    /// The document whose page is at an address, with its language.
    pub(in crate::site) fn at_address(&self, address: &str) -> Option<(EntityId, usize)> {
        let by_address = self.by_address.get_or_init(|| {
            let pages = self.documents().filter(|(thing, ..)| thing.kind != Kind::Term);
            pages.map(|(thing, language, _)| (self.address(thing, language), (thing, language))).collect()
        });
        by_address.get(address).copied()
    }

    /// Every document, with what it is about and its language.
    pub(in crate::site) fn documents(&self) -> impl Iterator<Item = (EntityId, usize, &Arc<Document>)> {
        let groups =
            Kind::ALL.into_iter().flat_map(|kind| self.groups[kind as usize].iter().enumerate().map(move |(index, group)| (EntityId { kind, index }, group)));
        groups.flat_map(|(thing, group)| group.documents.iter().enumerate().filter_map(move |(language, document)| Some((thing, language, document.as_ref()?))))
    }

    /// The address of the page of an entity that has documents.
    fn address(&self, thing: EntityId, language: usize) -> Address {
        let original = self.groups[thing.kind as usize][thing.index].original();
        let path = addresses::path(thing.kind, original.date().map_or(0, Date::year), original.id.as_str());
        Address::new(&self.config, language, &path)
    }

    /// The id of an entity, or of a briefing its year and id.
    pub(in crate::site) fn id(&self, thing: EntityId) -> String {
        match self.groups[thing.kind as usize].get(thing.index) {
            Some(group) => name_of(group.original()),
            None => String::new(),
        }
    }

    /// The front matter of a briefing.
    pub(in crate::site) fn briefing(&self, index: Index) -> Option<&content::Briefing> {
        content::Briefing::of(&self.groups[Kind::Briefing as usize].get(index)?.original().front)
    }

    /// Whether a field of a briefing could not be read.
    pub(in crate::site) fn is_damaged(&self, index: Index) -> bool {
        self.groups[Kind::Briefing as usize].get(index).is_some_and(|group| group.original().damaged)
    }

    /// The document of an entity in a language.
    pub(in crate::site) fn document(&self, thing: EntityId, language: usize) -> Option<&Document> {
        self.groups[thing.kind as usize].get(thing.index)?.documents.get(language)?.as_deref()
    }
}

fn name_of(document: &Document) -> String {
    match document.date() {
        Some(date) => format!("{:04}/{}", date.year(), document.id),
        None => document.id.to_string(),
    }
}

/// Documents of one kind with their translations; twins and orphans are reported.
pub(in crate::site) fn group(config: &Config, kind: Kind, documents: &[Arc<Document>], refused: &[(Kind, Arc<str>)], all: &mut Vec<Diagnostic>) -> Vec<Group> {
    let of_kind = || documents.iter().filter(|d| d.kind() == kind);
    let mut originals: Vec<&Arc<Document>> = of_kind().filter(|d| d.language == 0).collect();
    // Indices of briefings are in the order of their dates: every list of indices is then oldest first.
    originals.sort_by(|a, b| a.date().cmp(&b.date()).then_with(|| a.id.cmp(&b.id)).then_with(|| a.path.cmp(&b.path)));
    let mut groups: Vec<Group> = Vec::with_capacity(originals.len());
    // What looks like one name is one; of a briefing the year is a part of it.
    let mut taken: HashMap<(Option<i16>, Cow<'_, str>), Index> = HashMap::with_capacity(originals.len());
    for document in originals {
        match taken.entry((document.date().map(Date::year), skeleton(document.id.as_str()))) {
            hash_map::Entry::Occupied(twin) => {
                let first = groups[*twin.get()].original();
                let code = if first.id == document.id { Code::DuplicateId } else { Code::ConfusableId };
                all.push(same_id(code, kind, &name_of(document), document, first));
                continue;
            }
            hash_map::Entry::Vacant(free) => _ = free.insert(groups.len()),
        }
        let mut versions = vec![None; config.languages.len()];
        versions[0] = Some(Arc::clone(document));
        groups.push(Group { documents: versions });
    }
    let translations: Vec<&Arc<Document>> = of_kind().filter(|d| d.language > 0).collect();
    if translations.is_empty() {
        return groups;
    }
    let originals = Originals::new(&groups);
    let refused: HashSet<&str> = refused.iter().map(|(_, path)| &**path).collect();
    for document in translations {
        let sibling = sibling(&document.path);
        match originals.of(document, &sibling, &groups) {
            Ok(index) => {
                let original = Arc::clone(groups[index].original());
                if document.front.fields().id().is_some_and(|id| *id != original.id) {
                    all.push(other_id(document, &original));
                }
                match &mut groups[index].documents[document.language] {
                    Some(first) => all.push(same_id(Code::DuplicateId, kind, original.id.as_str(), document, first)),
                    free => *free = Some(Arc::clone(document)),
                }
            }
            Err(_) if refused.contains(&*sibling) => {}
            Err(candidates) => all.push(orphan(config, kind, document, candidates)),
        }
    }
    groups
}

/// The path of the original beside a translation: `a.md` of `a.zh-hans.md`.
fn sibling(path: &str) -> String {
    let name = path.strip_suffix(".md").unwrap_or(path);
    format!("{}.md", name.rsplit_once('.').map_or(name, |(name, _)| name))
}

/// All that go by a name.
type Named<N> = HashMap<N, Vec<Index>>;

/// The originals of one kind, as translations find them.
struct Originals {
    by_path: HashMap<Arc<str>, Index>,
    /// Made when a translation first lies elsewhere than its original.
    others: OnceCell<(Named<Id>, Named<String>)>,
}

impl Originals {
    fn new(groups: &[Group]) -> Self {
        let by_path = groups.iter().enumerate().map(|(index, group)| (Arc::clone(&group.original().path), index)).collect();
        Self { by_path, others: OnceCell::new() }
    }

    /// The originals by id; and by the name of the file, without the date of a briefing, where that is not the id.
    fn by_names(groups: &[Group]) -> (Named<Id>, Named<String>) {
        let (mut by_id, mut by_name) = (Named::new(), Named::new());
        for (index, group) in groups.iter().enumerate() {
            let original = group.original();
            by_id.entry(original.id.clone()).or_insert_with(Vec::new).push(index);
            let name = file_name(original);
            if name != original.id.as_str() {
                by_name.entry(name.into_owned()).or_insert_with(Vec::new).push(index);
            }
        }
        (by_id, by_name)
    }

    /// The original of a translation: the file beside it, else the one with its id, else the one with its file name. How many
    /// there are, if it is not one.
    fn of(&self, translation: &Document, sibling: &str, groups: &[Group]) -> Result<Index, usize> {
        if let Some(index) = self.by_path.get(sibling) {
            return Ok(*index);
        }
        let name = file_name(translation);
        let name = name.rsplit_once('.').map_or(&*name, |(name, _)| name);
        let (by_id, by_name) = self.others.get_or_init(|| Self::by_names(groups));
        let found = by_id.get(&translation.id).or_else(|| by_name.get(name)).map_or(&[][..], Vec::as_slice);
        match found {
            [one] => Ok(*one),
            all => Err(all.len()),
        }
    }
}

/// The name of a document's file, without the date of a briefing.
fn file_name(document: &Document) -> Cow<'_, str> {
    match content::name(&document.path) {
        name if document.kind() != Kind::Briefing => name,
        Cow::Borrowed(name) => Cow::Borrowed(content::dated(name).1),
        Cow::Owned(name) => Cow::Owned(content::dated(&name).1.to_owned()),
    }
}

/// A translation beside its original that gives another id.
fn other_id(translation: &Document, original: &Document) -> Diagnostic {
    let message = format!("a translation takes its id from its original, which is `{}`", original.id);
    Diagnostic::new(Code::IgnoredInTranslation, Place::key(&translation.path, "id"), message)
        .help(format!("remove the line; the original is {}", original.path))
        .fix(Fix::certain(vec![Edit::Remove { file: Arc::clone(&translation.path), field: "id".to_owned() }]))
        .also(Place::file(&original.path), "the original")
}

fn same_id(code: Code, kind: Kind, name: &str, second: &Document, first: &Document) -> Diagnostic {
    if second.source == first.source && code == Code::DuplicateId {
        // Programs make the names of copies longer.
        let (copy, original) = if second.path.len() < first.path.len() { (first, second) } else { (second, first) };
        let told = Diagnostic::new(code, Place::file(&copy.path), format!("this file has the same bytes as {}", original.path));
        return told.help("remove one of the two, or give this one an `id:` and words of its own").also(Place::file(&original.path), "the other one");
    }
    let message = match code {
        Code::DuplicateId => format!("two files give the id `{name}` to a {}", kind.word()),
        _ => format!("the id `{name}` differs from another one only by case or Unicode form"),
    };
    let told = Diagnostic::new(code, Place::key(&second.path, "id"), message).also(Place::key(&first.path, "id"), "the other one");
    // An id that its author gave is for its author to change; where the file's name gives it, the date tells the two apart.
    let is_given = second.front.fields().id().is_some();
    let other = match second.date() {
        Some(date) if Some(date) != first.date() => format!("{}-{date}", second.id),
        _ => format!("{}-2", second.id),
    };
    if is_given || second.language > 0 || code != Code::DuplicateId {
        return told.help(format!("the other is {}; give one of them an `id:` of its own", first.path));
    }
    let line = format!("id: {other}");
    let help = format!("add the line `{line}` here, or another id; {} keeps its address", first.path);
    let edits = vec![Edit::line(&second.path, line)];
    told.help(help).fix(if second.date() == first.date() { Fix::offer(edits) } else { Fix::certain(edits) })
}

fn orphan(config: &Config, kind: Kind, document: &Document, candidates: usize) -> Diagnostic {
    let language = config.languages[document.language].tag();
    let message = format!("this is a translation into {language}, but there is no {} `{}` to translate", kind.word(), document.id);
    let help = if candidates > 1 {
        "several years have one of that id: put the file beside its original".to_owned()
    } else {
        "write the original first, or mend the id; a translation has the file name of its original with the language in front of .md".to_owned()
    };
    Diagnostic::new(Code::TranslationOfNothing, Place::file(&document.path), message).help(help)
}

/// The lookup of a digest, with the names of everything but briefings.
pub(in crate::site) fn lookup(config: &Arc<Config>, groups: [Vec<Group>; Kind::COUNT], refused: &[(Kind, Arc<str>)], all: &mut Vec<Diagnostic>) -> Lookup {
    let names = Kind::ALL.map(NameIndex::new);
    let (briefings, by_path, by_address) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
    let mut lookup = Lookup { config: Arc::clone(config), refused: refused.to_vec(), groups, names, briefings, by_path, by_address };
    add_built_in(config, &mut lookup);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Briefing) {
        let names = &mut lookup.names[kind as usize];
        for (index, group) in lookup.groups[kind as usize].iter().enumerate() {
            add_names(names, index, group);
        }
        for index in 0..lookup.groups[kind as usize].len() {
            add_aliases(names, index, &lookup.groups[kind as usize], all);
        }
        add_refused(names, kind, refused);
    }
    lookup
}

/// Lets the names that the paths of refused files suggest mean what is refused.
fn add_refused(names: &mut NameIndex, kind: Kind, refused: &[(Kind, Arc<str>)]) {
    for (_, path) in refused.iter().filter(|(of, _)| *of == kind) {
        let name = content::name(path);
        let stem = name.split('.').next().unwrap_or_default();
        let id = if kind == Kind::Briefing { content::dated(stem).1 } else { stem };
        names.add(id, REFUSED, Rank::Former);
        if let Some(year) = stem.get(..4) {
            names.add(&format!("{year}/{id}"), REFUSED, Rank::Former);
        }
    }
}

/// The built-in jurisdictions become groups without documents where the site has none for them: their indices follow.
fn add_built_in(config: &Config, lookup: &mut Lookup) {
    let kind = Kind::Jurisdiction as usize;
    let own: HashMap<String, Index> = lookup.groups[kind].iter().enumerate().map(|(i, g)| (g.original().id.to_string(), i)).collect();
    let mut next = lookup.groups[kind].len();
    for region in regions::all() {
        let index = own.get(region.id()).copied().unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        let names = &mut lookup.names[kind];
        names.add(region.id(), index, Rank::Id);
        for language in &config.languages {
            names.add(region.name(language), index, Rank::Name);
        }
        for alias in region.aliases() {
            names.add(alias, index, Rank::Name);
        }
        if let Some(code) = region.alpha3() {
            names.add(code, index, Rank::Name);
        }
    }
}

/// Lets the id and the names of an entity mean it.
fn add_names(names: &mut NameIndex, index: Index, group: &Group) {
    let original = group.original();
    names.add(original.id.as_str(), index, Rank::Id);
    if original.date().is_some() {
        names.add(&name_of(original), index, Rank::Id);
    }
    for document in group.documents.iter().flatten() {
        let localised = [document.front.fields().name(), document.front.fields().short()];
        localised.into_iter().flatten().flat_map(Localised::texts).for_each(|text| names.add(text, index, Rank::Name));
    }
}

/// Lets the aliases and former ids of an entity mean it, once all ids and names are known. Two entities may have one name, which
/// is then no reference to either; but an alias that means something else is a mistake where it stands.
fn add_aliases(names: &mut NameIndex, index: Index, others: &[Group], all: &mut Vec<Diagnostic>) {
    let group = &others[index];
    let original = group.original();
    let aliases = original.front.fields().aliases();
    for (i, alias) in aliases.iter().enumerate() {
        if names.find(alias.as_str()).is_some_and(|other| other != index) {
            let place = Place::value(&original.path, format!("aliases[{i}]"));
            let taken = format!("`{alias}` is the name of another {}", original.kind().word());
            let taken = Diagnostic::new(Code::AmbiguousReference, place, taken);
            let other = others.get(names.find(alias.as_str()).unwrap_or(REFUSED));
            all.push(match other {
                Some(other) => taken.help(format!("remove it, or the other name in {}", other.original().path)),
                None => taken.help("remove it: the name is built in"),
            });
        }
        names.add(alias.as_str(), index, Rank::Name);
    }
    for (i, id) in original.front.fields().former_ids().iter().enumerate() {
        if id == &original.id {
            let place = Place::value(&original.path, format!("former_ids[{i}]"));
            all.push(Diagnostic::new(Code::Contradiction, place, format!("`{id}` is the present id, not a former one")).help("remove it"));
        }
        names.add(id.as_str(), index, Rank::Former);
    }
}
