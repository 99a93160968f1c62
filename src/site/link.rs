//! Linking: from documents, each for itself, to a digest whose parts know one another.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, hash_map};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::addresses::{self, Address};
use super::names::{Names, REFUSED, Rank, skeleton};
use super::nodes::{Agency, Briefing, Edition, Indicator, Instrument, Jurisdiction, Page, Term, Thing, Topic, Version, Versions};
use super::redirects::{self, Redirect};
use super::references::{Assets, Resolution, Resolver};
use super::{Index, checks};
use crate::config::Config;
use crate::content::{self, Document, Folder, Front, Kind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::regions;
use crate::source::Entry;
use crate::values::{Date, Id, Localised, Name};

/// All documents of a site, linked, hidden ones too. Pages are made from what [`Linked::visible`] lets through.
#[derive(Debug)]
pub struct Linked {
    pub(super) config: Arc<Config>,
    pub(super) briefings: Vec<Briefing>,
    pub(super) topics: Vec<Topic>,
    pub(super) agencies: Vec<Agency>,
    pub(super) jurisdictions: Vec<Jurisdiction>,
    pub(super) indicators: Vec<Indicator>,
    pub(super) instruments: Vec<Instrument>,
    pub(super) editions: Vec<Edition>,
    pub(super) terms: Vec<Term>,
    pub(super) pages: Vec<Page>,
    pub(super) redirects: Vec<Redirect>,
}

/// What names and addresses mean. Tables with an entry for each briefing are made when a text first needs them.
#[derive(Debug)]
pub(super) struct Tables<'l> {
    config: &'l Config,
    refused: &'l [(Kind, Arc<str>)],
    groups: [Vec<Group>; Kind::COUNT],
    /// Those of briefings stay empty.
    names: [Names; Kind::COUNT],
    briefings: OnceLock<Names>,
    by_path: OnceLock<HashMap<Arc<str>, (Thing, usize)>>,
    by_address: OnceLock<HashMap<Address, (Thing, usize)>>,
}

/// A document and its translations, by language.
#[derive(Debug)]
struct Group {
    documents: Vec<Option<Arc<Document>>>,
}

impl Group {
    fn original(&self) -> &Arc<Document> {
        self.documents[0].as_ref().expect("a group begins with its original")
    }
}

impl Tables<'_> {
    pub(super) fn names(&self, kind: Kind) -> &Names {
        if kind == Kind::Briefing { self.briefings.get_or_init(|| self.briefing_names()) } else { &self.names[kind as usize] }
    }

    fn briefing_names(&self) -> Names {
        let (kind, mut names) = (Kind::Briefing, Names::new(Kind::Briefing));
        names.reserve(2 * self.groups[kind as usize].len());
        for (index, group) in self.groups[kind as usize].iter().enumerate() {
            add_names(&mut names, index, group);
        }
        add_refused(&mut names, kind, self.refused);
        names
    }

    /// Documents by the path of their file, with their language.
    pub(super) fn by_path(&self) -> &HashMap<Arc<str>, (Thing, usize)> {
        self.by_path.get_or_init(|| {
            let mut paths: HashMap<_, _> = self.documents().map(|(thing, language, document)| (Arc::clone(&document.path), (thing, language))).collect();
            for (kind, path) in self.refused {
                paths.entry(Arc::clone(path)).or_insert((Thing { kind: *kind, index: REFUSED }, 0));
            }
            paths
        })
    }

    /// The document whose page is at an address, with its language.
    pub(super) fn at_address(&self, address: &str) -> Option<(Thing, usize)> {
        let by_address = self.by_address.get_or_init(|| {
            let pages = self.documents().filter(|(thing, ..)| thing.kind != Kind::Term);
            pages.map(|(thing, language, _)| (self.address(thing, language), (thing, language))).collect()
        });
        by_address.get(address).copied()
    }

    /// Every document, with what it is about and its language.
    fn documents(&self) -> impl Iterator<Item = (Thing, usize, &Arc<Document>)> {
        let groups =
            Kind::ALL.into_iter().flat_map(|kind| self.groups[kind as usize].iter().enumerate().map(move |(index, group)| (Thing { kind, index }, group)));
        groups.flat_map(|(thing, group)| group.documents.iter().enumerate().filter_map(move |(language, document)| Some((thing, language, document.as_ref()?))))
    }

    /// The address of the page of a thing that has documents.
    fn address(&self, thing: Thing, language: usize) -> Address {
        let original = self.groups[thing.kind as usize][thing.index].original();
        let path = addresses::path(thing.kind, original.date().map_or(0, Date::year), original.id.as_str());
        Address::new(self.config, language, &path)
    }

    /// The id of a thing, or of a briefing its year and id.
    pub(super) fn id(&self, thing: Thing) -> String {
        match self.groups[thing.kind as usize].get(thing.index) {
            Some(group) => name_of(group.original()),
            None => String::new(),
        }
    }

    /// The front matter of a briefing.
    pub(super) fn briefing(&self, index: Index) -> Option<&content::Briefing> {
        match &self.groups[Kind::Briefing as usize].get(index)?.original().front {
            Front::Briefing(fields) => Some(fields),
            _ => None,
        }
    }

    /// The document of a thing in a language.
    pub(super) fn document(&self, thing: Thing, language: usize) -> Option<&Document> {
        self.groups[thing.kind as usize].get(thing.index)?.documents.get(language)?.as_deref()
    }
}

