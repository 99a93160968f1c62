//! The files that are to be published.
#![expect(clippy::disallowed_methods, reason = "the output is read back, to be sent as it is")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::list::{Content, List};
use crate::output::{EnvironmentError, Manifest};
use crate::source::reason;

/// The files of a site as a build wrote them, and those that are made for a target alone.
#[derive(Debug)]
pub struct Site {
    /// The output.
    folder: PathBuf,
    /// The moment of the build, in seconds since 1970.
    pub moment: i64,
    /// The site's address in it.
    pub base_url: String,
    files: BTreeMap<String, Content>,
    /// Files that do not lie in the output, or not so.
    made: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// The site in the output `folder`, whose list is `manifest`.
    ///
    /// # Errors
    /// Where a file that it names is not there.
    pub fn new(folder: &Path, manifest: &Manifest, moment: i64, base_url: &str) -> Result<Self, EnvironmentError> {
        let mut files = BTreeMap::new();
        for (path, hash) in &manifest.files {
            let data = folder.join(path).symlink_metadata().ok().filter(fs::Metadata::is_file);
            let size = data.ok_or_else(|| changed(folder, path))?.len();
            files.insert(path.clone(), Content { hash: *hash, size });
        }
        Ok(Self { folder: folder.to_owned(), moment, base_url: base_url.to_owned(), files, made: BTreeMap::new() })
    }

    /// What lay at a target earlier, as its list says: files whose bytes are there.
    #[must_use]
    pub fn earlier(list: &List, moment: i64) -> Self {
        let files = list.files.iter().filter_map(|(path, content)| Some((path.clone(), (*content)?))).collect();
        Self { folder: PathBuf::new(), moment, base_url: list.base_url.clone(), files, made: BTreeMap::new() }
    }

    /// The files by their path.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<String, Content> {
        &self.files
    }

    /// The folder that most of them lie in.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folders of files that go, in which the site has no others. Each comes before those in it.
    #[must_use]
    pub fn left_empty<'p>(&self, gone: &'p [String]) -> BTreeSet<&'p str> {
        let folders: BTreeSet<&str> = gone.iter().flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at])).collect();
        let is_used = |folder: &str| {
            let below = format!("{folder}/");
            self.files.range(below.clone()..).next().is_some_and(|(path, _)| path.starts_with(&below))
        };
        folders.into_iter().filter(|folder| !is_used(folder)).collect()
    }

    /// Puts a file in the place of one of the output, or beside them.
    pub fn make(&mut self, path: &str, bytes: Vec<u8>) {
        let content = Content { hash: *blake3::hash(&bytes).as_bytes(), size: bytes.len() as u64 };
        self.files.insert(path.to_owned(), content);
        self.made.insert(path.to_owned(), bytes);
    }

    /// The bytes of a file, which are those that the build wrote.
    ///
    /// # Errors
    /// Where they cannot be read, or are others by now.
    pub fn read(&self, path: &str) -> Result<Cow<'_, [u8]>, EnvironmentError> {
        if let Some(bytes) = self.made.get(path) {
            return Ok(bytes.into());
        }
        let full = self.folder.join(path);
        let bytes = fs::read(&full).map_err(|error| EnvironmentError::new(format!("cannot read {}: {}", full.display(), reason(&error))))?;
        let is_same = self.files.get(path).is_some_and(|content| content.hash == *blake3::hash(&bytes).as_bytes());
        if is_same { Ok(bytes.into()) } else { Err(changed(&self.folder, path)) }
    }
}

fn changed(folder: &Path, path: &str) -> EnvironmentError {
    EnvironmentError::new(format!("{} is not as the build wrote it", folder.join(path).display())).help("build again: `bulletin build --reread`")
}
