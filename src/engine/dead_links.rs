//! The check of the links of written pages.
//!
//! What a page links to is found when it is rendered, and a file that it leads to must be in the plan. A page that is kept
//! was right in the build that wrote it, so only two things can make a link of it wrong: a file that was there is gone, or a
//! page that it leads into was made anew and lacks the anchor now. The cache tells both without reading the page; only
//! where one is so is the page rendered again, to say which link it is. So an incremental build says what a cold one says.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::links::{links_of, template};
use super::make::{Made, Rendered, Trouble, Work};
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::output::{Broken, DeadAnchor, Gone, Links, dead_anchors};
use crate::pages::{FileSource, Output, Plan};

/// A link that leads nowhere.
enum Dead {
    File(Broken),
    Anchor(DeadAnchor),
}

impl Dead {
    fn link(&self) -> &str {
        match self {
            Self::File(broken) => &broken.link,
            Self::Anchor(dead) => &dead.link,
        }
    }
}

/// A dead link, with the output that it was found in first.
struct Finding {
    dead: Dead,
    output: usize,
    /// Other outputs with it.
    more: usize,
}

/// Checks what the outputs link to. What it finds out of pages that are kept is put into `made`.
/// `stale` are the paths of the output's list that are not planned any more.
pub(super) fn check(work: &Work<'_>, plan: &Plan<'_>, made: &mut [Made], stale: &BTreeSet<String>) -> Result<Vec<Diagnostic>, Trouble> {
    let gone = gone(work, made, stale);
    for at in 0..made.len() {
        if !made[at].is_anew() && !made[at].leads_into_pages && gone.is_empty() {
            continue;
        }
        let known = if made[at].is_anew() { None } else { kept(work, &made[at].path) };
        let suspect = {
            let links = |at: usize| links_at(work, made, at);
            match known {
                None => made[at].links.as_ref().is_some_and(|own| own.misses(&work.addresses, links)),
                Some(own) => {
                    let is_anew = |other: usize| made[other].is_anew();
                    own.leads_to(&gone) || own.has_fragments_in(&work.addresses, is_anew) && (!own.dead.is_empty() || own.misses(&work.addresses, links))
                }
            }
        };
        if suspect {
            look_again(work, plan, made, at)?;
        }
    }
    Ok(findings(work, plan, made))
}

/// The links of a page that is kept.
fn kept<'w>(work: &Work<'w>, path: &str) -> Option<&'w Links> {
    work.known.files.get(path)?.links.as_deref()
}

/// The links of an output, made anew or kept.
fn links_at<'m>(work: &Work<'m>, made: &'m [Made], at: usize) -> Option<&'m Links> {
    let one = &made[at];
    one.links.as_deref().or_else(|| if one.is_anew() { None } else { kept(work, &one.path) })
}

/// Files that were there and are not planned any more.
fn gone(work: &Work<'_>, made: &[Made], stale: &BTreeSet<String>) -> Gone {
    let planned = |path: &str| made.binary_search_by(|other| other.path.as_str().cmp(path)).is_ok();
    let all_known = made.iter().filter(|made| made.is_known).count() == work.known.files.len();
    let known: Vec<&str> = if all_known { Vec::new() } else { work.known.files.keys().map(String::as_str).filter(|path| !planned(path)).collect() };
    known.into_iter().chain(stale.iter().map(String::as_str)).collect()
}

/// Renders an output to see which of its links are dead.
fn look_again(work: &Work<'_>, plan: &Plan<'_>, made: &mut [Made], at: usize) -> Result<(), Trouble> {
    let Rendered { view, bytes, .. } = work.render(&plan.outputs[at])?;
    let (found, broken) = links_of(&view, &made[at].path, &bytes, &work.addresses);
    let Some(mut own) = found else { return Ok(()) };
    if let (Ok(html), Some(template)) = (str::from_utf8(&bytes), template(&view)) {
        own.dead.extend(dead_anchors(html, &made[at].path, &work.addresses, |at| links_at(work, made, at)));
        made[at].template = Some(template);
    }
    let is_new = made[at].is_anew() || kept(work, &made[at].path) != Some(&*own);
    made[at].broken = broken;
    if is_new {
        made[at].links = Some(own);
    }
    Ok(())
}

/// What there is to tell: once for each place that the link was written at.
fn findings(work: &Work<'_>, plan: &Plan<'_>, made: &mut [Made]) -> Vec<Diagnostic> {
    let mut texts: HashMap<Arc<str>, Option<String>> = HashMap::new();
    let mut by_place: BTreeMap<(String, String), (Place, Written, Finding)> = BTreeMap::new();
    for (at, made) in made.iter_mut().enumerate() {
        let template = made.template.map(str::to_owned);
        let is_anew = made.is_anew();
        let dead = match &mut made.links {
            Some(links) => {
                if !links.dead.is_empty()
                    && let Some(template) = &template
                {
                    links.template.clone_from(template);
                }
                Some(&**links)
            }
            None if is_anew || !made.leads_into_pages => None,
            None => kept(work, &made.path),
        };
        let of_anchors = dead.iter().flat_map(|links| &links.dead).cloned().map(Dead::Anchor);
        let template = template.or_else(|| dead.map(|links| links.template.clone())).filter(|name| !name.is_empty());
        for dead in std::mem::take(&mut made.broken).into_iter().map(Dead::File).chain(of_anchors) {
            let (place, written) = place(work, &plan.outputs[at], template.as_deref(), dead.link(), &mut texts);
            let key = (format!("{place:?}"), dead.link().to_owned());
            by_place.entry(key).and_modify(|(_, _, finding)| finding.more += 1).or_insert((place, written, Finding { dead, output: at, more: 0 }));
        }
    }
    // A page that gathers what several texts say, as an index of sources does, has their links too: they are told there.
    let in_texts: BTreeSet<String> = by_place.iter().filter(|(_, (_, written, _))| *written == Written::InText).map(|((_, link), _)| link.clone()).collect();
    by_place.retain(|(_, link), (_, written, _)| *written != Written::Unknown || !in_texts.contains(link));
    let files: Vec<&str> = if by_place.is_empty() { Vec::new() } else { made.iter().map(|made| made.path.as_str()).collect() };
    by_place.into_values().map(|(place, written, finding)| diagnostic(plan, &files, place, written, &finding)).collect()
}