fn name_of(document: &Document) -> String {
    match document.date() {
        Some(date) => format!("{:04}/{}", date.year(), document.id),
        None => document.id.to_string(),
    }
}

/// Links `documents`. `files` are all files below `content`; `refused` the paths of those whose document is missing because
/// of errors already told.
#[must_use]
pub fn link(config: &Arc<Config>, documents: &[Arc<Document>], files: &[Entry], refused: &[(Kind, Arc<str>)]) -> (Linked, Vec<Diagnostic>) {
    let mut all = Vec::new();
    let groups = Kind::ALL.map(|kind| group(config, kind, documents, refused, &mut all));
    let tables = tables(config, groups, refused, &mut all);
    let assets = assets(files);
    let mut linker = Linker { config, tables: &tables, assets: &assets, all: &mut all };
    let mut topics = linker.topics();
    let briefings = linker.briefings(&topics);
    let agencies = linker.agencies();
    let jurisdictions = linker.jurisdictions();
    let indicators = linker.indicators();
    let instruments = linker.instruments();
    let editions = linker.editions();
    let terms = linker.nodes(Kind::Term, |id, versions| Term { versions, id });
    let pages = linker.nodes(Kind::Page, |id, versions| Page { versions, id });
    for index in 0..topics.len() {
        if let Some(parent) = topics[index].parent {
            topics[parent].children.push(index);
        }
    }
    let mut linked = Linked {
        config: Arc::clone(config),
        briefings,
        topics,
        agencies,
        jurisdictions,
        indicators,
        instruments,
        editions,
        terms,
        pages,
        redirects: Vec::new(),
    };
    linked.redirects = redirects::collect(&linked, &mut all);
    linked.check_tracks(&mut all);
    checks::check(&linked, &mut all);
    if refused.is_empty() {
        linked.unused_assets(&assets, &mut all);
    }
    (linked, all)
}

/// Documents of one kind with their translations; twins and orphans are reported.
fn group(config: &Config, kind: Kind, documents: &[Arc<Document>], refused: &[(Kind, Arc<str>)], all: &mut Vec<Diagnostic>) -> Vec<Group> {
    let of_kind = || documents.iter().filter(|d| d.kind() == kind);
    let mut originals: Vec<&Arc<Document>> = of_kind().filter(|d| d.language == 0).collect();
    // Indices of briefings are in the order of their dates: every list of indices is then oldest first.
    originals.sort_by(|a, b| a.date().cmp(&b.date()).then_with(|| a.id.cmp(&b.id)));
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
    let mut by_id: HashMap<Id, Vec<Index>> = HashMap::new();
    for (index, group) in groups.iter().enumerate() {
        by_id.entry(group.original().id.clone()).or_default().push(index);
    }
    for document in translations {
        let sibling = document.path.rsplitn(3, '.').last().map(|stem| format!("{stem}.md"));
        let candidates = by_id.get(&document.id).map_or(&[][..], Vec::as_slice);
        let found = candidates.iter().copied().find(|i| Some(&*groups[*i].original().path) == sibling.as_deref());
        match found.or_else(|| candidates.first().copied().filter(|_| candidates.len() == 1)) {
            Some(index) => match &mut groups[index].documents[document.language] {
                Some(first) => all.push(same_id(Code::DuplicateId, kind, document.id.as_str(), document, first)),
                free => *free = Some(Arc::clone(document)),
            },
            None if refused.iter().any(|(_, path)| Some(&**path) == sibling.as_deref()) => {}
            None => all.push(orphan(config, kind, document, candidates.len())),
        }
    }
    groups
}

