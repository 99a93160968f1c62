//! `bulletin lsp`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lsp_server::Connection;

use super::arguments::LspOptions;
use super::site::{Digest, now};
use crate::config::SITE_FILE;
use crate::lsp::{Opened, serve};

pub(super) fn run(options: &LspOptions) -> ExitCode {
    let (connection, threads) = Connection::stdio();
    let has_left = serve(&connection, |workspace| open(options.root.as_deref(), workspace), &now);
    // The thread that writes ends when nobody can send any more; the one that reads, when the editor is gone.
    drop(connection);
    if has_left && threads.join().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The digest in the folder that is named; else in the one that the editor works in, or the nearest above it.
fn open(named: Option<&Path>, workspace: Option<&Path>) -> Opened {
    let here = || std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let folder = match (named, workspace) {
        (Some(named), _) => here().join(named),
        (None, workspace) => {
            let from = workspace.map_or_else(here, Path::to_owned);
            let holds = |folder: &&Path| folder.join(SITE_FILE).symlink_metadata().is_ok();
            from.ancestors().find(holds).unwrap_or(&from).to_owned()
        }
    };
    let digest = Digest::new(&folder, None);
    let cache = digest.cache();
    Opened { real: digest.files.root().to_owned(), folder, files: Box::new(digest.files), cache }
}
