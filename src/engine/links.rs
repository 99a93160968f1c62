//! What an output links to, found when it is rendered.

use crate::output::{Addresses, Broken, Links, links, style_links};
use crate::pages::{NEWSLETTER, NewsletterForm, View};

/// Where an output links to: a page, a newsletter, or a style sheet.
pub(super) fn links_of(view: &View, path: &str, bytes: &[u8], addresses: &Addresses<'_>) -> (Option<Box<Links>>, Vec<Broken>) {
    let found = match view {
        View::Page { .. } | View::Newsletter(_, NewsletterForm::Html) => str::from_utf8(bytes).ok().map(|html| links(html, path, addresses)),
        View::File(_) if is_style_sheet(path) => str::from_utf8(bytes).ok().map(|css| style_links(css, path, addresses)),
        _ => None,
    };
    found.map_or_else(Default::default, |(links, broken)| (Some(Box::new(links)), broken))
}

/// Whether a file is a style sheet, by the end of its name.
pub(super) fn is_style_sheet(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("css"))
}

/// The template that a view's page is made with.
pub(super) fn template(view: &View) -> Option<&'static str> {
    match view {
        View::Page { template, .. } => Some(template),
        View::Newsletter(..) => Some(NEWSLETTER),
        _ => None,
    }
}
