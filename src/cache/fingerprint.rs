//! What decides whether an output must be made again.

use std::any::TypeId;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::content::Hash;
use crate::content::markdown::{Resolved, Template, Words, fill};
use crate::pages::{Body, BodyRenderer, Html, NEWSLETTER, Output, View};
use crate::theme::Theme;

/// The fingerprint of everything that an output's bytes depend on. Two parts, so that the reason of a change can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// Of the view, with the bodies in it.
    pub view: Hash,
    /// Of the template's closure, the theme's options, the words of the language and what all pages share.
    pub theme: Hash,
}

/// The id of this program: pages that another one made are made again. 64 hexadecimal digits.
///
/// It covers the sources, the compiler and its settings, which the build script knows, and the versions and features of all
/// crates that went into it, which no build script does: `cargo install` without `--locked` chooses them anew and writes them
/// down nowhere. But cargo gives the compiler a hash of them to tell one build of this crate from another, and the compiler's
/// id of a type of ours is made from that.
#[must_use]
pub fn program() -> &'static str {
    static ID: LazyLock<String> = LazyLock::new(|| identity(env!("BULLETIN_BUILD_ID"), TypeId::of::<Key>()));
    &ID
}

fn identity(sources: &str, own: TypeId) -> String {
    let mut crates = DefaultHasher::new();
    own.hash(&mut crates);
    blake3::Hasher::new().update(sources.as_bytes()).update(&crates.finish().to_le_bytes()).finalize().to_hex().to_string()
}

/// Fingerprint of the bodies in a view, gathered while it is made.
#[derive(Debug)]
pub struct Bodies {
    settings: Hash,
    all: blake3::Hasher,
}

impl Bodies {
    /// None yet; `settings` is the fingerprint of the settings of Markdown.
    #[must_use]
    pub fn new(settings: Hash) -> Self {
        Self { settings, all: blake3::Hasher::new() }
    }

    /// Takes a body into account: all that its HTML is made from, but for the words of its language.
    pub fn add(&mut self, body: &Body<'_>) {
        let around = bytes(&(body.language, &body.resolved, &body.page));
        self.all.update(&self.settings);
        self.all.update(&body.hash);
        self.all.update(&around);
    }
}

/// The key of an output, without making HTML. `shared` is the fingerprint of what all pages of its language see as `config`,
/// `settings` that of the settings of Markdown.
#[must_use]
pub fn fingerprint(output: &Output<'_>, theme: &Theme, words: &[Words], shared: Hash, settings: Hash) -> Key {
    let mut reader = Reader { words, bodies: Bodies::new(settings) };
    let view = (output.make)(&mut reader);
    key(output, &view, reader.bodies, theme, shared)
}

/// The key of an output whose view was made; `bodies` are those in it.
#[must_use]
pub fn key(output: &Output<'_>, view: &View, bodies: Bodies, theme: &Theme, shared: Hash) -> Key {
    let mut own = bodies.all;
    let around = match view {
        View::Page { template, .. } => theme_key(theme, Some(template), output.language, &shared),
        // Its text is of the very letter that its HTML has room for, so it depends on the template too.
        View::Newsletter(..) => theme_key(theme, Some(NEWSLETTER), output.language, &shared),
        View::Feed(..) => theme_key(theme, None, output.language, &shared),
        View::Citations(..) | View::Sitemap(_) | View::Json(_) | View::Text(_) | View::Index(_) | View::File(_) => NOTHING,
    };
    match view {
        View::Page { context, .. } => own.update(&bytes(&**context)),
        View::Feed(feed, format) => own.update(&bytes(&(&**feed, format))),
        View::Newsletter(letter, form) => own.update(&bytes(&(&**letter, form))),
        View::Citations(citations, format) => own.update(&bytes(&(citations, format))),
        View::Sitemap(sitemap) => own.update(&bytes(sitemap)),
        View::Json(value) => own.update(&bytes(&**value)),
        View::Text(text) => own.update(text.as_bytes()),
        View::Index(file) => own.update(&bytes(file)),
        View::File(file) => own.update(&bytes(file)),
    };
    Key { view: *own.finalize().as_bytes(), theme: around }
}

/// The theme's part of the key of what has nothing around it.
const NOTHING: Hash = [0; 32];

/// The theme's part of a key: of what is made by `template`, or of a feed, which has the words alone.
fn theme_key(theme: &Theme, template: Option<&str>, language: usize, shared: &Hash) -> Hash {
    let Some(template) = template else { return theme.words_fingerprint(language) };
    let mut hasher = blake3::Hasher::new();
    hasher.update(&theme.fingerprint(template, language));
    hasher.update(shared);
    *hasher.finalize().as_bytes()
}

/// The theme's part of every key that an output may have now.
#[must_use]
pub fn theme_keys(theme: &Theme, shared: &[Hash]) -> HashSet<Hash> {
    let names = || theme.texts().keys().map(|name| Some(name.as_str())).chain([None]);
    let all = shared.iter().enumerate().flat_map(|(language, shared)| names().map(move |name| theme_key(theme, name, language, shared)));
    all.chain([NOTHING]).collect()
}

/// A value as postcard writes it: lengths first, so that no two values look alike. In one piece, because hashing many small
/// ones costs several times as much.
fn bytes(value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    postcard::to_stdvec(value).expect("only a sequence of unknown length could fail, and no view holds one")
}

/// Fingerprints bodies instead of rendering them.
struct Reader<'w> {
    words: &'w [Words],
    bodies: Bodies,
}

impl BodyRenderer for Reader<'_> {
    fn body(&mut self, body: &Body<'_>) -> Html {
        self.bodies.add(body);
        Html::default()
    }

    fn inline(&mut self, template: &Template, resolved: &[Resolved], language: usize) -> String {
        fill(template, resolved, &self.words[language], None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_of_the_program_is_of_its_sources_and_of_what_was_compiled_in() {
        let id = |sources, own| identity(sources, own);
        assert_eq!(program(), id(env!("BULLETIN_BUILD_ID"), TypeId::of::<Key>()));
        assert_eq!(program().len(), 64);
        assert_ne!(id("a", TypeId::of::<Key>()), id("b", TypeId::of::<Key>()));
        // A type of another crate stands for one of this crate that was compiled with another one.
        assert_ne!(id("a", TypeId::of::<Key>()), id("a", TypeId::of::<String>()));
    }
}
