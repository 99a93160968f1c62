//! Several names that were written as one, because what stands between them divides no list of YAML.

/// What is wrong with a name that is several.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Misdivided {
    /// The sign that does not divide them.
    pub(super) sign: Option<String>,
    /// What is wrong, as the second half of a sentence.
    pub(super) message: String,
    /// What to do.
    pub(super) help: String,
}

/// Signs that stand between names, but are not the comma of YAML.
const SIGNS: [char; 8] = [';', '；', '、', '，', '|', '/', '&', '+'];

/// Signs in front of an item that make it one only with a space behind them, or never.
const MARKS: [char; 6] = ['-', '•', '*', '·', '–', '+'];

/// What several names in one have between them, or what stands in front of one; `is_known` says what is a name.
pub(super) fn misdivided(name: &str, is_known: impl Fn(&str) -> bool) -> Option<Misdivided> {
    let list = |parts: &[&str]| format!("[{}]", parts.join(", "));
    let told = |sign: Option<char>, message: String, help: String| Some(Misdivided { sign: sign.map(String::from), message, help });
    if let Some(mark) = name.chars().next().filter(|c| MARKS.contains(c)) {
        let parts: Vec<&str> = name.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect();
        if !parts.is_empty() && parts.iter().all(|part| is_known(part)) {
            let lines: Vec<String> = parts.iter().map(|part| format!("`- {part}`")).collect();
            let message = if mark == '-' {
                "a space is missing behind the hyphen".to_owned()
            } else {
                format!("an item of a list begins with a hyphen, not with `{mark}`")
            };
            return told(Some(mark), message, format!("write {}{}", lines.join(", "), if lines.len() > 1 { ", each on a line of its own" } else { "" }));
        }
    }
    // ` - b` behind an item is the next one, at another indent; `-b` is it without its space.
    for mark in [" - ", " -"] {
        let parts: Vec<&str> = name.split(mark).map(str::trim).collect();
        if parts.len() > 1 && parts.iter().all(|part| is_known(part)) {
            let lines: Vec<String> = parts.iter().map(|part| format!("`- {part}`")).collect();
            let what = if mark == " - " { "the items of a list begin one below the other" } else { "a space is missing behind a hyphen" };
            return told(None, what.to_owned(), format!("write {} on lines of their own, with the same indent", lines.join(" and ")));
        }
    }
    for sign in SIGNS.into_iter().chain([',']) {
        let parts: Vec<&str> = name.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect();
        // One that is known shows that names were meant.
        if parts.len() > 1 && name.contains(sign) && parts.iter().any(|part| is_known(part)) {
            let message = if sign == ',' { "several names stand here without brackets".to_owned() } else { format!("`{sign}` does not divide a list") };
            return told((sign != ',').then_some(sign), message, format!("write a comma and a space between the names: {}", list(&parts)));
        }
    }
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| is_known(word)) {
        return told(None, "a comma is missing between two names".to_owned(), format!("write {}", list(&words)));
    }
    // Names of several words, with nothing between them.
    let split = (1..words.len()).find(|at| is_known(&words[..*at].join(" ")) && is_known(&words[*at..].join(" ")))?;
    let second = words.split_off(split).join(" ");
    told(None, "a comma is missing between two names".to_owned(), format!("write {}", list(&[&words.join(" "), &second])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_one_are_told_apart() {
        let known = |name: &str| ["a", "b", "the act"].contains(&name);
        for (name, sign, help) in [
            ("a b", None, "write [a, b]"),
            ("a the act", None, "write [a, the act]"),
            ("a; b", Some(";"), "write a comma and a space between the names: [a, b]"),
            ("a、b", Some("、"), "write a comma and a space between the names: [a, b]"),
            ("a，c", Some("，"), "write a comma and a space between the names: [a, c]"),
            ("a, b", None, "write a comma and a space between the names: [a, b]"),
            ("-a", Some("-"), "write `- a`"),
            ("-a -b", Some("-"), "write `- a`, `- b`, each on a line of its own"),
            ("• a • b", Some("•"), "write `- a`, `- b`, each on a line of its own"),
            ("a - b", None, "write `- a` and `- b` on lines of their own, with the same indent"),
            ("a -b", None, "write `- a` and `- b` on lines of their own, with the same indent"),
        ] {
            let found = misdivided(name, known).unwrap_or_else(|| panic!("{name}"));
            assert_eq!((found.sign.as_deref(), found.help.as_str()), (sign, help), "{name}");
        }
        for name in ["c", "c d", "c; d", "a c", "c-a", "-c"] {
            assert_eq!(misdivided(name, known), None, "{name}");
        }
    }
}
