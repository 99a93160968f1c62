//! Whether something may be lost in a text that the typed path takes. It tells of a repeated field, but in a map whose keys
//! are free, such as `extra` or `lints`, it lets the last one win in silence; and a word that begins with `!` or `&` in front
//! of a value is to YAML no part of it.

/// Whether a key may stand twice in one of the mappings of `yaml`, a text that is valid YAML, or a value has a tag or an
/// anchor. `false` is certain; `true` asks for a closer look. One pass over the text, without a tree, because every good file goes through it.
pub(super) fn are_possible(yaml: &str) -> bool {
    let mut scan = Scan::default();
    yaml.split_inclusive('\n').any(|line| scan.line(line)) || scan.close(0)
}

/// The mappings that are open at a place, the outermost first.
#[derive(Default)]
struct Scan<'t> {
    /// Each with its indent, and where its keys begin in `keys`.
    open: Vec<(usize, usize)>,
    keys: Vec<&'t str>,
    /// How many brackets and braces are open.
    brackets: usize,
}

impl<'t> Scan<'t> {
    /// Reads a line; `true` if it has what this scan does not follow, or a mapping that ends with it has a key twice.
    fn line(&mut self, line: &'t str) -> bool {
        if self.brackets > 0 {
            return self.flow(line);
        }
        let text = line.trim_start_matches(' ');
        let mut indent = line.len() - text.len();
        let mut text = text.trim_end();
        // What stands before the key: hyphens of list items, each of which begins a mapping of its own.
        while let Some(after) = text.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' ')) {
            if self.close(indent + 1) {
                return true;
            }
            let item = after.trim_start_matches(' ');
            indent += text.len() - item.len();
            text = item;
        }
        match text.as_bytes().first() {
            None | Some(b'#') => return false,
            // An explicit key, a tag, an anchor, an alias, a tab: seldom enough to look closer.
            Some(b'?' | b'!' | b'&' | b'*' | b'\t') => return true,
            Some(b'{' | b'[') => return self.flow(text),
            Some(_) => {}
        }
        let Some((key, value)) = divide(text) else { return is_open_quote(text) };
        if key.contains('\\') || self.close(indent + 1) {
            return true;
        }
        if self.open.last().is_none_or(|(of, _)| *of < indent) {
            self.open.push((indent, self.keys.len()));
        }
        self.keys.push(key.trim_matches(['"', '\'']));
        match value.as_bytes().first() {
            Some(b'{' | b'[') => self.flow(value),
            Some(b'!' | b'&') => true,
            _ => is_open_quote(value),
        }
    }

    /// Reads a stretch of a mapping or list in braces or brackets. All keys in it are taken together: it is short.
    fn flow(&mut self, text: &'t str) -> bool {
        let bytes = text.as_bytes();
        let (mut at, mut begin) = (0, 0);
        if self.brackets == 0 {
            self.open.push((usize::MAX, self.keys.len()));
        }
        while at < bytes.len() {
            match bytes[at] {
                b'{' | b'[' => {
                    self.brackets += 1;
                    begin = at + 1;
                }
                b'}' | b']' => {
                    self.brackets -= 1;
                    begin = at + 1;
                    if self.brackets == 0 {
                        return self.close(usize::MAX);
                    }
                }
                b',' => begin = at + 1,
                b'!' | b'&' if text[begin..at].trim().is_empty() => return true,
                quote @ (b'"' | b'\'') if text[begin..at].trim().is_empty() => {
                    // A quoted text that goes on in the next line, or has escapes, is left to the closer look.
                    let Some(length) = text[at + 1..].find(char::from(quote)) else { return true };
                    if text[at..at + 1 + length].contains('\\') {
                        return true;
                    }
                    at += 1 + length;
                }
                b'#' if at == 0 || matches!(bytes[at - 1], b' ' | b'\t') => return false,
                b':' if matches!(bytes.get(at + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r' | b',' | b'}' | b']'))
                    || matches!(bytes[..at].last(), Some(b'"' | b'\'')) =>
                {
                    let key = text[begin..at].trim();
                    if key.starts_with(['&', '*', '!', '?']) {
                        return true;
                    }
                    self.keys.push(key.trim_matches(['"', '\'']));
                    begin = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// Ends all mappings of an indent of at least `indent`; `true` if a key stands twice in one.
    fn close(&mut self, indent: usize) -> bool {
        while let Some((_, begin)) = self.open.pop_if(|(of, _)| *of >= indent) {
            let keys = &mut self.keys[begin..];
            keys.sort_unstable();
            if keys.windows(2).any(|two| two[0] == two[1]) {
                return true;
            }
            self.keys.truncate(begin);
        }
        false
    }
}

/// Divides a line at the colon behind its key.
fn divide(text: &str) -> Option<(&str, &str)> {
    let from = match text.as_bytes().first() {
        // A key in quotation marks may hold a colon.
        Some(quote @ (b'"' | b'\'')) => text[1..].find(char::from(*quote))? + 2,
        _ => 0,
    };
    let mut colons = text[from..].match_indices(':').map(|(at, _)| from + at);
    let at = colons.find(|at| matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\t')))?;
    Some((text[..at].trim_end(), text[at + 1..].trim_start()))
}

/// Whether a quoted text begins here that may go on in the next line.
fn is_open_quote(value: &str) -> bool {
    match value.as_bytes() {
        [quote @ (b'"' | b'\''), .., last] => quote != last,
        [b'"' | b'\''] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Node;
    use super::are_possible;

    #[test]
    fn good_files_need_no_closer_look() {
        for yaml in [
            "title: A\ntopics: [a, b]\nsources:\n  - id: a\n    title: A\n  - {id: b, title: B}\nextra:\n  a: {b: 1}\n  c: 'x: y'\n",
            "a:\n- b: 1\n- b: 2\nc: |\n  text\nd: it's so\n",
            "name: {en: A, zh-Hans: B}\nforms: {en: {one: mast, other: masts}}\n",
            "# a comment\n\ntext: >-\n  one\n  two # no key\n",
        ] {
            assert!(!are_possible(yaml), "{yaml}");
        }
    }

    #[test]
    fn repeated_keys_are_seen() {
        for yaml in [
            "a: 1\na: 2\n",
            "a: 1\n\"a\": 2\n",
            "extra:\n  b: 1\n  c:\n    d: 1\n  b: 2\n",
            "extra: {b: 1, c: [2], b: 3}\n",
            "extra: {b: 1,\n  b: 3}\n",
            "extra: {\"b\":1, b: 3}\n",
            "- - a: 1\n    a: 2\n",
            "list:\n- a: 1\n  b: {c: 1}\n  a: 2\n",
            "extra:\n  a: \"x\ny\"\n  a: 2\n",
            "? a\n: 1\n? a\n: 2\n",
        ] {
            assert!(are_possible(yaml), "{yaml}");
        }
    }

    fn mapping() -> impl Strategy<Value = String> {
        let key = prop_oneof!["[abc]", "\"[abc]\"", "'[abc]'"];
        let value = prop_oneof![
            Just("1".to_owned()),
            Just("[x, y]".to_owned()),
            Just("{a: 1, b: 2}".to_owned()),
            Just("{a: {b: 1}, c: {b: 2}}".to_owned()),
            Just("{a: 1, 'a': 2}".to_owned()),
            Just("'it: is'".to_owned()),
            Just("it's".to_owned()),
            Just("\"#\" # a: 1".to_owned()),
            Just("|\n      a: 1\n      a: 1".to_owned()),
            Just("\n      a: 1\n      b: 2".to_owned()),
            Just("\n      - a: 1\n        b: 2\n      - a: 1".to_owned()),
            Just("\n      - a: 1\n        a: 2".to_owned()),
            Just("{a: [1,\n      2], b: 3}".to_owned()),
            Just("\"two\n      lines: yes\"".to_owned()),
        ];
        let entry = (key, value).prop_map(|(key, value)| format!("    {key}: {value}\n"));
        prop::collection::vec(entry, 0..5).prop_map(|entries| format!("title: A\nextra:\n{}end: B\n", entries.concat()))
    }

    proptest! {
        /// Where the tree finds a key that stands twice, the scan asks for the tree.
        #[test]
        fn what_the_tree_finds_the_scan_finds(yaml in mapping()) {
            if let Ok(mut tree) = Node::parse(&yaml) {
                prop_assert!(tree.duplicates().is_empty() || are_possible(&yaml), "{yaml}");
            }
        }
    }
}
