//! Heads of requests: what is asked for, and what is refused. Home of httparse.

use crate::values::decode;

/// A head may have so many fields; a browser sends about twenty.
const FIELDS: usize = 64;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// The path as it was sent: `/a%20b/`.
    pub(super) raw: String,
    /// The path in plain text: `/a b/`.
    pub(super) path: String,
    /// What follows the `?`.
    pub(super) query: String,
    /// Whether only the head of the answer is wanted.
    pub(super) is_head: bool,
    /// Whether another request may follow.
    pub(super) keeps_alive: bool,
    /// The last event that a listener has heard.
    pub(super) last_event: Option<String>,
    /// The part of a file that is wanted, as a player of sound or film asks for it.
    pub(super) range: Option<Range>,
}

/// A part of a file, with its last byte in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Range {
    /// From a byte on, to another or to the end.
    From(usize, Option<usize>),
    /// So many at the end.
    Last(usize),
}

impl Range {
    /// Reads `bytes=0-99`. Several parts in one answer, which nothing here asks for, are as good as none.
    fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
        let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?;
        match (first, last) {
            ("", last) => number(last).map(Self::Last),
            (first, "") => number(first).map(|first| Self::From(first, None)),
            (first, last) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some(Self::From(first, Some(last)))
            }
        }
    }

    /// Its place in a file of `length` bytes; `None` if the file has no such part.
    pub(super) fn of(self, length: usize) -> Option<std::ops::Range<usize>> {
        let range = match self {
            Self::From(first, last) => first..last.map_or(length, |last| last.saturating_add(1).min(length)),
            Self::Last(count) => length.saturating_sub(count)..length,
        };
        (range.start < range.end).then_some(range)
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: u16,
    pub(super) words: &'static str,
}

/// The names that this server answers to, with its port. A name that a stranger lets point to this machine is none of them.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Vec<String>);

impl Hosts {
    pub(super) fn new(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let with_port = names.map(|name| format!("{name}:{port}"));
        // Browsers leave out the port that is usual.
        let bare = names.iter().filter(|_| port == 80).map(|name| (*name).to_owned());
        Self(with_port.into_iter().chain(bare).collect())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

impl Request {
    /// Reads a head; `None` if it is not complete. Beside it, its length.
    pub(super) fn parse(bytes: &[u8], hosts: &Hosts) -> Result<Option<(Self, usize)>, Refusal> {
        let mut fields = [httparse::EMPTY_HEADER; FIELDS];
        let mut head = httparse::Request::new(&mut fields);
        let length = match head.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(refused(431, "too many fields in the head")),
            Err(_) => return Err(refused(400, "this is not HTTP/1")),
        };
        let is_head = match head.method {
            Some("GET") => false,
            Some("HEAD") => true,
            _ => return Err(refused(405, "only GET and HEAD are answered here")),
        };
        let (path, version) = (head.path.unwrap_or_default(), head.version.unwrap_or_default());
        let fields = Fields(head.headers);
        fields.check(hosts)?;
        let (raw, query) = path.split_once('?').unwrap_or((path, ""));
        let connection = fields.only("connection")?.unwrap_or_default().to_ascii_lowercase();
        let keeps_alive = if version == 0 { connection == "keep-alive" } else { !connection.split(',').any(|word| word.trim() == "close") };
        let request = Self {
            raw: raw.to_owned(),
            path: plain(raw)?,
            query: query.to_owned(),
            is_head,
            keeps_alive,
            last_event: fields.only("last-event-id")?.map(str::to_owned),
            // What is kept of a file from before has no mark here by which it could be told to be the same.
            range: if fields.only("if-range")?.is_some() { None } else { fields.only("range")?.and_then(Range::parse) },
        };
        Ok(Some((request, length)))
    }

    /// The value of `name` in the query, in plain text.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        let value = self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        value.map(|value| decode(&value.replace('+', " ")))
    }
}

/// The path in plain text. No file has a path with such segments, so that nothing is lost by refusing them early.
fn plain(raw: &str) -> Result<String, Refusal> {
    let path = decode(raw);
    let is_odd = |segment: &str| matches!(segment, "." | "..") || segment.contains(['\\', '\0']);
    if !raw.starts_with('/') || path.split('/').any(is_odd) {
        return Err(refused(400, "no page has such an address"));
    }
    Ok(path)
}

