//! What one page may take: bytes that are written and turns of loops, so that a template that never ends, or writes without
//! end, is an error at its place and not a machine that stands still.
//!
//! tera has no hook for either. Bytes are counted where they are written. For turns, the templates of the site and its theme
//! are given to tera with calls of functions of our own in them: what a loop goes through passes [`TURNS`], which counts how
//! much it is before the first turn; each inclusion and each component calls [`TURN`], since templates that name each other
//! several times over grow as fast as loops do; and a text or a list that is put together and kept passes [`KEPT`]. Positions
//! in errors are led back to the template as it was written. The default theme goes without: its loops go through what pages
//! hold, and nothing else.

use std::cell::Cell;
use std::io::{self, Write};
use std::ops::Range;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::scan::Scan;
use crate::config::Limits;

const TURNS: &str = "__turns";
const TURN: &str = "__turn";
const KEPT: &str = "__kept";

/// What went beyond its limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    Bytes,
    Turns,
}

/// What a page has left.
#[derive(Debug, Clone, Copy, Default)]
struct Left {
    turns: u64,
    /// Members of `range(…)`, which need no loop to cost time.
    range: u64,
    bytes: u64,
    over: Option<Over>,
    /// The loop that began last, by its number.
    latest: Option<u32>,
}

thread_local! {
    /// A page is made by one thread from its beginning to its end.
    static LEFT: Cell<Left> = const { Cell::new(Left { turns: 0, range: 0, bytes: 0, over: None, latest: None }) };
}

/// A template as tera is given it.
#[derive(Debug, Default)]
pub(super) struct Bounded {
    pub(super) text: String,
    /// What was put in: before which byte of the template, and how many.
    put_in: Vec<(usize, usize)>,
}

/// A loop: its template and what it goes through, in bytes.
pub(super) type Loop = (String, Range<usize>);

/// Puts the calls into a template. `loops` gets those in it.
pub(super) fn bounded(name: &str, text: &str, scan: &Scan<'_>, loops: &mut Vec<Loop>) -> Bounded {
    let mut put_in: Vec<(usize, String)> = Vec::new();
    for span in &scan.loops {
        put_in.push((span.start, format!("{TURNS}(at={},of=", loops.len())));
        put_in.push((span.end, ")".to_owned()));
        loops.push((name.to_owned(), span.clone()));
    }
    for span in &scan.kept {
        put_in.push((span.start, format!("{KEPT}(of=")));
        put_in.push((span.end, ")".to_owned()));
    }
    for &(at, dash) in &scan.turns {
        // With a hyphen where the tag has one, so that the same white space goes.
        put_in.push((at, format!("{{{{{} {TURN}() }}}}", if dash { "-" } else { "" })));
    }
    put_in.sort_by_key(|(at, _)| *at);
    let (mut whole, mut from) = (String::with_capacity(text.len() + 32 * put_in.len()), 0);
    for (at, call) in &put_in {
        whole.push_str(&text[from..*at]);
        whole.push_str(call);
        from = *at;
    }
    whole.push_str(&text[from..]);
    Bounded { text: whole, put_in: put_in.iter().map(|(at, call)| (*at, call.len())).collect() }
}

impl Bounded {
    /// Where bytes of the text that tera has stand in the template as it was written.
    pub(super) fn original(&self, span: Range<usize>) -> Range<usize> {
        let lead = |place: usize| {
            let mut more = 0;
            for (at, len) in &self.put_in {
                if at + more >= place {
                    break;
                }
                if at + more + len > place {
                    return *at;
                }
                more += len;
            }
            place - more
        };
        lead(span.start)..lead(span.end)
    }
}

