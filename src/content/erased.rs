//! What is left of a briefing that must not be kept: `withdrawn: {erase: true}`.

use super::{Briefing, Document, Front, Outline};

impl Document {
    /// It without anything but its title and the notice that it is withdrawn: as if nothing else had ever been written.
    #[must_use]
    pub fn erased(&self) -> Self {
        let front = match &self.front {
            Front::Briefing(fields) => {
                let Briefing { id, title, date, kind, withdrawn, draft, publish_at, publish_with, redirect_from, .. } = (**fields).clone();
                Front::Briefing(Box::new(Briefing { id, title, date, kind, withdrawn, draft, publish_at, publish_with, redirect_from, ..Briefing::default() }))
            }
            other => other.clone(),
        };
        let Outline { start, hash, .. } = self.outline;
        let outline = Outline {
            start,
            hash,
            empty: true,
            unfinished: false,
            references: Vec::new(),
            headings: Vec::new(),
            ids: Vec::new(),
            lead: Vec::new(),
            numbers: Vec::new(),
            dates: Vec::new(),
            amounts: Vec::new(),
        };
        let inlines = self.inlines.iter().filter(|inline| inline.field.starts_with("withdrawn.")).cloned().collect();
        Self { front, outline, inlines, ..self.clone() }
    }
}
