//! Which sitemaps there are.

use std::collections::BTreeMap;

use super::sitemap::Sitemap;
use crate::pages::{Output, PageContext, View};
use crate::site::Address;
use crate::values::Date;

/// Pages that a sitemap names, each with the day of its last change.
type Pages = Vec<(Address, Option<Date>)>;

/// The sitemaps of what the emitters write.
pub(in crate::pages) fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.sitemap {
        return;
    }
    let mut years: BTreeMap<i16, Pages> = BTreeMap::new();
    let mut others = Pages::new();
    for output in outputs.iter() {
        let Some(listed) = output.listed else { continue };
        let pages = listed.year.map_or(&mut others, |year| years.entry(year).or_default());
        pages.push((output.address.clone(), listed.modified));
    }
    // Without days, so that a new briefing changes the sitemap of its year alone.
    let index: Pages = years.keys().map(|year| year_path(*year)).chain([PAGES.to_owned()]).map(|path| (Address::shared(&path), None)).collect();
    for (year, pages) in years {
        outputs.push(sitemap(cx, &year_path(year), pages));
    }
    outputs.push(sitemap(cx, PAGES, others));
    outputs.push(Output::made_from(cx, Address::shared("sitemap.xml"), 0, index, |cx, _, index| view(cx, true, index)));
}

/// The sitemap of the pages that are of no year.
const PAGES: &str = "sitemap-pages.xml";

fn year_path(year: i16) -> String {
    format!("sitemap-{year:04}.xml")
}

/// A sitemap holds what it shows: the other outputs are known to the plan alone.
fn sitemap<'s>(cx: PageContext<'s>, path: &str, mut pages: Pages) -> Output<'s> {
    pages.sort_unstable();
    Output::made_from(cx, Address::shared(path), 0, pages, |cx, _, pages| view(cx, false, pages))
}

fn view(cx: PageContext<'_>, index: bool, pages: &Pages) -> View {
    let config = cx.site.config();
    View::Sitemap(Sitemap { index, entries: pages.iter().map(|(address, date)| (address.permalink(config), *date)).collect() })
}
