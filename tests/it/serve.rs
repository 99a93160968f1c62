//! `bulletin serve`: the site in memory, over HTTP, beside someone who writes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use bulletin::cache::Cache;
use bulletin::content::Hash;
use bulletin::engine::{Inputs, Report};
use bulletin::output::{EnvironmentError, Kept, Manifest, Memory, Store};
use bulletin::serve::{Limits, Preview, Server};
use bulletin::source::{Disk, Stamp};
use serde_json::Value;

use crate::project::{NOW, Project, SITE, tree};
use crate::running::{PATIENCE, Running, until};

/// The program while it serves a project.
struct Serving {
    program: Running,
    port: u16,
    /// The path that it serves the site below.
    base: String,
}

/// What came back.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Serving {
    #[track_caller]
    fn start(project: &Project, arguments: &[&str]) -> Self {
        let program = Running::start(project, &[&["serve", "--port", "0"], arguments].concat());
        let line = program.says("serving http://localhost:");
        let (port, base) = line.split_once("localhost:").unwrap().1.split_once('/').unwrap();
        let base = base.split(';').next().unwrap().trim_end_matches('/');
        Self { port: port.parse().unwrap(), base: if base.is_empty() { String::new() } else { format!("/{base}") }, program }
    }

    /// Asks for an address, with more fields in the head.
    fn ask(&self, method: &str, address: &str, fields: &str) -> Answer {
        ask(self.port, &format!("{method} {address} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{fields}\r\n", self.port))
    }

    fn get(&self, address: &str) -> Answer {
        self.ask("GET", address, "")
    }

    /// The page at an address, as text.
    fn page(&self, address: &str) -> String {
        String::from_utf8(self.get(address).body).unwrap()
    }

    /// What a page is told: the file of the page, and the build that it is of.
    fn state(&self, page: &str, since: &str) -> Value {
        serde_json::from_slice(&self.get(&format!("/.bulletin/state?page={page}&since={since}")).body).unwrap()
    }

    /// The mark of the build that a page is of.
    fn build(&self) -> String {
        let state = self.state("", "");
        format!("{}.{}", state["session"].as_str().unwrap(), state["build"])
    }

    /// Listens to the events from a build on.
    fn listen(&self, since: &str) -> TcpStream {
        let mut stream = connect(self.port);
        write!(stream, "GET /.bulletin/events?since={since} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port).unwrap();
        stream
    }
}

fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends a request as it is, and reads until the server closes.
fn ask(port: u16, request: &str) -> Answer {
    let mut stream = connect(port);
    stream.write_all(request.as_bytes()).unwrap();
    answer(stream)
}

fn answer(mut stream: TcpStream) -> Answer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("{:?}", String::from_utf8_lossy(&bytes)));
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head, body: bytes[end + 4..].to_vec() }
}

/// A page without the element that the preview adds; it must be there, before the end of the body.
#[track_caller]
fn without_element(page: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(page).unwrap();
    let at = text.rfind("<script src=\"/.bulletin/serve.js\" data-build=\"").expect("the element");
    let length = text[at..].find("</script>").unwrap() + "</script>".len();
    assert!(text[at + length..].starts_with("</body>"), "{}", &text[at..]);
    [&page[..at], &page[at + length..]].concat()
}

const LETTER: &str = "content/briefings/2024/2024-10-23-letter.md";
const PAGE: &str = "briefings/2024/letter/index.html";

fn digest() -> Project {
    Project::new().briefing("2024-10-23-letter", "", "The letter said much.")
}

/// A digest with something for each that readers do not get yet.
fn ahead() -> Project {
    digest()
        .briefing("2024-10-24-sketch", "draft: true", "A sketch.")
        .briefing("2024-10-25-later", "publish_at: 2024-12-24T09:00:00Z", "It comes later.")
        .briefing("2024-10-26-former", "redirect_from: [/once/]", "It had another name.")
        .file("content/static/data.bin", [0, 255, 13, 10, 0])
        .file("content/static/style-extra.css", "p { color: red }")
}

