//! `bulletin publish`

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::arguments::{BuildOptions, Format, PublishOptions, SiteOptions};
use super::output::{self, NOTHING, Progress, UNWRITTEN, count};
use super::print::{self, Stream};
use super::session::{Held, stopped};
use super::signals::Signals;
use super::site::{Digest, now};
use crate::config::{Config, PublishTarget};
use crate::engine::{self, Failure, Inputs};
use crate::output::{EnvironmentError, MANIFEST_FILE, Manifest, Store};
use crate::publish::{self, Job, Kind, Known, Planned, Site, Surroundings, Target};
use crate::source::STATE;
use crate::values::WebAddress;

/// Some hosts take no more files than this: Cloudflare Pages.
const MANY: usize = 20_000;

pub(super) fn run(options: &PublishOptions) -> ExitCode {
    publish(options).unwrap_or_else(|refusal| output::refused(&refusal))
}

fn publish(options: &PublishOptions) -> Result<ExitCode, EnvironmentError> {
    let digest = Digest::new(&options.root, options.base_url.as_ref());
    let settings = settings(&digest, None).and_then(|own| Ok((own, settings(&digest, options.base_url.clone())?)));
    let (own, config) = match settings {
        Ok(settings) => settings,
        Err(failure) => return Ok(output::failure(failure, &digest.files, options.format, UNWRITTEN)),
    };
    let (name, place) = choose(options, &own)?;
    let recorded = engine::record_alone(&inputs(&digest, None, now())).ok().and_then(|(record, _)| record.addresses.base_url);
    let is_preview = is_preview(&config, &own, recorded.as_deref());
    let state = digest.root.join(STATE).join("published").join(name);
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let mut target = publish::open(&place.destination, Surroundings { root: &options.root, state: &state, environment: &environment })?;
    let signals = Signals::catch();
    // What lies in the output stays as it is until it is sent.
    let (mut site, _held, is_current) = match &options.from {
        Some(of) => (earlier(&mut *target, of)?, None, false),
        None => match built(options, &digest, is_preview, &signals)? {
            Built::Site(all) => (all.0, Some(all.1), all.2),
            Built::Ended(code) => return Ok(code),
        },
    };
    if options.from.is_none() {
        if target.reads_rules() {
            publish::add_rules(&mut site, &config)?;
        }
        for path in target.needs().iter().filter(|path| !site.files().contains_key(**path)).copied().collect::<Vec<_>>() {
            site.make(path, Vec::new());
        }
    }
    let known = Known::new(&state, &target.shown());
    let job = Job {
        site: &site,
        is_preview,
        // In a pipeline, what is checked out is what counts, and what an earlier run left in a cache does not.
        known: environment("CI").is_none().then_some(&known),
        after: options.after,
        max_deletions: options.max_deletions.unwrap_or(place.max_deletions),
        adopt: options.adopt,
    };
    if !options.dry_run {
        target.lock(&|| {
            if !options.quiet {
                print::beside(format_args!("waiting for another run that publishes there to end"));
            }
        })?;
    }
    let mut planned = publish::plan(&mut *target, &job)?;
    if site.files().len() > MANY && !options.quiet {
        let help = "`outputs: {citations: false, data: false}` in site.yaml makes the fewest";
        print::beside(format_args!("note: these are {} files, more than some hosts take (Cloudflare Pages: 20,000); {help}", site.files().len()));
    }
    if options.dry_run {
        tell(options, name, &*target, &site, &planned);
        if is_current && !is_preview && options.format == Format::Human {
            tell_facts(&digest, site.moment);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut sent = send(options, &mut *target, &job, &planned, &signals);
    if matches!(sent, Err(publish::Failure::Refused(_)))
        && !signals.any()
        && let Ok(Some(again)) = publish::plan_again(&mut *target, &job, &planned)
    {
        planned = again;
        sent = send(options, &mut *target, &job, &planned, &signals);
    }
    match sent {
        Ok(()) => {}
        // A program that we called has got the signal too.
        Err(publish::Failure::Refused(refusal)) if !signals.any() => return Err(refusal),
        Err(_) => {
            print::beside(format_args!("stopped; the next `bulletin publish` completes what was begun"));
            return Ok(signals.exit_code());
        }
    }
    print::note_done(format!("the site is published to `{name}`"));
    tell(options, name, &*target, &site, &planned);
    if !is_preview && options.from.is_none() {
        record(options, &digest, site.moment, is_current)?;
    }
    Ok(signals.exit_code())
}

/// The inputs of a build that writes nothing.
fn inputs(digest: &Digest, base_url: Option<WebAddress>, at: i64) -> Inputs<'_> {
    Inputs { base_url, check_only: true, ..Inputs::new(&digest.files, at) }
}

/// The settings of the digest, for another address where one is given.
fn settings(digest: &Digest, base_url: Option<WebAddress>) -> Result<Arc<Config>, Failure> {
    // What is worth mending is told by the build.
    engine::settings(&inputs(digest, base_url, now()), &mut engine::Diagnostics::default())
}

/// Records what readers hold from now on. What was sent as it was built is recorded only if its sources are still as they were.
fn record(options: &PublishOptions, digest: &Digest, moment: i64, is_current: bool) -> Result<(), EnvironmentError> {
    if !is_current {
        print::beside(format_args!("note: the sources are not as they were built, so nothing was recorded; publish without --built"));
        return Ok(());
    }
    // The build has told what is wrong.
    let Ok(now) = engine::noted(&inputs(digest, None, moment), digest.cache().data()) else { return Ok(()) };
    let files = now.files();
    super::record::write(&digest.root, &files)?;
    if !files.is_empty() && !options.quiet && options.format == Format::Human {
        print::line(format_args!("{}; commit content/record", super::record::noted(&now)));
    }
    Ok(())
}

/// The facts that readers will see change.
fn tell_facts(digest: &Digest, moment: i64) {
    let Ok(now) = engine::noted(&inputs(digest, None, moment), digest.cache().data()) else { return };
    for fact in &now.new_facts {
        if let [.., old, new] = now.record.facts.of(fact) {
            print::line(format_args!("tells    {fact}: {} in place of {}", new.value, if old.is_forgotten() { "something else" } else { &old.value }));
        }
    }
}

/// Whether the site is built for another address than the one that readers know: that in the record, where there is one, else that
/// in site.yaml.
fn is_preview(config: &Config, own: &Config, recorded: Option<&str>) -> bool {
    config.base_url != own.base_url && recorded.is_none_or(|recorded| recorded != config.base_url)
}

/// The place that is meant.
fn choose<'c>(options: &PublishOptions, config: &'c Config) -> Result<(&'c str, &'c PublishTarget), EnvironmentError> {
    let places = &config.publish;
    let names = places.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let found = match &options.name {
        Some(wanted) => places.get_key_value(wanted),
        None if places.len() == 1 => places.first_key_value(),
        None if places.is_empty() => None,
        None => return Err(EnvironmentError::new("site.yaml names several places to publish to").help(format!("name one of them: {names}"))),
    };
    found.map(|(name, place)| (name.as_str(), place)).ok_or_else(|| {
        if places.is_empty() {
            let none = EnvironmentError::new("site.yaml names no place to publish to");
            return none.help("add one: publish: {www: {to: folder, path: /srv/www/digest}}; `to` may also be git, s3 or rsync");
        }
        let unknown = EnvironmentError::new(format!("site.yaml names no place `{}`", options.name.as_deref().unwrap_or_default()));
        unknown.help(format!("those under `publish:` are {names}"))
    })
}

