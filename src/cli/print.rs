//! The one writer of all that commands print.
//!
//! A reader who has gone away, as `head` does, is no failure: what would still be said to it is dropped, and the command ends
//! with the code that it has anyway. Where printing fails for another reason, such as a full disk, that is told on the other
//! stream when the command ends, with what it has done all the same, and the command ends with 2.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::ENVIRONMENT;
use crate::source::reason;

/// A stream of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// The standard output: what a command was asked for.
    Output,
    /// The standard error: what is wrong, and what is said on the way.
    Error,
}

/// What has become of the streams so far.
struct Streams {
    output: State,
    error: State,
    /// What the command has done, which stands though it could not be told.
    done: Option<String>,
    /// Whether a program reads the standard output, so that nothing else may stand there.
    is_data: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Open,
    /// Nobody reads it any more.
    Closed,
    /// Why it takes no more.
    Failed(String),
}

static STREAMS: Mutex<Streams> = Mutex::new(Streams { output: State::Open, error: State::Open, done: None, is_data: false });

fn streams() -> MutexGuard<'static, Streams> {
    STREAMS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prints a line; colours are taken out where they are not wanted.
pub(super) fn line(text: fmt::Arguments<'_>) {
    styled(Stream::Output, &format!("{text}\n"));
}

/// Says a line beside.
pub(super) fn beside(text: fmt::Arguments<'_>) {
    styled(Stream::Error, &format!("{text}\n"));
}

/// Prints a text with its line breaks; colours are taken out where they are not wanted.
pub(super) fn styled(stream: Stream, text: &str) {
    put(stream, || match stream {
        Stream::Output => anstream::stdout().lock().write_all(text.as_bytes()),
        Stream::Error => anstream::stderr().lock().write_all(text.as_bytes()),
    });
}

/// Prints what a program reads, byte for byte.
pub(super) fn data(bytes: &[u8]) {
    streams().is_data = true;
    put(Stream::Output, || io::stdout().lock().write_all(bytes));
}

/// Notes what the command has done, as a sentence: it stands, whatever becomes of the rest.
pub(super) fn note_done(what: String) {
    streams().done = Some(what);
}

/// What the command has done so far.
pub(super) fn done() -> Option<String> {
    streams().done.clone()
}

fn put(stream: Stream, write: impl FnOnce() -> io::Result<()>) {
    let mut streams = streams();
    let state = match stream {
        Stream::Output => &mut streams.output,
        Stream::Error => &mut streams.error,
    };
    if *state == State::Open
        && let Err(error) = write()
    {
        *state = after(&error);
    }
}

/// The state of a stream after an error.
fn after(error: &io::Error) -> State {
    if error.kind() == ErrorKind::BrokenPipe { State::Closed } else { State::Failed(reason(error)) }
}

/// Ends the printing of a command, and gives the exit code: `code`, unless something could not be printed.
pub(super) fn finish(code: ExitCode) -> ExitCode {
    put(Stream::Output, || io::stdout().lock().flush());
    let Streams { output, error, done, is_data } = &*streams();
    let told = |name: &str, why: &str| {
        let note = done.as_ref().map_or_else(String::new, |done| format!("  note: {done}\n"));
        format!("error: cannot print to the standard {name}: {why}\n{note}")
    };
    // There is nobody left to tell where this fails too.
    let _ = match (output, error) {
        (State::Failed(why), _) => io::stderr().lock().write_all(told("output", why).as_bytes()),
        (State::Open, State::Failed(why)) if !is_data => io::stdout().lock().write_all(told("error", why).as_bytes()),
        (_, State::Failed(_)) => Ok(()),
        (_, State::Open | State::Closed) => return code,
    };
    ExitCode::from(ENVIRONMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_who_has_gone_is_no_failure() {
        assert_eq!(after(&ErrorKind::BrokenPipe.into()), State::Closed);
        assert_eq!(after(&ErrorKind::StorageFull.into()), State::Failed("the disk is full".to_owned()));
    }
}
