//! Addresses that lead elsewhere: `redirect_from` of every kind, and the addresses of former ids.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::documents::Linked;
use crate::content::{Front, Kind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::addresses;
use crate::site::addresses::Address;
use crate::site::model::{EntityId, Version};
use crate::values::SiteAddress;

/// An address that leads to a thing's page.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The address that leads there.
    pub from: Address,
    /// The thing.
    pub to: EntityId,
    /// The language of its page.
    pub language: usize,
    /// The file that says so.
    pub file: Arc<str>,
    /// Which entry of the file's `redirect_from` or `former_ids` says so.
    pub entry: usize,
    /// The id it had at that address, if that is why; its feeds go on answering too.
    pub former: Option<String>,
    /// What answers there.
    pub answer: Answer,
}

/// What answers at a former address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A page that leads on.
    Page,
    /// A copy of the thing's Atom feed.
    Atom,
    /// A copy of its JSON feed.
    Json,
    /// A copy of its iCalendar file.
    Calendar,
}

impl Answer {
    /// The file beside a thing's page of which this is a copy.
    #[must_use]
    pub fn file(self) -> Option<&'static str> {
        match self {
            Self::Page => None,
            Self::Atom => Some("feed.xml"),
            Self::Json => Some("feed.json"),
            Self::Calendar => Some("calendar.ics"),
        }
    }
}

impl Redirect {
    /// Where it is written.
    #[must_use]
    pub fn place(&self) -> Place {
        let field = if self.former.is_some() { "former_ids" } else { "redirect_from" };
        Place::value(&self.file, format!("{field}[{}]", self.entry))
    }
}

/// All redirects of the site. Those that lead in a circle, or stand where a page is, are reported.
pub(in crate::site) fn collect(linked: &Linked, all: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    each(linked, |thing, language, _, _, version| {
        for (entry, given) in given(version).iter().enumerate() {
            let (from, file) = (given.as_str().trim_start_matches('/'), Arc::clone(&version.document.path));
            let Some((from, answer)) = answer(from) else {
                let place = Place::value(&file, format!("redirect_from[{entry}]"));
                all.push(Diagnostic::new(Code::RedirectFromFile, place, format!("`{given}` is the address of a file, at which no page can answer")).help(
                    format!("if a page was there, write `{given}/`; else put the file into content/static, or a rule for it into content/static/_redirects"),
                ));
                continue;
            };
            redirects.push(Redirect { from: Address::shared(&from), to: thing, language, file, entry, former: None, answer });
        }
    });
    each(linked, |thing, language, _, _, version| {
        if language > 0 || thing.kind == Kind::Term {
            return;
        }
        // One that is the present id has been told of.
        let former = version.document.front.former_ids().iter().enumerate();
        for (entry, id) in former.filter(|(_, id)| **id != version.document.id) {
            for language in 0..linked.config.languages.len() {
                let from = Address::new(&linked.config, language, &addresses::path(thing.kind, 0, id.as_str()));
                let (file, former) = (Arc::clone(&version.document.path), Some(id.to_string()));
                redirects.push(Redirect { from, to: thing, language, file, entry, former, answer: Answer::Page });
            }
        }
    });
    if !redirects.is_empty() {
        let own = pages(linked);
        report(&redirects, &own, all);
        redirects.retain(|r| !own.contains_key(&r.from));
    }
    replacements(linked, all);
    redirects
}

/// The things and their files by the addresses of their pages.
fn pages(linked: &Linked) -> HashMap<Address, (EntityId, Arc<str>)> {
    let mut own = HashMap::new();
    each(linked, |thing, language, year, id, version| {
        if thing.kind != Kind::Term {
            let path = addresses::path(thing.kind, year, id);
            own.insert(Address::new(&linked.config, language, &path), (thing, Arc::clone(&version.document.path)));
        }
    });
    own
}

/// The address at which to answer, and what answers there; `None` where a page would be served under a name that is not that
/// of a page.
fn answer(from: &str) -> Option<(String, Answer)> {
    let (folder, last) = from.rsplit_once('/').map_or(("", from), |(folder, last)| (&from[..=folder.len()], last));
    let ending = last.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let answer = match ending.as_str() {
        // A folder answers with this file, and has one address.
        "html" if last == "index.html" => return Some((folder.to_owned(), Answer::Page)),
        // Pages of other systems too.
        "html" | "htm" | "xhtml" | "shtml" | "php" | "asp" | "aspx" | "jsp" | "cfm" => Answer::Page,
        "xml" | "atom" | "rss" | "rdf" => Answer::Atom,
        "json" => Answer::Json,
        "ics" => Answer::Calendar,
        _ if last.is_empty() => Answer::Page,
        // `v1.2`, `st.petersburg`: an address without a file's ending is a folder to every server.
        _ if !is_ending(&ending) => return Some((format!("{from}/"), Answer::Page)),
        _ => return None,
    };
    Some((from.to_owned(), answer))
}

