//! Which entity a name means.

use std::borrow::Cow;
use std::collections::{HashMap, hash_map};
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::misdivided::{Misdivided, misdivided};
use crate::content::Kind;
use crate::diagnostics::{At, Code, Diagnostic, Hints, Place};
use crate::locale::places::{self, Known};
use crate::site::ids::Index;
use crate::values::{Id, fold, oddity, shown, typed};

/// Stands for an entity whose own file is refused: a reference to it is no second error.
pub(in crate::site) const REFUSED: Index = Index::MAX;

/// What people write where there is nothing to name.
const NONE: [&str; 6] = ["none", "n/a", "-", "nil", "unknown", "tbd"];

/// The names of one kind.
#[derive(Debug)]
pub(in crate::site) struct NameIndex {
    kind: Kind,
    by_name: HashMap<String, Entry>,
    /// Every way to write a name, for "did you mean".
    known: Vec<String>,
    /// The ids among them.
    ids: Vec<String>,
    /// The first few names that would do, once they were asked for.
    some: OnceLock<String>,
}

#[derive(Debug)]
struct Entry {
    index: Index,
    rank: Rank,
    ambiguous: bool,
}

/// How good a name is: an id beats a name or alias, which beats a name of former days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Rank {
    Former,
    Name,
    Id,
}

impl NameIndex {
    pub(in crate::site) fn new(kind: Kind) -> Self {
        Self { kind, by_name: HashMap::new(), known: Vec::new(), ids: Vec::new(), some: OnceLock::new() }
    }

    /// Lets `name` mean the entity at `index`. Two entities of one rank make it ambiguous.
    pub(in crate::site) fn add(&mut self, name: &str, index: Index, rank: Rank) {
        let new = Entry { index, rank, ambiguous: false };
        match self.by_name.entry(fold(name).into_owned()) {
            hash_map::Entry::Vacant(free) => _ = free.insert(new),
            hash_map::Entry::Occupied(mut taken) => match taken.get_mut() {
                entry if entry.index == index => return entry.rank = entry.rank.max(rank),
                entry if entry.rank == rank => return entry.ambiguous = true,
                entry if entry.rank > rank => return,
                entry => *entry = new,
            },
        }
        if rank > Rank::Former {
            self.known.push(name.to_owned());
        }
        if rank == Rank::Id {
            self.ids.push(name.to_owned());
        }
    }

    /// Makes room for so many names.
    pub(in crate::site) fn reserve(&mut self, names: usize) {
        self.by_name.reserve(names);
    }

    fn get(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(&*fold(name))
    }

    /// Whether `name` means something, be it more than one thing, or a refused file.
    pub(in crate::site) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Every way to write a name, for "did you mean".
    pub(in crate::site) fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// The entity that `name` means, without a word about it.
    pub(in crate::site) fn find(&self, name: &str) -> Option<Index> {
        self.get(name).filter(|e| !e.ambiguous).map(|e| e.index)
    }

