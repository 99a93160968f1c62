//! Pages of their own: about, imprint.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::pages::record::corrections;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::Node;
use crate::pages::shared::parts::{Head, TocEntry};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, Form, LocalizedSite, Page};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        for (index, page) in cx.site.pages().iter().enumerate() {
            let thing = EntityId { kind: Kind::Page, index };
            let (Some(address), Some(version)) = (cx.site.address(thing, local.language), page.version(local.language)) else { continue };
            // It is shown above what it introduces.
            if corrections::introduction(cx, local) == Some(thing) {
                continue;
            }
            let held = (Language(local.language), thing);
            let output = Output::made_from(cx, address, local.language, held, |cx, renderer, (language, thing)| {
                View::page("page.html", view(cx, renderer, cx.local(*language), cx.site.page(thing.index)))
            });
            outputs.push(output.of(&version.document.path).listed());
        }
    }
}

fn view<'s>(cx: PageContext<'s>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, page: &'s Page) -> FreeView {
    let version = page.version(local.language).unwrap_or_else(|| page.original());
    let fields = Page::fields(version);
    let title = fields.title.as_ref().map_or_else(String::new, ToString::to_string);
    let mut head = cx.head(local, "page", Some(title.clone()), &format!("{}/", page.id), &|s| page.version(s.language).is_some());
    let summary = fields.summary.as_ref().map(ToString::to_string);
    head.description = summary.clone().or_else(|| Some(cx.site.lead(version, local.language)).filter(|s| !s.is_empty()));
    FreeView {
        page: Free {
            title,
            url: head.url.clone(),
            permalink: head.permalink.clone(),
            summary,
            content: cx.body(renderer, version, local.language, Form::Url, &head.permalink),
            toc: cx.toc(version, local.language),
            extra: fields.extra.clone(),
        },
        head: {
            let page = Node::WebPage(cx.work(local, &head));
            cx.describing(head, vec![page])
        },
    }
}
