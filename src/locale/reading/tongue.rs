//! Which language a short text is in.

use super::glob;
use super::words::ReadingWords;
use crate::locale::{Language, languages};

/// The language of a text whose author does not say it: by its script, or by the commonest words of the languages that numbers
/// are read in. In doubt it is `usual`, if its script may be that of the text.
#[must_use]
pub fn language_of_text(text: &str, usual: &Language) -> Language {
    let has = |range: fn(char) -> bool| text.chars().any(range);
    let named =
        |tag: &str| if usual.base() == tag.split('-').next().unwrap_or(tag) { usual.clone() } else { Language::parse(tag).unwrap_or_else(|_| usual.clone()) };
    if has(|c| matches!(c, '\u{3040}'..='\u{30FF}')) {
        return named("ja");
    }
    if has(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')) {
        return named("ko");
    }
    if has(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')) {
        // Characters that only the one script has.
        let traditional = has(|c| "萬億個較於與為達過約戶產業統計長減這說會來數從對時務".contains(c));
        let simplified = has(|c| "万亿个较于与为达过约户产业统计长减这说会来数从对时务".contains(c));
        return if usual.base() == "ja" && !simplified { usual.clone() } else { named(if traditional && !simplified { "zh-Hant" } else { "zh-Hans" }) };
    }
    if !has(char::is_alphabetic) {
        return usual.clone();
    }
    let low = text.to_lowercase().replace('\'', "’");
    let common: Vec<&str> = low.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let score = |words: &ReadingWords| {
        let scales: Vec<&str> = words.scales.iter().map(|(word, _)| *word).filter(|word| word.len() > 3).collect();
        let lists = [words.about, words.nearly, words.over, words.under, words.points, words.rise, words.fall];
        let said: usize = lists.iter().map(|list| glob::all(list, &low, false).filter(|(from, to)| to - from > 2).count()).sum();
        // Few words are so sure a sign as "Milliarden".
        let sure: usize = [&scales, words.percent].iter().map(|list| 3 * glob::all(list, &low, false).count()).sum();
        sure + said + common.iter().filter(|word| words.common.contains(word)).count()
    };
    let scores: Vec<(usize, &str)> = languages::told_by_words().map(|(tag, words)| (score(words), tag)).collect();
    let best = scores.iter().map(|(score, _)| *score).max().unwrap_or(0);
    let is_usual = scores.iter().any(|(score, tag)| *score == best && *tag == usual.base());
    let is_latin = has(|c| c.is_ascii_alphabetic());
    match scores.iter().find(|(score, _)| *score == best) {
        Some((_, tag)) if best > 0 && !is_usual && is_latin => named(tag),
        _ => usual.clone(),
    }
}
