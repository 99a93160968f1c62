//! From staged files to a new output by one exchange of two folders.
//!
//! Where a build writes more files than it keeps, the staging area is completed to a whole output: the files that stay are
//! linked into it, and the new list is put there. When all of it is safe on the disk it takes the place of the output, and
//! the output its own, in one step: this is the commit point. A reader meets the whole old output or the whole new one. A
//! staging area that is found by the next build holds what is of no use, before that step and after it.
//!
//! The folder is another one then. So this is done only where nothing else depends on it: it holds no file of others, is as
//! we make folders, and no one works in it. Else, and where a file system cannot do it, files are moved one by one: see
//! [`super::commit`].

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

use super::commit::{FEW, FILES};
use super::place::Place;
use super::{EnvironmentError, Ops, failed, found, make_folders};
use crate::output::{MANIFEST_FILE, Manifest};

/// An output that may be exchanged as a whole.
pub(super) struct Exchange<'e> {
    pub(super) ops: &'e dyn Ops,
    pub(super) place: &'e Place,
    /// What is there now.
    pub(super) listed: &'e Manifest,
    /// What is to be there.
    pub(super) list: &'e Manifest,
    /// Files that wait in the staging area.
    pub(super) staged: &'e BTreeSet<String>,
    /// Their folders.
    pub(super) folders: &'e BTreeSet<String>,
}

impl Exchange<'_> {
    /// Puts the new output in the place of the old one. `false` if that is not possible: then all is as it was.
    pub(super) fn carry_out(&self) -> Result<bool, EnvironmentError> {
        if !self.is_wanted() {
            return Ok(false);
        }
        let Place { folder, staging, .. } = self.place;
        let (files, list) = (staging.join(FILES), staging.join(FILES).join(MANIFEST_FILE));
        let mut linked = Vec::new();
        let ready = self.link(&mut linked).and_then(|folders| {
            self.ops.write(&list, self.list.write().as_bytes())?;
            self.make_safe(&folders, &list)
        });
        // To a place where there is nothing, a rename does the same.
        let done = ready.and_then(|()| if found(folder) { self.ops.exchange(&files, folder) } else { self.ops.rename(&files, folder) });
        if done.is_err() {
            // Whatever it was, files that are moved one by one may have better luck, or will tell of it.
            for path in linked.iter().map(|path| files.join(path)).chain([list]).filter(|path| found(path)) {
                self.ops.remove_file(&path).map_err(|e| failed("clear", &path, &e))?;
            }
            return Ok(false);
        }
        let beside = folder.parent().unwrap_or(folder);
        [beside, staging].into_iter().try_for_each(|path| self.ops.sync(path)).map_err(|error| {
            let refusal = failed("write", beside, &error);
            let help = refusal.help.map(|help| format!("{help}; ")).unwrap_or_default();
            EnvironmentError::new(refusal.message).help(format!("{help}the new output is in place, but may not outlast a power failure: build again"))
        })?;
        // What stays of the old output is of no use.
        let _ = self.ops.clear(staging);
        Ok(true)
    }

    /// Whether more is written than kept, and the folder can be another one.
    fn is_wanted(&self) -> bool {
        let Place { folder, staging, .. } = self.place;
        if self.staged.len() * 2 <= self.list.files.len() || staging.parent() != folder.parent() {
            return false;
        }
        !found(folder) || self.is_plain("", &Nature::of(&staging.join(FILES))) && is_alike(folder, &staging.join(FILES)) && !is_in_use(folder)
    }

    /// Whether there is nothing in a folder of the output but what the list names, and folders that we would make the same.
    fn is_plain(&self, folder: &str, nature: &Nature) -> bool {
        let full = self.place.folder.join(folder);
        let (Ok(entries), true) = (fs::read_dir(&full), Nature::of(&full) == *nature) else { return false };
        let mut entries = entries.peekable();
        // A folder without files is someone else's, but for an output that is to be filled.
        (folder.is_empty() || entries.peek().is_some())
            && entries.all(|entry| {
                let Ok(entry) = entry else { return false };
                let (Ok(name), Ok(kind)) = (entry.file_name().into_string(), entry.file_type()) else { return false };
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                kind.is_dir() && self.is_plain(&path, nature) || kind.is_file() && (path == MANIFEST_FILE || self.listed.files.contains_key(&path))
            })
    }

    /// Links the files that stay, and gives all folders of the new output.
    fn link(&self, linked: &mut Vec<String>) -> io::Result<BTreeSet<String>> {
        let files = self.place.staging.join(FILES);
        let mut folders = self.folders.clone();
        for path in self.list.files.keys().filter(|path| !self.staged.contains(*path)) {
            let mut folder = path.rfind('/').map_or("", |at| &path[..at]);
            if !folders.contains(folder) {
                make_folders(self.ops, &files.join(folder))?;
                while folders.insert(folder.to_owned()) {
                    folder = folder.rfind('/').map_or("", |at| &folder[..at]);
                }
            }
            // Before it is there, so that a link of which it is not known whether it was made goes too.
            linked.push(path.clone());
            self.ops.link(&self.place.folder.join(path), &files.join(path))?;
        }
        Ok(folders)
    }

    /// Sees to it that the new output outlasts a power failure before it takes the place of the old one.
    fn make_safe(&self, folders: &BTreeSet<String>, list: &Path) -> io::Result<()> {
        let staging = &self.place.staging;
        if self.staged.len() > FEW && self.ops.sync_all(staging)? {
            return Ok(());
        }
        let files = staging.join(FILES);
        self.staged.iter().chain(folders).try_for_each(|path| self.ops.sync(&files.join(path)))?;
        [list, &files, staging].into_iter().try_for_each(|path| self.ops.sync(path))
    }
}

