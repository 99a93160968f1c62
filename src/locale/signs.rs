//! What people write in place of the codes of units: signs of currencies, scales, words.

use super::style;

/// What is meant by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A unit.
    Unit {
        /// Its code.
        code: &'static str,
        /// Whether it can be meant in one way only.
        certain: bool,
    },
    /// One of several units.
    Several {
        /// The code of the most likely one.
        code: &'static str,
        /// The others, in words.
        others: &'static str,
    },
    /// A scale, which is no unit.
    Scale {
        /// Its word.
        scale: &'static str,
    },
    /// That something is counted, and not what.
    Count,
}

const TABLE: &str = include_str!("signs.tsv");

/// What is meant by `text` as a unit.
#[must_use]
pub fn meant(text: &str) -> Option<Sign> {
    let text = text.trim().to_lowercase();
    rows().find(|row| row[0] == text).map(|row| match (row[1], row[2]) {
        ("scale", scale) => Sign::Scale { scale },
        ("count", _) => Sign::Count,
        ("?", code) => Sign::Several { code, others: row[3] },
        (mark, code) => Sign::Unit { code, certain: mark == "=" },
    })
}

/// The signs and words of units, in lower case, each with the codes of all units that may be meant by it.
pub(super) fn of_units() -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    rows().filter(|row| !matches!(row[1], "scale" | "count")).map(|row| {
        let others = row[3].split('`').skip(1).step_by(2);
        // Of the others "another dollar" names none.
        let dollars = style::symbols().filter(move |(_, symbol)| row[3].contains("another dollar") && symbol.contains('$')).map(|(code, _)| code);
        (row[0], std::iter::once(row[2]).chain(others).chain(dollars))
    })
}

fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    let rows = TABLE.lines().filter(|line| !line.starts_with("# "));
    rows.map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Units;

    #[test]
    fn every_sign_leads_to_a_unit_and_is_none_itself() {
        let units = Units::built_in();
        for [sign, mark, code, others] in rows() {
            assert!(sign.to_lowercase() == sign && !sign.is_empty(), "{sign}");
            assert!(units.find(sign).is_none(), "{sign} is a unit");
            match mark {
                "=" | "~" => assert!(units.find(code).is_some(), "{sign}: {code}"),
                "?" => assert!(units.find(code).is_some() && !others.is_empty(), "{sign}: {code}"),
                "scale" => assert!(["thousand", "million", "billion", "trillion"].contains(&code), "{sign}"),
                other => assert_eq!(other, "count", "{sign}"),
            }
        }
        assert_eq!(meant("%"), Some(Sign::Unit { code: "percent", certain: true }));
        assert_eq!(meant("£"), Some(Sign::Unit { code: "GBP", certain: true }));
        assert!(matches!(meant("$"), Some(Sign::Several { code: "USD", .. })));
        assert_eq!(meant("Million"), Some(Sign::Scale { scale: "million" }));
        assert_eq!(meant("EUR"), None);
    }
}
