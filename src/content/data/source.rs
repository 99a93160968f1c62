//! Sources: where statements are from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::diagnostics::Code;
use crate::values::{Id, Issued, Text, WebAddress, right_language};

/// Where a statement is from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Source {
    /// What the text cites it by: `[@presser]`.
    pub id: Option<Id>,
    /// Its title.
    pub title: Option<Text>,
    /// Who published it: an agency, if it names one.
    pub publisher: Option<Text>,
    /// What it is, in the words of CSL.
    #[serde(rename = "type")]
    pub kind: Option<SourceType>,
    /// When it was published, as exactly as is known.
    pub issued: Option<Issued>,
    /// When it was read, as exactly as is known.
    pub accessed: Option<Issued>,
    /// Where it is.
    pub url: Option<WebAddress>,
    /// Where a copy is kept.
    pub archive_url: Option<WebAddress>,
    /// Its language.
    pub lang: Option<Text>,
    /// A file beside the briefing with its text, in which quotes must occur: `files/presser.txt`. It is not published.
    pub text: Option<Text>,
    /// Whether the file is published all the same.
    pub publish_text: bool,
    /// What else is to be said of it; Markdown of one line.
    pub note: Option<Text>,
    /// Why its days stand although it looks wrong beside another day; no check is made of it then.
    pub checked: Option<Text>,
}

impl Source {
    /// Checks that its language is the tag of one.
    pub(in crate::content) fn check_language(&self, field: &str, findings: &mut Findings<'_>) {
        let Some(lang) = self.lang.as_ref().map(Text::as_str) else { return };
        if let Some(right) = right_language(lang) {
            let told = findings.at_value(Code::BadLanguage, &format!("{field}.lang"), format!("`{lang}` is not the tag of a language"));
            findings.all.push(match right {
                Some(tag) => told.help(format!("write its tag: {tag}")).mend(tag),
                None => told.help("write a BCP 47 tag such as `en`, `fr` or `zh-Hans`"),
            });
        }
    }

    /// Checks what it says of its stored text.
    pub(in crate::content) fn check_text(&self, field: &str, findings: &mut Findings<'_>) {
        let is_text = |text: &&Text| STORED.iter().any(|end| text.as_str().to_ascii_lowercase().ends_with(end));
        if let Some(text) = self.text.as_ref().filter(|text| !is_text(text)) {
            let message = format!("`{text}` is no text that quotes can be looked for in");
            let help = "save it beside the briefing as plain text, Markdown or HTML: `files/presser.txt`";
            findings.value(Code::UnknownValue, &format!("{field}.text"), message, Some(help.to_owned()));
        }
    }
}

/// The ends of the names of files that quotes are looked for in.
const STORED: [&str; 5] = [".txt", ".md", ".markdown", ".html", ".htm"];

macro_rules! source_types {
    ($($variant:ident $word:literal)*) => {
        /// What a source is, in the words of the Citation Style Language.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum SourceType { $(#[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant,)* }

        impl SourceType {
            /// The word of CSL for it.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word,)* } }
        }
    };
}

source_types! {
    Article "article" ArticleJournal "article-journal" ArticleMagazine "article-magazine" ArticleNewspaper "article-newspaper"
    Bill "bill" Book "book" Broadcast "broadcast" Chapter "chapter" Dataset "dataset" Document "document" Event "event"
    Hearing "hearing" Interview "interview" LegalCase "legal_case" Legislation "legislation" Manuscript "manuscript"
    MotionPicture "motion_picture" PaperConference "paper-conference" Periodical "periodical"
    PersonalCommunication "personal_communication" Post "post" PostWeblog "post-weblog" Regulation "regulation"
    Report "report" Speech "speech" Standard "standard" Thesis "thesis" Treaty "treaty" Webpage "webpage"
}

/// Checks that the source that the entry at `field` names is among those of its briefing.
pub(in crate::content) fn known_source(named: Option<&Id>, field: &str, sources: &[Source], findings: &mut Findings<'_>) {
    if let Some(source) = named.filter(|s| !sources.iter().any(|own| own.id.as_ref() == Some(s))) {
        let ids = sources.iter().filter_map(|s| s.id.as_ref().map(Id::as_str));
        let near = findings.hints.nearest(source.as_str(), ids);
        let help = near.map_or_else(|| format!("add a source with `id: {source}` under `sources:`"), |n| format!("did you mean `{n}`?"));
        let told = findings.at_value(Code::UnknownCitation, &format!("{field}.source"), format!("no source has the id `{source}`")).help(help);
        findings.all.push(match near {
            Some(near) => told.rewrite(source.as_str(), near, false),
            None => told,
        });
    }
}

/// Checks that each of `ids` is there once in the list at `field`.
pub(in crate::content) fn unique<'a>(field: &str, ids: impl Iterator<Item = Option<&'a Id>>, findings: &mut Findings<'_>) {
    let mut seen: Vec<&Id> = Vec::new();
    for (i, id) in ids.enumerate() {
        let Some(id) = id else { continue };
        if seen.contains(&id) {
            findings.value(
                Code::Contradiction,
                &format!("{field}[{i}].id"),
                format!("the id `{id}` is used twice under `{field}`"),
                Some("give each an id of its own".to_owned()),
            );
        }
        seen.push(id);
    }
}