fn same_id(code: Code, kind: Kind, name: &str, second: &Document, first: &Document) -> Diagnostic {
    let message = match code {
        Code::DuplicateId => format!("two files give the id `{name}` to a {}", kind.word()),
        _ => format!("the id `{name}` differs from another one only by case or Unicode form"),
    };
    Diagnostic::new(code, Place::key(&second.path, "id"), message)
        .help(format!("the other is {}; give one of them an `id:` of its own", first.path))
        .also(Place::key(&first.path, "id"), "the other one")
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

/// Names of everything but briefings.
fn tables<'l>(config: &'l Config, groups: [Vec<Group>; Kind::COUNT], refused: &'l [(Kind, Arc<str>)], all: &mut Vec<Diagnostic>) -> Tables<'l> {
    let names = Kind::ALL.map(Names::new);
    let (briefings, by_path, by_address) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
    let mut tables = Tables { config, refused, groups, names, briefings, by_path, by_address };
    add_built_in(config, &mut tables);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Briefing) {
        let names = &mut tables.names[kind as usize];
        for (index, group) in tables.groups[kind as usize].iter().enumerate() {
            add_names(names, index, group);
        }
        for (index, group) in tables.groups[kind as usize].iter().enumerate() {
            add_aliases(names, index, group, all);
        }
        add_refused(names, kind, refused);
    }
    tables
}

/// Lets the names that the paths of refused files suggest mean what is refused.
fn add_refused(names: &mut Names, kind: Kind, refused: &[(Kind, Arc<str>)]) {
    for (_, path) in refused.iter().filter(|(of, _)| *of == kind) {
        let stem = content::stem(path).split('.').next().unwrap_or_default();
        let id = if kind == Kind::Briefing { content::dated(stem).1 } else { stem };
        names.add(id, REFUSED, Rank::Former);
        if let Some(year) = stem.get(..4) {
            names.add(&format!("{year}/{id}"), REFUSED, Rank::Former);
        }
    }
}

