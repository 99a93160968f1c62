//! Which addresses readers may hold: pages, feeds, calendars, and the data of briefings and indicators.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::pages::Output;

/// What a reader has at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A page, bookmarked or linked to.
    Page,
    /// A feed that a program follows.
    Feed,
    /// A calendar that a program follows.
    Calendar,
    /// A file of data that a program fetches.
    Data,
}

/// What a reader may hold at an address; nothing where none does: numbered pages, which move with each addition, and files.
#[must_use]
pub fn held(address: &str) -> Option<Held> {
    let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if name.is_empty() {
        let is_numbered = folder.rsplit_once('/').is_some_and(|(above, last)| is_number(last) && (above == "page" || above.ends_with("/page")));
        return (!is_numbered).then_some(Held::Page);
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" | "htm" | "xhtml" | "shtml" | "php" | "asp" | "aspx" | "jsp" | "cfm" => (name != "404.html").then_some(Held::Page),
        "ics" => Some(Held::Calendar),
        "xml" if name.starts_with("sitemap") => None,
        "xml" | "atom" | "rss" | "rdf" => Some(Held::Feed),
        "json" if name == "feed.json" => Some(Held::Feed),
        "json" | "csv" => is_data(address, name).then_some(Held::Data),
        _ => None,
    }
}

/// The address of a page, feed or calendar, by the path of its file.
#[must_use]
pub fn address_of(path: &str) -> Option<String> {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let address = folder.unwrap_or(path);
    held(address).filter(|what| *what != Held::Data).map(|_| format!("/{address}"))
}

/// Whether a file is data of a briefing or an indicator, or of many of them.
fn is_data(address: &str, name: &str) -> bool {
    let is_beside = name.ends_with("-metadata.json") || name == "citation.json";
    let is_of = |folder: &str| address.starts_with(folder) || address.contains(&format!("/{folder}"));
    !is_beside && (is_of("briefings/") || is_of("indicators/"))
}

/// The addresses of `outputs` that readers may hold, with the sources that they are from: an output without one of its own is from
/// the source of the page that it lies below.
pub(in crate::pages) fn readers<'o>(outputs: &'o [Output<'_>]) -> BTreeMap<&'o str, Option<Arc<str>>> {
    let mut all = BTreeMap::new();
    // By the path of their file, a page comes before the files beside it, but not before the folders below it.
    let pages: BTreeMap<&str, &Arc<str>> = outputs.iter().filter_map(|output| Some((output.address.as_str(), output.origin.as_ref()?))).collect();
    for output in outputs {
        let address = output.address.as_str();
        if held(address).is_none() {
            continue;
        }
        let above = || address.rsplit_once('/').and_then(|(folder, _)| pages.get(&address[..=folder.len()]).copied());
        all.insert(address, output.origin.as_ref().or_else(above).cloned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_hold_pages_feeds_calendars_and_data() {
        for (address, what) in [
            ("", Some(Held::Page)),
            ("topics/telecoms/", Some(Held::Page)),
            ("topics/telecoms/page/2/", None),
            ("page/2/", None),
            ("briefings/2024/09/", Some(Held::Page)),
            ("404.html", None),
            ("zh-hans/404.html", None),
            ("editions/2024-10/newsletter.html", Some(Held::Page)),
            ("editions/2024-10/newsletter.eml", None),
            ("old/post.php", Some(Held::Page)),
            ("feed.xml", Some(Held::Feed)),
            ("topics/telecoms/feed.json", Some(Held::Feed)),
            ("index.rss", Some(Held::Feed)),
            ("sitemap-2024.xml", None),
            ("calendar/calendar.ics", Some(Held::Calendar)),
            ("briefings/2024/a/briefing.json", Some(Held::Data)),
            ("zh-hans/indicators/a/observations.csv", Some(Held::Data)),
            ("zh-hans/indicators/a/observations.csv-metadata.json", None),
            ("briefings/2024/a/citation.json", None),
            ("schemas/briefing.json", None),
            ("style.css", None),
        ] {
            assert_eq!(held(address), what, "{address}");
        }
    }
}
