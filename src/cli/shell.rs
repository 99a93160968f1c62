//! `bulletin completions` and `bulletin man`

use std::process::ExitCode;

use super::arguments::command;
use super::print;

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

fn write(bytes: &[u8]) -> ExitCode {
    print::data(bytes);
    ExitCode::SUCCESS
}
