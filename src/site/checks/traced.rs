//! How much of what the texts of briefings say in numbers and dates is traced to a fact or a source.
//!
//! A number is, if the text prints it by a reference; if it is a figure or a change of its briefing, by the rule of `prose`, or
//! stands in what a figure or commitment is called; or if its sentence cites a source whose quote or stored text has it. A date is, if the text prints it by a reference, or a day
//! or period of the front matter is it.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Data;
use super::prose::{self, Numbers};
use crate::content::{Briefing, ProseDate, ProseNumber, dates, numbers};
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::locale::{Language, MonthNames, Notation, language_of_text};
use crate::site::model::Linked;
use crate::site::node::Version;
use crate::site::resolution::Resolution;
use crate::values::{Date, Localised, Number};

/// What is traced of the numbers and dates in texts.
#[derive(Debug, Default)]
pub struct Trace {
    /// The texts of briefings, in the order of their days.
    pub pages: Vec<PageTrace>,
    /// What is not traced, each as a note at its place.
    pub loose: Vec<Diagnostic>,
}

/// What is traced in the text of one file.
#[derive(Debug)]
pub struct PageTrace {
    /// The file.
    pub file: Arc<str>,
    /// Of its numbers.
    pub numbers: Share,
    /// Of its dates.
    pub dates: Share,
}

/// How many of how many are traced.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Those that are traced.
    pub traced: usize,
    /// All of them.
    pub all: usize,
}

impl Share {
    fn add(&mut self, traced: bool) {
        self.all += 1;
        self.traced += usize::from(traced);
    }

    /// The share from 0 to 1; of nothing all is traced.
    #[must_use]
    pub fn of_one(self) -> Decimal {
        Decimal::from(self.traced).checked_div(Decimal::from(self.all)).unwrap_or(Decimal::ONE)
    }
}

impl std::iter::Sum for Share {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), |sum, share| Self { traced: sum.traced + share.traced, all: sum.all + share.all })
    }
}

impl Trace {
    /// Of the numbers of all texts.
    #[must_use]
    pub fn numbers(&self) -> Share {
        self.pages.iter().map(|page| page.numbers).sum()
    }

    /// Of the dates of all texts.
    #[must_use]
    pub fn dates(&self) -> Share {
        self.pages.iter().map(|page| page.dates).sum()
    }
}

/// The numbers of the stored texts that are known, by path.
pub type StoredNumbers<'s> = dyn Fn(&str) -> Option<&'s [Number]> + 's;

/// Looks at the texts of the briefings that are `shown`.
pub(in crate::site) fn trace(linked: &Linked, shown: &[bool], stored: &StoredNumbers<'_>) -> Trace {
    let data = Data { linked, series: Vec::new() };
    let languages: Vec<(Notation, MonthNames)> = linked.config.languages.iter().map(|language| (Notation::of(language), MonthNames::of(language))).collect();
    let mut trace = Trace::default();
    let mut notations = HashMap::new();
    for (index, briefing) in linked.briefings.iter().enumerate().filter(|(index, _)| shown[*index]) {
        let sources = Sources::of(briefing.shared(), &briefing.original().document.path, &linked.config.languages[0], stored, &mut notations);
        let (known, named) = (prose::given(&data, index), named(briefing.shared(), languages[0].0));
        for version in briefing.versions() {
            let (notation, months) = &languages[version.document.language];
            let mut reader = Reader {
                known: &known,
                named: &named,
                sources: &sources,
                days: briefing.shared().days(),
                notation: *notation,
                months,
                version,
                trace: &mut trace,
            };
            let page = reader.page();
            trace.pages.push(page);
        }
    }
    trace
}

/// The numbers in what figures and commitments are called, by size: "companies valued at over USD 10 billion".
fn named(briefing: &Briefing, notation: Notation) -> Vec<Decimal> {
    let labels = briefing.figures.iter().filter_map(|figure| figure.label.as_ref()).chain(briefing.commitments.iter().filter_map(|c| c.text.as_ref()));
    let mut named: Vec<Decimal> = labels.flat_map(Localised::texts).flat_map(|text| notation.amounts(text)).collect();
    named.sort_unstable();
    named
}

/// What the sources of a briefing are known to say, in numbers by size.
struct Sources(Vec<Vec<Decimal>>);

impl Sources {
    fn of(briefing: &Briefing, path: &str, usual: &Language, stored: &StoredNumbers<'_>, notations: &mut HashMap<String, Notation>) -> Self {
        let mut all = vec![Vec::new(); briefing.sources.len()];
        for (index, source) in briefing.sources.iter().enumerate() {
            let is_of = |figure: &&crate::content::Figure| briefing.quoted(figure).is_some_and(|quoted| std::ptr::eq(quoted, source));
            for quote in briefing.figures.iter().filter(is_of).filter_map(|figure| figure.quote.as_ref()) {
                let given = source.lang.as_ref().and_then(|tag| Language::parse(tag.as_str()).ok());
                let language = given.unwrap_or_else(|| language_of_text(quote.as_str(), usual));
                let notation = notations.entry(language.tag().to_owned()).or_insert_with(|| Notation::of(&language));
                all[index].extend(notation.amounts(quote.as_str()));
            }
        }
        for (index, text) in briefing.texts() {
            let numbers = crate::content::join(path, text).and_then(|path| stored(&path));
            all[index].extend(numbers.into_iter().flatten().map(|number| number.decimal()));
        }
        for said in &mut all {
            said.sort_unstable();
        }
        Self(all)
    }
}

