//! Pages of their own: about, imprint, how to cite; and collections, which list what answers to a query.

pub(in crate::content) mod query;

use query::Query;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::diagnostics::Code;
use crate::values::{Id, Instant, SiteAddress, Text};

/// The front matter of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Page {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The title.
    pub title: Option<Text>,
    /// Whether the site's menu names it.
    pub menu: bool,
    /// One sentence on it.
    pub summary: Option<Text>,
    /// What it lists below its text.
    pub list: Option<Query>,
    /// Whether it is held back altogether.
    pub draft: bool,
    /// Until when it is held back.
    pub publish_at: Option<Instant>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
    /// Fields of the site's own, for its templates.
    #[serde(with = "crate::content::data::extra")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Rules for Page {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["title"])];
    const TRANSLATION: Translated = Translated { must: &["title"], may: &["id", "summary", "redirect_from", "extra"] };
}

impl FrontMatter for Page {
    common!(id draft publish_at redirect_from);

    fn titles(&self) -> Vec<&str> {
        self.title.iter().map(Text::as_str).collect()
    }

    fn punctuate(&mut self, language: &str) {
        // Each field is named here, so that a new one does not compile until it is decided whether it is a text.
        let Self { id: _, title, menu: _, summary, list: _, draft: _, publish_at: _, redirect_from: _, extra: _ } = self;
        crate::content::front_matter::punctuate([title, summary], language);
    }

    fn check(&self, findings: &mut Findings<'_>) {
        findings.require(self.title.is_some(), "title", "title: About this digest");
        if !self.draft {
            findings.refuse_prompt("summary", self.summary.as_ref());
        }
        if findings.body_is_empty() && findings.is_whole() && !self.draft && !findings.is_translation() && self.extra.is_empty() && self.list.is_none() {
            findings.file(Code::EmptyText, "the page has no text", "write it below the front matter, or delete the file");
        }
        if let Some(list) = self.list.as_ref().filter(|_| !findings.is_translation()) {
            list.check("list", findings);
        }
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, title: _, menu, summary: _, list, draft, publish_at, redirect_from: _, extra: _ } = self;
            findings.forbid_in_translation(&[("menu", *menu), ("list", list.is_some()), ("draft", *draft), ("publish_at", publish_at.is_some())]);
        }
    }
}
