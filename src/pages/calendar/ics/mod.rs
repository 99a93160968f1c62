//! Calendars of dated events: iCalendar (RFC 5545) with the properties of RFC 7986.
//!
//! Written by hand. The crate `icalendar` 0.17 was tried: it folds what follows the first line one octet too late (lines of 76), cuts
//! between a letter and its combining marks, lets control characters pass, leaves `NAME` unescaped, writes a second `PRODID` beside
//! its own, and takes the clock for a missing `DTSTAMP` and a random `UID` for a missing one.
//!
//! What is left out on purpose: `METHOD`, because RFC 5546 wants an `ORGANIZER` with it, and a file that is merely published has
//! neither; the program's version, because it would rewrite every calendar with each release.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::values::Date;
use crate::yaml::is_unprintable;

/// The most octets in a line, without its end and with the space that marks a folded one.
const WIDTH: usize = 75;

/// What made the file. Without a version, see above.
const PRODUCT: &str = "-//Bulletin//Bulletin policy digest//EN";

/// The component of a calendar without entries: RFC 5545 wants at least one, and a time zone is seen nowhere. Such a calendar
/// is written where people may have subscribed to its address when it had entries.
const NOTHING: [(&str, &str); 8] = [
    ("BEGIN", "VTIMEZONE"),
    ("TZID", "Etc/UTC"),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0000"),
    ("TZOFFSETTO", "+0000"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
];

/// A calendar. Texts are plain; line breaks in them are kept, a tab becomes a space, other control characters are not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::pages) struct Calendar {
    /// What programs list it as.
    pub name: String,
    /// What it holds.
    pub description: Option<String>,
    /// The full address of the page that shows the same.
    pub url: Option<String>,
    /// The tag of the language of all its texts (BCP 47).
    pub language: String,
    /// Its entries, in the order in which they are written.
    pub entries: Vec<Entry>,
}

/// A dated event, of one whole day or more, or of a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::pages) struct Entry {
    /// What identifies it for ever, everywhere.
    pub uid: String,
    /// The moment at which what is said of it last changed, in UTC: `20241023T000000Z`.
    pub stamp: String,
    /// Its first day.
    pub start: Date,
    /// Its last day, where that is another one.
    pub end: Option<Date>,
    /// The moment at which it is, in seconds since 1970, where it is no matter of whole days: then these are not written.
    pub moment: Option<i64>,
    /// What it is, in a line.
    pub summary: String,
    /// More about it.
    pub description: Option<String>,
    /// The full address of a page on it.
    pub url: Option<String>,
    /// Whether it will be.
    pub status: Status,
    /// Programs take the entry with the higher number for the newer one.
    pub sequence: u32,
    /// What it is about.
    pub categories: Vec<String>,
}

/// Whether an event will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::pages) enum Status {
    /// Its date may change.
    Tentative,
    /// Its date holds.
    Confirmed,
    /// It will not be. Subscribers see that only if the entry stays in the calendar.
    Cancelled,
}

impl Calendar {
    /// The calendar as a file of the type `text/calendar`. Valid without entries, too.
    #[must_use]
    pub(in crate::pages) fn text(&self) -> String {
        let mut lines = Lines { text: String::with_capacity(512 * (1 + self.entries.len())), language: &self.language };
        lines.plain("BEGIN", "VCALENDAR");
        lines.plain("VERSION", "2.0");
        lines.plain("PRODID", PRODUCT);
        lines.plain("CALSCALE", "GREGORIAN");
        // Most programs still read the names that were in use before RFC 7986.
        lines.worded("NAME", &self.name);
        lines.plain("X-WR-CALNAME", &escaped(&self.name));
        if let Some(description) = &self.description {
            lines.worded("DESCRIPTION", description);
            lines.plain("X-WR-CALDESC", &escaped(description));
        }
        lines.address(self.url.as_deref());
        lines.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        lines.plain("X-PUBLISHED-TTL", "P1D");
        for entry in &self.entries {
            entry.write(&mut lines);
        }
        if self.entries.is_empty() {
            for (name, value) in NOTHING {
                lines.plain(name, value);
            }
        }
        lines.plain("END", "VCALENDAR");
        lines.text
    }
}

