//! Cleaning of a text that holds raw HTML.
//!
//! Only the whole can be cleaned: a tag may start in one piece and end in another, with our own HTML between. So the
//! holes become markers, the whole passes a list of safe elements and attributes (by `ammonia`, which reads HTML as
//! browsers do), and in the clean HTML, whose form is strict, the markers become holes again.
//!
//! A marker is a number between two *noncharacters* of Unicode, which nothing else in the text may hold when it is
//! read: neither as they are nor as `&#xFDD0;`. Where a marker ends up is looked at again, because an attribute that
//! the author left open may have swallowed it: HTML is never put into an attribute, and an attribute that holds an
//! address starts with that hole or holds none.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;

use super::escape::is_dropped;
use super::links;
use super::out::Out;
use super::raw_text::RawTags;
use super::slug::{self, Ids};
use super::template::{Hole, HoleKind, Template};

const START: char = '\u{FDD0}';
const END: char = '\u{FDD1}';

/// Elements that an author may use: everything about text, nothing that loads, runs or submits.
const ELEMENTS: &str = "a abbr aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em \
    figcaption figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub \
    summary sup table tbody td tfoot th thead time tr u ul var wbr";

/// Elements that are left out with all that they enclose.
const WHOLE: &str = "iframe math noembed noframes noscript object script style svg template textarea title xmp";

/// Attributes of any element.
const GENERAL: &str = "aria-describedby aria-hidden aria-label aria-labelledby class dir id lang role tabindex title";

/// Attributes of some elements.
const OF_ELEMENTS: [(&str, &str); 17] = [
    ("a", "href hreflang"),
    ("blockquote", "cite"),
    ("col", "span"),
    ("colgroup", "span"),
    ("data", "value"),
    ("del", "cite datetime"),
    ("details", "open"),
    ("img", "alt height loading sizes src srcset width"),
    ("input", "checked type"),
    ("ins", "cite datetime"),
    ("li", "value"),
    ("ol", "reversed start type"),
    ("q", "cite"),
    ("td", "colspan headers rowspan"),
    ("th", "abbr colspan headers rowspan scope"),
    ("time", "datetime"),
    ("table", "border"),
];

/// Tags that are nothing without an attribute: a box without a label is not one of ours and says nothing to anybody,
/// and an image without an address shows nothing.
const NEEDED: [(&str, &str); 2] = [("<input", " aria-label=\""), ("<img", " src=\"")];

/// Whether an author may use an element, given in lower case.
pub(super) fn is_allowed(element: &str) -> bool {
    is_in(ELEMENTS, element)
}

/// Whether an element is left out with all that it encloses.
pub(super) fn is_dropped_whole(element: &str) -> bool {
    is_in(WHOLE, element)
}

/// Whether an element may have an attribute, both given in lower case.
pub(super) fn is_allowed_at(element: &str, attribute: &str) -> bool {
    is_in(GENERAL, attribute)
        || OF_ELEMENTS.iter().any(|(name, list)| *name == element && is_in(list, attribute))
        || (element, attribute) == ("input", "disabled")
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|other| other == word)
}

/// The list, ready to use.
static POLICY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let words = |list: &'static str| list.split_ascii_whitespace().collect::<HashSet<_>>();
    let mut policy = Builder::empty();
    policy
        .tags(words(ELEMENTS))
        .clean_content_tags(words(WHOLE))
        .generic_attributes(words(GENERAL))
        .tag_attributes(OF_ELEMENTS.iter().map(|(element, list)| (*element, words(list))).collect::<HashMap<_, _>>())
        // The only field there is: a box that shows whether a task is done. One attribute is set and the other filtered,
        // because two that are set come out in the order of a hash map, which differs from run to run.
        .set_tag_attribute_value("input", "disabled", "")
        .attribute_filter(|element, attribute, value| Some(if (element, attribute) == ("input", "type") { "checkbox".into() } else { value.into() }))
        .url_schemes(words("http https mailto tel"))
        .link_rel(None);
    policy
});

/// How much HTML is cleaned at most. Reading HTML as browsers do is not linear: all attributes of a tag are compared
/// with each other, all open elements are looked through at each tag, and formatting elements that are left open are
/// opened again in each block. Each has its limit, the last the lowest one, because it takes memory too. At these, a text
/// takes about a second.
const MAX_HTML: usize = 256 * 1024;
const MAX_REOPENED: usize = 2_000_000;
const MAX_LOOKED_THROUGH: usize = 500_000_000;

