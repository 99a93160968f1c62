//! Which numbers of a text are years, days and parts of names, and which years it names.

use super::digits::Written;
use super::glob;
use super::plain::{clause, clause_end, is_name, lower, plain};
use super::reader::Reader;

impl Reader<'_> {
    /// The years that a text names, but for those that it only compares with.
    #[must_use]
    pub fn years(&self, text: &str) -> Vec<i16> {
        let text = plain(text);
        let low = lower(&text);
        let digits = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
        let starts = digits.filter(|at| !text[..*at].ends_with(|c: char| c.is_ascii_digit()));
        let year = |start: usize| -> Option<i16> {
            let end = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start);
            let year = text[start..end].parse::<i16>().ok().filter(|year| end - start == 4 && (1900..2100).contains(year))?;
            let glued = is_name(&text, start, end) || text[end..].starts_with([',', '.']) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
            let is_amount = self.notation.scale(&text[end..]).is_some() || text[..start].ends_with(['$', '€', '£', '¥']);
            // "3.5% recorded in 2023" is only compared with if its clause says so: "against the 3.5% recorded in 2023".
            let words = self.notation.words.map_or(&[][..], |words| words.against);
            let behind = text[end..].trim_start_matches(['年', '년', ' ']);
            let compared = if self.dense {
                glob::at_end(words, low[..start].trim_end(), true).is_some()
                    || glob::at_start(words, behind, true).is_some()
                    || words.iter().filter(|word| word.starts_with('を')).any(|word| clause_end(behind).contains(word))
            } else {
                glob::all(words, &low[clause(&low, 0, start)..start], false).next().is_some()
            };
            (!glued && !is_amount && !compared).then_some(year)
        };
        starts.filter_map(year).chain(ERAS.iter().flat_map(|(era, first)| of_era(&text, era, *first))).collect()
    }

    /// Whether a number is a year, a day, a quarter or an ordinal.
    pub(super) fn is_time(&self, low: &str, start: usize, written: &Written) -> bool {
        let rest = &low[written.end..];
        let run = &low[start..written.digits];
        let before = low[..start].trim_end();
        let named = self.notation.words.is_some_and(|words| glob::at_end(words.named, before, self.dense).is_some());
        if named || before.ends_with(['第', '제', '§', '#', '№']) {
            return true;
        }
        let plain = written.power == 0 && run.bytes().all(|byte| byte.is_ascii_digit());
        if !plain {
            return false;
        }
        let behind = rest.trim_start_matches([' ', '\u{a0}', '.', 'º', '°']);
        let ordinal = rest.starts_with(['º', 'ª', '°']) && !rest.starts_with("°c");
        let follows = ["de ", "er ", "of ", "st ", "nd ", "rd ", "th "].iter().fold(behind, |behind, word| behind.strip_prefix(word).unwrap_or(behind));
        let day = !self.dense && run.len() <= 2 && (self.months.at_start(follows).is_some() || self.months.at_end(before.trim_end_matches('.')).is_some());
        let east = self.dense
            && behind.starts_with(['年', '月', '日', '号', '號', '년', '월', '일', '届', '次', '条', '條', '季', '分'])
            && !behind.starts_with("分の")
            && !behind.starts_with("次元")
            && !is_count(behind);
        // 2070多万户 is no year.
        let is_more = self.bound_behind(rest, true).is_some();
        let year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20")) && !is_more && self.names.right_behind(rest, rest).is_none();
        ordinal || day || east || year
    }
}

/// The years before the first of eras that years are counted in.
const ERAS: [(&str, i16); 5] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911), ("民国", 1911)];

/// The years of an era that a text names.
fn of_era<'t>(text: &'t str, era: &'t str, before: i16) -> impl Iterator<Item = i16> + 't {
    text.match_indices(era).filter_map(move |(at, _)| {
        let rest = &text[at + era.len()..];
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let year = if rest.starts_with('元') { 1 } else { rest[..digits].parse::<i16>().ok()? };
        before.checked_add(year).filter(|_| rest.contains('年'))
    })
}

/// Whether 分 and the like stand for a count here and not for a time: 分公司, 日本.
fn is_count(behind: &str) -> bool {
    ["分公司", "分店", "次元", "条线", "日本", "月額"].iter().any(|word| behind.starts_with(word))
}
