//! What is no YAML, told at the sign itself and with the line as it should be.
//!
//! A parser says where it gave up, in its own words; an editor wants to know what to type. So the first line that no longer
//! makes a good text with those above it is looked for, and each thing that editors are known to write in its place is tried: a
//! mend counts only if the text then reads further. The search goes on behind it, so that all such lines are told in one run,
//! and the fields are read from the mended text.

mod colon;
mod flow;
mod indent;
mod line;
mod value;

use std::ops::Range;

use self::line::Line;
pub(super) use self::line::{is_odd_gap, is_word, quoted};
use super::builder::refusal_of_fields;
use super::{Found, MOST, Replacement, ValueError, is_blank};
use crate::diagnostics::Code;

/// How many bytes may be parsed in the search, and how many lines are tried for one mistake.
const EFFORT: usize = 8 << 20;
const LINES: usize = 40;

/// A line as it should be.
#[derive(Debug)]
struct Mend {
    code: Code,
    /// What is wrong.
    message: String,
    /// Bytes of the sign in the line as it is.
    sign: Range<usize>,
    /// What to write; two lines where it was two in one.
    line: String,
    /// Whether it can only be what was meant.
    certain: bool,
}

impl Mend {
    fn new(message: impl Into<String>, sign: Range<usize>, line: String) -> Self {
        Self { code: Code::YamlSyntax, message: message.into(), sign, line, certain: true }
    }

    /// The same, to which its author has to agree.
    fn offered(self) -> Self {
        Self { certain: false, ..self }
    }
}

/// What a line is judged by beside itself.
struct Context<'c> {
    /// Names of fields.
    known: &'c dyn Fn(&str) -> bool,
    /// Columns at which it could stand, the likeliest first.
    columns: Vec<usize>,
    /// The column that its neighbours have, where it begins with other white space than they do.
    beside: Option<usize>,
}

/// A text of lines, some of them mended.
#[derive(Debug)]
pub(super) struct Mended {
    /// The text, which is good.
    pub(super) text: String,
    /// Where each line begins in it and in the text as it was, and how long it was there.
    lines: Vec<(usize, usize, usize)>,
}

impl Mended {
    /// Where a stretch of it stands in the text as it was.
    pub(super) fn original(&self, span: &Range<usize>) -> Range<usize> {
        let back = |at: usize| {
            let index = self.lines.partition_point(|(start, ..)| *start <= at).saturating_sub(1);
            self.lines.get(index).map_or(0, |(start, was, length)| was + (at - start).min(*length))
        };
        let start = back(span.start);
        start..back(span.end).max(start)
    }
}

/// The mistakes in a text that is no YAML, at least one; and the text without them.
pub(super) fn mend(yaml: &str, fields: &[&str]) -> (Vec<Found>, Option<Mended>) {
    let mut search = Search::new(yaml, fields);
    let mut found = Vec::new();
    while found.len() < MOST {
        let Some(at) = search.refused(search.lines.len()) else { return (found, Some(search.mended())) };
        if let Some(one) = search.step(at) {
            found.push(one);
        } else {
            found.push(search.untold(at));
            break;
        }
    }
    (found, None)
}

struct Search<'y> {
    yaml: &'y str,
    fields: &'y [&'y str],
    /// The lines with their ends, as they are by now.
    lines: Vec<String>,
    /// Where each of them stands in the text.
    original: Vec<Range<usize>>,
    /// How many of them are known to be good.
    good: usize,
    effort: usize,
}