/// The built-in jurisdictions become groups without documents where the site has none for them: their indices follow.
fn add_built_in(config: &Config, tables: &mut Tables<'_>) {
    let kind = Kind::Jurisdiction as usize;
    let own: HashMap<String, Index> = tables.groups[kind].iter().enumerate().map(|(i, g)| (g.original().id.to_string(), i)).collect();
    let mut next = tables.groups[kind].len();
    for region in regions::all() {
        let index = own.get(region.id()).copied().unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        let names = &mut tables.names[kind];
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

/// Lets the id and the names of a thing mean it.
fn add_names(names: &mut Names, index: Index, group: &Group) {
    let original = group.original();
    names.add(original.id.as_str(), index, Rank::Id);
    if original.date().is_some() {
        names.add(&name_of(original), index, Rank::Id);
    }
    for document in group.documents.iter().flatten() {
        let localised = match &document.front {
            Front::Topic(f) => vec![&f.name],
            Front::Agency(f) => vec![&f.name, &f.short],
            Front::Jurisdiction(f) => vec![&f.name],
            Front::Indicator(f) => vec![&f.name],
            Front::Instrument(f) => vec![&f.name, &f.short],
            Front::Term(f) => vec![&f.name, &f.short],
            Front::Briefing(_) | Front::Edition(_) | Front::Page(_) => Vec::new(),
        };
        localised.into_iter().flatten().flat_map(Localised::texts).for_each(|text| names.add(text, index, Rank::Name));
    }
}

/// Lets the aliases and former ids of a thing mean it, once all ids and names are known. Two things may have one name, which
/// is then no reference to either; but an alias that means something else is a mistake where it stands.
fn add_aliases(names: &mut Names, index: Index, group: &Group, all: &mut Vec<Diagnostic>) {
    let original = group.original();
    let aliases: &[Name] = match &original.front {
        Front::Topic(f) => &f.aliases,
        Front::Agency(f) => &f.aliases,
        Front::Jurisdiction(f) => &f.aliases,
        Front::Term(f) => &f.aliases,
        Front::Indicator(f) => &f.aliases,
        Front::Instrument(f) => &f.aliases,
        Front::Briefing(_) | Front::Edition(_) | Front::Page(_) => &[],
    };
    for (i, alias) in aliases.iter().enumerate() {
        if names.find(alias.as_str()).is_some_and(|other| other != index) {
            let place = Place::value(&original.path, format!("aliases[{i}]"));
            let taken = format!("`{alias}` is the name of another {}", original.kind().word());
            all.push(Diagnostic::new(Code::AmbiguousReference, place, taken).help("remove it from one of the two"));
        }
        names.add(alias.as_str(), index, Rank::Name);
    }
    for (i, id) in original.front.former_ids().iter().enumerate() {
        if id == &original.id {
            let place = Place::value(&original.path, format!("former_ids[{i}]"));
            all.push(Diagnostic::new(Code::Contradiction, place, format!("`{id}` is the present id, not a former one")).help("remove it"));
        }
        names.add(id.as_str(), index, Rank::Former);
    }
}

/// Files below `content` that are no documents.
fn assets(files: &[Entry]) -> Assets {
    let mut assets = Assets::default();
    for file in files {
        let Some(path) = file.path.strip_prefix("content/") else { continue };
        if let Some(fixed) = path.strip_prefix("static/") {
            assets.fixed.insert(fixed.to_owned());
        } else if is_asset(path) {
            assets.beside.insert(Arc::clone(&file.path));
        }
    }
    assets
}

/// Whether `path`, below `content`, is a file beside documents.
fn is_asset(path: &str) -> bool {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    matches!(content::folder(folder), Some(Folder::Documents(_))) && !content::is_markdown(path)
}

pub(super) struct Linker<'a> {
    pub(super) config: &'a Config,
    pub(super) tables: &'a Tables<'a>,
    assets: &'a Assets,
    pub(super) all: &'a mut Vec<Diagnostic>,
}

impl Linker<'_> {
    /// The thing that a field of a file names. The field's name is made only where there is something to say of it.
    pub(super) fn name(&mut self, kind: Kind, name: &Name, path: &Arc<str>, field: impl FnOnce() -> String) -> Option<Index> {
        let tables = self.tables;
        let present = |index| tables.id(Thing { kind, index });
        tables.names(kind).resolve(name.as_str(), || Place::value(path, field()), present, self.all).filter(|i| *i != REFUSED)
    }

    /// The things that a list names, each once.
    pub(super) fn names(&mut self, kind: Kind, names: &[Name], path: &Arc<str>, field: &dyn Fn() -> String) -> Vec<Index> {
        let mut found: Vec<Index> = Vec::with_capacity(names.len());
        for (i, name) in names.iter().enumerate() {
            let entry = || format!("{}[{i}]", field());
            let Some(index) = self.name(kind, name, path, entry) else { continue };
            if found.contains(&index) {
                let twice = Diagnostic::new(Code::Contradiction, Place::value(path, entry()), format!("`{name}` is listed twice"));
                self.all.push(twice.help("remove one of the two"));
            } else {
                found.push(index);
            }
        }
        found
    }

    /// The versions of the things of a kind, with their texts resolved.
    pub(super) fn nodes<N>(&mut self, kind: Kind, make: impl Fn(String, Versions) -> N) -> Vec<N> {
        let groups = &self.tables.groups[kind as usize];
        groups.iter().map(|group| make(group.original().id.as_str().to_owned(), self.versions(group, None))).collect()
    }

    /// `own`: the index of a briefing, whose figures its texts name without their briefing.
    fn versions(&mut self, group: &Group, own: Option<Index>) -> Versions {
        let sources: Vec<Option<&str>> = match &group.original().front {
            Front::Briefing(b) => b.sources.iter().map(|s| s.id.as_ref().map(crate::values::Id::as_str)).collect(),
            _ => Vec::new(),
        };
        group.documents.iter().map(|d| d.as_ref().map(|document| self.version(document, &sources, own))).collect()
    }

    fn version(&mut self, document: &Arc<Document>, sources: &[Option<&str>], own: Option<Index>) -> Version {
        let mut resolver = Resolver { config: self.config, tables: self.tables, assets: self.assets, document, sources, own, all: self.all };
        let body = resolver.resolve(&document.outline.references, &|r| Place::bytes(&document.path, document.outline.span(r)));
        let inlines = document.inlines.iter().map(|i| resolver.resolve(&i.references, &|_| Place::value(&document.path, i.field.clone()))).collect();
        Version { document: Arc::clone(document), body, inlines }
    }

    fn topics(&mut self) -> Vec<Topic> {
        let mut topics = self.nodes(Kind::Topic, |id, versions| Topic { versions, id, parent: None, children: Vec::new(), featured: Vec::new() });
        for topic in &mut topics {
            let Some(document) = topic.version(0).map(|v| Arc::clone(&v.document)) else { continue };
            let Front::Topic(fields) = &document.front else { continue };
            topic.featured = self.names(Kind::Indicator, &fields.featured_indicators, &document.path, &|| "featured_indicators".to_owned());
        }
        let parents: Vec<Option<Index>> = topics
            .iter()
            .map(|topic| {
                let document = topic.version(0).map(|v| Arc::clone(&v.document))?;
                let Front::Topic(fields) = &document.front else { return None };
                self.name(Kind::Topic, fields.parent.as_ref()?, &document.path, || "parent".to_owned())
            })
            .collect();
        for (index, parent) in parents.iter().enumerate() {
            let Some(parent) = *parent else { continue };
            if parent == index || parents[parent].is_some() {
                let path = &topics[index].versions[0].as_ref().expect("a topic has an original").document.path;
                let message = if parent == index { "a topic cannot be its own parent" } else { "the parent has a parent itself" };
                self.all
                    .push(Diagnostic::new(Code::BadParent, Place::value(path, "parent"), message).help("topics have two levels: name a topic of the first"));
            } else {
                topics[index].parent = Some(parent);
            }
        }
        topics
    }

    fn agencies(&mut self) -> Vec<Agency> {
        let mut agencies = self.nodes(Kind::Agency, |id, versions| Agency { versions, id, jurisdiction: None, parent: None, successor: None });
        for agency in &mut agencies {
            let document = Arc::clone(&agency.versions[0].as_ref().expect("an agency has an original").document);
            let Front::Agency(fields) = &document.front else { continue };
            let mut named = |kind, name: &Option<Name>, field: &str| name.as_ref().and_then(|n| self.name(kind, n, &document.path, || field.to_owned()));
            agency.jurisdiction = named(Kind::Jurisdiction, &fields.jurisdiction, "jurisdiction");
            agency.parent = named(Kind::Agency, &fields.parent, "parent");
            agency.successor = named(Kind::Agency, &fields.successor, "successor");
        }
        agencies
    }

    /// The site's own jurisdictions, then the built-in ones that it does not add to.
    fn jurisdictions(&mut self) -> Vec<Jurisdiction> {
        let mut all = self.nodes(Kind::Jurisdiction, |id, versions| Jurisdiction { versions, id });
        let own: Vec<String> = all.iter().map(|j| j.id.clone()).collect();
        let built_in = regions::all().filter(|r| !own.iter().any(|id| id == r.id()));
        all.extend(built_in.map(|r| Jurisdiction { versions: vec![None; self.config.languages.len()], id: r.id().to_owned() }));
        all
    }

    fn briefings(&mut self, topics: &[Topic]) -> Vec<Briefing> {
        let (config, tables, assets) = (self.config, self.tables, self.assets);
        let linked: Vec<(Briefing, Vec<Diagnostic>)> = tables.groups[Kind::Briefing as usize]
            .par_iter()
            .enumerate()
            .with_min_len(64)
            .map(|(index, group)| {
                let mut all = Vec::new();
                let briefing = Linker { config, tables, assets, all: &mut all }.briefing(index, group, topics);
                (briefing, all)
            })
            .collect();
        let keep = |(briefing, told)| {
            self.all.extend(told);
            briefing
        };
        linked.into_iter().map(keep).collect()
    }

    fn briefing(&mut self, index: Index, group: &Group, topics: &[Topic]) -> Briefing {
        let document = group.original();
        let path = &document.path;
        let Front::Briefing(fields) = &document.front else { unreachable!("a group holds documents of its own kind") };
        let own = self.names(Kind::Topic, &fields.topics, path, &|| "topics".to_owned());
        let mut filed = own.clone();
        for topic in &own {
            filed.extend(topics[*topic].parent.filter(|p| !own.contains(p)));
        }
        filed[own.len()..].sort_unstable();
        let mut seen = own.len();
        while seen + 1 < filed.len() {
            if filed[seen] == filed[seen + 1] {
                filed.remove(seen);
            } else {
                seen += 1;
            }
        }
        let replaced_by = fields.withdrawn.as_ref().and_then(|w| w.replaced_by.as_ref());
        let versions = self.versions(group, Some(index));
        let records = self.records(index, fields, path);
        self.unused_sources(fields, &versions, path);
        Briefing {
            id: document.id.as_str().to_owned(),
            date: fields.date.unwrap_or_else(|| jiff::civil::Date::ZERO.into()),
            own_topics: own.len(),
            topics: filed,
            agencies: self.names(Kind::Agency, &fields.agencies, path, &|| "agencies".to_owned()),
            jurisdictions: self.names(Kind::Jurisdiction, &fields.jurisdictions, path, &|| "jurisdictions".to_owned()),
            people: fields
                .people
                .iter()
                .enumerate()
                .map(|(i, p)| self.name(Kind::Agency, p.agency.as_ref()?, path, || format!("people[{i}].agency")))
                .collect(),
            publishers: fields.sources.iter().map(|s| self.tables.names(Kind::Agency).find(s.publisher.as_ref()?.as_str()).filter(|i| *i != REFUSED)).collect(),
            figures: records.figures,
            commitments: records.commitments,
            commitment_updates: records.updates,
            events: records.events,
            moves: records.moves,
            replaced_by: replaced_by.and_then(|n| self.name(Kind::Briefing, n, path, || "withdrawn.replaced_by".to_owned())),
            image: fields.image.as_ref().and_then(|i| i.src.as_ref()).map(|src| self.image(document, src.as_str())),
            versions,
        }
    }

    /// The file of a briefing's picture.
    fn image(&mut self, document: &Document, src: &str) -> Resolution {
        use crate::content::markdown::{Reference, Target};
        let reference = Reference { span: 0..0, target: Target::Image { path: crate::values::decode(src) } };
        let mut resolver = Resolver { config: self.config, tables: self.tables, assets: self.assets, document, sources: &[], own: None, all: self.all };
        resolver.resolve(&[reference], &|_| Place::value(&document.path, "image.src")).pop().unwrap_or(Resolution::Nothing)
    }

    /// Sources that no text cites, where the texts cite others.
    fn unused_sources(&mut self, fields: &content::Briefing, versions: &Versions, path: &Arc<str>) {
        let mut cited = vec![false; fields.sources.len()];
        for version in versions.iter().flatten() {
            for resolution in version.body.iter().chain(version.inlines.iter().flatten()) {
                if let Resolution::Citation(index) = resolution {
                    cited[*index] = true;
                }
            }
        }
        if !cited.contains(&true) {
            return;
        }
        let stated = fields.figures.iter().filter_map(|f| f.source.as_ref()).chain(fields.commitments.iter().filter_map(|c| c.source.as_ref()));
        for id in stated.chain(fields.commitment_updates.iter().filter_map(|u| u.source.as_ref())) {
            if let Some(index) = fields.sources.iter().position(|s| s.id.as_ref() == Some(id)) {
                cited[index] = true;
            }
        }
        for (i, _) in cited.iter().enumerate().filter(|(_, c)| !**c) {
            let unused = Diagnostic::new(Code::UnusedSource, Place::value(path, format!("sources[{i}]")), "the text never cites this source");
            self.all.push(unused.help("cite it where it is used, [@id], or remove it"));
        }
    }
}

