//! Sockets: who may connect, how many at once, and for how long.
#![expect(clippy::disallowed_methods, reason = "a deadline is no input of a build: it decides when to stop listening to someone")]

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, Reply, head_of_events, reply};
use super::preview::{Preview, Since};
use super::request::{Hosts, Refusal, Request, refused};

/// A head may have so many bytes.
const HEAD: usize = 16 * 1024;

/// What a thread needs: it parses a head and writes what is there.
const STACK: usize = 128 * 1024;

/// So many ports are tried, from the wanted one on.
const PORTS: u16 = 100;

/// How much of others is put up with.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once.
    pub connections: usize,
    /// How long a connection may wait for a request.
    pub idle: Duration,
    /// How long a whole head may take: a limit for each read would let who sends byte after byte stay for ever.
    pub head: Duration,
    /// How long a whole answer may take.
    pub answer: Duration,
    /// How often who listens is sent a sign of life, which tells whether they are still there.
    pub beat: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connections: 256, idle: seconds(60), head: seconds(10), answer: seconds(60), beat: seconds(10) }
    }
}

/// A server that is bound to its port.
#[derive(Debug)]
pub struct Server {
    listeners: Vec<TcpListener>,
    port: u16,
    limits: Limits,
}

/// What all connections of a server share.
struct Shared {
    preview: Arc<Preview>,
    hosts: Hosts,
    limits: Limits,
    connections: AtomicUsize,
}

impl Server {
    /// Takes a port on the loopback, where nobody else reaches it: the wanted one, or the next that is free. 0 is any.
    ///
    /// # Errors
    /// What the system says of the last port that was tried.
    pub fn bind(wanted: u16, limits: Limits) -> io::Result<Self> {
        let last = if wanted == 0 { 0 } else { wanted.saturating_add(PORTS) };
        let mut refusal = io::Error::from(ErrorKind::AddrInUse);
        for port in wanted..=last {
            match listeners(port) {
                Ok((listeners, port)) => return Ok(Self { listeners, port, limits }),
                Err(error) if error.kind() == ErrorKind::AddrInUse => refusal = error,
                Err(error) => return Err(error),
            }
        }
        Err(refusal)
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers from now on, as long as the process lives.
    pub fn start(self, preview: Arc<Preview>) {
        let shared = Arc::new(Shared { preview, hosts: Hosts::new(self.port), limits: self.limits, connections: AtomicUsize::new(0) });
        for listener in self.listeners {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared));
        }
    }
}

/// Listens on both addresses of the loopback, of which browsers take either for `localhost`. A system may lack the second; but
/// if someone else has it, a browser would find them in place of us.
fn listeners(port: u16) -> io::Result<(Vec<TcpListener>, u16)> {
    let bind = |address: IpAddr, port| TcpListener::bind(SocketAddr::new(address, port));
    let first = bind(Ipv4Addr::LOCALHOST.into(), port)?;
    let port = first.local_addr()?.port();
    match bind(Ipv6Addr::LOCALHOST.into(), port) {
        Ok(second) => Ok((vec![first, second], port)),
        Err(error) if error.kind() == ErrorKind::AddrInUse => Err(error),
        Err(_) => Ok((vec![first], port)),
    }
}

/// A connection that counts.
struct Counted(Arc<Shared>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::Relaxed);
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // The process has too many files open: those of others have to close first.
            thread::sleep(Duration::from_millis(50));
            continue;
        };
        let is_too_many = shared.connections.fetch_add(1, Ordering::Relaxed) >= shared.limits.connections;
        let counted = Counted(Arc::clone(shared));
        if is_too_many {
            continue;
        }
        // A connection that the system has no thread for is closed.
        let _ = thread::Builder::new().stack_size(STACK).spawn(move || Connection::new(stream, &counted.0).and_then(Connection::serve));
    }
}

/// A connection with someone.
struct Connection<'s> {
    stream: Timed,
    shared: &'s Shared,
    /// What was read and not yet used.
    read: Vec<u8>,
}

impl<'s> Connection<'s> {
    fn new(stream: TcpStream, shared: &'s Shared) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self { stream: Timed { stream, until: Instant::now() }, shared, read: Vec::new() })
    }

    /// Answers one request after another.
    fn serve(mut self) -> io::Result<()> {
        let limits = self.shared.limits;
        while let Some(request) = self.request()? {
            self.stream.until = Instant::now() + limits.answer;
            let request = match request {
                Ok(request) => request,
                Err(refusal) => return self.refuse(refusal),
            };
            match reply(&request, &self.shared.preview) {
                Reply::Whole(answer) => answer.write(&mut self.stream, request.is_head, request.keeps_alive)?,
                Reply::Events(since) => return self.events(since),
            }
            if !request.keeps_alive {
                break;
            }
        }
        Ok(())
    }

    /// Reads a head; `None` if no more come.
    fn request(&mut self) -> io::Result<Option<Result<Request, Refusal>>> {
        let limits = self.shared.limits;
        self.stream.until = Instant::now() + if self.read.is_empty() { limits.idle } else { limits.head };
        loop {
            match Request::parse(&self.read, &self.shared.hosts) {
                Ok(Some((request, length))) => {
                    self.read.drain(..length);
                    return Ok(Some(Ok(request)));
                }
                Ok(None) if self.read.len() >= HEAD => return Ok(Some(Err(refused(431, "the head is too long")))),
                Ok(None) => {}
                Err(refusal) => return Ok(Some(Err(refusal))),
            }
            let mut more = [0; 4096];
            let room = more.len().min(HEAD - self.read.len());
            match self.stream.read(&mut more[..room]) {
                Ok(0) => return Ok(None),
                Ok(length) => {
                    if self.read.is_empty() {
                        self.stream.until = Instant::now() + limits.head;
                    }
                    self.read.extend_from_slice(&more[..length]);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) if is_late(&error) && !self.read.is_empty() => return Ok(Some(Err(refused(408, "the head took too long")))),
                Err(error) if is_late(&error) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
    }

    /// Says why, and closes. What is still on its way is read for a moment, for else the system would take back the answer.
    fn refuse(mut self, refusal: Refusal) -> io::Result<()> {
        Answer::refusal(refusal).write(&mut self.stream, false, false)?;
        self.stream.stream.shutdown(Shutdown::Write)?;
        self.stream.until = Instant::now() + Duration::from_millis(500);
        let mut left = 32;
        while left > 0 && self.stream.read(&mut [0; 8192])? > 0 {
            left -= 1;
        }
        Ok(())
    }

    /// Tells of each build until nobody listens.
    fn events(mut self, mut since: String) -> io::Result<()> {
        let (preview, limits) = (&self.shared.preview, self.shared.limits);
        self.stream.write_all(head_of_events().as_bytes())?;
        loop {
            let told = preview.wait(Since(&since), limits.beat);
            self.stream.until = Instant::now() + limits.answer;
            match told {
                Some((build, text)) => {
                    since = preview.mark(build);
                    self.stream.write_all(format!("id: {since}\ndata: {text}\n\n").as_bytes())?;
                }
                None => self.stream.write_all(b":\n\n")?,
            }
        }
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// A stream of which every read and write ends at one moment.
struct Timed {
    stream: TcpStream,
    until: Instant,
}

impl Timed {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Timed {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(to)
    }
}

impl Write for Timed {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        // What a slow reader does not take in time is given up between pieces of this size.
        self.stream.write(&from[..from.len().min(1 << 18)])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
