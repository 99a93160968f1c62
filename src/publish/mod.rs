//! Sends the site to where readers get it: only what changed, in an order in which no link leads to nothing, and such that what
//! is cut off is completed by the next run.
//!
//! [`Target`] is the trait through which a site is sent; each kind of target is a file, and a line in [`open`]. A target keeps the
//! *list* ([`List`]) of what was sent to it, which alone says what may be deleted there. [`Site`] is what is to be there, [`Plan`]
//! how to get from one to the other; [`plan()`] says and [`carry_out`] does it. `rules` has the files for hosts that read `_headers` and
//! `_redirects`; `known` remembers which list this machine has seen last.
//!
//! # Cut off in the middle
//!
//! Before the first file, a list is written that says of each file in progress that it is ours and that its content is not
//! certain. Whoever publishes next starts from there: sends what is not certain once more, and deletes what should go. The last
//! file that is written is the list of what is there. A git branch needs none of this: all is one commit.
//!
//! # Two at once
//!
//! A list whose moment is later than that of the build is never replaced, so of two that publish, the older loses. Where the
//! target can, the list is replaced only if it is the one that was read: a store by `If-Match`, a branch by its lease, a folder by
//! a lock. A list that others wrote since this machine last saw one is not replaced either, for what they published may be
//! missing here.

mod command;
mod folder;
mod git;
mod known;
#[cfg(feature = "s3")]
mod lanes;
mod list;
mod plan;
mod rsync;
mod rules;
mod run;
#[cfg(feature = "s3")]
mod s3;
mod site;

use std::path::Path;

use crate::config::Destination;
use crate::output::EnvironmentError;

pub use known::Known;
pub use list::{Content, LIST_FILE, List, shown};
pub use plan::{Kind, Plan};
pub use rules::add_rules;
pub use run::{Failure, Job, Planned, carry_out, plan, plan_again};
pub use site::Site;

/// A place to which a site is sent. Paths are below the site, with `/` between their segments.
pub trait Target {
    /// Where it is, in words.
    fn shown(&self) -> String;

    /// Makes it ready for a change, and keeps others away, where that can be done; `wait` is called if others are at it.
    ///
    /// # Errors
    /// Where it cannot be written to.
    fn lock(&mut self, wait: &dyn Fn()) -> Result<(), EnvironmentError> {
        let _ = wait;
        Ok(())
    }

    /// The list of what was sent; `None` if there is none.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn list(&mut self) -> Result<Option<String>, EnvironmentError>;

    /// Those of `paths`, of which no list speaks, at which something else than ours lies. It is asked before the list names them:
    /// from then on they are ours, and may be deleted.
    ///
    /// # Errors
    /// Where it cannot be told.
    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError>;

    /// Writes the list of what begins now.
    ///
    /// # Errors
    /// Where it cannot be written, or another one is there by now.
    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError>;

    /// Sends files; `step` is called before each and may end it.
    ///
    /// # Errors
    /// Where one cannot be sent; [`Failure::Stopped`].
    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure>;

    /// Deletes files, and folders of those that are empty then, in which `site` has none. One that is not there is no error.
    ///
    /// # Errors
    /// Where one cannot be deleted.
    fn delete(&mut self, site: &Site, paths: &[String]) -> Result<(), EnvironmentError>;

    /// Writes the list of what is there now.
    ///
    /// # Errors
    /// Where it cannot be written, or another one is there by now.
    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError>;

    /// Takes note that files of others may be replaced.
    fn adopt(&mut self) {}

    /// Takes note of the list from which the run begins.
    fn known(&mut self, list: &List) {
        let _ = list;
    }

    /// Whether its host, or one of those that read what is sent there, knows `_headers` and `_redirects`.
    fn reads_rules(&self) -> bool {
        false
    }

    /// Files that it needs beside those of the site.
    fn needs(&self) -> &'static [&'static str] {
        &[]
    }

    /// The list of what was there at the time that `of` names. From then on, what is sent is taken from there. `None` where the
    /// target keeps nothing of what was.
    ///
    /// # Errors
    /// Where there is no such state.
    fn earlier(&mut self, of: &str) -> Result<Option<List>, EnvironmentError> {
        let _ = of;
        Ok(None)
    }
}

/// Called before each file.
pub type Step<'s> = dyn Fn() -> Result<(), Failure> + Sync + 's;

/// What a target is opened with.
#[derive(Clone, Copy)]
pub struct Surroundings<'s> {
    /// The folder of the digest.
    pub root: &'s Path,
    /// A folder for what is kept between two runs, which need not exist.
    pub state: &'s Path,
    /// The environment of the process, for credentials.
    pub environment: &'s dyn Fn(&str) -> Option<String>,
}

/// The target at a destination. Every kind of target is a line here.
///
/// # Errors
/// Where what it needs is missing: a program, credentials.
pub fn open(destination: &Destination, around: Surroundings<'_>) -> Result<Box<dyn Target>, EnvironmentError> {
    Ok(match destination {
        Destination::Folder { path } => Box::new(folder::Folder::new(path, around.root)?),
        Destination::Git { url, branch, prefix } => Box::new(git::Branch::new(url, branch, prefix, around)),
        #[cfg(feature = "s3")]
        Destination::S3 { bucket, prefix, endpoint, region } => Box::new(s3::Store::new(bucket, prefix, endpoint, region, around)?),
        #[cfg(not(feature = "s3"))]
        Destination::S3 { .. } => {
            let missing = EnvironmentError::new("this bulletin was built without its feature `s3`");
            return Err(missing.help("build it with the feature to publish to a store"));
        }
        Destination::Rsync { host, path } => Box::new(rsync::Host::new(host, path, around)),
    })
}
