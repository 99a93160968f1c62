//! Pages at addresses that lead elsewhere.

use serde::{Deserialize, Serialize};

use super::parts::Head;
use super::{Inputs, Output, Prose, View};
use crate::content::Kind;
use crate::site::Address;

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

pub(super) fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    let config = inputs.site.config();
    for (redirect, to) in inputs.site.redirects() {
        let section = &inputs.site.sections[redirect.language];
        let anchor = if redirect.to.kind == Kind::Term { format!("#{}", inputs.site.terms()[redirect.to.index].id) } else { String::new() };
        // An address without a trailing slash or a file's ending is a folder to every server.
        let from = Address::shared(&folder(redirect.from.as_str()));
        let output = Output::new(from, redirect.language, move |_: &mut dyn Prose| {
            let title = inputs.labels.text(redirect.language, "redirect-title");
            let mut head = inputs.head(section, "redirect", Some(title), "", &|_| false);
            (head.url, head.permalink) = (to.url(config) + &anchor, to.permalink(config) + &anchor);
            head.noindex = true;
            let page = Goal { title: inputs.site.name(redirect.to, redirect.language), url: head.url.clone(), permalink: head.permalink.clone() };
            View::page("redirect.html", RedirectView { head, page })
        });
        outputs.push(output.of(&redirect.file));
    }
}

fn folder(from: &str) -> String {
    let last = from.rsplit('/').next().unwrap_or(from);
    if last.is_empty() || last.contains('.') { from.to_owned() } else { format!("{from}/") }
}
