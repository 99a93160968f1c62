//! The clauses of a sentence, and which way they say that something went.

use super::found::Direction;
use super::glob;
use super::plain::{CLAUSES, clause};
use super::reader::Reader;

/// How far from its number a word for a rise or a fall may stand: in words, and in the characters of a language without spaces.
const NEAR: [usize; 2] = [7, 10];
/// The same behind the number.
const BEHIND: [usize; 2] = [4, 5];

impl Reader<'_> {
    /// Which way the words say that something went by the number between `head` and `end`, and whether they do right beside it.
    pub(super) fn course(&self, low: &str, from: usize, head: usize, end: usize) -> (Option<Direction>, bool) {
        let Some(words) = self.notation.words else { return (None, false) };
        let start = clause(low, from, head);
        let front = low[start..head].trim_end();
        let kinds = [(words.rise, Direction::Rise), (words.fall, Direction::Fall)];
        let size = |text: &str| if self.dense { text.chars().count() } else { text.split_whitespace().count() };
        let before = words_of(kinds, front, self.dense).into_iter().map(|(_, at, way)| (size(&front[at..]), way));
        let before = before.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= NEAR[usize::from(self.dense)]);
        let stop = low[end..].find(|c: char| c.is_ascii_digit() || CLAUSES.contains(&c)).map_or(low.len(), |at| end + at);
        let rest = low[end..stop].trim_start();
        let close = |words: &[&str]| words.iter().filter_map(|word| word.strip_prefix('_')).any(|word| glob::at_start(&[word], rest, self.dense).is_some());
        let particle = kinds.into_iter().filter(|(words, _)| close(words)).map(|(_, way)| (0, way));
        let behind = particle.chain(words_of(kinds, rest, self.dense).into_iter().map(|(at, _, way)| (size(&rest[..at]), way)));
        let behind = behind.min_by_key(|(distance, _)| *distance).filter(|(distance, _)| *distance <= BEHIND[usize::from(self.dense)]);
        let nearest = match (before, behind) {
            // What ends a clause is its verb in languages that put it there; else the word in front is.
            (Some(before), Some(behind)) => Some(if behind.0 < before.0 { behind } else { before }),
            (before, behind) => before.or(behind),
        };
        (nearest.map(|(_, way)| way), nearest.is_some_and(|(distance, _)| distance <= if self.dense { 3 } else { 2 }))
    }
}

/// Where words for a rise and a fall stand; one within a longer one is none: 负增长.
fn words_of(kinds: [(&[&str], Direction); 2], text: &str, dense: bool) -> Vec<(usize, usize, Direction)> {
    let all: Vec<(usize, usize, Direction)> =
        kinds.into_iter().flat_map(|(words, way)| glob::all(words, text, dense).map(|(from, to)| (from, to, way)).collect::<Vec<_>>()).collect();
    let within = |one: &(usize, usize, Direction)| all.iter().any(|other| other.0 <= one.0 && one.1 <= other.1 && other.1 - other.0 > one.1 - one.0);
    all.iter().filter(|one| !within(one)).copied().collect()
}
