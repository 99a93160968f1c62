//! A newsletter on its way into a mail program: no longer than that shows, styles moved into attributes, and both forms in
//! one message. Home of css-inline and mail-builder.

use std::borrow::Cow;

use css_inline::CSSInliner;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;

use super::error::RenderError;
use crate::diagnostics::Code;
use crate::pages::NewsletterView;

/// Bytes of HTML from which on Gmail cuts a letter off, with its last lines and the way to unsubscribe.
const MOST: usize = 102_400;

/// A message in two forms.
#[derive(Debug, Clone)]
pub(crate) struct Mail<'a> {
    /// What tells it from every other message of the site: the edition's id and its language.
    pub(crate) id: &'a str,
    /// The host that its Message-ID belongs to, such as `digest.example`.
    pub(crate) host: &'a str,
    /// The subject.
    pub(crate) subject: &'a str,
    /// Its moment, as mail writes it: `Thu, 31 Oct 2024 00:00:00 +0800`.
    pub(crate) date: &'a str,
    /// Its language's tag.
    pub(crate) language: &'a str,
    /// The plain text.
    pub(crate) text: &'a str,
    /// The HTML, with its styles in attributes.
    pub(crate) html: &'a str,
}

/// The letter with as many of its briefings as fit into [`MOST`] bytes, and its HTML. It says how many it leaves to the web.
///
/// # Errors
/// What `html` says; and that the letter is too long even without a list of briefings.
pub(super) fn fit(
    letter: &NewsletterView,
    html: impl Fn(&NewsletterView) -> Result<String, RenderError>,
) -> Result<(Cow<'_, NewsletterView>, String), RenderError> {
    let whole = html(letter)?;
    if whole.len() < MOST {
        return Ok((Cow::Borrowed(letter), whole));
    }
    // The more briefings, the longer, so the most that fit are found by halving.
    let (mut fitting, mut too_many) = (None, letter.listed());
    let mut most = 0;
    while most < too_many {
        let shorter = letter.shortened(most);
        let written = html(&shorter)?;
        if written.len() < MOST {
            fitting = Some((most, Cow::Owned(shorter), written));
        } else {
            too_many = most;
        }
        let least = fitting.as_ref().map_or(too_many, |(fits, ..)| fits + 1);
        most = least + (too_many - least) / 2;
    }
    fitting.map(|(_, letter, html)| (letter, html)).ok_or_else(|| {
        let message = format!("the newsletter has {} bytes even without its list of briefings, and Gmail cuts it off at {MOST}", whole.len());
        RenderError::of_newsletter(Code::LongNewsletter, message)
    })
}

/// Moves the styles of `<style>` into `style` attributes. What only a style sheet can say, for dark mode and narrow screens,
/// stays in an element with `data-css-inline="keep"`.
///
/// Nothing is fetched: the inliner is built without its readers of files and addresses.
///
/// # Errors
/// What is wrong with the styles, in the words of the inliner.
pub(crate) fn inline(html: &str) -> Result<String, String> {
    // Outlook on Windows takes widths from attributes only.
    let inliner = CSSInliner::options().load_remote_stylesheets(false).apply_width_attributes(true).build();
    inliner.inline(html).map_err(|error| error.to_string())
}

/// The message by RFC 5322 and MIME: plain text first, then HTML, so that a program shows the last that it can. Lines end
/// with CR LF, none is longer than 76 characters.
///
/// It is a draft: `X-Unsent` makes Outlook open it for sending, and From, To and the headers of mailing lists are for
/// whoever sends it to fill in. The same message has the same bytes on every day.
#[must_use]
pub(crate) fn eml(mail: &Mail<'_>) -> Vec<u8> {
    let name = blake3::hash(format!("{}\n{}\n{}", mail.host, mail.language, mail.id).as_bytes()).to_hex();
    // The boundary must stand in neither part, so it depends on both; `=_` stands in no encoded one anyhow.
    let content = blake3::hash(format!("{name}\n{}\n{}", mail.text, mail.html).as_bytes()).to_hex();
    let part =
        |kind: &'static str, text: &str| MimePart::new(ContentType::new(kind).attribute("charset", "utf-8"), crlf(text)).language(mail.language.to_owned());
    let alternatives = ContentType::new("multipart/alternative").attribute("boundary", format!("=_{}", &content[..32]));
    let message = MessageBuilder::new()
        .header("Date", Raw::new(mail.date))
        .message_id(MessageId::new(format!("{}@{}", &name[..32], host(mail.host))))
        .subject(Text::new(one_line(mail.subject)))
        .header("X-Unsent", Raw::new("1"))
        .body(MimePart::new(alternatives, vec![part("text/plain", mail.text), part("text/html", mail.html)]));
    message.write_to_vec().expect("writing into memory cannot fail")
}

/// A subject in one line, whatever white space it has.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines that end with CR LF, as those of a text in a message do, whatever its encoding.
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

/// A host as it may stand in a Message-ID: letters, digits, dots and hyphens.
fn host(name: &str) -> String {
    let clean: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let clean = clean.split('.').filter(|label| !label.is_empty()).collect::<Vec<_>>().join(".");
    if clean.is_empty() { "localhost".to_owned() } else { clean }
}

#[cfg(test)]
mod tests;
