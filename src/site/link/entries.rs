//! The entries of briefings' lists that other briefings name: figures, commitments, dated events.

use super::lookup::Lookup;
use super::name_index::REFUSED;
use crate::content::{self, Kind};
use crate::diagnostics::{Code, Diagnostic, Hints, Place};
use crate::site::ids::{EntityId, EntryId, Index};
use crate::values::Id;

/// A list of a briefing whose entries other briefings name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::site) enum List {
    Figures,
    Commitments,
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

    fn ids(self, briefing: &content::Briefing) -> Vec<Option<&Id>> {
        match self {
            Self::Figures => briefing.figures.iter().map(|f| f.id.as_ref()).collect(),
            Self::Commitments => briefing.commitments.iter().map(|c| c.id.as_ref()).collect(),
            Self::Dates => briefing.dates.iter().map(|d| d.id.as_ref()).collect(),
        }
    }
}

impl Lookup<'_> {
    /// The entry that `name` means: `ID` of briefing `own`, or `YEAR/BRIEFING/ID` of any.
    pub(in crate::site) fn item(&self, list: List, own: Option<Index>, name: &str, place: &Place, hints: &Hints, all: &mut Vec<Diagnostic>) -> Option<EntryId> {
        let word = list.word();
        if let Some(bare) = name.strip_prefix(list.prefix()) {
            let prefixed = Diagnostic::new(Code::UnknownFigure, place.clone(), format!("the kind of the {word} is said already"));
            all.push(prefixed.help(format!("write `{bare}`")));
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
        let near = hints.nearest(id, ids.iter().flatten().map(|i| i.as_str()));
        let prefix = name.rsplit_once('/').map_or(String::new(), |(briefing, _)| format!("{briefing}/"));
        let help = match near {
            Some(near) => format!("did you mean `{prefix}{near}`?"),
            None if ids.is_empty() => format!("the briefing has no {word}s"),
            None => format!("it has {}", ids.iter().flatten().take(12).map(|i| format!("`{i}`")).collect::<Vec<_>>().join(", ")),
        };
        let whose = if prefix.is_empty() { "this briefing".to_owned() } else { format!("the briefing `{}`", prefix.trim_end_matches('/')) };
        all.push(Diagnostic::new(Code::UnknownFigure, place.clone(), format!("{whose} has no {word} `{id}`")).help(help));
        None
    }
}
