//! What decides whether an output must be made again.

use serde::{Deserialize, Serialize};

use crate::content::Hash;
use crate::content::markdown::{Resolved, Template, Words, fill};
use crate::pages::{Body, Labels, Output, Prose, View};
use crate::theme::Theme;

/// The fingerprint of everything that an output's bytes depend on. Two parts, so that the reason of a change can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Of the view, with the bodies in it.
    pub view: Hash,
    /// Of the template's closure, the theme's options, the words of the language and what all pages share.
    pub theme: Hash,
}

/// The id of this program: pages that another one made are made again.
#[must_use]
pub fn program() -> &'static str {
    env!("BULLETIN_BUILD_ID")
}

/// The key of an output. `shared` is the fingerprint of what all pages of its language see as `config`.
#[must_use]
pub fn fingerprint(output: &Output<'_>, theme: &Theme, words: &[Words], labels: &Labels, shared: Hash) -> Key {
    let mut reader = Reader { words, bodies: blake3::Hasher::new() };
    let view = (output.make)(&mut reader);
    let mut hasher = Sink(reader.bodies);
    let mut all = blake3::Hasher::new();
    match &view {
        View::Page { template, context } => {
            hasher.value(&**context);
            all.update(&theme.fingerprint(template, output.language));
            all.update(&shared);
        }
        View::Feed(feed, format) => {
            hasher.value(&**feed);
            hasher.value(format);
            all.update(&theme.words_fingerprint(output.language));
        }
        View::Sitemap(sitemap) => hasher.value(sitemap),
        View::Json(value) => hasher.value(&**value),
        View::Text(text) => hasher.value(text),
        View::File(file) => hasher.value(file),
    }
    let _ = labels;
    Key { view: *hasher.0.finalize().as_bytes(), theme: *all.finalize().as_bytes() }
}

/// Hashes bodies instead of rendering them.
struct Reader<'w> {
    words: &'w [Words],
    bodies: blake3::Hasher,
}

impl Prose for Reader<'_> {
    fn body(&mut self, body: &Body<'_>) -> String {
        self.bodies.update(&body.hash);
        self.bodies.update(&(body.language as u64).to_le_bytes());
        let mut sink = Sink(std::mem::take(&mut self.bodies));
        sink.value(&body.resolved);
        sink.value(&body.page);
        self.bodies = sink.0;
        String::new()
    }

    fn inline(&mut self, template: &Template, resolved: &[Resolved], language: usize) -> String {
        fill(template, resolved, &self.words[language], None)
    }
}

/// Takes values as postcard writes them: lengths first, so that no two values look alike.
struct Sink(blake3::Hasher);

impl Sink {
    fn value(&mut self, value: &(impl Serialize + ?Sized)) {
        let written = postcard::to_io(value, &mut *self);
        // Only a sequence of unknown length could fail, and no view holds one.
        debug_assert!(written.is_ok(), "views can be fingerprinted");
    }
}

impl std::io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