/// Cleans a whole text; `None` if that could take time or memory out of proportion.
pub(super) fn sanitise(out: &Out, raw: RawTags, ids: &mut Ids) -> Option<Template> {
    let tags = out.html.bytes().filter(|byte| *byte == b'<').count();
    if out.len() > MAX_HTML || raw.formatting.saturating_mul(tags) > MAX_REOPENED || raw.tags.saturating_mul(tags) > MAX_LOOKED_THROUGH {
        return None;
    }
    let mut clean = POLICY.clean(&marked(out)).to_string();
    // They may have been written as `&#1;`.
    clean.retain(|c| !is_dropped(c) || matches!(c, START | END));
    let own = ids.list().iter().cloned().collect();
    let mut walk = Walk { holes: &out.holes, ids, own, seen: HashSet::new(), out: Template::default() };
    walk.document(&clean);
    Some(walk.out)
}

/// The HTML with markers for its holes, and without anything that could be taken for one.
fn marked(out: &Out) -> String {
    let html = defused(&out.html);
    let mut marked = String::with_capacity(html.len() + out.holes.len() * 12);
    let mut from = 0;
    for (index, hole) in out.holes.iter().enumerate() {
        let at = hole.at as usize;
        marked.push_str(&html[from..at]);
        from = at;
        // It stands where no attribute's value is, and comes back with the picture's address.
        if matches!(hole.kind, HoleKind::Pixels(_)) {
            continue;
        }
        marked.push(START);
        marked.push_str(&index.to_string());
        marked.push(END);
    }
    marked.push_str(&html[from..]);
    marked
}

/// The HTML, of the same length, with the two noncharacters replaced, however they are written.
fn defused(html: &str) -> String {
    let mut html = html.replace([START, END], "\u{FFFD}");
    let references: Vec<usize> = html.match_indices("&#").map(|(at, _)| at).filter(|at| is_marker(&html[at + 2..])).collect();
    for at in references {
        html.replace_range(at..=at, " ");
    }
    html
}

/// Whether a numeric character reference, given from behind its `&#`, is one of the two noncharacters.
fn is_marker(reference: &str) -> bool {
    let (digits, radix) = match reference.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (reference, 10),
    };
    let digits = digits.trim_start_matches('0');
    // Digits beyond these make another number.
    let value = digits.chars().map_while(|c| c.to_digit(radix)).take(8).fold(0_u32, |value, digit| value.wrapping_mul(radix) + digit);
    value == u32::from(START) || value == u32::from(END)
}

/// A walk over clean HTML, in which every tag is `<name a="…" b="…">` or `</name>`, and `<` and `"` mean nothing else.
struct Walk<'a> {
    holes: &'a [Hole],
    ids: &'a mut Ids,
    /// Ids that we gave out ourselves.
    own: HashSet<String>,
    seen: HashSet<String>,
    out: Template,
}

