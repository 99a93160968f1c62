//! A letter as a mail program wants it: styles moved into attributes, and both its forms in one message. Home of css-inline and
//! mail-builder.

use css_inline::CSSInliner;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;

use super::Mail;

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