/// Where a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// In the source that the page is of.
    InText,
    /// In a template or a style sheet.
    InTheme,
    /// Its letters were found in neither: a template put it together.
    Unknown,
}

/// Where a link was written: in the text that the page is of, else in one of its templates.
fn place(work: &Work<'_>, output: &Output<'_>, template: Option<&str>, link: &str, texts: &mut HashMap<Arc<str>, Option<String>>) -> (Place, Written) {
    let mut find = |path: &Arc<str>| {
        let text = texts.entry(Arc::clone(path)).or_insert_with(|| String::from_utf8(work.inputs.files.read(path).ok()?).ok());
        let at = text.as_deref().and_then(|text| link_in(text, link))?;
        Some(Place::bytes(path, at))
    };
    if let Some(place) = output.origin.as_ref().and_then(&mut find) {
        return (place, Written::InText);
    }
    let Some(template) = template else {
        let source = work.theme.files.iter().find(|file| file.address == output.address.as_str()).map(|file| file.source.clone());
        let path = match source {
            Some(FileSource::Site(path)) => path,
            // A file of the site is published where it lies below `static`, or beside the sources.
            _ => format!("content/static/{}", output.address.as_str()).into(),
        };
        return (find(&path).unwrap_or_else(|| Place::file(&path)), Written::InTheme);
    };
    // What a template writes it may put together: then its end is what can be found.
    let base = link.strip_prefix(work.config.base_path.as_str()).filter(|_| !work.config.base_path.is_empty());
    let last = link.trim_end_matches('/').rsplit('/').next().filter(|last| last.len() > 2 && *last != link);
    let anchor = link.find('#').map(|at| &link[at..]);
    let found = [Some(link), base, last, anchor].into_iter().flatten().find_map(|part| work.theme.find(template, |text| link_in(text, part)));
    if let Some(place) = found {
        return (place, Written::InTheme);
    }
    // Menus and options of the theme come from the settings.
    match find(&work.config.file) {
        Some(place) => (place, Written::InText),
        None => (Place::file(&work.theme.file(template)), Written::Unknown),
    }
}

/// The bytes of a link in a text: where it stands between what may enclose a link in Markdown, YAML, HTML or a template.
fn link_in(text: &str, link: &str) -> Option<Range<usize>> {
    let opens = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'' | '=' | '(' | '<' | '}' | '/'));
    let closes = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '>' | '?' | '#' | '{' | ',' | '}' | ']'));
    let whole = |at: usize| opens(text[..at].chars().next_back()) && closes(text[at + link.len()..].chars().next());
    let mut found = text.match_indices(link).map(|(at, _)| at).filter(|_| !link.is_empty());
    found.find(|at| whole(*at)).map(|at| at..at + link.len())
}

fn diagnostic(plan: &Plan<'_>, files: &[&str], place: Place, written: Written, finding: &Finding) -> Diagnostic {
    let page = plan.outputs[finding.output].address.as_str();
    let in_text = written == Written::InText;
    let more = match finding.more {
        0 => String::new(),
        1 => ", and so does one other page".to_owned(),
        more => format!(", and so do {more} other pages"),
    };
    match &finding.dead {
        Dead::File(Broken { path, link, lacks_base }) => {
            let code = if in_text { Code::BrokenLink } else { Code::BrokenTemplateLink };
            if *lacks_base {
                let message = format!("/{page} links to `{link}`, which lacks the path of base_url{more}");
                return Diagnostic::new(code, place, message).help("templates write addresses on the site with `config.base_path` in front");
            }
            let near = nearest(path, files.iter().map(|file| file.strip_suffix("index.html").unwrap_or(file)));
            let told = Diagnostic::new(code, place, format!("/{page} links to `{link}`, where nothing is published{more}"));
            match near {
                // A template may put an address together from parts.
                Some(near) if in_text => told.help(format!("did you mean `/{near}`?")).rewrite(path, near, false),
                Some(near) => told.help(format!("did you mean `/{near}`?")),
                None => told.help("write the address of a page or file of this site"),
            }
        }
        Dead::Anchor(DeadAnchor { link, file, anchor }) => {
            let code = if in_text { Code::BrokenAnchor } else { Code::BrokenTemplateAnchor };
            let there = file.strip_suffix("index.html").unwrap_or(file);
            let message = format!("/{page} links to `{link}`, but /{there} has nothing with the id `{anchor}`{more}");
            Diagnostic::new(code, place, message).help("give an element there that id, or link to the page without `#`")
        }
    }
}
