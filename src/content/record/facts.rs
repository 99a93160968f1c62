//! The facts that readers may have quoted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use super::{day, lines, unread};
use crate::diagnostics::Diagnostic;
use crate::values::Date;

/// The value of a fact that the digest no longer states.
pub const REMOVED: &str = "-";

/// A value that a fact had from a day on. One that must not be kept is blank.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FormerValue {
    /// The value.
    pub value: String,
    /// The day on which it was first published.
    pub since: Date,
}

impl FormerValue {
    /// Whether the value is no longer kept.
    #[must_use]
    pub fn is_forgotten(&self) -> bool {
        self.value.is_empty()
    }
}

/// The values of facts, each with the days from which they were told. A fact is named as in a reference, with the year of its
/// briefing: `fig:2024/miit-nine-months/bs-5g`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The values of each fact, the oldest first.
    pub all: BTreeMap<String, Vec<FormerValue>>,
}

/// Whether a file of that name holds facts.
pub(super) fn is_file(name: &str) -> bool {
    let year = name.strip_prefix("facts-").and_then(|rest| rest.strip_suffix(".tsv"));
    year.is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()))
}

/// The path of the file with the facts of a year's briefings.
fn path(year: &str) -> String {
    format!("{}/facts-{year}.tsv", super::RECORD)
}

/// The year of the briefing that states a fact, by its name: `2024` of `fig:2024/miit-nine-months/bs-5g`.
#[must_use]
pub fn year_of(fact: &str) -> &str {
    fact.split_once(':').and_then(|(_, name)| name.split('/').next()).unwrap_or_default()
}

impl Facts {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The values of a fact, the oldest first.
    #[must_use]
    pub fn of(&self, fact: &str) -> &[FormerValue] {
        self.all.get(fact).map_or(&[], Vec::as_slice)
    }

    /// The facts whose names begin with `start`, in the order of their names.
    pub fn beginning<'f>(&'f self, start: &'f str) -> impl Iterator<Item = (&'f str, &'f [FormerValue])> {
        let from = self.all.range::<str, _>((std::ops::Bound::Included(start), std::ops::Bound::Unbounded));
        from.take_while(move |(name, _)| name.starts_with(start)).map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// Notes that a fact has `value` on `day`, if it is not the one that it has had already.
    pub fn note(&mut self, fact: &str, value: &str, day: Date) {
        let values = self.all.entry(fact.to_owned()).or_default();
        if values.last().is_none_or(|last| last.value != value) {
            values.push(FormerValue { value: value.to_owned(), since: day });
        }
    }

    /// Blanks the values of a fact that are not the `present` one; how many those were.
    pub fn forget(&mut self, fact: &str, present: Option<&str>) -> usize {
        let Some(values) = self.all.get_mut(fact) else { return 0 };
        let kept = values.iter().rposition(|value| Some(value.value.as_str()) == present).filter(|at| at + 1 == values.len());
        let old = values.iter_mut().enumerate().filter(|(at, value)| Some(*at) != kept && !value.is_forgotten());
        old.map(|(_, value)| value.value.clear()).count()
    }

    /// Adds what a file says.
    pub(super) fn read(&mut self, path: &Arc<str>, text: &str, told: &mut Vec<Diagnostic>) {
        let mut several = BTreeSet::new();
        for (span, line) in lines(text).filter(|(_, line)| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let read = (|| {
                let (name, value, since) = (fields.next()?, fields.next()?, day(fields.next()?)?);
                let is_whole = fields.next().is_none() && name.contains(':') && name.contains('/');
                is_whole.then(|| (name, FormerValue { value: unescaped(value), since }))
            })();
            let Some((name, value)) = read else {
                told.push(unread(path, span, line, "a fact, its value and a day, divided by tabs"));
                continue;
            };
            let Some(values) = self.all.get_mut(name) else {
                self.all.insert(name.to_owned(), vec![value]);
                continue;
            };
            values.push(value);
            several.insert(name);
        }
        for name in several {
            if let Some(values) = self.all.get_mut(name) {
                values.sort_by_key(|value| value.since);
                values.dedup();
            }
        }
    }

