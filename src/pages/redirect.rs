//! Pages at addresses that lead elsewhere.

use serde::{Deserialize, Serialize};

use super::listing::{SIZE, slices};
use super::parts::Head;
use super::{Emitter, Inputs, Output, Prose, Template, View};
use crate::content::Kind;
use crate::site::{Address, Redirect};

/// What the template `redirect.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct RedirectView {
    head: Head,
    page: Goal,
}

#[derive(Debug, Serialize, Deserialize)]
struct Goal {
    title: String,
    url: String,
    permalink: String,
}

pub(super) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<RedirectView>("redirect.html")], labels: &["redirect-title"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for (redirect, to) in inputs.site.redirects() {
        let anchor = if redirect.to.kind == Kind::Term { format!("#{}", inputs.site.terms()[redirect.to.index].id) } else { String::new() };
        numbered(inputs, redirect, &to, outputs);
        let output = Output::new(redirect.from.clone(), redirect.language, move |_: &mut dyn Prose| view(inputs, redirect, &to, &anchor));
        outputs.push(output.of(&redirect.file));
    }
}

/// The numbered pages of a topic, agency or instrument answer at its former addresses too.
fn numbered<'s>(inputs: Inputs<'s>, redirect: &'s Redirect, to: &Address, outputs: &mut Vec<Output<'s>>) {
    if redirect.former.is_none() || !matches!(redirect.to.kind, Kind::Topic | Kind::Agency | Kind::Instrument) {
        return;
    }
    let listed = inputs.site.sections[redirect.language].briefings_of(redirect.to);
    for number in slices(listed.len(), SIZE).into_iter().filter_map(|slice| slice.number) {
        let page = |address: &Address| Address::shared(&format!("{}page/{number}/", address.as_str()));
        let goal = page(to);
        let output = Output::new(page(&redirect.from), redirect.language, move |_: &mut dyn Prose| view(inputs, redirect, &goal, ""));
        outputs.push(output.of(&redirect.file));
    }
}

/// The page that leads to `to`.
fn view(inputs: Inputs<'_>, redirect: &Redirect, to: &Address, anchor: &str) -> View {
    let (config, section) = (inputs.site.config(), &inputs.site.sections[redirect.language]);
    let title = inputs.labels.text(redirect.language, "redirect-title");
    let mut head = inputs.head(section, "redirect", Some(title), "", &|_| false);
    (head.url, head.permalink) = (to.url(config) + anchor, to.permalink(config) + anchor);
    head.noindex = true;
    let page = Goal { title: inputs.site.name(redirect.to, redirect.language), url: head.url.clone(), permalink: head.permalink.clone() };
    View::page("redirect.html", RedirectView { head, page })
}
