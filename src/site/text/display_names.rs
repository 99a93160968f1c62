//! Display names: what entities are called in a language.

use crate::site::ids::Index;
use crate::site::node::Wanted;
use crate::site::published::Site;

impl<'l> Site<'l> {
    /// The languages at hand when something is named in language `index`.
    pub(in crate::site) fn wanted(&self, index: usize) -> Wanted<'l> {
        Wanted { index, all: &self.config().languages }
    }

    /// A topic's name.
    #[must_use]
    pub fn topic_name(&self, index: Index, language: usize) -> &'l str {
        self.topic(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An agency's name.
    #[must_use]
    pub fn agency_name(&self, index: Index, language: usize) -> &'l str {
        self.agency(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An agency's short name.
    #[must_use]
    pub fn agency_short(&self, index: Index, language: usize) -> Option<&'l str> {
        self.agency(index).short(self.wanted(language)).map(|(name, _)| name)
    }

    /// A jurisdiction's name.
    #[must_use]
    pub fn jurisdiction_name(&self, index: Index, language: usize) -> &'l str {
        self.jurisdiction(index).name_or_built_in(self.wanted(language))
    }

    /// An indicator's name.
    #[must_use]
    pub fn indicator_name(&self, index: Index, language: usize) -> &'l str {
        self.indicator(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An instrument's name.
    #[must_use]
    pub fn instrument_name(&self, index: Index, language: usize) -> &'l str {
        self.instrument(index).name(self.wanted(language)).map_or("", |(name, _)| name)
    }

    /// An instrument's short name.
    #[must_use]
    pub fn instrument_short(&self, index: Index, language: usize) -> Option<&'l str> {
        self.instrument(index).short(self.wanted(language)).map(|(name, _)| name)
    }

    /// A text of the front matter in `language`, or in the site's own language.
    #[must_use]
    pub fn localised<'t>(&self, text: &'t crate::values::Localised, language: usize) -> &'t str {
        text.get(&self.config().languages[language], self.config().default_language()).0
    }

    /// The tag of the language in which [`Site::localised`] gives a sentence, where that is another one than the page's.
    #[must_use]
    pub fn language_of(&self, text: &crate::values::Localised, language: usize) -> Option<String> {
        use crate::values::Localised;
        let (own, default) = (&self.config().languages[language], self.config().default_language());
        let given = match text {
            // A sentence that is given once is in the language of the original.
            Localised::One(_) => default,
            Localised::Each(texts) if texts.contains_key(own) => own,
            Localised::Each(texts) if texts.contains_key(default) => default,
            Localised::Each(texts) => texts.keys().next()?,
        };
        (given != own).then(|| given.tag().to_owned())
    }

    /// A text of the front matter that may be absent, as [`Site::localised`] gives it.
    #[must_use]
    pub fn text_in(&self, text: Option<&crate::values::Localised>, language: usize) -> Option<String> {
        text.map(|text| self.localised(text, language).to_owned())
    }

    /// A term's name and its abbreviation.
    #[must_use]
    pub fn term_names(&self, index: Index, language: usize) -> (&'l str, Option<&'l str>) {
        let (term, wanted) = (self.term(index), self.wanted(language));
        (term.name(wanted).map_or("", |(name, _)| name), term.short(wanted).map(|(short, _)| short))
    }
}
