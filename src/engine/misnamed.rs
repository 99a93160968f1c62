//! Translations whose file names do not say so, which would be told of as originals that lack nearly everything.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Diagnostics;
use crate::content::stem;
use crate::diagnostics::{Code, Diagnostic, Edit, Fix, Place};
use crate::locale::Language;
use crate::values::language_named;

/// What in the report of a file says only that it is taken for something else.
const FOLLOWS: [Code; 7] = [Code::BadId, Code::MissingField, Code::NoSources, Code::UnknownLanguage, Code::EmptyText, Code::DuplicateId, Code::DateFromName];

/// Tells of the translations among the sources `paths` that have an original beside them and a name that is none of a translation,
/// in place of what else is said of them. They are refused.
pub(super) fn translations<'p>(paths: impl Iterator<Item = &'p Arc<str>> + Clone, languages: &[Language], told: &mut Diagnostics) -> Vec<Arc<str>> {
    let wrong: BTreeSet<Arc<str>> = told.all.iter().filter(|d| FOLLOWS.contains(&d.code)).map(|d| Arc::clone(&d.place.file)).collect();
    if languages.len() < 2 || wrong.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = paths.clone().map(|path| &**path).collect();
    let mut found = Vec::new();
    for path in paths.filter(|path| wrong.contains(*path)) {
        let Some((original, right)) = right_name(path, languages, &|path| known.contains(path)) else { continue };
        told.all.retain(|diagnostic| diagnostic.place.file != *path || !FOLLOWS.contains(&diagnostic.code));
        let (folder, name) = right.rsplit_once('/').unwrap_or(("", &right));
        let own = original.strip_prefix(folder).unwrap_or(&original).trim_start_matches('/');
        let message = format!("this looks like a translation of {own}, but its name does not end as that of a translation does");
        let misnamed = Diagnostic::new(Code::UnknownLanguage, Place::file(path), message);
        told.all.push(misnamed.help(format!("rename it to {name}")).fix(Fix::certain(vec![Edit::rename(path, &right)])));
        found.push(Arc::clone(path));
    }
    found
}

/// The original beside `path`, and the path that its translation has; `None` where there is none, or the name is right.
fn right_name(path: &str, languages: &[Language], exists: &dyn Fn(&str) -> bool) -> Option<(String, String)> {
    let (folder, _) = path.rsplit_once('/')?;
    let stem = stem(path);
    for (at, separator) in stem.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '_' | '-' | ' ')) {
        let (name, suffix) = (&stem[..at], &stem[at + separator.len_utf8()..]);
        let original = format!("{folder}/{name}.md");
        let Some(language) = meant(suffix, languages).filter(|_| exists(&original)) else { continue };
        let right = format!("{folder}/{name}.{}.md", language.prefix());
        return (right != path && !exists(&right)).then_some((original, right));
    }
    None
}

/// The language of a translation that `suffix` stands for: its tag in another writing, its tag without the script or region where
/// no other language of the site begins so, its name, a country.
fn meant<'l>(suffix: &str, languages: &'l [Language]) -> Option<&'l Language> {
    let plain = suffix.to_lowercase().replace('_', "-");
    let others = languages.get(1..)?;
    let one_of = |base: &str| {
        let mut of_base = languages.iter().filter(|language| language.base() == base);
        let first = of_base.next()?;
        (of_base.next().is_none() && others.contains(first)).then_some(first)
    };
    let exact = others.iter().find(|language| language.prefix() == plain);
    exact.or_else(|| one_of(&plain)).or_else(|| {
        let named = language_named(&plain)?;
        others.iter().find(|language| language.tag() == named).or_else(|| one_of(named.split('-').next().unwrap_or(named)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_is_known_by_what_people_call_it() {
        let languages = ["en", "zh-Hans", "fr"].map(|tag| Language::parse(tag).unwrap());
        let right = |path: &str| right_name(path, &languages, &|path| path == "content/briefings/a-b.md").map(|(_, right)| right);
        for name in ["a-b_zh-hans", "a-b.zh", "a-b-zh", "a-b.zh_hans", "a-b_zh_Hans", "a-b.cn", "a-b-chinese", "a-b zh-hans"] {
            assert_eq!(right(&format!("content/briefings/{name}.md")).as_deref(), Some("content/briefings/a-b.zh-hans.md"), "{name}");
        }
        assert_eq!(right("content/briefings/a-b_fr.md").as_deref(), Some("content/briefings/a-b.fr.md"));
        for name in ["a-b.zh-hans", "a-c_zh-hans", "a-b_de", "a-b-2", "fr", "a-b_en"] {
            assert_eq!(right(&format!("content/briefings/{name}.md")), None, "{name}");
        }
    }
}
