//! Days of a briefing that stand in an order that cannot be, or is hardly meant.
//!
//! What cannot be is an error: it is withdrawn before it is published, a source is read before it is issued. All else might
//! be so, and is a warning that an entry's `checked` answers. Days of which only the month or the year is known are held against
//! others as far as they are known.

use std::collections::BTreeMap;

use super::{Briefing, BriefingKind};
use crate::content::data::source::{Source, SourceType};
use crate::content::findings::Findings;
use crate::content::{EventKind, MEND_ONE, Status};
use crate::diagnostics::Code;
use crate::values::{Date, Issued, Name};

/// Days after a briefing's own within which a source may be issued: what is told of an event comes out within two weeks. A
/// day of the next month is told.
const REPORTED: i32 = 14;

/// The same of sources that look back: laws as they are printed, transcripts, reports.
const LOOKS_BACK: i32 = 180;

/// Days by which two clocks may differ: it is tomorrow already in other parts of the world.
const ZONES: i32 = 1;

/// Years from a briefing to whatever it may give a day of; nobody plans further.
const REACH: i16 = 100;

/// What is earlier than this year is a misprint: no statistics are as old.
const FIRST_YEAR: i16 = 1600;

pub(super) fn check(briefing: &Briefing, findings: &mut Findings<'_>) {
    sources(briefing, findings);
    let Some(date) = briefing.date else { return };
    withdrawn(briefing, date, findings);
    event(briefing, date, findings);
    figures(briefing, date, findings);
    commitments(briefing, date, findings);
    updates(briefing, date, findings);
    dates(briefing, date, findings);
}

fn sources(briefing: &Briefing, findings: &mut Findings<'_>) {
    let newest = briefing.updates.iter().filter_map(|update| update.date).chain(briefing.date).max();
    for (i, source) in briefing.sources.iter().enumerate().filter(|(_, source)| source.checked.is_none()) {
        let Some(issued) = source.issued else { continue };
        let field = format!("sources[{i}].issued");
        if let Some(accessed) = source.accessed {
            if issued.start().days_since(accessed.end()) > ZONES {
                // What is printed in numbers or volumes may be read ahead of the day that it bears.
                let code = if is_dated_ahead(source) { Code::UnlikelyDate } else { Code::Contradiction };
                let message = format!("the source is read on {accessed}, before it is issued on {issued}");
                findings.against(code, &format!("sources[{i}].accessed"), message, MEND_ONE, (&field, "when it is issued"));
            }
            // Who read it says that it was there.
            continue;
        }
        let Some(newest) = newest.filter(|newest| issued.start().days_since(*newest) > within(source) && !is_in_address(source, issued)) else { continue };
        let (what, other) = if Some(newest) == briefing.date { ("briefing", "date") } else { ("newest update", "updates") };
        let message = format!("the source is issued on {issued}, long after the {what} of {newest}");
        let help = "mend the year or the day; if it is right, say when it was read, `accessed: …`, or why it stands: checked: \"…\"";
        findings.against(Code::UnlikelyDate, &field, message, help, (other, "the day of the briefing"));
    }
}

/// Whether a source is of a kind that often bears a later day than that on which it comes out.
fn is_dated_ahead(source: &Source) -> bool {
    use SourceType::{ArticleJournal, ArticleMagazine, Book, Chapter, PaperConference, Periodical, Thesis};
    matches!(source.kind, Some(ArticleJournal | ArticleMagazine | Book | Chapter | PaperConference | Periodical | Thesis))
}

/// Days after a briefing's own within which a source may be issued.
fn within(source: &Source) -> i32 {
    use SourceType::{Bill, Hearing, LegalCase, Legislation, Regulation, Report, Speech, Standard, Treaty};
    let looks_back = matches!(source.kind, Some(Bill | Hearing | LegalCase | Legislation | Regulation | Report | Speech | Standard | Treaty));
    if looks_back || is_dated_ahead(source) { LOOKS_BACK } else { REPORTED }
}

/// Whether a source's address has its day in it, as those of newspapers do: `/2024/04/08/`, `/2025/1028/`.
fn is_in_address(source: &Source, issued: Issued) -> bool {
    let (year, Some(month), Some(day)) = issued.parts() else { return false };
    let Some(url) = &source.url else { return false };
    let plain: String = url.as_str().chars().filter(|c| !matches!(c, '/' | '-' | '_' | '.')).collect();
    plain.contains(&format!("{year:04}{month:02}{day:02}"))
}

fn withdrawn(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    if let Some(day) = briefing.withdrawn.as_ref().and_then(|withdrawn| withdrawn.date).filter(|day| *day < date) {
        let message = format!("the briefing is withdrawn on {day}, before its own date, {date}");
        findings.against(Code::Contradiction, "withdrawn.date", message, "mend one of the two", ("date", "the day of the briefing"));
    }
}

fn event(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    let Some(event) = briefing.event.as_ref().filter(|event| event.checked.is_none()) else { return };
    if let Some(day) = event.date.filter(|day| *day > date) {
        let message = format!("the event is on {day}, but the briefing that sums it up is of {date}");
        findings.against(Code::UnlikelyDate, "event.date", message, MEND_ONE, ("date", "the day of the briefing"));
    }
}