#[test]
fn what_is_served_is_what_a_build_makes_and_one_element() {
    for arguments in [&["--at", NOW][..], &["--at", NOW, "--published"]] {
        let project = ahead().drafts(arguments.len() == 2);
        let serving = Serving::start(&project, arguments);
        let built = project.cold().tree;
        assert_eq!(built.contains_key("briefings/2024/sketch/index.html"), arguments.len() == 2);
        for (path, bytes) in &built {
            let answer = serving.get(&format!("/{path}"));
            assert_eq!(answer.status, 200, "{path}");
            let is_page = path.ends_with(".html") && !bytes.windows(20).any(|window| window == b"http-equiv=\"refresh\"");
            let served = if is_page { without_element(&answer.body) } else { answer.body };
            assert!(served == *bytes, "{path}");
        }
        assert!(!project.root().join("output").exists() && !project.root().join(".bulletin").exists());
        assert_eq!(serving.program.signal("TERM"), Some(0));
    }
}

#[test]
fn the_output_and_its_cache_are_left_alone() {
    let project = digest();
    project.build().succeeds();
    let kept = |folder: &str| {
        let mut files = tree(&project.root().join(folder));
        files.remove("clock"); // which every build touches to learn the time
        files
    };
    let before = (kept("output"), kept(".bulletin"));
    let serving = Serving::start(&project, &["--at", NOW]);
    fs::write(project.root().join(LETTER), project.text(LETTER).replace("much", "little")).unwrap();
    until("the page changes", || serving.page("/briefings/2024/letter/").contains("said little"));
    assert_eq!(serving.program.signal("INT"), Some(0));
    assert!((kept("output"), kept(".bulletin")) == before);
}

#[test]
fn addresses_lead_where_a_web_server_would_send_them() {
    let serving = Serving::start(&digest().setting("languages: [en, fr]"), &["--at", NOW]);
    let folder = serving.get("/topics/telecoms?a=b");
    assert!(folder.status == 302 && folder.head.contains("\r\nLocation: /topics/telecoms/?a=b\r\n"), "{}", folder.head);
    assert_eq!(serving.get("/topics/telecoms/?a=b").status, 200);
    let gone = serving.get("/nowhere/");
    assert_eq!(gone.status, 404);
    assert_eq!(without_element(&gone.body), without_element(&serving.get("/404.html").body));
    assert!(String::from_utf8(serving.get("/fr/nowhere/").body).unwrap().contains("<html lang=\"fr\""));
    for (path, media_type) in [("/", "text/html; charset=utf-8"), ("/style.css", "text/css; charset=utf-8"), ("/feed.xml", "application/xml; charset=utf-8")] {
        let answer = serving.get(path);
        assert!(answer.head.contains(&format!("Content-Type: {media_type}\r\n")), "{}", answer.head);
        for field in ["Cache-Control: no-store", "X-Content-Type-Options: nosniff", "Cross-Origin-Resource-Policy: same-origin"] {
            assert!(answer.head.contains(field), "{field} in {}", answer.head);
        }
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
        let head = serving.ask("HEAD", path, "");
        assert_eq!((head.head, head.body.len()), (answer.head, 0));
    }
}

#[test]
fn a_player_of_sound_or_film_gets_the_part_it_asks_for() {
    let bytes: Vec<u8> = (0..100).collect();
    let serving = Serving::start(&digest().file("content/static/talk.mp3", bytes.clone()), &["--at", NOW]);
    assert!(serving.get("/talk.mp3").head.contains("\r\nAccept-Ranges: bytes\r\n"));
    for (range, status, part) in [("bytes=10-19", 206, 10..20), ("bytes=90-", 206, 90..100), ("bytes=-5", 206, 95..100), ("bytes=1-2,4-5", 200, 0..100)] {
        let answer = serving.ask("GET", "/talk.mp3", &format!("Range: {range}\r\n"));
        assert_eq!((answer.status, answer.body.as_slice()), (status, &bytes[part.clone()]), "{range}");
        let told = format!("\r\nContent-Range: bytes {}-{}/100\r\n", part.start, part.end - 1);
        assert_eq!(answer.head.contains(&told), status == 206, "{}", answer.head);
    }
    let beyond = serving.ask("GET", "/talk.mp3", "Range: bytes=100-\r\n");
    assert!(beyond.status == 416 && beyond.head.contains("\r\nContent-Range: bytes */100\r\n"), "{}", beyond.head);
    // Another build may have made another file of the part that the browser has.
    assert_eq!(serving.ask("GET", "/talk.mp3", "Range: bytes=10-19\r\nIf-Range: \"x\"\r\n").status, 200);
    // A page is longer here than in the output.
    assert_eq!(serving.ask("GET", "/", "Range: bytes=0-9\r\n").status, 200);
}