/// What was at a target earlier.
fn earlier(target: &mut dyn Target, of: &str) -> Result<Site, EnvironmentError> {
    let list = target.earlier(of)?.ok_or_else(|| {
        let none = EnvironmentError::new(format!("{} keeps nothing of what was there earlier", target.shown()));
        none.help("put the sources back to what they were, as by `git revert`, and publish")
    })?;
    Ok(Site::earlier(&list, now()))
}

/// What a build came to.
enum Built {
    /// With whether its sources are as they were built.
    Site(Box<(Site, Held, bool)>),
    Ended(ExitCode),
}

/// The site as it is now: built, or as the last build left it.
fn built(options: &PublishOptions, digest: &Digest, is_preview: bool, signals: &Signals) -> Result<Built, EnvironmentError> {
    let build = BuildOptions {
        site: SiteOptions {
            base_url: options.base_url.clone(),
            noindex: is_preview,
            strict: options.strict,
            quiet: options.quiet,
            ..SiteOptions::of(&options.root, options.format)
        },
        // A preview has other bytes on every page, and leaves the site in the output as it is.
        output: is_preview.then(|| digest.root.join(STATE).join("preview")),
        adopt: false,
        explain: None,
        watch: false,
    };
    let mut held = Held::take(&build, digest, false)?;
    held.store.recover()?;
    let mut cache = digest.cache();
    let at = now();
    if !options.built {
        match held.build(&build, digest, at, false, &mut cache, signals) {
            Ok(mut report) => {
                digest.keep(&mut cache);
                output::diagnostics(std::mem::take(&mut report.warnings), &digest.files, options.format, NOTHING);
            }
            Err(Failure::Stopped) => {
                stopped(&held.folder);
                return Ok(Built::Ended(signals.exit_code()));
            }
            Err(failure) => return Ok(Built::Ended(output::failure(failure, &digest.files, options.format, "; nothing was published"))),
        }
    }
    let manifest = manifest(&held.folder)?;
    let known = cache.data().outputs.get(&held.store.name()).map(|known| (known.at, known.base_url.clone()));
    let (built_at, base_url) = known.ok_or_else(|| {
        let unknown = EnvironmentError::new(format!("it is not known at which moment this version of bulletin built {}", held.folder.display()));
        unknown.help("leave out --built: then it is built first")
    })?;
    if options.built {
        check_built(digest, &held.folder, built_at, at, &base_url)?;
    }
    let moment = if options.built { built_at } else { at };
    let is_current = !options.built || {
        let inputs = Inputs { check_only: false, ..inputs(digest, None, built_at) };
        engine::noop(&inputs, &engine::list(&inputs), &cache, &held.store).is_some()
    };
    Ok(Built::Site(Box::new((Site::new(&held.folder, &manifest, moment, &base_url)?, held, is_current))))
}

