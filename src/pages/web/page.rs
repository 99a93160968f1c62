//! Pages of their own: about, imprint, and collections.

use serde::{Deserialize, Serialize};

use super::collection::{self, Collection, Listed};
use crate::content::Kind;
use crate::pages::record::corrections;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::Node;
use crate::pages::shared::parts::{Head, TocEntry};
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{EntityId, Form, Index, LocalizedSite, Page, Version};

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
    list: Option<Collection>,
    extra: serde_json::Map<String, serde_json::Value>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<FreeView>("page.html")], labels: &["list-other"] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        for (index, page) in cx.site.pages().iter().enumerate() {
            let thing = EntityId { kind: Kind::Page, index };
            let (Some(address), Some(version)) = (cx.site.address(thing, local.language), page.version(local.language)) else { continue };
            // It is shown above what it introduces.
            if corrections::introduction(cx, local) == Some(thing) {
                continue;
            }
            let list = collection::listed(cx, local, index);
            let held = (Language(local.language), thing, list);
            let output = Output::made_from(cx, address, local.language, held, |cx, renderer, (language, thing, list)| {
                View::page("page.html", view(cx, renderer, cx.local(*language), thing.index, list.as_ref()))
            });
            outputs.push(output.of(&version.document.path).listed());
            collection::files(cx, local, index, &title(version), outputs);
        }
    }
}

fn title(version: &Version) -> String {
    Page::fields(version).title.as_ref().map_or_else(String::new, ToString::to_string)
}

fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite, index: Index, listed: Option<&Listed>) -> FreeView {
    let page = cx.site.page(index);
    let version = page.version(local.language).unwrap_or_else(|| page.original());
    let fields = Page::fields(version);
    let title = title(version);
    let mut head = cx.head(local, "page", Some(title.clone()), &format!("{}/", page.id), &|s| page.version(s.language).is_some());
    let summary = fields.summary.as_ref().map(ToString::to_string);
    let list = listed.and_then(|listed| collection::collection(cx, local, index, &title, listed));
    let lead = || Some(cx.site.lead(version, local.language)).filter(|s| !s.is_empty());
    let entries = || list.as_ref().and_then(|list| summed_up(local, &title, list.titles()));
    head.description = summary.clone().or_else(lead).or_else(entries);
    head.feeds.extend(list.iter().flat_map(|list| list.feeds().iter().cloned()));
    let mut nodes = vec![if list.is_some() { Node::CollectionPage(cx.work(local, &head)) } else { Node::WebPage(cx.work(local, &head)) }];
    nodes.extend(list.iter().flat_map(|list| cx.events(local, list.dates())));
    FreeView {
        page: Free {
            title,
            url: head.url.clone(),
            permalink: head.permalink.clone(),
            summary,
            content: cx.body(renderer, version, local.language, Form::Url, &head.permalink),
            toc: cx.toc(version, local.language),
            list,
            extra: fields.extra.clone(),
        },
        head: cx.describing(head, nodes),
    }
}