/// Looks at one version of a briefing.
struct Reader<'r> {
    known: &'r Numbers,
    /// The numbers in what figures and commitments are called, by size.
    named: &'r [Decimal],
    sources: &'r Sources,
    days: Vec<(Date, Date)>,
    notation: Notation,
    months: &'r MonthNames,
    version: &'r Version,
    trace: &'r mut Trace,
}

impl Reader<'_> {
    fn page(&mut self) -> PageTrace {
        let document = &self.version.document;
        let outline = &document.outline;
        let mut page = PageTrace { file: Arc::clone(&document.path), numbers: Share::default(), dates: Share::default() };
        for resolution in self.version.body.iter().chain(self.version.inlines.iter().flatten()) {
            match resolution {
                Resolution::Figure { .. } => page.numbers.add(true),
                Resolution::Date { .. } => page.dates.add(true),
                _ => {}
            }
        }
        let at = |span: &std::ops::Range<u32>| Place::bytes(&document.path, outline.start + span.start as usize..outline.start + span.end as usize);
        // What the text has traced may stand in the title and the summary too.
        let mut said: Vec<Decimal> = Vec::new();
        for number in outline.numbers.iter().filter(|number| counts(number)) {
            let from = outline.references.partition_point(|reference| reference.span.start < number.sentence.start);
            let to = outline.references.partition_point(|reference| reference.span.start < number.sentence.end);
            let cited = self.version.body.get(from..to).into_iter().flatten().filter_map(|resolution| match resolution {
                Resolution::Citation(source) => self.sources.0.get(*source),
                _ => None,
            });
            let traced =
                self.is_given(number) || prose::amount(number).is_some_and(|amount| cited.into_iter().any(|said| prose::has(said, |said| *said, amount)));
            if traced {
                said.extend(prose::amount(number).map(|(amount, _)| amount));
            } else {
                self.loose(Code::UntracedNumber, at(&number.span), "this number");
            }
            page.numbers.add(traced);
        }
        said.sort_unstable();
        for date in &outline.dates {
            let traced = self.is_known(date);
            if !traced {
                self.loose(Code::UntracedDate, at(&date.span), "this date");
            }
            page.dates.add(traced);
        }
        for (field, text) in super::translation::texts(&document.front).into_iter().filter(|(field, _)| !field.contains("note") && !field.contains("reason")) {
            let place = Place::value(&document.path, &field);
            for number in numbers(text, self.notation).iter().filter(|number| counts(number)) {
                let traced = self.is_given(number) || prose::amount(number).is_some_and(|amount| prose::has(&said, |said| *said, amount));
                if !traced {
                    self.loose(Code::UntracedNumber, place.clone(), &format!("`{}`", words(text, &number.span)));
                }
                page.numbers.add(traced);
            }
            for date in dates(text, self.months) {
                let traced = self.is_known(&date);
                if !traced {
                    self.loose(Code::UntracedDate, place.clone(), &format!("`{}`", words(text, &date.span)));
                }
                page.dates.add(traced);
            }
        }
        page
    }

    /// Whether a number is one of the briefing's data.
    fn is_given(&self, number: &ProseNumber) -> bool {
        self.known.has(number) || prose::amount(number).is_some_and(|amount| prose::has(self.named, |named| *named, amount))
    }

    /// Whether a date is a day of the front matter, or the beginning or end of a period there.
    fn is_known(&self, date: &ProseDate) -> bool {
        let is_it = |day: &Date| {
            let civil = day.civil();
            date.year.is_none_or(|year| year == civil.year()) && date.month == civil.month() && date.day.is_none_or(|day| day == civil.day())
        };
        self.days.iter().any(|(from, to)| is_it(from) || is_it(to))
    }

    fn loose(&mut self, code: Code, place: Place, what: &str) {
        let help = match code {
            Code::UntracedDate => "give its day in the front matter, or print it with [[date:…]]",
            _ => "print the figure with [[fig:…]]; or cite a source in its sentence whose `quote` or stored `text` has it",
        };
        self.trace.loose.push(Diagnostic::new(code, place, format!("{what} is not traced")).help(help));
    }
}

/// Whether a number is one that is to be traced: a count such as 19 members is no statistic.
fn counts(number: &ProseNumber) -> bool {
    number.percent || number.power.unwrap_or(0) > 0 || number.value.decimal().scale() > 0 || number.value.decimal() >= Decimal::ONE_HUNDRED
}

fn words<'t>(text: &'t str, span: &std::ops::Range<u32>) -> &'t str {
    text.get(span.start as usize..span.end as usize).unwrap_or_default()
}

/// What is told where less is traced than site.yaml holds.
pub(in crate::site) fn floor(linked: &Linked, trace: &Trace) -> Vec<Diagnostic> {
    let Some(floor) = linked.config.traced else { return Vec::new() };
    let shares = [("numbers", trace.numbers(), floor.numbers, Code::UntracedNumber), ("dates", trace.dates(), floor.dates, Code::UntracedDate)];
    let below = shares.into_iter().filter_map(|(what, share, least, code)| {
        let least = least.filter(|least| share.of_one() < *least)?;
        let message = format!("{} of {} {what} in texts are traced, which is {:.3} and less than {least}", share.traced, share.all, share.of_one());
        let told = Diagnostic::new(Code::BelowFloor, Place::value(&linked.config.file, format!("traced.{what}")), message);
        let first = trace.loose.iter().find(|loose| loose.code == code).map(|loose| loose.place.clone());
        let told = told.help("`bulletin check --traced` lists the rest");
        Some(match first {
            Some(first) => told.also(first, "the first of them"),
            None => told,
        })
    });
    below.collect()
}