impl<'y> Search<'y> {
    fn new(yaml: &'y str, fields: &'y [&'y str]) -> Self {
        let mut start = 0;
        let (mut lines, mut original) = (Vec::new(), Vec::new());
        for line in yaml.split_inclusive('\n') {
            lines.push(line.to_owned());
            original.push(start..start + line.len());
            start += line.len();
        }
        Self { yaml, fields, lines, original, good: 0, effort: EFFORT }
    }

    fn mended(self) -> Mended {
        let mut at = 0;
        let lines = self.lines.iter().zip(&self.original).map(|(line, was)| {
            let start = at;
            at += line.len();
            (start, was.start, was.len())
        });
        Mended { lines: lines.collect(), text: self.lines.concat() }
    }

    /// The index of the line on which the parser gives up on the first `count` lines; `None` if it takes them.
    fn refused(&mut self, count: usize) -> Option<usize> {
        let text = self.lines[..count].concat();
        self.effort = self.effort.saturating_sub(text.len());
        let Some(error) = refusal_of_fields(&text) else { return self.lines[..count].iter().position(|line| hides_its_indent(line)) };
        // An empty stretch is good, whatever a parser makes of it.
        if is_blank(&text) {
            return None;
        }
        Some(error.location().map_or(0, |at| at.line().saturating_sub(1)).min(count.saturating_sub(1)))
    }

    fn takes(&mut self, count: usize) -> bool {
        self.refused(count).is_none()
    }

    fn bare(&self, index: usize) -> &str {
        self.lines[index].trim_end_matches(['\n', '\r'])
    }

    /// Whether an outermost field begins on a line.
    fn is_outermost(&self, index: usize) -> bool {
        self.bare(index).starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-' | ']' | '}'))
    }

    /// Finds the first line that is wrong, on or before the one at which the parser gave up, and mends it.
    fn step(&mut self, given_up: usize) -> Option<Found> {
        let good = self.last_good(given_up)?;
        self.good = good;
        let end = (good + 1..self.lines.len()).find(|line| *line > given_up && self.is_outermost(*line)).unwrap_or(self.lines.len());
        let first = (good..end).find(|line| !Line::read(self.bare(*line)).is_blank())?;
        for index in (first..end).take(LINES) {
            for mend in self.proposals(index) {
                if let Some(found) = self.attempt(index, index + 1, end, mend) {
                    return Some(found);
                }
            }
        }
        // `topics: telecoms` with the second item below it.
        let before = (0..first).rev().find(|line| !Line::read(self.bare(*line)).is_blank())?;
        let mend = indent::first_item(&Line::read(self.bare(before)), &Line::read(self.bare(first)))?;
        self.attempt(before, first + 1, end, mend)
    }

    /// How many lines, of those up to the one at which the parser gave up, are good by themselves.
    fn last_good(&mut self, given_up: usize) -> Option<usize> {
        let most = (given_up + 1).min(self.lines.len() - 1);
        let outer: Vec<usize> = (self.good..=most).rev().filter(|count| self.is_outermost(*count)).collect();
        // First among the fields, of which there are few, then among the lines of one.
        let mut base = self.good;
        let mut limit = most;
        for count in outer {
            if self.effort == 0 {
                return None;
            }
            if self.takes(count) {
                base = count;
                break;
            }
            limit = count.saturating_sub(1);
        }
        let end = (base + 1..=limit.max(base)).find(|line| self.is_outermost(*line)).unwrap_or(limit.max(base));
        for count in (base + 1..=end).rev() {
            if self.effort == 0 {
                return None;
            }
            if self.takes(count) {
                return Some(count);
            }
        }
        Some(base)
    }

    fn proposals(&self, index: usize) -> Vec<Mend> {
        let line = Line::read(self.bare(index));
        let own: Vec<&str> = self.lines.iter().filter_map(|line| Line::read(line.trim_end()).key()).filter(|key| line::is_word(key)).collect();
        let known = |word: &str| self.fields.contains(&word) || own.contains(&word);
        let (above, below) = (&self.lines[..index], &self.lines[index + 1..]);
        let context = Context { known: &known, columns: indent::columns(above, &line), beside: indent::beside(above, &line, below) };
        let mut all = indent::odd_gaps(&line, &context);
        all.extend(colon::proposals(&line, &context));
        all.extend(value::proposals(&line));
        all.extend(indent::proposals(&line, &context));
        all.extend(value::last_resort(&line));
        all
    }

    /// Puts a mend in its place, if the text then reads further: as far as the first `proof` lines, or those before `end`.
    fn attempt(&mut self, index: usize, proof: usize, end: usize, mend: Mend) -> Option<Found> {
        let mut lines = self.lines.clone();
        let was = Line::read(self.bare(index)).indent;
        let ending = &self.lines[index][self.bare(index).len()..];
        lines[index] = format!("{}{ending}", mend.line);
        // What is below a line moves with it, unless it was right beside a line of tabs.
        let is = Line::read(&mend.line).indent;
        let line = Line::read(self.bare(index));
        let holds = line.is_item() || line.key.is_none() || line.value().is_empty() || line.value().starts_with(['|', '>']);
        if is != was && holds && !self.bare(index)[..was].contains(is_odd_gap) {
            for line in &mut lines[index + 1..end] {
                let indent = line.len() - line.trim_start_matches(' ').len();
                if !line.trim().is_empty() && indent <= was {
                    break;
                }
                if !line.trim().is_empty() {
                    *line = format!("{}{}", " ".repeat((indent + is).saturating_sub(was)), &line[indent..]);
                }
            }
        }
        let last = (index..end).rev().find(|line| lines[*line] != self.lines[*line]).unwrap_or(index);
        let before = std::mem::replace(&mut self.lines, lines);
        let reads = self.effort > 0 && (self.takes(proof) || end > proof && self.takes(end));
        if !reads {
            self.lines = before;
            return None;
        }
        self.good = if self.takes(proof) { proof } else { end };
        let lines = self.original[index].start..self.original[last].end;
        let sign = self.within(index, &mend.sign);
        let moved = is != was || mend.sign.start < was;
        let mistake = ValueError::new(mend.code, mend.message).help(help(&mend.line, moved.then_some(is)));
        let replacement = Some(Replacement { text: self.lines[index..=last].concat(), certain: mend.certain });
        Some(Found { mistake: ValueError { replacement, ..mistake }, span: sign, other: None, line: Some(lines) })
    }

    /// Where in the text a stretch of a line stands, which may have been mended and be another one by now.
    fn within(&self, index: usize, stretch: &Range<usize>) -> Range<usize> {
        let end = self.yaml.len();
        let line = self.original.get(index).cloned().unwrap_or(end..end);
        let place = |at: usize| (line.start..=(line.start + at).min(line.end)).rev().find(|at| self.yaml.is_char_boundary(*at)).unwrap_or(line.start);
        let start = place(stretch.start);
        start..place(stretch.end).max(start)
    }

    /// What is said where nothing helps.
    fn untold(&self, given_up: usize) -> Found {
        let line = Line::read(self.bare(given_up));
        let mistake = ValueError::new(Code::YamlSyntax, "this line cannot be read, or one shortly before it is not complete");
        let help = "give each field a line of its own, `name: value`; begin the fields of one group below each other; and put quotation marks around a text that \
                    has `: ` in it or begins with a sign";
        Found { mistake: mistake.help(help), span: self.within(given_up, &(line.indent..line.text.len().max(line.indent + 1))), other: None, line: None }
    }
}

