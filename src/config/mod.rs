//! The site's settings: `content/site.yaml`, typed. Unknown keys are errors.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Diagnostic, Hints, Place, Severity};
use crate::locale::{Forms, Language, Unit, UnitKind, Units};
use crate::values::{Count, Id, Localised, SiteAddress, Text, WebAddress, schema};
use crate::yaml::{self, ValueError};

/// Where the settings lie, below the site's root.
pub const SITE_FILE: &str = "content/site.yaml";

/// Where units of the site's own lie, below the site's root.
pub const UNITS_FILE: &str = "content/units.yaml";

/// The newest `format` that this program reads.
const FORMAT: u64 = 1;

/// The settings of a digest.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct SiteFile {
    /// The version of this format.
    #[schemars(extend("default" = FORMAT))]
    format: Option<Count>,
    /// The site's name.
    title: Option<Localised>,
    /// Its address, perhaps with a path: `https://example.org/digest`.
    base_url: Option<WebAddress>,
    /// One sentence on it.
    description: Option<Localised>,
    /// Its languages; the first is the default, whose addresses have no prefix.
    #[schemars(with = "Option<Vec<Language>>", extend("default" = ["en"]))]
    languages: Option<Vec<Text>>,
    /// Where moments without an offset, and "today", are reckoned: a name of the IANA database, such as `Asia/Shanghai`.
    #[schemars(extend("default" = "UTC"))]
    time_zone: Option<Text>,
    /// What the ids of feed entries are made from: a domain of yours, a comma, and a year in which it was yours, as in
    /// `example.org,2024`. Never change it. Without it, it is made from `base_url`, with a warning.
    feed_authority: Option<Text>,
    /// A folder in `themes/`, or the built-in theme.
    #[schemars(extend("default" = "gazette"))]
    theme: Option<Id>,
    /// The theme's options.
    theme_options: BTreeMap<String, serde_json::Value>,
    /// The site's menu; by default all indexes, and the pages with `menu: true`.
    menu: Option<Vec<MenuItem>>,
    /// What becomes of raw HTML in texts.
    raw_html: RawHtml,
    /// Whether `$…$`, `$$…$$`, `\(…\)` and `\[…\]` are mathematics, and stay as typed.
    math: bool,
    /// What is made; a kind that is `false` is left out.
    outputs: Switches,
    /// The level of a warning, by its name or code: `allow`, `warn` or `deny`. One that is not named is a warning.
    #[schemars(schema_with = "lint_levels")]
    lints: BTreeMap<String, Level>,
    /// Bounds on what one file or page may ask of the machine.
    limits: LimitsFile,
}

fn lint_levels(generator: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = Code::ALL.iter().flat_map(|code| [code.name(), code.number()]).collect();
    json_schema!({ "type": "object", "propertyNames": { "enum": names }, "additionalProperties": generator.subschema_for::<Level>() })
}

/// The JSON Schema (draft 2020-12) of site.yaml.
#[must_use]
pub fn site_schema() -> serde_json::Value {
    let mut schema = schema::of::<SiteFile>("The settings of a digest: site.yaml");
    schema::require(&mut schema, &["title", "base_url"]);
    schema.into()
}

/// The JSON Schema (draft 2020-12) of units.yaml.
#[must_use]
pub fn units_schema() -> serde_json::Value {
    schema::of::<BTreeMap<String, UnitFile>>("Units of a digest's own: units.yaml").into()
}

/// An entry of the site's own menu.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What it says.
    pub name: Localised,
    /// Where it leads: an address on this site (`/topics/telecoms/`) or on the web.
    pub url: MenuTarget,
}

/// Where an entry of the menu leads.
#[derive(Debug, Clone, Serialize)]
pub enum MenuTarget {
    /// On this site.
    Site {
        /// The path, without the base path and without a leading `/`; empty for the home page.
        path: String,
        /// What follows behind `?`, as written.
        query: Option<String>,
        /// The anchor.
        fragment: Option<String>,
    },
    /// On the web.
    Web(WebAddress),
}

