//! A letter: what the template of newsletters sees.

use serde::{Deserialize, Serialize};

use crate::pages::Html;

/// The template of newsletters.
pub(crate) const TEMPLATE: &str = "newsletter.html";

/// A newsletter: what its template sees.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NewsletterView {
    pub(in crate::pages) page: Newsletter,
}

/// The form of a newsletter. All forms of one letter say the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum NewsletterForm {
    /// HTML with its styles in attributes.
    Html,
    /// Plain text.
    Text,
    /// Both in one message.
    Message(Envelope),
}

/// What a message says beside its letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope {
    /// What tells it from every other message of the site: the edition's id.
    pub id: String,
    /// The host that its Message-ID belongs to, such as `digest.example`.
    pub host: String,
    /// The moment at which its day begins in the site's time zone, as mail writes it (RFC 5322): `Thu, 31 Oct 2024 00:00:00 +0800`.
    pub date: String,
    /// Its language's tag.
    pub language: String,
}

impl NewsletterView {
    /// The subject: whose letter it is, and which.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("{} – {}", self.page.site.title, self.page.title)
    }

    /// How many briefings it lists beside the one that leads.
    #[must_use]
    pub fn listed(&self) -> usize {
        self.page.briefings.len()
    }

    /// The letter with the first `most` of these briefings; of the others it says how many they are.
    #[must_use]
    pub fn shortened(&self, most: usize) -> Self {
        let mut shorter = self.clone();
        shorter.page.more += shorter.page.briefings.len().saturating_sub(most);
        shorter.page.briefings.truncate(most);
        shorter
    }
}

/// An edition as a letter.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Newsletter {
    /// The edition's id.
    pub(in crate::pages) id: String,
    /// The edition's title: the subject.
    pub(in crate::pages) title: String,
    /// Its day: `2024-10-31`.
    pub(in crate::pages) date: String,
    /// What a list of mail shows beside the subject: one sentence of plain text, best under 100 characters.
    pub(in crate::pages) preheader: String,
    /// The digest that sends it.
    pub(in crate::pages) site: FullLink,
    /// The edition's page on the web.
    pub(in crate::pages) permalink: String,
    /// Where to subscribe: the full address of the feed of editions.
    pub(in crate::pages) feed: Option<FullLink>,
    /// The editor's note.
    pub(in crate::pages) note: Html,
    /// The briefing that leads.
    pub(in crate::pages) lead: Option<Lead>,
    /// Figures worth a glance, at most four.
    pub(in crate::pages) figures: Vec<Figure>,
    /// The other briefings, the newest first.
    pub(in crate::pages) briefings: Vec<Listed>,
    /// How many others the letter has no room for.
    pub(in crate::pages) more: usize,
    /// What is to come, the next first.
    pub(in crate::pages) dates_ahead: Vec<Ahead>,
    /// What was corrected in the edition's period, the newest first, at most ten.
    pub(in crate::pages) corrections: Vec<Corrected>,
}

/// A name with a full address.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct FullLink {
    /// What it says.
    pub(in crate::pages) title: String,
    /// The full address.
    pub(in crate::pages) permalink: String,
}

/// The briefing that leads.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Lead {
    /// Its title.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// Its day.
    pub(in crate::pages) date: String,
    /// The names of its topics.
    pub(in crate::pages) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(in crate::pages) summary: String,
    /// What to take away: HTML of one line each, with full addresses.
    pub(in crate::pages) key_points: Vec<String>,
}

/// Another briefing.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Listed {
    /// Its title.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// Its day.
    pub(in crate::pages) date: String,
    /// The names of its topics.
    pub(in crate::pages) topics: Vec<String>,
    /// One or two sentences of plain text.
    pub(in crate::pages) summary: String,
}

/// A figure in the words of the language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Figure {
    /// What it measures: `5G base stations`.
    pub(in crate::pages) label: String,
    /// Its value with its unit: `4.089 million`; its change where no value is known.
    pub(in crate::pages) value: String,
    /// Its change: `up 12.1% on the year`.
    pub(in crate::pages) change: Option<String>,
    /// The day or period that it is about, in words.
    pub(in crate::pages) when: String,
    /// The page that explains it.
    pub(in crate::pages) permalink: Option<String>,
}

/// Something to come.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Ahead {
    /// Its day.
    pub(in crate::pages) date: String,
    /// Its last day, where it takes several.
    pub(in crate::pages) end: Option<String>,
    /// What it is.
    pub(in crate::pages) title: String,
    /// Whether it may still move, in a word.
    pub(in crate::pages) label: Option<String>,
    /// Its page.
    pub(in crate::pages) permalink: Option<String>,
}

/// A correction.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::pages) struct Corrected {
    /// When.
    pub(in crate::pages) date: String,
    /// The title of the briefing that it was made in.
    pub(in crate::pages) title: String,
    /// Its page.
    pub(in crate::pages) permalink: String,
    /// What was changed: HTML of one line, with full addresses.
    pub(in crate::pages) note: String,
}
