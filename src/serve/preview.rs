//! The state that all connections share.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::told::{Changes, Problem, Told, bar};
use crate::engine::{HeldBack, Report};
use crate::output::Reader;

/// What so many builds changed is kept, for pages that were asleep.
const KEPT: usize = 64;

/// A site that is looked at while it is worked on.
#[derive(Debug)]
pub struct Preview {
    files: Reader,
    session: String,
    state: Mutex<State>,
    told: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The number of the last build, good or not.
    build: u64,
    /// What the last builds changed, by their numbers.
    changes: VecDeque<(u64, Changes)>,
    unpublished: BTreeMap<String, HeldBack>,
    problem: Option<Problem>,
    /// The path that the site is below: `/digest`, or nothing.
    base: String,
}

impl State {
    /// Counts another build.
    fn next(&mut self, changes: Changes) {
        self.build += 1;
        self.changes.push_back((self.build, changes));
        if self.changes.len() > KEPT {
            self.changes.pop_front();
        }
    }
}

impl Preview {
    /// A preview of the files that `files` reads. `session` is another text at each run of the program.
    #[must_use]
    pub fn new(files: Reader, session: String) -> Self {
        Self { files, session, state: Mutex::default(), told: Condvar::new() }
    }

    /// A build was made, of a site below the path `base`.
    pub fn built(&self, report: &Report, base: &str) {
        let changes = Changes::of(report, &self.files.shelf());
        let unpublished = report.unpublished.iter().map(|page| (page.path.clone(), page.held)).collect();
        let mut state = self.state();
        let is_same = state.problem.is_none() && state.base == base && state.unpublished == unpublished;
        let is_quiet = changes.len() == 0 && report.deleted.is_empty() && is_same;
        state.unpublished = unpublished;
        if is_quiet && state.build > 0 {
            return;
        }
        base.clone_into(&mut state.base);
        state.problem = None;
        state.next(changes);
        self.told.notify_all();
    }

    /// A build failed. The files are those of the last good one.
    pub fn failed(&self, problem: Problem) {
        let mut state = self.state();
        if state.problem.as_ref() == Some(&problem) {
            return;
        }
        state.problem = Some(problem);
        state.next(Changes::default());
        self.told.notify_all();
    }

    /// The files.
    pub(super) fn files(&self) -> &Reader {
        &self.files
    }

    /// The number of the last build, and the path that the site is below.
    pub(super) fn now(&self) -> (u64, String) {
        let state = self.state();
        (state.build, state.base.clone())
    }

    /// What a page is told that is of the build `since`, and whose file is `page`.
    pub(super) fn told(&self, since: Since<'_>, page: Option<&str>) -> String {
        self.text(&self.state(), since, page)
    }

    /// Waits until there is something to tell a listener who knows `since`. The number of the build and what is told; `None`
    /// if there was nothing for so long.
    pub(super) fn wait(&self, since: Since<'_>, time: Duration) -> Option<(u64, String)> {
        let has_heard = |state: &mut State| since.build(&self.session) == Some(state.build);
        let waited = self.told.wait_timeout_while(self.state(), time, has_heard);
        let (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        (!timeout.timed_out()).then(|| (state.build, self.text(&state, since, None)))
    }

    fn text(&self, state: &State, since: Since<'_>, page: Option<&str>) -> String {
        let since = since.build(&self.session).filter(|since| *since <= state.build);
        let is_known = |since: &u64| *since == state.build || state.changes.front().is_some_and(|(first, _)| *first <= since + 1);
        let known = since.filter(is_known);
        let changes = Changes::of_all(state.changes.iter().filter(|(build, _)| known.is_some_and(|since| *build > since)).map(|(_, changes)| changes));
        let mut told = Told::new(&self.session, state.build, &changes);
        told.all |= known.is_none();
        told.problem = state.problem.as_ref();
        told.bar = page.and_then(|page| state.unpublished.get(page)).map(|held| bar(*held));
        serde_json::to_string(&told).unwrap_or_default()
    }

    /// What stands for a build in the address of an event: the session and the number.
    pub(super) fn mark(&self, build: u64) -> String {
        format!("{}.{build}", self.session)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The build that a listener has heard of last: `SESSION.NUMBER`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Since<'s>(pub(super) &'s str);

impl Since<'_> {
    /// Its number, if it is of this session.
    fn build(self, session: &str) -> Option<u64> {
        self.0.strip_prefix(session)?.strip_prefix('.')?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::EnvironmentError;

    #[test]
    fn who_slept_is_told_all_and_who_heard_waits() {
        let preview = Preview::new(Reader::default(), "s".to_owned());
        preview.built(&Report::default(), "");
        let refusal = |text: &str| Problem::environment(&EnvironmentError::new(text));
        preview.failed(refusal("a"));
        preview.failed(refusal("a"));
        assert_eq!(preview.now(), (2, String::new()));
        assert!(preview.wait(Since("s.2"), Duration::ZERO).is_none());
        let (build, told) = preview.wait(Since("s.1"), Duration::ZERO).unwrap();
        assert!(build == 2 && told.contains("\"all\":false") && told.contains("\"message\":\"a\""), "{told}");
        for stranger in ["", "other.2", "s.9"] {
            let told = preview.told(Since(stranger), None);
            assert!(told.contains("\"all\":true"), "{stranger}: {told}");
        }
        for n in 0..100 {
            preview.failed(refusal(&n.to_string()));
        }
        assert!(preview.told(Since("s.3"), None).contains("\"all\":true"));
        assert!(preview.told(Since("s.100"), None).contains("\"all\":false"));
    }
}
