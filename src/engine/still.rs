//! Builds of a site in which nothing changed: see [`crate::cache::Still`].

use super::read::{Listed, Sources};
use super::{Inputs, Report};
use crate::cache::{Memo, OutputsMemo, Still, of_sources};
use crate::content::Hash;
use crate::output::{Listing, Store, of_outputs};

/// The report of a build that has nothing to do; `None` if there may be something. The output's files are looked at too, but
/// none is read except its list.
pub fn still(inputs: &Inputs<'_>, listed: &Listed, memo: &Memo, store: &dyn Store) -> Option<Report> {
    let still = memo.still.as_ref().filter(|_| !inputs.reread && !inputs.check_only)?;
    if !still.covers(inputs.at) || still.options != options(inputs, &store.name()) || !listed.wrong.is_empty() {
        return None;
    }
    if of_sources(&listed.files, listed.taken)? != still.sources || store.seen()? != still.outputs {
        return None;
    }
    Some(Report {
        briefings: still.briefings,
        planned: still.planned,
        kept: still.planned,
        warnings: still.warnings.clone(),
        at: inputs.at,
        due: still.due,
        until: still.until,
        ..Report::default()
    })
}

/// What the next build may tell at a glance; `None` if a file is so young that its stamp says nothing yet.
pub(super) fn note(inputs: &Inputs<'_>, sources: &Sources, outputs: &OutputsMemo, list: &Listing, name: &str, report: &Report) -> Option<Still> {
    let stamp = |path: &String| outputs.files.get(path).map(|entry| entry.stamp).filter(|stamp| stamp.is_settled(outputs.taken));
    Some(Still {
        options: options(inputs, name),
        // Against the moment before they were listed, when none had been read: what was written since may not be what was built.
        sources: of_sources(&sources.files, sources.taken)?,
        outputs: of_outputs(list.write().as_bytes(), list.files.keys().map(stamp))?,
        at: inputs.at,
        until: report.until,
        due: report.due,
        briefings: report.briefings,
        planned: report.planned,
        warnings: report.warnings.clone(),
    })
}

/// Fingerprint of the options that a build depends on beside its files.
fn options(inputs: &Inputs<'_>, output: &str) -> Hash {
    let base_url = inputs.base_url.as_ref().map(ToString::to_string);
    let options = postcard::to_stdvec(&(inputs.drafts, inputs.strict, base_url, output)).expect("options are of known length");
    *blake3::hash(&options).as_bytes()
}
