//! Addresses that readers hold and at which nothing would answer any more, each with what would mend that.

use std::collections::HashSet;
use std::sync::Arc;

use super::readers::{Held, held};
use crate::content::Kind;
use crate::content::record::Recorded;
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Hints, Place};
use crate::pages::PageContext;
use crate::site::{Address, EntityId, Whereabouts};
use crate::values::SiteAddress;

/// Reports them; `is_planned` says where something answers.
pub(in crate::pages) fn check(cx: PageContext<'_>, is_planned: &dyn Fn(&str) -> bool, all: &mut Vec<Diagnostic>) {
    let site = cx.site;
    // What is missing while a file has mistakes may be there again when they are mended.
    if site.drafts() || site.is_partial() {
        return;
    }
    head(cx, all);
    let lost: Vec<(&str, &Recorded)> = site.recorded().filter(|(address, _)| !is_planned(address) && !site.is_gone(address)).collect();
    if lost.is_empty() {
        return;
    }
    let addresses: HashSet<&str> = lost.iter().map(|(address, _)| *address).collect();
    let homes: Vec<&str> = addresses.iter().copied().filter(|address| is_home(address)).collect();
    let (hints, mut files) = (Hints::shown(), Vec::new());
    for (address, recorded) in &lost {
        let above = address.trim_end_matches('/').rsplit_once('/').map(|(folder, _)| &address[..=folder.len()]);
        match held(address) {
            // What lay beside a page is lost with it, and mended with it.
            _ if !address.ends_with('/') && above.is_some_and(|page| addresses.contains(page)) => {}
            _ if homes.iter().any(|home| address.starts_with(home) && address != home) => {}
            // `former_ids` of an original speak for all languages.
            _ if of_original(cx, address).is_some_and(|original| addresses.contains(original)) => {}
            Some(Held::Data) => files.push((*address, *recorded)),
            _ => all.push(page(cx, address, recorded, &hints)),
        }
    }
    all.extend(data(cx, &files));
}

/// The address in the default language of the page of an entity that remembers its former ids.
fn of_original<'a>(cx: PageContext<'_>, address: &'a str) -> Option<&'a str> {
    let (language, path) = Address::split(cx.site.config(), address);
    let folder = path.split('/').next()?;
    (language > 0 && Kind::ALL.into_iter().any(|kind| kind.has_former_ids() && kind.folder() == folder)).then_some(path)
}

/// Whether an address may be the home of a language that the site had once: `zh-hans/`.
fn is_home(address: &str) -> bool {
    let name = address.strip_suffix('/').unwrap_or_default();
    !name.contains('/') && crate::locale::Language::parse(name).is_ok_and(|language| language.prefix() == name)
}

/// That the site is not what the record says as a whole: entries of feeds would get other ids, or all addresses are others than
/// those that readers hold. An address that is given for a build alone is that of a preview.
fn head(cx: PageContext<'_>, all: &mut Vec<Diagnostic>) {
    let (config, recorded) = (cx.site.config(), &cx.site.record().addresses);
    let mut tell = |code, field: &str, message: String, help: String| all.push(Diagnostic::new(code, Place::value(&config.file, field), message).help(help));
    if let Some(known) = recorded.feed_authority.as_ref().filter(|known| **known != config.feed_authority) {
        tell(
            Code::OtherFeedAuthority,
            "feed_authority",
            format!("the site was published with the feed authority {known}, and has {} now", config.feed_authority),
            format!("write feed_authority: {known}; with another one, every entry of every feed is new to its readers"),
        );
    }
    if let Some(known) = recorded.base_url.as_ref().filter(|known| **known != config.base_url && !config.is_overruled) {
        tell(
            Code::OtherAddress,
            "base_url",
            format!("the site was published at {known}, and base_url is {} now", config.base_url),
            format!("let the host of {known} lead each address to the same one at the new place, or write base_url: {known}"),
        );
    }
}

/// Files of data that answer no longer. They are told together, for most often one setting is behind all of them.
fn data(cx: PageContext<'_>, files: &[(&str, &Recorded)]) -> Option<Diagnostic> {
    let ((address, recorded), more) = files.split_first()?;
    let others = match more.len() {
        0 => String::new(),
        1 => ", nor does another file of data".to_owned(),
        more => format!(", nor do {more} other files of data"),
    };
    let message = format!("/{address}, which was published on {}, answers no longer{others}", recorded.since);
    let told = Diagnostic::new(Code::LostFile, cx.site.record().addresses.place(address), message);
    Some(told.help(format!("if that is meant, say so in site.yaml: gone: [{}], or lints: {{lost-file: allow}}", entry(cx, address))))
}

/// An entry of `gone`.
fn entry(cx: PageContext<'_>, address: &str) -> String {
    format!("{{address: /{address}, date: {}, reason: \"…\"}}", cx.site.today())
}

