//! What a text of fields may not hold because it is a stream to YAML: marks of documents, and characters that no stream has.

use super::{Found, ValueError};
use crate::diagnostics::Code;

/// The first character that YAML does not take, which an editor most often cannot see.
pub(super) fn unprintable(yaml: &str) -> Option<Found> {
    let (at, c) = yaml.char_indices().find(|(_, c)| is_unprintable(*c) || *c == '\u{feff}')?;
    let why = if c == '\u{feff}' { "be seen" } else { "be printed" };
    let message = format!("a character that cannot {why} stands here (U+{:04X})", u32::from(c));
    let mistake = ValueError::new(Code::YamlSyntax, message).help("remove it; such characters come along when a text is copied").mend_yaml("");
    Some(Found { mistake, span: at..at + c.len_utf8(), other: None, line: None })
}

fn is_unprintable(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        _ => c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
    }
}

/// The first mark that ends the fields before they are all read: `...`, a second `---`, a line of directives.
pub(super) fn marker(yaml: &str) -> Option<Found> {
    let (mut start, mut any, mut ended) = (0, false, None);
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_end();
        let found = |message: &str, help: &str, at: usize, length: usize| {
            let mistake = ValueError::new(Code::YamlSyntax, message).help(help);
            Some(Found { mistake, span: at..at + length, other: None, line: None })
        };
        let is = |mark: &str| text.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
        let blank = text.is_empty() || text.starts_with('#');
        if let Some(at) = ended.filter(|_| !blank) {
            let help = "write `---` in its place if the fields end here, else remove the line";
            return found("a line `...` ends the fields, and more follows it", help, at, 3);
        }
        if is("...") {
            ended = Some(start);
        } else if is("---") && (any || text != "---") {
            return found(
                "a line that begins with `---` begins something else to YAML",
                "remove it, or put quotation marks around the text",
                start,
                text.len(),
            );
        } else if !any && (is("%YAML") || is("%TAG")) && !yaml[start..].lines().any(|l| l.trim_end() == "---") {
            return found("a line that begins with `%` is no field", "remove the line", start, text.len());
        } else if !blank && !text.starts_with('%') {
            any = true;
        }
        start += line.len();
    }
    None
}
