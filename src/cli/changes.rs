//! Which files of a digest change while it is watched. Home of notify.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::output::EnvironmentError;
use crate::source::{Disk, Files, is_hidden};

/// The folders with sources below the root.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Editors write a file in several steps, and other programs many files: so long nothing more must happen.
const QUIET: Duration = Duration::from_millis(10);

/// But no longer than this is waited for quiet.
const LONGEST: Duration = Duration::from_millis(200);

/// The files of a digest, watched.
pub(super) struct Changes {
    root: PathBuf,
    /// What the system tells by; none where it is asked again and again.
    watcher: Option<RecommendedWatcher>,
    /// Files elsewhere that links lead to.
    linked: Linked,
    touched: Touched,
    heard: Receiver<Heard>,
    tell: Sender<Heard>,
}

/// Shared with the thread that hears of changes.
type Linked = Arc<Mutex<BTreeSet<PathBuf>>>;

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

/// What changed since it was asked for last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Touched {
    /// These files, by their paths below the root, or what stands in their place now.
    Files(BTreeSet<String>),
    /// It is not known what.
    Anything,
}

impl Default for Touched {
    fn default() -> Self {
        Self::Files(BTreeSet::new())
    }
}

impl Touched {
    fn add(&mut self, path: Option<String>) {
        match (self, path) {
            (Self::Files(paths), Some(path)) => drop(paths.insert(path)),
            (all, _) => *all = Self::Anything,
        }
    }
}

/// What is heard while waiting.
enum Heard {
    /// A file changed; which one, if that can be said.
    Change(Option<String>),
    /// One of [`FOLDERS`] came, so that it must be watched from now on.
    Folder(&'static str),
    /// A link or a folder came, so that there may be files elsewhere to be watched from now on.
    Link,
    End,
}

impl Changes {
    /// Watches the digest below `root`, its folders that come later too.
    ///
    /// # Errors
    /// Where the system refuses.
    pub(super) fn watch(root: &Path) -> Result<Self, EnvironmentError> {
        let mut changes = Self::new(root)?;
        let (told, root, linked) = (changes.tell.clone(), changes.root.clone(), Arc::clone(&changes.linked));
        let listen = move |event: notify::Result<Event>| {
            for word in words(&root, &linked, &event) {
                // Nobody listens any more when the program ends.
                let _ = told.send(word);
            }
        };
        changes.watcher = Some(notify::recommended_watcher(listen).map_err(|error| refused(&changes.root, &error))?);
        let root = changes.root.clone();
        changes.add(&root, RecursiveMode::NonRecursive)?;
        FOLDERS.iter().try_for_each(|folder| changes.watch_folder(folder))?;
        changes.watch_linked();
        Ok(changes)
    }

