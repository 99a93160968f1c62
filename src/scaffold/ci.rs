//! Workflow files: what checks, builds and publishes a digest where nobody sits in front of it.

use std::path::Path;

use super::NewFile;

/// Who runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// GitHub Actions.
    Github,
    /// GitLab CI/CD.
    Gitlab,
    /// A machine of one's own.
    Cron,
}

/// What a workflow depends on beside its runner.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'s> {
    /// The folder of the digest below that of the repository: `digest`, or nothing where it is that one.
    pub folder: &'s str,
    /// The branch that is published.
    pub branch: &'s str,
    /// The command that installs this program on a fresh machine.
    pub install: Option<&'s str>,
}

/// What stands in place of the command that installs the program, where none was given.
const UNKNOWN: &str = "echo 'say here how bulletin is installed, or write this file anew with --install COMMAND' >&2; exit 1";

/// How a change of the record is kept, as a shell does it in the folder of the digest; `BRANCH` is where to.
const RECORD: &str = include_str!("ci/record.sh");

/// The workflow for a runner. Its path is that below the repository, for cron below the digest.
#[must_use]
pub fn workflow(runner: Runner, setting: Setting<'_>) -> NewFile {
    let (path, text, indent) = match runner {
        Runner::Github => (".github/workflows/digest.yml", include_str!("ci/github.yml"), "          "),
        Runner::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml"), "      "),
        Runner::Cron => ("bulletin-cron.sh", include_str!("ci/cron.sh"), ""),
    };
    let below = |name: &str| if setting.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", setting.folder) };
    // A line of a block stands as it is, all else as JSON, which is YAML.
    let plain = runner == Runner::Github;
    let path_of = |name: &str| if plain { below(name) } else { json(&below(name)) };
    let record: String = RECORD.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") }).collect();
    let text = text
        .replace("@record@\n", &record)
        .replace("@state@", &path_of(".bulletin"))
        .replace("@output@", &path_of("output"))
        .replace("@preview@", &json(&below("preview")))
        .replace("@prefix@", &sh(&below("")))
        .replace("@folder@", &json(if setting.folder.is_empty() { "." } else { setting.folder }))
        .replace("@branch@", &json(setting.branch))
        .replace("@install@", &json(setting.install.unwrap_or(UNKNOWN)));
    NewFile { path: path.to_owned(), text }
}

/// The line of a crontab that runs a script, by its full path, each hour.
#[must_use]
pub fn cron_line(script: &Path) -> String {
    // To cron, a per cent sign is the end of a line.
    format!("7 * * * * {}", sh(&script.display().to_string()).replace('%', "\\%"))
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A word of a shell.
fn sh(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
