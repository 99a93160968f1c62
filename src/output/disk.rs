//! An output folder on a disk.
#![expect(clippy::disallowed_methods, reason = "this is the one writer of the output")]

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use super::{LIST_FILE, Listing, Refusal, Store, memo};
use crate::source::{Stamp, reason, stamp};

/// Files that may lie in an output that is otherwise empty: placeholders of version control.
const PLACEHOLDERS: [&str; 3] = [".gitkeep", ".gitignore", ".keep"];

/// An output folder.
#[derive(Debug)]
pub struct Disk {
    folder: PathBuf,
    options: DiskOptions,
    staging: PathBuf,
    /// Folders that are known to be in the staging area.
    made: Mutex<BTreeSet<PathBuf>>,
    /// What the list said when the output was opened.
    listed: Listing,
}

/// How an output folder is treated.
#[derive(Debug, Clone, Default)]
pub struct DiskOptions {
    /// Take over a folder that another program, or a person, has filled.
    pub adopt: bool,
    /// Folders with sources, which the output must not be, hold or lie in.
    pub sources: Vec<PathBuf>,
}

impl Disk {
    /// The output in `folder`, which need not exist.
    #[must_use]
    pub fn new(folder: &Path, options: DiskOptions) -> Self {
        let folder = absolute(folder);
        let name = folder.file_name().map_or_else(|| "output".to_owned(), |n| n.to_string_lossy().into_owned());
        let staging = folder.with_file_name(format!(".{name}.bulletin-staging"));
        Self { folder, options, staging, made: Mutex::default(), listed: Listing::default() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Refuses folders that hold sources or lie among them.
    fn check_place(&self) -> Result<(), Refusal> {
        let shown = self.folder.display();
        if self.folder.exists() && !self.folder.is_dir() {
            return Err(Refusal::new(format!("the output {shown} is a file")).help("name a folder with --output, or remove the file"));
        }
        for sources in &self.options.sources {
            let sources = absolute(sources);
            if sources.starts_with(&self.folder) {
                return Err(Refusal::new(format!("the output {shown} holds the sources {}", sources.display())).help("name another folder with --output"));
            }
            if self.folder.starts_with(&sources) {
                return Err(Refusal::new(format!("the output {shown} lies in the sources {}", sources.display())).help("name another folder with --output"));
            }
        }
        Ok(())
    }

    /// Reads the list; refuses a folder that has files but no list, unless it is to be adopted.
    fn read_list(&self, drafts: bool) -> Result<Listing, Refusal> {
        let shown = self.folder.display();
        let listed = match fs::read_to_string(self.path(LIST_FILE)) {
            Ok(text) => Listing::parse(&text),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(failed("read", &self.path(LIST_FILE), &error)),
        };
        match listed {
            Some(list) if list.drafts != drafts && !list.files.is_empty() => {
                let (what, help) = if drafts {
                    ("was built without drafts", "give drafts an output of their own: --drafts --output preview")
                } else {
                    ("shows drafts", "build into another folder, or delete this one first")
                };
                Err(Refusal::new(format!("the output {shown} {what}")).help(help))
            }
            Some(list) => Ok(Listing { drafts, ..list }),
            None if self.options.adopt || self.is_empty()? => Ok(Listing { drafts, ..Listing::default() }),
            None => Err(Refusal::new(format!("the output {shown} has files that bulletin did not write"))
                .help("name another folder with --output, empty this one, or take it over with --adopt: files of other names then stay")),
        }
    }

    fn is_empty(&self) -> Result<bool, Refusal> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(true),
            Err(error) => return Err(failed("read", &self.folder, &error)),
        };
        Ok(entries.flatten().all(|e| e.file_name().to_str().is_some_and(|name| PLACEHOLDERS.contains(&name))))
    }

    /// Refuses to write over files that no list names, over folders with such files, and through links that lead elsewhere.
    fn check_targets(&self, staged: &BTreeSet<String>, stale: &BTreeSet<String>) -> Result<(), Refusal> {
        let mut folders: HashMap<&str, bool> = HashMap::from([("", true)]);
        for path in staged {
            let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
            for parent in parents {
                if !folders.contains_key(parent) {
                    folders.insert(parent, self.is_folder(parent, stale)?);
                }
            }
            let folder = path.rfind('/').map_or("", |at| &path[..at]);
            if folders[folder] {
                self.check_target(path, stale)?;
            }
        }
        Ok(())
    }

