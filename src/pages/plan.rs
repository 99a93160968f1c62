//! The plan: all outputs, and what is wrong with them together.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::record;
use super::search::{self, Listing, Parts};
use super::shared::layout::{self, MenuPage};
use super::web::{redirect, sitemaps};
use super::{EMITTERS, Emitter, File, Labels, Layout, Output, PageContext};
use crate::config::MenuTarget;
use crate::diagnostics::{Code, Diagnostic, Hints, Place};
use crate::site::{Address, Redirect, Site};
use crate::values::{fold, unusable_segment};

/// Everything that there is to write.
pub struct Plan<'s> {
    /// The outputs, by the path of their file.
    pub outputs: Vec<Output<'s>>,
    /// What templates see as `config`, by language.
    pub layouts: Vec<Layout>,
    /// The documents that are found by searching, whose index is added to the outputs when it is known.
    pub listings: Vec<Listing<'s>>,
    cx: PageContext<'s>,
}

impl Plan<'_> {
    /// Adds the index for searching: for each of the listings the files of its segments, and how much text its documents have.
    pub fn add_index(&mut self, parts: &[Vec<Parts>], bytes: &[Vec<u64>]) {
        let more = self.cx.index_files(&self.listings, parts, bytes);
        add(&mut self.outputs, more);
    }

    /// The addresses that readers may hold, with the sources that they are from.
    #[must_use]
    pub fn readers(&self) -> BTreeMap<&str, Option<Arc<str>>> {
        record::readers::readers(&self.outputs)
    }
}

/// Plans all outputs. Nothing is rendered yet, and no view is made.
#[must_use]
pub fn plan<'s>(site: &'s Site<'s>, labels: &'s Labels, files: &'s [File]) -> (Plan<'s>, Vec<Diagnostic>) {
    let cx = PageContext { site, labels, files };
    let mut all = Vec::new();
    let of = |emitter: &Emitter| {
        let mut outputs = Vec::new();
        (emitter.outputs)(cx, &mut outputs);
        outputs
    };
    let mut outputs: Vec<Output<'s>> = EMITTERS.par_iter().map(of).collect::<Vec<_>>().into_iter().flatten().collect();
    // In the order of the emitters, which is that of the menus.
    let menu: Vec<MenuPage> = outputs.iter().filter_map(|o| Some(MenuPage { entry: o.menu?, address: o.address.clone(), language: o.language })).collect();
    sitemaps::outputs(cx, &mut outputs);
    outputs.sort_by_cached_key(|o| o.address.file());
    let copies = redirect::copies(cx, &outputs, &mut all);
    add(&mut outputs, copies);
    let files = |outputs: &[Output<'_>]| outputs.iter().map(|o| o.address.file()).collect::<Vec<String>>();
    let mut published = files(&outputs);
    for more in [record::emptied::outputs, record::gone::outputs] {
        let more = more(cx, &|address| is_among(&published, address));
        if !more.is_empty() {
            add(&mut outputs, more);
            published = files(&outputs);
        }
    }
    record::lost::check(cx, &|address| is_among(&published, address), &mut all);
    collisions(site, &outputs, &published, &mut all);
    let exists = |address: &Address| is_among(&published, address.as_str());
    links(site, &published, &mut all);
    let layouts = site.localized.iter().map(|local| layout::layout(cx, local, &menu, &exists)).collect();
    (Plan { outputs, layouts, listings: search::listings(cx), cx }, all)
}

/// Adds outputs to those that are in the order of their files.
fn add<'s>(outputs: &mut Vec<Output<'s>>, more: Vec<Output<'s>>) {
    if !more.is_empty() {
        outputs.extend(more);
        outputs.sort_by_cached_key(|o| o.address.file());
    }
}

/// Whether one of `files`, which are in order, is at an address.
fn is_among(files: &[String], address: &str) -> bool {
    files.binary_search(&Address::shared(address).file()).is_ok()
}

/// Outputs that would overwrite one another, here or on a disk that ignores case. `files` are their paths.
fn collisions<'s>(site: &'s Site<'s>, outputs: &[Output<'_>], files: &[String], all: &mut Vec<Diagnostic>) {
    // In the order of the folded paths a file comes before what would lie in a folder of its name, whatever their case.
    let mut folded: Vec<(Cow<'_, str>, usize)> = files.iter().enumerate().map(|(index, file)| (fold(file), index)).collect();
    folded.sort();
    let mut claims = None;
    // The paths so far that the next one begins with, the shortest first. What begins with a path follows it without a gap.
    let mut before: Vec<(&str, usize)> = Vec::new();
    for (key, index) in &folded {
        let (output, file) = (&outputs[*index], &files[*index]);
        if let Some(why) = file.split('/').find_map(unusable_segment) {
            let claims = claims.get_or_insert_with(|| Claims::new(site));
            all.push(Diagnostic::new(Code::BadPath, claims.place(output), format!("`{file}` cannot be written: {why}")).help("rename the file"));
            continue;
        }
        while before.last().is_some_and(|(other, _)| !key.starts_with(other)) {
            before.pop();
        }
        // A file where another output needs a folder is a collision too.
        let clash = before.iter().find(|(other, _)| matches!(key.as_bytes().get(other.len()), None | Some(b'/')));
        if let Some((_, first)) = clash {
            // Two feeds want the folder of an id that two entities have or had, and that has been told of its page.
            let folder = file.rsplit_once('/').map(|(folder, _)| format!("{folder}/index.html"));
            let is_told = folder.is_some_and(|page| files.binary_search(&page).is_ok());
            if is_told && output.origin.is_none() && outputs[*first].origin.is_none() {
                continue;
            }
            all.push(claims.get_or_insert_with(|| Claims::new(site)).collision(&outputs[*first], output));
        } else {
            before.push((key, *index));
        }
    }
}

/// Who wants an address. Made only where two do.
struct Claims<'s> {
    site: &'s Site<'s>,
    /// The redirects from an address.
    redirects: HashMap<&'s str, Vec<&'s Redirect>>,
}

