//! Where the site is published: `publish:` in site.yaml.

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::split_base;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::{Count, Id, Text, unusable_segment};

/// A place to publish to. Which fields it takes depends on its kind.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("allOf" = rules()))]
pub(super) struct TargetFile {
    /// What is there.
    to: TargetKind,
    /// `folder`, `rsync`: the folder that takes the site. `git`: a repository on this machine, in place of `url`. On this machine
    /// a path counts from the folder of the digest.
    path: Option<Text>,
    /// `git`: the repository, as `git push` takes it: `git@example.org:digest.git`.
    url: Option<Text>,
    /// `git`: the branch that takes the site: `gh-pages`.
    branch: Option<Text>,
    /// `git`: a folder in the branch. `s3`: what the names of all files begin with, as a folder.
    prefix: Option<Text>,
    /// `s3`: the bucket.
    bucket: Option<Text>,
    /// `s3`: the address of the store: `https://s3.example.org`. Without it, that of AWS in the region.
    endpoint: Option<Text>,
    /// `s3`: the region, as the store calls it; `us-east-1` where there is none.
    region: Option<Text>,
    /// `rsync`: the host, as `ssh` takes it: `editor@example.org`.
    host: Option<Text>,
    /// So many files may go at once; more are refused, for it may be a mistake.
    #[schemars(extend("default" = MAX_DELETIONS))]
    max_deletions: Option<Count>,
}

/// What is at a place to publish to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum TargetKind {
    /// A folder that a web server serves.
    Folder,
    /// A branch of a git repository.
    Git,
    /// A store with the interface of Amazon's S3.
    S3,
    /// A folder of another host, by rsync over ssh.
    Rsync,
}

/// So many files may go at once unless `max_deletions` says otherwise.
const MAX_DELETIONS: usize = 50;

/// A place to publish to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishTarget {
    /// What is there.
    pub destination: Destination,
    /// So many files may go at once.
    pub max_deletions: usize,
}

/// What is at a place to publish to, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A folder on this machine.
    Folder {
        /// Its path, from the folder of the digest.
        path: String,
    },
    /// A branch of a git repository.
    Git {
        /// The repository.
        url: String,
        /// The branch.
        branch: String,
        /// A folder in it, without a trailing `/`; nothing for its root.
        prefix: String,
    },
    /// A bucket of a store like S3.
    S3 {
        /// The bucket.
        bucket: String,
        /// What the names begin with, without a trailing `/`; perhaps nothing.
        prefix: String,
        /// The store's address, without a trailing `/`.
        endpoint: String,
        /// The region.
        region: String,
    },
    /// A folder of another host.
    Rsync {
        /// The host, perhaps with a user.
        host: String,
        /// The folder.
        path: String,
    },
}

impl TargetKind {
    const ALL: [Self; 4] = [Self::Folder, Self::Git, Self::S3, Self::Rsync];

    fn word(self) -> &'static str {
        match self {
            Self::Folder => "folder",
            Self::Git => "git",
            Self::S3 => "s3",
            Self::Rsync => "rsync",
        }
    }

    /// The fields that it must have, and those that it may have.
    fn fields(self) -> (&'static [&'static str], &'static [&'static str]) {
        match self {
            Self::Folder => (&["path"], &[]),
            Self::Git => (&["branch"], &["url", "path", "prefix"]),
            Self::S3 => (&["bucket"], &["prefix", "endpoint", "region"]),
            Self::Rsync => (&["host", "path"], &[]),
        }
    }
}

/// The fields that are of one kind or another.
const FIELDS: [&str; 8] = ["path", "url", "branch", "prefix", "bucket", "endpoint", "region", "host"];

/// The same for the schema: what each kind must have.
fn rules() -> Value {
    let rule = |kind: TargetKind| {
        let must = given(kind.fields().0);
        let must = if kind == TargetKind::Git { json!({ "allOf": [must, { "anyOf": [given(&["url"]), given(&["path"])] }] }) } else { must };
        json!({ "if": { "properties": { "to": { "const": kind.word() } }, "required": ["to"] }, "then": must })
    };
    Value::Array(TargetKind::ALL.map(rule).to_vec())
}

