//! Partners that sites are published to, and how to see what lies there from the other side.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use bulletin::publish::LIST_FILE;
use tempfile::TempDir;

use super::{Files, Partner, said};

/// A bare repository, seen from its own side.
pub(super) struct Repository {
    pub(super) folder: TempDir,
    pub(super) url: String,
    pub(super) prefix: &'static str,
    pub(super) environment: Vec<(String, String)>,
}

impl Repository {
    pub(super) fn new(prefix: &'static str) -> Self {
        let folder = TempDir::new().unwrap();
        let bare = folder.path().join("digest.git");
        let mut repository = Self { url: bare.display().to_string(), folder, prefix, environment: Vec::new() };
        fs::create_dir(&bare).unwrap();
        repository.git(&["init", "--quiet", "--bare"]);
        repository.git(&["config", "http.receivepack", "true"]);
        // What a person may have set, and what is set in hooks: neither may lead astray.
        let config = repository.folder.path().join("gitconfig");
        let hostile = "[core]\n\tautocrlf = true\n\teol = crlf\n\texcludesFile = /dev/null\n[commit]\n\tgpgSign = true\n[push]\n\tdefault = nothing\n";
        fs::write(&config, hostile).unwrap();
        let set = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        repository.environment =
            vec![set("GIT_CONFIG_GLOBAL", config.to_str().unwrap()), set("GIT_DIR", "/nowhere"), set("GIT_INDEX_FILE", "/nowhere"), set("GIT_WORK_TREE", "/")];
        repository
    }

    pub(super) fn git(&self, arguments: &[&str]) -> Vec<u8> {
        self.git_with(arguments, b"")
    }

    pub(super) fn git_with(&self, arguments: &[&str], input: &[u8]) -> Vec<u8> {
        let mut git = Command::new("git");
        for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
            git.env_remove(name);
        }
        git.args(arguments).current_dir(self.folder.path().join("digest.git")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = git.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        output.stdout
    }

    pub(super) fn tip(&self) -> String {
        String::from_utf8(self.git(&["rev-parse", "gh-pages"])).unwrap().trim().to_owned()
    }
}

impl Partner for Repository {
    fn place(&self) -> String {
        let prefix = if self.prefix.is_empty() { String::new() } else { format!(", prefix: {}", self.prefix) };
        format!("{{to: git, url: \"{}\", branch: gh-pages{prefix}}}", self.url)
    }

    fn environment(&self) -> Vec<(String, String)> {
        self.environment.clone()
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        for entry in String::from_utf8(self.git(&["ls-tree", "-r", "-z", "gh-pages"])).unwrap().split_terminator('\0') {
            let (head, path) = entry.split_once('\t').unwrap();
            let name = head.rsplit(' ').next().unwrap();
            if let Some(path) = path.strip_prefix(self.prefix) {
                files.insert(path.trim_start_matches('/').to_owned(), (self.git(&["cat-file", "blob", name]), String::new()));
            }
        }
        // No commit without a change.
        files.entry(LIST_FILE.to_owned()).and_modify(|(_, stamp)| *stamp = self.tip());
        files
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        let from = String::from_utf8(self.git(&["for-each-ref", "--format=from %(objectname)", "refs/heads/gh-pages"])).unwrap();
        let head = format!(
            "commit refs/heads/gh-pages\ncommitter Me <me@a.example> 1700000000 +0000\ndata 2\nx\n{from}M 100644 inline {path}\ndata {}\n",
            bytes.len()
        );
        self.git_with(&["fast-import", "--quiet"], &[head.as_bytes(), bytes, b"\n"].concat());
    }
}

/// A store like S3.
pub(super) struct Store {
    /// Before its folder, so that it ends while that is there.
    pub(super) server: Server,
    pub(super) folder: TempDir,
    pub(super) prefix: &'static str,
    pub(super) secret: &'static str,
}

pub(super) const SECRET: &str = "s3cret-word+/=";

