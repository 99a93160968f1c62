//! Pages that say that what was there is gone.

use serde::{Deserialize, Serialize};

use super::readers::{Held, held};
use crate::pages::shared::held::{Count, Language};
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, Output, PageContext, Template, View};
use crate::site::{Address, LocalizedSite};

/// What the template `gone.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct GoneView {
    head: Head,
    page: Gone,
}

#[derive(Debug, Serialize, Deserialize)]
struct Gone {
    title: String,
    date: String,
    reason: Option<String>,
    home: Link,
}

/// It plans nothing by itself: see [`outputs`].
pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs: |_, _| {}, templates: &[Template::of::<GoneView>("gone.html")], labels: &["gone-title"] };

/// The pages at the addresses that site.yaml names under `gone`, and at those below them that readers hold and where nothing else
/// answers; `is_planned` says where something does.
pub(in crate::pages) fn outputs<'s>(cx: PageContext<'s>, is_planned: &dyn Fn(&str) -> bool) -> Vec<Output<'s>> {
    let mut outputs = Vec::new();
    let config = cx.site.config();
    for (index, gone) in config.gone.iter().enumerate().filter(|(_, gone)| gone.date <= cx.site.today()) {
        let is_page = |address: &str| held(address) == Some(Held::Page);
        let below = cx.site.recorded().map(|(address, _)| address).filter(|address| *address != gone.address && gone.covers(address));
        // At its own address something else would be a collision, which is told.
        let addresses = std::iter::once(gone.address.as_str()).chain(below.filter(|address| !is_planned(address))).filter(|address| is_page(address));
        for address in addresses {
            let address = Address::shared(address);
            let (language, _) = Address::split(config, address.as_str());
            let held = (Language(language), address.clone(), Count(index));
            let output = Output::made_from(cx, address, language, held, |cx, _, (language, address, index)| {
                View::page("gone.html", view(cx, cx.local(*language), address, index.0))
            });
            outputs.push(output.of(&config.file));
        }
    }
    outputs
}

fn view(cx: PageContext<'_>, local: &LocalizedSite, address: &Address, index: usize) -> GoneView {
    let gone = &cx.site.config().gone[index];
    let title = cx.labels.text(local.language, "gone-title");
    let mut head = cx.head(local, "gone", Some(title.clone()), "", &|_| false);
    (head.url, head.permalink) = (address.url(cx.site.config()), address.permalink(cx.site.config()));
    head.noindex = true;
    let reason = gone.reason.as_ref().map(|reason| cx.site.localised(reason, local.language).to_owned());
    GoneView { head, page: Gone { title, date: gone.date.to_string(), reason, home: cx.labelled(local, "home", "") } }
}
