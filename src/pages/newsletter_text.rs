//! The newsletter as plain text, for those who read mail so. Lines are at most 72 columns wide, where a Chinese character
//! takes two, but an address is never broken.

use jiff::civil;

use super::Labels;
use super::newsletter::Newsletter;
use crate::locale::DateStyle;

/// Columns in a line: what mail programs quote twice without wrapping.
const COLUMNS: usize = 72;

/// The newsletter as plain text, in language `language`. Lines end with `\n`.
pub(super) fn plain_text(newsletter: &Newsletter, labels: &Labels, language: usize) -> String {
    let mut text = Writer { labels, language, text: String::new() };
    text.wrapped("", "", &newsletter.site.title);
    text.wrapped("", "", &newsletter.title);
    text.wrapped("", "", &text.date(&newsletter.date));
    text.address("", &newsletter.permalink);
    let mut before = "";
    for block in blocks(&newsletter.note.0) {
        if block.marker != "- " || before != "- " {
            text.gap();
        }
        text.block(&block);
        before = block.marker;
    }
    if let Some(lead) = &newsletter.lead {
        text.heading("newsletter-lead");
        text.wrapped("", "", &lead.title);
        text.facts(&lead.date, &lead.topics);
        text.address("", &lead.permalink);
        text.gap();
        text.wrapped("", "", &lead.summary);
        if !lead.key_points.is_empty() {
            text.gap();
        }
        for point in &lead.key_points {
            text.html("- ", "  ", point);
        }
    }
    if !newsletter.figures.is_empty() {
        text.heading("newsletter-figures");
    }
    for figure in &newsletter.figures {
        let change = figure.change.as_ref().map_or_else(String::new, |change| text.aside(change));
        let when = if figure.when.is_empty() { String::new() } else { format!(" · {}", figure.when) };
        let colon = text.colon();
        text.wrapped("- ", "  ", &format!("{}{colon}{}{change}{when}", figure.label, figure.value));
        figure.permalink.iter().for_each(|address| text.address("  ", address));
    }
    if !newsletter.briefings.is_empty() {
        text.heading("newsletter-briefings");
    }
    for (i, item) in newsletter.briefings.iter().enumerate() {
        if i > 0 {
            text.gap();
        }
        text.wrapped("* ", "  ", &item.title);
        text.facts_in("  ", &item.date, &item.topics);
        text.wrapped("  ", "  ", &item.summary);
        text.address("  ", &item.permalink);
    }
    if newsletter.more > 0 {
        text.gap();
        text.wrapped("", "", &labels.with(language, "newsletter-more", Some(newsletter.more as u64), &[]).unwrap_or_default());
        text.address("", &newsletter.permalink);
    }
    if !newsletter.dates_ahead.is_empty() {
        text.heading("newsletter-dates-ahead");
    }
    for ahead in &newsletter.dates_ahead {
        let label = ahead.label.as_ref().map_or_else(String::new, |label| text.aside(label));
        let end = ahead.end.as_ref().map_or_else(String::new, |end| format!(" – {}", text.date(end)));
        text.wrapped("- ", "  ", &format!("{}{end}{}{}{label}", text.date(&ahead.date), text.colon(), ahead.title));
        ahead.permalink.iter().for_each(|address| text.address("  ", address));
    }
    if !newsletter.corrections.is_empty() {
        text.heading("newsletter-corrections");
    }
    for correction in &newsletter.corrections {
        text.wrapped("- ", "  ", &format!("{}{}{}", text.date(&correction.date), text.colon(), correction.title));
        text.html("  ", "  ", &correction.note);
        text.address("  ", &correction.permalink);
    }
    text.gap();
    // Programs take everything below a line of two hyphens and a space for the signature.
    text.text.push_str("-- \n");
    text.labelled("newsletter-web", &newsletter.permalink);
    newsletter.feed.iter().for_each(|feed| text.labelled("newsletter-feed", &feed.permalink));
    text.text
}

struct Writer<'a> {
    labels: &'a Labels,
    language: usize,
    text: String,
}