/// Gives `tera` the functions that count.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(TURNS, |kwargs: Kwargs, _: &State<'_>| turns(&kwargs));
    tera.register_function(TURN, |_: Kwargs, _: &State<'_>| spend(1, |left| &mut left.turns).map(|()| ""));
    tera.register_function(KEPT, |kwargs: Kwargs, _: &State<'_>| kept(&kwargs));
    tera.register_function("range", |kwargs: Kwargs, _: &State<'_>| range(&kwargs));
}

/// The argument `of`, whatever it is.
fn of(kwargs: &Kwargs) -> Value {
    kwargs.iter().find(|(name, _)| name.as_str() == Some("of")).map_or_else(Value::undefined, |(_, value)| value.clone())
}

/// How much there is of a value: bytes of a text, members of a list or a map.
fn size(value: &Value) -> usize {
    value.as_str().map(str::len).or_else(|| value.as_array().map(<[Value]>::len)).or_else(|| value.as_map().map(tera::Map::len)).unwrap_or(0)
}

/// Counts the turns of a loop before it begins.
fn turns(kwargs: &Kwargs) -> TeraResult<Value> {
    let value = of(kwargs);
    let latest = kwargs.get::<u32>("at")?;
    LEFT.set(Left { latest, ..LEFT.get() });
    spend(size(&value) as u64, |left| &mut left.turns)?;
    Ok(value)
}

/// Looks at what is kept under a name.
fn kept(kwargs: &Kwargs) -> TeraResult<Value> {
    let value = of(kwargs);
    let mut left = LEFT.get();
    if size(&value) as u64 > left.bytes {
        left.over = Some(Over::Bytes);
        LEFT.set(left);
        return Err(Error::message("over"));
    }
    Ok(value)
}

fn spend(cost: u64, of: impl Fn(&mut Left) -> &mut u64) -> TeraResult<()> {
    let mut left = LEFT.get();
    let rest = of(&mut left).checked_sub(cost);
    match rest {
        Some(rest) => *of(&mut left) = rest,
        None => left.over = Some(Over::Turns),
    }
    LEFT.set(left);
    rest.map(drop).ok_or_else(|| Error::message("over"))
}

/// `range(start=0, end=10, step_by=2)`, as tera has it.
fn range(kwargs: &Kwargs) -> TeraResult<Vec<i128>> {
    let start = kwargs.get::<i128>("start")?.unwrap_or(0);
    let end = kwargs.must_get::<i128>("end")?;
    let step = kwargs.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(Error::message("`range` cannot go in steps of 0"));
    }
    if start > end && step > 0 {
        return Err(Error::message("`range` begins behind its end"));
    }
    let too_large = || Error::message("`range` takes smaller numbers");
    let way = if step > 0 { end.checked_sub(start) } else { start.checked_sub(end) }.ok_or_else(too_large)?.max(0);
    let size = step.checked_abs().ok_or_else(too_large)?;
    let len = way / size + i128::from(way % size > 0);
    spend(u64::try_from(len).unwrap_or(u64::MAX), |left| &mut left.range)?;
    Ok((0..len).map(|n| start + n * step).collect())
}

/// What a page is written into.
#[derive(Debug)]
pub(super) struct Page {
    bytes: Vec<u8>,
    left: usize,
}

/// A new page; what it may take is counted from here.
pub(super) fn page(limits: &Limits) -> Page {
    LEFT.set(Left { turns: limits.loop_turns, range: limits.loop_turns, bytes: limits.page_bytes, over: None, latest: None });
    Page { bytes: Vec::with_capacity(16 * 1024), left: usize::try_from(limits.page_bytes).unwrap_or(usize::MAX) }
}

impl Page {
    pub(super) fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// What the page that was made last went beyond, and the loop that began last before that.
pub(super) fn over(loops: &[Loop]) -> Option<(Over, Option<&Loop>)> {
    let left = LEFT.get();
    Some((left.over?, left.latest.and_then(|n| loops.get(n as usize))))
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(left) = self.left.checked_sub(bytes.len()) else {
            LEFT.set(Left { over: Some(Over::Bytes), ..LEFT.get() });
            return Err(io::Error::other("over"));
        };
        self.left = left;
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
