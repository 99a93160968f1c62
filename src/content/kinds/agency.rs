//! Agencies: the bodies that act.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::diagnostics::Code;
use crate::values::{Date, Id, Localised, Name, SiteAddress, WebAddress};

/// The front matter of an agency. Its body introduces the agency's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Agency {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The name.
    pub name: Option<Localised>,
    /// The short name: MIIT.
    pub short: Option<Localised>,
    /// Other names, accepted in references.
    pub aliases: Vec<Name>,
    /// Ids it had once, the oldest first: accepted with a warning, and their addresses go on answering. The ids of its feeds
    /// are made from the first.
    pub former_ids: Vec<Id>,
    /// Where it has its powers.
    pub jurisdiction: Option<Name>,
    /// The agency that it is part of.
    pub parent: Option<Name>,
    /// Its own site.
    pub url: Option<WebAddress>,
    /// The first day that it existed.
    pub valid_from: Option<Date>,
    /// The last day that it existed.
    pub valid_to: Option<Date>,
    /// The agency that took over.
    pub successor: Option<Name>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

impl Rules for Agency {
    const ORIGINAL: &'static [Rule] = &[Rule::All(&["name"])];
    const TRANSLATION: Translated = Translated { must: &["name"], may: &["id", "short", "redirect_from"] };
}

impl FrontMatter for Agency {
    common!(id former_ids name short aliases redirect_from);

    fn check(&self, findings: &mut Findings<'_>) {
        findings.names(&[("name", &self.name), ("short", &self.short)], &self.aliases);
        findings.require(self.name.is_some(), "name", "name: Ministry of Industry and Information Technology");
        if let (Some(from), Some(to)) = (self.valid_from, self.valid_to)
            && to < from
        {
            findings.value(Code::Contradiction, "valid_to", format!("`valid_to` {to} is before `valid_from` {from}"), Some("mend one of the two".to_owned()));
        }
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, name: _, short: _, aliases, former_ids, jurisdiction, parent, url, valid_from, valid_to, successor, redirect_from: _ } = self;
            findings.forbid_in_translation(&[
                ("aliases", !aliases.is_empty()),
                ("former_ids", !former_ids.is_empty()),
                ("jurisdiction", jurisdiction.is_some()),
                ("parent", parent.is_some()),
                ("url", url.is_some()),
                ("valid_from", valid_from.is_some()),
                ("valid_to", valid_to.is_some()),
                ("successor", successor.is_some()),
            ]);
        }
    }
}
