//! "Did you mean": the nearest of the names that would have been right.

/// The candidate that `name` is most likely a slip for, if one is near enough to be worth saying.
#[must_use]
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = name.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::damerau_levenshtein(&wanted, &lower);
            let related = distance <= (wanted.chars().count().max(lower.chars().count()) / 3).max(1) || is_part(&wanted, &lower);
            related.then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Whether one is the beginning or the end of the other: `telecom` for `telecoms-policy`.
fn is_part(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 4 && (long.starts_with(short) || long.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_name() {
        let names = ["telecoms", "trade-policy", "housing"];
        for (slip, found) in [
            ("telcoms", Some("telecoms")),
            ("Telecoms", Some("telecoms")),
            ("telecom", Some("telecoms")),
            ("trade", Some("trade-policy")),
            ("zebra", None),
            ("", None),
        ] {
            assert_eq!(nearest(slip, names), found, "{slip}");
        }
    }
}