impl JsonSchema for MenuTarget {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MenuTarget".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "site or web address",
            "description": "An address on this site, perhaps with a query and an anchor, or one on the web.",
            "examples": ["/", "/about/#team", "https://ministry.example/"],
            "type": "string",
            "pattern": r"^\s*(?:/|[A-Za-z]+:)\S*\s*$"
        })
    }
}

impl<'de> Deserialize<'de> for MenuTarget {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        let read = if text.as_str().starts_with('/') { Self::on_site(text.as_str()) } else { WebAddress::parse(text.as_str()).map(Self::Web) };
        // Without a scheme it is most likely meant to be on the site.
        let read = read.map_err(|mistake| {
            let help = "write an address on this site with a leading `/`, or one on the web with https://";
            if text.as_str().starts_with('/') || text.as_str().contains([':', '.']) { mistake } else { mistake.help(help) }
        });
        read.map_err(serde::de::Error::custom)
    }
}

impl MenuTarget {
    /// An address on this site, with or without a query and an anchor.
    fn on_site(text: &str) -> Result<Self, ValueError> {
        let (rest, fragment) = text.split_once('#').map_or((text, None), |(rest, fragment)| (rest, Some(fragment)));
        let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
        if query.is_some_and(|query| query.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))) {
            return Err(ValueError::new(Code::BadPath, format!("`{text}` has a query that is not percent-encoded")).help("write a space as %20"));
        }
        // The home page is the one address without a segment.
        let path = if path == "/" { String::new() } else { SiteAddress::parse(path)?.as_str().trim_start_matches('/').to_owned() };
        let fragment = fragment.filter(|f| !f.is_empty()).map(|f| crate::values::nfc(&crate::values::decode(f)).into_owned());
        Ok(Self::Site { path, query: query.map(str::to_owned), fragment })
    }

    /// The same below the site's own address: what is written in full, or with the path of `base_url`, is on the site too.
    fn at_home(self, bases: &[&str], base_path: &str) -> Result<Self, ValueError> {
        let below = |address: &str, base: &str| {
            let (start, rest) = address.split_at_checked(base.len())?;
            (start.eq_ignore_ascii_case(base) && (rest.is_empty() || rest.starts_with(['/', '?', '#']))).then(|| rest.to_owned())
        };
        match self {
            Self::Web(address) => match bases.iter().find_map(|base| below(address.as_str(), base)) {
                Some(rest) if rest.starts_with('/') => Self::on_site(&rest),
                Some(rest) => Self::on_site(&format!("/{rest}")),
                None => Ok(Self::Web(address)),
            },
            Self::Site { path, query, fragment } => {
                let bare = base_path.strip_prefix('/').and_then(|base| below(&path, base)).map(|rest| rest.trim_start_matches('/').to_owned());
                Ok(Self::Site { path: bare.unwrap_or(path), query, fragment })
            }
        }
    }
}

/// What becomes of raw HTML in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RawHtml {
    /// It passes a safe list.
    #[default]
    Sanitise,
    /// It passes as it is.
    Allow,
    /// It is an error.
    Forbid,
}

/// Kinds of outputs that can be switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Switches {
    /// Atom and JSON feeds.
    pub feeds: bool,
    /// JSON feeds, where there are feeds.
    pub json_feeds: bool,
    /// Feeds of agencies, where there are feeds.
    pub agency_feeds: bool,
    /// Data files: JSON, tables and their schemas.
    pub data: bool,
    /// `sitemap.xml` and its yearly parts.
    pub sitemap: bool,
    /// `robots.txt`.
    pub robots: bool,
    /// Pages of agencies.
    pub agencies: bool,
    /// Pages of jurisdictions.
    pub jurisdictions: bool,
    /// Pages by year and month.
    pub archive: bool,
    /// The glossary.
    pub glossary: bool,
    /// Pages, feeds and data of indicators.
    pub indicators: bool,
    /// Pages of instruments.
    pub instruments: bool,
    /// The tracker of commitments.
    pub commitments: bool,
    /// The calendar, as pages and as iCalendar files.
    pub calendar: bool,
    /// Editions and their newsletters.
    pub editions: bool,
    /// Citations of each briefing, and the index of sources.
    pub citations: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            feeds: true,
            json_feeds: true,
            agency_feeds: true,
            data: true,
            sitemap: true,
            robots: true,
            agencies: true,
            jurisdictions: true,
            archive: true,
            glossary: true,
            indicators: true,
            instruments: true,
            commitments: true,
            calendar: true,
            editions: true,
            citations: true,
        }
    }
}

