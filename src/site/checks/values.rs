//! Different values of one indicator for one time, of which neither corrects the other (B0603).

use super::{Data, standing};
use crate::diagnostics::{Code, Diagnostic};
use crate::locale::Qualifier;
use crate::site::ids::EntryId;

pub(super) fn check(data: &Data<'_>, all: &mut Vec<Diagnostic>) {
    for (indicator, series) in data.series.iter().enumerate() {
        for observation in series.iter().filter(|o| !o.also.is_empty()) {
            // A bound never conflicts: more than four is true of five, too.
            let is_level = |item: &EntryId| matches!(data.figure(*item).qualifier, Qualifier::Exact | Qualifier::About) && data.is_comparable(*item);
            let levels = standing(observation).filter(is_level).filter_map(|item| Some((item, data.linked.amount(item)?)));
            let levels: Vec<_> = levels.collect();
            // Each is compared with the most precise one: what agrees with that agrees as far as anybody can tell.
            let Some(&(best, (value, half))) = levels.iter().min_by_key(|(item, (_, half))| (*half, *item)) else { continue };
            for &(item, (other, coarse)) in levels.iter().filter(|(item, _)| *item != best) {
                if value.checked_sub(other).is_none_or(|gap| gap.abs() <= half.max(coarse)) {
                    continue;
                }
                let (earlier, later) = (best.min(item), best.max(item));
                let id = &data.linked.indicators[indicator].id;
                let message = format!("`{id}` is given as {} for {}, but as {} before", data.written(later), data.when(later), data.written(earlier));
                all.push(
                    Diagnostic::new(Code::ConflictingValues, data.place(later, "value"), message)
                        .help(format!("if this corrects the earlier one, write `revises: {}`; if both stand, say why: checked: \"…\"", data.name(earlier)))
                        .also(data.place(earlier, "value"), "the earlier one"),
                );
            }
        }
    }
}
