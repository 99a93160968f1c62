//! A digest on the disk: its files, its moment, its cache.

use std::ops::Range;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::arguments::SiteOptions;
use crate::cache::{Cache, CacheDir};
use crate::config::{Config, SITE_FILE};
use crate::output::{EnvironmentError, Lock};
use crate::source::{Disk, Files, STATE};
use crate::values::{Date, Instant, WebAddress};

/// The moments that a site can be built at, in seconds since 1970: up to the year 9998, so that a day, and a year, can be added
/// to each.
const MOMENTS: Range<i64> = 0..253_370_764_800;

/// A digest on the disk.
pub(super) struct Digest {
    pub(super) root: PathBuf,
    pub(super) files: Disk,
    /// The path of the site's address; nothing where its settings cannot be read.
    #[cfg(feature = "watch")]
    pub(super) base_path: String,
    time_zone: TimeZone,
}

impl Digest {
    /// The digest below `root`. Whether links may lead out of it, and its time zone, are settings, but must be known before
    /// the settings are read in earnest; where they have mistakes, the build tells.
    pub(super) fn new(root: &Path, base_url: Option<&WebAddress>) -> Self {
        let text = Disk::new(root, false).read(SITE_FILE).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let config = text.and_then(|text| Config::parse(&text, base_url).ok()).map(|(config, _)| config);
        let outside = config.as_ref().is_some_and(|c| c.limits.outside_links);
        #[cfg(feature = "watch")]
        let base_path = config.as_ref().map(|c| c.base_path.clone()).unwrap_or_default();
        let time_zone = config.map_or(TimeZone::UTC, |c| c.time_zone);
        // `./output` says no more than `output`.
        let shown = root.strip_prefix(".").unwrap_or(root);
        Self {
            root: shown.to_owned(),
            files: Disk::new(root, outside),
            #[cfg(feature = "watch")]
            base_path,
            time_zone,
        }
    }

    /// The moment of the build, in seconds since 1970.
    pub(super) fn moment(&self, options: &SiteOptions) -> Result<i64, EnvironmentError> {
        match &options.at {
            None => Ok(now()),
            Some(text) => {
                let instant = Instant::parse(text).map_err(|m| EnvironmentError::new(m.message).help(m.help.unwrap_or_default()))?;
                if let Some((message, help)) = instant.unclear_in(&self.time_zone) {
                    return Err(EnvironmentError::new(message).help(help));
                }
                let moment = instant.seconds(&self.time_zone);
                if !MOMENTS.contains(&moment) {
                    let far = EnvironmentError::new(format!("no site can be built as of `{}`", text.trim()));
                    return Err(far.help("--at takes a moment from 1970-01-01T00:00:00Z to 9998-12-31T23:59:59Z"));
                }
                Ok(moment)
            }
        }
    }

    /// Today in the site's time zone.
    pub(super) fn today(&self) -> Date {
        Timestamp::now().to_zoned_datetime(self.time_zone.clone()).date().into()
    }

    /// Keeps other builds away.
    pub(super) fn lock(&self, quiet: bool) -> Result<Lock, EnvironmentError> {
        Lock::take(&self.root.join(STATE), || waiting(quiet, "digest"))
    }

    /// The cache of earlier builds; an empty one if there is none that is fit for use.
    pub(super) fn cache(&self) -> Cache {
        CacheDir::new(&self.root.join(STATE)).load()
    }

    /// Keeps the cache for the next build. That it cannot be kept costs time and nothing else, so it is no failure.
    pub(super) fn keep(&self, cache: &mut Cache) {
        CacheDir::new(&self.root.join(STATE)).save(cache);
    }
}

/// This moment, in seconds since 1970.
pub(super) fn now() -> i64 {
    Timestamp::now().as_second()
}

/// Says that another build is at it.
pub(super) fn waiting(quiet: bool, what: &str) {
    if !quiet {
        super::print::beside(format_args!("waiting for another build of this {what} to end"));
    }
}

/// Says that nothing keeps other builds away.
pub(super) fn without_lock(quiet: bool, why: &str) {
    static TOLD: std::sync::Once = std::sync::Once::new();
    let tell = || {
        let (yellow, bold) = (anstyle::AnsiColor::Yellow.on_default().bold(), anstyle::Style::new().bold());
        anstream::eprintln!("{yellow}warning{yellow:#}{bold}: this file system cannot lock: {why}{bold:#}");
        anstream::eprintln!("  help: run no two builds of this digest at the same time; neither would notice the other");
    };
    if !quiet {
        TOLD.call_once(tell);
    }
}

/// A moment in the words of the report: `2024-10-23 14:00 UTC`.
pub(super) fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| "never".to_owned(), |t| t.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
