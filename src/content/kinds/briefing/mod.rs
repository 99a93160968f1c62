//! Briefings: what the site is made of.

mod days;
mod fields;
mod order;

pub use fields::{BriefingKind, Event, Image, Person};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::data::source::{Source, unique};
use crate::content::data::update::{Update, Withdrawn};
use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::content::{Commitment, CommitmentUpdate, DateUpdate, DatedEvent, Figure, Move};
use crate::diagnostics::{Code, Edit, Fix};
use crate::values::{Date, Id, Instant, Name, SiteAddress, Text};

/// The front matter of a briefing. Only `title`, `date` and `topics` are required; each further field switches more on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Briefing {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The title.
    pub title: Option<Text>,
    /// The day of what is told: what readers sort by.
    pub date: Option<Date>,
    /// What it is filed under; the first counts most.
    pub topics: Vec<Name>,
    /// One or two sentences for listings and feeds; by default the first paragraph.
    pub summary: Option<Text>,
    /// What kind of thing it sums up.
    pub kind: BriefingKind,
    /// What is summed up, where it is not the briefing itself.
    pub event: Option<Event>,
    /// Who acts in it.
    pub agencies: Vec<Name>,
    /// Where it applies.
    pub jurisdictions: Vec<Name>,
    /// Who speaks in it.
    pub people: Vec<Person>,
    /// What a reader should take away, five at most; Markdown of one line each.
    pub key_points: Vec<Text>,
    /// Whether it may lead the home page; the newest such briefing does.
    pub featured: bool,
    /// Where it is from; the text cites them by their ids.
    pub sources: Vec<Source>,
    /// What it states in numbers: printed in the text, listed, charted.
    pub figures: Vec<Figure>,
    /// What somebody said would be done.
    pub commitments: Vec<Commitment>,
    /// What became of what earlier briefings report.
    pub commitment_updates: Vec<CommitmentUpdate>,
    /// Days for the calendar: deadlines, hearings, entry into force.
    pub dates: Vec<DatedEvent>,
    /// What became of dates that earlier briefings give: moved, or cancelled.
    pub date_updates: Vec<DateUpdate>,
    /// The laws and plans that it tells of, and how far they have come.
    pub instruments: Vec<Move>,
    /// Corrections and other changes since it was published, shown on its page and in the feeds.
    pub updates: Vec<Update>,
    /// That it no longer stands: its page stays, with a notice, and leaves all listings.
    pub withdrawn: Option<Withdrawn>,
    /// Whether it is held back altogether.
    pub draft: bool,
    /// Until when it is held back.
    pub publish_at: Option<Instant>,
    /// The briefing or edition with which it comes out: it is held back as long as that one is.
    pub publish_with: Option<Name>,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// A picture that stands for it.
    pub image: Option<Image>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
    /// Fields of the site's own, for its templates.
    #[serde(with = "crate::content::data::extra")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Briefing {
    /// Whether its fields leave a reader with a title alone.
    fn says_nothing(&self) -> bool {
        self.summary.is_none()
            && self.key_points.is_empty()
            && self.figures.is_empty()
            && self.commitments.is_empty()
            && self.commitment_updates.is_empty()
            && self.dates.is_empty()
            && self.instruments.is_empty()
            && self.image.is_none()
            && self.withdrawn.is_none()
            && self.extra.is_empty()
    }
}

impl Rules for Briefing {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["title", "date", "topics"])];
    const TRANSLATION: Translated = Translated { must: &["title"], may: &["id", "summary", "key_points", "redirect_from"] };
}

impl FrontMatter for Briefing {
    common!(id date draft publish_at publish_with redirect_from);

    fn date_by_name(&mut self, date: Date) -> bool {
        let is_missing = self.date.is_none();
        self.date.get_or_insert(date);
        is_missing
    }

    fn titles(&self) -> Vec<&str> {
        self.title.iter().map(Text::as_str).collect()
    }

    fn inlines(&self) -> Vec<(String, &str)> {
        let points = self.key_points.iter().enumerate().map(|(i, p)| (format!("key_points[{i}]"), p.as_str()));
        let notes = self.updates.iter().enumerate().filter_map(|(i, u)| Some((format!("updates[{i}].note"), u.note.as_ref()?.as_str())));
        let reason = self.withdrawn.iter().filter_map(|w| Some(("withdrawn.reason".to_owned(), w.reason.as_ref()?.as_str())));
        let sources = self.sources.iter().enumerate().filter_map(|(i, s)| Some((format!("sources[{i}].note"), s.note.as_ref()?.as_str())));
        points.chain(notes).chain(reason).chain(sources).collect()
    }