/// What the output says that it holds. One with drafts is never published.
fn manifest(folder: &Path) -> Result<Manifest, EnvironmentError> {
    let file = folder.join(MANIFEST_FILE);
    let text = std::fs::read_to_string(&file)
        .map_err(|_| EnvironmentError::new(format!("{} holds no site", folder.display())).help("run `bulletin build` first, or leave out --built"))?;
    let manifest = Manifest::parse(&text).ok().flatten();
    let manifest =
        manifest.ok_or_else(|| EnvironmentError::new(format!("the list {} is damaged", file.display())).help("run `bulletin build`, which says where"))?;
    if manifest.drafts {
        return Err(
            EnvironmentError::new(format!("{} shows drafts, which are never published", folder.display())).help("build without --drafts, or leave out --built")
        );
    }
    Ok(manifest)
}

/// Refuses what was built for another moment or address than those of the site.
fn check_built(digest: &Digest, folder: &Path, built_at: i64, now: i64, base_url: &str) -> Result<(), EnvironmentError> {
    let shown = folder.display();
    let refused = |why: String| Err(EnvironmentError::new(why).help("leave out --built: then it is built first"));
    if built_at > now {
        return refused(format!("{shown} was built as of {}, which is still to come", publish::shown(built_at)));
    }
    match settings(digest, None) {
        Ok(config) if config.base_url != base_url => refused(format!("{shown} was built for {base_url}, and site.yaml says {}", config.base_url)),
        _ => Ok(()),
    }
}

/// Sends what was planned, and shows how far that is.
fn send(options: &PublishOptions, target: &mut dyn Target, job: &Job<'_>, planned: &Planned, signals: &Signals) -> Result<(), publish::Failure> {
    let progress = Progress::of("files", options.quiet);
    let (done, total) = (AtomicUsize::new(0), planned.plan.sent().count());
    let step = || {
        progress.step(done.fetch_add(1, Ordering::Relaxed), total);
        if signals.any() { Err(publish::Failure::Stopped) } else { Ok(()) }
    };
    let sent = publish::carry_out(target, job, planned, &step);
    progress.finish();
    sent
}

/// Says what was done, or would be.
fn tell(options: &PublishOptions, name: &str, target: &dyn Target, site: &Site, planned: &Planned) {
    if options.quiet && !options.dry_run {
        return;
    }
    let plan = &planned.plan;
    let (sent, deleted) = (plan.sent().count(), plan.deleted().count());
    let bytes: u64 = plan.sent().filter_map(|path| site.files().get(path)).map(|content| content.size).sum();
    if options.format == Format::Json {
        let files = |paths: Vec<&str>| if options.dry_run { serde_json::json!(paths) } else { serde_json::Value::Null };
        let told = serde_json::json!({
            "target": name, "dry_run": options.dry_run, "moment": publish::shown(site.moment), "base_url": site.base_url,
            "sent": sent, "bytes": bytes, "deleted": deleted, "unchanged": plan.unchanged,
            "send": files(plan.sent().collect()), "delete": files(plan.deleted().collect()),
        });
        print::data(format!("{told}\n").as_bytes());
        return;
    }
    let shown = target.shown();
    if plan.is_empty() {
        print::line(format_args!("nothing to send to {name} ({shown}): all {} are there as they are", count(plan.unchanged, "file")));
        return;
    }
    let mut text = String::new();
    if options.dry_run {
        for path in plan.sent() {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{:<8} {path}", if plan.new.contains(path) { "new" } else { "changed" });
        }
        for path in plan.deleted() {
            let _ = writeln!(text, "{:<8} {path}", "delete");
        }
    }
    let of = |kind: Kind| plan.sent().filter(|path| Kind::of(path) == kind).count();
    let kinds = format!("{}, {}, {} for feeds and lists", count(of(Kind::Asset), "asset"), count(of(Kind::Page), "page"), of(Kind::Index));
    let (done, to_delete) = if options.dry_run { ("would publish", "to delete") } else { ("published", "deleted") };
    let _ = writeln!(text, "{done} to {name} ({shown}): {} ({kinds}), {}", count(sent, "file"), size(bytes));
    let _ = writeln!(text, "{deleted} {to_delete}, {} unchanged", plan.unchanged);
    print::styled(Stream::Output, &text);
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
