//! What the rest of the site must know of a text: what it refers to, and what can be referred to in it.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::markdown::{self, Compiled, Heading, Options, Piece, Reference, Template};
use super::{Hash, ProseDate, ProseNumber};
use crate::diagnostics::{Diagnostic, Place};
use crate::values::Number;

/// A body without its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The first byte of the body in its file.
    pub start: usize,
    /// Fingerprint of the body's bytes.
    pub hash: Hash,
    /// Whether there is nothing but white space.
    pub empty: bool,
    /// Whether it has a placeholder in it: [`super::is_unfinished`].
    pub unfinished: bool,
    /// What it refers to, in the order of the text; spans count from `start`.
    pub references: Vec<Reference>,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Every id that an anchor may name.
    pub ids: Vec<String>,
    /// The first paragraph as plain text.
    pub lead: Vec<Piece>,
    /// The numbers in its words, where [`super::Settings::prose_numbers`] asks for them; spans count from `start`.
    pub numbers: Vec<ProseNumber>,
    /// The dates in its words, where [`super::Settings::traced`] asks for them; spans count from `start`.
    pub dates: Vec<ProseDate>,
    /// Every number in it in ones, whatever it stands for, by size: what its translations may say. Only in several languages.
    pub amounts: Vec<Number>,
}

impl Outline {
    /// Gives back the room that its lists have left over: a list grows by more than it needs, and there are many.
    pub(super) fn shrink(&mut self) {
        self.references.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.ids.shrink_to_fit();
        self.lead.shrink_to_fit();
        self.numbers.shrink_to_fit();
        self.amounts.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.headings.iter_mut().for_each(|heading| heading.text.shrink_to_fit());
    }

    /// Bytes of the file that a reference takes.
    #[must_use]
    pub fn span(&self, reference: &Reference) -> Range<usize> {
        self.start + reference.span.start as usize..self.start + reference.span.end as usize
    }
}

/// A text of one line in the front matter. Small enough to be kept whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Inline {
    /// The field's path: `key_points[0]`.
    pub field: String,
    /// Its HTML with holes.
    pub template: Template,
    /// What it refers to.
    pub references: Vec<Reference>,
    /// It as plain text.
    pub text: Vec<Piece>,
}

impl Inline {
    pub(super) fn compile(
        path: &Arc<str>,
        field: String,
        text: &str,
        options: &Options<'_>,
        names: &dyn Fn() -> Vec<(&'static str, String)>,
        all: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut compiled = markdown::compile_inline(text, options);
        super::problem::name(&mut compiled.problems, names);
        // The text's bytes in the file are not known here: quoting and folding stand in between. Its words are looked for.
        all.extend(compiled.problems.iter().map(|problem| {
            let words = text.get(problem.span.start as usize..problem.span.end as usize).unwrap_or_default();
            super::problem::diagnostic(&problem.kind, Place::words(path, field.clone(), words))
        }));
        Self { field, template: compiled.template, references: compiled.references, text: compiled.lead }
    }
}

/// Bytes of the heading with which a body begins, if it says the same as one of `titles`.
pub(super) fn repeated_title(body: &str, titles: &[&str], options: &Options<'_>) -> Option<Range<usize>> {
    let start = body.len() - body.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    // Four spaces make code of it.
    if body[..start].rsplit('\n').next().is_some_and(|indent| indent.len() > 3) {
        return None;
    }
    let mut lines = body[start..].split_inclusive('\n');
    let mut heading = lines.next()?;
    if !heading.starts_with('#') {
        let rule = lines.next()?;
        let signs = rule.trim();
        let is_rule = !signs.is_empty() && (signs.bytes().all(|byte| byte == b'=') || signs.bytes().all(|byte| byte == b'-'));
        // Most bodies begin with a paragraph of several words, and no rule follows it.
        if !is_rule {
            return None;
        }
        heading = &body[start..start + heading.len() + rule.len()];
    }
    let first = |text: &str| text.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_lowercase().to_string());
    if titles.iter().all(|title| first(title) != first(heading) && !heading.contains(['[', '<', '&'])) {
        return None;
    }
    let compiled = markdown::compile(heading, options);
    let [found] = compiled.headings.as_slice() else { return None };
    let words = found.text.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Reference(index) => match &compiled.references[*index as usize].target {
            markdown::Target::Wiki { label: Some(label), .. } => label,
            markdown::Target::Wiki { name, .. } => name,
            _ => "",
        },
    });
    let words = folded(&words.collect::<String>());
    let is_same = !words.is_empty() && titles.iter().any(|title| folded(title) == words);
    is_same.then(|| start..start + heading.trim_end().len())
}

/// A title without what two writings of it may differ in: case, space, quotation marks and dashes, a full stop.
fn folded(title: &str) -> String {
    let plain = title.chars().filter(|c| !matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '\u{AD}'));
    let plain: String = plain.map(|c| if matches!(c, '–' | '—' | '‑') { '-' } else { c }).collect();
    let words = plain.replace("---", "-").replace("--", "-").replace('…', "...").to_lowercase();
    words.trim_end_matches(['.', ':']).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Divides what Markdown gave into what is kept, what can be made again, and what is wrong.
pub(super) fn divide(path: &Arc<str>, compiled: Compiled, start: usize, text: &str) -> (Outline, Template, Vec<Diagnostic>) {
    let told = |problem: &markdown::Problem| {
        let span = start + problem.span.start as usize..start + problem.span.end as usize;
        super::problem::diagnostic(&problem.kind, Place::bytes(path, span))
    };
    let problems = compiled.problems.iter().map(told).collect();
    let outline = Outline {
        start,
        hash: hash(text),
        empty: text.trim().is_empty(),
        unfinished: false,
        references: compiled.references,
        headings: compiled.headings,
        ids: compiled.ids,
        lead: compiled.lead,
        numbers: Vec::new(),
        amounts: Vec::new(),
        dates: Vec::new(),
    };
    (outline, compiled.template, problems)
}

/// Fingerprint of a body's text.
#[must_use]
pub fn hash(text: &str) -> Hash {
    *blake3::hash(text.as_bytes()).as_bytes()
}
