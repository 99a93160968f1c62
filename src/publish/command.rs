//! Other programs, which know how to get at what is not here.

use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

use crate::output::EnvironmentError;
use crate::source::reason;

/// What git and ssh say where nobody believes who we are.
const UNBELIEVED: [&str; 6] =
    ["Authentication failed", "could not read Username", "could not read Password", "Permission denied", "Host key verification failed", "403 Forbidden"];

/// Runs a program to its end, with nothing to read. `what` is what it is for.
pub(super) fn run(command: &mut Command, what: &str) -> Result<Output, EnvironmentError> {
    let output = ended(command)?;
    if output.status.success() { Ok(output) } else { Err(failed(what, &output)) }
}

/// Runs a program to its end, whether it fails or not.
pub(super) fn ended(command: &mut Command) -> Result<Output, EnvironmentError> {
    command.stdin(Stdio::null()).output().map_err(|error| missing(command, &error))
}

/// The refusal where a program cannot be started.
pub(super) fn missing(command: &Command, error: &std::io::Error) -> EnvironmentError {
    let program = command.get_program().to_string_lossy();
    if error.kind() == ErrorKind::NotFound {
        return EnvironmentError::new(format!("{program} is not installed")).help(format!("install it: this target is reached by {program}"));
    }
    EnvironmentError::new(format!("cannot run {program}: {}", reason(error)))
}

/// The refusal where a program failed, in its own words.
pub(super) fn failed(what: &str, output: &Output) -> EnvironmentError {
    let said = redacted(&String::from_utf8_lossy(&output.stderr));
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    // The last lines tell of the end; the first ones, of git and of ssh, of its cause.
    let shown = if lines.len() > 6 { [&lines[..3], &["…"], &lines[lines.len() - 3..]].concat() } else { lines };
    let refusal = EnvironmentError::new(format!("{what} failed: {}", if shown.is_empty() { output.status.to_string() } else { shown.join("; ") }));
    if UNBELIEVED.iter().any(|words| said.contains(words)) {
        return refusal.help("let it find who you are: an ssh agent or key, a credential helper of git, or GIT_ASKPASS");
    }
    refusal
}

/// A text without what stands before `@` in addresses, which may be a secret.
pub(super) fn redacted(text: &str) -> String {
    let mut parts = text.split("://");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let host = part.find(|c: char| c == '/' || c.is_whitespace() || "'\"".contains(c)).unwrap_or(part.len());
        let user = part[..host].rfind('@').map_or(0, |at| at + 1);
        clean.push_str("://");
        clean.push_str(&part[user..]);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn no_secret_of_an_address_is_shown() {
        for (text, clean) in [
            ("fatal: unable to access 'https://me:s3cret@a.example/x.git/': 403", "fatal: unable to access 'https://a.example/x.git/': 403"),
            ("https://token@a.example https://b.example/c@d", "https://a.example https://b.example/c@d"),
            ("ssh://git@a.example:22/x; git@b.example:y", "ssh://a.example:22/x; git@b.example:y"),
            ("no address", "no address"),
        ] {
            assert_eq!(redacted(text), clean);
        }
    }
}
