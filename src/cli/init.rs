//! `bulletin init`

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::InitOptions;
use super::output;
use super::site::Digest;
use crate::output::Refusal;
use crate::scaffold::{self, NewFile};
use crate::source::reason;

pub(super) fn run(options: &InitOptions) -> ExitCode {
    let folder = &options.folder;
    if folder.join("content").exists() {
        let refusal = Refusal::new(format!("{} is a digest already", folder.display()));
        return output::refused(&refusal.help("name a new folder, or add a briefing with `bulletin new briefing`"));
    }
    let today = Digest::new(folder, None).today();
    for file in scaffold::digest(today.civil()) {
        if let Err(refusal) = write(folder, &file) {
            return output::refused(&refusal);
        }
    }
    let shown = folder.display();
    println!(
        "A digest is in {shown}. Its settings are in content/site.yaml.\n\nBuild it:     bulletin build --root {shown}\nAdd to it:    bulletin new briefing \"Title\" --topic telecoms --root {shown}"
    );
    ExitCode::SUCCESS
}

/// Writes a new file; one that is there already is never overwritten.
pub(super) fn write(root: &Path, file: &NewFile) -> Result<(), Refusal> {
    let path = root.join(&file.path);
    let failed = |error: &std::io::Error| Refusal::new(format!("cannot write {}: {}", path.display(), reason(error)));
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|e| failed(&e))?;
    }
    let mut new = fs::OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Refusal::new(format!("{} is there already", path.display())).help("choose another title, or edit that file")
        } else {
            failed(&error)
        }
    })?;
    std::io::Write::write_all(&mut new, file.text.as_bytes()).map_err(|e| failed(&e))
}
