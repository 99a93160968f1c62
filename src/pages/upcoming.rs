//! What is held back until a moment that lies ahead: for the desk, never for readers. No output is made from it.

use jiff::Timestamp;

use super::calendar::ics;
use crate::content::Kind;
use crate::site::Site;

/// A document that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// When, in seconds since 1970.
    pub at: i64,
    /// Its kind.
    pub kind: Kind,
    /// Its id, or of a briefing its year and id.
    pub name: String,
    /// What it is called in the site's first language.
    pub title: String,
    /// The path of its file.
    pub file: String,
}

/// Everything that waits for its moment, the first one first.
#[must_use]
pub fn upcoming(site: &Site<'_>) -> Vec<Upcoming> {
    let of = |(at, entity): (i64, crate::site::EntityId)| {
        let node = site.node(entity);
        let name = if entity.kind == Kind::Briefing { site.briefing(entity.index).name() } else { node.id.clone() };
        Upcoming { at, kind: entity.kind, name, title: site.name(entity, 0), file: node.original().document.path.to_string() }
    };
    site.waiting().into_iter().map(of).collect()
}

/// The same as a calendar, as it is known at the moment `now`.
#[must_use]
pub fn calendar(site: &Site<'_>, now: i64, all: &[Upcoming]) -> String {
    let config = site.config();
    let domain = config.feed_authority.split_once(',').map_or(config.feed_authority.as_str(), |(domain, _)| domain);
    let stamp = Timestamp::from_second(now).unwrap_or(Timestamp::UNIX_EPOCH).strftime("%Y%m%dT%H%M%SZ").to_string();
    let entry = |one: &Upcoming| ics::Entry {
        uid: format!("due-{}/{}@{domain}", one.kind.word(), one.name),
        stamp: stamp.clone(),
        start: Timestamp::from_second(one.at).unwrap_or(Timestamp::MAX).to_zoned_datetime(jiff::tz::TimeZone::UTC).date().into(),
        end: None,
        moment: Some(one.at),
        summary: one.title.clone(),
        description: Some(one.file.clone()),
        url: None,
        status: ics::Status::Confirmed,
        sequence: 0,
        categories: vec![one.kind.word().to_owned()],
    };
    let language = config.default_language();
    let calendar = ics::Calendar {
        name: config.title.get(language, language).0.to_owned(),
        description: Some("What is held back, and when it falls due".to_owned()),
        url: None,
        language: language.tag().to_owned(),
        entries: all.iter().map(entry).collect(),
    };
    calendar.text()
}
