//! "Did you mean": the nearest of the names that would have been right.

use std::borrow::Cow;
use std::cell::Cell;

/// How many searches for near names are still worth it. Each looks at every name there is, so that thousands of mistakes among
/// thousands of names would take minutes; and a report shows no more than [`super::report::ERRORS`] of them.
#[derive(Debug)]
pub struct Hints {
    left: Cell<usize>,
    missed: Cell<bool>,
}

impl Hints {
    /// As many as a report shows.
    #[must_use]
    pub fn shown() -> Self {
        Self { left: Cell::new(super::report::ERRORS), missed: Cell::new(false) }
    }

    /// None at all.
    #[must_use]
    pub fn none() -> Self {
        Self { left: Cell::new(0), missed: Cell::new(false) }
    }

    /// Takes one search; `false` if none is left.
    pub fn take(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        self.missed.set(self.missed.get() || left == 0);
        left > 0
    }

    /// Like [`nearest`], as long as searches are left.
    pub fn nearest<'c>(&self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
        if self.take() { nearest(name, candidates) } else { None }
    }

    /// Like [`near`], as long as searches are left.
    pub fn near<'c>(&self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Near<'c>> {
        if self.take() { near(name, candidates) } else { None }
    }

    /// Whether any search is left.
    #[must_use]
    pub fn are_left(&self) -> bool {
        self.left.get() > 0
    }

    /// Whether one was wanted when none was left.
    #[must_use]
    pub fn were_missed(&self) -> bool {
        self.missed.get()
    }
}

/// A name that another one is a slip for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Near<'c> {
    /// The name that was probably meant.
    pub name: &'c str,
    /// Whether it is so near, and no other one is, that it can only be what was meant.
    pub certain: bool,
}

/// Like [`nearest`], and whether the candidate can only be what was meant: one letter away, two in a long name, and all others
/// further.
#[must_use]
pub fn near<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Near<'c>> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let found = nearest(name, candidates.iter().copied())?;
    let distance = |other: &str| strsim::damerau_levenshtein(&lower(name), &lower(other));
    let (least, length) = (distance(found), name.chars().count());
    let allowed = match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let alone = candidates.iter().all(|other| *other == found || distance(other) > least);
    Some(Near { name: found, certain: least <= allowed && alone })
}

/// The candidate that `name` is most likely a slip for, if one is near enough to be worth saying.
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = lower(name);
    let (letters, length) = (Letters::of(&wanted), wanted.chars().count());
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let lower = lower(candidate);
        let limit = (length.max(if lower.is_ascii() { lower.len() } else { lower.chars().count() }) / 3).max(1);
        let least = letters.distance(&lower);
        let is_part = is_part(&wanted, &lower);
        // Nearly all candidates are too far by their letters alone, whatever the order of these.
        if least > limit && !is_part || best.is_some_and(|(distance, _)| least > distance) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&wanted, &lower);
        if distance <= limit || is_part {
            best = Some(best.map_or((distance, candidate), |best| best.min((distance, candidate))));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) { name.into() } else { name.to_lowercase().into() }
}

/// How often each letter occurs. Letters share places, which makes distances smaller, never larger.
struct Letters([i16; 32]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self([0; 32]);
        letters.add(text, 1);
        letters
    }

    fn add(&mut self, text: &str, times: i16) {
        for c in text.chars() {
            let place = &mut self.0[u32::from(c) as usize % 32];
            *place = place.saturating_add(times);
        }
    }

    /// How many letters have to be changed, at the least, for these to become those of `text`.
    fn distance(&self, text: &str) -> usize {
        let mut rest = Self(self.0);
        rest.add(text, -1);
        let (mut more, mut less) = (0, 0);
        for count in rest.0 {
            *if count > 0 { &mut more } else { &mut less } += usize::from(count.unsigned_abs());
        }
        more.max(less)
    }
}

/// Whether one is the beginning or the end of the other: `telecom` for `telecoms-policy`.
fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    (long.starts_with(short) || long.ends_with(short)) && short.chars().count() >= 4
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["telecoms", "trade-policy", "housing"];
        for (slip, found) in [
            ("telcoms", Some("telecoms")),
            ("Telecoms", Some("telecoms")),
            ("telecom", Some("telecoms")),
            ("trade", Some("trade-policy")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(slip, names), found, "{slip}");
        }
    }

    #[test]
    fn only_one_slip_away_from_one_name_is_certain() {
        let names = ["title", "topics", "date", "dates", "source", "sources", "publish_at"];
        for (slip, found, certain) in [
            ("titel", "title", true),
            ("Title", "title", true),
            ("topic", "topics", true),
            ("dats", "date", false),
            ("sourcs", "source", false),
            ("publsh_ta", "publish_at", true),
            ("ttl", "title", false),
        ] {
            let near = near(slip, names);
            assert!(near.is_none_or(|near| near.name == found && near.certain == certain), "{slip}: {near:?}");
        }
    }

    #[test]
    fn searches_run_out() {
        let hints = Hints::shown();
        for _ in 0..crate::diagnostics::report::ERRORS {
            assert!(!hints.were_missed() && hints.are_left());
            assert_eq!(hints.nearest("telcoms", ["telecoms"]), Some("telecoms"));
        }
        assert!(!hints.are_left() && !hints.were_missed());
        assert_eq!(hints.nearest("telcoms", ["telecoms"]), None);
        assert!(hints.were_missed());
    }

    proptest! {
        /// What is passed over for its letters is never what a full search finds.
        #[test]
        fn letters_pass_over_nothing_that_is_near(name in "[a-dA-Dé字]{0,9}", names in prop::collection::vec("[a-dA-Dé字]{0,9}", 0..12)) {
            let wanted = name.to_lowercase();
            let full = names.iter().filter_map(|candidate| {
                let lower = candidate.to_lowercase();
                let distance = strsim::damerau_levenshtein(&wanted, &lower);
                let limit = (wanted.chars().count().max(lower.chars().count()) / 3).max(1);
                (distance <= limit || is_part(&wanted, &lower)).then_some((distance, candidate.as_str()))
            });
            prop_assert_eq!(nearest(&name, names.iter().map(String::as_str)), full.min().map(|(_, candidate)| candidate));
        }
    }
}
