//! A branch of a git repository, by the system's git.
//!
//! A publication is one commit, made by `git fast-import` on top of the one that is there, so that files of others stay. It is
//! pushed with a *lease*: only if the branch is still where it was. What is not on this machine is fetched into a bare repository
//! among what is kept between two runs; deleting that costs time alone.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use super::command::{ended, failed, missing, redacted, run};
use super::list::{LIST_FILE, List, shown};
use super::{Failure, Site, Step, Surroundings, Target};
use crate::output::EnvironmentError;
use crate::source::reason;

/// The commit that is at the target, and the one that comes.
const OLD: &str = "refs/bulletin/old";
const NEW: &str = "refs/bulletin/new";

/// What hooks and scripts set, which would lead git to another repository than ours.
const LEADING: [&str; 8] =
    ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_PREFIX"];

/// Who commits: the same for all, so that the same site at the same moment is the same commit.
const COMMITTER: &str = "Bulletin <bulletin@bulletin.invalid>";

/// A branch of a repository.
pub(super) struct Branch {
    url: String,
    name: String,
    /// A folder in the branch with a trailing `/`, or nothing.
    prefix: String,
    /// Where git runs, so that the path of a repository counts from there.
    root: PathBuf,
    /// The repository that is kept here.
    cache: PathBuf,
    /// The commit at the target.
    old: Option<String>,
    /// What is in it below the prefix: mode and name of each blob.
    tree: BTreeMap<String, (String, String)>,
    /// Where files are taken from instead of the site: what was in an earlier commit.
    earlier: Option<BTreeMap<String, (String, String)>>,
    /// The commit that is being made.
    import: Option<Child>,
}

