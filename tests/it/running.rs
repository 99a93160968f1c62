//! The program while it runs beside someone who writes.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::project::Project;

/// No machine is so slow.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// The program while it runs in a project; it ends with the value.
pub(crate) struct Running {
    child: Child,
    said: Mutex<Receiver<String>>,
    complained: Mutex<Receiver<String>>,
}

impl Running {
    /// Starts it.
    #[track_caller]
    pub(crate) fn start(project: &Project, arguments: &[&str]) -> Self {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("bulletin"));
        command.args(arguments).current_dir(project.root()).env("NO_COLOR", "1");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (said, complained) = (Mutex::new(lines(child.stdout.take().unwrap())), Mutex::new(lines(child.stderr.take().unwrap())));
        Self { child, said, complained }
    }

    /// Waits for a line with `words` in it.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> String {
        find(&self.said.lock().unwrap(), words)
    }

    /// Waits for a line of complaint with `words` in it.
    #[track_caller]
    pub(crate) fn complains(&self, words: &str) {
        find(&self.complained.lock().unwrap(), words);
    }

    /// Sends a signal, and gives the exit code.
    pub(crate) fn signal(self, name: &str) -> Option<i32> {
        assert!(Command::new("sh").arg("-c").arg(format!("kill -{name} {}", self.child.id())).status().unwrap().success());
        self.end()
    }

    /// Waits for its end, and gives the exit code.
    pub(crate) fn end(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The lines of a stream as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|line| tell.send(line)));
    told
}

#[track_caller]
fn find(lines: &Receiver<String>, words: &str) -> String {
    let mut seen = Vec::new();
    while let Ok(line) = lines.recv_timeout(PATIENCE) {
        if line.contains(words) {
            return line;
        }
        seen.push(line);
    }
    panic!("no {words:?} in {seen:#?}");
}

/// Waits for something.
#[track_caller]
pub(crate) fn until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
