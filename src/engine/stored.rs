//! Stored texts of sources: files beside briefings in which the quotes of their figures must occur.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::{Diagnostics, Inputs};
use crate::cache::{CacheData, StoredText};
use crate::content::{self, Briefing, Document, Hash, OfKind, Settings};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::{Language, Notation, language_of_text};
use crate::values::Number;

/// The paths of all stored texts that documents name.
pub(super) fn claimed<'d>(documents: impl Iterator<Item = &'d Arc<Document>>) -> HashSet<String> {
    let briefings = documents.filter_map(|document| Some((document, Briefing::of(&document.front)?)));
    briefings.flat_map(|(document, briefing)| briefing.texts().filter_map(|(_, text)| content::join(&document.path, text))).collect()
}

/// What is known when texts are looked at.
pub(super) struct Texts<'s> {
    /// The good documents.
    pub(super) documents: &'s [Arc<Document>],
    /// Fingerprints of the files that are none.
    pub(super) hashes: &'s BTreeMap<Arc<str>, Hash>,
    pub(super) settings: &'s Settings,
}

/// A quote that must occur in a text.
struct Asked<'d> {
    document: &'d Document,
    figure: usize,
    words: &'d str,
}

/// What is asked of one text.
#[derive(Default)]
struct Questions<'d> {
    quotes: Vec<Asked<'d>>,
    /// The sources that name it: the file, and the field.
    sources: Vec<(&'d Document, usize)>,
    language: Option<&'d str>,
}

/// Looks for the quotes of figures in the stored texts of their sources. A text is read when it or what is asked of it changed.
/// The numbers of each text are in the result.
pub(super) fn check(inputs: &Inputs<'_>, texts: &Texts<'_>, cache: &mut CacheData, told: &mut Diagnostics) -> BTreeMap<Arc<str>, Vec<Number>> {
    let mut numbers = BTreeMap::new();
    for (path, questions) in questions(texts.documents) {
        // That it is missing is told where its briefing is linked.
        let Some((path, _)) = texts.hashes.get_key_value(path.as_str()) else { continue };
        let Some(entry) = cache.sources.get(path) else { continue };
        let asked = questions.fingerprint();
        let stored = match &entry.stored {
            Some(stored) if stored.asked == asked => stored.clone(),
            _ => {
                let stored = answer(inputs, texts.settings, path, &questions, asked);
                let entry = crate::cache::SourceEntry { stored: Some(stored.clone()), ..entry.clone() };
                cache.sources.put(Arc::clone(path), entry);
                stored
            }
        };
        if stored.is_unreadable {
            told.extend(questions.sources.iter().map(|(document, source)| {
                let place = Place::value(&document.path, format!("sources[{source}].text"));
                Diagnostic::new(Code::NotUtf8, place, format!("{path} is not UTF-8 text, or too large"))
                    .help("save it again as UTF-8, with the parts that are quoted")
            }));
            continue;
        }
        numbers.insert(Arc::clone(path), stored.numbers);
        told.extend(stored.missing.iter().filter_map(|missing| questions.quotes.get(*missing as usize)).map(|asked| {
            let place = Place::value(&asked.document.path, format!("figures[{}].quote", asked.figure));
            Diagnostic::new(Code::QuoteNotInText, place, format!("this quote does not occur in {path}"))
                .help("quote the words as they stand there; what is left out is written …; white space and quotation marks do not count")
        }));
    }
    numbers
}

/// What all briefings ask of each text, by its path.
fn questions(documents: &[Arc<Document>]) -> BTreeMap<String, Questions<'_>> {
    let mut all: BTreeMap<String, Questions<'_>> = BTreeMap::new();
    for document in documents {
        let Some(briefing) = Briefing::of(&document.front) else { continue };
        for (index, path) in briefing.texts().filter_map(|(index, text)| Some((index, content::join(&document.path, text)?))) {
            let questions = all.entry(path).or_default();
            let source = &briefing.sources[index];
            questions.sources.push((document, index));
            questions.language = questions.language.or(source.lang.as_ref().map(crate::values::Text::as_str));
            let is_of = |figure: &content::Figure| figure.source.as_ref().map_or(briefing.sources.len() == 1, |id| source.id.as_ref() == Some(id));
            let quoted = briefing.figures.iter().enumerate().filter(|(_, figure)| is_of(figure));
            questions.quotes.extend(quoted.filter_map(|(figure, fields)| Some(Asked { document, figure, words: fields.quote.as_ref()?.as_str() })));
        }
    }
    all
}

impl Questions<'_> {
    fn fingerprint(&self) -> Hash {
        let words: Vec<&str> = self.quotes.iter().map(|asked| asked.words).collect();
        *blake3::hash(&serde_json::to_vec(&(words, self.language)).expect("texts are JSON")).as_bytes()
    }
}

fn answer(inputs: &Inputs<'_>, settings: &Settings, path: &str, questions: &Questions<'_>, asked: Hash) -> StoredText {
    let limit = settings.limits.file_bytes;
    let text = inputs.files.read_up_to(path, limit).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text else { return StoredText { asked, is_unreadable: true, ..StoredText::default() } };
    let words = content::words_of_stored(path, &text);
    // A reader sees the marks of Markdown too where an author quotes from the file itself.
    let (folded, raw) = (fold(&words), fold(&text));
    let missing = questions.quotes.iter().enumerate().filter(|(_, asked)| !occurs(asked.words, &folded) && !occurs(asked.words, &raw));
    let missing = missing.filter_map(|(index, _)| u32::try_from(index).ok()).collect();
    let usual = &settings.languages[0];
    let head: String = words.chars().take(2000).collect();
    let language = questions.language.and_then(|tag| Language::parse(tag).ok()).unwrap_or_else(|| language_of_text(&head, usual));
    let numbers = Notation::of(&language).amounts(&words).into_iter().map(Number::from).collect();
    StoredText { asked, missing, numbers, is_unreadable: false }
}

/// Whether a quote occurs in a folded text: its parts, one behind the other, where an ellipsis stands for what is left out.
fn occurs(quote: &str, text: &str) -> bool {
    let quote = quote.replace("[...]", "…").replace("[…]", "…").replace("(…)", "…").replace("...", "…").replace("……", "…");
    let mut rest = text;
    quote.split('…').map(fold).filter(|part| !part.is_empty()).all(|part| match rest.find(&part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// A text without white space, quotation marks and soft hyphens, its characters composed.
fn fold(text: &str) -> String {
    let is_left_out = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '`' | '\u{AD}' | '\u{200B}' | '\u{FEFF}'
            )
    };
    crate::values::nfc(text).chars().filter(|c| !is_left_out(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_occurs_but_for_spaces_and_quotation_marks() {
        let text = fold("The ministry’s spokesman said that  “4.089 million\nstations” were built, and that 300 more would follow.");
        for quote in
            ["4.089 million stations", "The ministry's spokesman said that \"4.089", "The ministry’s … 300 more would follow.", "said that [...] were built"]
        {
            assert!(occurs(quote, &text), "{quote}");
        }
        for quote in ["4.089 million Stations", "300 more … The ministry", "4089 million"] {
            assert!(!occurs(quote, &text), "{quote}");
        }
    }
}
