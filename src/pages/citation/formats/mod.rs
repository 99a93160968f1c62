//! How a briefing and its sources are cited, as data: CSL-JSON, BibTeX and RIS.
//!
//! A file of citations holds the briefing first, then each of its sources, so that a reader takes over all of them at once.
//! The three formats have the same items in the same order under the same keys.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::content::{Kind, Source, SourceType};
use crate::locale::conventions;
use crate::pages::PageContext;
use crate::site::{EntityId, Index, LocalizedSite};
use crate::values::{Date, Issued};
use crate::yaml::is_unprintable;

/// A briefing and its sources, as they are cited.
#[derive(Debug, Clone, Serialize)]
pub struct Citations(Vec<Citation>);

/// The form of a file of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum CitationFormat {
    /// Data for processors of the Citation Style Language.
    CslJson,
    /// For LaTeX.
    BibTex,
    /// For programs that manage references.
    Ris,
}

impl CitationFormat {
    pub(super) const ALL: [Self; 3] = [Self::CslJson, Self::BibTex, Self::Ris];

    /// Its name, and that of the file with it.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::CslJson => ("CSL-JSON", "citation.json"),
            Self::BibTex => ("BibTeX", "citation.bib"),
            Self::Ris => ("RIS", "citation.ris"),
        }
    }
}

impl Citations {
    /// A briefing, then each of its sources in their order.
    pub(super) fn of(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Self {
        Self(citations(cx, local, index))
    }

    /// The file with them.
    #[must_use]
    pub fn write(&self, format: CitationFormat) -> Vec<u8> {
        match format {
            CitationFormat::CslJson => format!("{}\n", csl_json(&self.0)),
            CitationFormat::BibTex => bibtex(&self.0),
            CitationFormat::Ris => ris(&self.0),
        }
        .into_bytes()
    }
}

/// Something that can be cited: a briefing, or a source of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Citation {
    /// What the three formats know it by: made by [`key`], so ASCII without spaces.
    pub key: String,
    /// What it is.
    pub kind: SourceType,
    /// Its title, or its address if it has none.
    pub title: String,
    /// Who wrote it, as written: people or organisations.
    ///
    /// A briefing without authors has none here either, as on its page. Styles then begin with the title and name the
    /// site behind it; with the site as author they would name it twice.
    pub authors: Vec<String>,
    /// The site or paper that it appeared in.
    pub container: Option<String>,
    /// Who published it, where that is not what it appeared in.
    pub publisher: Option<String>,
    /// When it was published.
    pub issued: Option<Issued>,
    /// When it was last changed, if it was.
    pub updated: Option<Date>,
    /// When it was read. `None` for a briefing: that is for its reader to say.
    pub accessed: Option<Issued>,
    /// Its full address.
    pub url: Option<String>,
    /// Where a copy is kept.
    pub archive_url: Option<String>,
    /// Its language's tag.
    pub language: Option<String>,
    /// What it says, in one or two sentences of plain text.
    pub summary: Option<String>,
    /// What it is about.
    pub keywords: Vec<String>,
    /// What it reports on.
    pub event: Option<CitedEvent>,
}

/// What a briefing reports on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct CitedEvent {
    /// Its name.
    pub name: Option<String>,
    /// Where it was.
    pub place: Option<String>,
    /// Its day.
    pub date: Option<Date>,
}