    fn mentions(&self) -> Vec<(&'static str, String)> {
        let figures = self.figures.iter().filter_map(|f| Some(("fig", f.id.as_ref()?.to_string())));
        let sources = self.sources.iter().filter_map(|s| Some(("@", s.id.as_ref()?.to_string())));
        let named = [("topic", &self.topics), ("agency", &self.agencies), ("jurisdiction", &self.jurisdictions)];
        let named = named.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name.to_string())));
        figures.chain(sources).chain(named).collect()
    }

    fn shrink(&mut self) {
        self.topics.shrink_to_fit();
        self.agencies.shrink_to_fit();
        self.jurisdictions.shrink_to_fit();
        self.people.shrink_to_fit();
        self.key_points.shrink_to_fit();
        self.sources.shrink_to_fit();
        self.figures.shrink_to_fit();
        self.commitments.shrink_to_fit();
        self.commitment_updates.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.date_updates.shrink_to_fit();
        self.instruments.shrink_to_fit();
        self.updates.shrink_to_fit();
        self.authors.shrink_to_fit();
        self.redirect_from.shrink_to_fit();
    }

    fn punctuate(&mut self, language: &str) {
        // Each field is named here, so that a new one does not compile until it is decided whether it is a text.
        let Self {
            id: _,
            title,
            date: _,
            topics: _,
            summary,
            kind: _,
            event,
            agencies: _,
            jurisdictions: _,
            people: _,
            key_points: _,
            featured: _,
            sources: _,
            figures,
            commitments,
            commitment_updates,
            dates,
            date_updates,
            instruments: _,
            updates: _,
            withdrawn: _,
            draft: _,
            publish_at: _,
            publish_with: _,
            authors: _,
            image: _,
            redirect_from: _,
            extra: _,
        } = self;
        crate::content::front_matter::punctuate([title, summary], language);
        crate::content::front_matter::punctuate_each(figures.iter_mut().flat_map(|f| [&mut f.label, &mut f.note]), language);
        crate::content::front_matter::punctuate_each(event.iter_mut().flat_map(|e| [&mut e.name, &mut e.place]), language);
        crate::content::front_matter::punctuate_each(commitments.iter_mut().map(|c| &mut c.text), language);
        crate::content::front_matter::punctuate_each(commitment_updates.iter_mut().map(|u| &mut u.note), language);
        crate::content::front_matter::punctuate_each(dates.iter_mut().flat_map(|d| [&mut d.title, &mut d.note]), language);
        crate::content::front_matter::punctuate_each(date_updates.iter_mut().map(|u| &mut u.note), language);
    }

    fn check(&self, findings: &mut Findings<'_>) {
        findings.require(self.title.is_some(), "title", "title: What was announced");
        if !self.draft {
            findings.refuse_prompt("summary", self.summary.as_ref());
            findings.refuse_prompts("key_points", &self.key_points);
        }
        if findings.body_is_empty() && findings.is_whole() && !findings.is_translation() && !self.draft && self.says_nothing() {
            findings.file(Code::EmptyText, "the briefing says nothing", "write its text below the front matter, or give a `summary`");
        }
        if self.key_points.len() > 5 {
            findings.key(
                Code::TooManyKeyPoints,
                "key_points",
                format!("{} key points", self.key_points.len()),
                Some("keep the five that matter most".to_owned()),
            );
        }
        if findings.is_translation() {
            self.check_translation(findings);
        } else {
            self.check_original(findings);
        }
    }
}

impl Briefing {
    /// The paths of its sources' stored texts, counted from its own folder, each with the source's place in the list.
    pub fn texts(&self) -> impl Iterator<Item = (usize, &str)> {
        self.sources.iter().enumerate().filter_map(|(index, source)| Some((index, source.text.as_ref()?.as_str())))
    }

    /// The source that a figure is quoted from: the one that it names, or the only one.
    #[must_use]
    pub fn quoted(&self, figure: &Figure) -> Option<&Source> {
        match &figure.source {
            Some(id) => self.sources.iter().find(|source| source.id.as_ref() == Some(id)),
            None => self.sources.first().filter(|_| self.sources.len() == 1),
        }
    }

