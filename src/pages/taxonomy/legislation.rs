//! What an instrument's page says to programs: a law with its dates and relations; of a plan, what any work has.

use crate::content::{Certainty, EventKind, InstrumentType, Kind, RelationKind, Stage};
use crate::pages::PageContext;
use crate::pages::shared::json_ld::is_law;
use crate::pages::shared::json_ld::types::{Legislation, Node, Thing, Work};
use crate::pages::shared::parts::Head;
use crate::site::{EntityId, Index, LocalizedSite};
use crate::values::Date;

/// The instrument; `description` is the first paragraph of its text.
pub(super) fn described(cx: PageContext<'_>, local: &LocalizedSite, index: Index, head: &Head, description: Option<String>) -> Node {
    let (site, language) = (cx.site, local.language);
    let node = site.instrument(index);
    let fields = node.shared();
    let name = site.instrument_name(index, language);
    let identifier = fields.identifier.as_ref().map(ToString::to_string);
    let agencies: Vec<_> = node.agencies.iter().map(|agency| cx.agency(local, *agency)).collect();
    let places = cx.areas(&node.jurisdiction.map(|jurisdiction| cx.jurisdiction(local, jurisdiction)));
    let short = site.instrument_short(index, language).map(str::to_owned);
    let thing = Thing {
        alternate_name: short.into_iter().chain(fields.aliases.iter().map(ToString::to_string)).collect(),
        description,
        url: Some(head.permalink.clone()),
        same_as: fields.url.as_ref().map(ToString::to_string),
        ..Thing::at(&head.permalink, name)
    };
    if !is_law(fields.kind) {
        let thing = Thing { identifier, ..thing };
        return Node::CreativeWork(Work { thing, source_organization: cx.organizations(&agencies), spatial_coverage: places, ..Work::default() });
    }
    let history = site.history(index);
    let reached: Vec<(Date, Stage)> = history.steps.iter().filter(|step| !step.ahead).filter_map(|step| Some((step.date, step.stage?))).collect();
    let first = |wanted: Stage| reached.iter().find(|(_, stage)| *stage == wanted).map(|(date, _)| *date);
    let last = |wanted: Stage| reached.iter().rev().find(|(_, stage)| *stage == wanted).map(|(date, _)| date.to_string());
    let in_force = first(Stage::InForce).map(|from| {
        let until = first(Stage::Repealed).map_or_else(|| "..".to_owned(), |until| until.to_string());
        format!("{from}/{until}")
    });
    let others = |wanted: &[RelationKind], also: &dyn Fn(InstrumentType) -> bool| {
        let others = node.relates.iter().filter(|(_, relation)| wanted.contains(relation));
        let kind = |other: Index| site.instrument(other).shared().kind.filter(|kind| is_law(Some(*kind)));
        others.filter(|(other, _)| kind(*other).is_some_and(also)).map(|(other, _)| cx.law_or_plan(local, *other)).collect::<Vec<Node>>()
    };
    let is_directive = |kind| kind == InstrumentType::Directive;
    Node::Legislation(Box::new(Legislation {
        work: Work { thing, temporal_coverage: in_force, ..Work::default() },
        legislation_identifier: identifier,
        legislation_type: fields.kind.map(|kind| kind.word().to_owned()),
        legislation_jurisdiction: places,
        legislation_responsible: cx.organizations(&agencies),
        legislation_date: first(Stage::Adopted).map(|date| date.to_string()),
        legislation_date_of_applicability: applies(cx, local, index),
        legislation_date_version: last(Stage::Amended),
        legislation_legal_force: history.stage.map(|stage| match stage {
            Stage::InForce | Stage::Amended => "https://schema.org/InForce",
            _ => "https://schema.org/NotInForce",
        }),
        // "Changes" takes in replacements: what stands in the place of another need not end it.
        legislation_changes: others(&[RelationKind::Amends, RelationKind::Replaces], &|_| true),
        legislation_repeals: others(&[RelationKind::Repeals], &|_| true),
        legislation_transposes: others(&[RelationKind::Implements], &is_directive),
        legislation_ensures_implementation_of: others(&[RelationKind::Implements], &|kind| !is_directive(kind)),
    }))
}

/// The days from which it applies, where these are certain: a law may apply in parts.
fn applies(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Vec<String> {
    let events = local.events_of(EntityId { kind: Kind::Instrument, index }).unwrap_or_default();
    let applies = events.iter().filter(|item| cx.site.event(**item).kind == Some(EventKind::Applies)).map(|item| cx.site.event_known(*item));
    let mut days: Vec<Date> = applies.filter(|known| matches!(known.certainty, Certainty::Confirmed | Certainty::Moved)).map(|known| known.date).collect();
    days.sort_unstable();
    days.dedup();
    days.iter().map(ToString::to_string).collect()
}
