//! A newsletter on its way into a mail program: no longer than that shows, styles moved into attributes, and both forms in
//! one message.
//!
//! [`fit`] shortens a letter until it fits; [`draft`] has what depends on the feature `mail`: [`inline`] and [`eml`].

use std::borrow::Cow;

use super::error::RenderError;
use crate::diagnostics::Code;
use crate::pages::NewsletterView;

/// Bytes of HTML from which on Gmail cuts a letter off, with its last lines and the way to unsubscribe.
const MOST: usize = 102_400;

/// A message in two forms.
#[derive(Debug, Clone)]
#[cfg_attr(not(feature = "mail"), expect(dead_code, reason = "without drafts there is nobody to read them"))]
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

#[cfg(feature = "mail")]
mod draft;

#[cfg(not(feature = "mail"))]
#[path = "without.rs"]
mod draft;

pub(crate) use draft::{eml, inline};

#[cfg(all(test, feature = "mail"))]
mod tests;
