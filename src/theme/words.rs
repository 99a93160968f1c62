//! The words of the interface: which a theme uses, which a language lacks, and which nothing uses.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::closure::Parts;
use super::layers::{Layers, Wording};
use super::scan::Key;
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic, Place, nearest};
use crate::locale::ENGLISH;
use crate::pages::{Label, Labels, required_labels, template_names};

/// The words that templates and the program use.
#[derive(Debug, Default)]
struct Used<'t> {
    whole: BTreeSet<&'t str>,
    /// What the words begin with whose end is known only when they are used.
    prefixes: Vec<&'t str>,
    /// Texts in the templates, where some say only when they are used which words they mean: it is likely one of these.
    texts: HashSet<&'t str>,
    /// Whether a template of the site or its theme says so of any word at all.
    any: bool,
}

impl<'t> Used<'t> {
    fn by(parts: &'t Parts<'_>, templates: impl Iterator<Item = usize>) -> Self {
        let mut used = Self { whole: required_labels().collect(), ..Self::default() };
        let mut texts = false;
        for index in templates {
            for word in &parts.scans[index].words {
                match &word.key {
                    Key::Whole(key) => drop(used.whole.insert(key)),
                    Key::Prefix(start) => used.prefixes.push(start),
                    Key::Any => {
                        texts = true;
                        used.any |= parts.templates[index].own;
                    }
                }
            }
        }
        if texts {
            used.texts = parts.scans.iter().flat_map(|scan| &scan.texts).map(|text| &**text).collect();
        }
        used
    }

    fn has(&self, key: &str) -> bool {
        self.whole.contains(key) || self.prefixes.iter().any(|start| key.starts_with(start)) || self.texts.contains(key)
    }
}

/// A language that lacks more words than this is told of once, with its words.
const FEW: usize = 3;

/// Words that no language has are most often misspelt, each at its place: only more than these are told of at once.
const MANY: usize = 20;

/// Words that the program or a template needs and that are nowhere given.
pub(super) fn check(parts: &Parts<'_>, labels: &Labels, config: &Config) -> Vec<Diagnostic> {
    // The words that the same languages lack, each with the first place that needs it.
    let mut missing: BTreeMap<Vec<usize>, BTreeMap<&str, Place>> = BTreeMap::new();
    let mut need = |key, place: &dyn Fn() -> Place| {
        let lack: Vec<usize> = (0..config.languages.len()).filter(|&language| !labels.all(language).contains_key(key)).collect();
        if !lack.is_empty() {
            missing.entry(lack).or_default().entry(key).or_insert_with(place);
        }
    };
    let file = || Place::value(&config.file, "languages");
    // Of two places, that in a template is the one to look at.
    for (template, scan) in parts.templates.iter().zip(&parts.scans) {
        for word in &scan.words {
            if let Key::Whole(key) = &word.key {
                need(key, &|| Place::bytes(&template.path, word.span.clone()));
            }
        }
    }
    for key in required_labels() {
        need(key, &file);
    }
    let mut wrong = Vec::new();
    for (lack, words) in missing {
        let tags: Vec<&str> = lack.iter().map(|&language| config.languages[language].tag()).collect();
        let given = format!("not given in {}", tags.join(", "));
        if words.len() > if lack.len() < config.languages.len() { FEW } else { MANY } {
            let listed: Vec<String> = words.keys().take(LISTED).map(|key| format!("`{key}`")).collect();
            let told = format!("{} words of the interface are {given}: {} and {} more", words.len(), listed.join(", "), words.len().saturating_sub(LISTED));
            let told = told.replace(" and 0 more", "");
            let help = format!("`bulletin new labels {0}` writes content/labels/{0}.yaml with these words to fill in", tags[0]);
            wrong.push(Diagnostic::new(Code::MissingLabel, file(), told).help(help));
            continue;
        }
        for (key, place) in words {
            let near = nearest(key, labels.all(lack[0]).keys().map(String::as_str));
            let otherwise = near.map_or_else(String::new, |near| format!("did you mean `{near}`? otherwise "));
            let help = format!("{otherwise}add `{key}:` to content/labels/{}.yaml or to the theme's labels", tags[0]);
            let told = Diagnostic::new(Code::MissingLabel, place, format!("the word `{key}` is {given}")).help(help);
            wrong.push(match near {
                Some(near) => told.rewrite(key, near, false),
                None => told,
            });
        }
    }
    wrong
}

