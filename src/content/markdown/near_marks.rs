//! Citations, images and emphasis that miss their form by a sign, and are printed as they were typed.

use super::inline::is_escaped;
use super::suspect::{Suspect, found, line};
use super::{Likeness, ProblemKind};

/// Looks at a `[` that starts no mark and no suspect of another kind.
pub(super) fn bracket(source: &str, at: usize) -> Option<Suspect> {
    image(source, at).or_else(|| cited(source, at))
}

/// `[presser]`, `[@ presser]`, `[＠presser]` and `(@presser)`: meant as citations where a source has that id.
pub(super) fn cited(source: &str, at: usize) -> Option<Suspect> {
    let rest = line(source, at);
    let open = rest.chars().next()?;
    let inside = &rest[open.len_utf8()..];
    let end = inside.find([']', '］', '】', ')', '）'])?;
    let close = inside[end..].chars().next()?;
    let sign = inside.starts_with(['@', '＠']);
    let id = inside[..end].trim_start_matches(['@', '＠']).trim();
    let is_id = id.starts_with(char::is_alphanumeric) && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    let whole = &rest[..open.len_utf8() + end + close.len_utf8()];
    let behind = rest.as_bytes().get(whole.len());
    if !is_id || source[..at].ends_with('[') || matches!(behind, Some(b'(' | b'[' | b':')) || !sign && open != '[' || is_escaped(source.as_bytes(), at) {
        return None;
    }
    let kind = ProblemKind::BareCitation { written: whole.to_owned(), id: id.to_owned() };
    Some(Suspect { span: at..at + whole.len(), kind })
}

/// `! [alt](towers.png)` and `！[alt](towers.png)`, of which the bracket is at `at`.
fn image(source: &str, at: usize) -> Option<Suspect> {
    let before = &source[..at];
    let sign = ["！", "! ", "！ "].into_iter().find(|sign| before.ends_with(sign))?;
    let start = at - sign.len();
    let rest = line(source, at);
    let (alt, behind) = rest.split_once("](")?;
    let target = &behind[..behind.find(')')?];
    let address = target.split_whitespace().next().unwrap_or_default();
    let extension = address.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase());
    let is_image = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&extension.as_str());
    let begins = source[..start].chars().next_back().is_none_or(char::is_whitespace);
    let whole = start..at + alt.len() + 2 + target.len() + 1;
    (is_image && begins).then(|| found(source, whole.clone(), Likeness::Image, format!("!{}", &source[at..whole.end])))
}

/// `need **less **power`, of which the first asterisks are at `at`: they close only behind a letter or a sign.
pub(super) fn emphasis(source: &str, at: usize) -> Option<Suspect> {
    let rest = line(source, at);
    let inside = &rest[2..];
    let end = inside.find("**")?;
    let words = &inside[..end];
    let trimmed = words.trim();
    let opens = source[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let is_slip = opens && !trimmed.is_empty() && trimmed.len() < words.len() && trimmed.starts_with(char::is_alphanumeric) && !trimmed.contains('*');
    let (lead, gap) = (if words.starts_with(' ') { " " } else { "" }, if words.ends_with(' ') { " " } else { "" });
    let lead = if source[..at].ends_with(' ') { "" } else { lead };
    let gap = if inside[end + 2..].starts_with(' ') { "" } else { gap };
    is_slip.then(|| found(source, at..at + end + 4, Likeness::Emphasis, format!("{lead}**{trimmed}**{gap}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(suspect: Option<Suspect>) -> Option<String> {
        match suspect?.kind {
            ProblemKind::LooksLike { meant, .. } => Some(meant),
            ProblemKind::BareCitation { id, .. } => Some(id),
            _ => None,
        }
    }

    #[test]
    fn a_form_that_lacks_a_sign_is_known() {
        for text in ["[paper]", "[@ paper]", "[＠paper]", "(@paper)", "（@paper）"] {
            assert_eq!(meant(cited(text, 0)).as_deref(), Some("paper"), "{text}");
        }
        for text in ["[paper](a.md)", "[paper][a]", "(paper)", "[two words]", "[paper", "\\[paper]"] {
            assert_eq!(meant(cited(text, usize::from(text.starts_with('\\')))), None, "{text}");
        }
        for text in ["! [a](b.png)", "！[a](b.png)"] {
            assert_eq!(meant(image(text, text.find('[').unwrap())).as_deref(), Some("![a](b.png)"), "{text}");
        }
        for text in ["See! [a](b.md)", "Wow! [a](b.pdf)", "Wow! [a](b.png)"] {
            assert_eq!(meant(image(text, text.find('[').unwrap())), None, "{text}");
        }
        let bold = |text: &str| meant(emphasis(text, text.find("**").unwrap()));
        assert_eq!(bold("need **less **power").as_deref(), Some("**less** "));
        assert_eq!(bold("need ** less** power").as_deref(), Some("**less**"));
        for text in ["need **less** power", "2 ** 3", "a**b **c", "need **less"] {
            assert_eq!(bold(text), None, "{text}");
        }
    }
}
