//! The documents, entries, sources and units that can be named.

use super::{Item, MOST, kind};
use crate::content::{Briefing, Figure, Kind, OfKind};
use crate::locale::{Locale, regions};
use crate::lsp::desk::Desk;
use crate::lsp::hover;
use crate::site::List;
use crate::values::{Localised, Text, fold};

/// What is offered of many, in their order: those that have what was typed in them, up to a bound.
pub(super) struct Few {
    typed: String,
    pub(super) items: Vec<Item>,
    pub(super) is_cut: bool,
}

impl Few {
    pub(super) fn new(typed: &str) -> Self {
        Self { typed: fold(typed.trim()).into_owned(), items: Vec::new(), is_cut: false }
    }

    /// Takes what is called `label`, and also `names`; the rest of it is made only if it is offered.
    fn add(&mut self, label: &str, names: &[&str], item: impl FnOnce() -> Item) {
        let is_meant = |name: &str| self.typed.is_empty() || fold(name).contains(&self.typed);
        if !is_meant(label) && !names.iter().any(|name| is_meant(name)) {
            return;
        }
        if self.items.len() == MOST {
            self.is_cut = true;
            return;
        }
        let filter = if names.is_empty() { String::new() } else { format!("{label} {}", names.join(" ")) };
        self.items.push(Item { label: label.to_owned(), filter, kind: kind::REFERENCE, ..item() });
    }
}

/// The documents of a kind, the newest briefings first.
pub(super) fn entities(desk: &Desk, path: &str, of: Kind, few: &mut Few) {
    let Some(digest) = &desk.digest else { return };
    let directory = &digest.directory;
    let language = desk.document(path).map_or(0, |document| document.language);
    let all: Vec<_> = directory.entities(of).collect();
    let ordered: Box<dyn Iterator<Item = _>> = if matches!(of, Kind::Briefing | Kind::Edition) { Box::new(all.iter().rev()) } else { Box::new(all.iter()) };
    for entity in ordered {
        let Some(original) = directory.document(*entity, 0) else { continue };
        let shown = directory.document(*entity, language).unwrap_or(original);
        let fields = original.front.fields();
        let mut names = fields.titles();
        names.extend(shown.front.fields().titles());
        names.extend(fields.short().into_iter().flat_map(Localised::texts));
        names.extend(fields.aliases().iter().map(Text::as_str));
        names.dedup();
        few.add(&directory.name(*entity), &names, || Item { detail: hover::title(shown).to_owned(), ..Item::default() });
    }
    if of == Kind::Jurisdiction {
        let own = &digest.config.languages[language];
        for region in regions::all().filter(|region| !all.iter().any(|entity| directory.name(*entity) == region.id())) {
            let names: Vec<&str> = std::iter::once(region.name(own)).chain(region.aliases().iter().copied()).collect();
            few.add(region.id(), &names, || Item { detail: region.name(own).to_owned(), ..Item::default() });
        }
    }
}

/// The entries of this briefing, unless `others` alone are meant; then those of other briefings, the newest first.
pub(super) fn entries(desk: &Desk, path: &str, list: List, others: bool, few: &mut Few) {
    if !others {
        own(desk, path, list, few);
    }
    let Some(digest) = &desk.digest else { return };
    let here = digest.directory.at(path).map(|(entity, _)| entity);
    for entity in digest.directory.entities(Kind::Briefing).rev().filter(|entity| Some(*entity) != here) {
        if few.items.len() == MOST {
            few.is_cut = true;
            return;
        }
        let Some(briefing) = digest.directory.document(entity, 0).and_then(|document| Briefing::of(&document.front)) else { continue };
        let ids = list.ids(briefing);
        if ids.iter().all(Option::is_none) {
            continue;
        }
        let name = digest.directory.name(entity);
        for (index, id) in ids.into_iter().enumerate().filter_map(|(index, id)| Some((index, id?))) {
            few.add(&format!("{name}/{id}"), &[], || Item { detail: detail(list, briefing, index), ..Item::default() });
        }
    }
}

/// The entries of this briefing.
pub(super) fn own(desk: &Desk, path: &str, list: List, few: &mut Few) {
    let Some(own) = desk.briefing(path) else { return };
    for (index, id) in list.ids(own).into_iter().enumerate().filter_map(|(index, id)| Some((index, id?))) {
        let detail = detail(list, own, index);
        few.add(id.as_str(), &[&detail], || Item { detail: detail.clone(), ..Item::default() });
    }
}

/// What an entry is, as its file says it.
fn detail(list: List, briefing: &Briefing, index: usize) -> String {
    let first = |text: &Option<Localised>| text.as_ref().and_then(|text| text.texts().next().map(str::to_owned));
    match list {
        List::Figures => figure(&briefing.figures[index]),
        List::Commitments => first(&briefing.commitments[index].text).unwrap_or_default(),
        List::Dates => {
            let event = &briefing.dates[index];
            let date = event.date.map(|date| date.to_string());
            [date, first(&event.title)].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    }
}

fn figure(figure: &Figure) -> String {
    let about = figure.indicator.as_ref().map(ToString::to_string).or_else(|| figure.label.as_ref()?.texts().next().map(str::to_owned));
    let value = figure.value.map(|value| value.to_string());
    let scale = figure.scale.and_then(|scale| serde_json::to_value(scale).ok()?.as_str().map(str::to_owned));
    let unit = figure.unit.as_ref().map(ToString::to_string);
    let amount = [value, scale, unit].into_iter().flatten().collect::<Vec<_>>().join(" ");
    [Some(amount).filter(|amount| !amount.is_empty()), about].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The sources of this briefing.
pub(super) fn sources(desk: &Desk, path: &str, few: &mut Few) {
    for source in desk.briefing(path).into_iter().flat_map(|briefing| &briefing.sources) {
        let Some(id) = &source.id else { continue };
        let title = source.title.as_ref().map_or("", Text::as_str);
        few.add(id.as_str(), &[title], || Item { detail: title.to_owned(), ..Item::default() });
    }
}

/// The units, each with a figure in it.
pub(super) fn units(desk: &Desk, path: &str, few: &mut Few) {
    let Some(digest) = &desk.digest else { return };
    let language = desk.document(path).map_or(0, |document| document.language);
    let locale = Locale::new(&digest.config.languages[language]);
    let units = &digest.config.units;
    for unit in units.codes().filter_map(|code| units.find(code)) {
        let names: Vec<&str> = unit.texts().collect();
        few.add(unit.code(), &names, || Item { detail: hover::unit(unit, &locale), ..Item::default() });
    }
    few.items.iter_mut().for_each(|item| item.kind = kind::UNIT);
}