    /// The entity that `name` means, with what is to be said of that.
    pub(in crate::site) fn resolve(
        &self,
        name: &str,
        place: impl FnOnce() -> Place,
        present: impl FnOnce(Index) -> String,
        hints: &Hints,
        all: &mut Vec<Diagnostic>,
    ) -> Option<Index> {
        let word = self.kind.word();
        match self.get(name) {
            Some(entry) if entry.ambiguous => {
                let is_full = |id: &&str| id.rsplit('/').next() == Some(name) && *id != name;
                let full: Vec<&str> = if hints.take() { self.ids.iter().map(String::as_str).filter(is_full).collect() } else { Vec::new() };
                let help = match full.as_slice() {
                    [] if self.kind == Kind::Briefing => "write its year in front: 2024/miit-nine-months".to_owned(),
                    [] => "write its id".to_owned(),
                    full => format!("write {}", full.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" or ")),
                };
                all.push(Diagnostic::new(Code::AmbiguousReference, place(), format!("more than one {word} is called `{name}`")).help(help));
                None
            }
            // Its own file has mistakes, which are told there.
            Some(entry) if entry.index == REFUSED => None,
            Some(entry) => {
                if entry.rank == Rank::Former {
                    let now = present(entry.index);
                    let former = Diagnostic::new(Code::FormerName, place(), format!("`{name}` is a former name of {word} `{now}`"));
                    all.push(former.help(format!("write `{now}`")).rewrite(name, &now, true));
                }
                Some(entry.index)
            }
            None => {
                all.push(self.unknown(name, place(), hints));
                None
            }
        }
    }

    fn unknown(&self, name: &str, place: Place, hints: &Hints) -> Diagnostic {
        let word = self.kind.word();
        let told = Diagnostic::new(Code::UnknownReference, place, format!("there is no {word} `{}`", shown(name)));
        // A letter that nobody sees is found by no one who compares the two.
        let plain = typed(name);
        if let Some(odd) = oddity(name).filter(|_| self.find(&plain).is_some()) {
            return Diagnostic { message: format!("`{}` has {odd}", shown(name)), ..told }.help(format!("write `{plain}`")).rewrite(name, &plain, true);
        }
        if NONE.contains(&plain.to_lowercase().as_str()) {
            return told.help("remove it where there is none");
        }
        if self.kind == Kind::Jurisdiction
            && let Some(help) = places::known(&plain)
        {
            return match help {
                Known::In { place, code } => told
                    .help(format!("{place} is not built in: write `{code}`, or make a jurisdiction of your own: bulletin new jurisdiction \"{place}\""))
                    .rewrite(name, code, false),
                Known::Several { codes } => told.help(format!("write the one that is meant: {codes}")),
                Known::Own { place } => told.help(format!("{place} is not built in: make a jurisdiction of your own: bulletin new jurisdiction \"{place}\"")),
            };
        }
        // `2024/miit-half-year` of 2025.
        if let Some((_, id)) = name.split_once('/').filter(|(year, _)| self.kind == Kind::Briefing && year.bytes().all(|b| b.is_ascii_digit()))
            && let Some(right) = self.ids.iter().find(|own| own.split_once('/').is_some_and(|(_, own)| own == id))
        {
            return told.help(format!("it is of another year: write `{right}`")).rewrite(name, right, false);
        }
        if let Some(Misdivided { sign, message, help }) = misdivided(name, |part| self.get(part).is_some()) {
            let place = match (&told.place.at, sign) {
                (At::Value(field), Some(sign)) => Place::words(&told.place.file, field.clone(), sign),
                _ => told.place.clone(),
            };
            return Diagnostic { message: format!("{}: {message}", told.message), place, ..told }.help(help);
        }
        match hints.nearest(name, self.known.iter().map(String::as_str)) {
            Some(near) => {
                // An id that one gets from a name, as `bulletin new` makes them, was an id once rather than that name misspelt.
                let is_made_of = Id::from_title(near).is_some_and(|id| id.as_str() == name);
                let slip = !is_made_of && crate::diagnostics::near(name, [near]).is_some_and(|near| near.certain);
                let renamed = self
                    .former(name)
                    .filter(|_| !slip)
                    .map_or_else(String::new, |id| format!(" If its file had the name `{id}` once, add to it: former_ids: [{id}]"));
                told.help(format!("did you mean `{near}`?{renamed}")).rewrite(name, near, false)
            }
            None if self.kind == Kind::Briefing => told.help("briefings are named by year and id: 2024/miit-nine-months"),
            None if self.kind == Kind::Jurisdiction => {
                told.help(format!("write an ISO 3166 code or a name, such as cn or China, or define it in content/{}/", self.kind.folder()))
            }
            None => {
                let folder = self.kind.folder();
                let file = Id::from_title(name).map_or_else(|| "name".to_owned(), |id| id.to_string());
                let renamed = self.former(name).map_or_else(String::new, |id| format!("; if a file had that name once, add to it: former_ids: [{id}]"));
                told.help(format!("define it in content/{folder}/{file}.md{}{renamed}", self.some()))
            }
        }
    }

    /// A name as an id that a file of the kind may have had once: some kinds remember those.
    fn former(&self, name: &str) -> Option<Id> {
        Id::parse(name).ok().filter(|id| self.kind.has_former_ids() && id.as_str() == name && !self.ids.is_empty())
    }

    /// The first few names that would do.
    fn some(&self) -> &str {
        self.some.get_or_init(|| self.make_some())
    }

    fn make_some(&self) -> String {
        let mut names: Vec<&str> = self.ids.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        match names.len() {
            0 => String::new(),
            n @ 1..=12 => format!(", or use {}", names[..n].join(", ")),
            _ => format!(", or use one of {}, …", names[..12].join(", ")),
        }
    }
}

/// The form in which two ids that a reader or a disk may take for one another are equal.
pub(in crate::site) fn skeleton(id: &str) -> Cow<'_, str> {
    if id.is_ascii() {
        return fold(id);
    }
    Cow::Owned(id.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect())
}