impl Branch {
    pub(super) fn new(url: &str, branch: &str, prefix: &str, around: Surroundings<'_>) -> Self {
        let prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}/") };
        Self {
            url: url.to_owned(),
            name: branch.to_owned(),
            prefix,
            root: around.root.to_owned(),
            cache: std::path::absolute(around.state).unwrap_or_else(|_| around.state.to_owned()).join("git"),
            old: None,
            tree: BTreeMap::new(),
            earlier: None,
            import: None,
        }
    }

    /// Git on the repository that is kept here.
    fn git(&self, arguments: &[&str]) -> Command {
        let mut git = self.command();
        git.arg("--git-dir").arg(&self.cache).args(arguments);
        git
    }

    /// Git, which asks nobody anything.
    fn command(&self) -> Command {
        let mut git = Command::new("git");
        for name in LEADING {
            git.env_remove(name);
        }
        git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
        if !self.root.as_os_str().is_empty() {
            git.current_dir(&self.root);
        }
        // What it tidies up, it tidies up before it ends.
        git.args(["-c", "gc.autoDetach=false", "-c", "maintenance.autoDetach=false", "-c", "advice.all=false"]);
        git
    }

    /// What git says, as a text.
    fn ask(&self, arguments: &[&str], what: &str) -> Result<String, EnvironmentError> {
        let output = run(&mut self.git(arguments), what)?;
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.name)
    }

    /// Fetches the branch, with its last commit or with all.
    fn fetch(&mut self, depth: &str) -> Result<(), EnvironmentError> {
        if !self.cache.join("HEAD").is_file() {
            // Without templates, and so without hooks.
            let mut git = self.command();
            run(git.args(["init", "--quiet", "--bare", "--template=", "--"]).arg(&self.cache), "git init")?;
        }
        let reference = self.reference();
        let there = self.ask(&["ls-remote", "--", &self.url, &reference], "git ls-remote")?;
        let there = there.lines().find_map(|line| line.split_once('\t').filter(|(_, name)| *name == reference)).map(|(commit, _)| commit.to_owned());
        let Some(there) = there else {
            self.old = None;
            return Ok(());
        };
        let is_here = depth == "1" && self.git(&["cat-file", "-e", &format!("{there}^{{tree}}")]).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
        if is_here {
            self.ask(&["update-ref", OLD, &there], "git update-ref")?;
        } else {
            self.ask(&["fetch", "--quiet", "--no-tags", &format!("--depth={depth}"), "--", &self.url, &format!("+{reference}:{OLD}")], "git fetch")?;
        }
        self.old = Some(self.ask(&["rev-parse", "--verify", OLD], "git rev-parse")?);
        Ok(())
    }

    /// The files of a commit below the prefix.
    fn tree_of(&self, commit: &str) -> Result<BTreeMap<String, (String, String)>, EnvironmentError> {
        let output = run(&mut self.git(&["ls-tree", "-r", "-z", "--full-tree", commit]), "git ls-tree")?;
        let mut tree = BTreeMap::new();
        for entry in String::from_utf8_lossy(&output.stdout).split('\0').filter(|entry| !entry.is_empty()) {
            let entry = entry.split_once('\t').and_then(|(head, path)| Some((head, path.strip_prefix(&self.prefix)?)));
            let Some((head, path)) = entry else { continue };
            let mut head = head.split(' ');
            if let (Some(mode), Some(_), Some(name)) = (head.next(), head.next(), head.next()) {
                tree.insert(path.to_owned(), (mode.to_owned(), name.to_owned()));
            }
        }
        Ok(tree)
    }

    fn blob(&self, name: &str) -> Result<Vec<u8>, EnvironmentError> {
        Ok(run(&mut self.git(&["cat-file", "blob", name]), "git cat-file")?.stdout)
    }

    fn list_in(&self, tree: &BTreeMap<String, (String, String)>) -> Result<Option<String>, EnvironmentError> {
        let Some((_, name)) = tree.get(LIST_FILE) else { return Ok(None) };
        let text = String::from_utf8(self.blob(name)?);
        text.map(Some).map_err(|_| EnvironmentError::new(format!("{LIST_FILE} in the branch {} is no text", self.name)))
    }

    /// Gives git the next part of the commit.
    fn write(&mut self, parts: &[&[u8]]) -> Result<(), EnvironmentError> {
        let input = self.import.as_mut().and_then(|child| child.stdin.as_mut());
        let input = input.ok_or_else(|| EnvironmentError::new("git fast-import has ended"))?;
        let written = parts.iter().try_for_each(|part| input.write_all(part));
        written.map_err(|error| EnvironmentError::new(format!("git fast-import has ended: {}", reason(&error))))
    }

    /// A path below the prefix, as `fast-import` reads it.
    fn quoted(&self, path: &str) -> String {
        format!("\"{}{}\"", self.prefix, path.replace('\\', "\\\\").replace('"', "\\\""))
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), EnvironmentError> {
        let head = format!("M 100644 inline {}\ndata {}\n", self.quoted(path), bytes.len());
        self.write(&[head.as_bytes(), bytes, b"\n"])
    }

    fn push(&self) -> Result<(), EnvironmentError> {
        let reference = self.reference();
        let lease = format!("--force-with-lease={reference}:{}", self.old.as_deref().unwrap_or_default());
        let mut git = self.git(&["push", "--porcelain", "--no-verify", &lease, "--", &self.url, &format!("{NEW}:{reference}")]);
        let output = ended(&mut git)?;
        let said = String::from_utf8_lossy(&output.stdout);
        let refused = said.lines().find_map(|line| line.strip_prefix("!\t")).map(|line| redacted(line.rsplit('\t').next().unwrap_or(line)));
        match refused {
            Some(why)
                if why.contains("stale info")
                    || why.contains("fetch first")
                    || why.contains("reference already exists")
                    || why.contains("failed to update ref") =>
            {
                let moved = EnvironmentError::new(format!("someone else has changed the branch {} while this was published", self.name));
                Err(moved.help("nothing was changed; publish again"))
            }
            Some(why) => Err(EnvironmentError::new(format!("the repository refuses the branch {}: {why}", self.name)).help("see who may push to it")),
            None if output.status.success() => Ok(()),
            None => Err(failed("git push", &output)),
        }
    }
}

impl Target for Branch {
    fn shown(&self) -> String {
        let folder = if self.prefix.is_empty() { String::new() } else { format!(", folder {}", self.prefix.trim_end_matches('/')) };
        format!("{}, branch {}{folder}", redacted(&self.url), self.name)
    }

    fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
        self.fetch("1")?;
        self.tree = match self.old.clone() {
            Some(old) => self.tree_of(&old)?,
            None => BTreeMap::new(),
        };
        self.list_in(&self.tree)
    }

    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError> {
        let mut foreign = Vec::new();
        for path in paths {
            if let Some((_, name)) = self.tree.get(*path)
                && self.earlier.is_none()
                && self.blob(name)? != *site.read(path)?
            {
                foreign.push((*path).to_owned());
            }
        }
        Ok(foreign)
    }

    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError> {
        let mut git = self.git(&["fast-import", "--quiet", "--force", "--done"]);
        let child = git.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        self.import = Some(child.map_err(|error| missing(&git, &error))?);
        let what = if self.earlier.is_some() { "Put back an earlier state of" } else { "Publish" };
        let message = format!("{what} {}\n\nAs of {}\n", list.base_url, shown(list.moment));
        let from = self.old.as_ref().map_or_else(String::new, |old| format!("from {old}\n"));
        // A commit of its own, whatever the reference was left at.
        let head = format!("reset {NEW}\n\ncommit {NEW}\ncommitter {COMMITTER} {} +0000\ndata {}\n{message}{from}", list.moment, message.len());
        self.write(&[head.as_bytes()])
    }

    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure> {
        for path in paths {
            step()?;
            match self.earlier.as_ref().and_then(|earlier| earlier.get(path)) {
                Some((mode, name)) => {
                    let line = format!("M {mode} {name} {}\n", self.quoted(path));
                    self.write(&[line.as_bytes()])?;
                }
                None => self.file(path, &site.read(path)?)?,
            }
        }
        Ok(())
    }

    fn delete(&mut self, _: &Site, paths: &[String]) -> Result<(), EnvironmentError> {
        for path in paths {
            // It would take a folder of that name along.
            if self.tree.contains_key(path) {
                let line = format!("D {}\n", self.quoted(path));
                self.write(&[line.as_bytes()])?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.file(LIST_FILE, list.write().as_bytes())?;
        self.write(&[b"done\n"])?;
        if let Some(child) = self.import.take() {
            let output = child.wait_with_output().map_err(|error| EnvironmentError::new(format!("git fast-import: {}", reason(&error))))?;
            if !output.status.success() {
                return Err(failed("git fast-import", &output));
            }
        }
        self.push()?;
        // So that git does not tidy it away: the next run goes on from here.
        self.ask(&["update-ref", OLD, NEW], "git update-ref").map(|_| ())
    }

    fn reads_rules(&self) -> bool {
        true
    }

    fn needs(&self) -> &'static [&'static str] {
        // Without it, GitHub Pages leaves out what begins with an underscore.
        &[".nojekyll"]
    }

    fn earlier(&mut self, of: &str) -> Result<Option<List>, EnvironmentError> {
        // All that it has.
        self.fetch("2147483647")?;
        let unknown = || {
            let last = self.ask(&["log", "--max-count=5", "--format=%h of %cI", OLD], "git log").unwrap_or_default().replace('\n', ", ");
            EnvironmentError::new(format!("the branch {} has no publication `{of}`", self.name)).help(format!("name a commit of it; the last ones are {last}"))
        };
        let Some(old) = self.old.clone() else {
            return Err(EnvironmentError::new(format!("nothing was published to the branch {} yet", self.name)));
        };
        let commit =
            self.ask(&["rev-parse", "--quiet", "--verify", "--end-of-options", &format!("{of}^{{commit}}")], "git rev-parse").map_err(|_| unknown())?;
        self.ask(&["merge-base", "--is-ancestor", &commit, &old], "git merge-base").map_err(|_| unknown())?;
        let tree = self.tree_of(&commit)?;
        let list = self.list_in(&tree)?.ok_or_else(unknown)?;
        self.earlier = Some(tree);
        List::parse(&list).map(Some)
    }
}

impl Drop for Branch {
    fn drop(&mut self) {
        if let Some(child) = &mut self.import {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
