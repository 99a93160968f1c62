//! What is said of a file whose fields do not stand between two lines of hyphens.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place};
use crate::yaml::FrontError;

/// So many lines may stand in front of the fields for them to be looked for.
const FAR: usize = 40;

/// The mistake in the file `path`, the text of which could not be divided.
pub(super) fn told(path: &Arc<str>, text: &str, error: FrontError) -> Diagnostic {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let lines = lines(text, start);
    match error {
        FrontError::Missing => missing(path, text, &lines),
        FrontError::Unclosed => unclosed(path, text, &lines),
    }
}

/// The lines of a text without their ends, from byte `at` on.
fn lines(text: &str, at: usize) -> Vec<Range<usize>> {
    let mut start = at;
    let each = text[at..].split_inclusive('\n').map(|line| {
        let from = start;
        start += line.len();
        from..from + line.trim_end_matches(['\n', '\r']).len()
    });
    each.collect()
}

/// Fields that do not begin with a line of hyphens.
fn missing(path: &Arc<str>, text: &str, lines: &[Range<usize>]) -> Diagnostic {
    let first = lines.first().cloned().unwrap_or_default();
    let told = |message: &str| Diagnostic::new(Code::MissingFrontMatter, Place::bytes(path, first.clone()), message);
    let words = text[first.clone()].trim();
    if words == "+++" {
        return told("the fields are written as TOML here, between lines of `+++`")
            .help("write them as YAML between lines of `---`: `title: Budget` in place of `title = \"Budget\"`");
    }
    if words.starts_with('{') && !words.starts_with("{{") && !words.starts_with("{%") {
        return json(path, text, told("the fields are written as JSON here, without a line `---` above and below them"), first.start);
    }
    if is_like_fence(words) {
        let message = format!("`{words}` does not begin the fields: that takes three hyphens, and nothing else on the line");
        return told(&message).help("write `---`").fix(Fix::certain(vec![Edit::Replace(Place::bytes(path, first), "---".to_owned())]));
    }
    if begins_field(words) {
        return bare(path, text, lines, told("the fields begin without a line `---` above them"));
    }
    // What stands in front of the fields: empty lines, or a comment of HTML or of YAML.
    let begin = lines.iter().take(FAR).position(|line| text[line.clone()].trim_end() == "---");
    if let Some(begin) = begin.filter(|begin| lines[begin + 1..].iter().any(|line| text[line.clone()].trim_end() == "---")) {
        let above = first.start..lines[begin].start;
        let comment = text[above.clone()].trim();
        let fix = vec![Edit::Replace(Place::bytes(path, above), String::new())];
        if comment.is_empty() {
            return told("an empty line stands in front of the `---` that begins the fields")
                .help("remove it: the first line of the file is `---`")
                .fix(Fix::certain(fix));
        }
        let is_comment = comment.starts_with("<!--") && comment.ends_with("-->") || comment.lines().all(|line| line.is_empty() || line.starts_with('#'));
        if is_comment {
            return told("a comment stands in front of the `---` that begins the fields")
                .help("remove it, or move it below the `---` behind a `#`: the first line of the file is `---`")
                .fix(Fix::offer(fix));
        }
    }
    told("the file does not begin with front matter").help("put a line `---`, the fields, and another line `---` in front of the text")
}

/// Fields that no line of hyphens ends.
fn unclosed(path: &Arc<str>, text: &str, lines: &[Range<usize>]) -> Diagnostic {
    let first = lines.first().cloned().unwrap_or_default();
    let closing = lines.iter().skip(1).find(|line| {
        let words = text[(*line).clone()].trim();
        words == "..." || is_like_fence(words)
    });
    let Some(line) = closing else {
        return Diagnostic::new(Code::UnclosedFrontMatter, Place::bytes(path, first), "the front matter that begins here is never closed")
            .help("add a line `---` behind the last field");
    };
    let words = text[line.clone()].trim_end();
    let message = match words.trim_start() {
        "..." => "a line of dots does not close the front matter".to_owned(),
        "---" => "a line `---` with spaces in front of it does not close the front matter".to_owned(),
        other => format!("`{other}` does not close the front matter: that takes three hyphens, and nothing else on the line"),
    };
    let place = Place::bytes(path, line.start..line.start + words.len());
    Diagnostic::new(Code::UnclosedFrontMatter, place, message).help("write `---` in its place").mend("---")
}

/// Whether a line is one of signs that somebody took for three hyphens.
fn is_like_fence(words: &str) -> bool {
    let signs = words.chars().filter(|c| !c.is_whitespace());
    let count = signs.clone().count();
    (count >= 2 || words.starts_with('—')) && signs.clone().all(|c| matches!(c, '-' | '–' | '—' | '−' | '*' | '_' | '+' | '=' | '~'))
}

