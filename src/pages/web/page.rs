//! Pages of their own: about, imprint.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, TocEntry};
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Form, Page, Section, Thing};

/// What the template `page.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct FreeView {
    head: Head,
    page: Free,
}

#[derive(Debug, Serialize, Deserialize)]
struct Free {
    title: String,
    url: String,
    permalink: String,
    summary: Option<String>,
    content: Html,
    toc: Vec<TocEntry>,
    extra: serde_json::Map<String, serde_json::Value>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<FreeView>("page.html")], labels: &[] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for section in &inputs.site.sections {
        for (index, page) in inputs.site.pages().iter().enumerate() {
            let thing = Thing { kind: Kind::Page, index };
            let (Some(address), Some(version)) = (inputs.site.address(thing, section.language), page.version(section.language)) else { continue };
            let held = (Language(section.language), thing);
            let output = Output::made_from(inputs, address, section.language, held, |inputs, prose, (language, thing)| {
                View::page("page.html", view(inputs, prose, inputs.section(*language), inputs.site.page(thing.index)))
            });
            outputs.push(output.of(&version.document.path).listed());
        }
    }
}

fn view<'s>(inputs: Inputs<'s>, prose: &mut dyn Prose, section: &Section, page: &'s Page) -> FreeView {
    let version = page.version(section.language).unwrap_or_else(|| page.original());
    let fields = Page::fields(version);
    let title = fields.title.as_ref().map_or_else(String::new, ToString::to_string);
    let mut head = inputs.head(section, "page", Some(title.clone()), &format!("{}/", page.id), &|s| page.version(s.language).is_some());
    let summary = fields.summary.as_ref().map(ToString::to_string);
    head.description = summary.clone().or_else(|| Some(inputs.site.lead(version, section.language)).filter(|s| !s.is_empty()));
    FreeView {
        page: Free {
            title,
            url: head.url.clone(),
            permalink: head.permalink.clone(),
            summary,
            content: inputs.body(prose, version, section.language, Form::Url, &head.permalink),
            toc: inputs.toc(version, section.language),
            extra: fields.extra.clone(),
        },
        head,
    }
}
