//! Places that people name and that are no built-in jurisdictions: parts of countries, continents, names of two countries.

/// What is known of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A part of a country.
    In {
        /// Its name.
        place: &'static str,
        /// The id of the country.
        code: &'static str,
    },
    /// More than one jurisdiction.
    Several {
        /// Their ids, in words.
        codes: &'static str,
    },
    /// None of those that are built in.
    Own {
        /// Its name.
        place: &'static str,
    },
}

const TABLE: &str = include_str!("places.tsv");

/// What is known of the place that is called `name`.
#[must_use]
pub fn known(name: &str) -> Option<Known> {
    let name = name.trim().to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    rows().find_map(|(place, others, codes)| {
        let is_it = place.to_lowercase() == name || !others.is_empty() && others.split('|').any(|other| other == name);
        is_it.then(|| match codes.strip_prefix('|') {
            Some(codes) => Known::Several { codes },
            None if codes.is_empty() => Known::Own { place },
            None => Known::In { place, code: codes },
        })
    })
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        Some((cells.next()?, cells.next()?, cells.next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::regions;

    #[test]
    fn no_place_is_built_in_and_each_is_in_a_country() {
        for (place, others, codes) in rows() {
            for name in std::iter::once(place).chain(others.split('|').filter(|other| !other.is_empty())) {
                assert_eq!(regions::find(name), None, "{name}");
            }
            let codes = codes.strip_prefix('|').map_or(vec![codes], |words| words.split('`').skip(1).step_by(2).collect());
            assert!(codes.iter().all(|code| code.is_empty() || regions::get(code).is_some()), "{place}");
        }
        assert_eq!(known("england"), Some(Known::In { place: "England", code: "gb" }));
        assert_eq!(known("Estland"), None);
    }

    #[test]
    fn what_is_built_in_under_its_usual_names_stays_so() {
        for (name, id) in [("UK", "gb"), ("EU", "eu"), ("USA", "us"), ("South Korea", "kr"), ("Taiwan", "tw"), ("Hong Kong", "hk"), ("ASEAN", "asean")] {
            assert_eq!(regions::find(name), Some(id), "{name}");
        }
    }
}