impl<'s> Claims<'s> {
    fn new(site: &'s Site<'s>) -> Self {
        let mut redirects: HashMap<&str, Vec<&Redirect>> = HashMap::new();
        for (redirect, _) in site.redirects() {
            redirects.entry(redirect.from.as_str()).or_default().push(redirect);
        }
        Self { site, redirects }
    }

    /// The redirects that want the address of an output for its source.
    fn redirects(&self, output: &Output<'_>) -> impl Iterator<Item = &'s Redirect> {
        let all = self.redirects.get(output.address.as_str()).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |redirect| output.origin.as_ref() == Some(&redirect.file))
    }

    /// Where an output comes from. A document has its address from its id.
    fn place(&self, output: &Output<'_>) -> Place {
        match &output.origin {
            Some(origin) if crate::content::is_markdown(origin) && !origin.starts_with("content/static/") => {
                self.redirects(output).next().map_or_else(|| Place::key(origin, "id"), Redirect::place)
            }
            Some(origin) => Place::file(origin),
            None => Place::file(&self.site.config().file),
        }
    }

    /// The message on two outputs of one address, at the one that is easier to change: a redirect, else the second.
    fn collision(&self, first: &Output<'_>, second: &Output<'_>) -> Diagnostic {
        let is_redirect = |output| self.redirects(output).next().is_some();
        let (first, second) = if second.origin.is_none() || is_redirect(first) && !is_redirect(second) { (second, first) } else { (first, second) };
        let (address, redirect) = (second.address.as_str(), self.redirects(second).last());
        let place = redirect.map_or_else(|| self.place(second), Redirect::place);
        let message = match redirect {
            Some(_) if is_redirect(first) => format!("two redirects have the address /{address}"),
            Some(_) => format!("a redirect has the address /{address}, at which something else is"),
            None => format!("two things would be written to /{address}"),
        };
        let collision = Diagnostic::new(Code::AddressCollision, place, message);
        match &first.origin {
            Some(_) if is_redirect(first) => collision.help("remove one of the two").also(self.place(first), "the other one"),
            Some(origin) if redirect.is_some() => collision.help(format!("{origin} is there; remove the redirect")).also(self.place(first), "what is there"),
            Some(origin) => {
                let help = format!("the other one is {origin}; rename one of the two, or give it another id");
                collision.help(help).also(self.place(first), "the other one")
            }
            None if redirect.is_some() => collision.help("a page or file that the site makes by itself is there; remove the redirect"),
            None => collision.help("a page that the site makes by itself is there; give this one another id or name"),
        }
    }
}

/// Addresses in texts and in the menu that nothing is published at. `published` are the paths of all outputs, sorted.
fn links(site: &Site<'_>, published: &[String], all: &mut Vec<Diagnostic>) {
    let menu = site.config().menu.iter().flatten().enumerate().filter_map(|(i, item)| match &item.url {
        MenuTarget::Site { path, .. } => Some((path.as_str(), Place::value(&site.config().file, format!("menu[{i}].url")))),
        MenuTarget::Web(_) => None,
    });
    let is_broken = |path: &str| !is_among(published, path) && !is_among(published, &format!("{}/", path.trim_end_matches('/')));
    let mut broken: Vec<(&str, Place)> = site.addresses_in_texts().into_iter().chain(menu).filter(|(path, _)| is_broken(path)).collect();
    // In the order of a report, so that near names are looked for where they are read.
    broken.sort_by(|a, b| a.1.file.cmp(&b.1.file));
    let hints = Hints::shown();
    for (path, place) in broken {
        let near = hints.nearest(path, published.iter().map(|file| file.strip_suffix("index.html").unwrap_or(file)));
        let other = if place.file == site.config().file {
            "write the address of a page of this site"
        } else {
            "links may also be file paths (`../2024/name.md`) or [[briefing:…]]"
        };
        let told = Diagnostic::new(Code::BrokenLink, place, format!("nothing is published at `/{path}`"));
        all.push(match near {
            Some(near) => told.help(format!("did you mean `/{near}`?")).rewrite(&format!("/{path}"), &format!("/{near}"), false),
            None => told.help(other),
        });
    }
}
