//! The newsletter of an edition: what its HTML and its plain text are made from. All addresses are full ones, because mail
//! has no page to resolve others against.

use serde::{Deserialize, Serialize};

use super::Html;

/// What the template `newsletter.html` sees.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct NewsletterView {
    pub(super) page: Newsletter,
}

/// An edition as a letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Newsletter {
    /// The edition's id.
    pub(super) id: String,
    /// The edition's title: the subject.
    pub(super) title: String,
    /// Its day: `2024-10-31`.
    pub(super) date: String,
    /// What a list of mail shows beside the subject: one sentence of plain text, best under 100 characters.
    pub(super) preheader: String,
    /// The digest that sends it.
    pub(super) site: FullLink,
    /// The edition's page on the web.
    pub(super) permalink: String,
    /// Where to subscribe: the full address of the site's feed.
    pub(super) feed: Option<FullLink>,
    /// The editor's note.
    pub(super) note: Html,
    /// The briefing that leads.
    pub(super) lead: Option<Lead>,
    /// Figures worth a glance, at most four.
    pub(super) figures: Vec<Figure>,
    /// The other briefings, in the edition's order.
    pub(super) briefings: Vec<Item>,
    /// What is to come, the next first.
    pub(super) dates_ahead: Vec<Ahead>,
    /// What was corrected since the last edition, the newest first.
    pub(super) corrections: Vec<Corrected>,
}

/// A name with a full address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct FullLink {
    /// What it says.
    pub(super) title: String,
    /// The full address.
    pub(super) permalink: String,
}

/// The briefing that leads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Lead {
    /// Its title.
    pub(super) title: String,
    /// Its page.
    pub(super) permalink: String,
    /// Its day.
    pub(super) date: String,
    /// The names of its topics.
    pub(super) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(super) summary: String,
    /// What to take away: HTML of one line each, with full addresses.
    pub(super) key_points: Vec<String>,
}

/// Another briefing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Item {
    /// Its title.
    pub(super) title: String,
    /// Its page.
    pub(super) permalink: String,
    /// Its day.
    pub(super) date: String,
    /// The names of its topics.
    pub(super) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(super) summary: String,
}

/// A figure in the words of the language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Figure {
    /// What it measures: `5G base stations`.
    pub(super) label: String,
    /// Its value with its unit: `4.089 million`.
    pub(super) value: String,
    /// Its change: `up 12.1% on the year`.
    pub(super) change: Option<String>,
    /// The page that explains it.
    pub(super) permalink: Option<String>,
}

/// Something to come.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Ahead {
    /// Its day.
    pub(super) date: String,
    /// What it is.
    pub(super) title: String,
    /// What kind of date it is, in words: `Consultation closes`.
    pub(super) label: Option<String>,
    /// Its page.
    pub(super) permalink: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Corrected {
    /// When.
    pub(super) date: String,
    /// The title of the briefing that it was made in.
    pub(super) title: String,
    /// Its page.
    pub(super) permalink: String,
    /// What was changed: HTML of one line, with full addresses.
    pub(super) note: String,
}
