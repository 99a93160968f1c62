//! `briefing.json` of each briefing: all that its page shows but the text.

use schemars::JsonSchema;
use serde::Serialize;

use super::commitment::{Commitment, Report};
use super::event::{DateReport, Event};
use super::figure::Figure;
use super::schema::File;
use super::values::{Change, Day, DayOrLess, Kind as Word, Named, Publisher, Relation, Stage, Type, Web};
use super::{Output, Scope, View};
use crate::content::{self, Kind};
use crate::pages::shared::held::Language;
use crate::site::{self, EntityId, EntryId, Form, Index};

/// A briefing of the digest.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "A briefing")]
pub(super) struct BriefingData {
    /// The schema of this file.
    #[serde(rename = "$schema")]
    schema: Web,
    /// Year and id: `2024/miit-nine-months`.
    id: String,
    /// The language of this file (BCP 47).
    language: String,
    /// Who publishes it.
    publisher: Publisher,
    /// The address of the licence that it is under.
    license: Option<String>,
    /// The title.
    title: String,
    /// Its page.
    url: Web,
    /// The day of what is told.
    date: Day,
    /// The day of its last change.
    updated: Day,
    /// What kind of thing it sums up.
    kind: Word,
    /// One or two sentences.
    summary: String,
    /// What is summed up, where it is not the briefing itself.
    event: Option<Occasion>,
    /// What it is filed under; the first counts most.
    topics: Vec<Named>,
    /// Who acts in it.
    agencies: Vec<Named>,
    /// Where it applies.
    jurisdictions: Vec<Named>,
    /// Who speaks in it.
    people: Vec<Person>,
    /// What a reader should take away, as plain text.
    key_points: Vec<String>,
    /// What it states in numbers.
    figures: Vec<Figure>,
    /// What somebody said would be done.
    commitments: Vec<Commitment>,
    /// What became of what earlier briefings tell of.
    commitment_updates: Vec<Report>,
    /// What happens on a day that readers should know.
    dates: Vec<Event>,
    /// What became of dates that earlier briefings give.
    date_updates: Vec<DateReport>,
    /// What it says of laws and plans.
    instruments: Vec<Step>,
    /// Where it is from, in the order of their numbers on the page.
    sources: Vec<Source>,
    /// What was changed after it was published, the newest first.
    updates: Vec<Update>,
    /// That it no longer stands.
    withdrawn: Option<Withdrawn>,
    /// Who wrote it.
    authors: Vec<String>,
    /// A picture that stands for it.
    image: Option<Image>,
    /// The same briefing in other languages.
    translations: Vec<Translation>,
}

/// What a briefing sums up.
#[derive(Debug, Serialize, JsonSchema)]
struct Occasion {
    /// Its name.
    name: Option<String>,
    /// Its day, where that is not the briefing's.
    date: Option<Day>,
    /// Where it was.
    place: Option<String>,
    /// Its own page.
    url: Option<String>,
}

/// An office holder, in the public role.
#[derive(Debug, Serialize, JsonSchema)]
struct Person {
    /// The name.
    name: String,
    /// The office.
    role: Option<String>,
    /// Where the office is.
    agency: Option<Named>,
}

/// What a briefing says of an instrument.
#[derive(Debug, Serialize, JsonSchema)]
struct Step {
    /// The instrument.
    instrument: Option<Named>,
    /// What identifies it among the facts of this site, as texts name it: `instrument:eu-ai-act`.
    fact: Option<String>,
    /// How far it has come; null where the briefing only tells of it.
    status: Option<Stage>,
    /// Since when.
    date: Day,
    /// What happens to it.
    relation: Option<Relation>,
    /// Why it goes back: what was reported before was wrong.
    correction: Option<String>,
}

/// Where a statement is from.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Source {
    /// Its title.
    title: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// What it is, in the words of the Citation Style Language.
    #[serde(rename = "type")]
    kind: Option<Type>,
    /// When it was published: a day, or the month or year where no more is known.
    issued: Option<DayOrLess>,
    /// When it was read, likewise.
    accessed: Option<DayOrLess>,
    /// Where it is.
    url: Option<String>,
    /// Where a copy is kept.
    archive_url: Option<String>,
    /// Its language (BCP 47).
    lang: Option<String>,
    /// What else is to be said of it, as plain text.
    note: Option<String>,
}

