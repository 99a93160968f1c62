//! Terms: the glossary.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::diagnostics::Code;
use crate::values::{Id, Instant, Localised, Name, SiteAddress};

/// The front matter of a term. The first paragraph of its body is the definition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Term {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name in full: Reduced Capability.
    pub name: Option<Localised>,
    /// The abbreviation: `RedCap`.
    pub short: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Ids it had once: accepted with a warning.
    pub former_ids: Vec<Id>,
    /// Whether it is held back altogether.
    pub draft: bool,
    /// Until when it is held back.
    pub publish_at: Option<Instant>,
    /// Other addresses that lead to the term.
    pub redirect_from: Vec<SiteAddress>,
}

impl Rules for Term {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["name"])];
    const TRANSLATION: Translated = Translated { must: &["name"], may: &["id", "short", "redirect_from"] };
}

impl FrontMatter for Term {
    common!(id former_ids name short aliases draft publish_at redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name), ("short", &self.short)], &self.aliases);
        findings.require(self.name.is_some(), "name", "name: Reduced Capability");
        if findings.body_is_empty() {
            findings.file(Code::MissingField, "the term has no definition", "write the definition below the front matter");
        }
        if findings.has_anchors() {
            findings.file(
                Code::BadHeadingId,
                "a term's text has headings or footnotes, whose anchors would meet those of other terms",
                "write plain paragraphs; put the rest on a page of its own",
            );
        }
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, name: _, short: _, aliases, former_ids, draft, publish_at, redirect_from: _ } = self;
            findings.forbid_in_translation(&[
                ("aliases", !aliases.is_empty()),
                ("former_ids", !former_ids.is_empty()),
                ("draft", *draft),
                ("publish_at", publish_at.is_some()),
            ]);
        }
    }
}