    /// Looks at the digest below `root` after each `pause`, for the system does not tell of what others do on a network drive,
    /// or outside of a container.
    ///
    /// # Errors
    /// Where there is no such folder.
    pub(super) fn poll(root: &Path, pause: Duration) -> Result<Self, EnvironmentError> {
        let changes = Self::new(root)?;
        // The stamps are those of the files that links lead to.
        let files = Disk::new(&changes.root, true);
        let look = move || FOLDERS.map(|folder| files.list(folder));
        let (mut seen, tell) = (look(), changes.tell.clone());
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(pause);
                let now = look();
                if now != seen {
                    seen = now;
                    if tell.send(Heard::Change(None)).is_err() {
                        break;
                    }
                }
            }
        });
        Ok(changes)
    }

    fn new(root: &Path) -> Result<Self, EnvironmentError> {
        // The paths of events begin with that of the folder as it was given, or on some systems as it is without links.
        let root = root.canonicalize().map_err(|error| EnvironmentError::new(format!("cannot watch {}: {}", root.display(), crate::source::reason(&error))))?;
        let (tell, heard) = mpsc::channel();
        Ok(Self { root, watcher: None, linked: Linked::default(), touched: Touched::default(), heard, tell })
    }

    fn add(&mut self, path: &Path, mode: RecursiveMode) -> Result<(), EnvironmentError> {
        self.watcher.as_mut().map_or(Ok(()), |watcher| watcher.watch(path, mode).map_err(|error| refused(path, &error)))
    }

    /// Watches the folders of files elsewhere that links lead to: editors put another file in the place of one. What cannot be
    /// watched is missed, and nothing else.
    fn watch_linked(&mut self) {
        for target in Disk::new(&self.root, true).linked_elsewhere() {
            let is_new = self.linked.lock().unwrap_or_else(PoisonError::into_inner).insert(target.clone());
            if let Some(folder) = target.parent().filter(|_| is_new) {
                let _ = self.add(folder, RecursiveMode::NonRecursive);
            }
        }
    }

    fn watch_folder(&mut self, folder: &str) -> Result<(), EnvironmentError> {
        let folder = self.root.join(folder);
        if !folder.is_dir() {
            return Ok(());
        }
        self.add(&folder, RecursiveMode::Recursive)
    }

    /// Ends the waiting when it is called, from whatever thread.
    pub(super) fn end(&self) -> impl Fn() + Send + 'static {
        let tell = self.tell.clone();
        move || drop(tell.send(Heard::End))
    }

    /// What changed since this was asked for last.
    pub(super) fn touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
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
                Heard::Folder(folder) => {
                    self.touched.add(None);
                    self.watch_folder(folder)?;
                    self.watch_linked();
                }
                Heard::Link => {
                    self.touched.add(None);
                    self.watch_linked();
                }
                Heard::Change(path) => self.touched.add(path),
            }
            match self.heard.recv_timeout(QUIET.min(LONGEST.saturating_sub(first.elapsed()))) {
                Ok(next) => heard = next,
                Err(_) => return Ok(Woken::Changed),
            }
        }
    }
}

/// What an event means for the digest below `root`.
fn words(root: &Path, linked: &Linked, event: &notify::Result<Event>) -> Vec<Heard> {
    // What the system could not tell may have been a change.
    let Ok(event) = event else { return vec![Heard::Change(None)] };
    if event.need_rescan() {
        return vec![Heard::Change(None)];
    }
    // A build reads files too, which is no reason for another one.
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return Vec::new();
    }
    let came = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_));
    let folders = FOLDERS.iter().filter(|folder| came && event.paths.iter().any(|path| *path == root.join(folder)));
    let words: Vec<Heard> = folders.map(|folder| Heard::Folder(folder)).collect();
    if !words.is_empty() {
        return words;
    }
    let concerns = |path: &&PathBuf| concerns(root, &linked.lock().unwrap_or_else(PoisonError::into_inner), path);
    let is_link = |path: &PathBuf| path.symlink_metadata().is_ok_and(|data| data.is_symlink() || data.is_dir());
    let word = |path: &PathBuf| match path.strip_prefix(root).ok().and_then(Path::to_str) {
        _ if came && is_link(path) => Heard::Link,
        below => Heard::Change(below.map(|below| below.replace(std::path::MAIN_SEPARATOR, "/"))),
    };
    event.paths.iter().filter(concerns).map(word).collect()
}

/// Whether a build may come to something else because of a change at `path`.
fn concerns(root: &Path, linked: &BTreeSet<PathBuf>, path: &Path) -> bool {
    if linked.contains(path) {
        return true;
    }
    let Ok(below) = path.strip_prefix(root) else {
        // It lies elsewhere: in a folder that a link leads to, or beside a file that one leads to.
        return !linked.iter().any(|target| target.parent() == path.parent());
    };
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

    /// Who saves and looks up should not see that anything was waited for.
    const _: () = assert!(QUIET.as_millis() <= 20);

    #[test]
    fn only_what_a_build_reads_concerns_it() {
        let linked = BTreeSet::from(["/shared/notes.md", "/site/shared/notes.md"].map(PathBuf::from));
        let concerns = |path: &str| concerns(Path::new("/site"), &linked, Path::new(path));
        for path in [
            "/site/content/briefings/2024/a.md",
            "/site/content",
            "/site/themes/gazette/theme.yaml",
            "/elsewhere/linked.md",
            "/shared/notes.md",
            "/site/shared/notes.md",
            "/site/content/static/_redirects",
        ] {
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
            "/shared/others.md",
        ] {
            assert!(!concerns(path), "{path}");
        }
    }
}
