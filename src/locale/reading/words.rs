//! What a language's words say of the numbers beside them: one [`ReadingWords`] for each language that numbers are read in.

/// The words of one language, in lower case. A `*` at the end of a word stands for any ending.
///
/// Those of languages without spaces are looked for wherever they stand, those of others as whole words.
#[derive(Debug)]
pub(in crate::locale) struct ReadingWords {
    /// Behind a number, which they make larger, each with its power of ten.
    pub(in crate::locale) scales: &'static [(&'static str, u32)],
    /// In front of a number that the true one is near to.
    pub(in crate::locale) about: &'static [&'static str],
    /// In front of one that the true one comes near to from below.
    pub(in crate::locale) nearly: &'static [&'static str],
    /// In front of one that the true one is greater than.
    pub(in crate::locale) over: &'static [&'static str],
    /// In front of one that the true one is less than.
    pub(in crate::locale) under: &'static [&'static str],
    /// The same, behind the number and what it counts.
    pub(in crate::locale) about_behind: &'static [&'static str],
    pub(in crate::locale) over_behind: &'static [&'static str],
    pub(in crate::locale) under_behind: &'static [&'static str],
    /// That something grew.
    pub(in crate::locale) rise: &'static [&'static str],
    /// That something shrank.
    pub(in crate::locale) fall: &'static [&'static str],
    /// In front of the number that something grew or shrank to.
    pub(in crate::locale) reached: &'static [&'static str],
    /// That what is told of is below zero.
    pub(in crate::locale) below_zero: &'static [&'static str],
    /// One of a hundred.
    pub(in crate::locale) percent: &'static [&'static str],
    /// The difference of two percentages.
    pub(in crate::locale) points: &'static [&'static str],
    /// Numbers in words with their values. They stand in front of scale words, but for those of a thousand and more.
    pub(in crate::locale) numerals: &'static [(&'static str, &'static str)],
    /// In front of a number that is a part of a name: article, page.
    pub(in crate::locale) named: &'static [&'static str],
    /// Behind a number that is a length of time, a date, an ordinal or the name of a frequency.
    pub(in crate::locale) lengths: &'static [&'static str],
    /// Between the two ends of a range, and between two numbers of which the same is said.
    pub(in crate::locale) joins: &'static [&'static str],
    /// Articles, which may stand between a bound and its number.
    pub(in crate::locale) articles: &'static [&'static str],
    /// In front of a number below zero.
    pub(in crate::locale) minus: &'static [&'static str],
    /// Between a million and what is counted.
    pub(in crate::locale) of: &'static [&'static str],
    /// In front of a time that something is compared with.
    pub(in crate::locale) against: &'static [&'static str],
    /// Words that tell a text in this language from one in another; none where its script does.
    pub(in crate::locale) common: &'static [&'static str],
}
