//! Topics: what briefings are filed under.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::values::{Id, Localised, Name, SiteAddress};

/// The front matter of a topic. Its body introduces the topic's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Topic {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name.
    pub name: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Ids it had once, the oldest first: accepted with a warning, and their addresses go on answering. The ids of its feeds
    /// are made from the first.
    pub former_ids: Vec<Id>,
    /// The topic above it. There are two levels.
    pub parent: Option<Name>,
    /// The indicators that its page shows first.
    pub featured_indicators: Vec<Name>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

impl Rules for Topic {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["name"])];
    const TRANSLATION: Translated = Translated { must: &["name"], may: &["id", "redirect_from"] };
}

impl FrontMatter for Topic {
    common!(id former_ids name aliases redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name)], &self.aliases);
        findings.require(self.name.is_some(), "name", "name: Telecoms");
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, name: _, aliases, former_ids, parent, featured_indicators, redirect_from: _ } = self;
            findings.forbid_in_translation(&[
                ("aliases", !aliases.is_empty()),
                ("former_ids", !former_ids.is_empty()),
                ("parent", parent.is_some()),
                ("featured_indicators", !featured_indicators.is_empty()),
            ]);
        }
    }
}
