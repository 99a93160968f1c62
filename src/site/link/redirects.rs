//! Addresses that lead elsewhere: `redirect_from` of every kind, and the addresses of former ids.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::addresses::{self, Address};
use crate::site::ids::EntityId;
use crate::site::model::Linked;
use crate::site::node::Version;
use crate::site::redirect::{Answer, Redirect};
use crate::values::SiteAddress;

/// All redirects of the site. Those that lead in a circle, or stand where a page is, are reported.
pub(in crate::site) fn collect(linked: &Linked, all: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    each(linked, |thing, language, _, _, version| {
        let addresses = given(version);
        for (entry, given) in addresses.iter().enumerate() {
            if addresses[..entry].contains(given) {
                let place = Place::value(&version.document.path, format!("redirect_from[{entry}]"));
                all.push(Diagnostic::new(Code::RepeatedName, place, format!("`{given}` is listed twice")).help("remove one of the two; it counts once"));
                continue;
            }
            let (from, file) = (given.as_str().trim_start_matches('/'), Arc::clone(&version.document.path));
            let Some((from, answer)) = answer(from) else {
                let place = Place::value(&file, format!("redirect_from[{entry}]"));
                all.push(Diagnostic::new(Code::RedirectFromFile, place, format!("`{given}` is the address of a file, at which no page can answer")).help(
                    format!("if a page was there, write `{given}/`; else put the file into content/static, or a rule for it into content/static/_redirects"),
                ));
                continue;
            };
            redirects.push(Redirect { from: Address::shared(&from), to: thing, language, file, entry, former: None, pattern: None, answer });
        }
    });
    each(linked, |thing, language, _, _, version| {
        if language > 0 || thing.kind == Kind::Term {
            return;
        }
        // One that is the present id has been told of.
        let former = version.document.front.fields().former_ids().iter().enumerate();
        for (entry, id) in former.filter(|(_, id)| **id != version.document.id) {
            for language in 0..linked.config.languages.len() {
                let from = Address::new(&linked.config, language, &addresses::path(thing.kind, 0, id.as_str()));
                let (file, former) = (Arc::clone(&version.document.path), Some(id.to_string()));
                redirects.push(Redirect { from, to: thing, language, file, entry, former, pattern: None, answer: Answer::Page });
            }
        }
    });
    patterns(linked, &mut redirects, all);
    if !redirects.is_empty() {
        let own = pages(linked);
        report(&redirects, &own, all);
        redirects.retain(|r| !own.contains_key(&r.from));
    }
    replacements(linked, all);
    redirects
}

/// The addresses that all documents of a kind had before. One that an entry of a file gives too is that file's to give.
fn patterns(linked: &Linked, redirects: &mut Vec<Redirect>, all: &mut Vec<Diagnostic>) {
    if linked.config.former.is_empty() {
        return;
    }
    let mut given: HashSet<Address> = redirects.iter().map(|redirect| redirect.from.clone()).collect();
    each(linked, |to, language, year, id, version| {
        let date = version.document.front.fields().date().or_else(|| linked.node(to).original().document.front.fields().date());
        for former in linked.config.former.iter().filter(|former| former.folder == to.kind.folder() && (language == 0 || former.names_language())) {
            let tag = linked.config.languages[language].tag();
            let Some((from, answer)) = former.of(id, date, tag).and_then(|address| answer(address.as_str().trim_start_matches('/'))) else { continue };
            let from = Address::shared(&from);
            let is_own = from == Address::new(&linked.config, language, &addresses::path(to.kind, year, id));
            let field = format!("redirects.{}", former.folder);
            if is_own {
                continue;
            }
            if given.insert(from.clone()) {
                let file = Arc::clone(&linked.config.file);
                redirects.push(Redirect { from, to, language, file, entry: 0, former: None, pattern: Some(field), answer });
            } else if let Some(other) = redirects.iter().find(|redirect| redirect.pattern.is_some() && redirect.from == from && redirect.to != to) {
                let file = |entity| Arc::clone(&linked.node(entity).original().document.path);
                let message = format!("`{}` gives {} and {} the address /{}", former.pattern, file(other.to), file(to), from.as_str());
                let told = Diagnostic::new(Code::AddressCollision, Place::value(&linked.config.file, field), message);
                all.push(told.help("put another part into it that tells them apart, such as {year}"));
            }
        }
    });
}

/// The entities and their files by the addresses of their pages.
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

/// The address at which a page answers that is asked for by `from`: `tag/x/` for `tag/x`, which every server takes for a folder.
#[must_use]
pub fn page_address(from: &str) -> String {
    answer(from).map_or_else(|| from.to_owned(), |(address, _)| address)
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

/// Calls `f` for each version of each entity: with its language, the year of a briefing and its id.
fn each(linked: &Linked, mut f: impl FnMut(EntityId, usize, i16, &str, &Version)) {
    for (entity, node) in linked.nodes() {
        node.versions().for_each(|version| f(entity, version.document.language, node.year, &node.id, version));
    }
}

fn given(version: &Version) -> &[SiteAddress] {
    version.document.front.fields().redirect_from()
}

/// Redirects from addresses that pages have.
fn report(redirects: &[Redirect], own: &HashMap<Address, (EntityId, Arc<str>)>, all: &mut Vec<Diagnostic>) {
    // From which entity's page a redirect leads to which entity.
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
