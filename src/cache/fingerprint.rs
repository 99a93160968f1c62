//! What decides whether an output must be made again.

use std::any::TypeId;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::fields::{Fields, Parts, brief};
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
    /// The little that explains a change of them.
    text: [u8; 4],
}

impl Bodies {
    /// None yet; `settings` is the fingerprint of the settings of Markdown.
    #[must_use]
    pub fn new(settings: Hash) -> Self {
        Self { settings, all: blake3::Hasher::new(), text: [0; 4] }
    }

    /// Takes a body into account: all that its HTML is made from, but for the words of its language.
    pub fn add(&mut self, body: &Body<'_>) {
        let around = bytes(&(body.language, &body.resolved, &body.page));
        self.all.update(&self.settings);
        self.all.update(&body.hash);
        self.all.update(&around);
        self.text = brief(&[&self.text[..], &self.settings[..8], &body.hash[..8], &brief(&around)].concat());
    }
}

/// What an output shows, in parts.
#[derive(Debug)]
pub struct Shown {
    fields: Fields,
    text: [u8; 4],
}

impl Shown {
    /// The fingerprints of its parts.
    #[must_use]
    pub fn parts(&self) -> Parts {
        let mut parts = self.fields.parts();
        parts.push(self.text);
        parts
    }

    /// The names of the parts that differ from `old`: `page.items`, `its text`. What has no parts has changed as a whole.
    #[must_use]
    pub fn changed(&self, old: &Parts) -> Vec<String> {
        let names: Vec<String> = self.fields.names().map(|name| name.to_string()).chain(["its text".to_owned()]).collect();
        let mut changed: Vec<String> = self.parts().changed(old).map(|at| names[at].clone()).collect();
        if changed.is_empty() {
            changed.push("its content".to_owned());
        }
        changed
    }
}

/// The key of an output, without making HTML. `shared` is the fingerprint of what all pages of its language see as `config`,
/// `settings` that of the settings of Markdown.
#[must_use]
pub fn fingerprint(output: &Output<'_>, theme: &Theme, words: &[Words], shared: Hash, settings: Hash) -> Key {
    let mut reader = Reader { words, bodies: Bodies::new(settings) };
    let view = (output.make)(&mut reader);
    key(output, &view, reader.bodies, theme, shared).0
}

/// The key of an output whose view was made, and what it shows; `bodies` are those in it.
#[must_use]
pub fn key(output: &Output<'_>, view: &View, bodies: Bodies, theme: &Theme, shared: Hash) -> (Key, Shown) {
    let mut own = bodies.all;
    let around = match view {
        View::Page { template, .. } => surrounding(theme, Some(template), output.language, &shared),
        // Its text is of the very letter that its HTML has room for, so it depends on the template too.
        View::Newsletter(..) => surrounding(theme, Some(NEWSLETTER), output.language, &shared),
        View::Feed(..) => surrounding(theme, None, output.language, &shared),
        View::Citations(..) | View::Sitemap(_) | View::Json(_) | View::Text(_) | View::File(_) => NOTHING,
    };
    let (mut fields, mut text) = (Fields::default(), bodies.text);
    match view {
        View::Page { context, .. } => {
            fields = Fields::of(&**context);
            own.update(&fields.bytes);
        }
        View::Feed(feed, format) => {
            fields = Fields::of(&**feed);
            own.update(&fields.bytes);
            own.update(&bytes(format));
        }
        View::Newsletter(letter, form) => {
            fields = Fields::of(&**letter);
            own.update(&fields.bytes);
            own.update(&bytes(form));
        }
        View::Citations(citations, format) => drop(own.update(&bytes(&(citations, format)))),
        View::Sitemap(sitemap) => drop(own.update(&bytes(sitemap))),
        View::Json(value) => {
            fields = Fields::of(&**value);
            own.update(&fields.bytes);
        }
        View::Text(whole) => {
            text = brief(whole.as_bytes());
            own.update(whole.as_bytes());
        }
        View::File(file) => drop(own.update(&bytes(file))),
    }
    let key = Key { view: *own.finalize().as_bytes(), theme: around };
    (key, Shown { fields, text })
}

/// The theme's part of the key of what has nothing around it.
const NOTHING: Hash = [0; 32];

/// The theme's part of a key: of what is made by `template`, or of a feed, which has the words alone.
fn surrounding(theme: &Theme, template: Option<&str>, language: usize, shared: &Hash) -> Hash {
    let Some(template) = template else { return theme.words_fingerprint(language) };
    let mut hasher = blake3::Hasher::new();
    hasher.update(&theme.fingerprint(template, language));
    hasher.update(shared);
    *hasher.finalize().as_bytes()
}

/// Every theme's part that a key may have now.
#[must_use]
pub fn surroundings(theme: &Theme, shared: &[Hash]) -> HashSet<Hash> {
    let names = || theme.texts().keys().map(|name| Some(name.as_str())).chain([None]);
    let all = shared.iter().enumerate().flat_map(|(language, shared)| names().map(move |name| surrounding(theme, name, language, shared)));
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
