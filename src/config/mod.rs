//! The site's settings: `content/site.yaml`, typed. Unknown keys are errors.
//!
//! [`Config::parse`] reads the file (`site_file`) and checks it; [`Config::add_units`] adds the site's own `units`.
//! [`Config::weigh`] gives diagnostics the [`Level`] that `lints:` asks for. [`site_schema`] and [`units_schema`] say what may be
//! written. The other files are fields that are more than a value: `menu`, `lints`, `limits`, `switches`, `publish`.

mod former;
mod gone;
mod limits;
mod lints;
mod menu;
mod publish;
mod publisher;
mod site_file;
mod switches;
mod traced;
mod units;
mod zones;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place, Severity};
use crate::locale::{Language, NumberStyle, Unit, Units};
use crate::values::{Count, Localised, SiteAddress, Text, WebAddress};
use crate::yaml::{self, Replacement};

#[cfg(test)]
pub(crate) use former::FOLDERS;
pub use former::FormerAddress;
pub use gone::Gone;
pub use limits::Limits;
pub use lints::Level;
use lints::lints;
use menu::menu;
pub use menu::{MenuItem, MenuTarget};
use publish::targets;
pub use publish::{Destination, PublishTarget};
pub use publisher::{License, Publisher};
pub use site_file::site_schema;
use site_file::{FORMAT, NumbersFile, SiteFile};
pub use switches::{RawHtml, Switches};
pub use traced::Floor;
use traced::floor;
use units::UnitFile;
pub use units::units_schema;
use zones::time_zone;

/// Where the settings lie, below the site's root.
pub const SITE_FILE: &str = "content/site.yaml";

/// Where units of the site's own lie, below the site's root.
pub const UNITS_FILE: &str = "content/units.yaml";

/// The site's settings.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file they were read from.
    pub file: Arc<str>,
    /// The site's name.
    pub title: Localised,
    /// One sentence on it.
    pub description: Option<Localised>,
    /// Who publishes it; `None` where it publishes itself.
    pub publisher: Option<Publisher>,
    /// The licence of its texts and data.
    pub license: Option<License>,
    /// The address of the home page without a trailing `/`: `https://example.org/digest`.
    pub base_url: String,
    /// Whether that is another address than the one in site.yaml, given for this build alone.
    pub is_overruled: bool,
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
    /// The house style of figures in each of the languages that has one.
    pub numbers: BTreeMap<String, NumberStyle>,
    /// The least share of numbers and dates that must be traced, where one is held; `None` where nobody asks.
    pub traced: Option<Floor>,
    /// The addresses that all documents of a kind had before.
    pub former: Vec<FormerAddress>,
    /// Addresses that answer that they are gone.
    pub gone: Vec<Gone>,
    /// Whether search engines are asked to leave all pages out, as those of a preview.
    pub noindex: bool,
    /// Where the site is published, by the names of the places.
    pub publish: BTreeMap<String, PublishTarget>,
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
        let whole = text;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let start = whole.len() - text.len();
        let site: SiteFile =
            yaml::read(text).map_err(|broken: yaml::Broken<_>| broken.found.into_iter().map(|found| diagnostic(&file, found, start)).collect::<Vec<_>>())?;
        let (mut config, mut warnings) = Self::check(&file, site, base_url)?;
        warnings.extend(yaml::tell_unprintable(&file, whole, &(start..whole.len()), true));
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
        let is_overruled = base_url.is_some();
        let written = site.base_url.as_ref().map_or_else(String::new, |address| address.as_str().trim_end_matches('/').to_owned());
        let address = base_url.cloned().or(site.base_url).or_else(|| {
            all.push(
                Diagnostic::new(Code::MissingField, Place::file(file), "`base_url` is missing").help("add the site's address: base_url: https://example.org"),
            );
            None
        });
        let base = address.and_then(|a| {
            let refused = |why| {
                let told = Diagnostic::new(Code::BadAddress, Place::value(file, "base_url"), why)
                    .help("write it like https://example.org or https://example.org/digest");
                let bare = a.as_str().split(['?', '#', '<', '>', '"']).next().unwrap_or_default();
                if bare != a.as_str() && split_base(bare).is_ok() { told.offer(bare) } else { told }
            };
            split_base(a.as_str()).map_err(|why| all.push(refused(why))).ok()
        });
        let languages = languages(file, site.languages.as_deref().unwrap_or_default(), &mut all);
        let time_zone = time_zone(file, site.time_zone.as_ref(), &mut all);
        let lints = lints(file, site.lints, &mut all);
        let numbers = numbers(file, site.numbers, &languages, &mut all);
        let traced = site.traced.map(|traced| floor(file, &traced, &mut all));
        let former = former::former(file, site.redirects, &mut all);
        let gone = gone::gone(file, site.gone, &mut all);
        let publish = targets(file, site.publish, &mut all);
        let (Some(title), Some((base_url, base_path, host)), false) = (title, base, crate::diagnostics::any_error(&all)) else {
            return Err(all);
        };
        let feed_authority = if let Some(authority) = site.feed_authority {
            if !is_authority(authority.as_str()) {
                let told = Diagnostic::new(Code::BadAddress, Place::value(file, "feed_authority"), format!("`{authority}` is not a domain and a year"));
                let (right, certain) = authority_in(authority.as_str()).unwrap_or_else(|| (format!("{host},2024"), false));
                let told = told.help(format!("write a domain of yours, a comma, and a year in which it was yours: {right}"));
                all.push(if certain { told.mend(right) } else { told.offer(right) });
                return Err(all);
            }
            authority.as_str().to_owned()
        } else {
            all.push(
                Diagnostic::new(Code::FeedAuthority, Place::file(file), "`feed_authority` is not set")
                    .help(format!("add feed_authority: {host},2024 with a year in which the domain was yours"))
                    .fix(Fix::offer(vec![Edit::line_after(file, "base_url", format!("feed_authority: {host},2024"))])),
            );
            format!("{host},2000")
        };
        publisher::check(file, site.publisher.as_ref(), site.license.as_ref(), &mut all);
        let menu = menu(file, site.menu, &[&base_url, &written], &base_path, &mut all);
        if crate::diagnostics::any_error(&all) {
            return Err(all);
        }
        let config = Self {
            file: Arc::clone(file),
            title,
            description: site.description,
            publisher: site.publisher,
            license: site.license,
            is_overruled,
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
            numbers,
            traced,
            former,
            gone,
            noindex: false,
            publish,
            outputs: site.outputs,
            lints,
            limits: site.limits.or(&Limits::default()),
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
        let whole = text.len();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let start = whole - text.len();
        let units: BTreeMap<String, UnitFile> =
            yaml::read(text).map_err(|broken| broken.found.into_iter().map(|found| diagnostic(&file, found, start)).collect::<Vec<_>>())?;
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

    /// Asks search engines to leave all pages out.
    pub fn hide_from_search(&mut self) {
        self.noindex = true;
        self.mark("noindex");
    }

    /// The first language, whose addresses have no prefix.
    #[must_use]
    pub fn default_language(&self) -> &Language {
        &self.languages[0]
    }

    /// The house style of figures in a language.
    #[must_use]
    pub fn number_style(&self, language: usize) -> NumberStyle {
        self.numbers.get(self.languages[language].tag()).copied().unwrap_or_default()
    }

    /// Whether `lints:` asks for diagnostics that are off by default.
    #[must_use]
    pub fn asks_for(&self, code: Code) -> bool {
        matches!(self.lints.get(&code), Some(Level::Warn | Level::Deny))
    }

    /// Whether a diagnostic is told: it is on, by default or by `lints:`. Saves the work of finding what nobody sees.
    #[must_use]
    pub fn wants(&self, code: Code) -> bool {
        self.asks_for(code) || code.severity() != Severity::Off && self.lints.get(&code) != Some(&Level::Allow)
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
                    None if d.code.severity() == Severity::Note => d.severity = Severity::Note,
                    Some(Level::Warn) | None => d.severity = Severity::Warning,
                }
                Some(d)
            })
            .collect()
    }
}

