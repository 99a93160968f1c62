//! What the name of a file says.

use std::sync::Arc;

use super::paths;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::Language;
use crate::values::{Date, Id, invisible};

/// What the name of a file says: `2024-10-23-miit-nine-months.zh-hans.md`.
#[derive(Debug)]
pub(super) struct FileName {
    stem: String,
    pub(super) date: Option<Date>,
    pub(super) language: usize,
    pub(super) unknown_language: Option<String>,
    is_index_of_many: bool,
}

impl FileName {
    pub(super) fn read(path: &str, is_dated: bool, is_index_of_many: bool, languages: &[Language]) -> Self {
        let name = paths::name(path);
        let mut stem = &*name;
        let (mut language, mut unknown_language) = (0, None);
        if let Some((rest, suffix)) = stem.rsplit_once('.') {
            if let Some(index) = languages.iter().position(|l| l.prefix() == suffix.to_lowercase()) {
                (stem, language) = (rest, index);
            } else if suffix.chars().any(char::is_alphabetic) && Language::parse(suffix).is_ok() {
                stem = rest;
                unknown_language = Some(suffix.to_owned());
            }
        }
        let (date, stem) = if is_dated { paths::dated(stem) } else { (None, stem) };
        Self { stem: stem.to_owned(), date, language, unknown_language, is_index_of_many }
    }

    /// The id that the name gives.
    pub(super) fn id(&self, path: &Arc<str>) -> Result<Id, Diagnostic> {
        if self.is_index_of_many {
            return Err(Diagnostic::new(
                Code::FolderText,
                Place::file(path),
                "`index.md` stands for the folder that it lies in, and this one holds many sources",
            )
            .help("rename the file, or put it into a folder of its own, whose name is then its id"));
        }
        Id::parse(&self.stem).map_err(|mistake| {
            let help = mistake.help.map(|h| match h.strip_prefix("write `").and_then(|h| h.strip_suffix('`')) {
                Some(id) => format!("rename it to {id}.md, or add the line id: {id}"),
                None => h,
            });
            let unseen = invisible(&self.stem).map_or_else(String::new, |c| format!(": it has a character that cannot be seen (U+{:04X})", u32::from(c)));
            let message = format!("the file's name gives the id `{}`, which cannot be one{unseen}", self.stem);
            Diagnostic::new(Code::BadId, Place::file(path), message).maybe_help(help)
        })
    }
}
