//! Where what was told of a text stands after it was changed.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{At, Diagnostic, Edit, Place};

/// A change of a text: these bytes became so many.
#[derive(Debug, Clone)]
pub(super) struct Shift {
    replaced: Range<usize>,
    length: usize,
}

impl Shift {
    /// From one text to another: what stands between what they begin and end with alike.
    pub(super) fn between(old: &str, new: &str) -> Self {
        let same = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
        let start = same(&mut old.bytes().zip(new.bytes()));
        let most = old.len().min(new.len()) - start;
        let end = same(&mut old.bytes().rev().zip(new.bytes().rev())).min(most);
        Self { replaced: start..old.len() - end, length: new.len() - end - start }
    }

    /// What was told of the file at `path`, where it stands now; `None` where the words that it is about were changed. A field
    /// is found again by its name.
    pub(super) fn of(&self, path: &Arc<str>, mut told: Diagnostic) -> Option<Diagnostic> {
        self.place(path, &mut told.place)?;
        told.related.retain_mut(|(place, _)| self.place(path, place).is_some());
        let edits = told.fix.iter_mut().flat_map(|fix| &mut fix.edits);
        let moved: Option<()> = edits
            .map(|edit| match edit {
                Edit::Replace(place, _) | Edit::Rewrite { place, .. } => self.place(path, place),
                Edit::Line { .. } | Edit::Remove { .. } | Edit::Rename { .. } => Some(()),
            })
            .collect();
        if moved.is_none() {
            told.fix = None;
        }
        Some(told)
    }

    fn place(&self, path: &Arc<str>, place: &mut Place) -> Option<()> {
        let At::Bytes(bytes) = &place.at else { return Some(()) };
        if place.file != *path {
            return Some(());
        }
        let bytes = bytes.start as usize..bytes.end as usize;
        let moved = |at: usize| at - self.replaced.end + self.replaced.start + self.length;
        let bytes = if bytes.end <= self.replaced.start {
            bytes
        } else if bytes.start >= self.replaced.end {
            moved(bytes.start)..moved(bytes.end)
        } else {
            return None;
        };
        *place = Place::bytes(path, bytes);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;

    #[test]
    fn places_move_with_the_words_that_they_are_about() {
        let path: Arc<str> = "content/a.md".into();
        let (old, new) = ("one two three", "one 2, and three");
        let shift = Shift::between(old, new);
        let moved = |words: &str| {
            let at = old.find(words).unwrap();
            let told = Diagnostic::new(Code::BrokenLink, Place::bytes(&path, at..at + words.len()), "wrong");
            match shift.of(&path, told)?.place.at {
                At::Bytes(bytes) => Some(&new[bytes.start as usize..bytes.end as usize]),
                _ => None,
            }
        };
        assert_eq!((moved("one"), moved("three"), moved("two")), (Some("one"), Some("three"), None));
        let same = Shift::between("aa", "aaa");
        assert_eq!((same.replaced, same.length), (2..2, 1));
    }
}