/// Whether this, behind a dot, looks like the ending of a file's name.
fn is_ending(ending: &str) -> bool {
    let long = ["geojson", "parquet", "webmanifest", "sqlite", "numbers", "torrent"];
    let short = (2..=5).contains(&ending.len()) || ending == "7z";
    long.contains(&ending) || short && ending.bytes().all(|b| b.is_ascii_alphanumeric()) && ending.contains(|c: char| c.is_ascii_alphabetic())
}

/// Calls `f` for each version of each thing: with its language, the year of a briefing and its id.
fn each(linked: &Linked, mut f: impl FnMut(EntityId, usize, i16, &str, &Version)) {
    macro_rules! all_of {
        ($kind:ident, $nodes:expr, $year:expr) => {
            for (index, node) in $nodes.iter().enumerate() {
                for (language, version) in node.versions.iter().enumerate() {
                    if let Some(version) = version {
                        f(EntityId { kind: Kind::$kind, index }, language, $year(node), &node.id, version);
                    }
                }
            }
        };
    }
    all_of!(Briefing, linked.briefings, |b: &crate::site::Briefing| b.date.year());
    all_of!(Topic, linked.topics, |_| 0);
    all_of!(Agency, linked.agencies, |_| 0);
    all_of!(Jurisdiction, linked.jurisdictions, |_| 0);
    all_of!(Indicator, linked.indicators, |_| 0);
    all_of!(Instrument, linked.instruments, |_| 0);
    all_of!(Edition, linked.editions, |_| 0);
    all_of!(Term, linked.terms, |_| 0);
    all_of!(Page, linked.pages, |_| 0);
}

fn given(version: &Version) -> &[SiteAddress] {
    match &version.document.front {
        Front::Briefing(f) => &f.redirect_from,
        Front::Topic(f) => &f.redirect_from,
        Front::Agency(f) => &f.redirect_from,
        Front::Jurisdiction(f) => &f.redirect_from,
        Front::Indicator(f) => &f.redirect_from,
        Front::Instrument(f) => &f.redirect_from,
        Front::Edition(f) => &f.redirect_from,
        Front::Term(f) => &f.redirect_from,
        Front::Page(f) => &f.redirect_from,
    }
}

/// Redirects from addresses that pages have.
fn report(redirects: &[Redirect], own: &HashMap<Address, (EntityId, Arc<str>)>, all: &mut Vec<Diagnostic>) {
    // From which thing's page a redirect leads to which thing.
    let led: HashSet<(EntityId, EntityId)> = redirects.iter().filter_map(|r| Some((own.get(&r.from)?.0, r.to))).collect();
    for redirect in redirects {
        let Some((page, file)) = own.get(&redirect.from) else { continue };
        let place = redirect.place();
        let from = redirect.from.as_str();
        let back = *page == redirect.to || led.contains(&(redirect.to, *page));
        all.push(if back {
            Diagnostic::new(Code::RedirectLoop, place, format!("the redirect from /{from} leads in a circle"))
                .help(format!("/{from} is the page of {file}; remove the redirect"))
        } else {
            Diagnostic::new(Code::AddressCollision, place, format!("/{from} is the address of a page"))
                .help(format!("it is the page of {file}; remove this line, or give that page another id"))
                .also(Place::file(file), "its source")
        });
    }
}

/// Withdrawn briefings whose replacements lead in a circle or are withdrawn themselves.
fn replacements(linked: &Linked, all: &mut Vec<Diagnostic>) {
    for (index, briefing) in linked.briefings.iter().enumerate() {
        let Some(next) = briefing.replaced_by else { continue };
        let place = Place::value(&briefing.original().document.path, "withdrawn.replaced_by");
        let chain = std::iter::successors(Some(next), |at| linked.briefings[*at].replaced_by);
        let circle = chain.take(linked.briefings.len()).any(|at| at == index);
        if circle {
            all.push(Diagnostic::new(Code::RedirectLoop, place, "the replacements lead in a circle").help("name a briefing that stands"));
        } else if !linked.briefings[next].is_listed() {
            all.push(Diagnostic::new(Code::RedirectChain, place, "the replacement is withdrawn itself").help("name the briefing that stands now"));
        }
    }
}
