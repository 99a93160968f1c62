//! What holds for any text whatever. The fuzz targets call the same functions.

use std::sync::{Arc, LazyLock};

use bulletin::cache::{Cache, SourceEntry};
use bulletin::config::Config;
use bulletin::content::markdown::{self, Compiled, Options, RawHtml, Resolved, Words};
use bulletin::content::{self, Document, Kind, Settings};
use bulletin::diagnostics::report::{Format, render};
use bulletin::diagnostics::{Diagnostic, Severity};
use bulletin::site::{self, Moment};
use bulletin::source::{Entry, Memory, Stamp};
use bulletin::values::{Count, Date, Id, Instant, SiteAddress, Text, WebAddress, is_safe_scheme};

const SITE: &str = "title: Digest\nbase_url: https://digest.example/d\nfeed_authority: digest.example,2024\nlanguages: [en, zh-Hans]\nlimits: {file_bytes: 200000, front_matter_bytes: 20000}\n";

static CONFIG: LazyLock<Arc<Config>> = LazyLock::new(|| Arc::new(Config::parse(SITE, None).expect("the settings are good").0));
static SETTINGS: LazyLock<Settings> = LazyLock::new(|| Settings::of(&CONFIG));

/// A file of any bytes gives a document or says why not, at places that are in the file, in words that can be shown; and a
/// document comes back from the cache as it was.
pub fn front_matter(bytes: &[u8]) {
    for (kind, path) in [
        (Kind::Briefing, "content/briefings/2024/2024-10-23-x.md"),
        (Kind::Topic, "content/topics/x.md"),
        (Kind::Agency, "content/agencies/x.md"),
        (Kind::Page, "content/pages/x.zh-hans.md"),
    ] {
        let path: Arc<str> = path.into();
        let parsed = content::parse(&path, kind, bytes, &SETTINGS);
        let refused = parsed.diagnostics.iter().any(|d| d.severity == Severity::Error);
        assert!(parsed.document.is_some() || refused, "there is neither a document nor an error");
        shown(&parsed.diagnostics, &path, bytes);
        let Some(document) = parsed.document else { continue };
        let kept = SourceEntry {
            stamp: Stamp::default(),
            hash: [0; 32],
            pixels: None,
            stored: None,
            document: Some(Arc::clone(&document)),
            diagnostics: parsed.diagnostics,
        };
        let mut cache = Cache::default();
        cache.data().sources.put(Arc::clone(&path), kept.clone());
        let mut log = std::io::Cursor::new(Vec::new());
        cache.write(&mut log).expect("there is room in memory");
        let back = Cache::new(None, || Some(log.into_inner())).data().sources.remove(&path).expect("it is in there");
        assert_eq!((back.document, back.diagnostics), (kept.document, kept.diagnostics));
        linked(&document, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Err(found) = Config::parse(text, None)
    {
        shown(&found, &"content/site.yaml".into(), bytes);
    }
}

/// The HTML of any text is whole, and no browser runs anything in it.
pub fn markdown(text: &str) {
    for raw_html in [RawHtml::Sanitise, RawHtml::Forbid] {
        for language in ["en", "zh-Hans", "ar"] {
            let options = Options { language, raw_html, ..Options::default() };
            for compiled in [markdown::compile(text, &options), markdown::compile_inline(text, &options)] {
                spans(&compiled, text);
                let awkward = Resolved { address: "/a?b=\"c\"&d='e'#<f>".to_owned(), pixels: None, text: "<g> & \"h\"".to_owned(), html: None };
                let resolved = vec![awkward; compiled.references.len()];
                for page in [None, Some("https://digest.example/x/")] {
                    safe(&markdown::fill(&compiled.template, &resolved, &Words::default(), page));
                }
            }
        }
    }
}

/// Values are what they say, and are read back as they are written; references to anything are resolved or told of.
pub fn links(text: &str) {
    if let Ok(address) = SiteAddress::parse(text) {
        let shown = address.to_string();
        assert!(shown.starts_with('/') && !shown.contains("//") && !shown.contains(['?', '#', '\\', '\0']), "{shown}");
        assert!(shown.split('/').all(|segment| segment != "." && segment != ".."), "{shown}");
        assert_eq!(SiteAddress::parse(&shown).ok(), Some(address));
    }
    if let Ok(address) = WebAddress::parse(text) {
        let shown = address.to_string();
        assert!(is_safe_scheme(&shown) && !runs(&shown), "{shown}");
        assert_eq!(WebAddress::parse(&shown).ok(), Some(address));
    }
    if let Ok(id) = Id::parse(text) {
        assert!(!id.as_str().contains(['/', '.', '\\', ' ']) && id.as_str().len() <= 200, "{id}");
        assert_eq!(Id::parse(id.as_str()).ok(), Some(id));
    }
    if let Some(id) = Id::from_title(text) {
        assert_eq!(Id::parse(id.as_str()).ok(), Some(id));
    }
    if let Ok(date) = Date::parse(text) {
        assert_eq!(Date::parse(&date.to_string()).ok(), Some(date));
    }
    if let Ok(instant) = Instant::parse(text) {
        assert_eq!(Instant::parse(&instant.to_string()).ok(), Some(instant));
    }
    if let Ok(count) = Count::parse(text) {
        assert_eq!(Count::parse(&count.to_string()).ok(), Some(count));
    }
    if let Ok(read) = Text::parse(text) {
        assert!(!read.as_str().chars().any(|c| c.is_control() && c != '\n'), "{read:?}");
    }
    let line: String = text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect();
    let quoted = serde_json::Value::from(line.as_str());
    let front =
        format!("title: X\ndate: 2024-10-23\ntopics: [{quoted}]\nagencies: [{quoted}]\njurisdictions: [{quoted}]\nkey_points: [{quoted}]\nredirect_from: []\n");
    let body = format!("[a]({line}) ![b](<{line}>) [[{line}]] [[briefing:{line}]] [[topic:{line}|x]] [@{line}] [c](#{line}) [d](../{line}.md#{line})");
    let source = format!("---\n{front}---\n{body}\n");
    let parsed = content::parse(&"content/briefings/2024/2024-10-23-x.md".into(), Kind::Briefing, source.as_bytes(), &SETTINGS);
    if let Some(document) = parsed.document {
        linked(&document, source.as_bytes());
    }
}

/// Links a document with files that are there, and one that is refused; what is wrong can be shown.
fn linked(document: &Arc<Document>, bytes: &[u8]) {
    let parse = |path: &str, kind, text: &str| content::parse(&path.into(), kind, text.as_bytes(), &SETTINGS).document.expect("the text is good");
    let topic = parse("content/topics/telecoms.md", Kind::Topic, "---\nname: Telecoms\n---\n");
    let other = parse("content/briefings/2024/2024-01-01-y.md", Kind::Briefing, "---\ntitle: Y\ndate: 2024-01-01\ntopics: [telecoms]\ndraft: true\n---\n");
    let mut documents = vec![Arc::clone(document), topic, other];
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    let files: Vec<Entry> = documents
        .iter()
        .map(|d| Arc::clone(&d.path))
        .chain(["content/briefings/2024/a.png".into()])
        .map(|path| Entry { path, stamp: Stamp::default(), pixels: None })
        .collect();
    let refused = [(Kind::Briefing, "content/briefings/2024/2024-02-02-z.md".into())];
    let (linked, told) = site::link(&CONFIG, &documents, &files, &refused, &std::sync::Arc::default());
    shown(&told, &document.path, bytes);
    for drafts in [false, true] {
        let (_, told) = linked.published_at(Moment::new(1_733_000_000, &CONFIG, drafts));
        shown(&told, &document.path, bytes);
    }
}

/// Diagnostics can be shown in every form, and their places are in the file.
fn shown(all: &[Diagnostic], path: &Arc<str>, bytes: &[u8]) {
    let mut files = Memory::new();
    files.write(path, bytes);
    let located = bulletin::engine::locate(all.to_vec(), &files);
    for found in &located {
        assert!(!found.diagnostic.message.is_empty());
        let lines = found.main.text.matches('\n').count() + 1;
        assert!(found.main.line_column().is_none_or(|(line, _)| line <= lines), "{:?}", found.diagnostic);
    }
    for format in [Format::Human, Format::Github] {
        assert_eq!(render(&located, format).is_empty(), located.is_empty());
    }
    for line in render(&located, Format::Json).lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok_and(|v| v["code"].is_string()), "{line}");
    }
}

