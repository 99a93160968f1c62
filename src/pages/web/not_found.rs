//! The page that a server shows for an address that leads nowhere.

use serde::{Deserialize, Serialize};

use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::LocalizedSite;

/// What the template `404.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct NotFoundView {
    head: Head,
    page: NotFound,
}

#[derive(Debug, Serialize, Deserialize)]
struct NotFound {
    title: String,
    home_url: String,
    archive_url: Option<String>,
    topics: Vec<Link>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<NotFoundView>("404.html")], labels: &["not-found"] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for local in &cx.site.localized {
        let address = cx.address(local, "404.html");
        let archive = cx.site.config().outputs.archive && !local.briefings().is_empty();
        let held = (Language(local.language), archive);
        outputs.push(Output::made_from(cx, address, local.language, held, |cx, _, (language, archive)| {
            View::page("404.html", view(cx, cx.local(*language), *archive))
        }));
    }
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, archive: bool) -> NotFoundView {
    let title = cx.labels.text(local.language, "not-found");
    let mut head = cx.head(local, "not-found", Some(title.clone()), "404.html", &|_| false);
    head.noindex = true;
    let first_level: Vec<usize> = cx.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none()).map(|(i, _)| i).collect();
    let mut topics = cx.topic_links(local, &first_level);
    local.locale.sort_by_key(&mut topics, |t| &t.title);
    NotFoundView { head, page: NotFound { title, home_url: cx.url(local, ""), archive_url: archive.then(|| cx.url(local, "briefings/")), topics } }
}
