//! Commitments whose day has passed without a report (B0607). It says what the digest does not tell, and judges nobody.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::EntryId;
use crate::site::published::Site;

/// Reports open commitments that were due before the day of the build and of which nothing was told since.
pub(in crate::site) fn overdue(site: &Site<'_>, all: &mut Vec<Diagnostic>) {
    for progress in site.commitments.iter().filter(|p| p.status.is_open()) {
        let item = progress.commitment;
        let fields = site.commitment(item);
        let by = fields.target.as_ref().and_then(|target| target.by).map(|by| (by, "target.by"));
        let Some((due, field)) = fields.due.map(|due| (due, "due")).or(by) else { continue };
        if due.end() >= site.moment.today || progress.reported >= due.end() {
            continue;
        }
        let place = |item: EntryId, field: String| Place::value(&site.briefing(item.briefing).original().document.path, field);
        let id = fields.id.as_ref().map_or("", |id| id.as_str());
        let message = format!("the commitment `{id}` was due by {}, and no briefing since tells what became of it", due.end());
        let told = Diagnostic::new(Code::OverdueCommitment, place(item, format!("commitments[{}].{field}", item.index)), message);
        let told =
            told.help(format!("record what is known in a later briefing, under commitment_updates: [{{commitment: {}/{id}, status: …}}]", name(site, item)));
        all.push(match progress.updates.last() {
            Some(last) => {
                told.also(place(*last, format!("commitment_updates[{}].commitment", last.index)), format!("the newest report, of {}", progress.reported))
            }
            None => told.also(place(item, format!("commitments[{}].id", item.index)), format!("announced on {}", progress.reported)),
        });
    }
}

fn name(site: &Site<'_>, item: EntryId) -> String {
    site.briefing(item.briefing).name()
}
