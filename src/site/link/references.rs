//! What the references of a text lead to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::assets::Assets;
use super::entries::List;
use super::lookup::Lookup;
use super::name_index::REFUSED;
use crate::config::Config;
use crate::content::markdown::{Reference, Target};
use crate::content::{self, Document, Kind, is_markdown, join};
use crate::diagnostics::{Code, Diagnostic, Hints, Place, near, nearest};
use crate::site::addresses::{Address, rest};
use crate::site::ids::{EntityId, Index};
use crate::site::resolution::{FigurePart, Resolution};
use crate::values::{nfc, shown, typed};

/// What people write in place of the words for kinds of references.
const OTHER_WORDS: [(&str, &str); 10] = [
    ("figure", "fig"),
    ("number", "fig"),
    ("event", "date"),
    ("post", "briefing"),
    ("article", "briefing"),
    ("tag", "topic"),
    ("country", "jurisdiction"),
    ("law", "instrument"),
    ("glossary", "term"),
    ("ministry", "agency"),
];

/// Ids that a briefing's page has beside those of its body.
const PAGE_ANCHORS: [&str; 8] = ["_figures", "_commitments", "_commitment-updates", "_dates", "_date-updates", "_sources", "_updates", "_main"];

/// Resolves the references of one document.
pub(in crate::site) struct Resolver<'a> {
    pub(in crate::site) config: &'a Config,
    pub(in crate::site) lookup: &'a Lookup,
    pub(in crate::site) assets: &'a Assets,
    pub(in crate::site) document: &'a Document,
    /// Ids of the sources that it may cite.
    pub(in crate::site) sources: &'a [Option<&'a str>],
    /// The briefing whose figures need no name in front.
    pub(in crate::site) own: Option<Index>,
    pub(in crate::site) hints: &'a Hints,
    /// The ids of long texts that it leads into, by their file: a list is gone through for each link.
    pub(in crate::site) anchors: HashMap<&'a str, HashSet<&'a str>>,
    pub(in crate::site) all: &'a mut Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    /// What each of `references` leads to; `place` says where one stands.
    pub(in crate::site) fn resolve(&mut self, references: &[Reference], place: &dyn Fn(&Reference) -> Place) -> Vec<Resolution> {
        references.iter().map(|reference| self.one(&reference.target, place(reference))).collect()
    }

    fn one(&mut self, target: &Target, place: Place) -> Resolution {
        match composed(target).as_ref().unwrap_or(target) {
            Target::Citation { id } => self.citation(id, place),
            Target::Wiki { kind, name, fragment, label } => self.wiki(kind, name, fragment.as_ref(), label.as_ref(), place),
            Target::Image { path } => self.file(path, "", place, true),
            Target::Link { path, fragment, .. } if path.is_empty() => self.here(fragment.as_deref().unwrap_or_default(), place),
            Target::Link { path, query, fragment } => {
                if let Some(on_site) = path.strip_prefix('/') {
                    self.address(on_site, query.as_deref(), fragment.as_deref(), place)
                } else if is_markdown(path) {
                    self.document(path, fragment.as_ref(), place)
                } else {
                    let rest = rest(query.as_deref(), fragment.as_deref());
                    self.file(path, &rest, place, false)
                }
            }
        }
    }

    fn citation(&mut self, id: &str, place: Place) -> Resolution {
        if let Some(index) = self.sources.iter().position(|s| *s == Some(id)) {
            return Resolution::Citation(index);
        }
        let told = Diagnostic::new(Code::UnknownCitation, place, format!("no source has the id `{}`", shown(id)));
        self.all.push(if let Some(near) = self.hints.nearest(id, self.sources.iter().filter_map(|s| *s)) {
            told.help(format!("did you mean `[@{near}]`?")).rewrite(id, near, false)
        } else {
            let known: Vec<String> = self.sources.iter().filter_map(|s| Some(format!("`[@{}]`", (*s)?))).take(12).collect();
            let or = if known.is_empty() { String::new() } else { format!("; those that there are: {}", known.join(", ")) };
            told.help(format!("add a source with `id: {}` under `sources:`{or}", typed(id)))
        });
        Resolution::Nothing
    }

    fn wiki(&mut self, word: &str, name: &str, fragment: Option<&String>, label: Option<&String>, place: Place) -> Resolution {
        if word == "fig" {
            return self.figure(name, fragment.map(String::as_str), label, place);
        }
        if word == "date" {
            return self.date(name, fragment.map(String::as_str), label, place);
        }
        let Some(kind) = Kind::from_word(word) else {
            let known = || Kind::ALL.iter().map(|k| k.word()).chain(["fig", "date"]);
            let lower = typed(word).to_lowercase();
            let other = OTHER_WORDS.iter().find(|(other, _)| *other == lower).map(|(_, word)| *word);
            let words = known().map(|k| format!("`[[{k}:…]]`")).collect::<Vec<_>>().join(", ");
            let told = Diagnostic::new(Code::UnknownReference, place, format!("`{}` is no kind of reference", shown(word)));
            self.all.push(match other.or_else(|| near(word, known()).map(|near| near.name)) {
                Some(right) => told.help(format!("did you mean `[[{right}:{name}]]`?")).rewrite(&format!("{word}:"), &format!("{right}:"), false),
                None => told.help(format!("references are {words}")),
            });
            return Resolution::Nothing;
        };
        let lookup = self.lookup;
        let at = place.clone();
        let Some(index) = lookup.names(kind).resolve(name, move || at, |index| lookup.id(EntityId { kind, index }), self.hints, self.all) else {
            return Resolution::Nothing;
        };
        let thing = EntityId { kind, index };
        self.anchor(thing, None, fragment.map(String::as_str), place);
        Resolution::Entity { thing, language: None, fragment: fragment.cloned(), label: label.cloned() }
    }

    /// A figure: `[[fig:bs-5g]]`, `[[fig:bs-5g#value]]`, `[[fig:2024/miit-nine-months/bs-5g]]`.
    fn figure(&mut self, name: &str, fragment: Option<&str>, label: Option<&String>, place: Place) -> Resolution {
        let named = |word: &str| FigurePart::NAMED.iter().find(|(_, name)| *name == word).map(|(part, _)| *part);
        let Some(part) = fragment.map_or(Some(FigurePart::Whole), named) else {
            let other = fragment.unwrap_or_default();
            let unknown = Diagnostic::new(Code::UnknownFigure, place, format!("a figure has no part `{other}`"));
            let near = nearest(other, FigurePart::NAMED.iter().map(|(_, name)| *name));
            self.all.push(if let Some(near) = near {
                unknown.help(format!("did you mean [[fig:{name}#{near}]]?")).rewrite(&format!("#{other}"), &format!("#{near}"), false)
            } else {
                let parts = FigurePart::NAMED.map(|(_, word)| format!("[[fig:{name}#{word}]]")).join(", ");
                unknown.help(format!("write [[fig:{name}]], or one of {parts}"))
            });
            return Resolution::Nothing;
        };
        if label.is_some() {
            let labelled = Diagnostic::new(Code::UnknownFigure, place, "a figure is printed in its own words");
            let cut = label.map_or_else(String::new, |label| format!("|{label}"));
            self.all.push(labelled.help(format!("write [[fig:{name}]], without `|` and a text")).rewrite(&cut, "", false));
            return Resolution::Nothing;
        }
        let Some(item) = self.lookup.item(List::Figures, self.own, name, &place, self.hints, self.all) else { return Resolution::Nothing };
        let figure = self.lookup.briefing(item.briefing).map(|b| &b.figures[item.index]);
        let missing = figure.and_then(|figure| part.missing(figure));
        if let Some(missing) = missing {
            // What could not be read is told where it stands.
            if !self.lookup.is_damaged(item.briefing) {
                let told = Diagnostic::new(Code::UnknownFigure, place, format!("the figure `{name}` has no {missing}"));
                self.all.push(told.help(format!("write [[fig:{name}]]")));
            }
            return Resolution::Nothing;
        }
        Resolution::Figure { item, part }
    }

    /// A dated event: `[[date:in-force]]`, `[[date:2024/eu-ai-act/in-force]]`.
    fn date(&mut self, name: &str, fragment: Option<&str>, label: Option<&String>, place: Place) -> Resolution {
        let more = fragment.map(|part| format!("a date has no part `{part}`"));
        if let Some(message) = more.or_else(|| label.map(|_| "a date is printed in the words of the language".to_owned())) {
            self.all.push(Diagnostic::new(Code::UnknownFigure, place, message).help(format!("write [[date:{name}]]")));
            return Resolution::Nothing;
        }
        self.lookup.item(List::Dates, self.own, name, &place, self.hints, self.all).map_or(Resolution::Nothing, Resolution::Date)
    }

    fn here(&mut self, fragment: &str, place: Place) -> Resolution {
        let document = self.document;
        if !fragment.is_empty() && !self.has_anchor(document, fragment) {
            let own = self.own.and_then(|own| self.lookup.briefing(own));
            self.entry(fragment, document, own, place);
        }
        Resolution::Here(fragment.to_owned())
    }

    /// A relative path of a source file.
    fn document(&mut self, path: &str, fragment: Option<&String>, place: Place) -> Resolution {
        let found = join(&self.document.path, path).and_then(|full| self.lookup.by_path().get(full.as_str()).copied());
        let Some((thing, language)) = found else {
            let file = path.rsplit('/').next().unwrap_or(path);
            let near = self.hints.nearest(file, self.lookup.by_path().keys().map(|p| p.rsplit('/').next().unwrap_or(p)));
            let found = near.and_then(|near| self.lookup.by_path().keys().find(|path| path.rsplit('/').next() == Some(near)));
            let told = Diagnostic::new(Code::BrokenLink, place, format!("there is no file `{path}`"));
            self.all.push(match found.map(|full| between(&self.document.path, full)) {
                Some(right) => told.help(format!("did you mean `{right}`? the path counts from the folder of this file")).rewrite(path, &right, false),
                None => told.help("the path counts from the folder of this file"),
            });
            return Resolution::Nothing;
        };
        // Its own file has mistakes, which are told there.
        if thing.index == REFUSED {
            return Resolution::Nothing;
        }
        // A link to an original means the entity, in whatever language the reader reads; one to a translation means that.
        let language = (language > 0).then_some(language);
        self.anchor(thing, language, fragment.map(String::as_str), place);
        Resolution::Entity { thing, language, fragment: fragment.cloned(), label: None }
    }

    /// The path without the site's base path, where it begins with one: addresses may be written with it or without.
    fn below_base<'p>(&self, path: &'p str) -> Option<&'p str> {
        let base = self.config.base_path.strip_prefix('/')?;
        path.strip_prefix(base)?.strip_prefix('/')
    }

    /// An address on this site.
    fn address(&mut self, path: &str, query: Option<&str>, fragment: Option<&str>, place: Place) -> Resolution {
        let bare = self.below_base(path);
        for candidate in [Some(path), bare].into_iter().flatten() {
            let candidate = candidate.strip_suffix("index.html").unwrap_or(candidate);
            let slashed = format!("{}/", candidate.trim_end_matches('/'));
            if let Some((thing, language)) = self.lookup.at_address(candidate).or_else(|| self.lookup.at_address(&slashed)) {
                // An address without a language means the entity, in whatever language the reader reads.
                let language = (language > 0).then_some(language);
                self.anchor(thing, language, fragment, place);
                return Resolution::Entity { thing, language, fragment: fragment.map(str::to_owned), label: None };
            }
        }
        let path = bare.unwrap_or(path).to_owned();
        let glossary = path.trim_end_matches('/').rsplit('/').next() == Some("glossary");
        if let Some(fragment) = fragment.filter(|_| glossary) {
            let found = self.lookup.names(Kind::Term).find(fragment);
            // A link to a term's place there uses the term.
            if let Some(index) = found.filter(|index| *index != REFUSED) {
                let thing = EntityId { kind: Kind::Term, index };
                return Resolution::Entity { thing, language: self.of_glossary(&path), fragment: None, label: None };
            }
            if found.is_none() {
                let told = Diagnostic::new(Code::BrokenAnchor, place, format!("the glossary has no term `{fragment}`"));
                self.all.push(told.help("anchors there are ids of terms"));
            }
        }
        Resolution::Address { path, rest: rest(query, fragment), pixels: None }
    }

    /// The language whose glossary is at a path, unless that is the first one, which means that of the reader.
    fn of_glossary(&self, path: &str) -> Option<usize> {
        let is_it = |language: &usize| Address::new(self.config, *language, "glossary/").as_str().trim_end_matches('/') == path.trim_end_matches('/');
        (1..self.config.languages.len()).find(is_it)
    }

    /// A relative path of any other file, which must be there.
    fn file(&mut self, path: &str, rest: &str, place: Place, image: bool) -> Resolution {
        if let Some(on_site) = path.strip_prefix('/') {
            let path = self.below_base(on_site).unwrap_or(on_site).to_owned();
            let pixels = self.assets.fixed.get(&path).copied().flatten();
            return Resolution::Address { path, rest: rest.to_owned(), pixels };
        }
        if let Some(full) = join(&self.document.path, path) {
            if let Some(address) = full.strip_prefix("content/static/")
                && let Some(pixels) = self.assets.fixed.get(address)
            {
                return Resolution::Address { path: address.to_owned(), rest: rest.to_owned(), pixels: *pixels };
            }
            if self.assets.unpublished.contains(full.as_str()) {
                let told = Diagnostic::new(Code::UnpublishedText, place, format!("`{path}` is the stored text of a source, and not published"));
                self.all.push(told.help("link to the source, or cite it; or write `publish_text: true` beside its `text:`"));
                return Resolution::Nothing;
            }
            if let Some((path, pixels)) = self.assets.beside.get_key_value(full.as_str()) {
                return Resolution::Asset { path: Arc::clone(path), pixels: *pixels };
            }
        }
        if path.starts_with("www.") && !image {
            let told = Diagnostic::new(Code::BrokenLink, place, format!("there is no file `{path}`"));
            let right = format!("https://{path}");
            self.all.push(told.help(format!("an address on the web begins with its scheme: write {right}")).rewrite(path, &right, false));
            return Resolution::Nothing;
        }
        let file = path.rsplit('/').next().unwrap_or(path);
        let near = self.hints.nearest(file, self.assets.beside.keys().map(|p| p.rsplit('/').next().unwrap_or(p)));
        let what = if image { "image" } else { "file" };
        let right = near.and_then(|near| self.assets.beside.keys().find(|p| p.rsplit('/').next() == Some(near))).map(|full| between(&self.document.path, full));
        let help = match &right {
            Some(right) => format!("did you mean `{right}`?"),
            None if image => "put it beside this file, or into content/static and write its address with a leading `/`".to_owned(),
            None => "link to a source file (`../2024/name.md`), to an address (`/briefings/2024/name/`), or with [[briefing:…]]".to_owned(),
        };
        let told = Diagnostic::new(Code::BrokenLink, place, format!("there is no {what} `{path}`")).help(help);
        self.all.push(match right {
            Some(right) => told.rewrite(path, &right, false),
            None => told,
        });
        Resolution::Nothing
    }

    /// Checks that a document has an anchor.
    fn anchor(&mut self, thing: EntityId, language: Option<usize>, fragment: Option<&str>, place: Place) {
        let Some(fragment) = fragment.filter(|f| !f.is_empty()) else { return };
        let lookup = self.lookup;
        let language = language.unwrap_or(self.document.language);
        let Some(document) = lookup.document(thing, language).or_else(|| lookup.document(thing, 0)) else { return };
        let known = self.has_anchor(document, fragment) || thing.kind == Kind::Term && lookup.names(Kind::Term).find(fragment).is_some();
        if !known {
            let briefing = if thing.kind == Kind::Briefing { lookup.briefing(thing.index) } else { None };
            self.entry(fragment, document, briefing, place);
        }
    }

    fn has_anchor(&mut self, document: &'a Document, fragment: &str) -> bool {
        let ids = &document.outline.ids;
        if ids.len() < 64 || PAGE_ANCHORS.contains(&fragment) {
            return has_anchor(document, fragment);
        }
        self.anchors.entry(&document.path).or_insert_with(|| ids.iter().map(String::as_str).collect()).contains(fragment)
    }

    /// Checks that an anchor, which is none of the text, is that of an entry of the briefing's data.
    fn entry(&mut self, fragment: &str, document: &Document, briefing: Option<&content::Briefing>, place: Place) {
        let entries: Vec<String> = briefing.into_iter().flat_map(entries).collect();
        if entries.iter().any(|entry| entry == fragment) {
            return;
        }
        let near = self.hints.nearest(fragment, document.outline.ids.iter().chain(&entries).map(String::as_str).chain(PAGE_ANCHORS));
        let help = match near {
            Some(near) => format!("did you mean `#{near}`?"),
            None if document.outline.ids.is_empty() => format!("{} has no headings", document.path),
            None => format!("{} has {}", document.path, document.outline.ids.iter().take(12).map(|id| format!("#{id}")).collect::<Vec<_>>().join(", ")),
        };
        let told = Diagnostic::new(Code::BrokenAnchor, place, format!("there is no anchor `#{fragment}` there")).help(help);
        self.all.push(match near {
            Some(near) => told.rewrite(&format!("#{fragment}"), &format!("#{near}"), false),
            None => told,
        });
    }
}

