//! `bulletin due`

use std::process::ExitCode;

use super::NOTHING_DUE;
use super::arguments::{DueFormat, DueOptions, Format, SiteOptions};
use super::output::{self, NOTHING};
use super::print;
use super::site::{Digest, moment};
use crate::pages::{Upcoming, listing, upcoming};

pub(super) fn run(options: &DueOptions) -> ExitCode {
    let format = if options.format == DueFormat::Json { Format::Json } else { Format::Human };
    let site = SiteOptions { at: options.at.clone(), ..SiteOptions::of(&options.root, format) };
    let digest = Digest::new(&site.root, None);
    let at = match digest.moment(&site) {
        Ok(at) => at,
        Err(refusal) => return output::refused(&refusal),
    };
    let inputs = super::session::inputs(&digest, &site, at, true, &|_, _| {}, &|| false);
    let found = crate::engine::look(&inputs, digest.cache().data(), |site| {
        let last = options.within.map(|span| span.after_moment(at, &site.config().time_zone));
        let all: Vec<Upcoming> = upcoming::upcoming(site).into_iter().filter(|one| last.is_none_or(|last| one.at <= last)).collect();
        let calendar = if options.format == DueFormat::Ics { upcoming::calendar(site, at, &all) } else { String::new() };
        (all, calendar)
    });
    let (all, calendar) = match found {
        Ok(found) => found,
        Err(failure) => return output::failure(failure, &digest.files, site.format, NOTHING),
    };
    let text = match options.format {
        DueFormat::Human => table(&all, options),
        DueFormat::Json => all.iter().map(json).collect(),
        DueFormat::Ics => calendar,
    };
    print::data(text.as_bytes());
    if all.is_empty() && options.within.is_some() { ExitCode::from(NOTHING_DUE) } else { ExitCode::SUCCESS }
}

fn table(all: &[Upcoming], options: &DueOptions) -> String {
    if all.is_empty() {
        let within = options.within.map_or_else(String::new, |span| format!(" within {span}"));
        return format!("nothing falls due{within}\n");
    }
    let row = |one: &Upcoming| (String::new(), vec![moment(one.at), one.kind.word().to_owned(), one.name.clone(), one.title.clone(), one.file.clone()]);
    listing::columns(&["due", "kind", "id", "title", "file"], &all.iter().map(row).collect::<Vec<_>>())
}

/// One object a line.
fn json(one: &Upcoming) -> String {
    let at = jiff::Timestamp::from_second(one.at).map_or_else(|_| "never".to_owned(), |at| at.to_string());
    format!("{}\n", serde_json::json!({ "at": at, "kind": one.kind.word(), "id": one.name, "title": one.title, "file": one.file }))
}