/// What a lint level does with a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing is said.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

/// A unit of the site's own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    /// What it measures.
    kind: UnitKind,
    /// How it is written in each language; `und` is for all languages that have no form of their own.
    forms: BTreeMap<String, Forms>,
}

/// Bounds on what one file or page may ask of the machine.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct LimitsFile {
    /// Bytes of a Markdown file.
    #[schemars(extend("default" = Limits::default().file_bytes))]
    file_bytes: Option<Count>,
    /// Bytes of its front matter.
    #[schemars(extend("default" = Limits::default().front_matter_bytes))]
    front_matter_bytes: Option<Count>,
    /// Levels of lists and quotations.
    #[schemars(extend("default" = Limits::default().nesting))]
    nesting: Option<Count>,
    /// Whether symbolic links may lead out of the digest.
    outside_links: bool,
    /// Bytes of what templates write for one page.
    #[schemars(extend("default" = Limits::default().page_bytes))]
    page_bytes: Option<Count>,
    /// Turns of the loops of one page, together.
    #[schemars(extend("default" = Limits::default().loop_turns))]
    loop_turns: Option<Count>,
}

/// Bounds on what one source or one page may ask of the machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a Markdown file.
    pub file_bytes: u64,
    /// Bytes of its front matter.
    pub front_matter_bytes: u64,
    /// Levels of lists and quotations.
    pub nesting: usize,
    /// Whether symbolic links may lead out of the site.
    pub outside_links: bool,
    /// Bytes of what a template writes.
    pub page_bytes: u64,
    /// Turns of the loops of a page, together.
    pub loop_turns: u64,
}

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file they were read from.
    pub file: Arc<str>,
    /// The site's name.
    pub title: Localised,
    /// One sentence on it.
    pub description: Option<Localised>,
    /// The address of the home page without a trailing `/`: `https://example.org/digest`.
    pub base_url: String,
    /// The path in it without a trailing `/`: `/digest`, or nothing.
    pub base_path: String,
    /// The site's languages; the first is the default, whose addresses have no prefix. Never empty.
    pub languages: Vec<Language>,
    /// Where moments without an offset, and "today", are reckoned.
    pub time_zone: TimeZone,
    /// What entry ids are made from: `digest.example,2024`.
    pub feed_authority: String,
    /// The theme's name.
    pub theme: String,
    /// The theme's options as given.
    pub theme_options: BTreeMap<String, serde_json::Value>,
    /// The site's own menu; `None` for the theme's.
    pub menu: Option<Vec<MenuItem>>,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether texts hold mathematics between `$…$` and the like.
    pub math: bool,
    /// Kinds of outputs that are on.
    pub outputs: Switches,
    /// Levels of lints.
    pub lints: BTreeMap<Code, Level>,
    /// Bounds.
    pub limits: Limits,
    /// Units of figures: the built-in ones and the site's own.
    pub units: Units,
    /// Fingerprint of all that the settings are made from.
    pub fingerprint: [u8; 32],
}

