//! What a language's conventions are: the fields of which each language has its own values in `languages`.
//!
//! The record is written out in full for each language that Bulletin has words for. A field that is added here does not compile
//! until it is decided for all of them.

use icu_locale_core::subtags::Region;
use serde::Serialize;

use super::list::List;
use super::reading::ReadingWords;
use super::wording::Words;

/// How a language is written, read and sorted, as far as CLDR's data, which ICU4X brings, do not say it.
#[derive(Debug, Clone, Copy)]
pub struct Conventions {
    /// The tags that it is for: those that have all the subtags of one of these, where `*` is any region. `zh-TW` is also for
    /// `zh-Hant-TW`.
    pub(super) tags: &'static [&'static str],
    /// The tag of its column in the tables of words (units.tsv, regions.tsv), where that is not the language alone.
    pub(super) column: Option<&'static str>,
    /// Its name in itself, with a capital; `None` if it is not known.
    pub(super) name: Option<&'static str>,
    /// Tags with a name of their own, which is not put together from the names of the language and the region.
    pub(super) named_tags: &'static [(&'static str, &'static str)],
    /// The region it is likeliest to mean, by CLDR.
    pub(super) region: Option<&'static str>,
    /// The region whose data of CLDR serve a tag that names none.
    pub(super) data_region: Option<Region>,
    /// The direction of its usual script.
    pub(super) direction: Direction,

    /// What straight quotation marks become; `None` leaves them straight.
    pub quotes: Option<Quotes>,
    /// Words that begin with an apostrophe.
    pub elided: &'static [Elided],
    /// Where one word ends and the next begins.
    pub word_breaks: WordBreaks,
    /// Whether plurals end in `s` as English ones do, so that a search takes the ending off.
    pub plural_is_s: bool,
    /// The signs between and around words of ours.
    pub(super) punctuation: Punctuation,
    /// What stands before and behind a percentage.
    pub(super) percent: Percent,
    /// How the items of a list are joined.
    pub(super) list: List,
    /// The headings of an alphabetical index.
    pub(super) headings: Headings,
    /// The capital of `i`, where that is another letter than `I`.
    pub(super) capital_i: Option<&'static str>,
    /// What LaTeX calls it, in the names that biblatex and babel share; `None` if it has no name there.
    pub latex: Option<&'static str>,

    /// What the marks of unfinished texts mean in it.
    pub draft_marks: DraftMarks,
    /// What its words say of the numbers beside them; `None` where they are not known.
    pub(super) reading: Option<&'static ReadingWords>,

    /// Its words for figures, periods and changes, if we have any.
    pub(super) words: Option<&'static Words>,
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Quotation marks with the spaces inside them: outer opening and closing, inner opening and closing.
pub type Quotes = [&'static str; 4];

/// A word that begins with an apostrophe, in lower case, and whether it is another word without it, which may be quoted.
pub type Elided = (&'static str, bool);

/// How words are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordBreaks {
    /// By spaces.
    Spaced,
    /// By nothing: Chinese, Japanese. Lines are joined without a space.
    Joined,
    /// By spaces, but these particles stand close behind a word: Korean.
    Particles(&'static [&'static str]),
}

/// What the marks of unfinished texts mean in a language.
#[derive(Debug, Clone, Copy)]
pub struct DraftMarks {
    /// Whether "todo" is a word, which titles in capitals may have.
    pub todo_is_a_word: bool,
    /// Whether `TK` stands for what is to come wherever it is not a name.
    pub tk_is_to_come: bool,
    /// The months in lower case, before which `XX` stands for a day.
    pub months: &'static [&'static str],
}

/// The signs between and around words, with their spaces.
#[derive(Debug, Clone, Copy)]
pub(super) struct Punctuation {
    pub(super) comma: &'static str,
    pub(super) colon: &'static str,
    pub(super) brackets: (&'static str, &'static str),
}

impl Punctuation {
    /// A space behind each sign.
    pub(super) const SPACED: Self = Self { comma: ", ", colon: ": ", brackets: (" (", ")") };
}

/// What stands before and behind a percentage, by CLDR's patterns in its release 48. The sign goes with the digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Percent {
    pub(super) latin: (&'static str, &'static str),
    /// The same around the digits that Arabic has of its own.
    pub(super) arabic: (&'static str, &'static str),
}

impl Percent {
    /// `9%`
    pub(super) const CLOSE: Self = Self::latin("", "%");
    /// `9 %`
    pub(super) const APART: Self = Self::latin("", "\u{a0}%");

    pub(super) const fn latin(before: &'static str, after: &'static str) -> Self {
        Self { latin: (before, after), arabic: ("", "\u{66a}\u{61c}") }
    }
}

/// Under what an index lists a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headings {
    /// Its first letter.
    Letters,
    /// The initial of its first character in pinyin.
    Pinyin,
    /// The number of strokes of its first character.
    Strokes,
    /// The consonant that its first syllable begins with.
    Consonants,
}

/// Quotation marks that several languages share, under the name of one of them.
pub(super) mod quotes {
    use super::Quotes;

    pub(crate) const ENGLISH: Quotes = ["“", "”", "‘", "’"];
    pub(crate) const GERMAN: Quotes = ["„", "“", "‚", "‘"];
    pub(crate) const GUILLEMETS: Quotes = ["«", "»", "“", "”"];
    pub(crate) const NORDIC: Quotes = ["”", "”", "’", "’"];
    pub(crate) const NORWEGIAN: Quotes = ["«", "»", "‘", "’"];
    pub(crate) const POLISH: Quotes = ["„", "”", "‚", "’"];
    pub(crate) const RUSSIAN: Quotes = ["«", "»", "„", "“"];
}