impl Writer<'_> {
    fn date(&self, date: &str) -> String {
        let parsed: Result<civil::Date, _> = date.parse();
        parsed.map_or_else(|_| date.to_owned(), |day| self.labels.locale(self.language).date(day, DateStyle::Long))
    }

    /// Whether the language's signs are as wide as its characters.
    fn is_wide(&self) -> bool {
        matches!(self.labels.locale(self.language).language().base(), "zh" | "ja")
    }

    fn colon(&self) -> &'static str {
        if self.is_wide() { "：" } else { ": " }
    }

    /// What stands behind something else in brackets.
    fn aside(&self, text: &str) -> String {
        if self.is_wide() { format!("（{text}）") } else { format!(" ({text})") }
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, key: &str) {
        let title = self.labels.text(self.language, key);
        let rule = "-".repeat(textwrap::core::display_width(&title).min(COLUMNS));
        self.gap();
        self.wrapped("", "", &title);
        self.text.push_str(&rule);
        self.gap();
        self.gap();
    }

    fn facts(&mut self, date: &str, topics: &[String]) {
        self.facts_in("", date, topics);
    }

    fn facts_in(&mut self, indent: &str, date: &str, topics: &[String]) {
        let topics = self.labels.locale(self.language).list(topics);
        let facts: Vec<String> = [self.date(date), topics].into_iter().filter(|fact| !fact.is_empty()).collect();
        self.wrapped(indent, indent, &facts.join(" · "));
    }

    /// A paragraph: `first` stands before its first line, `rest` before each further one.
    fn wrapped(&mut self, first: &str, rest: &str, paragraph: &str) {
        let words = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            return;
        }
        let options = textwrap::Options::new(COLUMNS).initial_indent(first).subsequent_indent(rest).break_words(false);
        for line in textwrap::wrap(&words, options) {
            self.text.push_str(line.trim_end());
            self.gap();
        }
    }

    /// An address on a line of its own, in the angle brackets by which programs find where it ends.
    fn address(&mut self, indent: &str, address: &str) {
        self.text.extend([indent, "<", address, ">\n"]);
    }

    fn labelled(&mut self, key: &str, address: &str) {
        self.wrapped("", "", &self.labels.text(self.language, key));
        self.address("", address);
    }

    /// HTML of one line.
    fn html(&mut self, first: &str, rest: &str, html: &str) {
        for (i, block) in blocks(html).iter().enumerate() {
            let lead = if i == 0 { first } else { rest };
            self.wrapped(lead, rest, &block.text);
            block.links.iter().for_each(|address| self.address(rest, address));
        }
    }

    fn block(&mut self, block: &Block) {
        let below = " ".repeat(block.marker.len());
        self.wrapped(block.marker, if block.marker == "> " { "> " } else { &below }, &block.text);
        block.links.iter().for_each(|address| self.address(&below, address));
    }
}

/// A paragraph, heading or item of HTML as text.
#[derive(Debug, Default, PartialEq)]
struct Block {
    /// What stands before it: `- ` for an item, `> ` for a quotation.
    marker: &'static str,
    text: String,
    /// The addresses of its links, in their order.
    links: Vec<String>,
}

/// The blocks of HTML that we wrote ourselves, so it is well formed. A table's cells follow one another.
fn blocks(html: &str) -> Vec<Block> {
    let (mut blocks, mut open, mut quoted, mut rest) = (Vec::new(), Block::default(), 0_usize, html);
    let mut close = |open: &mut Block| {
        let block = std::mem::take(open);
        if !block.text.trim().is_empty() {
            blocks.push(Block { text: block.text.split_whitespace().collect::<Vec<_>>().join(" "), ..block });
        }
    };
    while let Some(at) = rest.find('<') {
        open.text.push_str(&unescaped(&rest[..at]));
        let len = tag_len(&rest[at..]);
        let tag = &rest[at + 1..at + len];
        rest = rest.get(at + len + 1..).unwrap_or_default();
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        match (name.as_str(), tag.starts_with('/')) {
            ("a", false) => {
                let address = attribute(tag, "href").filter(|address| !address.starts_with('#'));
                open.links.extend(address);
            }
            ("td" | "th" | "br", _) => open.text.push(' '),
            ("li", closing) => {
                close(&mut open);
                open.marker = if closing { "" } else { "- " };
            }
            ("blockquote", closing) => {
                close(&mut open);
                quoted = if closing { quoted.saturating_sub(1) } else { quoted + 1 };
                open.marker = if quoted > 0 { "> " } else { "" };
            }
            ("p", false) if !open.text.trim().is_empty() || open.marker.is_empty() => {
                close(&mut open);
                open.marker = if quoted > 0 { "> " } else { "" };
            }
            (
                "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "dt" | "dd" | "div" | "table" | "tr" | "pre" | "hr" | "section" | "figure",
                closing,
            ) if closing || name != "p" => {
                close(&mut open);
                open.marker = if quoted > 0 { "> " } else { "" };
            }
            _ => {}
        }
    }
    open.text.push_str(&unescaped(rest));
    close(&mut open);
    blocks
}

/// The bytes of a tag up to its `>`, which may stand inside the quotation marks of an attribute too.
fn tag_len(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '>' => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

/// A text with its character references replaced: those that our own writers and the sanitiser write.
fn unescaped(text: &str) -> String {
    let (mut written, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, behind)) = rest.split_once('&') {
        written.push_str(before);
        let reference = behind.split_once(';').filter(|(name, _)| name.len() <= 8);
        let known = reference.and_then(|(name, after)| {
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let number = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                    char::from_u32(number?)?
                }
            };
            Some((c, after))
        });
        written.push(known.map_or('&', |(c, _)| c));
        rest = known.map_or(behind, |(_, after)| after);
    }
    written + rest
}

#[cfg(test)]
mod tests;