    /// Whether there is a folder at `path`; a refusal if there is anything else, a link to a folder too.
    fn is_folder(&self, path: &str, stale: &BTreeSet<String>) -> Result<bool, Refusal> {
        match self.path(path).symlink_metadata() {
            Ok(data) if data.is_dir() => Ok(true),
            // A file of ours that is no longer planned makes room for the folder.
            Ok(data) if data.is_file() && stale.contains(path) => Ok(false),
            Ok(_) => Err(Refusal::new(format!("{} is not a folder", self.path(path).display())).help("move it away: bulletin writes no file through a link")),
            Err(_) => Ok(false),
        }
    }

    /// Refuses to replace what is not ours.
    fn check_target(&self, path: &str, stale: &BTreeSet<String>) -> Result<(), Refusal> {
        let ours = self.listed.files.contains_key(path) || self.options.adopt;
        let shown = || self.path(path).display().to_string();
        match self.path(path).symlink_metadata() {
            Ok(data) if data.is_dir() && !self.holds_only(path, stale) => {
                Err(Refusal::new(format!("{} is a folder that bulletin did not make", shown())).help("move it away: a file is to be written there"))
            }
            Ok(data) if !data.is_dir() && !ours => {
                Err(Refusal::new(format!("{} was not written by bulletin", shown())).help("move it away, or let bulletin take it over with --adopt"))
            }
            _ => Ok(()),
        }
    }

    /// Whether all that is below a folder is among `files`, so that it goes with them; an empty folder is someone else's.
    fn holds_only(&self, folder: &str, files: &BTreeSet<String>) -> bool {
        fs::read_dir(self.path(folder)).is_ok_and(|entries| {
            let mut entries = entries.peekable();
            entries.peek().is_some()
                && entries.all(|entry| {
                    let named = entry.ok().and_then(|e| Some((format!("{folder}/{}", e.file_name().to_str()?), e.file_type().ok()?)));
                    named.is_some_and(|(name, kind)| if kind.is_dir() { self.holds_only(&name, files) } else { files.contains(&name) })
                })
        })
    }

    /// Whether a link stands on the way to a file: what lies behind it is not the output's.
    fn is_behind_link(&self, path: &str) -> bool {
        path.match_indices('/').any(|(at, _)| self.path(&path[..at]).symlink_metadata().is_ok_and(|d| d.is_symlink()))
    }

    /// Moves everything below the staging area's `folder` into the output: whole folders where there is none yet.
    fn move_in(&self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(self.staging.join(folder))? {
            let name = folder.join(entry?.file_name());
            let (from, to) = (self.staging.join(&name), self.folder.join(&name));
            if from.is_dir() && to.is_dir() {
                self.move_in(&name)?;
            } else {
                fs::rename(&from, &to)?;
            }
        }
        Ok(())
    }

    fn delete(&self, path: &str) -> io::Result<()> {
        // A folder in its place is someone else's, and so is what lies behind a link.
        if self.is_behind_link(path) || self.path(path).symlink_metadata().is_ok_and(|d| d.is_dir()) {
            return Ok(());
        }
        match fs::remove_file(self.path(path)) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Err(error),
            _ => {}
        }
        // Folders that are empty now go too; the first that is not stops this.
        let mut parent = Path::new(path).parent();
        while let Some(folder) = parent.filter(|p| !p.as_os_str().is_empty()) {
            if fs::remove_dir(self.folder.join(folder)).is_err() {
                break;
            }
            parent = folder.parent();
        }
        Ok(())
    }

    /// Replaces the list in one step.
    fn write_list(&self, list: &Listing) -> Result<(), Refusal> {
        let (new, path) = (self.staging.with_extension("list"), self.path(LIST_FILE));
        write_file(&new, list.write().as_bytes()).and_then(|()| fs::rename(&new, &path)).map_err(|e| failed("write", &path, &e))
    }
}

impl Store for Disk {
    fn name(&self) -> String {
        self.folder.to_string_lossy().into_owned()
    }

    fn open(&mut self, drafts: bool) -> Result<Listing, Refusal> {
        self.check_place()?;
        self.listed = self.read_list(drafts)?;
        if self.staging.exists() {
            fs::remove_dir_all(&self.staging).map_err(|e| failed("clear", &self.staging, &e))?;
        }
        self.made.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        Ok(self.listed.clone())
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let data = self.path(path).symlink_metadata().ok()?;
        data.is_file().then(|| stamp(&data))
    }

