//! Listings that stay as they are when a briefing is added.
//!
//! Numbered pages hold [`SIZE`] briefings counted from the oldest, so that page 3 holds the same ones for ever. The listing's
//! own address shows the newest: what no numbered page holds yet, between one and two pages' worth.

use std::sync::Arc;

use super::held::{Briefings, Fixed, Language, hashed_by_value};
use super::parts::{Card, Head, Paginator};
use crate::locale::DateStyle;
use crate::pages::shared::cards::summed_up;
use crate::pages::{BodyRenderer, Output, PageContext, View};
use crate::site::{EntityId, LocalizedSite, Version};

/// Briefings on a numbered page.
pub(in crate::pages) const SIZE: usize = 20;

/// One page of a listing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::pages) struct Slice {
    /// The page's number, from 1; `None` for the listing's own address.
    pub(in crate::pages) number: Option<usize>,
    /// The entries, by their place in the listing from the oldest.
    pub(in crate::pages) range: std::ops::Range<usize>,
    /// The number of the page with newer ones, where that is a numbered one.
    newer: Option<usize>,
    /// The number of the page with older ones.
    older: Option<usize>,
}

hashed_by_value!(Slice);

/// The pages of a listing of `count` entries, `size` on each numbered one; its own address comes first.
pub(in crate::pages) fn slices(count: usize, size: usize) -> Vec<Slice> {
    let numbered = (count / size).saturating_sub(1);
    let own = Slice { number: None, range: numbered * size..count, newer: None, older: (numbered > 0).then_some(numbered) };
    let mut slices = vec![own];
    slices.extend((1..=numbered).map(|n| Slice {
        number: Some(n),
        range: (n - 1) * size..n * size,
        newer: (n < numbered).then_some(n + 1),
        older: (n > 1).then_some(n - 1),
    }));
    slices
}

/// The path of a page of the listing at `base`.
pub(in crate::pages) fn path(base: &str, number: Option<usize>) -> String {
    number.map_or_else(|| base.to_owned(), |n| format!("{base}page/{n}/"))
}

/// The periods before and after the one at `i`, by what names them.
pub(in crate::pages) fn neighbours<T: Copy, V>(periods: &[(T, V)], i: usize) -> (Option<T>, Option<T>) {
    (i.checked_sub(1).map(|j| periods[j].0), periods.get(i + 1).map(|p| p.0))
}

/// A year in the words of the language of a localized site.
pub(in crate::pages) fn year_words(local: &LocalizedSite, year: i16) -> String {
    jiff::civil::Date::new(year, 1, 1).map_or_else(|_| year.to_string(), |date| local.locale.date(date, DateStyle::Year))
}

/// What a page of a listing is a page of.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Listed<'s, 'p> {
    /// The language.
    pub(in crate::pages) local: &'s LocalizedSite,
    /// The topic, agency or other entity.
    pub(in crate::pages) thing: EntityId,
    /// The path of its first page.
    pub(in crate::pages) base: &'p str,
    /// The page among the others.
    pub(in crate::pages) slice: &'p Slice,
}

impl Listed<'_, '_> {
    /// Whether it is the listing's own address, which shows the newest, and what else there is about the entity.
    pub(in crate::pages) fn is_first(self) -> bool {
        self.slice.number.is_none()
    }
}

impl<'s> PageContext<'s> {
    /// The outputs of the listing of the briefings of `thing` at `base`, each page made by `view` from what it is a page of.
    /// `origin` is what the listing's own address is the page of.
    pub(in crate::pages) fn listing<F>(
        self,
        local: &'s LocalizedSite,
        base: &str,
        thing: EntityId,
        origin: Option<&Version>,
        outputs: &mut Vec<Output<'s>>,
        view: F,
    ) where
        F: Fn(PageContext<'s>, &mut dyn BodyRenderer, Listed<'s, '_>, Paginator) -> View + Copy + Send + Sync + 's,
    {
        const { assert!(size_of::<F>() == 0, "what a view is made from is held") };
        let briefings = local.briefings_of(thing);
        for slice in slices(briefings.len(), SIZE) {
            let address = self.address(local, &path(base, slice.number));
            let number = slice.number;
            let shown = Briefings(&briefings[slice.range.clone()]);
            let held = (Language(local.language), thing, base.to_owned(), (slice, shown), Fixed(view));
            let output = Output::made_from(self, address, local.language, held, |cx, renderer, (language, thing, base, (slice, shown), Fixed(view))| {
                let local = cx.local(*language);
                let paginator = cx.paginator(local, base, slice, cx.cards(local, shown.0));
                view(cx, renderer, Listed { local, thing: *thing, base, slice }, paginator)
            });
            outputs.push(match number {
                None => Output { origin: origin.map(|version| Arc::clone(&version.document.path)), ..output.listed() },
                Some(_) => output.listed(),
            });
        }
    }

    /// Where a page of the listing at `base` stands among the others, with its briefings.
    pub(in crate::pages) fn paginator(self, local: &LocalizedSite, base: &str, slice: &Slice, pages: Vec<Card>) -> Paginator {
        let at = |number| self.url(local, &path(base, number));
        Paginator { pages, number: slice.number, previous: slice.number.map(|_| at(slice.newer)), next: slice.older.map(|n| at(Some(n))), first: at(None) }
    }

    /// The head of a page of a listing: numbered pages have no translations, because languages number for themselves. What has no
    /// description is described by the titles of `items`.
    pub(in crate::pages) fn listing_head(self, local: &LocalizedSite, slice: &Slice, base: &str, items: &[Card], head: Head) -> Head {
        let summed_up = || summed_up(local, head.title.as_deref().unwrap_or_default(), items.iter().map(|card| card.title.as_str()));
        let Some(number) = slice.number else { return Head { description: head.description.clone().or_else(summed_up), ..head } };
        let description = if items.is_empty() { head.description.clone() } else { summed_up() };
        let address = self.address(local, &path(base, Some(number)));
        let config = self.site.config();
        let page = self.labels.with(local.language, "page-n", Some(number as u64), &[]).unwrap_or_default();
        let title = head.title.map(|title| format!("{title} – {page}"));
        Head { title, url: address.url(config), permalink: address.permalink(config), description, translations: Vec::new(), ..head }
    }
}

#[cfg(test)]
mod tests {
    use super::{SIZE, slices};

    #[test]
    fn every_briefing_stands_on_one_page_and_numbered_pages_are_stable() {
        for count in 0..200 {
            let pages = slices(count, SIZE);
            let mut seen: Vec<usize> = pages.iter().flat_map(|p| p.range.clone()).collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..count).collect::<Vec<_>>());
            assert!(pages[0].range.len() < 40);
            for page in &pages[1..] {
                assert!(slices(count + 1, SIZE).iter().any(|p| p.number == page.number && p.range == page.range));
            }
        }
    }
}