#[test]
fn one_connection_answers_one_request_after_another() {
    let serving = Serving::start(&digest(), &["--at", NOW]);
    let head = |connection: &str| format!("GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: {connection}\r\n\r\n", serving.port);
    let answer = ask(serving.port, &[head("keep-alive"), head("keep-alive"), head("close")].concat());
    let all = answer.head + &String::from_utf8(answer.body).unwrap();
    assert_eq!((all.matches("HTTP/1.1 200 OK").count(), all.matches("Connection: keep-alive").count()), (3, 2));
}

#[test]
fn a_site_below_a_path_is_served_below_it() {
    let project = digest().site(&SITE.replace("digest.example\n", "digest.example/reports/digest\n"));
    let serving = Serving::start(&project, &["--at", NOW]);
    assert_eq!(serving.base, "/reports/digest");
    assert!(serving.get("/").head.contains("\r\nLocation: /reports/digest/\r\n"));
    assert!(serving.page("/reports/digest/").contains("href=\"/reports/digest/style.css\""));
    assert_eq!([serving.get("/reports/digest/style.css").status, serving.get("/style.css").status], [200, 404]);
}

#[test]
fn hostile_requests_are_refused_and_others_go_on() {
    let project = digest();
    let serving = Serving::start(&project, &["--at", NOW]);
    let get = |fields: &str| serving.ask("GET", "/", fields).status;
    let host = |host: &str| ask(serving.port, &format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")).status;
    let port = serving.port;
    assert_eq!([format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")].map(|name| host(&name)), [200; 3]);
    assert_eq!(["evil.example", "localhost", "evil.example:80", "127.0.0.1.evil.example"].map(host), [403; 4]);
    assert_eq!(get(&format!("Origin: http://localhost:{port}\r\n")), 200);
    assert_eq!(["http://evil.example", "null"].map(|origin| get(&format!("Origin: {origin}\r\n"))), [403; 2]);
    assert_eq!(["cross-site", "same-origin"].map(|site| get(&format!("Sec-Fetch-Site: {site}\r\n"))), [403, 200]);
    assert_eq!(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"].map(|method| serving.ask(method, "/", "").status), [405; 5]);
    assert_eq!(serving.ask("POST", "/", "Content-Length: 4\r\n\r\nbody").status, 405);
    assert_eq!(get("Content-Length: 4\r\n"), 413);
    for path in ["/../Cargo.toml", "/%2e%2e/site.yaml", "/..%2fcontent/site.yaml", "/briefings/../../content/site.yaml"] {
        assert_eq!(serving.get(path).status, 400, "{path}");
    }
    for path in ["/content/site.yaml", "//etc/passwd", "/.bulletin/clock", "/.bulletin-files"] {
        assert_eq!(serving.get(path).status, 404, "{path}");
    }
    assert_eq!(get(&format!("X: {}\r\n", "x".repeat(70_000))), 431);
    assert_eq!(get(&"X: y\r\n".repeat(100)), 431);
    assert_eq!(ask(port, "\u{16}\u{3}\u{1}\r\n\r\n").status, 400);
    // Who connects and says nothing, or goes away in the middle, keeps nobody else from a page.
    let idle: Vec<TcpStream> = (0..50).map(|_| connect(port)).collect();
    connect(port).write_all(b"GET / HT").unwrap();
    assert_eq!(serving.get("/").status, 200);
    drop(idle);
}

/// A preview of a project in this process, with limits of its own.
fn preview(project: &Project, limits: Limits) -> u16 {
    let mut memory = Memory::new();
    let report = build(project, &mut Cache::default(), &mut memory);
    let preview = Arc::new(Preview::new(memory.reader(), "session".to_owned()));
    preview.built(&report, "");
    let server = Server::bind(0, limits).unwrap();
    let port = server.port();
    server.start(preview);
    port
}

fn build(project: &Project, cache: &mut Cache, store: &mut dyn Store) -> Report {
    let files = Disk::new(project.root(), false);
    let at = bulletin::values::Instant::parse(NOW).unwrap().seconds(&jiff::tz::TimeZone::UTC);
    let inputs = Inputs { drafts: true, ..Inputs::new(&files, at) };
    bulletin::build(&inputs, cache, store).unwrap()
}

#[test]
fn who_sends_a_head_byte_by_byte_is_cut_off() {
    let port = preview(&digest(), Limits { head: Duration::from_millis(300), ..Limits::default() });
    let mut stream = connect(port);
    let mut sent = 0;
    stream.write_all(b"GET / HTTP/1.1\r\nX: ").unwrap();
    // Each byte would renew a limit that counts from the last one. The test would never end if there were no other.
    while stream.write_all(b"x").is_ok() && sent < 6000 {
        sent += 1;
        thread::sleep(Duration::from_millis(10));
    }
    assert!(sent < 6000, "it may go on for ever");
    assert_eq!(ask(port, &format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")).status, 200);
}

#[test]
fn there_are_no_more_connections_than_the_limit() {
    let port = preview(&digest(), Limits { connections: 3, ..Limits::default() });
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    let asks = |stream: &mut TcpStream| stream.write_all(request.as_bytes()).is_ok() && stream.read(&mut [0]).is_ok_and(|length| length > 0);
    let mut open: Vec<TcpStream> = (0..3).map(|_| connect(port)).collect();
    assert!(open.iter_mut().all(asks));
    assert!(!asks(&mut connect(port)));
    drop(open);
    until("others are let in", || asks(&mut connect(port)));
}

#[test]
fn a_hundred_clients_are_told_of_a_save() {
    let project = digest();
    let serving = Serving::start(&project, &["--at", NOW]);
    let since = serving.build();
    let listeners: Vec<TcpStream> = (0..100).map(|_| serving.listen(&since)).collect();
    let _project = project.edit(LETTER, "said much", "said little");
    for mut stream in listeners {
        let mut heard = Vec::new();
        while !String::from_utf8_lossy(&heard).contains("\n\nid: ") || !heard.ends_with(b"\n\n") {
            let mut more = [0; 4096];
            let length = stream.read(&mut more).unwrap();
            assert!(length > 0, "{}", String::from_utf8_lossy(&heard));
            heard.extend_from_slice(&more[..length]);
        }
        let heard = String::from_utf8(heard).unwrap();
        assert!(heard.contains("retry: 300\n") && heard.contains(&format!("\"path\":\"{PAGE}\"")), "{heard}");
    }
    assert_eq!(serving.get("/").status, 200);
}

/// Each build puts its number into a page twice; a page with two numbers would be of two builds.
#[test]
fn nobody_sees_a_missing_cut_or_mixed_page_while_it_is_built() {
    let text = |turn: usize| format!("Turn {turn} begins.\n\n{}\n\nTurn {turn} ends.", "Much more is said. ".repeat(2000));
    let mut project = Project::new().briefing("2024-10-23-letter", "title: Turn 0", &text(0));
    let serving = Serving::start(&project, &["--at", NOW]);
    let (is_over, looks) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    for address in ["/briefings/2024/letter/", "/", "/feed.xml"] {
                        let answer = serving.get(address);
                        assert_eq!(answer.status, 200, "{address}");
                        assert!(answer.head.contains(&format!("Content-Length: {}\r\n", answer.body.len())), "{address} is cut");
                        let page = String::from_utf8(answer.body).unwrap();
                        let turns: BTreeSet<&str> = page.split("Turn ").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap()).collect();
                        assert_eq!(turns.len(), 1, "{address}: {turns:?}");
                        looks.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        let end = Ending(&is_over);
        for turn in 1..=50 {
            // Each tenth is a mistake first.
            if turn % 10 == 0 {
                project = project.file(LETTER, "---\ntitle: [\n---\n");
                until("the mistake is told", || serving.state(PAGE, "")["problem"].is_object());
            }
            project = project.briefing("2024-10-23-letter", &format!("title: Turn {turn}"), &text(turn));
            until("the page changes", || serving.page("/briefings/2024/letter/").contains(&format!("Turn {turn} ends")));
        }
        drop(end);
    });
    assert!(looks.into_inner() > 50);
}

/// Lets readers end, also where the test fails.
struct Ending<'e>(&'e AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn a_mistake_is_told_while_the_last_good_page_stays() {
    let mut project = digest();
    let serving = Serving::start(&project, &["--at", NOW, "--editor-url", "edit://{path}?{line}-{column}"]);
    let since = serving.build();
    project = project.edit(LETTER, "[telecoms]", "[telecom]");
    until("the mistake is told", || serving.state(PAGE, &since)["problem"].is_object());
    let problem = serving.state(PAGE, &since)["problem"].take();
    assert_eq!(problem["errors"], 1);
    let mistake = &problem["listed"][0];
    assert_eq!((mistake["severity"].as_str(), mistake["code"].as_str()), (Some("error"), Some("B0204")), "{mistake:#}");
    assert!(mistake["help"].as_str().unwrap().contains("telecoms"), "{mistake:#}");
    let place = &mistake["places"][0];
    assert_eq!((place["file"].as_str(), place["line"].as_u64(), place["column"].as_u64()), (Some(LETTER), Some(4), Some(10)), "{place:#}");
    assert_eq!(place["text"], serde_json::json!(["topics: [", "telecom", "]"]));
    let file = project.root().canonicalize().unwrap().join(LETTER);
    assert_eq!(place["href"].as_str().unwrap(), format!("edit://{}?4-10", file.display()));
    assert!(serving.page("/briefings/2024/letter/").contains("said much"));
    project = project.edit(LETTER, "[telecom]", "[telecoms]").edit(LETTER, "said much", "said little");
    until("the mended page comes", || serving.page("/briefings/2024/letter/").contains("said little"));
    until("the mistake is forgotten", || serving.state(PAGE, &since)["problem"].is_null());
    // A mistake that is taken back leaves the page as it was, and is forgotten all the same.
    project = project.edit(LETTER, "date: 2024", "date: [2024");
    until("the mistake is told", || serving.state(PAGE, &since)["problem"].is_object());
    let _project = project.edit(LETTER, "date: [2024", "date: 2024");
    until("the mistake is forgotten", || serving.state(PAGE, &since)["problem"].is_null());
}

#[test]
fn a_digest_that_does_not_build_is_served_as_soon_as_it_does() {
    let mut project = digest().edit(LETTER, "date: 2024", "date: [2024");
    let serving = Serving::start(&project, &["--at", NOW]);
    let answer = serving.get("/");
    assert_eq!(answer.status, 503);
    without_element(&answer.body);
    assert!(serving.state("404.html", "")["problem"].is_object());
    project = project.edit(LETTER, "date: [2024", "date: 2024");
    until("the page comes", || serving.get("/").status == 200);
    until("the mistake is forgotten", || serving.state("index.html", "")["problem"].is_null());
    // Settings too.
    project = project.edit("content/site.yaml", "title: Digest", "title: [");
    until("the mistake is told", || serving.state("index.html", "")["problem"].is_object());
    assert_eq!(serving.get("/").status, 200);
    let _project = project.edit("content/site.yaml", "title: [", "title: Bulletin of all");
    until("the page changes", || serving.page("/").contains("Bulletin of all"));
}

#[test]
fn what_readers_do_not_get_yet_is_marked() {
    let bar = |serving: &Serving, id: &str| serving.state(&format!("briefings/2024/{id}/index.html"), "")["bar"].as_str().map(str::to_owned);
    let project = ahead();
    let serving = Serving::start(&project, &["--at", NOW]);
    assert_eq!(bar(&serving, "letter"), None);
    assert_eq!(bar(&serving, "sketch").as_deref(), Some("Draft: not published"));
    assert_eq!(bar(&serving, "later").as_deref(), Some("Held back until 2024-12-24 09:00 UTC"));
    let later = Serving::start(&project, &["--at", "2024-12-25"]);
    assert_eq!((bar(&later, "later"), later.get("/briefings/2024/later/").status), (None, 200));
    let published = Serving::start(&project, &["--at", NOW, "--published"]);
    assert_eq!(["sketch", "later", "letter"].map(|id| published.get(&format!("/briefings/2024/{id}/")).status), [404, 404, 200]);
    assert_eq!(bar(&published, "sketch"), None);
}

#[test]
fn a_page_is_told_what_a_save_changed() {
    let mut project = digest();
    let serving = Serving::start(&project, &["--at", NOW]);
    let since = serving.build();
    project = project.edit(LETTER, "title: About letter", "title: On the letter");
    until("the save is told", || serving.build() != since);
    let state = serving.state(PAGE, &since);
    let titles: BTreeSet<&str> = state["changed"].as_array().unwrap().iter().filter_map(|changed| changed["title"].as_str()).collect();
    assert!(["On the letter", "Telecoms", "Digest"].iter().all(|title| titles.contains(title)), "{state:#}");
    assert_eq!((state["all"].as_bool(), state["pages"].as_u64()), (Some(false), Some(titles.len() as u64)), "{state:#}");
    // Who knows of it is told nothing, and who slept for longer is told all.
    let now = serving.build();
    assert_eq!(serving.state(PAGE, &now)["changed"], serde_json::json!([]));
    let _project = project.remove(LETTER);
    until("the save is told", || serving.build() != now);
    let state = serving.state(PAGE, &since);
    assert!(state["deleted"].as_array().unwrap().iter().any(|path| path == PAGE), "{state:#}");
    assert_eq!(serving.state(PAGE, "another-run.1")["all"], true);
}

#[test]
fn saves_of_every_kind_are_noticed() {
    for arguments in [&["--at", NOW][..], &["--at", NOW, "--poll", "0.05"]] {
        let elsewhere = tempfile::TempDir::new().unwrap();
        let shared = elsewhere.path().join("shared.md");
        fs::write(&shared, digest().text(LETTER).replace("The letter", "The shared letter")).unwrap();
        let mut project = digest().setting("limits: {outside_links: true}").link("content/briefings/2024/2024-10-24-shared.md", shared.to_str().unwrap());
        let serving = Serving::start(&project, arguments);
        let says = |address: &str, words: &str| until(words, || serving.page(address).contains(words));
        // As most editors write: beside the file, and then in its place.
        let text = project.text(LETTER).replace("much", "little");
        project = project.file("content/briefings/2024/.letter.swp", text).rename("content/briefings/2024/.letter.swp", LETTER);
        says("/briefings/2024/letter/", "said little");
        // As git changes branches: many files at once, and folders that come and go.
        for n in 0..20 {
            project = project.briefing(&format!("2024-11-{:02}-note-{n}", n + 1), "", &format!("Note {n}."));
        }
        for n in 0..20 {
            says(&format!("/briefings/2024/note-{n}/"), &format!("Note {n}."));
        }
        project = project.rename("content/briefings", "content/.briefings");
        until("they go", || serving.get("/briefings/2024/note-1/").status == 404);
        project = project.rename("content/.briefings", "content/briefings");
        says("/briefings/2024/note-1/", "Note 1.");
        project = project.edit("content/briefings/2024/2024-11-01-note-0.md", "Note 0.", "Another note.");
        says("/briefings/2024/note-0/", "Another note.");
        // A link to a file elsewhere, which is edited there, in both ways.
        fs::write(&shared, fs::read_to_string(&shared).unwrap().replace("said much", "said more")).unwrap();
        says("/briefings/2024/shared/", "letter said more");
        let beside = elsewhere.path().join("beside");
        fs::write(&beside, fs::read_to_string(&shared).unwrap().replace("said more", "said most")).unwrap();
        fs::rename(&beside, &shared).unwrap();
        says("/briefings/2024/shared/", "letter said most");
        // And one that comes later.
        let second = elsewhere.path().join("second.md");
        fs::write(&second, fs::read_to_string(&shared).unwrap().replace("said most", "said it twice")).unwrap();
        let _project = project.link("content/briefings/2024/2024-10-25-second.md", second.to_str().unwrap());
        says("/briefings/2024/second/", "said it twice");
        fs::write(&second, fs::read_to_string(&second).unwrap().replace("said it twice", "said it again")).unwrap();
        says("/briefings/2024/second/", "said it again");
    }
}

#[test]
fn a_briefing_appears_when_it_is_due() {
    let due = std::process::Command::new("date").args(["-u", "-d", "+2 seconds", "+%Y-%m-%dT%H:%M:%SZ"]).output().unwrap();
    let due = String::from_utf8(due.stdout).unwrap();
    let project = digest().briefing("2024-10-24-later", &format!("publish_at: {due}"), "It comes later.");
    let serving = Serving::start(&project, &["--published"]);
    until("it appears", || serving.get("/briefings/2024/later/").status == 200);
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let project = digest();
    let program = Running::start(&project, &["serve", "--at", NOW, "--port", &port.to_string()]);
    let line = program.says("serving http://localhost:");
    let own: u16 = line.split_once("localhost:").unwrap().1.split('/').next().unwrap().parse().unwrap();
    assert!(own > port && own <= port.saturating_add(100), "{own} after {port}");
    assert_eq!(ask(own, &format!("GET / HTTP/1.1\r\nHost: localhost:{own}\r\nConnection: close\r\n\r\n")).status, 200);
}

#[test]
fn what_cannot_be_meant_is_refused_at_the_start() {
    let project = digest();
    for (arguments, words) in [
        (&["--at", "soon"][..], "soon"),
        (&["--editor-url", "javascript:{path}"], "editor-url"),
        (&["--poll", "0"], "poll"),
        (&["--root", "nowhere"], "nowhere"),
    ] {
        let program = Running::start(&project, &[&["serve", "--port", "0"], arguments].concat());
        program.complains(words);
        assert_eq!(program.end(), Some(2), "{arguments:?}");
    }
}

/// A store that counts what it is asked for.
struct Counting {
    store: Memory,
    hashed: AtomicUsize,
    copied: AtomicUsize,
    staged: AtomicUsize,
}

impl Store for Counting {
    fn name(&self) -> String {
        self.store.name()
    }

    fn open(&mut self, drafts: bool) -> Result<Arc<Manifest>, EnvironmentError> {
        self.store.open(drafts)
    }

    fn seen(&self) -> Option<Hash> {
        self.store.seen()
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.store.stamp(path)
    }

    fn hash(&self, path: &str) -> Option<Hash> {
        self.hashed.fetch_add(1, Ordering::Relaxed);
        self.store.hash(path)
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        self.staged.fetch_add(1, Ordering::Relaxed);
        self.store.stage(path, bytes)
    }

    fn stage_from(&self, path: &str, from: &mut dyn Read) -> Result<Hash, EnvironmentError> {
        self.copied.fetch_add(1, Ordering::Relaxed);
        self.store.stage_from(path, from)
    }

    fn commit(&mut self, staged: &BTreeSet<String>, stale: &BTreeSet<String>, list: &Arc<Manifest>) -> Result<Kept, EnvironmentError> {
        self.store.commit(staged, stale, list)
    }

    fn now(&self) -> i64 {
        self.store.now()
    }

    fn settle(&self) -> i64 {
        self.store.settle()
    }
}

/// However many briefings there are: a save reads its file, makes the views that show it, and hashes no output again.
#[test]
fn a_save_costs_what_it_changes() {
    let work = |briefings: usize| {
        let mut project = (0..briefings)
            .fold(Project::new(), |project, n| project.briefing(&format!("2023-{:02}-{:02}-note-{n}", n % 12 + 1, n % 28 + 1), "", &format!("Note {n}.")));
        project = project.briefing("2024-10-23-letter", "", "The letter said much.").file("content/static/large.bin", vec![7; 1 << 20]);
        let counter = AtomicUsize::default;
        let mut store = Counting { store: Memory::new(), hashed: counter(), copied: counter(), staged: counter() };
        let mut cache = Cache::default();
        build(&project, &mut cache, &mut store);
        thread::sleep(Duration::from_millis(40)); // until the stamps say something
        build(&project, &mut cache, &mut store);
        project = project.edit(LETTER, "said much", "said little");
        for count in [&store.hashed, &store.copied, &store.staged] {
            count.store(0, Ordering::Relaxed);
        }
        let report = build(&project, &mut cache, &mut store);
        assert!(report.written.iter().any(|change| change.path == PAGE), "{report:?}");
        let counts = [&store.hashed, &store.copied, &store.staged].map(|count| count.load(Ordering::Relaxed));
        (report.reads, report.parses, report.views, report.written.len(), counts)
    };
    let (small, large) = (work(20), work(200));
    assert_eq!(small, large);
    let (reads, parses, views, written, counts) = large;
    assert_eq!((reads, parses, counts), (1, 1, [0, 0, written]));
    assert!(views < 20, "{views}");
}
