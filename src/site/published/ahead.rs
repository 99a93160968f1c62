//! Days that lie ahead and cannot (B0122), and figures that were revised since a text quoted them (B0616).

use crate::content;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::ids::Index;
use crate::site::node::Version;
use crate::site::published::Site;
use crate::site::resolution::Resolution;
use crate::values::{Date, Issued};

/// Days by which two clocks may differ: it is tomorrow already in other parts of the world.
const ZONES: i32 = 1;

/// The days of a briefing that are of the past: each with its field and what it says, the first day that it may mean.
pub(super) fn past(fields: &content::Briefing) -> impl Iterator<Item = (Date, Field)> {
    let updates = fields.updates.iter().enumerate().filter_map(|(i, update)| Some((update.date?, Field::Update(i))));
    let withdrawn = fields.withdrawn.iter().filter_map(|withdrawn| Some((withdrawn.date?, Field::Withdrawn)));
    let sources = fields.sources.iter().enumerate().filter(|(_, source)| source.checked.is_none());
    let sources = sources.flat_map(|(i, source)| {
        let issued = source.issued.map(|day| (Issued::start(day), Field::Issued(i)));
        issued.into_iter().chain(source.accessed.map(|day| (Issued::start(day), Field::Accessed(i))))
    });
    updates.chain(withdrawn).chain(sources)
}

/// A field with a day of the past.
#[derive(Debug, Clone, Copy)]
pub(super) enum Field {
    Update(usize),
    Withdrawn,
    Issued(usize),
    Accessed(usize),
}

impl Field {
    fn path(self) -> String {
        match self {
            Self::Update(i) => format!("updates[{i}].date"),
            Self::Withdrawn => "withdrawn.date".to_owned(),
            Self::Issued(i) => format!("sources[{i}].issued"),
            Self::Accessed(i) => format!("sources[{i}].accessed"),
        }
    }

    fn words(self, day: Date, fields: &content::Briefing) -> String {
        let known = |issued: Option<Issued>| issued.map_or_else(|| format!("on {day}"), in_words);
        match self {
            Self::Update(_) => format!("the briefing is changed on {day}"),
            Self::Withdrawn => format!("the briefing is withdrawn on {day}"),
            Self::Issued(i) => format!("the source is issued {}", known(fields.sources[i].issued)),
            Self::Accessed(i) => format!("the source is read {}", known(fields.sources[i].accessed)),
        }
    }
}

fn in_words(day: Issued) -> String {
    let on = if matches!(day, Issued::Day(_)) { "on" } else { "in" };
    format!("{on} {day}")
}

impl Site<'_> {
    /// Reports days of the past that lie ahead of the day of the build. A briefing that lies ahead itself is told of as a whole.
    pub(super) fn check_past(&self, index: Index, all: &mut Vec<Diagnostic>) {
        let (briefing, today) = (&self.linked.briefings[index], self.moment.today);
        if self.moment.drafts || briefing.date > today {
            return;
        }
        for (day, field) in past(briefing.shared()).filter(|(day, _)| day.days_since(today) > ZONES) {
            let path = &briefing.original().document.path;
            let ahead =
                Diagnostic::new(Code::FutureDate, Place::value(path, field.path()), format!("{}, which lies ahead", field.words(day, briefing.shared())));
            all.push(ahead.help("mend the date: most often it is the year").also(Place::value(path, "date"), "the day of the briefing"));
        }
    }

    /// Reports a figure of another briefing that a text quotes as it was known on its day, and that was revised since, unless an
    /// update of the briefing says that it was looked at.
    pub(super) fn check_quoted(&self, version: &Version, resolution: &Resolution, place: impl FnOnce() -> Place, all: &mut Vec<Diagnostic>) {
        let Resolution::Figure { item, part } = resolution else { return };
        let Some(own) = version.from.briefing.filter(|own| *own != item.briefing) else { return };
        let (known, Some(since)) = self.figure_from(*item, *part, version.from) else { return };
        let day = self.linked.briefings[since.briefing].date;
        let looked_at = self.linked.briefings[own].shared().updates.iter().filter_map(|update| update.date).any(|update| update >= day);
        if looked_at {
            return;
        }
        let language = version.document.language;
        let (before, after) = (self.figure_words(known, *part, language), self.figure_words(since, *part, language));
        let message = format!("the text gives {before} here, which was revised since to {after}");
        let place_of = |item: crate::site::ids::EntryId| {
            Place::value(&self.linked.briefings[item.briefing].original().document.path, format!("figures[{}].id", item.index))
        };
        let help = format!("if the text is still right, say so in an update: updates: [{{date: {day}, note: …}}]; if not, say there what changes");
        all.push(Diagnostic::new(Code::RevisedSince, place(), message).help(help).also(place_of(since), format!("the revision, of {day}")));
    }
}
