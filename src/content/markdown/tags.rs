//! Tags of HTML: how one is read, and what is none although it has the form of one.

use std::ops::Range;
use std::sync::LazyLock;

/// Elements of HTML, those of former versions too. What is not among them is a word in angle brackets.
static ELEMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br \
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed \
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img \
    input ins kbd label legend li link listing main map mark marquee math menu meta meter nav nobr noembed noframes noscript \
    object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section \
    select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead \
    time title tr track tt u ul var video wbr xmp",
    )
});

/// Elements of SVG and `MathML`, which a trusted author may use.
static FOREIGN: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "animate animatemotion animatetransform annotation circle clippath defs desc ellipse feblend fecolormatrix fecomposite \
    feflood fegaussianblur feimage femerge femergenode feoffset filter foreignobject g image line lineargradient maction \
    marker mask merror metadata mfrac mi mmultiscripts mn mo mover mpadded mpath mphantom mroot mrow ms mspace msqrt mstyle \
    msub msubsup msup mtable mtd mtext mtr munder munderover path pattern polygon polyline radialgradient rect semantics set \
    stop switch symbol text textpath tspan use view",
    )
});

/// Attributes that may stand without a value.
static BARE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    words(
        "allowfullscreen alt async autofocus autoplay border checked class compact contenteditable controls crossorigin default \
    defer disabled download draggable formnovalidate hidden href id inert ismap itemscope loop multiple muted name nohref \
    nomodule noshade novalidate nowrap open playsinline popover readonly required reversed selected spellcheck style title \
    translate value",
    )
});

/// The words of a sorted list.
fn words(list: &'static str) -> Vec<&'static str> {
    list.split_ascii_whitespace().collect()
}

/// A tag as a browser reads it.
#[derive(Debug)]
pub(super) struct Tag<'h> {
    /// As it is written.
    pub(super) name: &'h str,
    /// Whether it is `</name>`.
    pub(super) closes: bool,
    pub(super) attributes: Vec<Attribute>,
    /// The byte behind its `>`.
    pub(super) end: usize,
}

/// An attribute, in bytes of the text that the tag stands in.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    /// Without the quotation marks.
    pub(super) value: Option<Range<usize>>,
    /// From the name to the closing quotation mark.
    pub(super) end: usize,
}

impl Tag<'_> {
    /// The name in lower case.
    pub(super) fn element(&self) -> String {
        self.name.to_ascii_lowercase()
    }

    /// Whether it only looks like a tag: `<name of office>`, or the middle of `a<b and c>d`. `trusted`: whether there may be
    /// elements that a site's own scripts define, and those of SVG.
    pub(super) fn is_text(&self, html: &str, trusted: bool) -> bool {
        if is_one_of(&ELEMENTS, self.name) {
            return !self.attributes.is_empty() && self.attributes.iter().all(|attribute| attribute.is_word(html));
        }
        !(trusted && (self.name.contains('-') || is_one_of(&FOREIGN, self.name)))
    }
}

impl Attribute {
    /// The name in lower case.
    pub(super) fn name(&self, html: &str) -> String {
        html[self.name.clone()].to_ascii_lowercase()
    }

    /// Whether it has no value and is none that could do without.
    fn is_word(&self, html: &str) -> bool {
        let name = &html[self.name.clone()];
        self.value.is_none() && !name.contains('-') && !is_one_of(&BARE, name)
    }
}

/// Whether `name` stands in a sorted list, whatever its case.
fn is_one_of(list: &[&str], name: &str) -> bool {
    list.binary_search_by(|word| word.bytes().cmp(name.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
}

/// The tag that starts with the `<` at `at`, if one does. It ends before the next `<` that no quotation mark encloses, so
/// that no byte is looked at for many of them.
pub(super) fn read(html: &str, at: usize) -> Option<Tag<'_>> {
    let bytes = html.as_bytes();
    let closes = bytes.get(at + 1) == Some(&b'/');
    let start = at + 1 + usize::from(closes);
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
    let name = &html[start..start + length];
    let mut at = start + length;
    if !matches!(bytes.get(at)?, b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\r') {
        return None;
    }
    let mut attributes = Vec::new();
    loop {
        at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'/').count();
        match bytes.get(at)? {
            b'>' => return Some(Tag { name, closes, attributes, end: at + 1 }),
            b'<' | b'=' | b'"' | b'\'' => return None,
            _ => {}
        }
        let attribute = attribute(bytes, at)?;
        at = attribute.end;
        attributes.push(attribute);
    }
}

fn attribute(bytes: &[u8], at: usize) -> Option<Attribute> {
    let length = bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'=' | b'>' | b'/' | b'<' | b'"' | b'\'')).count();
    let name = at..at + length;
    let gap = bytes[name.end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if bytes.get(name.end + gap) != Some(&b'=') {
        return Some(Attribute { end: name.end, name, value: None });
    }
    let at = name.end + gap + 1;
    let at = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let first = *bytes.get(at)?;
    let (value, end) = if matches!(first, b'"' | b'\'') {
        let end = at + 1 + bytes[at + 1..].iter().position(|byte| *byte == first)?;
        (at + 1..end, end + 1)
    } else {
        let length = bytes[at..].iter().take_while(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'<')).count();
        (at..at + length, at + length)
    };
    Some(Attribute { name, value: Some(value), end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!([&*ELEMENTS, &*FOREIGN, &*BARE].iter().all(|list| list.is_sorted()));
    }

    #[test]
    fn words_are_told_from_tags() {
        for (html, is_text) in [
            ("<name of office>", true),
            ("<date>", true),
            ("</date>", true),
            ("<name-of-office>", true),
            ("<b and c>", true),
            ("<b>", false),
            ("</B>", false),
            ("<br/>", false),
            ("<details open>", false),
            ("<p data-x>", false),
            ("<a href=x>", false),
            ("<td COLSPAN = '2' nowrap>", false),
        ] {
            let tag = read(html, 0).expect(html);
            assert_eq!((tag.end, tag.is_text(html, false)), (html.len(), is_text), "{html}");
        }
        for html in ["<b, c>", "<b", "<b <i>", "<https://a.example>", "< b>", "<5 of 6>", "<a b=\"c>", "<\u{e9}>"] {
            assert!(read(html, 0).is_none(), "{html}");
        }
        assert!(!read("<my-chart>", 0).expect("it is a tag").is_text("<my-chart>", true));
    }

    #[test]
    fn attributes_have_their_places() {
        let html = "x <img src=a.png alt='A > b' hidden>";
        let tag = read(html, 2).expect("it is a tag");
        let found: Vec<(&str, Option<&str>)> = tag.attributes.iter().map(|a| (&html[a.name.clone()], a.value.clone().map(|value| &html[value]))).collect();
        assert_eq!(found, [("src", Some("a.png")), ("alt", Some("A > b")), ("hidden", None)]);
    }
}