impl Config {
    /// Reads site.yaml; `base_url` overrules the one in it.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(text: &str, base_url: Option<&WebAddress>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let file: Arc<str> = SITE_FILE.into();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let site: SiteFile =
            yaml::read(text).map_err(|broken: yaml::Broken<_>| broken.found.into_iter().map(|found| told(&file, found, 0)).collect::<Vec<_>>())?;
        let (mut config, mut warnings) = Self::check(&file, site, base_url)?;
        warnings.extend(yaml::tell_unprintable(&file, text, &(0..text.len()), true));
        config.mark(text);
        config.mark(&config.base_url.clone());
        Ok((config, warnings))
    }

    /// Takes a text that the settings are made from into their fingerprint.
    fn mark(&mut self, text: &str) {
        self.fingerprint = *blake3::Hasher::new().update(&self.fingerprint).update(text.as_bytes()).finalize().as_bytes();
    }

    fn check(file: &Arc<str>, site: SiteFile, base_url: Option<&WebAddress>) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let mut all = Vec::new();
        if let Some(format) = site.format.filter(|f| f.get() > FORMAT) {
            let newer =
                Diagnostic::new(Code::NewerFormat, Place::value(file, "format"), format!("format {format} is newer than this program, which reads {FORMAT}"));
            return Err(vec![newer.help("install a newer version of bulletin")]);
        }
        let title = site.title.or_else(|| {
            all.push(Diagnostic::new(Code::MissingField, Place::file(file), "`title` is missing").help("add the site's name: title: Policy digest"));
            None
        });
        let written = site.base_url.as_ref().map_or_else(String::new, |address| address.as_str().trim_end_matches('/').to_owned());
        let address = base_url.cloned().or(site.base_url).or_else(|| {
            all.push(
                Diagnostic::new(Code::MissingField, Place::file(file), "`base_url` is missing").help("add the site's address: base_url: https://example.org"),
            );
            None
        });
        let base =
            address.and_then(|a| split_base(a.as_str()).map_err(|why| all.push(Diagnostic::new(Code::BadAddress, Place::value(file, "base_url"), why))).ok());
        let languages = languages(file, site.languages.as_deref().unwrap_or_default(), &mut all);
        let time_zone = time_zone(file, site.time_zone.as_ref(), &mut all);
        let lints = lints(file, site.lints, &mut all);
        let (Some(title), Some((base_url, base_path, host)), false) = (title, base, crate::diagnostics::any_error(&all)) else {
            return Err(all);
        };
        let feed_authority = if let Some(authority) = site.feed_authority {
            if !is_authority(authority.as_str()) {
                all.push(
                    Diagnostic::new(Code::BadAddress, Place::value(file, "feed_authority"), format!("`{authority}` is not a domain and a year"))
                        .help(format!("write a domain of yours, a comma, and a year in which it was yours: {host},2024")),
                );
                return Err(all);
            }
            authority.as_str().to_owned()
        } else {
            all.push(
                Diagnostic::new(Code::FeedAuthority, Place::file(file), "`feed_authority` is not set")
                    .help(format!("add feed_authority: {host},2024 with a year in which the domain was yours")),
            );
            format!("{host},2000")
        };
        let menu = menu(file, site.menu, &[&base_url, &written], &base_path, &mut all);
        if crate::diagnostics::any_error(&all) {
            return Err(all);
        }
        let defaults = Limits::default();
        let config = Self {
            file: Arc::clone(file),
            title,
            description: site.description,
            base_url,
            base_path,
            languages,
            time_zone,
            feed_authority,
            theme: site.theme.map_or_else(|| "gazette".to_owned(), |id| id.as_str().to_owned()),
            theme_options: site.theme_options,
            menu,
            raw_html: site.raw_html,
            math: site.math,
            outputs: site.outputs,
            lints,
            limits: Limits {
                file_bytes: site.limits.file_bytes.map_or(defaults.file_bytes, Count::get),
                front_matter_bytes: site.limits.front_matter_bytes.map_or(defaults.front_matter_bytes, Count::get),
                nesting: site.limits.nesting.map_or(defaults.nesting, |c| usize::try_from(c.get()).unwrap_or(usize::MAX)),
                outside_links: site.limits.outside_links,
                page_bytes: site.limits.page_bytes.map_or(defaults.page_bytes, Count::get),
                loop_turns: site.limits.loop_turns.map_or(defaults.loop_turns, Count::get),
            },
            units: Units::built_in(),
            fingerprint: [0; 32],
        };
        Ok((config, all))
    }

    /// Adds the units in `text`, the content of units.yaml.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn add_units(&mut self, text: &str) -> Result<(), Vec<Diagnostic>> {
        let file: Arc<str> = UNITS_FILE.into();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let units: BTreeMap<String, UnitFile> =
            yaml::read(text).map_err(|broken| broken.found.into_iter().map(|found| told(&file, found, 0)).collect::<Vec<_>>())?;
        let mut all = Vec::new();
        for (code, unit) in units {
            if self.units.find(&code).is_some() {
                let place = Place::key(&file, code.clone());
                all.push(Diagnostic::new(Code::UnitsFile, place, format!("`{code}` is a built-in unit")).help("give it another code, or use the built-in one"));
            } else {
                self.units.add(Unit::new(code, unit.kind, unit.forms));
            }
        }
        self.mark(text);
        if all.is_empty() { Ok(()) } else { Err(all) }
    }

    /// The first language, whose addresses have no prefix.
    #[must_use]
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }

    /// Whether `lints:` asks for diagnostics that are off by default.
    #[must_use]
    pub fn asks_for(&self, code: Code) -> bool {
        matches!(self.lints.get(&code), Some(Level::Warn | Level::Deny))
    }

    /// Applies `lints:` to diagnostics: drops what is allowed, weighs the rest. Errors by nature stay errors.
    #[must_use]
    pub fn weigh(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics
            .into_iter()
            .filter_map(|mut d| {
                if d.code.severity() == Severity::Error {
                    return Some(d);
                }
                match self.lints.get(&d.code) {
                    Some(Level::Allow) => return None,
                    None if d.code.severity() == Severity::Off => return None,
                    Some(Level::Deny) => d.severity = Severity::Error,
                    Some(Level::Warn) | None => d.severity = Severity::Warning,
                }
                Some(d)
            })
            .collect()
    }
}

