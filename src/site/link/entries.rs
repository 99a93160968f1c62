//! The entries of briefings' lists that other briefings name: figures, commitments, dated events.

use super::lookup::Lookup;
use super::name_index::REFUSED;
use crate::content::{self, Kind};
use crate::diagnostics::{Code, Diagnostic, Hints, Place, near};
use crate::site::ids::{EntityId, EntryId, Index};
use crate::values::{Id, oddity, shown, typed};

/// A list of a briefing whose entries other briefings name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// `figures`.
    Figures,
    /// `commitments`.
    Commitments,
    /// `dates`.
    Dates,
}

impl List {
    /// What one of its entries is called.
    fn word(self) -> &'static str {
        match self {
            Self::Figures => "figure",
            Self::Commitments => "commitment",
            Self::Dates => "date",
        }
    }

    /// What stands before its name in a reference.
    fn prefix(self) -> &'static str {
        match self {
            Self::Figures => "fig:",
            Self::Commitments => "commitment:",
            Self::Dates => "date:",
        }
    }

    /// The id of each of its entries.
    #[must_use]
    pub fn ids(self, briefing: &content::Briefing) -> Vec<Option<&Id>> {
        match self {
            Self::Figures => briefing.figures.iter().map(|f| f.id.as_ref()).collect(),
            Self::Commitments => briefing.commitments.iter().map(|c| c.id.as_ref()).collect(),
            Self::Dates => briefing.dates.iter().map(|d| d.id.as_ref()).collect(),
        }
    }
}

impl Lookup {
    /// The entry that `name` means: `ID` of briefing `own`, or `YEAR/BRIEFING/ID` of any.
    pub(in crate::site) fn item(&self, list: List, own: Option<Index>, name: &str, place: &Place, hints: &Hints, all: &mut Vec<Diagnostic>) -> Option<EntryId> {
        let word = list.word();
        if let Some(bare) = name.strip_prefix(list.prefix()) {
            let prefixed = Diagnostic::new(Code::UnknownFigure, place.clone(), format!("the kind of the {word} is said already"));
            all.push(prefixed.help(format!("write `{bare}`")).rewrite(name, bare, true));
            return None;
        }
        let (briefing, id) = if let Some((briefing, id)) = name.rsplit_once('/') {
            let at = place.clone();
            let index = self.names(Kind::Briefing).resolve(briefing, move || at, |index| self.id(EntityId { kind: Kind::Briefing, index }), hints, all)?;
            (index, id)
        } else if let Some(own) = own {
            (own, name)
        } else {
            let unnamed = Diagnostic::new(Code::UnknownFigure, place.clone(), format!("`{name}` does not say which briefing the {word} is of"));
            all.push(unnamed.help(format!("write the briefing in front: 2024/miit-nine-months/{name}")));
            return None;
        };
        if briefing == REFUSED {
            return None;
        }
        let ids = list.ids(self.briefing(briefing)?);
        if let Some(index) = ids.iter().position(|own| own.is_some_and(|own| own.as_str() == id)) {
            return Some(EntryId { briefing, index });
        }
        let plain = typed(id);
        let odd = oddity(id).filter(|_| ids.iter().flatten().any(|own| own.as_str() == plain));
        let prefix = name.rsplit_once('/').map_or(String::new(), |(briefing, _)| format!("{briefing}/"));
        let whose = if prefix.is_empty() { "this briefing".to_owned() } else { format!("the briefing `{}`", prefix.trim_end_matches('/')) };
        let told = Diagnostic::new(Code::UnknownFigure, place.clone(), format!("{whose} has no {word} `{}`", shown(id)));
        // A name without a briefing is one of this briefing's, and often one of another's.
        let (same, alike) = if prefix.is_empty() && odd.is_none() && hints.take() { self.entries_called(list, &plain) } else { Default::default() };
        let elsewhere = |told: Diagnostic, names: &[String]| {
            let others = names.iter().skip(1).take(3).fold(String::new(), |out, name| out + &format!(" or `{name}`"));
            let told = told.help(format!("a {word} of another briefing is named with its year and briefing: write `{}`{others}", names[0]));
            if names.len() == 1 { told.rewrite(name, &names[0], false) } else { told }
        };
        let near = || hints.nearest(id, ids.iter().flatten().map(|i| i.as_str()));
        let told = if let Some(odd) = odd {
            let right = format!("{prefix}{plain}");
            Diagnostic { message: format!("`{}` has {odd}", shown(id)), ..told }.help(format!("write `{right}`")).rewrite(name, &right, true)
        } else if !same.is_empty() {
            elsewhere(told, &same)
        } else if let Some(near) = near() {
            told.help(format!("did you mean `{prefix}{near}`?")).rewrite(name, &format!("{prefix}{near}"), false)
        } else if !alike.is_empty() {
            elsewhere(told, &alike)
        } else if ids.iter().flatten().next().is_some() {
            told.help(format!("it has {}", ids.iter().flatten().take(12).map(|i| format!("`{i}`")).collect::<Vec<_>>().join(", ")))
        } else if prefix.is_empty() {
            told.help(format!("the briefing has no {word}s; one of another briefing is named with its year and briefing: 2024/miit-nine-months/{plain}"))
        } else {
            told.help(format!("the briefing has no {word}s"))
        };
        all.push(told);
        None
    }

    /// Entries of all briefings with this id, and those a letter away, the newest briefings first: `2024/miit-nine-months/wg`.
    fn entries_called(&self, list: List, id: &str) -> (Vec<String>, Vec<String>) {
        let (mut same, mut alike) = (Vec::new(), Vec::new());
        for index in (0..self.groups[Kind::Briefing as usize].len()).rev() {
            let Some(briefing) = self.briefing(index) else { continue };
            for own in list.ids(briefing).into_iter().flatten() {
                let full = || format!("{}/{own}", self.id(EntityId { kind: Kind::Briefing, index }));
                if own.as_str() == id {
                    same.push(full());
                } else if near(id, [own.as_str()]).is_some_and(|near| near.certain) {
                    alike.push(full());
                }
            }
        }
        (same, alike)
    }
}
