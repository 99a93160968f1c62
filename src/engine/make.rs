//! How one output is made, or kept as it is.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Inputs;
use super::bodies::{Pool, Renderer};
use super::links::{is_style_sheet, links_of, template};
use super::read::Sources;
use super::report::Cause;
use crate::cache::{Bodies, Changes, Dependencies, Key, OutputEntry, OutputsData, ThemeHashes, fingerprint, key};
use crate::config::Config;
use crate::content::Hash;
use crate::content::markdown::Words;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::output::{Addresses, Broken, EnvironmentError, Links, Manifest, Store};
use crate::pages::{File, FileSource, Layout, Output, View};
use crate::site::{InputKey, Site};
use crate::source::Stamp;
use crate::theme::{SharedContext, Theme};

/// What became of one output.
pub(super) struct Made {
    pub(super) path: String,
    /// Fingerprint of all that its bytes depend on.
    pub(super) key: Key,
    /// Fingerprint of its bytes.
    pub(super) hash: Hash,
    /// The dependencies of its view, where that was made and turned out to be what it was.
    pub(super) trace: Option<Dependencies>,
    /// Where it links to, where it is a page that was rendered, or that is kept and has other dead links than before.
    pub(super) links: Option<Box<Links>>,
    /// What it links to and is not there.
    pub(super) broken: Vec<Broken>,
    /// Its template, where it is a page that was rendered.
    pub(super) template: Option<&'static str>,
    /// Whether the cache knows it.
    pub(super) is_known: bool,
    /// Whether it is kept, and links to anchors.
    pub(super) leads_into_pages: bool,
    /// The stamp of the file that is in the output and right as it is, if it is not the one that is known.
    pub(super) stamp: Option<Stamp>,
    /// How it was made again; `None` if nothing that it is made from changed.
    pub(super) anew: Option<Anew>,
}

/// What there is to say of an output that was made again.
pub(super) struct Anew {
    pub(super) trace: Dependencies,
    pub(super) cause: Cause,
    /// What changed, in readers' words.
    pub(super) changed: Vec<String>,
    /// Whether it was staged, because the file in the output has other bytes.
    pub(super) staged: bool,
}

/// An output that was rendered.
pub(super) struct Rendered {
    key: Key,
    pub(super) view: View,
    pub(super) bytes: Vec<u8>,
}

impl Made {
    /// An output that is as it was.
    fn kept(path: String, entry: &OutputEntry, key: Key, trace: Option<Dependencies>, stamp: Option<Stamp>) -> Self {
        let leads_into_pages = entry.links.as_ref().is_some_and(|links| links.lead_into_pages());
        Self { path, key, hash: entry.hash, trace, links: None, broken: Vec::new(), template: None, is_known: true, leads_into_pages, stamp, anew: None }
    }

    /// Whether it was made again.
    pub(super) fn is_anew(&self) -> bool {
        self.anew.is_some()
    }

    /// Whether it waits to be put into the output.
    pub(super) fn is_staged(&self) -> bool {
        self.anew.as_ref().is_some_and(|anew| anew.staged)
    }
}

/// Why an output could not be made.
pub(super) enum Trouble {
    /// A mistake in the content or the theme.
    Content(Diagnostic),
    /// The store refuses.
    Store(EnvironmentError),
    /// The build is to give up.
    Stopped,
    /// A source changed while the site was being built.
    Changed(Arc<str>),
}

/// All that making an output takes.
pub(super) struct Work<'w> {
    pub(super) inputs: &'w Inputs<'w>,
    pub(super) config: &'w Config,
    pub(super) sources: &'w Sources,
    pub(super) pool: &'w Pool,
    pub(super) theme: &'w Theme,
    /// The words of the theme in each language.
    pub(super) words: Vec<Words>,
    /// What all templates of a language see.
    pub(super) shared: Vec<SharedContext>,
    /// Fingerprints of that.
    pub(super) shared_hashes: Vec<Hash>,
    pub(super) layouts: &'w [Layout],
    pub(super) theme_hashes: &'w ThemeHashes,
    /// Fingerprint of the settings of Markdown.
    pub(super) settings: Hash,
    /// What is known of the output from earlier builds.
    pub(super) known: &'w OutputsData,
    /// Every file of the output.
    pub(super) addresses: Addresses<'w>,
    /// What was made of the index for searching, by the paths of its files.
    pub(super) parts: HashMap<String, Vec<u8>>,
    pub(super) site: &'w Site<'w>,
    /// The inputs that changed since the last build.
    pub(super) changes: Changes,
    /// How many views were made.
    pub(super) views: AtomicUsize,
    /// The theme's part of every key that an output may have now.
    pub(super) theme_keys: HashSet<Hash>,
    /// Whether nothing is known because another program made the output.
    pub(super) foreign: bool,
    pub(super) listed: &'w Manifest,
    pub(super) store: &'w dyn Store,
    /// A moment before any file of the output was looked at, by the clock of their stamps.
    pub(super) opened: i64,
}

