//! Addresses that lead elsewhere: `redirect_from` of every kind, and the addresses of former ids.

use std::collections::HashMap;
use std::sync::Arc;

use super::addresses::{self, Address};
use super::link::Linked;
use super::nodes::{Thing, Version};
use crate::content::{Front, Kind};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::SiteAddress;

/// An address that leads to a thing's page.
#[derive(Debug, Clone)]
pub struct Redirect {
    /// The address that leads there.
    pub from: Address,
    /// The thing.
    pub to: Thing,
    /// The language of its page.
    pub language: usize,
    /// The file that says so.
    pub file: Arc<str>,
    /// The id it had at that address, if that is why; its feeds go on answering too.
    pub former: Option<String>,
}

/// All redirects of the site. Those that lead in a circle, or stand where a page is, are reported.
pub(super) fn collect(linked: &Linked, all: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    each(linked, |thing, language, _, _, version| {
        for from in given(version) {
            let from = Address::shared(&folder(from.as_str().trim_start_matches('/')));
            redirects.push(Redirect { from, to: thing, language, file: Arc::clone(&version.document.path), former: None });
        }
    });
    each(linked, |thing, language, _, _, version| {
        if language > 0 || thing.kind == Kind::Term {
            return;
        }
        // One that is the present id has been told of.
        for id in version.document.front.former_ids().iter().filter(|id| **id != version.document.id) {
            for language in 0..linked.config.languages.len() {
                let from = Address::new(&linked.config, language, &addresses::path(thing.kind, 0, id.as_str()));
                redirects.push(Redirect { from, to: thing, language, file: Arc::clone(&version.document.path), former: Some(id.to_string()) });
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
fn pages(linked: &Linked) -> HashMap<Address, (Thing, Arc<str>)> {
    let mut own = HashMap::new();
    each(linked, |thing, language, year, id, version| {
        if thing.kind != Kind::Term {
            let path = addresses::path(thing.kind, year, id);
            own.insert(Address::new(&linked.config, language, &path), (thing, Arc::clone(&version.document.path)));
        }
    });
    own
}

/// An address without a trailing slash or a file's ending is a folder to every server.
fn folder(from: &str) -> String {
    let last = from.rsplit('/').next().unwrap_or(from);
    if last.is_empty() || last.contains('.') { from.to_owned() } else { format!("{from}/") }
}

/// Calls `f` for each version of each thing: with its language, the year of a briefing and its id.
fn each(linked: &Linked, mut f: impl FnMut(Thing, usize, i16, &str, &Version)) {
    macro_rules! all_of {
        ($kind:ident, $nodes:expr, $year:expr) => {
            for (index, node) in $nodes.iter().enumerate() {
                for (language, version) in node.versions.iter().enumerate() {
                    if let Some(version) = version {
                        f(Thing { kind: Kind::$kind, index }, language, $year(node), &node.id, version);
                    }
                }
            }
        };
    }
    all_of!(Briefing, linked.briefings, |b: &super::Briefing| b.date.year());
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
fn report(redirects: &[Redirect], own: &HashMap<Address, (Thing, Arc<str>)>, all: &mut Vec<Diagnostic>) {
    let address_of = |thing: Thing| own.iter().filter(move |(_, (t, _))| *t == thing).map(|(a, _)| a);
    for redirect in redirects {
        let Some((page, file)) = own.get(&redirect.from) else { continue };
        let place = Place::key(&redirect.file, if redirect.former.is_some() { "former_ids" } else { "redirect_from" });
        let from = redirect.from.as_str();
        let back = *page == redirect.to || redirects.iter().any(|r| r.to == *page && address_of(redirect.to).any(|a| *a == r.from));
        all.push(if back {
            Diagnostic::new(Code::RedirectLoop, place, format!("the redirect from /{from} leads in a circle"))
                .help(format!("/{from} is the page of {file}; remove the redirect"))
        } else {
            Diagnostic::new(Code::AddressCollision, place, format!("/{from} is the address of a page"))
                .help(format!("it is the page of {file}; remove the redirect, or give one of the two another id"))
                .also(Place::file(file), "its source")
        });
    }
}

/// Withdrawn briefings whose replacements lead in a circle or are withdrawn themselves.
fn replacements(linked: &Linked, all: &mut Vec<Diagnostic>) {
    for (index, briefing) in linked.briefings.iter().enumerate() {
        let Some(next) = briefing.replaced_by else { continue };
        let place = Place::value(&briefing.original().document.path, "withdrawn.replaced_by");
        let mut at = Some(next);
        let circle = (0..linked.briefings.len()).any(|_| match at {
            Some(i) if i == index => true,
            Some(i) => {
                at = linked.briefings[i].replaced_by;
                false
            }
            None => false,
        });
        if circle {
            all.push(Diagnostic::new(Code::RedirectLoop, place, "the replacements lead in a circle").help("name a briefing that stands"));
        } else if !linked.briefings[next].is_listed() {
            all.push(Diagnostic::new(Code::RedirectChain, place, "the replacement is withdrawn itself").help("name the briefing that stands now"));
        }
    }
}