impl Store {
    pub(super) fn start() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let weed = python_path().with_file_name("weed");
        let weed = if weed.is_file() { weed } else { "weed".into() };
        if !has(Command::new(&weed).arg("version"), "SeaweedFS") {
            return None;
        }
        let server = Server::start(python(&["store.py", weed.to_str().unwrap(), folder.path().to_str().unwrap(), "editor-key", SECRET]));
        Some(Self { folder, server, prefix: "a b+c/主题", secret: SECRET })
    }

    /// The address of a file at the file server behind the store.
    pub(super) fn address(&self, path: &str) -> String {
        let path = format!("{}/{path}", self.prefix);
        let encoded: String =
            path.bytes().map(|b| if b.is_ascii_alphanumeric() || b"/-_.".contains(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        format!("http://127.0.0.1:{}/buckets/digest/{encoded}", self.server.said[1])
    }

    pub(super) fn list(&self, folder: &str, files: &mut Files) {
        let address = format!("{}?limit=10000", self.address(folder));
        let Ok(mut answer) = ureq::get(&address).header("Accept", "application/json").call() else { return };
        let listed: serde_json::Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        for entry in listed["Entries"].as_array().into_iter().flatten() {
            let name = entry["FullPath"].as_str().unwrap().rsplit('/').next().unwrap();
            let path = format!("{folder}{name}");
            // A folder has the bit of Go's for one.
            if entry["Mode"].as_u64().unwrap() & (1 << 31) == 0 {
                let bytes = ureq::get(&self.address(&path)).call().unwrap().body_mut().read_to_vec().unwrap();
                files.insert(path, (bytes, entry["Mtime"].to_string()));
            } else {
                self.list(&format!("{path}/"), files);
            }
        }
    }
}

impl Partner for Store {
    fn place(&self) -> String {
        format!("{{to: s3, bucket: digest, endpoint: \"http://127.0.0.1:{}\", prefix: \"{}\"}}", self.server.said[0], self.prefix)
    }

    fn environment(&self) -> Vec<(String, String)> {
        [("AWS_ACCESS_KEY_ID", "editor-key"), ("AWS_SECRET_ACCESS_KEY", self.secret)].map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
    }

    fn files(&self) -> Files {
        let mut files = Files::new();
        self.list("", &mut files);
        files
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        ureq::put(&self.address(path)).send(bytes).unwrap();
    }
}

/// A folder of another host.
pub(super) struct Host {
    pub(super) server: Server,
    pub(super) folder: TempDir,
}

impl Host {
    pub(super) fn start() -> Option<Self> {
        let all = [
            has(Command::new("rsync").arg("--version"), "rsync"),
            has(Command::new("ssh").arg("-V"), "the client of OpenSSH"),
            has(python(&[]).args(["-c", "import asyncssh"]), "asyncssh for Python"),
        ];
        let folder = TempDir::new().unwrap();
        all.into_iter().all(|there| there).then(|| {
            let server = Server::start(python(&["ssh.py", folder.path().to_str().unwrap()]));
            Self { server, folder }
        })
    }

    pub(super) fn www(&self) -> PathBuf {
        self.folder.path().join("a b'c/主题")
    }
}

impl Partner for Host {
    fn place(&self) -> String {
        format!("{{to: rsync, host: 127.0.0.1, path: \"{}\"}}", self.www().display())
    }

    fn environment(&self) -> Vec<(String, String)> {
        let [key, known] = ["key", "known_hosts"].map(|name| self.folder.path().join(name).display().to_string());
        let ssh = format!("ssh -F /dev/null -p {} -i {key} -o IdentitiesOnly=yes -o IdentityAgent=none -o UserKnownHostsFile={known}", self.server.said[0]);
        vec![("RSYNC_RSH".to_owned(), ssh)]
    }

    fn files(&self) -> Files {
        let (mut files, mut open) = (Files::new(), vec![self.www()]);
        while let Some(at) = open.pop() {
            for path in fs::read_dir(at).into_iter().flatten().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    open.push(path);
                } else {
                    let stamp = format!("{:?}", path.metadata().unwrap().modified().unwrap());
                    files.insert(path.strip_prefix(self.www()).unwrap().to_str().unwrap().to_owned(), (fs::read(path).unwrap(), stamp));
                }
            }
        }
        files
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.www().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A program of `tests/publish` that serves until it is dropped.
pub(super) struct Server {
    pub(super) child: Child,
    /// What it said of where it is.
    pub(super) said: Vec<String>,
}

impl Server {
    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        assert!(!line.trim().is_empty(), "{command:?} has ended");
        Self { child, said: line.split_whitespace().map(str::to_owned).collect() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends when there is nothing left to read.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// A script of `tests/publish`.
pub(super) fn python(arguments: &[&str]) -> Command {
    let mut command = Command::new(python_path());
    command.args(arguments).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/publish"));
    command
}

pub(super) fn python_path() -> PathBuf {
    env::var_os("BULLETIN_PYTHON").map_or_else(|| "python3".into(), PathBuf::from)
}

/// Whether a partner is there; in CI it has to be.
pub(super) fn has(probe: &mut Command, what: &str) -> bool {
    let found = probe.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success());
    let missing = format!("{what} is not installed (see tests/publish.rs)");
    assert!(found || env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
    if !found {
        // Past the test harness, which swallows what `println!` says in a test that passes.
        io::stderr().write_all(format!("SKIPPED: {missing}\n").as_bytes()).unwrap();
    }
    found
}
