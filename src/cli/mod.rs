//! The command line: the only part that prints, exits, and reads the environment or the clock.
//!
//! [`run`] reads the `arguments` and hands each command to its file, whose `run` returns the exit code. What several commands use:
//!
//! - `root`: which folder holds the digest; `site`: its files, its moment, its cache.
//! - `session`: what `build`, `build --watch` and `serve` do alike; `changes` and `rebuild`: what the last two wait for; `listing`:
//!   what the last keeps; `signals`: what Ctrl-C does to them.
//! - `output`: how diagnostics, failures and progress are said; `print`: the one writer of what commands print.
//!
//! Exit codes: 0, 1 for mistakes in the content, the settings or the theme, 2 for the environment; 3 for `due --within` alone.
#![expect(clippy::disallowed_methods, reason = "this is the one place that talks to the terminal and the environment")]

mod arguments;
mod build;
#[cfg(feature = "watch")]
mod changes;
mod check;
mod ci;
mod due;
mod explain;
mod init;
mod licenses;
mod list;
#[cfg(feature = "watch")]
mod listing;
#[cfg(feature = "lsp")]
mod lsp;
mod mend;
mod new;
mod output;
mod print;
#[cfg(feature = "publish")]
mod publish;
#[cfg(feature = "watch")]
mod rebuild;
mod record;
mod root;
mod schema;
#[cfg(feature = "watch")]
mod serve;
mod session;
mod shell;
mod signals;
mod site;
mod units;
mod verify;
#[cfg(feature = "watch")]
mod watch;

use std::process::ExitCode;
use std::time::Instant;

use arguments::{Arguments, Command};
use clap::Parser;
use print::Stream;

pub use arguments::command;

/// Mistakes in the content, the settings or the theme.
const CONTENT: u8 = 1;
/// Usage, permissions, the disk.
const ENVIRONMENT: u8 = 2;
/// Nothing falls due within the time that was asked for.
const NOTHING_DUE: u8 = 3;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    // A time that is shown is that of the whole run.
    let started = Instant::now();
    let code = match Arguments::try_parse() {
        Ok(arguments) => {
            quiet_panics();
            std::panic::catch_unwind(|| dispatch(&arguments.command, started)).unwrap_or_else(|_| failed(&arguments.command))
        }
        // Help and the version come this way too.
        Err(said) => {
            print::styled(if said.use_stderr() { Stream::Error } else { Stream::Output }, &said.render().ansi().to_string());
            u8::try_from(said.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
        }
    };
    print::finish(code)
}

/// Tells of a panic, and of what stands all the same.
fn failed(command: &Command) -> ExitCode {
    let stands = match (print::done(), command) {
        (Some(done), _) => format!("; {done}"),
        (None, Command::Build(_)) => "; `bulletin verify` tells whether the output is whole".to_owned(),
        (None, _) => String::new(),
    };
    output::refused(&panicked(&stands))
}

/// What there is to say of the last panic, and `stands` beside.
fn panicked(stands: &str) -> crate::output::EnvironmentError {
    let what = PANIC.lock().ok().and_then(|mut said| said.take()).unwrap_or_default();
    let refusal = crate::output::EnvironmentError::new(format!("bulletin itself failed: {what}"));
    refusal.help(format!("please report this, with the file if one is to blame{stands}"))
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

fn dispatch(command: &Command, started: Instant) -> ExitCode {
    match command {
        Command::Build(options) => build::run(options, started),
        #[cfg(feature = "watch")]
        Command::Serve(options) => serve::run(options, started),
        #[cfg(not(feature = "watch"))]
        Command::Serve(_) => output::refused(&build::without_watch("serve")),
        #[cfg(feature = "publish")]
        Command::Publish(options) => publish::run(options),
        #[cfg(not(feature = "publish"))]
        Command::Publish(_) => {
            let missing = crate::output::EnvironmentError::new("this bulletin was built without its feature `publish`");
            output::refused(&missing.help("build it with the feature"))
        }
        Command::Check(options) => check::run(options),
        Command::Verify(options) => verify::run(options),
        Command::Init(options) => init::run(options),
        Command::New(options) => new::run(options),
        Command::Ci(options) => ci::run(options),
        Command::Due(options) => due::run(options),
        Command::Explain(options) => explain::run(options),
        Command::List(options) => list::run(options),
        Command::Record(options) => record::run(options),
        Command::Units(options) => units::run(options),
        Command::Schema(options) => schema::run(options),
        #[cfg(feature = "lsp")]
        Command::Lsp(options) => lsp::run(options),
        #[cfg(not(feature = "lsp"))]
        Command::Lsp(_) => {
            let missing = crate::output::EnvironmentError::new("this bulletin was built without its feature `lsp`");
            output::refused(&missing.help("build it with the feature"))
        }
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man(),
        Command::Licenses => licenses::run(),
    }
}
