//! What edits change in a text, as a unified diff.

use std::fmt::Write as _;
use std::ops::Range;

use super::fix::apply;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// Bytes of the old text, and what is put in their place.
type Replaced = (Range<usize>, String);

/// Lines of the old text, and what stands in their place.
struct Hunk {
    old: Range<usize>,
    new: Vec<String>,
}

/// The unified diff of `edits` of `text`, which is the file `path` and gets the path `to`; nothing where two of them meet.
#[must_use]
pub fn unified(path: &str, to: &str, text: &str, edits: &[Replaced]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::new();
    if path != to {
        let _ = writeln!(out, "rename from {path}\nrename to {to}");
    }
    let hunks = hunks(text, &lines, edits);
    if hunks.is_empty() {
        return out;
    }
    let _ = writeln!(out, "--- {path}\n+++ {to}");
    let (mut at, mut shift) = (0, 0_isize);
    while at < hunks.len() {
        // Changes whose surroundings touch are shown together.
        let mut end = at + 1;
        while end < hunks.len() && hunks[end].old.start <= hunks[end - 1].old.end + 2 * CONTEXT {
            end += 1;
        }
        let (from, until) = (hunks[at].old.start.saturating_sub(CONTEXT), (hunks[end - 1].old.end + CONTEXT).min(lines.len()));
        let (mut body, mut line, mut grown) = (String::new(), from, 0_isize);
        for hunk in &hunks[at..end] {
            lines[line..hunk.old.start].iter().for_each(|old| put(&mut body, ' ', old));
            lines[hunk.old.clone()].iter().for_each(|old| put(&mut body, '-', old));
            hunk.new.iter().for_each(|new| put(&mut body, '+', new));
            grown += isize::try_from(hunk.new.len()).unwrap_or(0) - isize::try_from(hunk.old.len()).unwrap_or(0);
            line = hunk.old.end;
        }
        lines[line..until].iter().for_each(|old| put(&mut body, ' ', old));
        let (before, after) = (until - from, (until - from).saturating_add_signed(grown));
        let start = |from: usize, count: usize| if count == 0 { from } else { from + 1 };
        let _ = writeln!(out, "@@ -{},{before} +{},{after} @@", start(from, before), start(from.saturating_add_signed(shift), after));
        out.push_str(&body);
        shift += grown;
        at = end;
    }
    out
}

fn put(body: &mut String, mark: char, line: &str) {
    body.push(mark);
    body.push_str(line);
    if !line.ends_with('\n') {
        body.push_str("\n\\ No newline at end of file\n");
    }
}

/// The lines that edits change, those of one line together.
fn hunks(text: &str, lines: &[&str], edits: &[Replaced]) -> Vec<Hunk> {
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            *at += line.len();
            Some(*at - line.len())
        })
        .collect();
    let line_of = |byte: usize| starts.partition_point(|start| *start <= byte).saturating_sub(1);
    let mut sorted: Vec<&Replaced> = edits.iter().collect();
    sorted.sort_by_key(|(span, _)| (span.start, span.end));
    let mut groups: Vec<(Range<usize>, Vec<&Replaced>)> = Vec::new();
    for edit in sorted {
        let (span, new) = edit;
        let begins_line = span.start == text.len() && text.ends_with('\n') || starts.contains(&span.start);
        let touched = if span.is_empty() && begins_line && new.ends_with('\n') {
            let at = if span.start == text.len() { lines.len() } else { line_of(span.start) };
            at..at
        } else {
            let last = if span.end > span.start && text[..span.end].ends_with('\n') { span.end - 1 } else { span.end };
            line_of(span.start)..(line_of(last) + 1).min(lines.len())
        };
        match groups.last_mut().filter(|(lines, _)| touched.start < lines.end) {
            Some((lines, group)) => {
                lines.end = lines.end.max(touched.end);
                group.push(edit);
            }
            None => groups.push((touched, vec![edit])),
        }
    }
    let byte = |line: usize| starts.get(line).copied().unwrap_or(text.len());
    let made = groups.into_iter().filter_map(|(old, group)| {
        let from = byte(old.start);
        let shifted: Vec<(Range<usize>, &str)> = group.iter().map(|(span, new)| (span.start - from..span.end - from, new.as_str())).collect();
        let new = apply(&text[from..byte(old.end)], shifted.iter().map(|(span, new)| (span, *new)))?;
        Some(Hunk { old, new: new.split_inclusive('\n').map(str::to_owned).collect() })
    });
    made.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diff_shows_each_change_with_its_surroundings() {
        let text = (1..=20).fold(String::new(), |text, n| text + &format!("line {n}\n"));
        let at = |word: &str| text.find(word).unwrap();
        let edits = [
            (at("line 2\n") + 5..at("line 2\n") + 6, "two".to_owned()),
            (at("line 4\n")..at("line 4\n"), "new\n".to_owned()),
            (at("line 18\n")..at("line 19\n"), String::new()),
        ];
        let expected = "--- a.md\n+++ a.md\n@@ -1,6 +1,7 @@\n line 1\n-line 2\n+line two\n line 3\n+new\n line 4\n line 5\n line 6\n@@ -15,6 +16,5 @@\n line 15\n line 16\n line 17\n-line 18\n line 19\n line 20\n";
        assert_eq!(unified("a.md", "a.md", &text, &edits), expected);
        assert_eq!(unified("a.md", "b.md", "x\n", &[]), "rename from a.md\nrename to b.md\n");
        assert_eq!(
            unified("a", "a", "x", &[(0..1, "y".to_owned())]),
            "--- a\n+++ a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a", "a", "x\n", &[(2..2, "y\n".to_owned())]), "--- a\n+++ a\n@@ -1,1 +1,2 @@\n x\n+y\n");
    }
}
