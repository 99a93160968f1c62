//! The command line: the only part that prints, exits, and reads the environment or the clock.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "this is the one place that talks to the terminal and the environment")]

mod arguments;
mod build;
mod changes;
mod check;
mod explain;
mod init;
mod new;
mod output;
mod shell;
mod signals;
mod site;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

pub use arguments::command;

/// Mistakes in the content, the settings or the theme.
const CONTENT: u8 = 1;
/// Usage, permissions, the disk.
const ENVIRONMENT: u8 = 2;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    quiet_panics();
    std::panic::catch_unwind(|| dispatch(&arguments.command)).unwrap_or_else(|_| {
        let what = PANIC.lock().ok().and_then(|mut said| said.take()).unwrap_or_default();
        let refusal = crate::output::Refusal::new(format!("bulletin itself failed: {what}"));
        output::refused(&refusal.help("nothing was written; please report this, with the file if one is to blame"))
    })
}

/// What the last panic said.
static PANIC: std::sync::Mutex<Option<String>> = std::sync::Mutex::new(None);

/// Keeps panics from the terminal: one in a parser becomes a refusal of its file, any other a line of its own.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|info| {
        if let Ok(mut said) = PANIC.lock() {
            *said = Some(info.to_string().replace('\n', " "));
        }
    }));
}

fn dispatch(command: &Command) -> ExitCode {
    match command {
        Command::Build(options) => build::run(options),
        Command::Check(options) => check::run(options),
        Command::Verify(options) => verify::run(options),
        Command::Init(options) => init::run(options),
        Command::New(options) => new::run(options),
        Command::Explain(options) => explain::run(options),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man(),
    }
}
