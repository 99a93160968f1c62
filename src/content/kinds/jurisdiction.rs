//! Jurisdictions of the site's own, beside the built-in list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::values::{Id, Localised, Name, SiteAddress};

/// The front matter of a jurisdiction. Its body introduces the jurisdiction's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Jurisdiction {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name; a built-in jurisdiction has one already.
    pub name: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

impl Rules for Jurisdiction {
    // A built-in one has a name.
    const ORIGINAL: &'static [Rule] = &[];
    const TRANSLATION: Translated = Translated { must: &[], may: &["name", "id", "redirect_from"] };
}

impl FrontMatter for Jurisdiction {
    common!(id name aliases redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name)], &self.aliases);
        let built_in = findings.id().is_some_and(|id| crate::locale::regions::get(id.as_str()).is_some());
        findings.require(built_in || self.name.is_some(), "name", "name: Greater London");
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, name: _, aliases, redirect_from: _ } = self;
            findings.forbid_in_translation(&[("aliases", !aliases.is_empty())]);
        }
    }
}
