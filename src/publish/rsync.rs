//! A folder of another host, by the system's rsync over ssh.
//!
//! rsync is told by lists what to send and what to delete: it never looks for more than it was told, so that files of others stay.
//! It cannot say "only if the list is still this one"; so the list is read again before it is replaced, which leaves a moment in
//! which two that publish at once are not told apart.
#![expect(clippy::disallowed_methods, reason = "rsync takes files: the lists are written for it, beside the cache")]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command::{ended, failed, run};
use super::list::{LIST_FILE, List};
use super::{Failure, Site, Step, Surroundings, Target};
use crate::output::EnvironmentError;
use crate::source::reason;

/// A folder of another host.
pub(super) struct Host {
    /// `editor@example.org:/srv/www/`
    to: String,
    /// A folder for what rsync reads and writes here.
    state: PathBuf,
    /// The list that was read or written last.
    last: Option<String>,
    /// Files that were on their way when a run was cut off.
    cut_off: Vec<String>,
}

/// Where rsync keeps new files until all of a stage are there, in each folder; after a run that was cut off, they still are.
const WAITING: &str = ".~tmp~";

impl Host {
    pub(super) fn new(host: &str, path: &str, around: Surroundings<'_>) -> Self {
        Self { to: format!("{host}:{}/", path.trim_end_matches('/')), state: around.state.join("rsync"), last: None, cut_off: Vec::new() }
    }

    /// rsync, which takes paths as they are, whatever a shell would make of them.
    fn rsync(options: &[&str]) -> Command {
        let mut rsync = Command::new("rsync");
        rsync.env("LC_ALL", "C").args(["--secluded-args", "--checksum"]).args(options);
        rsync
    }

    /// A file or folder among what is kept here, made anew.
    fn fresh(&self, name: &str, bytes: Option<&[u8]>) -> Result<PathBuf, EnvironmentError> {
        let path = self.state.join(name);
        let make = || -> io::Result<()> {
            fs::create_dir_all(&self.state)?;
            match path.symlink_metadata() {
                Ok(data) if data.is_dir() => fs::remove_dir_all(&path)?,
                Ok(_) => fs::remove_file(&path)?,
                Err(_) => {}
            }
            match bytes {
                Some(bytes) => fs::write(&path, bytes),
                None => fs::create_dir(&path),
            }
        };
        make().map_err(|error| EnvironmentError::new(format!("cannot write {}: {}", path.display(), reason(&error))))?;
        Ok(path)
    }