/// A briefing, then each of its sources in their order.
pub(super) fn citations(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Vec<Citation> {
    let (site, language) = (cx.site, local.language);
    let (briefing, config) = (site.briefing(index), site.config());
    let shared = briefing.shared();
    let tag = config.languages[language].tag();
    // A translation is a page of its own, which may stand beside the original in a reader's list.
    let key =
        key(&if language == 0 { format!("{}-{:04}", briefing.id, briefing.date.year()) } else { format!("{}-{:04}-{tag}", briefing.id, briefing.date.year()) });
    let own = Citation {
        key: key.clone(),
        // A briefing is a page of a website with a title of its own. Every style knows `webpage` and prints the site's name
        // with it; `article` is for preprints and working papers, and `post-weblog` would make a diary of the digest.
        kind: SourceType::Webpage,
        title: site.title(index, language).to_owned(),
        authors: shared.authors.iter().map(ToString::to_string).collect(),
        container: Some(config.title.get(&config.languages[language], config.default_language()).0.to_owned()),
        publisher: None,
        issued: Some(Issued::Day(briefing.date)),
        updated: Some(briefing.modified()).filter(|d| *d != briefing.date),
        accessed: None,
        url: site.address(EntityId { kind: Kind::Briefing, index }, language).map(|a| a.permalink(config)),
        archive_url: None,
        language: Some(tag.to_owned()),
        summary: Some(site.summary(index, language)).filter(|s| !s.is_empty()),
        keywords: briefing.topics[..briefing.own_topics].iter().map(|t| site.topic_name(*t, language).to_owned()).collect(),
        event: shared.event.as_ref().map(|e| CitedEvent {
            name: site.text_in(e.name.as_ref(), language),
            place: site.text_in(e.place.as_ref(), language),
            date: e.date,
        }),
    };
    let publishers = briefing.publishers.iter().map(|p| p.map(|agency| site.agency_name(agency, language)));
    let sources = shared.sources.iter().zip(publishers).enumerate();
    let sources = sources.map(|(i, (source, agency))| of_source(&key, i, source, agency));
    std::iter::once(own).chain(sources).collect()
}

/// The `index`th source of the briefing with key `briefing`. `agency` is the name of its publisher, if that is an agency.
fn of_source(briefing: &str, index: usize, source: &Source, agency: Option<&str>) -> Citation {
    let text = |t: &Option<crate::values::Text>| t.as_ref().map(ToString::to_string);
    let kind = source.kind.unwrap_or(SourceType::Document);
    let holder = agency.map(str::to_owned).or_else(|| text(&source.publisher));
    let url = source.url.as_ref().map(ToString::to_string);
    // No id gives a dot, so a source that goes by its number never takes the key of one that has that number as its id.
    let name = source.id.as_ref().map_or_else(|| format!(".{}", index + 1), |id| format!("-{}", key(id.as_str())));
    let (container, publisher) = if form(kind).in_container { (holder, None) } else { (None, holder) };
    Citation {
        key: format!("{briefing}-source{name}"),
        kind,
        title: text(&source.title).or_else(|| url.clone()).unwrap_or_default(),
        authors: Vec::new(),
        container,
        publisher,
        issued: source.issued,
        updated: None,
        accessed: source.accessed,
        url,
        archive_url: source.archive_url.as_ref().map(ToString::to_string),
        language: text(&source.lang),
        summary: None,
        keywords: Vec::new(),
        event: None,
    }
}

/// A key for `id`: its ASCII letters, digits and hyphens as they are, any other character as `_4e2d_`, its number in hex.
/// Two ids never give one key.
#[must_use]
pub(super) fn key(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c.to_string() } else { format!("_{:x}_", u32::from(c)) }).collect()
}

/// What a kind of source is in BibTeX and RIS.
struct Form {
    /// The entry's type in biblatex. BibTeX's own styles print one that they do not know as `misc`.
    bibtex: &'static str,
    /// The field for who published it.
    holder: &'static str,
    /// The type in RIS.
    ris: &'static str,
    /// Whether styles look for its publisher as what it appeared in: a site or a paper.
    in_container: bool,
}

/// Types whose entries must have a book, a school or the like in BibTeX are `misc` there: sources have no such fields.
fn form(kind: SourceType) -> Form {
    use SourceType as S;
    let (bibtex, holder, ris, in_container) = match kind {
        S::Webpage | S::Post => ("online", "organization", "ELEC", true),
        S::PostWeblog => ("online", "organization", "BLOG", true),
        S::ArticleJournal => ("article", "journal", "JOUR", true),
        S::ArticleMagazine => ("article", "journal", "MGZN", true),
        S::ArticleNewspaper => ("article", "journal", "NEWS", true),
        S::Report => ("techreport", "institution", "RPRT", false),
        S::Book => ("book", "publisher", "BOOK", false),
        S::Dataset => ("dataset", "publisher", "DATA", false),
        S::Bill => ("misc", "organization", "BILL", false),
        S::Chapter => ("misc", "organization", "CHAP", false),
        S::Hearing => ("misc", "organization", "HEAR", false),
        S::LegalCase => ("misc", "organization", "CASE", false),
        S::Legislation => ("misc", "organization", "STAT", false),
        S::Regulation | S::Treaty => ("misc", "organization", "LEGAL", false),
        S::Manuscript => ("misc", "organization", "UNPB", false),
        S::MotionPicture => ("misc", "organization", "MPCT", false),
        S::PaperConference => ("misc", "organization", "CPAPER", false),
        S::Periodical => ("misc", "organization", "SER", false),
        S::PersonalCommunication => ("misc", "organization", "PCOMM", false),
        S::Standard => ("misc", "organization", "STAND", false),
        S::Thesis => ("misc", "organization", "THES", false),
        S::Article | S::Broadcast | S::Document | S::Event | S::Interview | S::Speech => ("misc", "organization", "GEN", false),
    };
    Form { bibtex, holder, ris, in_container }
}