impl Entry {
    fn write(&self, lines: &mut Lines<'_>) {
        lines.plain("BEGIN", "VEVENT");
        lines.plain("UID", &escaped(&self.uid));
        lines.plain("DTSTAMP", &self.stamp);
        lines.plain("SEQUENCE", &self.sequence.to_string());
        lines.plain("STATUS", self.status.word());
        if let Some(moment) = self.moment.and_then(|moment| Timestamp::from_second(moment).ok()) {
            lines.plain("DTSTART", &moment.strftime("%Y%m%dT%H%M%SZ").to_string());
        } else {
            lines.plain("DTSTART;VALUE=DATE", &day(self.start));
        }
        // The end is the first day that is free again. Only the last day that the calendar has is without one.
        if self.moment.is_none()
            && let Ok(next) = self.end.unwrap_or(self.start).max(self.start).civil().tomorrow()
        {
            lines.plain("DTEND;VALUE=DATE", &day(next.into()));
        }
        lines.plain("TRANSP", "TRANSPARENT"); // nobody is busy because a law takes effect
        lines.worded("SUMMARY", &self.summary);
        if let Some(description) = &self.description {
            lines.worded("DESCRIPTION", description);
        }
        lines.address(self.url.as_deref());
        if !self.categories.is_empty() {
            let categories: Vec<String> = self.categories.iter().map(|category| escaped(category)).collect();
            lines.localised("CATEGORIES", &categories.join(","));
        }
        lines.plain("END", "VEVENT");
    }
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Tentative => "TENTATIVE",
            Self::Confirmed => "CONFIRMED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// The lines of a file on its way.
struct Lines<'c> {
    text: String,
    language: &'c str,
}

impl Lines<'_> {
    /// A property whose value stands as it is to be written.
    fn plain(&mut self, name: &str, value: &str) {
        fold(&mut self.text, &format!("{name}:{value}"));
    }

    /// A property whose value is a text, in the calendar's language.
    fn worded(&mut self, name: &str, text: &str) {
        self.localised(name, &escaped(text));
    }

    /// A property whose value is one or more escaped texts, in the calendar's language.
    fn localised(&mut self, name: &str, value: &str) {
        let line = format!("{name};LANGUAGE={}:{value}", self.language);
        fold(&mut self.text, &line);
    }

    /// An address. As a URI it is not escaped, so nothing in it may end the line.
    fn address(&mut self, url: Option<&str>) {
        if let Some(url) = url {
            self.plain("URL", &url.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect::<String>());
        }
    }
}

/// A day as RFC 5545 writes it: `20241023`.
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A text as a value. All that programs may take for the end of a line becomes `\n`: some split at more than CRLF.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            '\u{feff}' => {} // programs take it for the mark of a file's start, and drop it
            c if is_unprintable(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line and its end, in pieces of at most [`WIDTH`] octets. A piece ends between characters as people see them, so that
/// a letter keeps its accents also where a program shows the pieces; only what is longer than a line itself is cut, between
/// code points.
fn fold(text: &mut String, line: &str) {
    let mut width = 0;
    let mut add = |part: &str| {
        if width + part.len() > WIDTH {
            text.push_str("\r\n ");
            width = 1;
        }
        text.push_str(part);
        width += part.len();
    };
    if line.len() <= WIDTH {
        add(line);
    } else {
        for cluster in line.graphemes(true) {
            if cluster.len() < WIDTH {
                add(cluster);
            } else {
                for c in cluster.chars() {
                    add(c.encode_utf8(&mut [0; 4]));
                }
            }
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests;
