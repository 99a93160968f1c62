//! The files of the index, and what is in them of a document.

use serde::Serialize;

use super::shards::packed;
use super::terms::{Field, Rules, Terms};
use crate::pages::Html;
use crate::pages::shared::blocks::blocks;

/// A file of the index.
#[derive(Debug, Serialize)]
pub enum IndexFile {
    /// What is known of documents, for results to show; or, of one that is to be found, for the index.
    Texts(Vec<Record>),
    /// What files there are.
    Manifest(String),
    /// A shard or a file of facets, by its name, which stands for its bytes.
    Part(String, #[serde(skip)] Vec<u8>),
}

impl IndexFile {
    /// The bytes of the file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        match self {
            Self::Texts(records) => {
                let rows: Vec<_> = records.iter().map(Record::row).collect();
                packed(&serde_json::to_vec(&rows).unwrap_or_default())
            }
            Self::Manifest(text) => packed(text.as_bytes()),
            Self::Part(_, bytes) => bytes.clone(),
        }
    }
}

/// A document as the index knows it: what a page shows of it, and nothing that its file alone holds.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Record {
    pub(super) url: String,
    pub(super) title: String,
    /// The day of a briefing or an edition; nothing for others.
    pub(super) date: String,
    /// The word for what it is, in the page's language.
    pub(super) kind: String,
    pub(super) summary: String,
    /// HTML of a line each.
    pub(super) key_points: Vec<String>,
    pub(super) body: Html,
    /// What stands beside the text: figures with their values.
    pub(super) beside: Vec<String>,
    /// What it can be filtered by: `topic:telecoms`.
    pub(super) facets: Vec<String>,
}

/// The same as texts: a line of a text file.
#[derive(Debug, Serialize)]
pub struct Row<'r>(&'r str, &'r str, &'r str, &'r str, &'r str, Vec<String>, String);

impl Record {
    /// The document as texts.
    #[must_use]
    pub fn row(&self) -> Row<'_> {
        let Self { url, title, date, kind, summary, key_points, body, beside, facets: _ } = self;
        let points = key_points.iter().map(|point| lines(point).join(" ")).collect();
        let text = [lines(&body.0), beside.clone()].concat().join("\n");
        Row(url, title, date, kind, summary, points, text)
    }

    /// The facets.
    #[must_use]
    pub fn facets(&self) -> &[String] {
        &self.facets
    }
}

impl Row<'_> {
    /// The terms.
    #[must_use]
    pub fn terms(&self, rules: Rules) -> Terms {
        let Self(_, title, _, _, summary, points, text) = self;
        let leads = std::iter::once(*summary).chain(points.iter().map(String::as_str)).map(|text| (Field::Lead, text));
        Terms::of([(Field::Title, *title), (Field::Text, text.as_str())].into_iter().chain(leads), rules)
    }

    /// How many bytes of text there are.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let Self(_, title, _, _, summary, points, text) = self;
        (title.len() + summary.len() + points.iter().map(String::len).sum::<usize>() + text.len()) as u64
    }
}

/// HTML as lines of plain text.
fn lines(html: &str) -> Vec<String> {
    if html.is_empty() { Vec::new() } else { blocks(html).into_iter().map(|block| block.text).filter(|text| !text.is_empty()).collect() }
}
