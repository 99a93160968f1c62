//! What stands between a field and its value, and in front of an item.

use super::line::{Line, is_gap, is_word};
use super::{Context, Mend};

/// Colons of other scripts.
const COLONS: [char; 4] = ['：', '﹕', '︰', '꞉'];

/// Marks that other ways of writing put in front of an item.
const BULLETS: [char; 8] = ['*', '•', '·', '–', '—', '+', '●', '▪'];

pub(super) fn proposals(line: &Line<'_>, context: &Context<'_>) -> Vec<Mend> {
    let mut all = Vec::new();
    all.extend(two_fields(line, context));
    if line.key.is_none() || line.key().is_some_and(|key| key.contains(COLONS)) {
        all.extend(other_colon(line));
        all.extend(no_space(line, context));
        all.extend(equals(line));
        all.extend(no_colon(line, context));
    }
    all.extend(bullet(line));
    all.extend(hyphen(line));
    all
}

/// `kind：report`.
fn other_colon(line: &Line<'_>) -> Option<Mend> {
    let rest = line.rest();
    let at = rest.find(COLONS)?;
    let sign = rest[at..].chars().next()?;
    is_word(rest[..at].trim_end_matches(is_gap)).then(|| {
        let after = rest[at + sign.len_utf8()..].trim_start_matches(is_gap);
        let mended = format!("{}{}: {after}", &line.text[..line.start], rest[..at].trim_end_matches(is_gap));
        let start = line.start + at;
        Mend::new(format!("`{sign}` is not the colon that ends the name of a field"), start..start + sign.len_utf8(), mended.trim_end().to_owned())
    })
}

/// `kind:report`.
fn no_space(line: &Line<'_>, context: &Context<'_>) -> Option<Mend> {
    let rest = line.rest();
    let (name, after) = rest.split_once(':')?;
    let may_be = is_word(name) && !after.is_empty() && ((context.known)(name) || !after.starts_with('/'));
    may_be.then(|| {
        let at = line.start + name.len();
        let mended = format!("{}{name}: {}", &line.text[..line.start], after.trim_start_matches(is_gap));
        Mend::new("a space is missing behind the colon", at..at + 1, mended)
    })
}

/// `kind = report`.
fn equals(line: &Line<'_>) -> Option<Mend> {
    let rest = line.rest();
    let (name, after) = rest.split_once('=')?;
    let word = name.trim_end_matches([' ', '\t', ':']);
    is_word(word).then(|| {
        let at = line.start + name.len();
        let mended = format!("{}{word}: {}", &line.text[..line.start], after.trim_start_matches(['>', ' ', '\t']));
        Mend::new("an equals sign stands where a colon belongs", at..at + 1, mended.trim_end().to_owned())
    })
}

/// `kind report`, and `kind` by itself.
fn no_colon(line: &Line<'_>, context: &Context<'_>) -> Option<Mend> {
    let rest = line.rest().trim_end();
    let (name, after) = rest.split_once(is_gap).unwrap_or((rest, ""));
    ((context.known)(name) && is_word(name)).then(|| {
        let mended = format!("{}{name}: {}", &line.text[..line.start], after.trim_start_matches(is_gap));
        Mend::new(format!("a colon is missing behind `{name}`"), line.start..line.start + name.len(), mended.trim_end().to_owned()).offered()
    })
}

/// `title: A date: 2024-10-23`, where the second word is a field too.
fn two_fields(line: &Line<'_>, context: &Context<'_>) -> Option<Mend> {
    let key = line.key.clone()?;
    let value = line.value();
    if value.starts_with(['[', '{']) {
        return None;
    }
    // Where the name of a field begins behind a value that is whole.
    let starts = value.match_indices([' ', ',', ';']).map(|(at, _)| at + 1);
    let second = starts.filter(|at| value.is_char_boundary(*at)).find(|at| {
        let name = value[*at..].split(':').next().unwrap_or_default();
        let is_field = value[*at + name.len()..].starts_with(": ") || value[*at..].len() == name.len() + 1;
        is_field && is_word(name) && (context.known)(name)
    })?;
    let first = value[..second].trim_end_matches([' ', ',', ';']);
    let at = line.value.start + second;
    let name = value[second..].split(':').next().unwrap_or_default();
    let column = line.text[..key.start].chars().count();
    let mended = format!("{}{first}\n{}{}", &line.text[..line.value.start], " ".repeat(column), &line.text[at..]);
    Some(Mend::new(format!("a second field, `{name}`, stands on one line with the first"), at..at + name.len(), mended).offered())
}

/// `* point`.
fn bullet(line: &Line<'_>) -> Option<Mend> {
    let rest = line.rest();
    let sign = rest.chars().next().filter(|c| BULLETS.contains(c))?;
    let after = rest[sign.len_utf8()..].trim_start_matches(is_gap);
    (rest[sign.len_utf8()..].starts_with(is_gap) && !line.is_item()).then(|| {
        let mended = format!("{}- {after}", &line.text[..line.start]);
        Mend::new(format!("an item of a list begins with a hyphen here, not with `{sign}`"), line.start..line.start + sign.len_utf8(), mended)
    })
}

/// `-point`.
fn hyphen(line: &Line<'_>) -> Option<Mend> {
    let after = line.rest().strip_prefix('-').filter(|after| !after.is_empty() && !after.starts_with('-'))?;
    let mended = format!("{}- {after}", &line.text[..line.start]);
    Some(Mend::new("a space is missing behind the hyphen of the item", line.start..line.start + 1, mended))
}
