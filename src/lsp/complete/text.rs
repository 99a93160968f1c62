//! What may stand in a reference `[[…]]` or a citation `[@…]`.

use std::ops::Range;

use super::lists::{self, Few};
use super::{Item, Offer, kind};
use crate::content::Kind;
use crate::lsp::desk::Desk;
use crate::lsp::mentions::is_of_citation;
use crate::site::{FigurePart, List};

/// What may stand at byte `at`, if that is in a reference or a citation that is open on its line.
pub(super) fn offer(desk: &Desk, path: &str, text: &str, at: usize) -> Option<Offer> {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let line = &text[start..at];
    let open = |sign: &str, close: &str| line.rfind(sign).map(|n| n + sign.len()).filter(|n| !line[*n..].contains(close));
    if let Some(inner) = open("[[", "]]") {
        return reference(desk, path, text, start + inner..at);
    }
    let inner = open("[@", "]")?;
    let id = start + inner + line[inner..].rfind('@').map_or(0, |n| n + 1);
    if text[id..at].contains(|c| !is_of_citation(c)) {
        return None;
    }
    let mut few = Few::new(&text[id..at]);
    lists::sources(desk, path, &mut few);
    let word = id..at + text[at..].find(|c| !is_of_citation(c)).unwrap_or(text.len() - at);
    let end = if text[word.end..].starts_with([']', ';', ',']) { "" } else { "]" };
    Some(offered(few, word, "", end))
}

/// What may stand in a reference of which `typed` is there up to the cursor.
fn reference(desk: &Desk, path: &str, text: &str, typed: Range<usize>) -> Option<Offer> {
    let (start, at) = (typed.start, typed.end);
    let typed = &text[typed];
    // What was there already gives way, and brackets that stand there stay.
    let end_of = |from: usize, signs: &[char]| {
        let line = text[from..].find('\n').map_or(text.len(), |n| from + n);
        text[from..line].find(signs).filter(|_| text[from..line].contains("]]")).map_or(from, |n| from + n)
    };
    let close = |end: usize| if text[end..].starts_with([']', '|', '#']) { "" } else { "]]" };
    let Some((word, name)) = typed.split_once(':') else {
        let mut items: Vec<Item> = Kind::ALL.into_iter().map(Kind::word).chain(["fig", "date"]).map(kind_of_reference).collect();
        items.rotate_right(2);
        let word = start..end_of(at, &[':', ']', '|', '#']);
        let has_colon = text[word.end..].starts_with(':');
        items.iter_mut().filter(|_| has_colon).for_each(|item| item.text = item.label.clone());
        if !has_colon {
            let mut few = Few::new("");
            own_figures(desk, path, &mut few);
            items.extend(few.items.into_iter().map(|item| Item {
                text: format!("fig:{}{}", item.label, close(word.end)),
                label: format!("fig:{}", item.label),
                ..item
            }));
        }
        return Some(Offer { items, is_cut: false, word });
    };
    if name.contains('|') {
        return None;
    }
    let start = start + word.len() + 1;
    if let Some((name, part)) = name.split_once('#') {
        let word_start = start + name.len() + 1;
        let items = FigurePart::NAMED.iter().filter(|_| word == "fig").map(|(_, name)| Item { label: (*name).to_owned(), kind: kind::WORD, ..Item::default() });
        let mut few = Few::new(part);
        few.items = items.collect();
        let span = word_start..end_of(at, &[']', '|']);
        let end = close(span.end);
        return Some(offered(few, span, "", end));
    }
    let mut few = Few::new(name);
    match word {
        "fig" => lists::entries(desk, path, List::Figures, false, &mut few),
        "date" => lists::entries(desk, path, List::Dates, false, &mut few),
        _ => lists::entities(desk, path, Kind::from_word(word)?, &mut few),
    }
    let span = start..end_of(at, &[']', '|', '#']);
    let end = close(span.end);
    Some(offered(few, span, "", end))
}

fn kind_of_reference(word: &str) -> Item {
    let detail = match word {
        "fig" => "a figure in words",
        "date" => "the day of a dated event",
        _ => "",
    };
    Item { label: word.to_owned(), kind: kind::WORD, detail: detail.to_owned(), text: format!("{word}:"), ..Item::default() }
}

fn own_figures(desk: &Desk, path: &str, few: &mut Few) {
    if desk.briefing(path).is_some() {
        lists::entries(desk, path, List::Figures, false, few);
        few.items.retain(|item| !item.label.contains('/'));
    }
}

fn offered(few: Few, word: Range<usize>, before: &str, behind: &str) -> Offer {
    let text = |item: Item| Item { text: format!("{before}{}{behind}", item.label), ..item };
    Offer { is_cut: few.is_cut, items: few.items.into_iter().map(text).collect(), word }
}