fn given(fields: &[&str]) -> Value {
    let filled: serde_json::Map<String, Value> = fields.iter().map(|field| ((*field).to_owned(), json!({ "not": { "type": "null" } }))).collect();
    json!({ "required": fields, "properties": filled })
}

/// The places to publish to, by their names.
pub(super) fn targets(file: &Arc<str>, given: BTreeMap<String, TargetFile>, all: &mut Vec<Diagnostic>) -> BTreeMap<String, PublishTarget> {
    let mut targets = BTreeMap::new();
    for (name, target) in given {
        if let Err(mistake) = Id::parse(&name) {
            all.push(mistake.at(Place::key(file, format!("publish.{name}"))));
        }
        let mut check = Check { file, at: format!("publish.{name}"), all };
        if let Some(target) = check.target(&target) {
            targets.insert(name, target);
        }
    }
    targets
}

/// The check of one of them.
struct Check<'c> {
    file: &'c Arc<str>,
    at: String,
    all: &'c mut Vec<Diagnostic>,
}

impl Check<'_> {
    fn target(&mut self, target: &TargetFile) -> Option<PublishTarget> {
        let found = self.all.len();
        self.fields(target);
        let text = |field: &Option<Text>| field.as_ref().map(|text| text.as_str().to_owned()).unwrap_or_default();
        let (prefix, path) = (self.prefix(&text(&target.prefix)), text(&target.path));
        let destination = match target.to {
            TargetKind::Folder => Destination::Folder { path: self.path(path) },
            TargetKind::Git => Destination::Git { url: self.repository(target), branch: self.branch(text(&target.branch)), prefix },
            TargetKind::S3 => {
                let region = target.region.as_ref().map_or_else(|| "us-east-1".to_owned(), ToString::to_string);
                Destination::S3 { bucket: self.bucket(text(&target.bucket)), prefix, endpoint: self.endpoint(target, &region), region }
            }
            TargetKind::Rsync => Destination::Rsync { host: self.host(text(&target.host)), path },
        };
        let max_deletions = target.max_deletions.map_or(MAX_DELETIONS, |count| usize::try_from(count.get()).unwrap_or(usize::MAX));
        (self.all.len() == found).then_some(PublishTarget { destination, max_deletions })
    }

    /// Which fields there are, and which there should be.
    fn fields(&mut self, target: &TargetFile) {
        let TargetFile { to, path, url, branch, prefix, bucket, endpoint, region, host, max_deletions: _ } = target;
        let (must, may) = to.fields();
        for (name, field) in FIELDS.into_iter().zip([path, url, branch, prefix, bucket, endpoint, region, host]) {
            let place = Place::key(self.file, format!("{}.{name}", self.at));
            if field.is_none() && must.contains(&name) {
                let missing = Diagnostic::new(Code::MissingField, Place::key(self.file, self.at.clone()), format!("`{name}` is missing"));
                self.all.push(missing.help(format!("a target with `to: {}` needs {}", to.word(), quoted(must))));
            } else if field.is_some() && !must.contains(&name) && !may.contains(&name) {
                let other = Diagnostic::new(Code::Contradiction, place, format!("a target with `to: {}` has no `{name}`", to.word()));
                self.all.push(other.help(format!("its fields are {} and `max_deletions`", quoted(&[must, may].concat()))));
            }
        }
    }

    fn refuse(&mut self, field: &str, message: String, help: &str) {
        let place = Place::value(self.file, format!("{}.{field}", self.at));
        self.all.push(Diagnostic::new(Code::BadAddress, place, message).help(help));
    }

    /// A path on this machine.
    fn path(&mut self, path: String) -> String {
        if path.starts_with('~') {
            self.refuse(
                "path",
                format!("`{path}` begins with a sign that only shells understand"),
                "write the whole path, or one from the folder of the digest",
            );
        }
        path
    }

    /// A folder among others, as a path without `/` at its ends.
    fn prefix(&mut self, prefix: &str) -> String {
        let prefix = prefix.trim_matches('/').to_owned();
        if !prefix.is_empty()
            && let Some(why) = prefix.split('/').find_map(unusable_segment)
        {
            self.refuse("prefix", format!("`{prefix}` is no folder: {why}"), "write the names of folders with `/` between them: docs/digest");
        }
        prefix
    }

    fn repository(&mut self, target: &TargetFile) -> String {
        match (&target.url, &target.path) {
            (Some(_), Some(_)) => {
                let place = Place::key(self.file, format!("{}.path", self.at));
                self.all.push(Diagnostic::new(Code::Contradiction, place, "`url` and `path` both say where the repository is").help("remove one of the two"));
                String::new()
            }
            (Some(url), None) => {
                let url = url.as_str().to_owned();
                self.no_secret("url", &url);
                // `ext::` and its like run a program of their own; what begins with a hyphen would be an option.
                if url.starts_with('-') || url.contains("::") || url.contains(char::is_whitespace) {
                    self.refuse(
                        "url",
                        format!("`{url}` is no repository"),
                        "write it as `git push` takes it: git@example.org:digest.git, https://example.org/digest.git",
                    );
                }
                url
            }
            (None, Some(path)) => self.path(path.as_str().to_owned()),
            (None, None) => {
                let missing = Diagnostic::new(Code::MissingField, Place::key(self.file, self.at.clone()), "the repository is missing");
                self.all.push(missing.help("give its `url`, or the `path` of one on this machine"));
                String::new()
            }
        }
    }

    /// Refuses an address with a password or token in it: site.yaml is read by many.
    fn no_secret(&mut self, field: &str, address: &str) {
        let user = address.split_once("://").and_then(|(scheme, rest)| Some((scheme, rest.split('/').next()?.rsplit_once('@')?.0)));
        if user.is_some_and(|(scheme, user)| user.contains(':') || scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
            // Without its line, which would show it in logs.
            let message = format!("`{}.{field}` holds a user or a secret, and many read this file", self.at);
            let told = Diagnostic::new(Code::BadAddress, Place::file(self.file), message);
            self.all.push(told.help("take out all up to `@`: git finds it by ssh, a credential helper or GIT_ASKPASS"));
        }
    }

    /// The name of a branch, by the rules of `git check-ref-format`.
    fn branch(&mut self, branch: String) -> String {
        let is_part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && part.strip_suffix(".lock").is_none();
        let is_sign = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
        if !branch.is_empty()
            && (branch.starts_with('-')
                || branch.starts_with("refs/")
                || branch.contains("..")
                || branch.contains("@{")
                || branch.contains(is_sign)
                || !branch.split('/').all(is_part))
        {
            self.refuse("branch", format!("`{branch}` is no name of a branch"), "write it as git does: gh-pages");
        }
        branch
    }

    fn bucket(&mut self, bucket: String) -> String {
        if bucket.contains(|c: char| !c.is_ascii_alphanumeric() && !".-_".contains(c)) {
            self.refuse("bucket", format!("`{bucket}` is no bucket"), "write its name alone; the store's address is `endpoint`, a folder in it `prefix`");
        }
        bucket
    }

    fn endpoint(&mut self, target: &TargetFile, region: &str) -> String {
        let Some(endpoint) = &target.endpoint else { return format!("https://s3.{region}.amazonaws.com") };
        if let Ok((address, ..)) = split_base(endpoint.as_str()) {
            return address;
        }
        self.refuse("endpoint", "this is no address of a store".to_owned(), "write it without user, query and anchor: https://s3.example.org");
        String::new()
    }

    fn host(&mut self, host: String) -> String {
        if host.starts_with('-') || host.contains(|c: char| c.is_whitespace() || c.is_control() || ":/'\"\\`$&;|<>()".contains(c)) {
            self.refuse(
                "host",
                format!("`{host}` is no host"),
                "write it as ssh takes it: editor@example.org; the folder is `path`, a port belongs into ~/.ssh/config",
            );
        }
        host
    }
}

/// ``` `a`, `b` and `c` ```, without the last word.
fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
