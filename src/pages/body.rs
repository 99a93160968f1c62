//! Texts on their way to a page.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::content::Hash;
use crate::content::markdown::{Resolved, Template};

/// A body on its way to a page: what its HTML is made from, but not the text itself.
#[derive(Debug, Clone)]
pub struct Body<'s> {
    /// The file with the text.
    pub path: &'s Arc<str>,
    /// The first byte of the text.
    pub start: usize,
    /// Fingerprint of the text. If the text read has another, it changed while the site was being built.
    pub hash: Hash,
    /// Its language, as an index into the site's languages.
    pub language: usize,
    /// What its references look like.
    pub resolved: Vec<Resolved>,
    /// The page's full address, where anchors need it in front: in feeds.
    pub page: Option<String>,
}

/// The HTML of a body in a view. It is left out where a view is fingerprinted: what it is made from counts instead, so that
/// a view has the same fingerprint whether its HTML was made or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.serialize_str(&self.0) } else { serializer.serialize_unit() }
    }
}

impl<'de> Deserialize<'de> for Html {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

/// Makes HTML of bodies while a view is made. Where a view is only fingerprinted, it stays empty.
pub trait BodyRenderer {
    /// The HTML of a body.
    fn body(&mut self, body: &Body<'_>) -> Html;

    /// The HTML of a text of one line.
    fn inline(&mut self, template: &Template, resolved: &[Resolved], language: usize) -> String;

    /// The bytes of a part of the index, which is named by them.
    fn part(&mut self, _name: &str) -> Vec<u8> {
        Vec::new()
    }
}
