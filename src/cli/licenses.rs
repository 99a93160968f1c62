//! `bulletin licenses`

use std::process::ExitCode;

use super::print;

/// The packages and data in the program with their licences, as tests/licenses.py gathers them.
const NOTICES: &str = include_str!("third-party.txt");

/// What the program itself may be used under.
const OWN: &str = include_str!("../../LICENSE-MIT");

pub(super) fn run() -> ExitCode {
    let own = OWN.trim_start_matches("MIT License").trim();
    print::data(
        format!("Bulletin may be used under the MIT License, which follows, or under the Apache License, Version 2.0.\n\n{own}\n\n{NOTICES}").as_bytes(),
    );
    ExitCode::SUCCESS
}
