//! Fields of other generators: what they are called here, and how their values change.

/// The fields; the head of the table says how it is read.
const FIELDS: &str = include_str!("foreign.tsv");

/// A field that another generator has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Foreign {
    /// Our name for it, where its value may stay as it is.
    pub renamed: Option<&'static str>,
    /// What to do.
    pub help: &'static str,
}

/// What a field called `name` is here, where these fields are `expected`; `None` for a name that no other generator has, or for
/// which there is no field of ours in this place.
#[must_use]
pub fn foreign(name: &str, expected: &[&str]) -> Option<Foreign> {
    // A field for which we have none is told of where a page's front matter is, and not in the groups within it.
    let is_front = expected.contains(&"redirect_from");
    let rows = FIELDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()? == "=", cells.next()?))
    });
    let same = |other: &str| other.eq_ignore_ascii_case(name) || other.replace('_', "-").eq_ignore_ascii_case(&name.replace('_', "-"));
    let (_, ours, only_name, help) = rows.into_iter().find(|(other, ours, ..)| same(other) && (*ours == "-" && is_front || expected.contains(ours)))?;
    Some(Foreign { renamed: only_name.then_some(ours), help })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRIEFING: &[&str] =
        &["id", "title", "date", "topics", "summary", "kind", "updates", "withdrawn", "draft", "publish_at", "authors", "image", "redirect_from", "extra"];

    #[test]
    fn a_field_of_another_generator_is_known_by_its_name() {
        for (name, renamed, says) in [
            ("slug", Some("id"), "`id: …`"),
            ("tags", Some("topics"), "topics: [telecoms]"),
            ("Categories", Some("topics"), "topics: [telecoms]"),
            ("description", Some("summary"), "`summary: …`"),
            ("aliases", Some("redirect_from"), "redirect_from:"),
            ("expirydate", None, "withdrawn:"),
            ("expiryDate", None, "withdrawn:"),
            ("permalink", None, "redirect_from:"),
            ("lastmod", None, "updates:"),
            ("publishDate", Some("publish_at"), "publish_at:"),
            ("published", None, "draft: true"),
            ("featured_image", None, "image: {src:"),
            ("featured-image", None, "image: {src:"),
            ("linkTitle", None, "one title"),
            ("layout", None, "remove the line"),
            ("type", None, "`kind: law`"),
        ] {
            let found = foreign(name, BRIEFING).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(found.renamed, renamed, "{name}");
            assert!(found.help.contains(says), "{name}: {}", found.help);
        }
        assert_eq!(foreign("layout", &["title", "url"]), None);
        assert_eq!(foreign("tags", &["title", "redirect_from"]), None);
        assert_eq!(foreign("sumary", BRIEFING), None);
    }

    #[test]
    fn the_table_says_each_thing_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in FIELDS.lines().filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            assert!(cells.len() == 4 && matches!(cells[2], "=" | "~") && seen.insert((cells[0], cells[1])), "{line}");
            assert!(!cells[3].ends_with('.') && cells[3].starts_with(|c: char| c.is_lowercase()), "{line}");
        }
    }
}
