//! Answers, and how they are written.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;

use super::files::{Found, find, is_page};
use super::preview::{Preview, Since};
use super::request::{Range, Refusal, Request};
use crate::output::media_type;

/// Where what is not of the site lives. No output has such an address: names with a dot in front are not published, but for
/// those of `static`, and nobody puts files of a program there.
const OWN: &str = "/.bulletin/";

/// The script that every page gets.
const SCRIPT: &[u8] = include_bytes!("serve.js");

/// What stands where no build has succeeded yet; the script says why.
const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Preview</title></head>\n<body><p>There is no page yet. It comes as soon as the site builds.</p></body></html>\n";

/// What every answer says of itself: it is for this place alone, is what it says it is, and is not to be kept.
const ALWAYS: &str = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: SAMEORIGIN\r\nReferrer-Policy: same-origin\r\n";

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    status: u16,
    fields: String,
    body: Vec<Piece>,
}

/// A part of a body: bytes of a file are not copied.
#[derive(Debug)]
enum Piece {
    File(Arc<[u8]>, std::ops::Range<usize>),
    Text(String),
    Script,
}

/// What a request gets.
pub(super) enum Reply {
    Whole(Answer),
    /// The events from a build on, as long as someone listens.
    Events(String),
}

impl Piece {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::File(bytes, range) => &bytes[range.clone()],
            Self::Text(text) => text.as_bytes(),
            Self::Script => SCRIPT,
        }
    }
}

impl Answer {
    fn new(status: u16, media_type: &str, body: Vec<Piece>) -> Self {
        Self { status, fields: format!("Content-Type: {media_type}\r\n"), body }
    }

    fn text(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", vec![Piece::Text(format!("{words}\n"))])
    }

    /// Says why a request is refused.
    pub(super) fn refusal(refusal: Refusal) -> Self {
        let mut answer = Self::text(refusal.status, refusal.words);
        if refusal.status == 405 {
            answer.fields.push_str("Allow: GET, HEAD\r\n");
        }
        answer
    }

    /// Sends on to another address of the site.
    fn elsewhere(to: &str, query: &str) -> Self {
        let mut answer = Self::text(302, "it is elsewhere");
        let mark = if query.is_empty() { "" } else { "?" };
        // Writing to a text cannot fail.
        let _ = write!(answer.fields, "Location: {to}{mark}{query}\r\n");
        answer
    }

    /// A file, with the script where it is a page.
    fn file(status: u16, path: &str, bytes: Arc<[u8]>, mark: &str) -> Self {
        let whole = 0..bytes.len();
        let end = if is_page(path, &bytes) { end_of_body(&bytes) } else { None };
        let body = match end {
            Some(end) => vec![Piece::File(Arc::clone(&bytes), 0..end), Piece::Text(element(mark, path)), Piece::File(bytes, end..whole.end)],
            None => vec![Piece::File(bytes, whole)],
        };
        Self::new(status, media_type(path), body)
    }

    /// A part of a file that is no page, if one is wanted.
    fn part(self, range: Option<Range>) -> Self {
        let (200, [Piece::File(bytes, whole)]) = (self.status, self.body.as_slice()) else { return self };
        let (bytes, length) = (Arc::clone(bytes), whole.len());
        let mut answer = match range.map(|range| range.of(length)) {
            None => self,
            Some(None) => {
                let mut refusal = Self::text(416, "the file is shorter");
                // Writing to a text cannot fail.
                let _ = write!(refusal.fields, "Content-Range: bytes */{length}\r\n");
                refusal
            }
            Some(Some(part)) => {
                let mut answer = self;
                let _ = write!(answer.fields, "Content-Range: bytes {}-{}/{length}\r\n", part.start, part.end - 1);
                Self { status: 206, body: vec![Piece::File(bytes, part)], ..answer }
            }
        };
        answer.fields.push_str("Accept-Ranges: bytes\r\n");
        answer
    }

    /// Writes the answer; of a body only its length, if `is_head`.
    pub(super) fn write(&self, to: &mut dyn Write, is_head: bool, keeps_alive: bool) -> io::Result<()> {
        let length: usize = self.body.iter().map(|piece| piece.bytes().len()).sum();
        let connection = if keeps_alive { "keep-alive" } else { "close" };
        let Self { status, fields, .. } = self;
        let head = format!("HTTP/1.1 {status} {}\r\n{fields}Content-Length: {length}\r\nConnection: {connection}\r\n{ALWAYS}\r\n", reason(*status));
        to.write_all(head.as_bytes())?;
        if !is_head {
            self.body.iter().try_for_each(|piece| to.write_all(piece.bytes()))?;
        }
        to.flush()
    }
}

/// Answers a request.
pub(super) fn reply(request: &Request, preview: &Preview) -> Reply {
    match request.path.strip_prefix(OWN) {
        None => Reply::Whole(page(request, preview)),
        Some("serve.js") => Reply::Whole(Answer::new(200, media_type("serve.js"), vec![Piece::Script])),
        Some("state") => {
            let (since, page) = (request.asked("since").unwrap_or_default(), request.asked("page"));
            let state = preview.told(Since(&since), page.as_deref());
            Reply::Whole(Answer::new(200, media_type("state.json"), vec![Piece::Text(state)]))
        }
        // A browser that connects again knows better than the address what it has heard.
        Some("events") if !request.is_head => Reply::Events(request.last_event.clone().or_else(|| request.asked("since")).unwrap_or_default()),
        Some("events") => Reply::Whole(Answer::new(200, EVENTS, Vec::new())),
        Some(_) => Reply::Whole(Answer::text(404, "the preview has no such file")),
    }
}

/// The type of a stream of events.
const EVENTS: &str = "text/event-stream; charset=utf-8";

/// The head of a stream of events, and how soon who lost it should come again.
pub(super) fn head_of_events() -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: {EVENTS}\r\nConnection: close\r\n{ALWAYS}\r\nretry: 300\n\n")
}

/// A file of the site. What is found is of one build; its mark is taken first, so that a page is never older than it says.
fn page(request: &Request, preview: &Preview) -> Answer {
    let (build, base) = preview.now();
    let mark = preview.mark(build);
    let (found, is_empty) = {
        let shelf = preview.files().shelf();
        (find(&shelf, &base, &request.path, &request.raw), shelf.is_empty())
    };
    match found {
        Found::File(path, bytes) => Answer::file(200, &path, bytes, &mark).part(request.range),
        Found::Elsewhere(to) => Answer::elsewhere(&to, &request.query),
        Found::Missing(path, bytes) => Answer::file(404, &path, bytes, &mark),
        Found::Nothing if is_empty => Answer::file(503, "404.html", NOTHING_YET.as_bytes().into(), &mark),
        Found::Nothing => Answer::text(404, "nothing is here"),
    }
}

/// The element that loads the script: what is added to a page.
fn element(mark: &str, page: &str) -> String {
    let page = page.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!("<script src=\"/.bulletin/serve.js\" data-build=\"{mark}\" data-page=\"{page}\" defer></script>")
}

/// Where the last `</body>` begins.
fn end_of_body(page: &[u8]) -> Option<usize> {
    let tag = b"</body>";
    page.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}
