//! An output: where it goes, and the view that it is made from.

use std::sync::Arc;

use super::PageContext;
use super::shared::held::fingerprint;
use crate::pages::{BodyRenderer, View};
use crate::site::{Address, StableHash};
use crate::values::Date;

/// Makes a view, with the HTML of its bodies.
pub(super) type Maker<'s> = Arc<dyn Fn(&mut dyn BodyRenderer) -> View + Send + Sync + 's>;

/// How sitemaps name a page.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    /// The year whose sitemap names it; none for the sitemap of the pages that are of no year.
    pub year: Option<i16>,
    /// The day of its last change.
    pub modified: Option<Date>,
}

/// A menu that every page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// At the head: what readers come for.
    Main,
    /// At the foot: what they look up.
    Foot,
}

/// Something to write.
pub struct Output<'s> {
    /// Its address.
    pub address: Address,
    /// Its language, as an index into the site's languages.
    pub language: usize,
    /// The source that it is the page of, for messages.
    pub origin: Option<Arc<str>>,
    /// How sitemaps name it, if they do.
    pub listed: Option<Listed>,
    /// The menu that leads to it, and the word that stands there.
    pub menu: Option<(Menu, &'static str)>,
    /// Makes its view. Called once to fingerprint it and, if it must be written, once more to render it.
    pub make: Maker<'s>,
    /// Fingerprint of all that `make` holds, beside what every view may read.
    pub held: u64,
}

impl std::fmt::Debug for Output<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output").field("address", &self.address).finish_non_exhaustive()
    }
}

impl<'s> Output<'s> {
    /// An output of language `language` at `address`, whose view `make` makes from `held`: so it need not be made while neither
    /// that nor anything that it reads has changed. `make` itself captures nothing.
    pub(super) fn made_from<H, F>(cx: PageContext<'s>, address: Address, language: usize, held: H, make: F) -> Self
    where
        H: StableHash + Send + Sync + 's,
        F: Fn(PageContext<'s>, &mut dyn BodyRenderer, &H) -> View + Send + Sync + 's,
    {
        const { assert!(size_of::<F>() == 0, "what a view is made from stands in `held`") };
        let fingerprint = fingerprint::<F>(&held, cx.site);
        let make: Maker<'s> = Arc::new(move |renderer| make(cx, renderer, &held));
        Self { address, language, origin: None, listed: None, menu: None, make, held: fingerprint }
    }

    /// Lets the sitemap name it.
    #[must_use]
    pub fn listed(mut self) -> Self {
        self.listed = Some(Listed { year: None, modified: None });
        self
    }

    /// Lets the sitemap of a year name it.
    #[must_use]
    pub fn listed_in(mut self, year: i16, modified: Date) -> Self {
        self.listed = Some(Listed { year: Some(year), modified: Some(modified) });
        self
    }

    /// Lets a menu lead to it under the label `key`.
    #[must_use]
    pub fn in_menu(mut self, menu: Menu, key: &'static str) -> Self {
        self.menu = Some((menu, key));
        self
    }

    /// The same bytes at another address, because `origin` says so.
    pub(super) fn copied_to(&self, address: Address, origin: &Arc<str>) -> Self {
        let (make, origin) = (Arc::clone(&self.make), Some(Arc::clone(origin)));
        Self { address, language: self.language, origin, listed: None, menu: None, make, held: self.held }
    }

    /// Says which source it is the page of.
    #[must_use]
    pub fn of(mut self, origin: &Arc<str>) -> Self {
        self.origin = Some(Arc::clone(origin));
        self
    }
}
