//! `bulletin record`

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::arguments::RecordOptions;
use super::mend::replace;
use super::output::{self, UNWRITTEN, count};
use super::print;
use super::session;
use super::site::{Digest, now};
use crate::content::record::sitemap;
use crate::diagnostics::nearest;
use crate::engine::{self, Failure, Recorded};
use crate::output::EnvironmentError;
use crate::site::page_address;
use crate::source::reason;
use crate::values::SiteAddress;

pub(super) fn run(options: &RecordOptions) -> ExitCode {
    let digest = Digest::new(&options.root, None);
    match recorded(&digest, options) {
        Ok(code) => code,
        Err(failure) => output::failure(failure, &digest.files, options.format, UNWRITTEN),
    }
}

fn environment(refusal: EnvironmentError) -> Failure {
    Failure::Environment(refusal, Vec::new())
}

fn recorded(digest: &Digest, options: &RecordOptions) -> Result<ExitCode, Failure> {
    let _lock = digest.lock(options.quiet).map_err(environment)?;
    if !options.from_sitemap.is_empty() {
        return taken_over(digest, options);
    }
    let mut now = look(digest, options)?;
    let mut forgotten = 0;
    for fact in &options.forget {
        forgotten += forget(&mut now, fact).map_err(environment)?;
    }
    write(&digest.root, &now.files()).map_err(environment)?;
    if !options.quiet {
        let blank = if options.forget.is_empty() { String::new() } else { format!("; {} blanked", count(forgotten, "value")) };
        print::line(format_args!("{}{blank}", noted(&now)));
    }
    Ok(ExitCode::SUCCESS)
}

/// Looks at what readers are told by the clock: what is recorded is never of another moment, and never of drafts.
fn look(digest: &Digest, options: &RecordOptions) -> Result<Recorded, Failure> {
    engine::noted(&session::inputs(digest, &options.site(), now(), true, &|_, _| {}, &|| false), digest.cache().data())
}

/// Blanks the values that a fact had before.
fn forget(now: &mut Recorded, fact: &str) -> Result<usize, EnvironmentError> {
    if now.record.facts.of(fact).is_empty() {
        let unknown = EnvironmentError::new(format!("the record has no fact `{fact}`"));
        let near = nearest(fact, now.record.facts.all.keys().map(String::as_str));
        return Err(unknown
            .help(near.map_or_else(|| "write it as in content/record: fig:2024/miit-nine-months/bs-5g".to_owned(), |near| format!("did you mean `{near}`?"))));
    }
    let present = now.facts.get(fact).cloned();
    Ok(now.record.facts.forget(fact, present.as_deref()))
}

/// Takes over the addresses that sitemaps name. They are demanded from the next build on, so what does not answer yet is told by it.
fn taken_over(digest: &Digest, options: &RecordOptions) -> Result<ExitCode, Failure> {
    let inputs = session::inputs(digest, &options.site(), now(), true, &|_, _| {}, &|| false);
    let (mut record, config) = engine::record_alone(&inputs)?;
    let before = record.clone();
    let today = inputs.moment(&config).today;
    let (mut added, mut foreign, mut odd) = (0, 0, Vec::new());
    for file in &options.from_sitemap {
        let refused =
            |why: String| environment(EnvironmentError::new(format!("cannot read {}: {why}", file.display())).help("name a sitemap.xml that you saved"));
        let text = fs::read_to_string(file).map_err(|error| refused(reason(&error)))?;
        let found = sitemap(&text).map_err(refused)?;
        if let Some(first) = found.sitemaps.first() {
            let index = EnvironmentError::new(format!("{} is an index of sitemaps", file.display()));
            return Err(environment(index.help(format!("save those that it names, {first} and so on, and give each with --from-sitemap"))));
        }
        for page in found.pages {
            let Some(path) = below(&page, &config.base_url) else {
                foreign += 1;
                continue;
            };
            match SiteAddress::parse(path) {
                Ok(address) => {
                    // As a server reads it: a folder has its slash, and a page named index.html is that of its folder.
                    let address = page_address(address.as_str().trim_start_matches('/'));
                    added += usize::from(!record.addresses.all.contains_key(&address));
                    record.addresses.note(&address, None, today);
                }
                Err(_) if path == "/" || path.is_empty() => {}
                Err(mistake) => odd.push(mistake.message),
            }
        }
    }
    let text = (record != before).then(|| record.addresses.write());
    let files: Vec<(String, String)> = text.map(|text| (crate::content::record::addresses::PATH.to_owned(), text)).into_iter().collect();
    write(&digest.root, &files).map_err(environment)?;
    if !options.quiet {
        print::line(format_args!("taken over: {}; `bulletin check` tells which do not answer yet", addresses(added, "")));
        if foreign > 0 {
            print::beside(format_args!("{} not below {}, left out", addresses(foreign, ""), config.base_url));
        }
        for message in odd {
            print::beside(format_args!("{message}; left out"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The path of an address below the site's own, whatever the scheme of either.
fn below<'a>(address: &'a str, base: &str) -> Option<&'a str> {
    let bare = |text: &str| text.split_once("://").map_or(0, |(scheme, _)| scheme.len() + 3);
    let (address, base) = (&address[bare(address)..], &base[bare(base)..]);
    let (start, rest) = address.split_at_checked(base.len())?;
    (start.eq_ignore_ascii_case(base) && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
}

/// Writes files of the record, each wholly or not at all.
pub(super) fn write(root: &Path, files: &[(String, String)]) -> Result<(), EnvironmentError> {
    for (path, text) in files {
        let full = root.join(path);
        let failed = |error: &std::io::Error| EnvironmentError::new(format!("cannot write {}: {}", full.display(), reason(error)));
        let folder = full.parent().unwrap_or(root);
        fs::create_dir_all(folder).map_err(|error| failed(&error))?;
        replace(&full, text).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// What was recorded, in words.
pub(super) fn noted(now: &Recorded) -> String {
    format!("recorded: {}, {}", addresses(now.new_addresses.len(), "new "), count(now.new_facts.len(), "new value"))
}

/// So many addresses, in words.
fn addresses(n: usize, what: &str) -> String {
    if n == 1 { format!("{n} {what}address") } else { format!("{n} {what}addresses") }
}

/// What the record lacks of what readers are told, in words; `None` if that is nothing.
pub(super) fn lacks(now: &Recorded) -> Option<String> {
    let files = now.files();
    let first = now.new_addresses.first().map(|address| format!("/{address}")).or(now.new_facts.first().cloned())?;
    let (addresses, facts) = (addresses(now.new_addresses.len(), ""), count(now.new_facts.len(), "value"));
    (!files.is_empty()).then(|| format!("the record lacks {addresses} and {facts}, {first} among them"))
}

#[cfg(test)]
mod tests {
    use super::below;

    #[test]
    fn addresses_below_the_site_are_told_from_others() {
        for (address, base, path) in [
            ("https://a.example/x/", "https://a.example", Some("/x/")),
            ("http://A.example/x/", "https://a.example", Some("/x/")),
            ("https://a.example", "https://a.example", Some("")),
            ("https://a.example/digest/x/", "https://a.example/digest", Some("/x/")),
            ("https://a.example/digests/x/", "https://a.example/digest", None),
            ("https://b.example/x/", "https://a.example", None),
        ] {
            assert_eq!(below(address, base), path, "{address}");
        }
    }
}
