//! The parts that views of several pages have in common. Every field is what templates see.

use serde::{Deserialize, Serialize};

/// What the layout needs of a page, whatever its kind: `head` in templates.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Head {
    /// The title without the site's name; `None` for the home page.
    pub title: Option<String>,
    /// One or two sentences for search engines and cards.
    pub description: Option<String>,
    /// The page's kind: `home`, `briefing`, `topic`, …
    pub kind: String,
    /// Its address on this site: `/digest/topics/telecoms/`.
    pub url: String,
    /// Its full address.
    pub permalink: String,
    /// The same page in all its languages, this one included; empty where there is only this one.
    pub translations: Vec<Translation>,
    /// Feeds about what the page shows, beside the site's own.
    pub feeds: Vec<FeedLink>,
    /// The pages above it, from the home page down, without the page itself.
    pub breadcrumbs: Vec<Link>,
    /// The full address of a picture that stands for the page, and its words.
    pub image: Option<Picture>,
    /// For a briefing: its day.
    pub published: Option<String>,
    /// For a briefing: the day of its last change.
    pub modified: Option<String>,
    /// Whether search engines should leave the page out.
    pub noindex: bool,
    /// What the page says to programs: JSON-LD that may stand in a script element as it is.
    pub json_ld: Option<String>,
}

/// A name that leads somewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Link {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
}

/// A name that leads somewhere if the other entity has a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Mention {
    /// The name.
    pub title: String,
    /// The short name.
    pub short: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

/// A page in another language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Translation {
    /// The language's tag: `zh-Hans`.
    pub language: String,
    /// The language's own name: 简体中文.
    pub name: String,
    /// Its address on this site.
    pub url: String,
    /// Its full address.
    pub permalink: String,
}

/// A feed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct FeedLink {
    /// What it holds: the name of the site, topic or agency.
    pub title: String,
    /// Its address on this site.
    pub url: String,
    /// Its media type.
    pub media_type: String,
}

/// A picture.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Picture {
    /// Its address on this site.
    pub url: String,
    /// Its full address.
    pub permalink: String,
    /// The words that stand in for it.
    pub alt: String,
    /// Its width and height in pixels, where they are known.
    pub width: Option<usize>,
    pub height: Option<usize>,
}

/// A briefing in a listing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Card {
    /// The title.
    pub title: String,
    /// Its address on this site.
    pub url: String,
    /// The day: `2024-10-23`.
    pub date: String,
    /// The kind's word: `press-conference`.
    pub kind: String,
    /// One or two sentences of plain text.
    pub summary: String,
    /// What it is filed under.
    pub topics: Vec<Link>,
    /// Who acts in it.
    pub agencies: Vec<Mention>,
    /// Where it applies.
    pub jurisdictions: Vec<Mention>,
}

/// A briefing in one line.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Brief {
    /// The title.
    pub title: String,
    /// Its address on this site.
    pub url: String,
    /// The day: `2024-10-23`.
    pub date: String,
}

/// An instrument in a list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct InstrumentEntry {
    /// The name.
    pub title: String,
    /// The short name.
    pub short: Option<String>,
    /// Its page.
    pub url: String,
    /// What it is cited by: Regulation (EU) 2024/1689.
    pub identifier: Option<String>,
    /// The word for what it is: `regulation`.
    pub instrument_type: Option<String>,
    /// The word for how far it has come: `in-force`.
    pub stage: Option<String>,
}

/// One page of a listing: `paginator` in templates. Pages are numbered from the oldest, so that they never change.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct Paginator {
    /// The briefings, newest first.
    pub pages: Vec<Card>,
    /// The page's number; `None` for the newest, which has the listing's own address.
    pub number: Option<usize>,
    /// The page with newer briefings.
    pub previous: Option<String>,
    /// The page with older briefings.
    pub next: Option<String>,
    /// The listing's own address.
    pub first: String,
}

/// A heading of the table of contents.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::pages) struct TocEntry {
    /// Its level, 2 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its plain text.
    pub title: String,
}
