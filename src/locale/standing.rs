//! The words for how a date or a figure in a text stands: whether it is sure, and what became of it since.
//!
//! They are our own. They stand in brackets behind a date or figure, so they are as short as can be.

use super::{Language, Locale};

/// How a date or a figure in a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// The date may still move.
    Provisional,
    /// What was to be on the date does not take place.
    Cancelled,
    /// The date was moved after the text was written.
    MovedSince,
    /// It was cancelled after that.
    CancelledSince,
    /// The figure was corrected after that.
    RevisedSince,
}

/// The words of a language, in the order of [`Standing`].
type Words = [&'static str; 5];

const ENGLISH: Words = ["provisional", "cancelled", "moved since", "cancelled since", "revised since"];

/// The words for a language, if it is one of ours.
fn words(language: &Language) -> Option<Words> {
    Some(match language.script_or_base() {
        "en" => ENGLISH,
        "zh-Hans" => ["暂定", "已取消", "此后改期", "此后取消", "此后修订"],
        "zh-Hant" => ["暫定", "已取消", "此後改期", "此後取消", "此後修訂"],
        "ja" => ["暫定", "中止", "その後変更", "その後中止", "その後改定"],
        "ko" => ["잠정", "취소", "이후 변경", "이후 취소", "이후 수정"],
        "fr" => ["provisoire", "annulé", "reporté depuis", "annulé depuis", "révisé depuis"],
        "de" => ["vorläufig", "abgesagt", "seither verschoben", "seither abgesagt", "seither berichtigt"],
        "es" => ["provisional", "cancelado", "cambiado después", "cancelado después", "revisado después"],
        "it" => ["provvisorio", "annullato", "poi spostato", "poi annullato", "poi rivisto"],
        "pt" => ["provisório", "cancelado", "alterado depois", "cancelado depois", "revisto depois"],
        "nl" => ["voorlopig", "geannuleerd", "sindsdien verplaatst", "sindsdien geannuleerd", "sindsdien herzien"],
        _ => return None,
    })
}

/// The word, and whether it is in the language asked for: English stands in for languages that we have no words for.
pub(super) fn word(locale: &Locale, standing: Standing) -> (&'static str, bool) {
    let own = words(&locale.language);
    (own.unwrap_or(ENGLISH)[standing as usize], own.is_some())
}

/// What stands before and behind a word in brackets.
pub(super) fn brackets(language: &Language) -> (&'static str, &'static str) {
    if matches!(language.base(), "zh" | "ja") { ("（", "）") } else { (" (", ")") }
}

/// The comma between two such words.
pub(super) fn comma(language: &Language) -> &'static str {
    match language.base() {
        "zh" => "，",
        "ja" => "、",
        _ => ", ",
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;
    use crate::locale::locale;

    #[test]
    fn what_became_of_a_date_is_said_in_the_language() {
        for (tag, word, brackets) in [
            ("en-GB", ("moved since", true), (" (", ")")),
            ("de", ("seither verschoben", true), (" (", ")")),
            ("zh-Hans", ("此后改期", true), ("（", "）")),
            ("zh-TW", ("此後改期", true), ("（", "）")),
            ("fi", ("moved since", false), (" (", ")")),
        ] {
            assert_eq!(locale(tag).standing(Standing::MovedSince), word, "{tag}");
            assert_eq!(locale(tag).brackets(), brackets, "{tag}");
        }
    }
}
