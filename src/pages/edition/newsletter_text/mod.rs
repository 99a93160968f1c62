//! The newsletter as plain text, for those who read mail so. Lines are at most 72 columns wide, where a Chinese character
//! takes two, but an address is never broken.
//!
//! [`blocks`] divides the HTML of a text into blocks; here they are laid out in lines.

use jiff::civil;
use textwrap::core::Word;
use textwrap::{WordSeparator, WordSplitter};

use super::letter::{Newsletter, NewsletterView};
use crate::locale::DateStyle;
use crate::pages::Labels;
use crate::pages::shared::blocks::{Block, blocks, one_line};

/// Columns in a line: what mail programs quote twice without wrapping.
const COLUMNS: usize = 72;

impl NewsletterView {
    /// The letter as plain text in language `language`.
    #[must_use]
    pub fn text(&self, labels: &Labels, language: usize) -> String {
        plain_text(&self.page, labels, language)
    }
}

/// The newsletter as plain text, in language `language`. Lines end with `\n`.
pub(in crate::pages) fn plain_text(newsletter: &Newsletter, labels: &Labels, language: usize) -> String {
    let mut text = Writer { labels, language, text: String::new() };
    text.wrapped("", "", &newsletter.site.title);
    text.wrapped("", "", &newsletter.title);
    text.wrapped("", "", &text.date(&newsletter.date));
    text.address("", &newsletter.permalink);
    for block in blocks(&newsletter.note.0) {
        if !block.follows {
            text.gap();
        }
        text.block(&block);
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

    fn colon(&self) -> &'static str {
        self.labels.locale(self.language).colon()
    }

    /// What stands behind something else in brackets.
    fn aside(&self, text: &str) -> String {
        let (before, behind) = self.labels.locale(self.language).brackets();
        [before, text, behind].concat()
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
        let words = one_line(paragraph);
        if words.is_empty() {
            return;
        }
        let options = textwrap::Options::new(COLUMNS)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_separator(WordSeparator::Custom(words_and_addresses))
            .word_splitter(WordSplitter::NoHyphenation);
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
        if block.verbatim {
            for (i, line) in block.text.lines().enumerate() {
                self.text.push_str(format!("{}{line}", if i == 0 { &block.first } else { &block.rest }).trim_end());
                self.gap();
            }
        } else {
            self.wrapped(&block.first, &block.rest, &block.text);
        }
        block.links.iter().for_each(|address| self.address(&block.rest, address));
    }
}

/// The pieces between which a line may break: as Unicode says, but for addresses, which are one piece with the punctuation
/// around them.
fn words_and_addresses<'t>(line: &'t str) -> Box<dyn Iterator<Item = Word<'t>> + 't> {
    let unicode = |text: &'t str| WordSeparator::UnicodeBreakProperties.find_words(text);
    let Some(colon) = line.find("://") else { return unicode(line) };
    let scheme = line[..colon].rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let start = line[..scheme].trim_end_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace()).len();
    let address = line[colon..].find(|c: char| c.is_whitespace() || c >= '\u{2E80}').map_or(line.len(), |end| colon + end);
    let closed = line.len() - line[address..].trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace()).len();
    let end = line.len() - line[closed..].trim_start_matches(' ').len();
    Box::new(unicode(&line[..start]).chain(std::iter::once(Word::from(&line[start..end]))).chain(words_and_addresses(&line[end..])))
}

#[cfg(test)]
mod tests;