impl Citation {
    /// What the formats have no field for. In English, as all words of the formats are.
    fn note(&self) -> Option<String> {
        self.updated.map(|date| format!("Updated {date}"))
    }
}

/// CSL-JSON: a list of items by the schema `csl-data` of CSL 1.0.2.
#[must_use]
pub(super) fn csl_json(citations: &[Citation]) -> Value {
    citations.iter().map(csl_item).collect()
}

fn csl_item(citation: &Citation) -> Value {
    let mut item = Map::new();
    item.insert("id".to_owned(), citation.key.as_str().into());
    item.insert("type".to_owned(), citation.kind.word().into());
    let mut text = |name: &str, value: &Option<String>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value.as_str().into());
        }
    };
    text("title", &Some(citation.title.clone()));
    text("container-title", &citation.container);
    text("publisher", &citation.publisher);
    text("URL", &citation.url);
    text("archive_location", &citation.archive_url);
    text("language", &citation.language);
    text("abstract", &citation.summary);
    text("keyword", &Some(citation.keywords.join(", ")).filter(|k| !k.is_empty()));
    text("note", &citation.note());
    let event = citation.event.as_ref();
    text("event-title", &event.and_then(|e| e.name.clone()));
    text("event-place", &event.and_then(|e| e.place.clone()));
    let dates = [("issued", citation.issued), ("accessed", citation.accessed), ("event-date", event.and_then(|e| e.date).map(Issued::Day))];
    for (name, date) in dates.into_iter().filter_map(|(name, date)| Some((name, date?))) {
        let (year, month, day) = date.parts();
        let parts: Vec<i16> = [Some(year), month.map(i16::from), day.map(i16::from)].into_iter().flatten().collect();
        item.insert(name.to_owned(), json!({ "date-parts": [parts] }));
    }
    if !citation.authors.is_empty() {
        // Which part of a name is the family's cannot be known from "Zhao Zhiguo", nor that "Bulletin Ltd" is a firm: a
        // literal name is printed as it stands.
        item.insert("author".to_owned(), citation.authors.iter().map(|name| json!({ "literal": name })).collect());
    }
    Value::Object(item)
}

/// BibTeX, with the types and fields of biblatex.
#[must_use]
pub(super) fn bibtex(citations: &[Citation]) -> String {
    citations.iter().map(bibtex_entry).collect::<Vec<_>>().join("\n")
}

fn bibtex_entry(citation: &Citation) -> String {
    let form = form(citation.kind);
    let mut fields: Vec<(&str, String)> = Vec::new();
    let braced = |text: &str| format!("{{{}}}", latex(text));
    // A second pair of braces keeps capitals in titles, and keeps names of several words in one piece.
    fields.push(("title", format!("{{{}}}", braced(&citation.title))));
    if !citation.authors.is_empty() {
        let names: Vec<String> = citation.authors.iter().map(|name| braced(name)).collect();
        fields.push(("author", format!("{{{}}}", names.join(" and "))));
    }
    fields.extend(citation.container.iter().chain(&citation.publisher).take(1).map(|holder| (form.holder, format!("{{{}}}", braced(holder)))));
    if let Some((year, month, day)) = citation.issued.map(Issued::parts) {
        // Year and month, not biblatex's `date`: programs that know either read these, and having both is a warning.
        fields.push(("year", format!("{{{year:04}}}")));
        fields.extend(month.map(|month| ("month", MONTHS[usize::try_from(month - 1).unwrap_or(0)].to_owned())));
        fields.extend(day.map(|day| ("day", format!("{{{day}}}"))));
    }
    fields.extend(citation.url.iter().map(|url| ("url", verbatim(url))));
    fields.extend(citation.accessed.map(|date| ("urldate", format!("{{{date}}}"))));
    let archived = citation.archive_url.iter().map(|url| format!("Archived at \\url{}", verbatim(url)));
    let notes: Vec<String> = citation.note().into_iter().chain(archived).collect();
    if !notes.is_empty() {
        fields.push(("note", format!("{{{}}}", notes.join(". "))));
    }
    // Not `language`, which biblatex prints.
    fields.extend(citation.language.as_deref().and_then(langid).map(|name| ("langid", format!("{{{name}}}"))));
    fields.extend(citation.summary.iter().map(|summary| ("abstract", braced(summary))));
    if !citation.keywords.is_empty() {
        // A comma divides keywords and cannot be quoted.
        let keywords: Vec<String> = citation.keywords.iter().map(|k| latex(&k.replace(',', ";"))).collect();
        fields.push(("keywords", format!("{{{}}}", keywords.join(", "))));
    }
    if let Some(event) = &citation.event {
        fields.extend(event.name.iter().map(|name| ("eventtitle", format!("{{{}}}", braced(name)))));
        fields.extend(event.place.iter().map(|place| ("venue", braced(place))));
        fields.extend(event.date.map(|date| ("eventdate", format!("{{{date}}}"))));
    }
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {value},\n")).collect();
    format!("@{}{{{},\n{}}}\n", form.bibtex, citation.key, fields.concat())
}

