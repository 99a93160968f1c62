//! Signs and bounds: "minus 3", "more than 300", 300多万, 3億人を超える.

use super::found::Bound;
use super::glob;
use super::reader::Reader;

impl Reader<'_> {
    /// Whether a minus or a plus sign stands in front of `head`, and where it begins.
    pub(super) fn sign(&self, text: &str, low: &str, head: usize) -> (bool, bool, usize) {
        let alone = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric());
        for (sign, minus) in [("−", true), ("-", true), ("–", true), ("▲", true), ("△", true), ("+", false), ("＋", false)] {
            let trimmed = text[..head].trim_end();
            let is_spaced = trimmed.len() < head;
            let before = trimmed.strip_suffix(sign).map(str::len).filter(|at| matches!(sign, "▲" | "△") || alone(*at));
            // "(- 2,0 %)", but not "3 - 2".
            let before = before.filter(|at| !is_spaced || text[..*at].trim_end().ends_with(['(', '（', ':']));
            if let Some(at) = before {
                return (minus, !minus, at);
            }
        }
        let before = low[..head].trim_end();
        match self.notation.words.and_then(|words| glob::at_end(words.minus, before, self.dense)) {
            Some(length) => (true, false, before.len() - length),
            None => (false, false, head),
        }
    }

    pub(super) fn bound_in_front(&self, before: &str) -> Option<(usize, Bound)> {
        let words = self.notation.words?;
        let kinds = [(words.about, Bound::About), (words.nearly, Bound::Nearly), (words.over, Bound::Over), (words.under, Bound::Under)];
        let found = |before: &str| longest(kinds.into_iter().filter_map(|(words, bound)| Some((glob::at_end(words, before, self.dense)?, bound))));
        // "superó los 300", "more than the 300".
        found(before).or_else(|| {
            let article = glob::at_end(words.articles, before, self.dense)?;
            let rest = before[..before.len() - article].trim_end();
            found(rest).map(|(length, bound)| (length + before.len() - rest.len(), bound))
        })
    }

    /// The bound that stands behind a number; `inside` it if its scale word follows.
    pub(super) fn bound_behind(&self, rest: &str, inside: bool) -> Option<(usize, Bound)> {
        let words = self.notation.words?;
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if inside && (gap > 0 || !self.dense) {
            return None;
        }
        let kinds = [(words.about_behind, Bound::About), (words.over_behind, Bound::Over), (words.under_behind, Bound::Under)];
        let found = longest(kinds.into_iter().filter_map(|(words, bound)| Some((gap + glob::at_start(words, &rest[gap..], self.dense)?, bound))))?;
        (!inside || self.notation.scale(&rest[found.0..]).is_some()).then_some(found)
    }
}

fn longest(found: impl Iterator<Item = (usize, Bound)>) -> Option<(usize, Bound)> {
    found.max_by_key(|(length, _)| *length)
}