impl Linked {
    /// Every resolution in the site's texts.
    pub(super) fn resolutions(&self) -> impl Iterator<Item = &Resolution> {
        let versions = self.briefings.iter().flat_map(|b| &b.versions).chain(self.topics.iter().flat_map(|t| &t.versions));
        let versions = versions.chain(self.agencies.iter().flat_map(|a| &a.versions)).chain(self.jurisdictions.iter().flat_map(|j| &j.versions));
        let versions = versions.chain(self.indicators.iter().flat_map(|i| &i.versions)).chain(self.instruments.iter().flat_map(|i| &i.versions));
        let versions = versions.chain(self.editions.iter().flat_map(|e| &e.versions));
        let versions = versions.chain(self.terms.iter().flat_map(|t| &t.versions)).chain(self.pages.iter().flat_map(|p| &p.versions));
        let texts = versions.flatten().flat_map(|v| v.body.iter().chain(v.inlines.iter().flatten()));
        texts.chain(self.briefings.iter().filter_map(|b| b.image.as_ref()))
    }

    /// Files beside documents that nothing shows or links to.
    fn unused_assets(&self, assets: &Assets, all: &mut Vec<Diagnostic>) {
        let mut unused: BTreeSet<&Arc<str>> = assets.beside.iter().collect();
        for resolution in self.resolutions() {
            if let Resolution::Asset(path) = resolution {
                unused.remove(path);
            }
        }
        all.extend(unused.iter().map(|path| {
            Diagnostic::new(Code::UnusedAsset, Place::file(path), "no source shows this file or links to it")
                .help("link to it, move it to content/static, or remove it")
        }));
    }
}