/// Whether what looks like the indent of an item or a field is to YAML a part of its name.
pub(super) fn hides_its_indent(line: &str) -> bool {
    line.starts_with(|c| is_odd_gap(c) && c != '\u{feff}') && {
        let line = Line::read(line.trim_end());
        line.is_item() || line.key.is_some() && line.text[..line.indent].chars().count() > 1
    }
}

/// The line on which a value begins with something that is no text to YAML, and that line with the value as a text.
pub(super) fn requoted(yaml: &str, word: &Range<usize>) -> Option<(Range<usize>, String)> {
    let start = yaml[..word.start].rfind('\n').map_or(0, |at| at + 1);
    let length = yaml[start..].find(['\n', '\r']).unwrap_or(yaml.len() - start);
    let line = Line::read(&yaml[start..start + length]);
    let is_value = start + line.value.start == word.start && !line.value().is_empty();
    is_value.then(|| (start..start + length, line.with_value(&line::quoted(line.value()))))
}

/// A text that a colon has made a field of, `- The plan: a first look`: between quotation marks. `None` where it may well be a field.
pub(super) fn text_of_field(written: &str) -> Option<String> {
    let line = Line::read(written);
    let key = line.key()?;
    (line::is_of_text(key) && !written.contains(['\n', '{'])).then(|| line::quoted(value::without_typographic(written.trim_end())))
}

/// What to write; where the line begins matters if it is `moved` there.
fn help(line: &str, moved: Option<usize>) -> String {
    match (line.split_once('\n'), moved) {
        (Some((first, second)), _) => format!("write two lines: {} and below it {}", first.trim_start(), second.trim_start()),
        (None, None) => format!("write: {}", line.trim_start()),
        (None, Some(0)) => format!("begin it at the very beginning of the line: `{line}`"),
        (None, Some(1)) => format!("begin it behind one space: `{line}`"),
        (None, Some(spaces)) => format!("begin it behind {spaces} spaces: `{line}`"),
    }
}

#[cfg(test)]
mod tests;
