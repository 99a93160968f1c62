//! Builds with nothing to do: see [`crate::cache::NoopCheck`].

use super::read::{Listed, Sources};
use super::{Inputs, Report};
use crate::cache::{Cache, NoopCheck, OutputsData, of_sources};
use crate::content::Hash;
use crate::output::{Manifest, Store, of_outputs};

/// The report of a build that has nothing to do; `None` if there may be something. It takes the stamps of all sources and
/// outputs, and reads no file but the output's list.
pub fn noop(inputs: &Inputs<'_>, listed: &Listed, cache: &Cache, store: &dyn Store) -> Option<Report> {
    let noop = cache.noop.as_ref().filter(|_| !inputs.reread && !inputs.check_only)?;
    if !noop.covers(inputs.at) || noop.options != options(inputs, &store.name()) || !listed.wrong.is_empty() {
        return None;
    }
    if of_sources(&listed.files, listed.taken)? != noop.sources || store.seen()? != noop.outputs {
        return None;
    }
    Some(Report {
        briefings: noop.briefings,
        planned: noop.planned,
        kept: noop.planned,
        warnings: noop.warnings.clone(),
        at: inputs.at,
        due: noop.due,
        until: noop.until,
        ..Report::default()
    })
}

/// What lets the next build prove that it has nothing to do; `None` if a file is so young that its stamp proves nothing yet.
pub(super) fn note(inputs: &Inputs<'_>, sources: &Sources, outputs: &OutputsData, list: &Manifest, name: &str, report: &Report) -> Option<NoopCheck> {
    let stamp = |path: &String| outputs.files.get(path).map(|entry| entry.stamp).filter(|stamp| stamp.is_settled(outputs.taken));
    Some(NoopCheck {
        options: options(inputs, name),
        // Against the moment before they were listed, when none had been read: what was written since may have been built in an
        // older form.
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
    let options = postcard::to_stdvec(&(inputs.drafts, inputs.noindex, inputs.strict, base_url, output)).expect("options are of known length");
    *blake3::hash(&options).as_bytes()
}