    /// The files and their texts.
    #[must_use]
    pub fn write(&self) -> Vec<(String, String)> {
        let mut files: BTreeMap<&str, String> = BTreeMap::new();
        for (fact, values) in &self.all {
            let text = files.entry(year_of(fact)).or_default();
            for FormerValue { value, since } in values {
                let _ = writeln!(text, "{fact}\t{}\t{since}", escaped(value));
            }
        }
        files.into_iter().map(|(year, text)| (path(year), text)).collect()
    }
}

/// A value in a field: a title is one line, but may hold a tab.
pub(super) fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}

pub(super) fn unescaped(field: &str) -> String {
    if !field.contains('\\') {
        return field.to_owned();
    }
    let (mut value, mut chars) = (String::with_capacity(field.len()), field.chars());
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => value.push('\t'),
            ('\\', Some('n')) => value.push('\n'),
            ('\\', Some('r')) => value.push('\r'),
            ('\\', Some(other)) => value.push(other),
            (c, _) => value.push(c),
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "content/record/facts-2024.tsv";

    fn read(text: &str) -> (Facts, Vec<Diagnostic>) {
        let (mut facts, mut told) = (Facts::default(), Vec::new());
        facts.read(&PATH.into(), text, &mut told);
        (facts, told)
    }

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "briefing:2024/a\tA title\\twith a tab \\\\ and more\t2024-10-23\n\
                    fig:2024/a/b\t4.089 million station @2024-09-30\t2024-10-23\nfig:2024/a/b\t\t2024-10-24\nfig:2024/a/b\t-\t2024-10-24\n";
        let (facts, told) = read(text);
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(facts.write(), vec![(PATH.to_owned(), text.to_owned())]);
        assert_eq!(facts.of("briefing:2024/a")[0].value, "A title\twith a tab \\ and more");
        assert_eq!(facts.beginning("fig:2024/a/").count(), 1);
    }

    #[test]
    fn a_value_is_noted_once_and_an_old_one_can_be_forgotten() {
        let mut facts = Facts::default();
        for (value, on) in [("1", "2024-10-01"), ("1", "2024-10-02"), ("2", "2024-10-03"), ("1", "2024-10-03")] {
            facts.note("fig:2024/a/b", value, day(on));
        }
        let values = |facts: &Facts| facts.of("fig:2024/a/b").iter().map(|v| v.value.clone()).collect::<Vec<_>>();
        assert_eq!(values(&facts), ["1", "2", "1"]);
        assert_eq!(facts.forget("fig:2024/a/b", Some("1")), 2);
        assert_eq!(values(&facts), ["", "", "1"]);
        assert_eq!(facts.forget("fig:2024/a/b", None), 1);
        assert_eq!(values(&facts), ["", "", ""]);
    }

    #[test]
    fn what_a_merge_leaves_is_read_as_meant() {
        let (facts, told) = read("fig:2024/a/b\t2\t2024-10-24\nfig:2024/a/b\t1\t2024-10-23\nfig:2024/a/b\t2\t2024-10-24\n");
        assert!(told.is_empty(), "{told:?}");
        assert_eq!(facts.write()[0].1, "fig:2024/a/b\t1\t2024-10-23\nfig:2024/a/b\t2\t2024-10-24\n");
    }

    #[test]
    fn what_cannot_be_read_is_told_at_its_line() {
        for line in ["=======", "fig:2024/a/b", "fig:2024/a/b\t1", "x\t1\t2024-10-23", "fig:2024/a/b\t1\tyesterday", "fig:2024/a/b\t1\t2024-10-23\t"] {
            assert_eq!(read(&format!("{line}\n")).1.len(), 1, "{line}");
        }
    }
}
