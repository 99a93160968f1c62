//! HTML of bodies, made when a page needs it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cache::Bodies;
use crate::content::markdown::{self, Resolved, Template, Words, fill};
use crate::content::{Settings, hash};
use crate::pages::{Body, BodyRenderer, Html};
use crate::source::Files;

/// How many bytes of HTML are kept from parsing until it is rendered. Beyond that, bodies are compiled a second time: a
/// large site costs time then, and not memory.
const ROOM: usize = 64 << 20;

/// HTML with holes that came up while parsing, by the path of its source.
#[derive(Debug, Default)]
pub(super) struct Pool {
    templates: HashMap<Arc<str>, Template>,
}

/// How much room there is left in a pool that threads fill together.
#[derive(Debug, Default)]
pub(super) struct Room(AtomicUsize);

impl Room {
    /// The template, if there is room for it.
    pub(super) fn admit(&self, template: Option<Template>) -> Option<Template> {
        template.filter(|t| self.0.fetch_add(t.size(), Ordering::Relaxed) <= ROOM)
    }
}

impl Pool {
    pub(super) fn keep(&mut self, path: &Arc<str>, template: Template) {
        self.templates.insert(Arc::clone(path), template);
    }
}

/// Makes the HTML of bodies for one output.
pub(super) struct Renderer<'r> {
    pub(super) files: &'r dyn Files,
    pub(super) pool: &'r Pool,
    pub(super) words: &'r [Words],
    pub(super) settings: &'r Settings,
    /// Fingerprint of the bodies so far.
    pub(super) bodies: Bodies,
    /// Whether a source was found changed since it was parsed.
    pub(super) changed: bool,
    /// What was made of the index, by the paths of its files.
    pub(super) parts: &'r HashMap<String, Vec<u8>>,
}

impl BodyRenderer for Renderer<'_> {
    fn body(&mut self, body: &Body<'_>) -> Html {
        self.bodies.add(body);
        Html(self.html(body))
    }

    fn inline(&mut self, template: &Template, resolved: &[Resolved], language: usize) -> String {
        fill(template, resolved, &self.words[language], None)
    }

    fn part(&mut self, name: &str) -> Vec<u8> {
        self.parts.get(name).cloned().unwrap_or_default()
    }
}

impl Renderer<'_> {
    fn html(&mut self, body: &Body<'_>) -> String {
        let words = &self.words[body.language];
        if let Some(template) = self.pool.templates.get(body.path) {
            return fill(template, &body.resolved, words, body.page.as_deref());
        }
        let text = self.files.read_up_to(body.path, self.settings.limits.file_bytes).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some(text) = text.as_ref().and_then(|t| t.get(body.start..)).filter(|t| hash(t) == body.hash) {
            fill(&markdown::compile(text, &self.settings.markdown(body.language)).template, &body.resolved, words, body.page.as_deref())
        } else {
            self.changed = true;
            String::new()
        }
    }
}
