//! Editions: the briefings of a period, gathered for readers and for mail.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::findings::Findings;
use crate::content::front_matter::{FrontMatter, common};
use crate::content::rules::{Rule, Rules, Translated};
use crate::values::{Date, Id, Instant, Name, Period, SiteAddress, Text};

/// The front matter of an edition. Its body is the editor's note.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Edition {
    /// The id, where it is not the file's name.
    pub id: Option<Id>,
    /// The title.
    pub title: Option<Text>,
    /// The day that it comes out.
    pub date: Option<Date>,
    /// The period whose briefings it gathers.
    pub period: Option<Period>,
    /// The first day of what it gathers, where that is no whole month.
    pub from: Option<Date>,
    /// The last day of what it gathers, where that is no whole month.
    pub to: Option<Date>,
    /// The briefing that leads it; by default the newest.
    pub lead: Option<Name>,
    /// Its briefings; by default those of the period.
    pub briefings: Vec<Name>,
    /// What mail programs show beside the subject.
    pub preheader: Option<Text>,
    /// Whether it is held back altogether.
    pub draft: bool,
    /// Until when it is held back.
    pub publish_at: Option<Instant>,
    /// The briefing or edition with which it comes out: it is held back as long as that one is.
    pub publish_with: Option<Name>,
    /// Other addresses that lead here.
    pub redirect_from: Vec<SiteAddress>,
}

impl Edition {
    /// The first and the last day of what it gathers.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        match (self.from, self.to) {
            (Some(from), Some(to)) => Some((from, to)),
            _ => self.period.map(|p| (p.start(), p.end())),
        }
    }
}

impl Rules for Edition {
    const ORIGINAL: &'static [Rule] =
        &[Rule::All(&["title", "date"]), Rule::Any(&[&["period"], &["briefings"], &["from", "to"]]), Rule::With("from", "to"), Rule::With("to", "from")];
    const TRANSLATION: Translated = Translated { must: &["title"], may: &["id", "preheader", "redirect_from"] };
}

impl FrontMatter for Edition {
    common!(id date draft publish_at publish_with redirect_from);

    fn titles(&self) -> Vec<&str> {
        self.title.iter().map(Text::as_str).collect()
    }

    fn punctuate(&mut self, language: &str) {
        // Each field is named here, so that a new one does not compile until it is decided whether it is a text.
        let Self {
            id: _,
            title,
            date: _,
            period: _,
            from: _,
            to: _,
            lead: _,
            briefings: _,
            preheader,
            draft: _,
            publish_at: _,
            publish_with: _,
            redirect_from: _,
        } = self;
        crate::content::front_matter::punctuate([title, preheader], language);
    }

    fn check(&self, findings: &mut Findings<'_>) {
        use crate::diagnostics::Code;
        findings.require(self.title.is_some(), "title", "title: The digest of October 2024");
        if !self.draft {
            findings.refuse_prompt("preheader", self.preheader.as_ref());
        }
        if findings.is_translation() {
            // Each field is named here, so that a new one does not compile until it is decided whether a translation may give it.
            let Self { id: _, title: _, date, period, from, to, lead, briefings, preheader: _, draft, publish_at, publish_with, redirect_from: _ } = self;
            findings.forbid_in_translation(&[
                ("date", date.is_some()),
                ("period", period.is_some()),
                ("from", from.is_some()),
                ("to", to.is_some()),
                ("lead", lead.is_some()),
                ("briefings", !briefings.is_empty()),
                ("draft", *draft),
                ("publish_at", publish_at.is_some()),
                ("publish_with", publish_with.is_some()),
            ]);
            return;
        }
        findings.require(self.date.is_some(), "date", "date: 2024-11-04");
        let gathers = !self.briefings.is_empty() || self.span().is_some() || ["briefings", "from", "to"].iter().any(|field| findings.is_damaged(field));
        findings.require(gathers, "period", "period: 2024-10");
        if self.from.is_some() != self.to.is_some() {
            let (there, missing) = if self.from.is_some() { ("from", "to") } else { ("to", "from") };
            findings.value(Code::MissingField, there, format!("`{there}` stands without `{missing}`"), Some(format!("add `{missing}`, or use `period`")));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && to < from
        {
            findings.value(Code::Contradiction, "to", format!("`to` {to} is before `from` {from}"), Some("mend one of the two".to_owned()));
        } else if let (Some(date), Some((from, to))) = (self.date, self.span()) {
            // It may come out before its last days, as a letter of Friday does that gathers a week; but not before most of them.
            let middle = to.days_since(from) / 2;
            if date.days_since(from) < middle {
                let message = format!("the edition comes out on {date}, and gathers what is dated {from} to {to}");
                let other = if self.from.is_some() && self.to.is_some() { "to" } else { "period" };
                findings.against(Code::UnlikelyDate, "date", message, "mend the date or the period", (other, "what it gathers"));
            }
        }
    }
}
