//! The blocks of HTML that we wrote, for its plain text: of a letter, of an index.

use crate::content::markdown::{Piece, Plain};

/// A paragraph, heading, item or row of HTML as text.
#[derive(Debug, Default, PartialEq)]
pub(in crate::pages) struct Block {
    /// What stands before its first line: `- ` for an item, `> ` for a quotation.
    pub(in crate::pages) first: String,
    /// What stands before its other lines.
    pub(in crate::pages) rest: String,
    pub(in crate::pages) text: String,
    /// Whether its lines stay as they are.
    pub(in crate::pages) verbatim: bool,
    /// Whether it follows the block before without an empty line: the next item of a list, the next row of a table.
    pub(in crate::pages) follows: bool,
    /// The addresses of its links and images that its text does not show, in their order.
    pub(in crate::pages) links: Vec<String>,
}

/// The blocks of HTML that we wrote ourselves, so it is well formed.
pub(in crate::pages) fn blocks(html: &str) -> Vec<Block> {
    let (mut reader, mut rest) = (Reader::default(), html);
    while let Some(at) = rest.find('<') {
        reader.text(&unescaped(&rest[..at]));
        let len = tag_len(&rest[at..]);
        reader.tag(&rest[at + 1..at + len]);
        rest = rest.get(at + len + 1..).unwrap_or_default();
    }
    reader.text(&unescaped(rest));
    reader.close();
    reader.blocks
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    plain: Plain,
    links: Vec<String>,
    /// The address of the link that is open, and its text so far.
    link: Option<(String, String)>,
    /// Whether a link is open whose text is not shown.
    unread: bool,
    /// The text of the `<pre>` that is open.
    verbatim: Option<String>,
    around: Vec<Around>,
    /// For each open list the number of its next item, if they have numbers.
    lists: Vec<Option<i64>>,
    /// Cells so far in the row that is open.
    cells: usize,
    /// Whether the last block was a row of the table that is open, or a part of the list that is open.
    in_table: bool,
    in_list: bool,
}

/// What a block lies in.
enum Around {
    Quotation,
    /// An item, with what stands before it, and whether that has been written.
    Item(String, bool),
}

impl Reader {
    fn text(&mut self, text: &str) {
        if self.unread {
            return;
        }
        if let Some(verbatim) = &mut self.verbatim {
            verbatim.push_str(text);
        } else {
            self.plain.text(text);
        }
        if let Some((_, shown)) = &mut self.link {
            shown.push_str(text);
        }
    }

    fn tag(&mut self, tag: &str) {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        match (name.as_str(), closes) {
            ("a", false) => {
                self.unread = tag.contains("role=\"doc-backlink\"");
                let is_note = tag.contains("role=\"doc-noteref\"");
                self.link =
                    attribute(tag, "href").filter(|address| !is_note && !self.unread && !address.starts_with('#')).map(|address| (address, String::new()));
            }
            ("a", true) => {
                self.unread = false;
                let link = self.link.take().filter(|(address, text)| text.trim() != address && address.strip_prefix("mailto:") != Some(text.trim()));
                self.links.extend(link.map(|(address, _)| address));
            }
            ("img", _) => {
                let alt = attribute(tag, "alt").unwrap_or_default();
                self.plain.picture(&[Piece::Text(alt)]);
                self.links.extend(attribute(tag, "src"));
            }
            ("input", _) => self.plain.text(if tag.contains(" checked") { "[x] " } else { "[ ] " }),
            ("td" | "th", false) => {
                self.plain.text(if self.cells > 0 { " | " } else { "" });
                self.cells += 1;
            }
            ("td" | "th", true) => {}
            ("pre", false) => {
                self.close();
                self.verbatim = Some(String::new());
            }
            ("ul", false) => self.list(None),
            ("ol", false) => self.list(Some(attribute(tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1))),
            ("ul" | "ol", true) => {
                self.close();
                self.lists.pop();
                self.in_list &= !self.lists.is_empty();
            }
            ("li", false) => self.item(tag),
            ("li", true) => {
                self.close();
                self.leave(|around| matches!(around, Around::Item(..)));
            }
            ("blockquote", false) => {
                self.close();
                self.around.push(Around::Quotation);
            }
            ("blockquote", true) => {
                self.close();
                self.leave(|around| matches!(around, Around::Quotation));
            }
            ("table", closes) => {
                self.close();
                self.in_table &= !closes;
            }
            ("tr", closes) => {
                self.close();
                self.in_table |= closes && self.cells > 0;
                self.cells = 0;
            }
            ("br", _) if self.verbatim.is_some() => self.text("\n"),
            (name, _) if name != "br" && Plain::is_apart(name) => self.close(),
            (name, closes) => self.plain.tag(name, closes),
        }
    }

