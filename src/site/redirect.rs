//! Addresses that lead elsewhere.

use std::sync::Arc;

use super::addresses::Address;
use crate::diagnostics::Place;
use crate::site::ids::EntityId;

/// An address that leads to an entity's page.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The address that leads there.
    pub from: Address,
    /// The entity.
    pub to: EntityId,
    /// The language of its page.
    pub language: usize,
    /// The file that says so.
    pub file: Arc<str>,
    /// Which entry of the file's `redirect_from` or `former_ids` says so.
    pub entry: usize,
    /// The id it had at that address, if that is why; its feeds go on answering too.
    pub former: Option<String>,
    /// The field of site.yaml that says so for a whole kind, if one does.
    pub pattern: Option<String>,
    /// What answers there.
    pub answer: Answer,
}

/// What answers at a former address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A page that leads on.
    Page,
    /// A copy of the entity's Atom feed.
    Atom,
    /// A copy of its JSON feed.
    Json,
    /// A copy of its iCalendar file.
    Calendar,
}

impl Answer {
    /// The file beside an entity's page of which this is a copy.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Atom => Some("feed.xml"),
            Self::Json => Some("feed.json"),
            Self::Calendar => Some("calendar.ics"),
        }
    }
}

impl Redirect {
    /// Where it is written.
    #[must_use]
    pub fn place(&self) -> Place {
        if let Some(field) = &self.pattern {
            return Place::value(&self.file, field.clone());
        }
        let field = if self.former.is_some() { "former_ids" } else { "redirect_from" };
        Place::value(&self.file, format!("{field}[{}]", self.entry))
    }
}
