//! Pages of the site's own, linked: what the query of one names.

use std::hash::DefaultHasher;

use super::ids::Index;
use super::node::{Node, References};
use super::tracking::stable_hash::{All, StableHash, StableIds};
use crate::content::Kind;

/// A page of its own.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What it has in common with all others.
    pub node: Node,
    /// What its list asks for.
    pub names: Names,
}

/// The entities that the conditions of a query name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Its topics.
    pub topics: Vec<Index>,
    /// Its agencies.
    pub agencies: Vec<Index>,
    /// Its jurisdictions.
    pub jurisdictions: Vec<Index>,
    /// Its instruments.
    pub instruments: Vec<Index>,
}

impl References for Page {}

impl StableHash for Page {
    fn stable_hash(&self, ids: &StableIds, to: &mut DefaultHasher) {
        let Self { node, names: Names { topics, agencies, jurisdictions, instruments } } = self;
        node.stable_hash(ids, to);
        All(Kind::Topic, topics).stable_hash(ids, to);
        All(Kind::Agency, agencies).stable_hash(ids, to);
        All(Kind::Jurisdiction, jurisdictions).stable_hash(ids, to);
        All(Kind::Instrument, instruments).stable_hash(ids, to);
    }
}