    fn holds(&self, path: &str, bytes: &[u8]) -> bool {
        let path = self.path(path);
        let right_size = path.symlink_metadata().is_ok_and(|d| d.is_file() && d.len() == bytes.len() as u64);
        right_size && fs::read(path).is_ok_and(|held| held == bytes)
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), Refusal> {
        let target = self.staging.join(path);
        let folder = target.parent().unwrap_or(&self.staging).to_owned();
        let mut made = self.made.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if !made.contains(&folder) {
            make_folder(&folder).map_err(|e| failed("make", &folder, &e))?;
            made.insert(folder);
        }
        drop(made);
        write_file(&target, bytes).map_err(|e| failed("write", &target, &e))
    }

    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Listing) -> Result<(), Refusal> {
        self.check_targets(staged, stale)?;
        make_folder(&self.folder).map_err(|e| failed("make", &self.folder, &e))?;
        if !staged.is_empty() || !stale.is_empty() {
            // Until all is done, the list names what was and what comes, so that an interrupted build leaves nothing behind
            // that would pass for someone else's.
            let mut both = list.clone();
            both.files.extend(self.listed.files.iter().map(|(p, h)| (p.clone(), *h)));
            self.write_list(&both)?;
        }
        let (before, after): (Vec<&String>, Vec<&String>) = stale.iter().partition(|s| is_in_the_way(s, staged));
        for path in before {
            self.delete(path).map_err(|e| failed("delete", &self.path(path), &e))?;
        }
        if !staged.is_empty() {
            self.move_in(Path::new("")).map_err(|e| failed("write", &self.folder, &e))?;
        }
        for path in after {
            self.delete(path).map_err(|e| failed("delete", &self.path(path), &e))?;
        }
        if *list != self.listed || !self.path(LIST_FILE).exists() || !staged.is_empty() || !stale.is_empty() {
            self.write_list(list)?;
        }
        self.listed = list.clone();
        let _ = fs::remove_dir_all(&self.staging);
        Ok(())
    }

    fn settle(&self) -> i64 {
        std::thread::sleep(memo::SETTLE);
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX))
    }
}

/// Whether a file must go before others can come: one of them needs a folder in its place, or stands where its folder is.
fn is_in_the_way(path: &str, coming: &BTreeSet<String>) -> bool {
    let below = format!("{path}/");
    let is_folder = coming.range(below.clone()..).next().is_some_and(|p| p.starts_with(&below));
    is_folder || path.match_indices('/').any(|(at, _)| coming.contains(&path[..at]))
}

impl Drop for Disk {
    fn drop(&mut self) {
        // After a failure nothing that was staged is of use.
        let _ = fs::remove_dir_all(&self.staging);
    }
}

/// Gives a file or folder the mode that it must have whatever the builder's umask: a web server must be able to read it.
/// What the first one of a kind got by itself, the others get too.
#[cfg(unix)]
fn set_mode(path: &Path, mode: u32, usual: &OnceLock<bool>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let is_usual = || fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o777 == mode);
    if *usual.get_or_init(is_usual) { Ok(()) } else { fs::set_permissions(path, fs::Permissions::from_mode(mode)) }
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32, _: &OnceLock<bool>) -> io::Result<()> {
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static USUAL: OnceLock<bool> = OnceLock::new();
    fs::write(path, bytes)?;
    set_mode(path, 0o644, &USUAL)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    static USUAL: OnceLock<bool> = OnceLock::new();
    // The parent of a relative name is nothing: the folder that the program runs in.
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(parent) = folder.parent() {
        make_folder(parent)?;
    }
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
        Ok(()) => set_mode(folder, 0o755, &USUAL),
    }
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Refusal {
    Refusal::new(format!("cannot {what} {}: {}", path.display(), reason(error)))
}

/// The path without links and dots, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut at = full.as_path();
    loop {
        if let Ok(real) = at.canonicalize() {
            return missing.iter().rev().fold(real, |p, name| p.join(name));
        }
        match (at.parent(), at.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name.to_owned());
                at = parent;
            }
            _ => return full,
        }
    }
}

/// Keeps other builds of the same site away for as long as it lives; the system lifts it when the process dies.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "the lock lives as long as the file is open")] fs::File);

impl Lock {
    /// Takes the lock in `folder`, calling `wait` once if another build holds it.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn take(folder: &Path, wait: impl FnOnce()) -> Result<Self, Refusal> {
        let path = folder.join("lock");
        make_folder(folder).map_err(|e| failed("make", folder, &e))?;
        let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(|e| failed("open", &path, &e))?;
        if file.try_lock().is_err() {
            wait();
            file.lock().map_err(|e| failed("lock", &path, &e))?;
        }
        Ok(Self(file))
    }
}
