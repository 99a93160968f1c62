//! The published schemas: what the data files hold, for programs that check or read them. They are made from the very types
//! that the files are written from; descriptions are those of the fields.
//!
//! The number in the address is that of the form. A member that is added, or a word that is added to a set, keeps it: programs
//! should pass over members that they do not know. A member that goes or means something else is a new form, beside the old.

use super::values::Web;
use crate::config::Config;
use crate::site::Address;

/// The form that the data are in.
const FORM: u32 = 1;

/// A type of data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum File {
    /// `briefing.json`
    Briefing,
    /// `indicator.json`
    Indicator,
    /// `briefings.json` of a year.
    Year,
    /// `briefings.json` of the site.
    Catalogue,
}

impl File {
    pub(super) const ALL: [Self; 4] = [Self::Briefing, Self::Indicator, Self::Year, Self::Catalogue];

    fn word(self) -> &'static str {
        match self {
            Self::Briefing => "briefing",
            Self::Indicator => "indicator",
            Self::Year => "year",
            Self::Catalogue => "catalogue",
        }
    }

    /// What the file is called.
    pub(super) fn name(self) -> String {
        format!("{}.json", self.word())
    }

    /// Where it is published.
    pub(super) fn address(self) -> Address {
        Address::shared(&format!("schema/{FORM}/{}", self.name()))
    }

    /// The full address of the schema, which is its name, too.
    pub(super) fn url(self, config: &Config) -> Web {
        Web(self.address().permalink(config))
    }
}