pub(in crate::site) fn has_anchor(document: &Document, fragment: &str) -> bool {
    document.outline.ids.iter().any(|id| id == fragment) || document.kind() == Kind::Briefing && PAGE_ANCHORS.contains(&fragment)
}

/// The anchors of the entries of a briefing's data: `figure-bs-5g`, `commitment-dual-gigabit`, `date-in-force`.
fn entries(briefing: &content::Briefing) -> impl Iterator<Item = String> {
    let figures = briefing.figures.iter().map(|f| ("figure", f.id.as_ref()));
    let commitments = briefing.commitments.iter().map(|c| ("commitment", c.id.as_ref()));
    let dates = briefing.dates.iter().map(|d| ("date", d.id.as_ref()));
    figures.chain(commitments).chain(dates).filter_map(|(list, id)| Some(format!("{list}-{}", id?)))
}

/// What a reference leads to with its names and paths composed, which is how files and ids are known; `None` where they are.
fn composed(target: &Target) -> Option<Target> {
    let is_composed = |text: &str| matches!(nfc(text), Cow::Borrowed(_));
    let new = |text: &String| nfc(text).into_owned();
    match target {
        Target::Citation { id } if !is_composed(id) => Some(Target::Citation { id: new(id) }),
        Target::Image { path } if !is_composed(path) => Some(Target::Image { path: new(path) }),
        Target::Link { path, query, fragment } if !is_composed(path) || !fragment.as_deref().is_none_or(is_composed) => {
            Some(Target::Link { path: new(path), query: query.clone(), fragment: fragment.as_ref().map(new) })
        }
        Target::Wiki { kind, name, fragment, label } if !is_composed(name) || !fragment.as_deref().is_none_or(is_composed) => {
            Some(Target::Wiki { kind: kind.clone(), name: new(name), fragment: fragment.as_ref().map(new), label: label.clone() })
        }
        _ => None,
    }
}

/// The path of `to` counted from the folder of `file`.
fn between(file: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (file.split('/').collect(), to.split('/').collect());
    let shared = from[..from.len() - 1].iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from.len() - 1 - shared;
    std::iter::repeat_n("..", up).chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}