/// Whether a line looks like that of a field: `title: Budget`.
fn begins_field(line: &str) -> bool {
    let Some((name, value)) = line.split_once(':') else { return false };
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    is_name && (value.is_empty() || value.starts_with(' '))
}

/// Fields that begin on the first line.
fn bare(path: &Arc<str>, text: &str, lines: &[Range<usize>], told: Diagnostic) -> Diagnostic {
    let at = |byte: usize, words: String| Edit::Replace(Place::bytes(path, byte..byte), words);
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let begin = at(lines[0].start, format!("---{end}"));
    if lines.iter().any(|line| text[line.clone()].trim_end() == "---") {
        return told.help("put a line `---` above them").fix(Fix::certain(vec![begin]));
    }
    // They end where a line is empty.
    let close = lines.iter().find(|line| text[(*line).clone()].trim().is_empty()).map_or(text.len(), |line| line.start);
    let open = if text[..close].ends_with('\n') { "" } else { end };
    told.help("put a line `---` above them, and another one below them").fix(Fix::offer(vec![begin, at(close, format!("{open}---{end}"))]))
}

/// Fields as JSON, which is YAML too.
fn json(path: &Arc<str>, text: &str, told: Diagnostic, start: usize) -> Diagnostic {
    let told = told.help("put a line `---` above them, and another one below them: JSON is YAML");
    let mut read = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Map<String, serde_json::Value>>();
    if !matches!(read.next(), Some(Ok(_))) {
        return told;
    }
    let close = start + read.byte_offset();
    let at = |byte: usize, words: &str| Edit::Replace(Place::bytes(path, byte..byte), words.to_owned());
    let after = if text[close..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') { "\n---" } else { "\n---\n" };
    told.fix(Fix::certain(vec![at(start, "---\n"), at(close, after)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::fix::apply;
    use crate::yaml;

    /// The message, and the file as its fix makes it.
    fn mended(text: &str) -> (String, Option<String>) {
        let error = yaml::split(text).unwrap_err();
        let found = told(&"a.md".into(), text, error);
        let edits = found.fix.into_iter().flat_map(|fix| fix.edits).map(|edit| match edit {
            Edit::Replace(Place { at: crate::diagnostics::At::Bytes(range), .. }, words) => (range.start as usize..range.end as usize, words),
            other => panic!("{other:?}"),
        });
        let edits: Vec<_> = edits.collect();
        let fixed = (!edits.is_empty()).then(|| apply(text, edits.iter().map(|(span, words)| (span, words.as_str()))).unwrap());
        (found.message, fixed)
    }

    #[test]
    fn each_way_to_write_fields_is_known() {
        let good = "---\ntitle: A\n---\nText.\n";
        for (text, message) in [
            ("----\ntitle: A\n---\nText.\n", "`----` does not begin"),
            ("***\ntitle: A\n---\nText.\n", "`***` does not begin"),
            ("—\ntitle: A\n---\nText.\n", "`—` does not begin"),
            (" ---\ntitle: A\n---\nText.\n", "`---` does not begin"),
            ("\n\n---\ntitle: A\n---\nText.\n", "an empty line"),
            ("# c\n\n---\ntitle: A\n---\nText.\n", "a comment"),
            ("<!-- c\nd -->\n---\ntitle: A\n---\nText.\n", "a comment"),
            ("title: A\n---\nText.\n", "the fields begin without"),
            ("---\ntitle: A\n----\nText.\n", "`----` does not close"),
            ("---\ntitle: A\n...\nText.\n", "a line of dots"),
            ("---\ntitle: A\n ---\nText.\n", "a line `---` with spaces"),
        ] {
            let (said, fixed) = mended(text);
            assert!(said.starts_with(message), "{said}");
            assert_eq!(fixed.as_deref(), Some(good), "{text}");
        }
        assert_eq!(mended("title: A\n\nText.\n").1.as_deref(), Some("---\ntitle: A\n---\n\nText.\n"));
        assert_eq!(mended("{\"title\": \"A\"}\n\nText.\n").1.as_deref(), Some("---\n{\"title\": \"A\"}\n---\n\nText.\n"));
        assert!(mended("+++\ntitle = \"A\"\n+++\nText.\n").0.contains("TOML"));
        for text in ["Text.\n", "# Heading\n\nText.\n", "{{ shortcode }}\n", "Note: this is text.\n", "---\ntitle: A\n"] {
            assert_eq!(mended(text).1, None, "{text}");
        }
    }
}