fn figures(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    for (i, figure) in briefing.figures.iter().enumerate().filter(|(_, figure)| figure.checked.is_none()) {
        let Some(at) = figure.at() else { continue };
        let (field, written) = match figure.period {
            Some(period) => ("period", period.to_string()),
            None => ("as_of", at.to_string()),
        };
        let field = format!("figures[{i}].{field}");
        if figure.is_observed() && at > date {
            let ends = if figure.period.is_some() { format!(", which ends on {at}") } else { String::new() };
            let message = format!("the figure is about {written}{ends}, after the day of its briefing, {date}");
            let help = "mend one of the two; what is expected or planned is `nature: forecast` or `nature: target`; if both are right, say why: checked: \"…\"";
            findings.against(Code::UnlikelyTime, &field, message, help, ("date", "the day of the briefing"));
        } else if at.year() < FIRST_YEAR {
            let message = format!("the figure is about {written}, long before there were statistics");
            let help = "mend the year; if it is right, say why: checked: \"…\"";
            findings.against(Code::UnlikelyTime, &field, message, help, ("date", "the day of the briefing"));
        }
    }
}

fn commitments(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    for (i, commitment) in briefing.commitments.iter().enumerate().filter(|(_, commitment)| commitment.checked.is_none()) {
        // One that is told of when it is over may be told with the day that it had.
        let is_ahead = matches!(commitment.status, None | Some(Status::Announced | Status::InProgress));
        let by = commitment.target.as_ref().and_then(|target| target.by);
        for (due, field) in [(commitment.due, "due"), (by, "target.by")] {
            let Some(due) = due else { continue };
            let wrong = if is_ahead && due.end() < date {
                format!("the commitment is due by {due}, before it is announced on {date}")
            } else if is_far(due.end(), date) {
                format!("the commitment is due by {due}, and announced on {date}")
            } else {
                continue;
            };
            findings.against(Code::UnlikelyDate, &format!("commitments[{i}].{field}"), wrong, MEND_ONE, ("date", "the day of the briefing"));
        }
    }
}

/// Whether two days are further apart than anybody plans.
fn is_far(day: Date, from: Date) -> bool {
    day.year().abs_diff(from.year()) > REACH.unsigned_abs()
}

fn updates(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    for (i, update) in briefing.commitment_updates.iter().enumerate().filter(|(_, update)| update.checked.is_none()) {
        if let Some(day) = update.date.filter(|day| *day > date) {
            let message = format!("the state is that of {day}, but the briefing that reports it is of {date}");
            findings.against(Code::UnlikelyDate, &format!("commitment_updates[{i}].date"), message, MEND_ONE, ("date", "the day of the briefing"));
        }
    }
}

fn dates(briefing: &Briefing, date: Date, findings: &mut Findings<'_>) {
    for (i, event) in briefing.dates.iter().enumerate().filter(|(_, event)| event.checked.is_none()) {
        let Some(day) = event.date else { continue };
        let field = format!("dates[{i}].date");
        if is_far(day, date) {
            findings.against(
                Code::UnlikelyDate,
                &field,
                format!("the date is {day}, and the briefing that gives it is of {date}"),
                MEND_ONE,
                ("date", "the day of the briefing"),
            );
        } else if event.kind == Some(EventKind::CommentCloses) && briefing.kind == BriefingKind::Consultation && event.end.unwrap_or(day) < date {
            let message = format!("comments close on {day}, before the call for them of {date}");
            findings.against(Code::UnlikelyDate, &field, message, MEND_ONE, ("date", "the day of the briefing"));
        }
    }
    comments(briefing, findings);
}

/// Comments that close before they open. Of several rounds of one thing, the first may have opened unmentioned and the last may
/// close on a day that is not known yet: it is told where there is one of each.
fn comments(briefing: &Briefing, findings: &mut Findings<'_>) {
    let mut rounds: BTreeMap<Option<&str>, [Vec<usize>; 2]> = BTreeMap::new();
    for (i, event) in briefing.dates.iter().enumerate() {
        let kind = match event.kind {
            Some(EventKind::CommentOpens) => 0,
            Some(EventKind::CommentCloses) => 1,
            _ => continue,
        };
        rounds.entry(event.instrument.as_ref().map(Name::as_str)).or_default()[kind].push(i);
    }
    for [opening, closing] in rounds.values() {
        let (&[i], &[j]) = (opening.as_slice(), closing.as_slice()) else { continue };
        let (opens, closes) = (&briefing.dates[i], &briefing.dates[j]);
        let (Some(from), Some(to)) = (opens.date, closes.date) else { continue };
        if closes.end.unwrap_or(to) < from && opens.checked.is_none() && closes.checked.is_none() {
            let message = format!("comments close on {to}, before they open on {from}");
            findings.against(Code::UnlikelyDate, &format!("dates[{j}].date"), message, MEND_ONE, (&format!("dates[{i}].date"), "when they open"));
        }
    }
}
