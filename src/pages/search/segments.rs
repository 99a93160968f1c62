//! How a list of documents is divided for the index.
//!
//! A *segment* is a stretch of documents with an index of its own. The oldest segments are the largest, and what comes anew
//! changes the last one alone, the *tail*; now and then the tail is closed, and rarely several segments become one of twice the
//! size. So an addition rewrites few files, and a query reads few. The division is a function of the list alone: a build from
//! nothing makes the same as one that adds.

use std::ops::Range;

/// An atom, which is never divided, is a group of documents, or a part of one of this weight: the number of their terms.
const ATOM: u64 = 16_000;

/// The smallest closed segment; others are larger by a power of two.
const SMALLEST: u64 = 32_000;

/// So many atoms at the end are never closed.
const OPEN: usize = 2;

/// A stretch of documents with an index of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its documents, by their place in the list.
    pub documents: Range<usize>,
    /// Whether it is what is left at the end.
    pub is_tail: bool,
}

/// Divides documents of these weights; `groups` says how many there are in each group.
#[must_use]
pub fn segments(groups: impl IntoIterator<Item = usize>, weights: &[u64]) -> Vec<Segment> {
    let atoms = atoms(groups, weights);
    let closable = &atoms[..atoms.len().saturating_sub(OPEN)];
    let mut left: u64 = closable.iter().map(|atom| atom.weight).sum();
    let mut segments = Vec::new();
    let (mut start, mut at) = (0, 0);
    let largest = (left / SMALLEST).checked_ilog2().map_or(0, |power| power + 1);
    for limit in (0..largest).rev().map(|power| SMALLEST << power) {
        if left < limit {
            continue;
        }
        let (from, mut weight) = (start, 0);
        while weight < limit {
            weight += closable[at].weight;
            start = closable[at].end;
            at += 1;
        }
        left -= weight;
        segments.push(Segment { documents: from..start, is_tail: false });
    }
    if start < weights.len() {
        segments.push(Segment { documents: start..weights.len(), is_tail: true });
    }
    segments
}

struct Atom {
    weight: u64,
    /// The document behind its last one.
    end: usize,
}

fn atoms(groups: impl IntoIterator<Item = usize>, weights: &[u64]) -> Vec<Atom> {
    let (mut atoms, mut at) = (Vec::new(), 0);
    for count in groups {
        let (end, mut weight) = (at + count, 0);
        while at < end {
            weight += weights[at];
            at += 1;
            if weight >= ATOM || at == end {
                atoms.push(Atom { weight, end: at });
                weight = 0;
            }
        }
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(months: usize, a_month: usize, weight: u64) -> Vec<usize> {
        let weights = vec![weight; months * a_month];
        segments(vec![a_month; months], &weights).iter().map(|segment| segment.documents.len()).collect()
    }

    #[test]
    fn the_oldest_segments_are_the_largest() {
        let sizes = sizes(125, 80, 330);
        assert_eq!(sizes.iter().sum::<usize>(), 10_000);
        let (tail, closed) = sizes.split_last().unwrap();
        assert!(closed.len() <= 7 && closed.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        assert!(*tail < 250, "{sizes:?}");
    }

    #[test]
    fn few_documents_are_one_tail() {
        assert_eq!(sizes(1, 3, 300), [3]);
        assert_eq!(segments([], &[]), []);
        assert_eq!(segments([0, 0], &[]), []);
    }

    #[test]
    fn an_addition_most_often_changes_the_tail_alone() {
        let mut before = Vec::new();
        let mut moved = 0;
        for count in 1..=3000 {
            let weights = vec![330; count];
            let months = std::iter::repeat_n(40, count / 40).chain([count % 40]);
            let now: Vec<Segment> = segments(months, &weights).into_iter().filter(|segment| !segment.is_tail).collect();
            moved += usize::from(now != before);
            before = now;
        }
        assert!(moved < 60, "{moved}");
    }
}
