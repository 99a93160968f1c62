//! When to build again though nothing changed.

use std::time::Duration;

use super::site::now;
use crate::engine::Report;

/// The clock may be set, and the machine sleep: no moment is waited for longer than this without a look at it.
const LOOK: Duration = Duration::from_mins(1);

/// The moment of the next build if nothing changes, in seconds since 1970.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Due(Option<i64>);

impl Due {
    /// That after a build. A moment that is given does not pass, and then `is_given`.
    pub(super) fn after(report: &Report, is_given: bool) -> Self {
        Self(report.until.filter(|until| !is_given && *until > report.at))
    }

    /// How long to wait if nothing changes.
    pub(super) fn patience(self) -> Duration {
        let left = |until: i64| Duration::from_secs(until.saturating_sub(now()).try_into().unwrap_or(0));
        self.0.map_or(LOOK, |until| left(until).min(LOOK))
    }

    /// Whether the moment has come.
    pub(super) fn has_come(self) -> bool {
        self.0.is_some_and(|until| until <= now())
    }
}
