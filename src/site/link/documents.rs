//! Linking: from documents, each for itself, to a digest whose parts know one another.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;

use super::assets::{self, Assets};
use super::lookup::{Group, Lookup, group, lookup};
use super::name_index::REFUSED;
use super::redirects;
use super::references::{Resolver, has_anchor};
use crate::config::{Config, MenuTarget};
use crate::content::{self, Document, Kind, OfKind, Record};
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Hints, Place, any_error, nearest};
use crate::locale::regions;
use crate::site::checks;
use crate::site::ids::{EntityId, Index};
use crate::site::model::{Briefing, Jurisdiction, Linked, Topic, for_each_kind};
use crate::site::node::{Entity, Node, References, Vantage, Version, Versions};
use crate::site::resolution::Resolution;
use crate::source::Entry;
use crate::values::{Date, Name};

/// Links `documents`. `files` are all files below `content`; `refused` the paths of those whose document is missing because
/// of errors already told; `record` is what readers were told so far.
#[must_use]
pub fn link(
    config: &Arc<Config>,
    documents: &[Arc<Document>],
    files: &[Entry],
    refused: &[(Kind, Arc<str>)],
    record: &Arc<Record>,
) -> (Linked, Vec<Diagnostic>) {
    let (linked, _, _, all) = link_with_names(config, documents, files, refused, record);
    (linked, all)
}

/// The same, with the tables in which names were looked up.
pub(super) fn link_with_names(
    config: &Arc<Config>,
    documents: &[Arc<Document>],
    files: &[Entry],
    refused: &[(Kind, Arc<str>)],
    record: &Arc<Record>,
) -> (Linked, Lookup, Assets, Vec<Diagnostic>) {
    let mut all = Vec::new();
    let mut groups = Kind::ALL.map(|kind| group(config, kind, documents, refused, &mut all));
    groups[Kind::Briefing as usize].iter_mut().for_each(Group::erase);
    let is_partial = !refused.is_empty() || any_error(&all);
    let lookup = lookup(config, groups, refused, &mut all);
    let assets = assets::assets(files, documents);
    let hints = Hints::shown();
    let mut linker = Linker { config, lookup: &lookup, assets: &assets, hints: &hints, all: &mut all };
    let mut linked = Linked::new(Arc::clone(config), Arc::clone(record));
    linked.is_partial = is_partial;
    linker.link(&mut linked);
    linked.redirects = redirects::collect(&linked, &mut all);
    menu(config, &lookup, &mut all);
    linked.check_histories(&mut all);
    linked.check_publish_with(&mut all);
    checks::check(&linked, &mut all);
    if refused.is_empty() {
        linked.unused_assets(&assets, &mut all);
        linked.unused_terms(&mut all);
    }
    (linked, lookup, assets, all)
}

/// Anchors in the site's menu that their pages do not have.
fn menu(config: &Config, lookup: &Lookup, all: &mut Vec<Diagnostic>) {
    for (i, item) in config.menu.iter().flatten().enumerate() {
        let MenuTarget::Site { path, fragment: Some(fragment), .. } = &item.url else { continue };
        let found = lookup.at_address(path).or_else(|| lookup.at_address(&format!("{}/", path.trim_end_matches('/'))));
        let Some(document) = found.and_then(|(thing, language)| lookup.document(thing, language)) else { continue };
        if !has_anchor(document, fragment) {
            let place = Place::value(&config.file, format!("menu[{i}].url"));
            let told = Diagnostic::new(Code::BrokenAnchor, place, format!("there is no anchor `#{fragment}` in {}", document.path));
            all.push(match nearest(fragment, document.outline.ids.iter().map(String::as_str)) {
                Some(near) => told.help(format!("did you mean `#{near}`?")).rewrite(&format!("#{fragment}"), &format!("#{near}"), false),
                None => told.help("write the id of a heading of that page"),
            });
        }
    }
}

pub(in crate::site) struct Linker<'a> {
    pub(in crate::site) config: &'a Config,
    pub(in crate::site) lookup: &'a Lookup,
    pub(super) assets: &'a Assets,
    pub(in crate::site) hints: &'a Hints,
    pub(in crate::site) all: &'a mut Vec<Diagnostic>,
}