/// The fields of a head.
struct Fields<'f>(&'f [httparse::Header<'f>]);

impl<'f> Fields<'f> {
    /// The value of a field that may stand there once: of two, one program would take the first and another the last.
    fn only(&self, name: &str) -> Result<Option<&'f str>, Refusal> {
        let mut all = self.0.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
        match (all.next(), all.next()) {
            (None, _) => Ok(None),
            (Some(one), None) => std::str::from_utf8(one.value).map(|value| Some(value.trim())).map_err(|_| refused(400, "a field of the head is no text")),
            (Some(_), Some(_)) => Err(refused(400, "a field stands twice in the head")),
        }
    }

    /// Lets through what a browser sends for the pages of this server, and what is sent without a browser.
    fn check(&self, hosts: &Hosts) -> Result<(), Refusal> {
        match self.only("host")? {
            Some(host) if hosts.has(host) => {}
            Some(_) => return Err(refused(403, "this server has another name: use 127.0.0.1 or localhost")),
            None => return Err(refused(400, "the head names no host")),
        }
        if self.only("origin")?.is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(|host| hosts.has(host))) {
            return Err(refused(403, "the preview answers to its own pages alone"));
        }
        // A picture in a foreign page is asked for without an origin.
        if self.only("sec-fetch-site")?.is_some_and(|site| site.eq_ignore_ascii_case("cross-site")) {
            return Err(refused(403, "the preview answers to its own pages alone; type its address to open it"));
        }
        if self.only("transfer-encoding")?.is_some() || self.only("content-length")?.is_some_and(|length| length != "0") {
            return Err(refused(413, "no request here has a body"));
        }
        Ok(())
    }
}

pub(super) fn refused(status: u16, words: &'static str) -> Refusal {
    Refusal { status, words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(head: &str) -> u16 {
        match Request::parse(head.as_bytes(), &Hosts::new(8000)) {
            Ok(Some(_)) => 200,
            Ok(None) => 0,
            Err(refusal) => refusal.status,
        }
    }

    #[test]
    fn what_a_browser_sends_for_our_pages_is_read() {
        let head =
            "GET /a%20b/?page=x%2Fy&since=3 HTTP/1.1\r\nHost: localhost:8000\r\nOrigin: http://localhost:8000\r\nSec-Fetch-Site: same-origin\r\n\r\nrest";
        let (request, length) = Request::parse(head.as_bytes(), &Hosts::new(8000)).unwrap().unwrap();
        assert_eq!((request.path.as_str(), request.raw.as_str(), request.keeps_alive, request.is_head), ("/a b/", "/a%20b/", true, false));
        assert_eq!((request.asked("page").as_deref(), request.asked("since").as_deref(), request.asked("age")), (Some("x/y"), Some("3"), None));
        assert_eq!(&head[length..], "rest");
    }

    #[test]
    fn a_part_of_a_file_is_asked_for_by_its_bytes() {
        let of = |text: &str| Range::parse(text).map(|range| range.of(10));
        for (text, part) in [
            ("bytes=0-3", Some(0..4)),
            ("bytes=4-", Some(4..10)),
            ("bytes=8-99", Some(8..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-30", Some(0..10)),
            ("bytes=10-", None),
            ("bytes=-0", None),
        ] {
            assert_eq!(of(text), Some(part), "{text}");
        }
        for text in ["bytes=", "bytes=-", "bytes=3-2", "bytes=+1-2", "bytes=0-1,4-5", "lines=0-1", "bytes=0-99999999999999999999999"] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn what_comes_from_elsewhere_or_has_no_place_here_is_refused() {
        let get = |fields: &str| status(&format!("GET / HTTP/1.1\r\n{fields}\r\n"));
        let own = "Host: 127.0.0.1:8000\r\n";
        assert_eq!([get(own), get("Host: [::1]:8000\r\n"), get("Host: LOCALHOST:8000\r\n")], [200; 3]);
        for host in ["evil.example", "127.0.0.1", "localhost:80", "localhost:8000.evil.example", "0.0.0.0:8000", "[::1]"] {
            assert_eq!(get(&format!("Host: {host}\r\n")), 403, "{host}");
        }
        for origin in ["null", "http://evil.example", "https://localhost:8000", "http://localhost:8001", "localhost:8000"] {
            assert_eq!(get(&format!("{own}Origin: {origin}\r\n")), 403, "{origin}");
        }
        assert_eq!(get(&format!("{own}Sec-Fetch-Site: cross-site\r\n")), 403);
        assert_eq!([get(""), get(&format!("{own}{own}"))], [400; 2]);
        assert_eq!([get(&format!("{own}Content-Length: 5\r\n")), get(&format!("{own}Transfer-Encoding: chunked\r\n"))], [413; 2]);
        assert_eq!(get(&format!("{own}{}", "a: b\r\n".repeat(FIELDS))), 431);
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT"] {
            assert_eq!(status(&format!("{method} / HTTP/1.1\r\n{own}\r\n")), 405, "{method}");
        }
        for path in ["/..", "/a/%2e%2e/b", "/a/..%2f..", "/a\\b", "/%00", "http://localhost:8000/", "*", "/./"] {
            assert_eq!(status(&format!("GET {path} HTTP/1.1\r\n{own}\r\n")), 400, "{path}");
        }
        assert_eq!([status("GET / HTTP/1.1\r\nHost:"), status("\u{16}\u{3}\u{1}"), status("GET /\r\n\r\n")], [0, 400, 400]);
    }
}
