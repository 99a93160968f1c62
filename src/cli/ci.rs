//! `bulletin ci`

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::arguments::{CiOptions, RunnerName};
use super::{output, print};
use crate::config::SITE_FILE;
use crate::output::EnvironmentError;
use crate::scaffold::{self, Runner, Setting};
use crate::source::reason;

pub(super) fn run(options: &CiOptions) -> ExitCode {
    match write(options) {
        Ok(path) => {
            print::note_done(format!("{} is written", path.display()));
            print::line(format_args!("{}", path.display()));
            if options.runner == RunnerName::Cron {
                print::line(format_args!("{}", scaffold::cron_line(&path)));
            } else if options.install.is_none() {
                print::beside(format_args!("a fresh machine has no bulletin yet: put the command that installs it into this file, or give --install COMMAND"));
            }
            ExitCode::SUCCESS
        }
        Err(refusal) => output::refused(&refusal),
    }
}

/// Writes the file and returns its path.
fn write(options: &CiOptions) -> Result<PathBuf, EnvironmentError> {
    let shown = options.root.display();
    if !options.root.join(SITE_FILE).is_file() {
        let none = EnvironmentError::new(format!("{shown} is no digest: it has no content/site.yaml"));
        return Err(none.help("name one with --root, or make one with `bulletin init DIR`"));
    }
    let root = fs::canonicalize(&options.root).map_err(|error| EnvironmentError::new(format!("cannot find {shown}: {}", reason(&error))))?;
    // Runners look for their file at the root of the repository, in which the digest may be one folder among others.
    let repository = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
    let folder = root.strip_prefix(repository).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
    let branch = options.branch.clone().or_else(|| checked_out(repository)).unwrap_or_else(|| "main".to_owned());
    let (runner, at) = match options.runner {
        RunnerName::Github => (Runner::Github, repository),
        RunnerName::Gitlab => (Runner::Gitlab, repository),
        RunnerName::Cron => (Runner::Cron, &*root),
    };
    let file = scaffold::workflow(runner, Setting { folder: &folder, branch: &branch, install: options.install.as_deref() });
    let path = at.join(&file.path);
    if path.exists() {
        return Err(EnvironmentError::new(format!("{} is there already", path.display())).help("edit that file, or move it away first"));
    }
    super::init::write(at, &file)?;
    if runner == Runner::Cron {
        make_executable(&path).map_err(|error| EnvironmentError::new(format!("cannot make {} executable: {}", path.display(), reason(&error))))?;
    }
    Ok(path)
}

/// The branch that is checked out. In a second work tree `.git` is a file that says where the rest is.
fn checked_out(repository: &Path) -> Option<String> {
    let git = repository.join(".git");
    let folder = match fs::read_to_string(&git) {
        Ok(text) => repository.join(text.strip_prefix("gitdir:")?.trim()),
        Err(_) => git,
    };
    let head = fs::read_to_string(folder.join("HEAD")).ok()?;
    Some(head.trim().strip_prefix("ref: refs/heads/")?.to_owned())
}

#[cfg(unix)] // elsewhere no file says of itself that it may be run
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}