    fn list(&mut self, first: Option<i64>) {
        self.close();
        self.lists.push(first);
    }

    fn item(&mut self, tag: &str) {
        self.close();
        // A footnote has the number of its mark.
        let note = attribute(tag, "id").and_then(|id| id.strip_prefix("fn-").map(|number| format!("[{number}] ")));
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let own = attribute(tag, "value").and_then(|value| value.parse().ok()).unwrap_or(*number);
                *number = own.saturating_add(1);
                note.unwrap_or_else(|| format!("{own}. "))
            }
            _ => "- ".to_owned(),
        };
        self.around.push(Around::Item(marker, false));
    }

    /// Leaves the innermost surroundings of a kind, and what was left open inside.
    fn leave(&mut self, is_it: impl Fn(&Around) -> bool) {
        if let Some(at) = self.around.iter().rposition(is_it) {
            self.around.truncate(at);
        }
    }

    /// Ends the block that is open.
    fn close(&mut self) {
        let verbatim = self.verbatim.take();
        let is_verbatim = verbatim.is_some();
        let plain = std::mem::take(&mut self.plain).into_text();
        let mut text = verbatim.map_or_else(|| one_line(&plain), |lines| lines.trim_end().to_owned());
        let mut links = std::mem::take(&mut self.links);
        if text.is_empty() && !links.is_empty() {
            text = links.remove(0);
        }
        if text.chars().all(|c| c.is_whitespace() || c == '|') {
            return;
        }
        let (mut first, mut rest, mut starts_item) = (String::new(), String::new(), false);
        for around in &mut self.around {
            match around {
                Around::Quotation => {
                    first.push_str("> ");
                    rest.push_str("> ");
                }
                Around::Item(marker, written) => {
                    let space = " ".repeat(marker.len());
                    first.push_str(if *written { &space } else { marker });
                    rest.push_str(&space);
                    starts_item |= !std::mem::replace(written, true);
                }
            }
        }
        let is_row = self.cells > 0;
        let follows = (starts_item && self.in_list) || (is_row && self.in_table);
        self.in_list = !self.lists.is_empty();
        self.blocks.push(Block { first, rest, text, verbatim: is_verbatim, follows, links });
    }
}

/// The bytes of a tag up to its `>`, which may stand inside the quotation marks of an attribute too.
fn tag_len(tag: &str) -> usize {
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '>' => return at,
            _ => {}
        }
    }
    tag.len()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

/// A text with its character references replaced: those that our own writers and the sanitiser write.
fn unescaped(text: &str) -> String {
    let (mut written, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, behind)) = rest.split_once('&') {
        written.push_str(before);
        let reference = behind.split_once(';').filter(|(name, _)| name.len() <= 8);
        let known = reference.and_then(|(name, after)| {
            let c = match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                "nbsp" => '\u{a0}',
                _ => {
                    let number = name.strip_prefix('#')?;
                    let number = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
                    char::from_u32(number?)?
                }
            };
            Some((c, after))
        });
        written.push(known.map_or('&', |(c, _)| c));
        rest = known.map_or(behind, |(_, after)| after);
    }
    written + rest
}

/// A text with single spaces between its words. What must not be torn apart, as `5\u{a0}%`, is not.
pub(in crate::pages) fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