/// Places are in the text, between its characters.
fn spans(compiled: &Compiled, text: &str) {
    let all = compiled.problems.iter().map(|p| &p.span).chain(compiled.references.iter().map(|r| &r.span));
    for span in all {
        let range = span.start as usize..span.end as usize;
        assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
    }
}

/// Elements that hold nothing and are never closed.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "source", "wbr", "track"];

/// Panics unless every element is closed in its turn, every attribute is quoted, and nothing in it runs.
fn safe(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(close) = tag.strip_prefix('/') {
            let (name, after) = close.split_once('>').unwrap_or_else(|| panic!("an end tag that does not end: {html}"));
            assert_eq!(open.pop(), Some(name), "</{name}> closes another element: {html}");
            rest = after;
            continue;
        }
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
        let (name, mut inner) = tag.split_at(end);
        assert!(!name.is_empty(), "a bare < in {html}");
        assert!(
            !["script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "svg", "math", "template", "textarea"].contains(&name),
            "<{name}> in {html}"
        );
        loop {
            inner = inner.trim_start();
            if let Some(after) = inner.strip_prefix('>').or_else(|| inner.strip_prefix("/>")) {
                rest = after;
                break;
            }
            let end = inner.find(|c: char| c == '=' || c == '>' || c.is_whitespace()).unwrap_or_else(|| panic!("a tag that does not end: {html}"));
            let (attribute, after) = inner.split_at(end);
            assert!(
                !attribute.is_empty() && attribute.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "the attribute {attribute:?} in {html}"
            );
            assert!(!attribute.starts_with("on") && attribute != "style" && attribute != "srcdoc", "{attribute} in {html}");
            inner = after;
            if let Some(value) = after.strip_prefix("=\"") {
                let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("a value that does not end: {html}"));
                assert!(!value.contains('<'), "a < in a value: {html}");
                let is_address = matches!(attribute, "href" | "src" | "cite" | "poster" | "action" | "data" | "srcset" | "longdesc");
                assert!(!is_address || !runs(value), "{attribute}={value} in {html}");
                inner = after;
            } else {
                assert!(!after.starts_with('='), "a value without quotes: {html}");
            }
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open: {html}");
}

/// Whether a browser would run an address, after all that browsers do to one.
fn runs(value: &str) -> bool {
    let mut plain = value.to_owned();
    for (entity, letter) in
        [("&#x6a;", "j"), ("&#106;", "j"), ("&Tab;", ""), ("&NewLine;", ""), ("&colon;", ":"), ("&#58;", ":"), ("&#x3a;", ":"), ("&#x3A;", ":"), ("&amp;", "&")]
    {
        plain = plain.replace(entity, letter);
    }
    let plain: String = plain.chars().filter(|c| !c.is_control() && !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    ["javascript:", "vbscript:", "data:", "file:", "blob:"].iter().any(|scheme| plain.starts_with(scheme))
}