impl Default for Limits {
    fn default() -> Self {
        // The largest pages, an archive of 14,000 briefings in one, come to a few megabytes and some 100,000 turns.
        Self { file_bytes: 4 << 20, front_matter_bytes: 64 << 10, nesting: 24, outside_links: false, page_bytes: 64 << 20, loop_turns: 10_000_000 }
    }
}

/// A mistake of YAML that starts at byte `offset` of `file`.
pub(crate) fn told(file: &Arc<str>, found: yaml::Found, offset: usize) -> Diagnostic {
    let shift = |span: std::ops::Range<usize>| Place::bytes(file, span.start + offset..span.end + offset);
    let mut diagnostic = Diagnostic::new(found.mistake.code, shift(found.span), found.mistake.message).maybe_help(found.mistake.help);
    if let Some(other) = found.other {
        diagnostic = diagnostic.also(shift(other), "first here");
    }
    diagnostic
}

/// Whether a text can begin a `tag:` URI (RFC 4151): a domain or mail address, and a date.
fn is_authority(text: &str) -> bool {
    let Some((name, date)) = text.split_once(',') else { return false };
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"@.-_".contains(&b));
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &str, n| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    named && parts.len() <= 3 && digits(parts[0], 4) && parts[1..].iter().all(|p| digits(p, 2))
}

