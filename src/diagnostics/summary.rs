//! What is not shown one by one, counted: an old archive has thousands of findings of a few kinds.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{At, Code, Diagnostic, Severity};

/// So many folders are named of each kind of finding.
const FOLDERS: usize = 3;

/// A kind of finding: its weight, its code, and the field that it is about.
type Kind = (std::cmp::Reverse<Severity>, Code, String);

/// A table of findings that are not shown, by code, field and folder; nothing where there are none.
#[must_use]
pub fn table(rest: &[Diagnostic]) -> String {
    let mut kinds: BTreeMap<Kind, BTreeMap<&str, usize>> = BTreeMap::new();
    for diagnostic in rest {
        let kind = (std::cmp::Reverse(diagnostic.severity), diagnostic.code, field(&diagnostic.place.at));
        let folder = diagnostic.place.file.rsplit_once('/').map_or(".", |(folder, _)| folder);
        *kinds.entry(kind).or_default().entry(folder).or_default() += 1;
    }
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut sorted: Vec<_> = kinds.iter().map(|(kind, folders)| (kind, folders.values().sum::<usize>(), folders)).collect();
    sorted.sort_by(|a, b| a.0.0.cmp(&b.0.0).then_with(|| b.1.cmp(&a.1)).then_with(|| a.0.cmp(b.0)));
    for ((severity, code, field), count, folders) in sorted {
        let what = match severity.0 {
            Severity::Error => "error",
            Severity::Warning | Severity::Off => "warning",
            Severity::Note => "note",
        };
        rows.push([what.to_owned(), format!("{} {}", code.number(), code.name()), field.clone(), count.to_string(), most(folders)]);
    }
    let Some((_, first, _)) = kinds.keys().next() else { return String::new() };
    let head = ["", "code", "field", "count", "most in"].map(str::to_owned);
    let width = |column: usize| rows.iter().chain([&head]).map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 4] = std::array::from_fn(width);
    let mut out = format!("{} more, which are not shown:\n\n", rest.len());
    for [what, code, field, count, folders] in std::iter::once(&head).chain(&rows) {
        let [a, b, c, d] = widths;
        // Writing to a text cannot fail.
        let _ = writeln!(out, "  {what:a$}  {code:b$}  {field:c$}  {count:>d$}  {folders}");
    }
    let _ = writeln!(out, "\n`bulletin check --code {}` shows all of one code.\n", first.number());
    out
}

/// The field that a place is in, without the places in lists: `sources[].url`.
fn field(at: &At) -> String {
    let (At::Value(path) | At::Key(path) | At::Words(path, _)) = at else { return String::new() };
    let mut field = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside = inside && c != ']';
        if !inside {
            field.push(c);
        }
        inside = inside || c == '[';
    }
    field
}

/// The folders with the most: `content/briefings/2019 (900), content/topics (3) and 6 more`.
fn most(folders: &BTreeMap<&str, usize>) -> String {
    let mut sorted: Vec<(&str, usize)> = folders.iter().map(|(folder, count)| (*folder, *count)).collect();
    sorted.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let named: Vec<String> = sorted.iter().take(FOLDERS).map(|(folder, count)| format!("{folder} ({count})")).collect();
    let more = sorted.len().saturating_sub(FOLDERS);
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    #[test]
    fn findings_are_counted_by_code_field_and_folder() {
        let told = |code, path: &str, field: &str| {
            let file = path.into();
            Diagnostic::new(code, if field.is_empty() { Place::file(&file) } else { Place::value(&file, field) }, "wrong")
        };
        let mut all = Vec::new();
        for n in 0..12 {
            all.push(told(Code::NoSources, &format!("content/briefings/{}/a.md", 2019 + n % 5), ""));
        }
        for n in 0..3 {
            all.push(told(Code::UnknownReference, "content/briefings/2020/b.md", &format!("commitments[{n}].topics[0]")));
        }
        assert_eq!(
            table(&all),
            "15 more, which are not shown:

           code                     field                   count  most in
  error    B0204 unknown-reference  commitments[].topics[]      3  content/briefings/2020 (3)
  warning  B0121 no-sources                                    12  content/briefings/2019 (3), content/briefings/2020 (3), content/briefings/2021 (2) and 2 more

`bulletin check --code B0204` shows all of one code.

"
        );
        assert_eq!(table(&[]), "");
    }
}