impl Walk<'_> {
    fn document(&mut self, html: &str) {
        let mut rest = html;
        while let Some(start) = rest.find('<') {
            self.value(&rest[..start], |kind| matches!(kind, HoleKind::Html(_) | HoleKind::Text(_) | HoleKind::Word(_)).then_some(kind));
            rest = self.tag(&rest[start..]);
        }
        self.value(rest, |kind| matches!(kind, HoleKind::Html(_) | HoleKind::Text(_) | HoleKind::Word(_)).then_some(kind));
    }

    /// Copies the tag at the start; returns what follows it.
    fn tag<'t>(&mut self, html: &'t str) -> &'t str {
        let end = html.find([' ', '>']).unwrap_or(html.len());
        let (start, holes) = (self.out.html.len(), self.out.holes.len());
        self.out.html.push_str(&html[..end]);
        let mut rest = &html[end..];
        while let Some((name, value, behind)) = attribute(rest) {
            self.attribute(name, value);
            rest = behind;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        self.pixels(html, start, holes);
        self.out.html.push('>');
        if !NEEDED.iter().all(|(tag, needed)| !html.starts_with(tag) || self.out.html[start..].contains(needed)) {
            self.out.html.truncate(start);
            self.out.holes.truncate(holes);
        }
        &rest[end..]
    }

    /// Leaves room for the size of a picture on the site whose tag begins at `start`, where the author gives none.
    fn pixels(&mut self, html: &str, start: usize, holes: usize) {
        let written = &self.out.html[start..];
        if !html.starts_with("<img") || written.contains(" width=\"") || written.contains(" height=\"") {
            return;
        }
        let source = written.find(" src=\"").map(|at| start + at + " src=\"".len());
        let address = self.out.holes[holes..].iter().find_map(|hole| match hole.kind {
            HoleKind::Address(index) if Some(hole.at as usize) == source => Some(index),
            _ => None,
        });
        if let Some(index) = address {
            self.hole(HoleKind::Pixels(index));
        }
    }

    /// Copies an attribute, if it may stay.
    fn attribute(&mut self, name: &str, value: &str) {
        let keeps = match name {
            "id" => self.keeps_id(value),
            "tabindex" => matches!(value, "0" | "-1"),
            "href" | "src" | "cite" => keeps_address(value),
            "srcset" => value.split(',').all(|candidate| keeps_address(candidate.split_ascii_whitespace().next().unwrap_or_default())),
            _ => true,
        };
        if !keeps {
            return;
        }
        self.out.html.push(' ');
        self.out.html.push_str(name);
        self.out.html.push_str("=\"");
        match name {
            "href" | "src" | "cite" => {
                if value.starts_with('#') {
                    self.hole(HoleKind::Page);
                }
                self.value(value, |kind| matches!(kind, HoleKind::Address(_) | HoleKind::Page).then_some(kind));
            }
            "srcset" => self.value(value, |kind| matches!(kind, HoleKind::Address(_)).then_some(kind)),
            _ => self.value(value, |kind| match kind {
                HoleKind::Html(index) | HoleKind::Text(index) => Some(HoleKind::Text(index)),
                HoleKind::Word(word) => Some(HoleKind::Word(word)),
                _ => None,
            }),
        }
        self.out.html.push('"');
    }

    /// Copies text, with the holes that may be there in place of their markers.
    fn value(&mut self, text: &str, allowed: impl Fn(HoleKind) -> Option<HoleKind>) {
        let mut rest = text;
        while let Some(start) = rest.find(START) {
            self.out.html.push_str(&rest[..start]);
            let inside = &rest[start + START.len_utf8()..];
            let end = inside.find(END).unwrap_or(inside.len());
            let hole = inside[..end].parse().ok().and_then(|index: usize| self.holes.get(index));
            if let Some(kind) = hole.and_then(|hole| allowed(hole.kind)) {
                self.hole(kind);
            }
            rest = inside[end..].strip_prefix(END).unwrap_or_default();
        }
        self.out.html.push_str(rest);
    }

    fn hole(&mut self, kind: HoleKind) {
        self.out.holes.push(Hole { at: super::out::at(self.out.html.len()), kind });
    }

    /// Whether an id is ours or a new one that the author may take, and stands here for the first time.
    fn keeps_id(&mut self, id: &str) -> bool {
        let is_ours = self.own.contains(id);
        if !is_ours && (!slug::is_valid(id) || slug::is_reserved(id)) {
            return false;
        }
        if !self.seen.insert(id.to_owned()) {
            return false;
        }
        if !is_ours {
            self.ids.push(id.to_owned());
        }
        true
    }
}

/// The attribute at the start, as its name and value, and what follows it.
fn attribute(tag: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = tag.strip_prefix(' ')?.split_once("=\"")?;
    let (value, rest) = rest.split_once('"')?;
    Some((name, value, rest))
}

/// Whether an address in clean HTML may stay: one of ours, or one that would be allowed in Markdown too.
fn keeps_address(value: &str) -> bool {
    if value.contains(START) {
        return value.starts_with(START);
    }
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{A0}").replace("&amp;", "&");
    links::of_link(&plain).is_ok()
}

/// The words of a page of HTML: its text without tags, scripts and styles.
pub(in crate::content) fn text_of_html(html: &str) -> String {
    // Blocks end in a line break, so that the last word of one is not joined to the first of the next.
    let parted = BLOCKS.iter().fold(html.to_owned(), |html, end| html.replace(end, &format!("\n{end}")));
    let whole: HashSet<&str> = WHOLE.split_whitespace().filter(|name| *name != "title").chain(["head"]).collect();
    let text = Builder::empty().clean_content_tags(whole).clean(&parted).to_string();
    text.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Where a block of text ends.
const BLOCKS: [&str; 8] = ["</p>", "</div>", "</li>", "</td>", "</th>", "<br", "</h", "</title>"];
