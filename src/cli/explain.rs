//! `bulletin explain`

use std::process::ExitCode;

use super::arguments::ExplainOptions;
use super::output;
use super::print::{self, Stream};
use crate::diagnostics::{Code, Severity, nearest};
use crate::output::EnvironmentError;

pub(super) fn run(options: &ExplainOptions) -> ExitCode {
    let Some(wanted) = &options.code else {
        let list: Vec<String> = Code::ALL.iter().map(|code| format!("{}  {}\n", code.number(), code.name())).collect();
        print::styled(Stream::Output, &list.concat());
        return ExitCode::SUCCESS;
    };
    let Some(code) = Code::find(wanted) else {
        let near = nearest(wanted, Code::ALL.iter().flat_map(|c| [c.number(), c.name()]));
        let help = near.map_or_else(|| "`bulletin explain` lists all codes".to_owned(), |n| format!("did you mean `{n}`?"));
        return output::refused(&EnvironmentError::new(format!("there is no code `{wanted}`")).help(help));
    };
    let bold = anstyle::Style::new().bold();
    let weight = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "a note",
        Severity::Off => "a warning where `lints:` asks for it",
    };
    let level = match code.severity() {
        Severity::Warning | Severity::Note => format!("\n\nSet its level in content/site.yaml: lints: {{{}: allow}} (or warn, or deny).", code.name()),
        Severity::Error | Severity::Off => String::new(),
    };
    print::line(format_args!("{bold}{} {}{bold:#} ({weight})\n\n{}{level}", code.number(), code.name(), wrap(code.explanation(), 80)));
    ExitCode::SUCCESS
}

/// Breaks a text at `width` characters.
fn wrap(text: &str, width: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is always a line");
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n")
}
