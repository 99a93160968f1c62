//! Which fields name something, and what.

use crate::content::Kind;
use crate::site::List;

/// What the value of a field names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// A document of a kind.
    Entity(Kind),
    /// A briefing or an edition.
    Published,
    /// An entry of a briefing's list.
    Entry(List),
    /// A source of this briefing.
    Source,
    /// A unit.
    Unit,
}

/// What the value of the field that `keys` lead to names, in a document of `kind`.
pub(super) fn named<K: AsRef<str>>(kind: Kind, keys: &[K]) -> Option<Names> {
    find(NAMES, kind, keys)
}

/// What an id declares that stands in the field that `keys` lead to.
pub(super) fn declared<K: AsRef<str>>(kind: Kind, keys: &[K]) -> Option<Names> {
    if let [key] = keys
        && key.as_ref() == "id"
    {
        return Some(Names::Entity(kind));
    }
    find(DECLARED, kind, keys)
}

fn find<K: AsRef<str>>(table: &[(Kind, &str, Names)], kind: Kind, keys: &[K]) -> Option<Names> {
    let is_path = |path: &str| path.split('.').eq(keys.iter().map(AsRef::as_ref));
    table.iter().find(|(of, path, _)| *of == kind && is_path(path)).map(|(.., names)| *names)
}

const DECLARED: &[(Kind, &str, Names)] = &[
    (Kind::Briefing, "figures.id", Names::Entry(List::Figures)),
    (Kind::Briefing, "commitments.id", Names::Entry(List::Commitments)),
    (Kind::Briefing, "dates.id", Names::Entry(List::Dates)),
    (Kind::Briefing, "sources.id", Names::Source),
];

const NAMES: &[(Kind, &str, Names)] = &[
    (Kind::Briefing, "topics", Names::Entity(Kind::Topic)),
    (Kind::Briefing, "agencies", Names::Entity(Kind::Agency)),
    (Kind::Briefing, "jurisdictions", Names::Entity(Kind::Jurisdiction)),
    (Kind::Briefing, "people.agency", Names::Entity(Kind::Agency)),
    (Kind::Briefing, "sources.publisher", Names::Entity(Kind::Agency)),
    (Kind::Briefing, "figures.indicator", Names::Entity(Kind::Indicator)),
    (Kind::Briefing, "figures.by", Names::Entity(Kind::Agency)),
    (Kind::Briefing, "figures.unit", Names::Unit),
    (Kind::Briefing, "figures.revises", Names::Entry(List::Figures)),
    (Kind::Briefing, "figures.part_of", Names::Entry(List::Figures)),
    (Kind::Briefing, "figures.source", Names::Source),
    (Kind::Briefing, "commitments.actor", Names::Entity(Kind::Agency)),
    (Kind::Briefing, "commitments.topics", Names::Entity(Kind::Topic)),
    (Kind::Briefing, "commitments.instruments", Names::Entity(Kind::Instrument)),
    (Kind::Briefing, "commitments.target.indicator", Names::Entity(Kind::Indicator)),
    (Kind::Briefing, "commitments.target.unit", Names::Unit),
    (Kind::Briefing, "commitments.source", Names::Source),
    (Kind::Briefing, "commitment_updates.commitment", Names::Entry(List::Commitments)),
    (Kind::Briefing, "commitment_updates.source", Names::Source),
    (Kind::Briefing, "dates.instrument", Names::Entity(Kind::Instrument)),
    (Kind::Briefing, "date_updates.event", Names::Entry(List::Dates)),
    (Kind::Briefing, "date_updates.source", Names::Source),
    (Kind::Briefing, "instruments.instrument", Names::Entity(Kind::Instrument)),
    (Kind::Briefing, "withdrawn.replaced_by", Names::Entity(Kind::Briefing)),
    (Kind::Briefing, "publish_with", Names::Published),
    (Kind::Edition, "publish_with", Names::Published),
    (Kind::Topic, "parent", Names::Entity(Kind::Topic)),
    (Kind::Topic, "featured_indicators", Names::Entity(Kind::Indicator)),
    (Kind::Agency, "jurisdiction", Names::Entity(Kind::Jurisdiction)),
    (Kind::Agency, "parent", Names::Entity(Kind::Agency)),
    (Kind::Agency, "successor", Names::Entity(Kind::Agency)),
    (Kind::Indicator, "unit", Names::Unit),
    (Kind::Indicator, "jurisdiction", Names::Entity(Kind::Jurisdiction)),
    (Kind::Indicator, "agency", Names::Entity(Kind::Agency)),
    (Kind::Indicator, "topics", Names::Entity(Kind::Topic)),
    (Kind::Indicator, "part_of", Names::Entity(Kind::Indicator)),
    (Kind::Instrument, "jurisdiction", Names::Entity(Kind::Jurisdiction)),
    (Kind::Instrument, "agencies", Names::Entity(Kind::Agency)),
    (Kind::Instrument, "relates.instrument", Names::Entity(Kind::Instrument)),
    (Kind::Page, "list.topic", Names::Entity(Kind::Topic)),
    (Kind::Page, "list.agency", Names::Entity(Kind::Agency)),
    (Kind::Page, "list.jurisdiction", Names::Entity(Kind::Jurisdiction)),
    (Kind::Page, "list.instrument", Names::Entity(Kind::Instrument)),
    (Kind::Edition, "lead", Names::Entity(Kind::Briefing)),
    (Kind::Edition, "briefings", Names::Entity(Kind::Briefing)),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::content::{Part, schema};

    /// The fields of a kind as the schema has them: `figures.indicator`.
    fn fields(root: &Value, one: &Value, path: &str, found: &mut BTreeSet<String>) {
        match one {
            Value::Object(members) => {
                for (key, member) in members {
                    match key.as_str() {
                        "$ref" => fields(root, root.pointer(member.as_str().unwrap().trim_start_matches('#')).unwrap(), path, found),
                        "properties" => member.as_object().unwrap().iter().for_each(|(name, field)| {
                            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                            fields(root, field, &path, found);
                            found.insert(path);
                        }),
                        "anyOf" | "oneOf" | "items" => fields(root, member, path, found),
                        _ => {}
                    }
                }
            }
            Value::Array(all) => all.iter().for_each(|one| fields(root, one, path, found)),
            _ => {}
        }
    }

    /// A new field that is called as one that names something is told here.
    #[test]
    fn every_field_here_is_one_of_its_kind_and_none_is_forgotten() {
        let words: BTreeSet<&str> = NAMES.iter().map(|(_, path, _)| path.rsplit('.').next().unwrap()).collect();
        for kind in Kind::ALL {
            let mut all = BTreeSet::new();
            let root = schema(kind, Part::Original);
            fields(&root, &root, "", &mut all);
            for (_, path, _) in NAMES.iter().chain(DECLARED).filter(|(of, ..)| *of == kind) {
                assert!(all.contains(*path), "{kind:?} has no field {path}");
            }
            for path in all.iter().filter(|path| words.contains(path.rsplit('.').next().unwrap())) {
                let is_known = named(kind, &path.split('.').collect::<Vec<_>>()).is_some() || FREE.contains(&(kind, path.as_str()));
                let is_group = all.iter().any(|other| other.starts_with(&format!("{path}.")));
                assert!(is_known || is_group, "what does {path} of {kind:?} name?");
            }
            let former = all.contains("former_ids");
            assert_eq!(kind.has_former_ids(), former, "{kind:?}");
        }
    }

    /// Fields that are called alike and name nothing.
    const FREE: &[(Kind, &str)] = &[(Kind::Indicator, "source"), (Kind::Briefing, "commitments.target.by")];
}