    /// Runs rsync from a folder on the paths of a list.
    fn listed<'p>(&self, options: &[&str], from: &Path, paths: impl Iterator<Item = &'p str>, what: &str) -> Result<String, EnvironmentError> {
        let names: Vec<u8> = paths.flat_map(|path| path.bytes().chain([0])).collect();
        if names.is_empty() {
            return Ok(String::new());
        }
        let list = self.fresh("files", Some(&names))?;
        let mut rsync = Self::rsync(options);
        // The trailing `/` says what is in it, and not it.
        rsync.arg("--from0").arg("--files-from").arg(&list).arg(from.join("")).arg(&self.to);
        Ok(String::from_utf8_lossy(&run(&mut rsync, what)?.stdout).into_owned())
    }

    /// Removes what is there at `paths`: rsync removes what it was told to send and does not find here.
    fn remove<'p>(&self, paths: impl Iterator<Item = &'p str> + Clone) -> Result<(), EnvironmentError> {
        let empty = self.fresh("empty", None)?;
        // What they lie in must be here all the same.
        for folder in paths.clone().filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| empty.join(folder)) {
            fs::create_dir_all(&folder).map_err(|error| EnvironmentError::new(format!("cannot make {}: {}", folder.display(), reason(&error))))?;
        }
        self.listed(&["--delete-missing-args", "--no-implied-dirs"], &empty, paths, "rsync").map(|_| ())
    }

    fn read_list(&self) -> Result<Option<String>, EnvironmentError> {
        let folder = self.fresh("there", None)?;
        let mut rsync = Self::rsync(&["--ignore-missing-args"]);
        let output = ended(rsync.arg(format!("{}{LIST_FILE}", self.to)).arg(folder.join("")))?;
        let said = String::from_utf8_lossy(&output.stderr);
        // Where the folder itself is not there yet, that is a failure to rsync.
        if said.contains("change_dir") && said.contains("(2)") {
            return Ok(None);
        }
        if !output.status.success() {
            return Err(failed("rsync", &output));
        }
        match fs::read_to_string(folder.join(LIST_FILE)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(EnvironmentError::new(format!("cannot read {LIST_FILE} of {}: {}", self.to, reason(&error)))),
        }
    }

    /// Writes the list if it is still the one that was read.
    fn put_list(&mut self, list: &List) -> Result<(), EnvironmentError> {
        if self.read_list()? != self.last {
            let other = EnvironmentError::new(format!("someone else is publishing to {} at the same time", self.to));
            return Err(other.help("publish again when they have finished"));
        }
        let text = list.write();
        let folder = self.fresh("here", None)?;
        let file = folder.join(LIST_FILE);
        fs::write(&file, &text).map_err(|error| EnvironmentError::new(format!("cannot write {}: {}", file.display(), reason(&error))))?;
        let mut rsync = Self::rsync(&["--perms", "--chmod=F644"]);
        let sent = run(rsync.arg(&file).arg(&self.to), "rsync");
        sent.map_err(|refusal| {
            if refusal.help.is_none() { refusal.help("the folder is made if the one that it lies in is there, and may be written to") } else { refusal }
        })?;
        self.last = Some(text);
        Ok(())
    }
}

impl Target for Host {
    fn shown(&self) -> String {
        self.to.trim_end_matches('/').to_owned()
    }

    fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
        self.last = self.read_list()?;
        Ok(self.last.clone())
    }

    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError> {
        // Says which of those that are there have other bytes, and does nothing.
        let options = ["--dry-run", "--existing", "--no-implied-dirs", "--out-format=%n"];
        let told = self.listed(&options, site.folder(), paths.iter().copied(), "rsync")?;
        Ok(told.lines().filter(|line| !line.ends_with('/')).map(str::to_owned).collect())
    }

    fn known(&mut self, list: &List) {
        let uncertain = list.files.iter().filter(|(_, content)| content.is_none());
        self.cut_off = uncertain.map(|(path, _)| path.clone()).collect();
    }

    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.put_list(list)?;
        let (mut files, mut folders) = (Vec::new(), BTreeSet::new());
        for path in std::mem::take(&mut self.cut_off) {
            let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
            let waiting = if folder.is_empty() { WAITING.to_owned() } else { format!("{folder}/{WAITING}") };
            files.push(format!("{waiting}/{name}"));
            folders.insert(waiting);
        }
        self.remove(files.iter().map(String::as_str))?;
        self.remove(folders.iter().map(String::as_str))
    }

    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure> {
        for path in paths {
            step()?;
            // rsync takes what lies there: it must be what the list will say.
            site.read(path)?;
        }
        let options = ["--delay-updates", "--no-implied-dirs", "--perms", "--chmod=D755,F644"];
        self.listed(&options, site.folder(), paths.iter().map(String::as_str), "rsync")?;
        Ok(())
    }

    fn delete(&mut self, site: &Site, paths: &[String]) -> Result<(), EnvironmentError> {
        self.remove(paths.iter().map(String::as_str))?;
        let folders = site.left_empty(paths);
        let depth = |folder: &str| folder.matches('/').count();
        // From the innermost outwards. One that has something in it stays, and rsync says so.
        for level in (0..=folders.iter().map(|folder| depth(folder)).max().unwrap_or(0)).rev() {
            self.remove(folders.iter().copied().filter(|folder| depth(folder) == level))?;
        }
        Ok(())
    }

    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.put_list(list)
    }
}
