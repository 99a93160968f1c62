//! What the next build should know of an output.

use super::make::{Anew, Made, UNKNOWN};
use super::report::{Cause, Change, Report};
use crate::cache::{OutputEntry, OutputsData, Snapshot};
use crate::output::{Kept, Manifest, Store};
use crate::source::Stamp;

/// The data of an output for the next build; puts into `report` which files were made again, and why.
pub(super) fn remember(
    made: Vec<Made>,
    mut known: OutputsData,
    snapshot: Snapshot,
    list: &Manifest,
    (at, opened): (i64, i64),
    (store, kept): (&dyn Store, Kept),
    report: &mut Report,
) -> OutputsData {
    known.at = at;
    known.taken = if made.iter().any(Made::is_staged) {
        store.settle()
    } else if made.iter().any(|made| made.stamp.is_some()) {
        // Stamps as young as this moment were replaced when they were taken: see `Work::aged`.
        opened
    } else {
        known.taken
    };
    known.set_snapshot(snapshot);
    let files = &mut known.files;
    files.reserve(made.len().saturating_sub(files.len()));
    for Made { path, key, hash, trace, links, mut stamp, anew, .. } in made {
        if kept == Kept::WithNewStamps && !anew.as_ref().is_some_and(|anew| anew.staged) {
            stamp = stamp.or_else(|| files.get(&path).map(|entry| entry.stamp)).map(|old| renewed(old, store.stamp(&path)));
        }
        let Some(Anew { trace, cause, changed, staged }) = anew else {
            let trace = trace.filter(|trace| files.get(&path).is_some_and(|entry| entry.trace != *trace));
            if stamp.is_some() || trace.is_some() || links.is_some() {
                files.alter(&path, |entry| {
                    entry.stamp = stamp.unwrap_or(entry.stamp);
                    if let Some(trace) = trace {
                        entry.trace = trace;
                    }
                    entry.links = links.or(entry.links.take());
                });
            }
            continue;
        };
        report.rendered += 1;
        let change = Change { path: path.clone(), cause, parts: changed };
        if staged {
            report.written.push(change);
        } else if !matches!(cause, Cause::Program | Cause::Unknown) {
            report.same.push(change);
        }
        match if staged { store.stamp(&path) } else { stamp } {
            Some(stamp) => files.put(path, OutputEntry { key, hash, stamp, trace, links }),
            None => drop(files.remove(&path)),
        }
    }
    if !report.deleted.is_empty() || files.len() > list.files.len() {
        files.retain(|path| list.files.contains_key(path));
    }
    known
}

/// The stamp of a file whose folder was exchanged, which changes its time of change. If more changed, so may its bytes have.
fn renewed(old: Stamp, new: Option<Stamp>) -> Stamp {
    let rest = |stamp: Stamp| (stamp.size, stamp.modified, stamp.inode);
    let is_same = |new: &Stamp| rest(*new) == rest(old) && old.changed != UNKNOWN;
    new.filter(is_same).unwrap_or(Stamp { changed: UNKNOWN, ..old })
}
