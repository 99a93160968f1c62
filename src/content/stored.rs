//! The words of a source's stored text.

use super::{markdown, paths};

/// What a reader would read of a file: of HTML and Markdown the text without its marks.
#[must_use]
pub fn words_of_stored(path: &str, text: &str) -> String {
    let end = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match end.as_str() {
        "html" | "htm" => markdown::text_of_html(text),
        _ if paths::is_markdown(path) || end == "markdown" => markdown::words(text, false).text.replace(markdown::HOLE, ""),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words_of_stored;

    #[test]
    fn marks_are_no_words() {
        let html = "<html><head><title>T</title><style>p{}</style><script>x()</script></head><body><p>5G&nbsp;base &amp; <b>4.089</b> mil&shy;lion</p><p>next</p></body>";
        let words = words_of_stored("a.html", html);
        assert!(words.contains("5G\u{a0}base & 4.089 mil\u{ad}lion") && !words.contains("x()") && !words.contains("p{}"), "{words}");
        assert_eq!(words_of_stored("a.md", "It has **4.089** [million](https://x.example)\nstations.").trim(), "It has 4.089 million stations.");
        assert_eq!(words_of_stored("a.txt", "<b>*4*</b>"), "<b>*4*</b>");
    }
}