/// The English words that pages use and language `language` lacks.
fn lacking<'w>(used: &Used<'_>, wording: &'w Wording, language: usize) -> Vec<&'w String> {
    wording.lacking[language].iter().filter(|key| used.has(key)).collect()
}

/// The words that pages use and the first language lacks, in English; where English lacks them too, in another language.
pub(super) fn to_translate(parts: &Parts<'_>, wording: &Wording) -> BTreeMap<String, Label> {
    let used = Used::by(parts, reached(parts));
    let words = wording.labels.all(0);
    let of_english = lacking(&used, wording, 0).into_iter().map(|key| (key.clone(), words[key].clone()));
    let nowhere = used.whole.iter().filter(|key| !words.contains_key(**key));
    let of_others =
        nowhere.filter_map(|key| Some(((*key).to_owned(), wording.labels.languages().find_map(|language| wording.labels.all(language).get(*key))?.clone())));
    of_english.chain(of_others).collect()
}

/// The templates that pages are made with.
fn reached(parts: &Parts<'_>) -> impl Iterator<Item = usize> + use<> {
    template_names().flat_map(|name| parts.closure(name)).collect::<BTreeSet<_>>().into_iter()
}

/// How many words a warning lists.
const LISTED: usize = 5;

/// Warns of languages for which English stands in, and of words that nothing uses.
pub(super) fn warnings(parts: &Parts<'_>, layers: &Layers, wording: &Wording, config: &Config) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    if wording.lacking.iter().any(|keys| !keys.is_empty()) {
        let used = Used::by(parts, reached(parts));
        for (index, language) in config.languages.iter().enumerate() {
            let lacking = lacking(&used, wording, index);
            if lacking.is_empty() {
                continue;
            }
            let tag = language.tag();
            let listed = lacking.iter().take(LISTED).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let more = lacking.len().checked_sub(LISTED + 1).map_or(String::new(), |n| format!(" and {} more", n + 1));
            let (words, are) = if lacking.len() == 1 { ("word", "is") } else { ("words", "are") };
            let told = format!("{} {words} of the interface {are} not given in {tag}, and English stands in: {listed}{more}", lacking.len());
            let place =
                if config.languages.len() == 1 { Place::value(&config.file, "languages") } else { Place::value(&config.file, format!("languages[{index}]")) };
            let help = format!("`bulletin new labels {tag}` writes content/labels/{tag}.yaml with these words to fill in");
            all.push(Diagnostic::new(Code::UntranslatedLabels, place, told).help(help));
        }
    }
    if layers.own_labels().next().is_some() {
        unknown(parts, layers, wording, config, &mut all);
    }
    all
}

/// Warns of words in the site's or its theme's labels that nothing uses, and of files that no language reads.
fn unknown(parts: &Parts<'_>, layers: &Layers, wording: &Wording, config: &Config, all: &mut Vec<Diagnostic>) {
    let used = Used::by(parts, 0..parts.templates.len());
    for (path, keys) in &wording.own.files {
        for key in keys.iter().filter(|key| !used.any && !used.has(key) && !wording.own.built_in.contains(*key)) {
            let told = Diagnostic::new(Code::UnknownLabel, Place::key(path, key.clone()), format!("nothing uses the word `{key}`"));
            all.push(match nearest(key, used.whole.iter().copied()) {
                Some(near) => {
                    let told = told.help(format!("did you mean `{near}`?"));
                    if keys.iter().any(|other| other == near) { told } else { told.offer(near) }
                }
                None => told.help("remove it, or use it in a template"),
            });
        }
    }
    // A name that differs in case or hyphens alone is a slip; a language that is still to come is none.
    let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
    let names: Vec<String> = config.languages.iter().flat_map(|l| [l.tag(), l.base()]).chain([ENGLISH]).map(|tag| format!("{tag}.yaml")).collect();
    for (name, path) in layers.own_labels().filter(|(name, _)| !names.iter().any(|known| known == name)) {
        let plain_name = plain(name);
        let plain_name = plain_name.strip_suffix(".yml").map_or(plain_name.clone(), |stem| format!("{stem}.yaml"));
        if let Some(near) = names.iter().find(|known| plain(known) == plain_name) {
            let told = format!("no language of the site reads `{name}`");
            all.push(Diagnostic::new(Code::UnknownLabel, Place::file(path), told).help(format!("call it {near}")));
        }
    }
}