/// A change after publication.
#[derive(Debug, Serialize, JsonSchema)]
struct Update {
    /// When.
    date: Option<Day>,
    /// What kind of change.
    kind: Change,
    /// What was changed, as plain text in the original's language.
    note: Option<String>,
}

/// That a briefing no longer stands.
#[derive(Debug, Serialize, JsonSchema)]
struct Withdrawn {
    /// Since when.
    date: Option<Day>,
    /// Why, as plain text in the original's language.
    reason: Option<String>,
    /// The briefing that stands in its place: its year and id.
    replaced_by: Option<String>,
}

/// A picture.
#[derive(Debug, Serialize, JsonSchema)]
struct Image {
    /// Its address.
    url: Option<String>,
    /// The words that stand in for it.
    alt: Option<String>,
}

/// A briefing in another language.
#[derive(Debug, Serialize, JsonSchema)]
struct Translation {
    /// The language (BCP 47).
    language: String,
    /// Its page.
    url: Web,
    /// The file like this one.
    data: Web,
}

/// The path of the file of a briefing.
pub(super) fn path(briefing: &site::Briefing) -> String {
    format!("briefings/{}/briefing.json", briefing.name())
}

pub(super) fn outputs<'s>(scope: Scope<'s>, outputs: &mut Vec<Output<'s>>) {
    for &index in scope.local.pages() {
        let briefing = scope.site.briefing(index);
        let Some(version) = briefing.version(scope.language) else { continue };
        let held = (Language(scope.language), EntityId { kind: Kind::Briefing, index });
        let output = Output::made_from(scope.cx, scope.address(&path(briefing)), scope.language, held, |cx, _, (language, briefing)| {
            View::Json(Box::new(data(Scope::of(cx, *language), briefing.index)))
        });
        outputs.push(output.of(&version.document.path));
    }
}

fn data(scope: Scope<'_>, index: Index) -> BriefingData {
    let (site, language) = (scope.site, scope.language);
    let briefing = site.briefing(index);
    let version = briefing.version(language).unwrap_or_else(|| briefing.original());
    let (own, shared) = (site::Briefing::fields(version), briefing.shared());
    let items = |count: usize| (0..count).map(move |entry| EntryId { briefing: index, index: entry });
    BriefingData {
        schema: File::Briefing.url(site.config()),
        id: briefing.name(),
        language: site.config().languages[language].tag().to_owned(),
        publisher: scope.publisher(),
        license: scope.cx.license(),
        title: site.title(index, language).to_owned(),
        url: scope.permalink(Kind::Briefing, index).unwrap_or_default(),
        date: Day(briefing.date),
        updated: Day(briefing.modified()),
        kind: shared.kind.into(),
        summary: site.summary(index, language),
        event: shared.event.as_ref().map(|event| occasion(scope, event)),
        topics: scope.topics(&briefing.topics[..briefing.own_topics]),
        agencies: briefing.agencies.iter().map(|a| scope.named_agency(*a)).collect(),
        jurisdictions: briefing.jurisdictions.iter().map(|j| scope.named_jurisdiction(*j)).collect(),
        people: people(scope, briefing),
        key_points: (0..own.key_points.len()).filter_map(|i| scope.plain(version, &format!("key_points[{i}]"), language)).collect(),
        figures: items(briefing.figures.len()).map(|item| scope.figure_data(item)).collect(),
        commitments: items(briefing.commitments.len()).map(|item| scope.commitment_data(item)).collect(),
        commitment_updates: items(briefing.commitment_updates.len())
            .filter_map(|item| Some(scope.report(briefing.commitment_updates[item.index]?, item)))
            .collect(),
        dates: items(briefing.events.len()).map(|item| scope.event_data(item)).collect(),
        date_updates: items(briefing.date_updates.len()).filter_map(|item| Some(scope.date_report(briefing.date_updates[item.index]?, item))).collect(),
        instruments: items(briefing.moves.len()).map(|item| step(scope, item)).collect(),
        sources: scope.sources(briefing),
        updates: updates(scope, briefing, language),
        withdrawn: shared.withdrawn.as_ref().map(|withdrawn| Withdrawn {
            date: withdrawn.date.map(Day),
            reason: scope.plain(briefing.original(), "withdrawn.reason", language),
            replaced_by: briefing.replaced_by.map(|next| site.briefing(next).name()),
        }),
        authors: shared.authors.iter().map(ToString::to_string).collect(),
        image: briefing.image.as_ref().map(|image| Image {
            url: site.resolved(std::slice::from_ref(image), site::Vantage::default(), language, Form::Permalink, "").pop().map(|resolved| resolved.address),
            alt: shared.image.as_ref().and_then(|image| image.alt.as_ref()).map(ToString::to_string),
        }),
        translations: translations(scope, index),
    }
}