    fn check_original(&self, findings: &mut Findings<'_>) {
        findings.require_date(self.date.is_some());
        findings.require(!self.topics.is_empty(), "topics", "topics: [telecoms]");
        if let (Some(date), Some(named)) = (self.date, findings.date_in_name())
            && date != named
        {
            let told = findings.at_value(Code::DateDiffersFromName, "date", format!("the date is {date}, but the file's name says {named}"));
            let told = told.help(format!("rename the file so that it begins with {date}, or mend the date"));
            // Which of the two is right, only its author knows; names of files are mended more often.
            let (folder, name) = findings.path.rsplit_once('/').unwrap_or(("", findings.path));
            let renamed = name.strip_prefix(&named.to_string()).map(|rest| format!("{folder}/{date}{rest}"));
            let fix = renamed.map(|to| Fix::offer(vec![Edit::rename(findings.path, to)]));
            findings.all.push(told.fix(fix));
        }
        if self.sources.is_empty() && !findings.is_damaged("sources") {
            findings.file(Code::NoSources, "the briefing names no source", "add `sources:` with a title, a publisher and an address");
        }
        self.check_sources(findings);
        for (i, person) in self.people.iter().enumerate() {
            findings.require_in(person.name.is_some(), &format!("people[{i}]"), "name");
        }
        for (i, update) in self.updates.iter().enumerate() {
            findings.require_in(update.date.is_some(), &format!("updates[{i}]"), "date");
            findings.require_in(update.note.is_some(), &format!("updates[{i}]"), "note");
            if let (Some(date), Some(on)) = (self.date, update.date)
                && on < date
            {
                findings.value(
                    Code::Contradiction,
                    &format!("updates[{i}].date"),
                    format!("an update of {on} is older than the briefing of {date}"),
                    Some("mend one of the dates".to_owned()),
                );
            }
        }
        self.check_data(findings);
        order::check(self, findings);
        if let Some(withdrawn) = &self.withdrawn {
            findings.require_in(withdrawn.date.is_some(), "withdrawn", "date");
            findings.require_in(withdrawn.reason.is_some(), "withdrawn", "reason");
        }
        if let Some(image) = &self.image {
            findings.require_in(image.src.is_some(), "image", "src");
            if image.alt.is_none() {
                findings.key(
                    Code::MissingAlt,
                    "image",
                    "the image has no `alt`".to_owned(),
                    Some("say what it shows: image: {src: chart.png, alt: \"…\"}".to_owned()),
                );
            }
        }
    }

    /// Checks what it gives as data.
    fn check_data(&self, findings: &mut Findings<'_>) {
        unique("figures", self.figures.iter().map(|f| f.id.as_ref()), findings);
        unique("commitments", self.commitments.iter().map(|c| c.id.as_ref()), findings);
        unique("dates", self.dates.iter().map(|d| d.id.as_ref()), findings);
        for (i, figure) in self.figures.iter().enumerate() {
            figure.check(&format!("figures[{i}]"), &self.sources, &self.figures, findings);
        }
        for (i, commitment) in self.commitments.iter().enumerate() {
            commitment.check(&format!("commitments[{i}]"), &self.sources, findings);
        }
        for (i, update) in self.commitment_updates.iter().enumerate() {
            update.check(&format!("commitment_updates[{i}]"), &self.sources, findings);
        }
        for (i, event) in self.dates.iter().enumerate() {
            event.check(&format!("dates[{i}]"), findings);
        }
        for (i, update) in self.date_updates.iter().enumerate() {
            update.check(&format!("date_updates[{i}]"), &self.sources, findings);
        }
        for (i, step) in self.instruments.iter().enumerate() {
            findings.require_in(step.instrument.is_some(), &format!("instruments[{i}]"), "instrument");
        }
    }

    fn check_sources(&self, findings: &mut Findings<'_>) {
        for (i, source) in self.sources.iter().enumerate() {
            let named = source.title.is_some() || source.url.is_some();
            findings.require_in(named, &format!("sources[{i}]"), "title");
            source.check_text(&format!("sources[{i}]"), findings);
            source.check_language(&format!("sources[{i}]"), findings);
            let twin = source.id.as_ref().and_then(|id| self.sources[..i].iter().position(|s| s.id.as_ref() == Some(id)));
            if let Some(twin) = twin {
                findings.value(
                    Code::Contradiction,
                    &format!("sources[{i}].id"),
                    format!("the id `{}` is that of source {} too", source.id.as_ref().map_or("", Id::as_str), twin + 1),
                    Some("give each source an id of its own".to_owned()),
                );
            }
        }
    }

    fn check_translation(&self, findings: &mut Findings<'_>) {
        // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
        let Self {
            id: _,
            title: _,
            date,
            topics,
            summary: _,
            kind,
            event,
            agencies,
            jurisdictions,
            people,
            key_points: _,
            featured,
            sources,
            figures,
            commitments,
            commitment_updates,
            dates,
            date_updates,
            instruments,
            updates,
            withdrawn,
            draft,
            publish_at,
            publish_with,
            authors,
            image,
            redirect_from: _,
            extra,
        } = self;
        findings.forbid_in_translation(&[
            ("date", date.is_some()),
            ("topics", !topics.is_empty()),
            ("kind", *kind != BriefingKind::default()),
            ("event", event.is_some()),
            ("agencies", !agencies.is_empty()),
            ("jurisdictions", !jurisdictions.is_empty()),
            ("people", !people.is_empty()),
            ("featured", *featured),
            ("sources", !sources.is_empty()),
            ("figures", !figures.is_empty()),
            ("commitments", !commitments.is_empty()),
            ("commitment_updates", !commitment_updates.is_empty()),
            ("dates", !dates.is_empty()),
            ("date_updates", !date_updates.is_empty()),
            ("instruments", !instruments.is_empty()),
            ("updates", !updates.is_empty()),
            ("withdrawn", withdrawn.is_some()),
            ("draft", *draft),
            ("publish_at", publish_at.is_some()),
            ("publish_with", publish_with.is_some()),
            ("image", image.is_some()),
            ("authors", !authors.is_empty()),
            ("extra", !extra.is_empty()),
        ]);
    }
}