/// The house style of figures, by languages that the site has.
fn numbers(file: &Arc<str>, given: BTreeMap<String, NumbersFile>, languages: &[Language], all: &mut Vec<Diagnostic>) -> BTreeMap<String, NumberStyle> {
    let mut styles = BTreeMap::new();
    for (tag, numbers) in given {
        let Some(language) = languages.iter().find(|language| language.tag().eq_ignore_ascii_case(&tag)) else {
            let tags = languages.iter().map(|language| format!("`{}`", language.tag())).collect::<Vec<_>>().join(", ");
            let unknown = Diagnostic::new(Code::BadLanguage, Place::key(file, format!("numbers.{tag}")), format!("the site has no language `{tag}`"));
            all.push(unknown.help(format!("its languages are {tags}")));
            continue;
        };
        let style = NumberStyle { currency: numbers.currency, digits_below: numbers.digits_below.map(Count::get) };
        styles.insert(language.tag().to_owned(), style);
    }
    styles
}

/// A mistake of YAML that starts at byte `offset` of `file`.
pub(crate) fn diagnostic(file: &Arc<str>, found: yaml::Found, offset: usize) -> Diagnostic {
    let shift = |span: std::ops::Range<usize>| Place::bytes(file, span.start + offset..span.end + offset);
    let mut mistake = found.mistake;
    let replacement = if found.line.is_some() { mistake.replacement.take() } else { None };
    let mut diagnostic = mistake.at(shift(found.span));
    if let (Some(line), Some(Replacement { text, certain })) = (found.line, replacement) {
        diagnostic = diagnostic.fix(Fix { certain, edits: vec![Edit::Replace(shift(line), text)] });
    }
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

/// A domain and a year that are written in another way, and whether both are there: `https://a.example/ 2024`, `a.example`.
fn authority_in(text: &str) -> Option<(String, bool)> {
    let text = text.trim().trim_start_matches("https://").trim_start_matches("http://");
    let pieces: Vec<&str> = text.split(['/', ' ', ',', ';', ':']).filter(|piece| !piece.is_empty()).collect();
    let is_year = |piece: &str| piece.len() == 4 && piece.bytes().all(|b| b.is_ascii_digit());
    let domain = pieces.iter().find(|piece| piece.contains('.'))?;
    let year = pieces.iter().find(|piece| is_year(piece));
    let right = format!("{domain},{}", year.unwrap_or(&"2024"));
    is_authority(&right).then_some((right, year.is_some()))
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
            Err(mistake) => all.push(mistake.at(place())),
        }
    }
    if languages.is_empty() {
        languages.push(Language::english());
    }
    languages
}
