//! The list of a digest's files, kept from build to build while it is known what changes.
//!
//! To take the stamps of all files of a digest of 10,000 briefings is a sixth of what a save costs. The system names the files
//! that a save touched: as long as each of them is a regular file that was listed before, theirs are the only stamps that can
//! be others. Whatever else happens (a file or folder comes or goes, a link, an event that got lost), all files are listed anew.

use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::changes::Touched;
use crate::config::SITE_FILE;
use crate::diagnostics::Diagnostic;
use crate::source::{Disk, Entry, Files, Opened, stamp};

/// What a folder holds, and what is wrong with the rest of it.
type Folder = (Vec<Entry>, Vec<Diagnostic>);

/// The files of a digest, with the list of them.
pub(super) struct Listing {
    disk: Disk,
    /// By their names.
    kept: Mutex<Vec<(String, Folder)>>,
}

impl Listing {
    pub(super) fn new(disk: Disk) -> Self {
        Self { disk, kept: Mutex::default() }
    }

    /// Whether all is on the disk as it is listed.
    pub(super) fn is_current(&self) -> bool {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().all(|(folder, known)| self.disk.list(folder) == *known)
    }

    /// The listing after files were touched, if it can be told without listing all.
    pub(super) fn after(mut self, touched: &Touched) -> Option<Self> {
        let Touched::Files(paths) = touched else { return None };
        let kept = self.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            // The settings say whether links may lead out.
            let is_settings = path == SITE_FILE;
            let mut entries = kept.iter_mut().flat_map(|(_, (entries, _))| entries);
            let entry = entries.find(|entry| *entry.path == **path).filter(|_| !is_settings)?;
            let file: PathBuf = self.disk.root().join(path);
            let data = file.symlink_metadata().ok().filter(std::fs::Metadata::is_file)?;
            entry.stamp = stamp(&data);
        }
        Some(self)
    }
}

impl Files for Listing {
    fn list(&self, folder: &str) -> Folder {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = kept.iter().find(|(name, _)| name == folder) {
            return known.clone();
        }
        let listed = self.disk.list(folder);
        kept.push((folder.to_owned(), listed.clone()));
        listed
    }

    fn open(&self, path: &str) -> io::Result<Opened<'_>> {
        self.disk.open(path)
    }

    fn now(&self) -> i64 {
        self.disk.now()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::*;

    #[test]
    fn what_was_touched_is_looked_at_alone_or_all_is_listed() {
        let folder = tempfile::TempDir::new().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("content/pages")).unwrap();
        fs::write(at("content/site.yaml"), "title: T").unwrap();
        fs::write(at("content/pages/a.md"), "one").unwrap();
        let listing = || {
            let listing = Listing::new(Disk::new(folder.path(), false));
            listing.list("content");
            listing
        };
        let sizes = |listing: &Listing| listing.list("content").0.iter().map(|entry| (entry.path.to_string(), entry.stamp.size)).collect::<Vec<_>>();
        let files = |paths: &[&str]| Touched::Files(paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<String>>());
        let before = listing();
        fs::write(at("content/pages/a.md"), "three").unwrap();
        fs::write(at("content/pages/b.md"), "new").unwrap();
        let after = before.after(&files(&["content/pages/a.md"])).unwrap();
        assert_eq!(sizes(&after), [("content/pages/a.md".to_owned(), 5), ("content/site.yaml".to_owned(), 8)]);
        for touched in [Touched::Anything, files(&["content/pages/b.md"]), files(&["content/pages"]), files(&["content/site.yaml"])] {
            assert!(
                Listing { disk: Disk::new(folder.path(), false), kept: Mutex::new(after.kept.lock().unwrap().clone()) }.after(&touched).is_none(),
                "{touched:?}"
            );
        }
        fs::remove_file(at("content/pages/a.md")).unwrap();
        assert!(after.after(&files(&["content/pages/a.md"])).is_none());
        assert_eq!(sizes(&listing()).len(), 2);
    }
}
