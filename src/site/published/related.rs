//! Which earlier briefings have much in common with one.

use crate::site::ids::Index;
use crate::site::model::{Briefing, Linked};
use crate::site::published::localized::LocalizedSite;

/// How many preceding briefings of each topic are looked at. What is newer never changes the answer, so that a new briefing
/// leaves old pages as they are.
const WINDOW: usize = 50;

/// Up to `most` earlier briefings, the best first. The score depends on the two briefings alone.
pub(super) fn related(linked: &Linked, local: &LocalizedSite, index: Index, except: Option<Index>, most: usize) -> Vec<Index> {
    let briefing = &linked.briefings[index];
    let mut best: Vec<(usize, Index)> = Vec::with_capacity(most + 1);
    for topic in &briefing.topics[..briefing.own_topics] {
        let list = &local.by_topic[*topic];
        let end = list.partition_point(|i| *i < index);
        let stretch = end.saturating_sub(WINDOW)..end;
        local.record_windows(*topic, stretch.clone());
        for &other in &list[stretch] {
            let entry = (score(briefing, &linked.briefings[other]), other);
            if Some(other) == except || best.contains(&entry) {
                continue;
            }
            let at = best.partition_point(|kept| *kept > entry);
            if at < most {
                best.insert(at, entry);
                best.truncate(most);
            }
        }
    }
    best.into_iter().map(|(_, other)| other).collect()
}

fn score(a: &Briefing, b: &Briefing) -> usize {
    let common = |a: &[Index], b: &[Index]| a.iter().filter(|x| b.contains(x)).count();
    4 * common(&a.topics[..a.own_topics], &b.topics[..b.own_topics]) + 3 * common(&a.agencies, &b.agencies) + common(&a.jurisdictions, &b.jurisdictions)
}