fn occasion(scope: Scope<'_>, event: &content::Event) -> Occasion {
    Occasion {
        name: scope.site.text_in(event.name.as_ref(), scope.language),
        date: event.date.map(Day),
        place: scope.site.text_in(event.place.as_ref(), scope.language),
        url: event.url.as_ref().map(ToString::to_string),
    }
}

fn people(scope: Scope<'_>, briefing: &site::Briefing) -> Vec<Person> {
    let people = briefing.shared().people.iter().zip(&briefing.people);
    people
        .map(|(person, agency)| Person {
            name: scope.site.text_in(person.name.as_ref(), scope.language).unwrap_or_default(),
            role: scope.site.text_in(person.role.as_ref(), scope.language),
            agency: agency.map(|a| scope.named_agency(a)),
        })
        .collect()
}

fn step(scope: Scope<'_>, item: EntryId) -> Step {
    let briefing = scope.site.briefing(item.briefing);
    let fields = scope.site.step(item);
    Step {
        instrument: briefing.moves[item.index].map(|index| scope.named_instrument(index)),
        fact: briefing.moves[item.index].map(|index| format!("instrument:{}", scope.site.instruments()[index].id)),
        status: fields.status.map(Into::into),
        date: Day(fields.date.unwrap_or(briefing.date)),
        relation: fields.relation.map(Into::into),
        correction: fields.correction.as_ref().map(ToString::to_string),
    }
}

/// Updates in the order of the page.
fn updates(scope: Scope<'_>, briefing: &site::Briefing, language: usize) -> Vec<Update> {
    let updates = briefing.shared().updates.iter().enumerate();
    let mut updates: Vec<Update> = updates
        .map(|(i, update)| Update {
            date: update.date.map(Day),
            kind: update.kind.into(),
            note: scope.plain(briefing.original(), &format!("updates[{i}].note"), language),
        })
        .collect();
    updates.sort_by_key(|update| std::cmp::Reverse(update.date.map(|day| day.0)));
    updates
}

fn translations(scope: Scope<'_>, index: Index) -> Vec<Translation> {
    let (site, config) = (scope.site, scope.site.config());
    let others = site.localized.iter().filter(|other| other.language != scope.language);
    others
        .filter_map(|other| {
            let page = site.address(EntityId { kind: Kind::Briefing, index }, other.language)?;
            Some(Translation {
                language: config.languages[other.language].tag().to_owned(),
                url: Web(page.permalink(config)),
                data: Web(scope.cx.address(other, &path(site.briefing(index))).permalink(config)),
            })
        })
        .collect()
}

impl Scope<'_> {
    /// The sources of a briefing.
    pub(super) fn sources(self, briefing: &site::Briefing) -> Vec<Source> {
        let text = |t: &Option<crate::values::Text>| t.as_ref().map(ToString::to_string);
        let sources = briefing.shared().sources.iter().zip(&briefing.publishers).enumerate();
        sources
            .map(|(i, (source, publisher))| Source {
                title: text(&source.title),
                publisher: publisher.map(|agency| self.site.agency_name(agency, self.language).to_owned()).or_else(|| text(&source.publisher)),
                kind: source.kind.map(Into::into),
                issued: source.issued.map(DayOrLess),
                accessed: source.accessed.map(DayOrLess),
                url: source.url.as_ref().map(ToString::to_string),
                archive_url: source.archive_url.as_ref().map(ToString::to_string),
                lang: text(&source.lang),
                note: self.plain(briefing.original(), &format!("sources[{i}].note"), self.language),
            })
            .collect()
    }
}
