//! `bulletin completions` and `bulletin man`

use std::io::{self, Write};
use std::process::ExitCode;

use super::arguments::command;

pub(super) fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "bulletin", &mut script);
    write(&script)
}

pub(super) fn man() -> ExitCode {
    let mut page = Vec::new();
    match clap_mangen::Man::new(command()).render(&mut page) {
        Ok(()) => write(&page),
        Err(_) => ExitCode::from(super::ENVIRONMENT),
    }
}

/// Prints; a reader who has gone away, as `head` does, is no failure.
fn write(bytes: &[u8]) -> ExitCode {
    let _ = io::stdout().write_all(bytes);
    ExitCode::SUCCESS
}
