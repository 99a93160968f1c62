//! Pages at addresses that lead elsewhere.

use serde::{Deserialize, Serialize};

use crate::content::Kind;
use crate::diagnostics::{Code, Diagnostic};
use crate::pages::shared::held::Language;
use crate::pages::shared::pagination::{SIZE, slices};
use crate::pages::shared::parts::Head;
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{Address, Answer, EntityId, LocalizedSite, Redirect};

/// What the template `redirect.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct RedirectView {
    head: Head,
    page: Goal,
}

#[derive(Debug, Serialize, Deserialize)]
struct Goal {
    title: String,
    url: String,
    permalink: String,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<RedirectView>("redirect.html")], labels: &["redirect-title"] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for (redirect, to) in cx.site.redirects().filter(|(redirect, _)| redirect.answer == Answer::Page) {
        let anchor = if redirect.to.kind == Kind::Term { format!("#{}", cx.site.term(redirect.to.index).id) } else { String::new() };
        numbered(cx, redirect, &to, outputs);
        outputs.push(output(cx, redirect, redirect.from.clone(), to, anchor));
    }
}

/// Copies of feeds and calendars at addresses where these were once. `outputs` are all others, in the order of their files.
pub(in crate::pages) fn copies<'s>(cx: PageContext<'s>, outputs: &[Output<'s>], all: &mut Vec<Diagnostic>) -> Vec<Output<'s>> {
    let wanted = cx.site.redirects().filter_map(|(redirect, to)| Some((redirect, format!("{}{}", to.as_str(), redirect.answer.file()?))));
    let copies = wanted.filter_map(|(redirect, file)| {
        let found = outputs.binary_search_by(|output| output.address.file().as_str().cmp(&file));
        if found.is_err() {
            let what = if redirect.answer == Answer::Calendar { "calendar" } else { "feed" };
            let message = format!("nothing can answer at /{}: the page that it leads to has no {what}", redirect.from.as_str());
            let own = redirect.answer.file().unwrap_or_default();
            all.push(Diagnostic::new(Code::RedirectFromFile, redirect.place(), message).help(format!(
                "write it in the topic whose {what} was there; for that of the site, write `/{} /{own} 301` into content/static/_redirects",
                redirect.from.as_str()
            )));
        }
        Some(outputs[found.ok()?].copied_to(redirect.from.clone(), &redirect.file))
    });
    copies.collect()
}

/// The numbered pages of a topic, agency or instrument answer at its former addresses too.
fn numbered<'s>(cx: PageContext<'s>, redirect: &'s Redirect, to: &Address, outputs: &mut Vec<Output<'s>>) {
    if redirect.former.is_none() || !matches!(redirect.to.kind, Kind::Topic | Kind::Agency | Kind::Instrument) {
        return;
    }
    let listed = cx.site.localized[redirect.language].briefings_of(redirect.to);
    for number in slices(listed.len(), SIZE).into_iter().filter_map(|slice| slice.number) {
        let page = |address: &Address| Address::shared(&format!("{}page/{number}/", address.as_str()));
        outputs.push(output(cx, redirect, page(&redirect.from), page(to), String::new()));
    }
}

/// The page at `from` that leads to `anchor` on the page `to`.
fn output<'s>(cx: PageContext<'s>, redirect: &'s Redirect, from: Address, to: Address, anchor: String) -> Output<'s> {
    let held = (Language(redirect.language), redirect.to, to, anchor);
    Output::made_from(cx, from, redirect.language, held, |cx, _, (language, thing, to, anchor)| view(cx, cx.local(*language), *thing, to, anchor))
        .of(&redirect.file)
}

/// The page that leads to `anchor` on the page `to` of an entity.
fn view(cx: PageContext<'_>, local: &LocalizedSite, thing: EntityId, to: &Address, anchor: &str) -> View {
    let config = cx.site.config();
    let title = cx.labels.text(local.language, "redirect-title");
    let mut head = cx.head(local, "redirect", Some(title), "", &|_| false);
    (head.url, head.permalink) = (to.url(config) + anchor, to.permalink(config) + anchor);
    head.noindex = true;
    let page = Goal { title: cx.site.name(thing, local.language), url: head.url.clone(), permalink: head.permalink.clone() };
    View::page("redirect.html", RedirectView { head, page })
}