/// Whose a folder is, who may do what with it, and on which file system it lies.
#[derive(PartialEq, Eq)]
struct Nature([u64; 4]);

impl Nature {
    #[cfg(unix)]
    fn of(folder: &Path) -> Self {
        use std::os::unix::fs::MetadataExt;
        let of = |data: fs::Metadata| [u64::from(data.uid()), u64::from(data.gid()), u64::from(data.mode()), data.dev()];
        Self(folder.symlink_metadata().map_or([u64::MAX; 4], of))
    }

    #[cfg(not(unix))]
    fn of(_: &Path) -> Self {
        Self([0; 4])
    }
}

/// Whether two folders have the same further attributes: lists of who may do what, and labels.
#[cfg(target_os = "linux")]
fn is_alike(one: &Path, other: &Path) -> bool {
    let attributes = |path: &Path| -> Option<Vec<(Vec<u8>, Vec<u8>)>> {
        let (mut names, mut value) = (vec![0; 1 << 16], vec![0; 1 << 16]);
        let length = match rustix::fs::listxattr(path, &mut names[..]) {
            Err(rustix::io::Errno::NOTSUP) => 0,
            length => length.ok()?,
        };
        let names = names[..length].split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let mut all = names
            .map(|name| {
                let length = rustix::fs::getxattr(path, name, &mut value[..]).ok()?;
                Some((name.to_vec(), value[..length].to_vec()))
            })
            .collect::<Option<Vec<_>>>()?;
        all.sort();
        Some(all)
    };
    attributes(one).is_some_and(|one| Some(one) == attributes(other))
}

#[cfg(not(target_os = "linux"))]
fn is_alike(_: &Path, _: &Path) -> bool {
    true
}

/// Whether a program, as far as we may ask, works in a folder: a server that was started there would go on to serve the old one.
#[cfg(target_os = "linux")]
fn is_in_use(folder: &Path) -> bool {
    let programs = fs::read_dir("/proc").into_iter().flatten().flatten();
    programs.flat_map(|program| ["cwd", "root"].map(|link| program.path().join(link))).any(|link| fs::read_link(link).is_ok_and(|at| at.starts_with(folder)))
}

#[cfg(not(target_os = "linux"))]
fn is_in_use(_: &Path) -> bool {
    false
}
