//! What the front matter of every kind has in common, and what its checks have to say it with.

use super::findings::Findings;
use super::markdown;
use crate::values::{Date, Id, Instant, Localised, Name, SiteAddress, Text};

/// Gives the fields that kinds have in common, as far as a kind has them, to those who ask for them of any kind.
macro_rules! common {
    ($($field:ident)*) => { $(common!(@$field);)* };
    (@id) => {
        fn id(&self) -> Option<&crate::values::Id> {
            self.id.as_ref()
        }
    };
    (@former_ids) => {
        fn former_ids(&self) -> &[crate::values::Id] {
            &self.former_ids
        }
    };
    (@name) => {
        fn name(&self) -> Option<&crate::values::Localised> {
            self.name.as_ref()
        }
    };
    (@short) => {
        fn short(&self) -> Option<&crate::values::Localised> {
            self.short.as_ref()
        }
    };
    (@aliases) => {
        fn aliases(&self) -> &[crate::values::Name] {
            &self.aliases
        }
    };
    (@date) => {
        fn date(&self) -> Option<crate::values::Date> {
            self.date
        }
    };
    (@publish_at) => {
        fn publish_at(&self) -> Option<&crate::values::Instant> {
            self.publish_at.as_ref()
        }
    };
    (@publish_with) => {
        fn publish_with(&self) -> Option<&crate::values::Name> {
            self.publish_with.as_ref()
        }
    };
    (@draft) => {
        fn is_draft(&self) -> bool {
            self.draft
        }
    };
    (@redirect_from) => {
        fn redirect_from(&self) -> &[crate::values::SiteAddress] {
            &self.redirect_from
        }
    };
}
pub(super) use common;

/// What can be asked of the front matter of any kind.
pub trait FrontMatter {
    /// The id given in it.
    fn id(&self) -> Option<&Id>;

    /// The ids that it had once, the oldest first.
    fn former_ids(&self) -> &[Id] {
        &[]
    }

    /// Its name in full, where it has one in several languages.
    fn name(&self) -> Option<&Localised> {
        None
    }

    /// Its short name.
    fn short(&self) -> Option<&Localised> {
        None
    }

    /// Other names, accepted in references.
    fn aliases(&self) -> &[Name] {
        &[]
    }

    /// Other addresses that lead to it.
    fn redirect_from(&self) -> &[SiteAddress];

    /// The day that readers sort it by.
    fn date(&self) -> Option<Date> {
        None
    }

    /// Takes the day that the file's name begins with, where none is given; `false` if it needs none.
    fn date_by_name(&mut self, _date: Date) -> bool {
        false
    }

    /// The titles or names that a page of it shows above the text.
    fn titles(&self) -> Vec<&str> {
        self.name().into_iter().flat_map(Localised::texts).collect()
    }

    /// Its fields that are Markdown of one line, each with its path.
    fn inlines(&self) -> Vec<(String, &str)> {
        Vec::new()
    }

    /// What it names, each as a reference would: `[[fig:bs-5g]]`.
    fn mentions(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// Gives back the room that its lists have left over.
    fn shrink(&mut self) {}

    /// Gives its titles and summaries the punctuation of their language.
    fn punctuate(&mut self, _language: &str) {}

    /// Whether it is held back altogether.
    fn is_draft(&self) -> bool {
        false
    }

    /// Until when it is held back.
    fn publish_at(&self) -> Option<&Instant> {
        None
    }

    /// As long as which other document it is held back.
    fn publish_with(&self) -> Option<&Name> {
        None
    }

    /// What is wrong with it that its types do not tell.
    fn check(&self, findings: &mut Findings<'_>);
}

/// Gives texts the punctuation of their language.
pub(super) fn punctuate(texts: [&mut Option<Text>; 2], language: &str) {
    texts.into_iter().flatten().for_each(|text| punctuate_one(text, language));
}

/// Gives texts in several languages the punctuation of each; `language` is the file's.
pub(super) fn punctuate_each<'t>(texts: impl IntoIterator<Item = &'t mut Option<Localised>>, language: &str) {
    texts.into_iter().flatten().for_each(|text| text.change(language, punctuate_one));
}

fn punctuate_one(text: &mut Text, language: &str) {
    // Most texts have nothing to mend, and a digest has thousands of them.
    if !text.as_str().contains(['"', '\'', '.', '-']) {
        return;
    }
    if let Ok(better) = Text::parse(&markdown::typographic(text.as_str(), language)) {
        *text = better;
    }
}