/// Divides an address into itself and its path, both without a trailing `/`, and its host.
fn split_base(address: &str) -> Result<(String, String, String), String> {
    let trimmed = address.trim_end_matches('/');
    let Some((scheme, rest)) = trimmed.split_once("://") else {
        return Err("the site's address begins with https:// or http://".to_owned());
    };
    if rest.contains(['?', '#', '<', '>', '"', '@']) {
        return Err("the site's address has no query, no anchor and no user".to_owned());
    }
    if !rest.is_ascii() {
        return Err("the site's address is written in ASCII: an international domain as xn--…, other letters as %C3%A4".to_owned());
    }
    let (host, path) = rest.split_once('/').map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    if !path.is_empty() {
        SiteAddress::parse(&path).map_err(|m| m.message)?;
    }
    Ok((
        format!("{}://{}{path}", scheme.to_ascii_lowercase(), host.to_ascii_lowercase()),
        path.clone(),
        host.split(':').next().unwrap_or(host).to_ascii_lowercase(),
    ))
}

fn languages(file: &Arc<str>, given: &[Text], all: &mut Vec<Diagnostic>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for (i, tag) in given.iter().enumerate() {
        let place = || Place::value(file, format!("languages[{i}]"));
        match crate::values::language(tag.as_str()) {
            Ok(language) if languages.contains(&language) => {
                all.push(Diagnostic::new(Code::Contradiction, place(), format!("`{tag}` is listed twice")).help("remove one of the two"));
            }
            Ok(language) => languages.push(language),
            Err(mistake) => all.push(Diagnostic::new(mistake.code, place(), mistake.message).maybe_help(mistake.help)),
        }
    }
    if languages.is_empty() {
        languages.push(Language::english());
    }
    languages
}

/// The site's own menu. `bases` are the site's addresses: the one that the build goes by and the one in site.yaml.
fn menu(file: &Arc<str>, given: Option<Vec<MenuItem>>, bases: &[&str], base_path: &str, all: &mut Vec<Diagnostic>) -> Option<Vec<MenuItem>> {
    let bases: Vec<&str> = bases.iter().copied().filter(|base| !base.is_empty()).collect();
    let mut menu = Vec::new();
    for (i, item) in given?.into_iter().enumerate() {
        match item.url.at_home(&bases, base_path) {
            Ok(url) => menu.push(MenuItem { name: item.name, url }),
            Err(mistake) => all.push(Diagnostic::new(mistake.code, Place::value(file, format!("menu[{i}].url")), mistake.message).maybe_help(mistake.help)),
        }
    }
    Some(menu)
}

fn time_zone(file: &Arc<str>, given: Option<&Text>, all: &mut Vec<Diagnostic>) -> TimeZone {
    let Some(name) = given else { return TimeZone::UTC };
    // The bundled database, so that a machine's own does not matter.
    jiff::tz::TimeZoneDatabase::bundled().get(name.as_str()).unwrap_or_else(|_| {
        all.push(
            Diagnostic::new(Code::UnknownValue, Place::value(file, "time_zone"), format!("`{name}` is not a time zone"))
                .help("write a name of the IANA database such as UTC, Europe/Brussels or Asia/Shanghai"),
        );
        TimeZone::UTC
    })
}

fn lints(file: &Arc<str>, given: BTreeMap<String, Level>, all: &mut Vec<Diagnostic>) -> BTreeMap<Code, Level> {
    let (mut lints, hints) = (BTreeMap::new(), Hints::shown());
    for (name, level) in given {
        let place = Place::key(file, format!("lints.{name}"));
        match Code::find(&name) {
            Some(code) if code.severity() == Severity::Error && level != Level::Deny => {
                all.push(Diagnostic::new(Code::UnknownLint, place, format!("`{name}` is an error and stays one")).help("mend what it reports instead"));
            }
            Some(code) => {
                if lints.insert(code, level).is_some() {
                    let twice = format!("`{name}` is given twice: {} and {} are one lint", code.number(), code.name());
                    all.push(Diagnostic::new(Code::Contradiction, place, twice).help("remove one of the two"));
                }
            }
            None => {
                let near = hints.nearest(&name, Code::ALL.iter().map(|c| c.name()));
                all.push(
                    Diagnostic::new(Code::UnknownLint, place, format!("there is no lint `{name}`")).maybe_help(near.map(|n| format!("did you mean `{n}`?"))),
                );
            }
        }
    }
    lints
}
