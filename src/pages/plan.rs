//! The plan: all outputs, and what is wrong with them together.

use std::borrow::Cow;

use rayon::prelude::*;

use super::chrome::{self, MenuPage};
use super::{Chrome, EMITTERS, Emitter, File, Inputs, Labels, Output, sitemap};
use crate::config::MenuTarget;
use crate::diagnostics::{Code, Diagnostic, Place, nearest, report};
use crate::site::{Address, Site};
use crate::values::{fold, unusable_segment};

/// Everything that there is to write.
#[derive(Debug)]
pub struct Plan<'s> {
    /// The outputs, by the path of their file.
    pub outputs: Vec<Output<'s>>,
    /// What templates see as `config`, by language.
    pub chromes: Vec<Chrome>,
}

/// Plans all outputs. Nothing is rendered yet, and no view is made.
#[must_use]
pub fn plan<'s>(site: &'s Site<'s>, labels: &'s Labels, files: &'s [File]) -> (Plan<'s>, Vec<Diagnostic>) {
    let inputs = Inputs { site, labels, files };
    let mut all = Vec::new();
    let of = |emitter: &Emitter| {
        let mut outputs = Vec::new();
        (emitter.outputs)(inputs, &mut outputs);
        outputs
    };
    let mut outputs: Vec<Output<'s>> = EMITTERS.par_iter().map(of).collect::<Vec<_>>().into_iter().flatten().collect();
    // In the order of the emitters, which is that of the menus.
    let menu: Vec<MenuPage> = outputs.iter().filter_map(|o| Some(MenuPage { entry: o.menu?, address: o.address.clone(), language: o.language })).collect();
    sitemap::outputs(inputs, &mut outputs);
    outputs.sort_by_cached_key(|o| o.address.file());
    let published: Vec<String> = outputs.iter().map(|o| o.address.file()).collect();
    collisions(site, &outputs, &published, &mut all);
    let exists = |address: &Address| published.binary_search(&address.file()).is_ok();
    links(site, &published, &mut all);
    let chromes = site.sections.iter().map(|section| chrome::chrome(inputs, section, &menu, &exists)).collect();
    (Plan { outputs, chromes }, all)
}

/// Outputs that would overwrite one another, here or on a disk that ignores case. `files` are their paths.
fn collisions(site: &Site<'_>, outputs: &[Output<'_>], files: &[String], all: &mut Vec<Diagnostic>) {
    // In the order of the folded paths a file comes before what would lie in a folder of its name, whatever their case.
    let mut folded: Vec<(Cow<'_, str>, usize)> = files.iter().enumerate().map(|(index, file)| (fold(file), index)).collect();
    folded.sort();
    // The paths so far that the next one begins with, the shortest first. What begins with a path follows it without a gap.
    let mut before: Vec<(&str, usize)> = Vec::new();
    for (key, index) in &folded {
        let (output, file) = (&outputs[*index], &files[*index]);
        let place = || output.origin.as_ref().map_or_else(|| Place::file(&site.config().file), Place::file);
        if let Some(why) = file.split('/').find_map(unusable_segment) {
            all.push(Diagnostic::new(Code::BadPath, place(), format!("`{file}` cannot be written: {why}")).help("rename the file"));
            continue;
        }
        while before.last().is_some_and(|(other, _)| !key.starts_with(other)) {
            before.pop();
        }
        // A file where another output needs a folder is a collision too.
        let clash = before.iter().find(|(other, _)| matches!(key.as_bytes().get(other.len()), None | Some(b'/')));
        if let Some((_, first)) = clash {
            let first = &outputs[*first];
            let mut collision = Diagnostic::new(Code::AddressCollision, place(), format!("two things would be written to /{}", output.address.as_str()))
                .help("rename one of the two, or give it another id");
            if first.origin.is_none() && output.origin.is_some() {
                collision.help = Some("a page that the site makes by itself is there; give this one another id or name".to_owned());
            }
            if let Some(origin) = &first.origin {
                collision.help = Some(format!("the other one is {origin}; rename one of the two, or give it another id"));
                collision = collision.also(Place::file(origin), "the other one");
            }
            all.push(collision);
        } else {
            before.push((key, *index));
        }
    }
}

/// Addresses in texts and in the menu that nothing is published at. `published` are the paths of all outputs, sorted.
fn links(site: &Site<'_>, published: &[String], all: &mut Vec<Diagnostic>) {
    let menu = site.config().menu.iter().flatten().enumerate().filter_map(|(i, item)| match &item.url {
        MenuTarget::Site(address) => Some((address.as_str().trim_start_matches('/'), Place::value(&site.config().file, format!("menu[{i}].url")))),
        MenuTarget::Web(_) => None,
    });
    for (path, place) in site.addresses_in_texts().into_iter().chain(menu) {
        let exists = |path: &str| published.binary_search(&Address::shared(path).file()).is_ok();
        if exists(path) || exists(&format!("{}/", path.trim_end_matches('/'))) {
            continue;
        }
        let near = (all.len() < report::SHOWN).then(|| nearest(path, published.iter().map(|file| file.strip_suffix("index.html").unwrap_or(file)))).flatten();
        let other = if place.file == site.config().file {
            "write the address of a page of this site"
        } else {
            "links may also be file paths (`../2024/name.md`) or [[briefing:…]]"
        };
        let help = near.map_or_else(|| other.to_owned(), |n| format!("did you mean `/{n}`?"));
        all.push(Diagnostic::new(Code::BrokenLink, place, format!("nothing is published at `/{path}`")).help(help));
    }
}
