//! A digest on the disk: its files, its moment, its memo.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::arguments::SiteOptions;
use crate::config::{Config, SITE_FILE};
use crate::output::{Lock, Memo, Refusal};
use crate::source::Disk;
use crate::values::{Date, Instant};

/// The folder below the root that holds the memo and the lock.
const STATE: &str = ".bulletin";

/// A digest on the disk.
pub(super) struct Digest {
    pub(super) root: PathBuf,
    pub(super) files: Disk,
}

impl Digest {
    /// The digest below `root`.
    pub(super) fn new(root: &Path) -> Self {
        // Whether links may lead out of the site is a setting, but must be known before the settings are read in earnest.
        let outside = fs::read_to_string(root.join(SITE_FILE)).ok().and_then(|text| Config::parse(&text, None).ok());
        let outside = outside.is_some_and(|(config, _)| config.limits.outside_links);
        // `./output` says no more than `output`.
        let shown = root.strip_prefix(".").unwrap_or(root);
        Self { root: shown.to_owned(), files: Disk::new(root, outside) }
    }

    /// The moment of the build, in seconds since 1970.
    pub(super) fn moment(&self, options: &SiteOptions) -> Result<i64, Refusal> {
        match &options.at {
            None => Ok(Timestamp::now().as_second()),
            Some(text) => {
                let instant = Instant::parse(text).map_err(|m| Refusal::new(m.message).help(m.help.unwrap_or_default()))?;
                Ok(instant.seconds(&self.time_zone()))
            }
        }
    }

    /// The site's time zone, as far as its settings can be read.
    fn time_zone(&self) -> TimeZone {
        let text = fs::read_to_string(self.root.join(SITE_FILE)).ok();
        text.and_then(|t| Config::parse(&t, None).ok()).map_or(TimeZone::UTC, |(config, _)| config.time_zone)
    }

    /// Today in the site's time zone.
    pub(super) fn today(&self) -> Date {
        Timestamp::now().to_zoned(self.time_zone()).date().into()
    }

    /// Keeps other builds away.
    pub(super) fn lock(&self, quiet: bool) -> Result<Lock, Refusal> {
        Lock::take(&self.root.join(STATE), || {
            if !quiet {
                anstream::eprintln!("waiting for another build of this digest to end");
            }
        })
    }

    /// The memo of earlier builds; an empty one if there is none that is fit for use.
    pub(super) fn memo(&self) -> Memo {
        fs::read(self.root.join(STATE).join("cache")).ok().and_then(|bytes| Memo::parse(&bytes)).unwrap_or_default()
    }

    /// Keeps the memo for the next build. That it cannot be kept costs time and nothing else, so it is no failure.
    pub(super) fn keep(&self, memo: &Memo) {
        let folder = self.root.join(STATE);
        let (new, path) = (folder.join("cache.new"), folder.join("cache"));
        if fs::create_dir_all(&folder).and_then(|()| fs::write(&new, memo.write())).and_then(|()| fs::rename(&new, &path)).is_err() {
            let _ = fs::remove_file(&new);
        }
    }
}

/// A moment in the words of the report: `2024-10-23 14:00 UTC`.
pub(super) fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| "never".to_owned(), |t| t.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
