//! What a style sheet links to.

use memchr::{memchr, memmem};

/// What a style sheet names by `url(…)` and `@import`.
pub(super) fn named_in_style(css: &str) -> Vec<&str> {
    let bytes = css.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr3(b'/', b'u', b'@', &bytes[at..]).map(|n| at + n) {
        let rest = &css[next..];
        at = if rest.starts_with("/*") {
            memmem::find(&bytes[next + 2..], b"*/").map_or(bytes.len(), |n| next + n + 4)
        } else if rest.starts_with("url(") {
            let close = memchr(b')', &bytes[next..]).map_or(bytes.len(), |n| next + n);
            let named = css[next + 4..close].trim().trim_matches(['"', '\'']);
            found.extend((!named.is_empty()).then_some(named));
            close
        } else if let Some(value) = rest.strip_prefix("@import").map(str::trim_start).filter(|value| value.starts_with(['"', '\''])) {
            let start = css.len() - value.len() + 1;
            let close = memchr(value.as_bytes()[0], &bytes[start..]).map_or(bytes.len(), |n| start + n);
            found.push(&css[start..close]);
            close
        } else {
            next + 1
        };
    }
    found
}