/// What LaTeX calls the language of a tag: it hyphenates and sorts by it. One that LaTeX has no name for is left out, for what is
/// not known there is a warning with every run.
fn langid(tag: &str) -> Option<&'static str> {
    conventions(tag).latex
}

/// The names of months that every bibliography style defines.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A text as LaTeX writes it, in one line. BibTeX counts braces even behind a backslash, so braces become words.
fn latex(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => written.extend(['\\', c]),
            '\\' => written.push_str("\\textbackslash{}"),
            '{' => written.push_str("\\textbraceleft{}"),
            '}' => written.push_str("\\textbraceright{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            c => written.push(c),
        }
    }
    written
}

/// An address in braces. It is read as it stands, so what would end it early is written in the address's own way.
fn verbatim(url: &str) -> String {
    format!("{{{}}}", one_line(url).replace('\\', "%5C").replace('{', "%7B").replace('}', "%7D"))
}

/// RIS, with CR LF at the ends of lines.
#[must_use]
pub(super) fn ris(citations: &[Citation]) -> String {
    citations.iter().map(ris_record).collect()
}

fn ris_record(citation: &Citation) -> String {
    let mut lines: Vec<(&str, String)> = vec![("TY", form(citation.kind).ris.to_owned()), ("ID", citation.key.clone()), ("TI", citation.title.clone())];
    lines.extend(citation.authors.iter().map(|name| ("AU", name.clone())));
    lines.extend(citation.container.iter().map(|name| ("T2", name.clone())));
    lines.extend(citation.publisher.iter().map(|name| ("PB", name.clone())));
    lines.extend(citation.issued.map(|date| ("PY", format!("{:04}", date.parts().0))));
    // A year alone is told by `PY`.
    lines.extend(citation.issued.filter(|date| date.parts().1.is_some()).map(|date| ("DA", ris_date(date))));
    lines.extend(citation.accessed.map(|date| ("Y2", ris_date(date))));
    lines.extend(citation.url.iter().map(|url| ("UR", url.clone())));
    lines.extend(citation.archive_url.iter().map(|url| ("L2", url.clone())));
    lines.extend(citation.language.iter().map(|tag| ("LA", tag.clone())));
    lines.extend(citation.summary.iter().map(|summary| ("AB", summary.clone())));
    lines.extend(citation.keywords.iter().map(|keyword| ("KW", keyword.clone())));
    lines.extend(citation.note().map(|note| ("N1", note)));
    lines.push(("ER", String::new()));
    lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(value))).collect::<Vec<_>>().concat()
}

/// A date in RIS, which wants the slashes of what is not known: `2024/10/23`, `2024/10//`, `2024///`.
fn ris_date(date: Issued) -> String {
    match date.parts() {
        (year, Some(month), Some(day)) => format!("{year:04}/{month:02}/{day:02}"),
        (year, Some(month), None) => format!("{year:04}/{month:02}//"),
        (year, ..) => format!("{year:04}///"),
    }
}

/// A text with every run of white space and control characters as one space.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || is_unprintable(c)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
