//! `bulletin init`

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::InitOptions;
use super::site::Digest;
use super::{output, print};
use crate::config::SITE_FILE;
use crate::output::EnvironmentError;
use crate::scaffold::{self, NewFile};
use crate::source::reason;

pub(super) fn run(options: &InitOptions) -> ExitCode {
    let kept = match init(&options.folder) {
        Ok(kept) => kept,
        Err(refusal) => return output::refused(&refusal),
    };
    let shown = options.folder.display();
    print::note_done(format!("the digest is in {shown}"));
    let kept = kept.iter().map(|file| format!("{}\n", keeping(&options.folder, file))).collect::<Vec<_>>().concat();
    print::line(format_args!(
        "A digest is in {shown}. Its settings are in content/site.yaml.\n{kept}\nBuild it:     bulletin build --root {shown}\nAdd to it:    bulletin new briefing \"Title\" --topic telecoms --root {shown}"
    ));
    ExitCode::SUCCESS
}

/// Says that a file was there already, and what of ours it lacks where that matters.
fn keeping(folder: &Path, file: &NewFile) -> String {
    let path = folder.join(&file.path);
    let kept = format!("{} was there already and is kept as it is", path.display());
    if file.path != scaffold::IGNORE_FILE {
        return format!("{kept}.");
    }
    let text = fs::read_to_string(&path).unwrap_or_default();
    let missing: Vec<&str> = file.text.lines().filter(|line| !text.lines().any(|other| other.trim() == *line)).collect();
    if missing.is_empty() { format!("{kept}.") } else { format!("{kept}; add to it what git should not keep: {}", missing.join(" ")) }
}

/// Makes a digest in `folder`, and returns the files that were there already, which are kept as they are.
///
/// All places are looked at before anything is written, and what was written is taken away again where the rest cannot be:
/// there is never half a digest.
fn init(folder: &Path) -> Result<Vec<NewFile>, EnvironmentError> {
    if exists(&folder.join(SITE_FILE)) {
        let refusal = EnvironmentError::new(format!("{} is a digest already", folder.display()));
        return Err(refusal.help("name a new folder, or add a briefing with `bulletin new briefing`"));
    }
    let today = Digest::new(folder, None).today();
    let (kept, missing): (Vec<NewFile>, Vec<NewFile>) = scaffold::digest(today.civil()).into_iter().partition(|file| exists(&folder.join(&file.path)));
    if let Some(file) = kept.iter().find(|file| folder.join(&file.path).is_dir()) {
        let refusal = EnvironmentError::new(format!("{} is a folder, and has the place of a file", folder.join(&file.path).display()));
        return Err(refusal.help("move it away, or name a new folder"));
    }
    for file in &missing {
        require_folder(folder, &file.path)?;
    }
    let mut made = Made::default();
    for file in &missing {
        if let Err(refusal) = made.write(folder, file) {
            made.undo();
            return Err(refusal);
        }
    }
    Ok(kept)
}

/// Refuses a place below which a file can have no folder.
fn require_folder(root: &Path, path: &str) -> Result<(), EnvironmentError> {
    let place = root.join(path);
    match place.ancestors().skip(1).find(|above| above.as_os_str().is_empty() || exists(above)) {
        Some(there) if !there.as_os_str().is_empty() && !there.is_dir() => {
            let refusal = EnvironmentError::new(format!("{} is no folder", there.display()));
            Err(refusal.help("move it away, or name a new folder"))
        }
        _ => Ok(()),
    }
}

/// Whether something stands at a path, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Writes a new file; one that is there already is never overwritten, and a file that cannot be written in full is not left.
pub(super) fn write(root: &Path, file: &NewFile) -> Result<(), EnvironmentError> {
    let mut made = Made::default();
    made.write(root, file).inspect_err(|_| made.undo())
}

/// What was made so far, in the order in which it was.
#[derive(Debug, Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn write(&mut self, root: &Path, file: &NewFile) -> Result<(), EnvironmentError> {
        let path = root.join(&file.path);
        let failed = |error: &std::io::Error| EnvironmentError::new(format!("cannot write {}: {}", path.display(), reason(error)));
        if let Some(folder) = path.parent() {
            self.folder(folder).map_err(|e| failed(&e))?;
        }
        let mut new = fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| {
            if error.kind() == ErrorKind::AlreadyExists {
                EnvironmentError::new(format!("{} is there already", path.display())).help("choose another title, or edit that file")
            } else {
                failed(&error)
            }
        })?;
        self.files.push(path.clone());
        new.write_all(file.text.as_bytes()).map_err(|e| failed(&e))
    }

    /// Makes a folder and those that it lies in, as far as they are missing.
    fn folder(&mut self, folder: &Path) -> std::io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.as_os_str().is_empty() && !above.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.folders.push(folder.to_owned()),
                // Someone else was faster.
                Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Takes it all away again. What cannot be taken away, or is not empty any more, stays.
    fn undo(&self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
