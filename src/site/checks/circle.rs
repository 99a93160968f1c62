//! Cycle detection where each node has at most one successor.

use std::collections::{BTreeMap, BTreeSet};

/// The circles, each beginning with its least member, in the order of those.
pub(in crate::site) fn circles<T: Ord + Copy>(next: &BTreeMap<T, T>) -> Vec<Vec<T>> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for &start in next.keys() {
        let mut trail = Vec::new();
        let mut at = start;
        // Every node is walked over once: a walk that meets an earlier one ends there.
        while seen.insert(at) {
            trail.push(at);
            match next.get(&at) {
                Some(&to) => at = to,
                None => break,
            }
        }
        if let Some(begin) = trail.iter().position(|member| *member == at).filter(|_| next.contains_key(&at)) {
            let mut circle = trail.split_off(begin);
            let least = circle.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(i, _)| i);
            circle.rotate_left(least);
            found.push(circle);
        }
    }
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn circles_are_found_once_and_tails_are_not_part_of_them() {
        let of = |edges: &[(u8, u8)]| circles(&edges.iter().copied().collect());
        assert_eq!(of(&[(1, 2), (2, 3)]), [] as [Vec<u8>; 0]);
        assert_eq!(of(&[(1, 1)]), [[1]]);
        assert_eq!(of(&[(0, 3), (3, 5), (5, 2), (2, 3), (9, 0)]), [[2, 3, 5]]);
        assert_eq!(of(&[(7, 6), (6, 7), (1, 2), (2, 1)]), [[1, 2], [6, 7]]);
    }
}