impl Linker<'_> {
    /// The entity that a field of a file names. The field's name is made only where there is something to say of it.
    pub(in crate::site) fn name(&mut self, kind: Kind, name: &Name, path: &Arc<str>, field: impl FnOnce() -> String) -> Option<Index> {
        let lookup = self.lookup;
        let present = |index| lookup.id(EntityId { kind, index });
        lookup.names(kind).resolve(name.as_str(), || Place::value(path, field()), present, self.hints, self.all).filter(|i| *i != REFUSED)
    }

    /// The entities that a list names, each once.
    pub(in crate::site) fn names(&mut self, kind: Kind, names: &[Name], path: &Arc<str>, field: &dyn Fn() -> String) -> Vec<Index> {
        let mut found: Vec<Index> = Vec::with_capacity(names.len());
        let mut twice: Option<(usize, &Name, String, usize)> = None;
        for (i, name) in names.iter().enumerate() {
            let before = self.all.len();
            let Some(index) = self.name(kind, name, path, || format!("{}[{i}]", field())) else {
                self.not_twice(before, names);
                continue;
            };
            if found.contains(&index) {
                let first = names[..i].iter().find(|other| *other != name && self.lookup.names(kind).find(other.as_str()) == Some(index));
                let other = first.map_or_else(String::new, |first| format!(": it is another name of `{first}`"));
                twice = twice.map_or(Some((i, name, other, 0)), |(i, name, other, more)| Some((i, name, other, more + 1)));
            } else {
                found.push(index);
            }
        }
        if let Some((i, name, other, more)) = twice {
            let more = match more {
                0 => String::new(),
                1 => "; so is another name".to_owned(),
                more => format!("; so are {more} other names"),
            };
            let place = Place::value(path, format!("{}[{i}]", field()));
            self.all.push(
                Diagnostic::new(Code::RepeatedName, place, format!("`{name}` is listed twice{other}{more}")).help("remove one of the two; it counts once"),
            );
        }
        found
    }

    /// Offers no name that its list has already.
    fn not_twice(&mut self, told: usize, names: &[Name]) {
        let Some(told) = self.all.get_mut(told) else { return };
        let Some(Fix { edits, .. }) = &told.fix else { return };
        if let [Edit::Rewrite { right, .. }] = edits.as_slice()
            && names.iter().any(|name| name.as_str() == right)
        {
            told.help = Some(format!("remove it, if `{right}` is meant: that stands in the list already"));
            told.fix = None;
        }
    }

    /// Links all documents.
    fn link(&mut self, linked: &mut Linked) {
        macro_rules! entities {
            ($($kind:ident: $one:ident $all:ident;)*) => { $(
                // Briefings take longest, and are linked in parallel once the topics above theirs are known.
                if Kind::$kind != Kind::Briefing {
                    linked.$all = self.entities(Kind::$kind);
                }
            )* };
        }
        for_each_kind!(entities);
        self.topics(&mut linked.topics);
        linked.briefings = self.briefings(&linked.topics);
        macro_rules! fields {
            ($($kind:ident: $one:ident $all:ident;)*) => { $(
                if Kind::$kind != Kind::Briefing {
                    linked.$all.iter_mut().for_each(|entity| self.fields(entity));
                }
            )* };
        }
        for_each_kind!(fields);
        self.jurisdictions(&mut linked.jurisdictions);
        self.indicators(&mut linked.indicators);
        self.instruments(&mut linked.instruments);
        self.editions(&mut linked.editions);
        self.pages(&mut linked.pages);
    }

    /// The documents of a kind with the references of their texts resolved, and none of their fields.
    fn entities<E: Entity>(&mut self, kind: Kind) -> Vec<E> {
        let groups = &self.lookup.groups[kind as usize];
        let node = |group: &Group| {
            let (versions, publish_with) = (self.versions(group, None), self.publish_with(group.original()));
            E::new(Node::new(group.original().id.as_str().to_owned(), 0, versions).with(publish_with))
        };
        groups.iter().map(node).collect()
    }

    /// `own`: the index of a briefing, whose figures its texts name without their briefing.
    pub(super) fn versions(&mut self, group: &Group, own: Option<Index>) -> Versions {
        let front = &group.original().front;
        let cited = content::Briefing::of(front).map_or(&[][..], |briefing| &briefing.sources);
        let sources: Vec<Option<&str>> = cited.iter().map(|s| s.id.as_ref().map(crate::values::Id::as_str)).collect();
        let day = front.fields().date();
        let from = Vantage { day, briefing: own };
        group.documents.iter().map(|d| d.as_ref().map(|document| self.version(document, &sources, from))).collect()
    }

    fn version(&mut self, document: &Arc<Document>, sources: &[Option<&str>], from: Vantage) -> Version {
        let own = from.briefing;
        let mut resolver = Resolver {
            config: self.config,
            lookup: self.lookup,
            assets: self.assets,
            document,
            sources,
            own,
            hints: self.hints,
            anchors: HashMap::new(),
            all: self.all,
        };
        let body = resolver.resolve(&document.outline.references, &|r| Place::bytes(&document.path, document.outline.span(r)));
        let inlines = document.inlines.iter().map(|i| resolver.resolve(&i.references, &|_| Place::value(&document.path, i.field.clone()))).collect();
        Version { document: Arc::clone(document), body, inlines, from }
    }

    fn topics(&mut self, topics: &mut [Topic]) {
        let documents: Vec<Arc<Document>> = topics.iter().map(|topic| Arc::clone(&topic.original().document)).collect();
        let fields = |index: usize| content::Topic::of(&documents[index].front).expect("a topic is made of one");
        for (index, topic) in topics.iter_mut().enumerate() {
            topic.featured = self.names(Kind::Indicator, &fields(index).featured_indicators, &documents[index].path, &|| "featured_indicators".to_owned());
        }
        let mut parent = |index: usize| self.name(Kind::Topic, fields(index).parent.as_ref()?, &documents[index].path, || "parent".to_owned());
        let parents: Vec<Option<Index>> = (0..topics.len()).map(&mut parent).collect();
        for (index, parent) in parents.iter().enumerate() {
            let Some(parent) = *parent else { continue };
            if parent == index || parents[parent].is_some() {
                let message = if parent == index { "a topic cannot be its own parent" } else { "the parent has a parent itself" };
                let place = Place::value(&documents[index].path, "parent");
                self.all.push(Diagnostic::new(Code::BadParent, place, message).help("topics have two levels: name a topic of the first"));
            } else {
                topics[index].parent = Some(parent);
                topics[parent].children.push(index);
            }
        }
    }

    /// Resolves what the fields of a document name, where that is all there is to do with them.
    fn fields<E: References + Deref<Target = Node>>(&mut self, entity: &mut E) {
        let path = Arc::clone(&entity.original().document.path);
        entity.resolve(&mut |kind, name, field| self.name(kind, name?, &path, || field.to_owned()));
    }

    /// Adds the built-in jurisdictions that the site's own do not add to.
    fn jurisdictions(&mut self, all: &mut Vec<Jurisdiction>) {
        let own: Vec<String> = all.iter().map(|j| j.id.clone()).collect();
        let built_in = regions::all().filter(|r| !own.iter().any(|id| id == r.id()));
        all.extend(built_in.map(|r| Jurisdiction::new(Node::new(r.id().to_owned(), 0, vec![None; self.config.languages.len()]))));
    }

    fn briefings(&mut self, topics: &[Topic]) -> Vec<Briefing> {
        let (config, lookup, assets) = (self.config, self.lookup, self.assets);
        let groups = &lookup.groups[Kind::Briefing as usize];
        let link = |index: Index, hints: &Hints| {
            let mut all = Vec::new();
            let briefing = Linker { config, lookup, assets, hints, all: &mut all }.briefing(index, &groups[index], topics);
            (briefing, all)
        };
        let mut linked: Vec<(Briefing, Vec<Diagnostic>, bool)> = (0..groups.len())
            .into_par_iter()
            .with_min_len(64)
            .map(|index| {
                let hints = Hints::none();
                let (briefing, all) = link(index, &hints);
                (briefing, all, hints.were_missed())
            })
            .collect();
        // Near names are looked for in a second pass, for those that a report shows: the first ones by their files.
        let mut missed: Vec<Index> = (0..groups.len()).filter(|index| linked[*index].2).collect();
        missed.sort_by_key(|index| &groups[*index].original().path);
        let hints = Hints::shown();
        for index in missed.into_iter().take_while(|_| hints.are_left()) {
            linked[index].1 = link(index, &hints).1;
        }
        let keep = |(briefing, told, _)| {
            self.all.extend(told);
            briefing
        };
        linked.into_iter().map(keep).collect()
    }

    pub(super) fn briefing(&mut self, index: Index, group: &Group, topics: &[Topic]) -> Briefing {
        let document = group.original();
        let path = &document.path;
        let fields = content::Briefing::of(&document.front).expect("a group holds documents of its own kind");
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
        let briefing_links = self.briefing_links(index, fields, path);
        self.unused_sources(fields, &versions, path);
        let publish_with = self.publish_with(document);
        let date: Date = fields.date.unwrap_or_else(|| jiff::civil::Date::ZERO.into());
        Briefing {
            node: Node::new(document.id.as_str().to_owned(), date.year(), versions).with(publish_with),
            date,
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
            publishers: fields.sources.iter().map(|s| self.lookup.names(Kind::Agency).find(s.publisher.as_ref()?.as_str()).filter(|i| *i != REFUSED)).collect(),
            figures: briefing_links.figures,
            commitments: briefing_links.commitments,
            commitment_updates: briefing_links.updates,
            events: briefing_links.events,
            date_updates: briefing_links.date_updates,
            moves: briefing_links.moves,
            replaced_by: replaced_by.and_then(|n| self.name(Kind::Briefing, n, path, || "withdrawn.replaced_by".to_owned())),
            image: fields.image.as_ref().and_then(|i| i.src.as_ref()).map(|src| self.image(document, src.as_str())),
            texts: assets::texts(self.assets, self.hints, document, fields, self.all),
        }
    }

    /// The file of a briefing's picture.
    fn image(&mut self, document: &Document, src: &str) -> Resolution {
        use crate::content::markdown::{Reference, Target};
        let reference = Reference { span: 0..0, target: Target::Image { path: crate::values::decode(src) } };
        let mut resolver = Resolver {
            config: self.config,
            lookup: self.lookup,
            assets: self.assets,
            document,
            sources: &[],
            own: None,
            hints: self.hints,
            anchors: HashMap::new(),
            all: self.all,
        };
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
        let updated = fields.commitment_updates.iter().filter_map(|u| u.source.as_ref()).chain(fields.date_updates.iter().filter_map(|u| u.source.as_ref()));
        for id in stated.chain(updated) {
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
    /// Terms that no text uses at all. One that is held back may still be without its text.
    fn unused_terms(&self, all: &mut Vec<Diagnostic>) {
        let used = self.used_terms(|_, _| true);
        let unused = self.terms.iter().zip(used).filter(|(term, used)| !used && !term.shared().draft && term.shared().publish_at.is_none());
        for (term, _) in unused {
            let told = Diagnostic::new(Code::UnusedTerm, Place::file(&term.original().document.path), "no text uses the term, so it is not in the glossary");
            all.push(told.help(format!("write [[term:{}]] where it is used, or delete the file", term.id)));
        }
    }

    /// Every resolution in the site's texts.
    pub(in crate::site) fn resolutions(&self) -> impl Iterator<Item = &Resolution> {
        let texts = self.nodes().flat_map(|(_, node)| node.versions()).flat_map(|v| v.body.iter().chain(v.inlines.iter().flatten()));
        texts.chain(self.briefings.iter().flat_map(|b| b.image.iter().chain(b.texts.iter().flatten())))
    }
}
