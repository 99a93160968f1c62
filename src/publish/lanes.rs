//! Requests that go out several at a time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many files are sent at a time: most of what one takes is waiting.
const LANES: usize = 12;

/// Does something with each of `paths`, several at a time, up to the first failure.
pub(super) fn in_lanes<E: Send>(paths: &[impl AsRef<str> + Sync], each: impl Fn(&str) -> Result<(), E> + Sync) -> Result<(), E> {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(None));
    let failure = || failed.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..LANES.min(paths.len()) {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| failure().is_none()) {
                    if let Err(error) = each(path.as_ref()) {
                        failure().get_or_insert(error);
                    }
                }
            });
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failure_ends_all_lanes() {
        let paths: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        let done = AtomicUsize::new(0);
        let each = |path: &str| {
            done.fetch_add(1, Ordering::Relaxed);
            if path == "40" { Err("40") } else { Ok(()) }
        };
        assert_eq!(in_lanes(&paths, each), Err("40"));
        assert!(done.load(Ordering::Relaxed) < 1000);
        assert_eq!(in_lanes(&paths[..3], |_| Ok::<(), ()>(())), Ok(()));
    }
}
