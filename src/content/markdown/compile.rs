//! From a text to [`Compiled`].

use super::mask::Masked;
use super::out::{Out, at};
use super::sanitise::sanitise;
use super::template::Template;
use super::writer::Writer;
use super::{Compiled, Options, Problem, ProblemKind, RawHtml};
use pulldown_cmark::{Options as Features, Parser};

/// Texts beyond this size are refused: offsets are kept in 32 bits.
const MAX_TEXT: usize = 1 << 30;

/// What a body may hold beyond `CommonMark`. Never all that there is: mathematics would take dollar signs, and metadata
/// blocks the author's rules.
pub(super) const BODY: Features = Features::ENABLE_TABLES
    .union(Features::ENABLE_FOOTNOTES)
    .union(Features::ENABLE_STRIKETHROUGH)
    .union(Features::ENABLE_TASKLISTS)
    .union(Features::ENABLE_HEADING_ATTRIBUTES)
    .union(Features::ENABLE_GFM)
    .union(Features::ENABLE_DEFINITION_LIST);

/// What a line may hold.
const LINE: Features = Features::ENABLE_STRIKETHROUGH;

/// Compiles a whole body.
///
/// A heading of level 1 becomes one of level 2, since a page's title is its only `h1`. Where there are several, the text is
/// divided by them, and all its headings move down by one level.
/// A text that breaks a limit gets an empty template and the problem that says so.
#[must_use]
pub fn compile(text: &str, options: &Options<'_>) -> Compiled {
    if text.len() > MAX_TEXT {
        return too_large();
    }
    let trusted = options.raw_html == RawHtml::Allow;
    let unmended = || written(&Masked::body_unmended(text, options.math, trusted), options, BODY, false);
    written(&Masked::body(text, options.math, trusted), options, BODY, false).or_else(unmended).unwrap_or_default()
}

/// Compiles a text that is one line, such as a key point or a note: links, emphasis, marks, but no blocks. What looks
/// like a block (`# `, `- `, `1. `) is shown as it is, and line breaks are spaces. There is no paragraph around it.
#[must_use]
pub fn compile_inline(text: &str, options: &Options<'_>) -> Compiled {
    if text.len() > MAX_TEXT {
        return too_large();
    }
    let trusted = options.raw_html == RawHtml::Allow;
    let unmended = || written(&Masked::line_unmended(text, options.math, trusted), options, LINE, true);
    written(&Masked::line(text, options.math, trusted), options, LINE, true).or_else(unmended).unwrap_or_default()
}

fn too_large() -> Compiled {
    Compiled { problems: vec![Problem { span: 0..0, kind: ProblemKind::TooLarge }], ..Compiled::default() }
}

/// Parses and writes; `None` if a letter that was exchanged for the parser's sake could not be told afterwards, which
/// takes a delimiter beside Chinese in an address that holds escapes too.
fn written(masked: &Masked<'_>, options: &Options<'_>, features: Features, inline: bool) -> Option<Compiled> {
    let mut writer = Writer::new(masked, options, inline);
    for (event, range) in Parser::new_ext(masked.text(), features).into_offset_iter() {
        writer.event(event, range);
        if writer.broken {
            break;
        }
    }
    writer.flush();
    (!writer.unmendable).then(|| finished(writer))
}

/// Puts together what was written.
fn finished(writer: Writer<'_>) -> Compiled {
    let everything = 0..at(writer.masked.source.len());
    let limit = writer.size_limit();
    let Writer { mut out, mut ids, mut problems, mut headings, footnotes, mut broken, raw, .. } = writer;
    let mut template = Template::default();
    if !broken {
        footnotes.finish(&mut out, &mut ids, &mut problems);
        broken = out.len() > limit;
        if broken {
            problems.push(Problem { span: everything.clone(), kind: ProblemKind::TooLarge });
        }
    }
    if !broken {
        if writer.top_level > 0 {
            let all = writer.top_level > 1;
            lower(&mut out, all);
            for heading in headings.iter_mut().filter(|heading| all || heading.level == 1) {
                heading.level = (heading.level + 1).min(6);
            }
        }
        template = if raw.tags == 0 || writer.options.raw_html != RawHtml::Sanitise {
            Template { html: out.html, holes: out.holes }
        } else {
            sanitise(&out, raw, &mut ids).unwrap_or_else(|| {
                problems.push(Problem { span: everything, kind: ProblemKind::RawHtmlTooHeavy });
                Template::default()
            })
        };
    }
    Compiled { template, references: writer.references, headings, ids: ids.into_list(), lead: writer.lead, problems }
}

/// Moves headings of level 1, or all of them, down by one level.
fn lower(out: &mut Out, all: bool) {
    for digit in std::mem::take(&mut out.levels) {
        let lowered = match &out.html[digit..=digit] {
            "1" => "2",
            _ if !all => continue,
            "2" => "3",
            "3" => "4",
            "4" => "5",
            _ => "6",
        };
        out.html.replace_range(digit..=digit, lowered);
    }
}
