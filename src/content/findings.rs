//! What is wrong with a document that the types of its fields do not tell.

use std::sync::Arc;

use super::file_name::FileName;
use super::placeholder;
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Hints, Place};
use crate::values::{Date, Id, Localised, Name, Text, stray};

/// What to do where two places cannot both be right.
pub const MEND_ONE: &str = "mend one of the two; if both are right, say why: checked: \"…\"";

/// Where a kind's checks put what they find.
pub struct Findings<'a> {
    pub(in crate::content) path: &'a Arc<str>,
    pub(super) name: &'a FileName,
    pub(super) id: Option<Id>,
    pub(super) body_is_empty: bool,
    pub(super) has_anchors: bool,
    pub(super) hints: Hints,
    /// The fields of a file with mistakes that are present, perhaps invalid: these are not also reported as missing.
    pub(super) damaged: &'a [String],
    /// The fields as they are written.
    pub(super) front: &'a str,
    pub(in crate::content) all: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    pub(super) fn is_translation(&self) -> bool {
        self.name.language > 0
    }

    pub(super) fn date_in_name(&self) -> Option<Date> {
        self.name.date
    }

    pub(super) fn id(&self) -> Option<&Id> {
        self.id.as_ref()
    }

    /// Whether the body has ids that anchors may name.
    pub(super) fn has_anchors(&self) -> bool {
        self.has_anchors
    }

    /// Whether all of its fields were understood.
    pub(super) fn is_whole(&self) -> bool {
        self.damaged.is_empty()
    }

    /// Whether `field` stands there and was not understood.
    pub(super) fn is_damaged(&self, field: &str) -> bool {
        self.damaged.iter().any(|damaged| damaged == field)
    }

    pub(super) fn body_is_empty(&self) -> bool {
        self.body_is_empty
    }

    /// Notes that `field` must be there, and how it is written.
    pub(super) fn require(&mut self, there: bool, field: &str, example: &str) {
        if !there && !self.is_damaged(field) {
            let is_written = self.front.lines().any(|line| line.strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with(':')));
            let (what, add) = if is_written { ("empty", "write a value") } else { ("missing", "add a line") };
            let told = Diagnostic::new(Code::MissingField, Place::key(self.path, field), format!("`{field}` is {what}"));
            self.all.push(told.help(format!("{add} such as {example}")));
        }
    }

    /// Notes that `date` must be there; the file's name may say which it is.
    pub(super) fn require_date(&mut self, there: bool) {
        let before = self.all.len();
        self.require(there, "date", "date: 2024-10-23");
        if let (Some(date), Some(told)) = (self.name.date, self.all.get_mut(before)) {
            let line = format!("date: {date}");
            told.help = Some(format!("add the line {line}, the day in the file's name"));
            told.fix = Some(Fix::certain(vec![Edit::line(self.path, line)]));
        }
    }

    /// Notes that `field` must be in the group at `group`.
    pub(super) fn require_in(&mut self, there: bool, group: &str, field: &str) {
        if !there && self.damaged.is_empty() {
            self.all
                .push(Diagnostic::new(Code::MissingField, Place::value(self.path, group), format!("`{field}` is missing here")).help(format!("add `{field}`")));
        }
    }

    /// Notes letters in names that cannot be seen, with which no reference that is typed finds them.
    pub(super) fn names(&mut self, names: &[(&str, &Option<Localised>)], aliases: &[Name]) {
        let texts = names.iter().flat_map(|(field, name)| name.iter().flat_map(Localised::texts).map(|text| ((*field).to_owned(), text)));
        let aliases = aliases.iter().enumerate().map(|(i, alias)| (format!("aliases[{i}]"), alias.as_str()));
        let strays: Vec<(String, char)> = texts.chain(aliases).filter_map(|(field, text)| Some((field, stray(text)?))).collect();
        for (field, c) in strays {
            let message = format!("the name has a character that cannot be seen (U+{:04X})", u32::from(c));
            let told = self.at_value(Code::InvisibleLetter, &field, message).help("type the name anew, or remove the character");
            // Where it stands in a text of several languages, its place is not that of the text alone.
            self.all.push(told.rewrite(c.encode_utf8(&mut [0; 4]), "", true));
        }
    }

    /// Reports what the group at `field` lacks, unless the file has mistakes: what is present but invalid is not also missing.
    pub(super) fn lacks(&mut self, code: Code, field: &str, message: &str, help: &str) {
        if self.damaged.is_empty() {
            self.value(code, field, message.to_owned(), Some(help.to_owned()));
        }
    }

    /// Reports a text that `new` suggests and nobody replaced.
    pub(super) fn refuse_prompt(&mut self, field: &str, text: Option<&Text>) {
        self.all.extend(text.and_then(|text| placeholder::in_field(self.path, || field.to_owned(), text.as_str())));
    }

    /// The same of a list of texts.
    pub(super) fn refuse_prompts(&mut self, field: &str, texts: &[Text]) {
        let path = self.path;
        self.all.extend(texts.iter().enumerate().filter_map(|(i, text)| placeholder::in_field(path, || format!("{field}[{i}]"), text.as_str())));
    }

    /// A diagnostic at the value of `field`, to be told when it is complete.
    pub(in crate::content) fn at_value(&self, code: Code, field: &str, message: String) -> Diagnostic {
        Diagnostic::new(code, Place::value(self.path, field), message)
    }

    pub(super) fn value(&mut self, code: Code, field: &str, message: String, help: Option<String>) {
        self.all.push(Diagnostic::new(code, Place::value(self.path, field), message).maybe_help(help));
    }

    /// Reports that the value of `field` does not fit to that of `other`, and shows both.
    pub(super) fn against(&mut self, code: Code, field: &str, message: String, help: impl Into<String>, (other, label): (&str, &str)) {
        let told = Diagnostic::new(code, Place::value(self.path, field), message).help(help);
        self.all.push(told.also(Place::value(self.path, other), label));
    }

    pub(super) fn key(&mut self, code: Code, field: &str, message: String, help: Option<String>) {
        self.all.push(Diagnostic::new(code, Place::key(self.path, field), message).maybe_help(help));
    }

    pub(super) fn file(&mut self, code: Code, message: &str, help: &str) {
        self.all.push(Diagnostic::new(code, Place::file(self.path), message).help(help));
    }

    /// Reports fields that a translation takes from its original.
    pub(super) fn forbid_in_translation(&mut self, fields: &[(&str, bool)]) {
        for (field, _) in fields.iter().filter(|(_, given)| *given) {
            let told = Diagnostic::new(Code::IgnoredInTranslation, Place::key(self.path, *field), format!("a translation takes `{field}` from its original"));
            // Nothing is lost with it: its original has it, or nobody would read it.
            let fix = Fix::certain(vec![Edit::Remove { file: Arc::clone(self.path), field: (*field).to_owned() }]);
            self.all.push(told.help("remove the field").fix(fix));
        }
    }
}
