//! Lists that have a page for each year: the dates and the commitments.

use super::held::Languages;
use super::pagination::year_words;
use super::parts::{Head, Link};
use crate::pages::PageContext;
use crate::site::{EntryId, LocalizedSite};

/// The entries of a year.
pub(in crate::pages) type OfYear<'s> = (i16, &'s [EntryId]);

/// Entries in the order of their years, by year.
pub(in crate::pages) fn by_year(items: &[EntryId], year: impl Fn(EntryId) -> i16) -> Vec<OfYear<'_>> {
    items.chunk_by(|a, b| year(*a) == year(*b)).map(|chunk| (year(chunk[0]), chunk)).collect()
}

/// A list with a page for each year.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) struct YearlyList {
    /// The folder of its pages, and the label that it is called by.
    pub(in crate::pages) name: &'static str,
    /// The kind of the page of a year.
    pub(in crate::pages) kind: &'static str,
    /// The label that is the title of the page of a year.
    pub(in crate::pages) title: &'static str,
}

/// What the page of a year has whatever its list is of.
pub(in crate::pages) struct YearPage {
    pub(in crate::pages) head: Head,
    pub(in crate::pages) title: String,
    pub(in crate::pages) previous: Option<Link>,
    pub(in crate::pages) next: Option<Link>,
}

impl YearlyList {
    /// The path of the page of a year.
    pub(in crate::pages) fn path(self, year: i16) -> String {
        format!("{}/{year:04}/", self.name)
    }

    /// A link to the page of a year.
    pub(in crate::pages) fn link(self, cx: PageContext<'_>, local: &LocalizedSite, year: i16) -> Link {
        Link { title: year_words(local, year), url: cx.url(local, &self.path(year)) }
    }

    /// The page of a year: `before` and `after` are the years next to it that have a page.
    pub(in crate::pages) fn page(
        self,
        cx: PageContext<'_>,
        local: &LocalizedSite,
        year: i16,
        (before, after): (Option<i16>, Option<i16>),
        languages: &Languages,
    ) -> YearPage {
        let words = ("year".to_owned(), year_words(local, year));
        let title = cx.labels.with(local.language, self.title, None, &[words]).unwrap_or_default();
        let mut head = cx.head(local, self.kind, Some(title.clone()), &self.path(year), &|s| languages.has(s));
        head.breadcrumbs.push(cx.labelled(local, self.name, &format!("{}/", self.name)));
        let link = |year| self.link(cx, local, year);
        YearPage { head, title, previous: before.map(link), next: after.map(link) }
    }
}
