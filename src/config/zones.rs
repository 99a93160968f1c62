//! Time zones by the names of the IANA database, and what is written in their place.

use std::sync::Arc;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::values::Text;

/// Cities and abbreviations without a zone of their own name, and the zone that is meant. The abbreviations stand for one offset
/// all year, which those who write them hardly mean.
const MEANT: [(&str, &str); 16] = [
    ("beijing", "Asia/Shanghai"),
    ("shenzhen", "Asia/Shanghai"),
    ("delhi", "Asia/Kolkata"),
    ("mumbai", "Asia/Kolkata"),
    ("washington", "America/New_York"),
    ("boston", "America/New_York"),
    ("san francisco", "America/Los_Angeles"),
    ("geneva", "Europe/Zurich"),
    ("frankfurt", "Europe/Berlin"),
    ("munich", "Europe/Berlin"),
    ("strasbourg", "Europe/Paris"),
    ("the hague", "Europe/Amsterdam"),
    ("bst", "Europe/London"),
    ("cest", "Europe/Brussels"),
    ("pst", "America/Los_Angeles"),
    ("jst", "Asia/Tokyo"),
];

/// The site's time zone; what is wrong with it is told.
pub(super) fn time_zone(file: &Arc<str>, given: Option<&Text>, all: &mut Vec<Diagnostic>) -> TimeZone {
    let Some(name) = given else { return TimeZone::UTC };
    // The bundled database, so that a machine's own does not matter.
    let database = TimeZoneDatabase::bundled();
    database.get(name.as_str()).unwrap_or_else(|_| {
        let told = Diagnostic::new(Code::UnknownValue, Place::value(file, "time_zone"), format!("`{name}` is not a time zone"));
        let names: Vec<String> = database.available().map(|name| name.as_str().to_owned()).collect();
        all.push(match meant(name.as_str(), &names) {
            Some(zone) => told.help(format!("did you mean `{zone}`?")).offer(zone),
            None => told.help("write a name of the IANA database such as UTC, Europe/Brussels or Asia/Shanghai"),
        });
        TimeZone::UTC
    })
}

/// The zone that a name is meant for: a city, a slip.
fn meant<'n>(name: &str, names: &'n [String]) -> Option<&'n str> {
    let plain = name.trim().to_lowercase().replace('_', " ");
    if let Some((_, zone)) = MEANT.iter().find(|(other, _)| *other == plain) {
        return names.iter().find(|name| name == zone).map(String::as_str);
    }
    let city = |name: &'n String| name.rsplit('/').next().unwrap_or(name);
    let is_city = |zone: &&'n String| zone.contains('/') && city(zone).to_lowercase().replace('_', " ") == plain;
    names.iter().find(is_city).map(String::as_str).or_else(|| nearest(name, names.iter().filter(|name| name.contains('/')).map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_or_a_slip_leads_to_a_time_zone() {
        let database = TimeZoneDatabase::bundled();
        let names: Vec<String> = database.available().map(|name| name.as_str().to_owned()).collect();
        for (name, zone) in
            [("Beijing", "Asia/Shanghai"), ("Brussels", "Europe/Brussels"), ("Europe/Bruxelles", "Europe/Brussels"), ("new york", "America/New_York")]
        {
            assert_eq!(meant(name, &names), Some(zone), "{name}");
        }
        assert!(MEANT.iter().all(|(_, zone)| database.get(zone).is_ok()));
        assert_eq!(meant("UTC+8", &names), None);
    }
}