/// The time of change in a stamp that no file has.
pub(super) const UNKNOWN: i64 = i64::MAX;

impl Work<'_> {
    /// Makes an output, as far as it has to be: see [`crate::cache`].
    pub(super) fn one(&self, output: &Output<'_>) -> Result<Made, Trouble> {
        let path = output.address.file();
        // A file that is neither listed nor known is not ours: if there is one, the commit says so.
        let old = self.known.files.get(&path);
        let ours = old.is_some() || self.listed.files.contains_key(&path);
        let seen = if ours { self.store.stamp(&path) } else { None };
        let (trusted, stamp) = self.trusted(&path, old, seen);
        if let Some(entry) = trusted.filter(|entry| self.is_up_to_date(output, entry)) {
            return Ok(Made::kept(path, entry, entry.key, None, stamp));
        }
        self.views.fetch_add(1, Ordering::Relaxed);
        if let Some(entry) = trusted {
            let (key, keys) = self.fingerprint(output);
            if key == entry.key {
                return Ok(Made::kept(path, entry, key, Some(Dependencies::new(output.held, &keys)), stamp));
            }
        }
        let changed = old.map(|entry| self.changes.of(&entry.trace)).unwrap_or_default();
        let is_changed = |key| old.is_some() && self.changes.holds(key);
        let (rendered, keys, named) = self.site.recording_why(&changed, is_changed, || self.render(output));
        let Rendered { key, view, bytes } = rendered?;
        let hash = match &view {
            View::File(file) => file.hash,
            _ => *blake3::hash(&bytes).as_bytes(),
        };
        let may_be = |seen: Stamp| matches!(view, View::File(_)) || seen.size == bytes.len() as u64;
        let (links, broken) = links_of(&view, &path, &bytes, &self.addresses);
        let same = match trusted {
            Some(entry) => entry.hash == hash,
            None => seen.is_some_and(may_be) && self.store.hash(&path) == Some(hash),
        };
        if !same && !self.inputs.check_only {
            match &view {
                View::File(file) => self.copy(&path, file)?,
                _ => self.store.stage(&path, &bytes).map_err(Trouble::Store)?,
            }
        }
        let cause = self.cause(&path, key, seen.is_some());
        let changed = match old {
            Some(old) if matches!(cause, Cause::View | Cause::Theme) => self.why(old, key, output, &view, named),
            _ => Vec::new(),
        };
        let stamp = stamp.or(if trusted.is_some() { seen } else { seen.map(|seen| self.aged(seen)) });
        let anew = Some(Anew { trace: Dependencies::new(output.held, &keys), cause, changed, staged: !same });
        let (template, is_known) = (template(&view), old.is_some());
        Ok(Made { path, key, hash, trace: None, links, broken, template, is_known, leads_into_pages: false, stamp, anew })
    }

    /// Whether a file is in the output with the bytes that it had after the last build.
    pub(super) fn is_as_it_was(&self, path: &str) -> bool {
        let old = self.known.files.get(path);
        old.is_some() && self.trusted(path, old, self.store.stamp(path)).0.is_some()
    }

    /// The entry of a file that has the stamp `seen`, if the file has the bytes that the entry is about: its stamp is the one in
    /// the entry, or its bytes have the entry's hash. In the second case there is also the stamp that it has now: a digest that
    /// was copied, moved or restored has other stamps than at its last build.
    fn trusted<'k>(&self, path: &str, known: Option<&'k OutputEntry>, seen: Option<Stamp>) -> (Option<&'k OutputEntry>, Option<Stamp>) {
        let (Some(entry), Some(seen)) = (known, seen) else { return (None, None) };
        if !self.inputs.reread && entry.holds(&seen, self.known.taken) {
            return (Some(entry), None);
        }
        if seen.size == entry.stamp.size && self.store.hash(path) == Some(entry.hash) { (Some(entry), Some(self.aged(seen))) } else { (None, None) }
    }

    /// A stamp that was taken before the file's bytes were read. One that is too young to stand for them becomes one that no
    /// file has: then the next build reads them again.
    fn aged(&self, seen: Stamp) -> Stamp {
        if seen.is_settled(self.opened) { seen } else { Stamp { changed: UNKNOWN, ..seen } }
    }

    /// Whether an output would be made as it was, by its dependencies: then its view need not be made.
    fn is_up_to_date(&self, output: &Output<'_>, entry: &OutputEntry) -> bool {
        self.changes.is_up_to_date(&entry.trace, output.held) && self.theme_keys.contains(&entry.key.theme)
    }

    fn cause(&self, path: &str, key: Key, there: bool) -> Cause {
        match self.known.files.get(path) {
            _ if !self.listed.files.contains_key(path) => Cause::New,
            _ if !there => Cause::Missing,
            Some(old) if old.key.view != key.view => Cause::View,
            Some(old) if old.key.theme != key.theme => Cause::Theme,
            // Its stamp is not the one that we gave it.
            Some(_) => Cause::Tampered,
            None if self.foreign => Cause::Program,
            None => Cause::Unknown,
        }
    }

    /// What changed since an output was made, in readers' words. `named` is what changed of that which its view depended on.
    fn why(&self, old: &OutputEntry, key: Key, output: &Output<'_>, view: &View, named: Vec<String>) -> Vec<String> {
        let mut why: Vec<String> = Vec::new();
        if old.key.view != key.view {
            // What a published file holds is the hash of its bytes; what other outputs hold is chosen when they are planned.
            let held = match view {
                View::File(_) => "its content",
                View::Json(_) | View::Text(_) | View::Index(_) => "what it holds",
                _ => "what it lists or leads to",
            };
            why.extend((!old.trace.holds(output.held)).then(|| held.to_owned()));
            why.extend(self.changes.base.iter().map(|&changed| changed.to_owned()));
            why.extend(named);
            if why.is_empty() {
                why.push("its content".to_owned());
            }
        }
        if old.key.theme != key.theme {
            let layout = &self.layouts[output.language];
            let theme = self.theme_hashes.diff(&self.known.snapshot().theme, view, output.language, self.theme, layout);
            let more: Vec<String> = theme.into_iter().filter(|changed| !why.contains(changed)).collect();
            why.extend(more);
        }
        why
    }

    /// Makes the view of an output with its bodies, and the fingerprint of it.
    pub(super) fn view(&self, output: &Output<'_>) -> Result<(View, Key), Trouble> {
        let mut renderer = Renderer {
            files: self.inputs.files,
            pool: self.pool,
            words: &self.words,
            settings: &self.sources.settings,
            bodies: Bodies::new(self.settings),
            changed: false,
            parts: &self.parts,
        };
        let view = (output.make)(&mut renderer);
        if renderer.changed {
            return Err(Trouble::Changed(output.origin.clone().unwrap_or_else(|| output.address.as_str().into())));
        }
        let key = key(output, &view, renderer.bodies, self.theme, self.shared_hashes[output.language]);
        Ok((view, key))
    }

    /// The key that the view of an output has now, without its HTML, and the inputs that it reads.
    pub(super) fn fingerprint(&self, output: &Output<'_>) -> (Key, Vec<InputKey>) {
        let shared = self.shared_hashes[output.language];
        self.site.recording(|| fingerprint(output, self.theme, &self.words, shared, self.settings))
    }

    /// Makes an output.
    pub(super) fn render(&self, output: &Output<'_>) -> Result<Rendered, Trouble> {
        let (view, key) = self.view(output)?;
        if let View::File(file) = &view {
            // It is copied piece by piece, and only where it has to be. But the links of a style sheet are looked at.
            let bytes = if is_style_sheet(&file.address) { self.style(file)? } else { Vec::new() };
            return Ok(Rendered { key, view, bytes });
        }
        match self.theme.render(&view, output.language, &self.shared[output.language]) {
            Ok(bytes) => Ok(Rendered { key, view, bytes: bytes.unwrap_or_default() }),
            Err(error) => {
                let mut told = self.theme.diagnostic(&error, self.config);
                match &output.origin {
                    // The edition is too long, and no template.
                    Some(origin) if told.code == Code::LongNewsletter => told.place = Place::file(origin),
                    Some(origin) => told = told.also(Place::file(origin), "while its page was made"),
                    None => {}
                }
                Err(Trouble::Content(told))
            }
        }
    }

    /// The text of a style sheet; none of one that no one can have written.
    fn style(&self, file: &File) -> Result<Vec<u8>, Trouble> {
        match &file.source {
            FileSource::BuiltIn(bytes) => Ok(bytes.to_vec()),
            FileSource::Site(path) => match self.inputs.files.read(path) {
                Ok(bytes) if *blake3::hash(&bytes).as_bytes() == file.hash => Ok(bytes),
                Ok(_) => Err(Trouble::Changed(Arc::clone(path))),
                Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => Ok(Vec::new()),
                Err(error) => Err(Trouble::Content(crate::source::unreadable(path, &error))),
            },
        }
    }

    /// Stages a file as it is.
    fn copy(&self, path: &str, file: &File) -> Result<(), Trouble> {
        let source = match &file.source {
            FileSource::BuiltIn(bytes) => return self.store.stage(path, bytes).map_err(Trouble::Store),
            FileSource::Site(source) => source,
        };
        let mut opened = self.inputs.files.open(source).map_err(|error| Trouble::Content(crate::source::unreadable(source, &error)))?;
        let hash = self.store.stage_from(path, &mut opened.bytes).map_err(Trouble::Store)?;
        if hash == file.hash { Ok(()) } else { Err(Trouble::Changed(Arc::clone(source))) }
    }
}