/// A page, feed or calendar that answers no longer.
fn page(cx: PageContext<'_>, address: &str, recorded: &Recorded, hints: &Hints) -> Diagnostic {
    let (site, config) = (cx.site, cx.site.config());
    let message = |why: &str| format!("readers have held /{address} since {}, and {why}", recorded.since);
    let told = |place: Place, why: &str| Diagnostic::new(Code::LostAddress, place, message(why));
    let gone = || format!("in site.yaml: gone: [{}]", entry(cx, address));
    // What site.yaml alone says answers there has no source of its own.
    let Some(source) = recorded.source.as_ref().filter(|source| **source != config.file) else {
        let told = told(site.record().addresses.place(address), "nothing would answer there");
        if recorded.source.is_some() {
            return told.help(format!("`redirects` or `gone` in site.yaml let it answer: put that back; or write {}", gone()));
        }
        if held(address).is_none() {
            return told.help(format!("put the file into content/static, or a rule for it into content/static/_redirects; or write {}", gone()));
        }
        return told.help(format!(
            "if it was switched off by `outputs`, switch it on again; else add to the source that stands in its place: redirect_from: [/{address}]; or, if none does, {}",
            gone()
        ));
    };
    match site.whereabouts(source) {
        Some(Whereabouts { entity, is_shown: false, .. }) => {
            let fields = site.node_of(entity).original().document.front.fields();
            let file = &site.node_of(entity).original().document.path;
            let field = match fields.publish_at() {
                _ if fields.is_draft() => "draft",
                Some(_) => "publish_at",
                None => "publish_with",
            };
            let withdrawn = match entity.kind {
                Kind::Briefing => format!("if it no longer holds, write in its place withdrawn: {{date: {}, reason: \"…\"}}", site.today()),
                _ => format!("if it is to go, write {}", gone()),
            };
            told(Place::key(file, field), "its source is held back now").help(format!("take out `{field}`; {withdrawn}"))
        }
        // Its page is where it was, and has no feed or calendar any more.
        Some(Whereabouts { address: Some(now), .. }) if address.starts_with(now.as_str()) => {
            let told = told(site.record().addresses.place(address), "its page has nothing there any more");
            told.help(format!("switch it on again under `outputs` in site.yaml; or write {}", gone()))
        }
        Some(Whereabouts { entity, language, address: Some(now), .. }) => {
            let line = line(cx, entity, language, address);
            let has_id = site.node_of(entity).original().document.front.fields().id().is_some();
            let place = if has_id { Place::key(source, "id") } else { Place::file(source) };
            let told = told(place, &format!("the page of this source is at /{} now", now.as_str()));
            told.help(format!("add to it: {}", line.text)).fix(line.fix(source))
        }
        Some(Whereabouts { entity, address: None, .. }) => {
            let kind = entity.kind.folder();
            let told = told(Place::value(&config.file, format!("outputs.{kind}")), &format!("the site has no pages of {kind} now"));
            told.help(format!("switch them on again, or write {}", gone()))
        }
        None => removed(cx, address, source, &told, hints),
    }
}

/// The line that lets a source's page answer at an address that it had.
struct Line {
    text: String,
    /// Whether the field is in the source already, with other entries.
    is_there: bool,
}

impl Line {
    fn fix(&self, file: &Arc<str>) -> Option<Fix> {
        (!self.is_there).then(|| Fix::offer(vec![Edit::line(file, self.text.clone())]))
    }
}

fn line(cx: PageContext<'_>, entity: EntityId, language: usize, address: &str) -> Line {
    let node = cx.site.node_of(entity);
    let version = node.version(language).unwrap_or_else(|| node.original());
    let fields = version.document.front.fields();
    let path = address.rsplit_once('/').map_or(address, |(path, _)| path);
    let id = path.strip_prefix(entity.kind.folder()).and_then(|rest| rest.strip_prefix('/')).filter(|id| !id.contains('/'));
    let (field, known, new) = match id.filter(|_| entity.kind.has_former_ids() && language == 0) {
        Some(id) => ("former_ids", fields.former_ids().iter().map(ToString::to_string).collect::<Vec<_>>(), id.to_owned()),
        None => ("redirect_from", fields.redirect_from().iter().map(SiteAddress::to_string).collect(), format!("/{address}")),
    };
    let is_there = !known.is_empty();
    let all: Vec<String> = known.into_iter().chain([new]).collect();
    Line { text: format!("{field}: [{}]", all.join(", ")), is_there }
}

/// What to do where the source itself is no longer there.
fn removed(cx: PageContext<'_>, address: &str, source: &Arc<str>, told: &dyn Fn(Place, &str) -> Diagnostic, hints: &Hints) -> Diagnostic {
    let site = cx.site;
    let gone = format!("in site.yaml: gone: [{}]", entry(cx, address));
    if let Some((entity, original)) = site.original_of(source) {
        let line = line(cx, entity, 0, address);
        let told = told(Place::file(original), &format!("{source}, the translation that was there, is gone"));
        return told.help(format!("restore it, or add to its original: {}", line.text)).fix(line.fix(original));
    }
    let kind = source.strip_prefix("content/").and_then(|rest| rest.split('/').next()).and_then(|folder| Kind::ALL.into_iter().find(|k| k.folder() == folder));
    let Some(kind) = kind else {
        return told(site.record().addresses.place(address), &format!("{source} is gone")).help(format!("restore the file, or write {gone}"));
    };
    let restore = match kind {
        Kind::Briefing => format!("if it no longer holds, restore the file and write withdrawn: {{date: {}, reason: \"…\"}}", site.today()),
        _ => "restore the file".to_owned(),
    };
    let is_new = |entity: &EntityId| site.address(*entity, 0).is_some_and(|address| !site.record().addresses.all.contains_key(address.as_str()));
    let heir = site.heir(kind, address, source, hints, &is_new);
    if let Some(heir) = heir {
        let file = &site.node_of(heir).original().document.path;
        let line = line(cx, heir, 0, address);
        let told = told(Place::file(file), &format!("{source} is gone"));
        return told.help(format!("if this source stands in its place, add to it: {}; {restore}; or write {gone}", line.text)).fix(line.fix(file));
    }
    let (word, id) = (kind.word(), address.trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let line = if kind.has_former_ids() { format!("former_ids: [{id}]") } else { format!("redirect_from: [/{address}]") };
    told(site.record().addresses.place(address), &format!("{source} is gone"))
        .help(format!("if another {word} stands in its place, add to that: {line}; {restore}; or write {gone}"))
}
