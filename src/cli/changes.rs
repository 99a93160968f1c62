//! Which files of a digest change while it is watched. Home of notify.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::output::EnvironmentError;
use crate::source::is_hidden;

/// The folders with sources below the root.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Editors write a file in several steps, and other programs many files: so long nothing more must happen.
const QUIET: Duration = Duration::from_millis(10);

/// But no longer than this is waited for quiet.
const LONGEST: Duration = Duration::from_millis(200);

/// The files of a digest, watched.
pub(super) struct Changes {
    root: PathBuf,
    watcher: RecommendedWatcher,
    heard: Receiver<Heard>,
    tell: Sender<Heard>,
}

/// Why a wait is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woken {
    /// Files changed, and no more do for the moment.
    Changed,
    /// The time is up.
    Time,
    /// Someone asked for the end.
    Ended,
}

/// What is heard while waiting.
enum Heard {
    Change,
    /// One of [`FOLDERS`] came, so that it must be watched from now on.
    Folder(&'static str),
    End,
}

impl Changes {
    /// Watches the digest below `root`, its folders that come later too.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(super) fn watch(root: &Path) -> Result<Self, EnvironmentError> {
        // The paths of events begin with that of the folder as it was given, or on some systems as it is without links.
        let root = root.canonicalize().map_err(|error| EnvironmentError::new(format!("cannot watch {}: {}", root.display(), crate::source::reason(&error))))?;
        let (tell, heard) = mpsc::channel();
        let (told, top) = (tell.clone(), root.clone());
        let listen = move |event: notify::Result<Event>| {
            for word in words(&top, &event) {
                // Nobody listens any more when the program ends.
                let _ = told.send(word);
            }
        };
        let watcher = notify::recommended_watcher(listen).map_err(|error| refused(&root, &error))?;
        let mut changes = Self { root, watcher, heard, tell };
        let root = changes.root.clone();
        changes.watcher.watch(&root, RecursiveMode::NonRecursive).map_err(|error| refused(&root, &error))?;
        FOLDERS.iter().try_for_each(|folder| changes.watch_folder(folder))?;
        Ok(changes)
    }

    fn watch_folder(&mut self, folder: &str) -> Result<(), EnvironmentError> {
        let folder = self.root.join(folder);
        if !folder.is_dir() {
            return Ok(());
        }
        self.watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| refused(&folder, &error))
    }

    /// Ends the waiting when it is called, from whatever thread.
    pub(super) fn end(&self) -> impl Fn() + Send + 'static {
        let tell = self.tell.clone();
        move || drop(tell.send(Heard::End))
    }

    /// Waits until files change, but at most for `time`.
    ///
    /// # Errors
    /// Where a new folder cannot be watched.
    pub(super) fn wait(&mut self, time: Duration) -> Result<Woken, EnvironmentError> {
        let Ok(mut heard) = self.heard.recv_timeout(time) else { return Ok(Woken::Time) };
        let first = Instant::now();
        loop {
            match heard {
                Heard::End => return Ok(Woken::Ended),
                Heard::Folder(folder) => self.watch_folder(folder)?,
                Heard::Change => {}
            }
            match self.heard.recv_timeout(QUIET.min(LONGEST.saturating_sub(first.elapsed()))) {
                Ok(next) => heard = next,
                Err(_) => return Ok(Woken::Changed),
            }
        }
    }
}

/// What an event means for the digest below `root`.
fn words(root: &Path, event: &notify::Result<Event>) -> Vec<Heard> {
    // What the system could not tell may have been a change.
    let Ok(event) = event else { return vec![Heard::Change] };
    if event.need_rescan() {
        return vec![Heard::Change];
    }
    // A build reads files too, which is no reason for another one.
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return Vec::new();
    }
    let came = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_));
    let folders = FOLDERS.iter().filter(|folder| came && event.paths.iter().any(|path| *path == root.join(folder)));
    let mut words: Vec<Heard> = folders.map(|folder| Heard::Folder(folder)).collect();
    if words.is_empty() && event.paths.iter().any(|path| concerns(root, path)) {
        words.push(Heard::Change);
    }
    words
}

/// Whether a build may come to something else because of a change at `path`.
fn concerns(root: &Path, path: &Path) -> bool {
    // What lies elsewhere is the target of a link.
    let Ok(below) = path.strip_prefix(root) else { return true };
    let names: Vec<_> = below.components().map(|name| name.as_os_str().to_string_lossy()).collect();
    names.first().is_some_and(|folder| FOLDERS.contains(&&**folder)) && !is_hidden(&names.join("/"))
}

fn refused(path: &Path, error: &notify::Error) -> EnvironmentError {
    let refusal = EnvironmentError::new(format!("cannot watch {}: {error}", path.display()));
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => refusal.help("let the system watch more folders: on Linux, raise fs.inotify.max_user_watches"),
        _ => refusal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_concerns_it() {
        let concerns = |path: &str| concerns(Path::new("/site"), Path::new(path));
        for path in
            ["/site/content/briefings/2024/a.md", "/site/content", "/site/themes/gazette/theme.yaml", "/elsewhere/linked.md", "/site/content/static/_redirects"]
        {
            assert!(concerns(path), "{path}");
        }
        for path in [
            "/site",
            "/site/output/index.html",
            "/site/.bulletin/lock",
            "/site/content/.a.md.swp",
            "/site/content/_old/a.md",
            "/site/content/a.md~",
            "/site/content/.#a.md",
        ] {
            assert!(!concerns(path), "{path}");
        }
    }
}
