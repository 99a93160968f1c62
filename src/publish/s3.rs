//! A bucket of a store with the interface of Amazon's S3.
//!
//! Requests are signed as *presigned* addresses, so that the secret itself is never sent; and as such an address lets whoever has
//! it act for a while, none is ever shown. The list is replaced only if it is still the one that was read (`If-Match`), and a file
//! that no list names is written only where nothing is (`If-None-Match`).

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, ListObjectsV2, PutObject};
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Body, http};

use super::lanes::in_lanes;
use super::list::{LIST_FILE, List};
use super::run::foreign;
use super::{Failure, Site, Step, Surroundings, Target};
use crate::output::{EnvironmentError, media_type};

/// So many files are looked for one by one; more are read from lists of a thousand each.
const FEW: usize = 50;

/// How long a signature is good for.
const GOOD_FOR: Duration = Duration::from_mins(15);

/// So often is tried again what failed on the way, after these pauses.
const PAUSES: [Duration; 3] = [Duration::from_millis(300), Duration::from_secs(1), Duration::from_secs(4)];

/// Files are whole in memory, and lists of a large site have a few megabytes.
const LARGEST: u64 = 256 << 20;

/// A bucket, or a folder in it.
pub(super) struct Store {
    /// Where it is, in words.
    shown: String,
    bucket: Bucket,
    /// What all names begin with.
    prefix: String,
    credentials: Credentials,
    agent: Agent,
    /// What tells the list that is there from others.
    etag: Option<String>,
    /// Files that a list names: they are ours, and may be replaced.
    ours: List,
    adopt: bool,
    /// Whether the store knows conditions.
    conditional: bool,
}

/// On what a file is written.
#[derive(Clone, Copy)]
enum Condition<'c> {
    Always,
    /// Nothing is there.
    Nothing,
    /// What is there has this tag.
    Still(&'c str),
}

/// An answer of the store.
struct Answer {
    status: u16,
    etag: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The code of an error: `SignatureDoesNotMatch`.
    fn code(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code.trim());
        code.filter(|code| code.bytes().all(|byte| byte.is_ascii_alphanumeric())).unwrap_or_default().to_owned()
    }
}

impl Store {
    pub(super) fn new(bucket: &str, prefix: &str, endpoint: &str, region: &str, around: Surroundings<'_>) -> Result<Self, EnvironmentError> {
        let shown = format!("{endpoint}, bucket {bucket}{}{prefix}", if prefix.is_empty() { "" } else { ", " });
        let refused = || EnvironmentError::new(format!("{endpoint} is no address of a store"));
        let found = Bucket::new(endpoint.parse().map_err(|_| refused())?, UrlStyle::Path, bucket.to_owned(), region.to_owned());
        let credential = |name: &str| {
            let missing = || EnvironmentError::new(format!("the credentials of the store are missing: {name} is not set"));
            (around.environment)(name).ok_or_else(|| missing().help("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN if there is one"))
        };
        let (key, secret) = (credential("AWS_ACCESS_KEY_ID")?, credential("AWS_SECRET_ACCESS_KEY")?);
        let credentials = match (around.environment)("AWS_SESSION_TOKEN") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        Ok(Self {
            shown,
            bucket: found.map_err(|_| refused())?,
            prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
            credentials,
            agent: agent(around)?,
            etag: None,
            ours: List::default(),
            adopt: false,
            conditional: true,
        })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn get(&self, path: &str) -> Result<Answer, EnvironmentError> {
        let key = self.key(path);
        ask("read", path, || {
            let url = GetObject::new(&self.bucket, Some(&self.credentials), &key).sign(GOOD_FOR);
            self.agent.get(url.as_str()).call()
        })
    }

    fn is_there(&self, path: &str) -> Result<bool, EnvironmentError> {
        let key = self.key(path);
        let answer = ask("look for", path, || {
            let url = HeadObject::new(&self.bucket, Some(&self.credentials), &key).sign(GOOD_FOR);
            self.agent.head(url.as_str()).call()
        })?;
        if answer.is_good() || answer.status == 404 { Ok(answer.is_good()) } else { Err(self.refusal("tell of", path, &answer)) }
    }

    /// Those of `paths` at which something lies. A few are asked for one by one, which needs no leave to list the bucket.
    fn present<'p>(&self, paths: &[&'p str]) -> Result<Vec<&'p str>, EnvironmentError> {
        if paths.len() > FEW {
            let there = self.listed()?;
            return Ok(paths.iter().copied().filter(|path| there.contains(*path)).collect());
        }
        let present = Mutex::new(Vec::new());
        in_lanes(paths, |path| {
            if self.is_there(path)? {
                present.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            }
            Ok::<(), EnvironmentError>(())
        })?;
        let present = present.into_inner().unwrap_or_else(PoisonError::into_inner);
        Ok(paths.iter().copied().filter(|path| present.iter().any(|there| there == path)).collect())
    }

    /// All that lies in the bucket, below the prefix.
    fn listed(&self) -> Result<BTreeSet<String>, EnvironmentError> {
        let (mut all, mut further): (_, Option<String>) = (BTreeSet::new(), None);
        loop {
            let answer = ask("list", &self.prefix, || {
                let mut list = ListObjectsV2::new(&self.bucket, Some(&self.credentials));
                list.with_prefix(self.prefix.clone());
                if let Some(further) = further.clone() {
                    list.with_continuation_token(further);
                }
                self.agent.get(list.sign(GOOD_FOR).as_str()).call()
            })?;
            if !answer.is_good() {
                return Err(self.refusal("list", &self.shown, &answer));
            }
            let page = ListObjectsV2::parse_response(&String::from_utf8_lossy(&answer.body)).map_err(|_| {
                EnvironmentError::new("the store answers with a list that cannot be read").help("see that `endpoint` in site.yaml is that of a store")
            })?;
            all.extend(page.contents.into_iter().filter_map(|file| Some(file.key.strip_prefix(&self.prefix)?.to_owned())));
            let next = page.next_continuation_token;
            if next.is_none() || next == further {
                return Ok(all);
            }
            further = next;
        }
    }

    fn put(&self, path: &str, bytes: &[u8], condition: Condition<'_>) -> Result<Answer, EnvironmentError> {
        let key = self.key(path);
        ask("write", path, || {
            let url = PutObject::new(&self.bucket, Some(&self.credentials), &key).sign(GOOD_FOR);
            let request = self.agent.put(url.as_str()).header("Content-Type", media_type(path)).header("Cache-Control", caching(path, bytes));
            let request = match condition {
                _ if !self.conditional => request,
                Condition::Always => request,
                Condition::Nothing => request.header("If-None-Match", "*"),
                Condition::Still(tag) => request.header("If-Match", tag),
            };
            request.send(bytes)
        })
    }

    /// The refusal that an answer is.
    fn refusal(&self, what: &str, path: &str, answer: &Answer) -> EnvironmentError {
        let code = answer.code();
        let shown = if code.is_empty() { format!("status {}", answer.status) } else { format!("{code} ({})", answer.status) };
        let refusal = EnvironmentError::new(format!("the store does not {what} {path}: {shown}"));
        match code.as_str() {
            "SignatureDoesNotMatch" => refusal.help("AWS_SECRET_ACCESS_KEY is not the secret of AWS_ACCESS_KEY_ID, or `region` in site.yaml is another one"),
            "InvalidAccessKeyId" | "InvalidToken" | "ExpiredToken" => {
                refusal.help("the store does not know AWS_ACCESS_KEY_ID, or AWS_SESSION_TOKEN has expired")
            }
            "RequestTimeTooSkewed" => refusal.help("set the clock of this machine right"),
            "NoSuchBucket" => refusal.help(format!("make the bucket {} first, or name another one in site.yaml", self.bucket.name())),
            _ if answer.status == 403 => refusal.help("let the key list the bucket, and read, write and delete files in it"),
            _ => refusal,
        }
    }

    /// Writes the list if the one that is there is still the one that was read.
    fn put_list(&mut self, list: &List) -> Result<(), EnvironmentError> {
        let text = list.write();
        let etag = self.etag.clone();
        let mut answer = self.put(LIST_FILE, text.as_bytes(), etag.as_deref().map_or(Condition::Nothing, Condition::Still))?;
        if answer.status == 501 || answer.code() == "NotImplemented" {
            self.conditional = false;
            answer = self.put(LIST_FILE, text.as_bytes(), Condition::Always)?;
        }
        let is_refused = matches!(answer.status, 409 | 412) || answer.status == 404 && etag.is_some();
        if !answer.is_good() && !is_refused {
            return Err(self.refusal("write", LIST_FILE, &answer));
        }
        // Of a request that was made twice, the second may have been refused because of the first.
        let there = self.get(LIST_FILE)?;
        if there.body != text.as_bytes() {
            let other = EnvironmentError::new("someone else is publishing to the store at the same time");
            return Err(other.help("publish again when they have finished"));
        }
        self.etag = there.etag;
        Ok(())
    }

    fn send_one(&self, site: &Site, path: &str) -> Result<(), EnvironmentError> {
        let bytes = site.read(path)?;
        let is_ours = self.adopt || self.ours.files.contains_key(path);
        let answer = self.put(path, &bytes, if is_ours { Condition::Always } else { Condition::Nothing })?;
        match answer.status {
            _ if answer.is_good() => Ok(()),
            409 | 412 if !is_ours && self.get(path)?.body == *bytes => Ok(()),
            409 | 412 if !is_ours => Err(foreign(path)),
            _ => Err(self.refusal("write", path, &answer)),
        }
    }

    fn delete_one(&self, path: &str) -> Result<(), EnvironmentError> {
        let key = self.key(path);
        let answer = ask("delete", path, || {
            let url = DeleteObject::new(&self.bucket, Some(&self.credentials), &key).sign(GOOD_FOR);
            self.agent.delete(url.as_str()).call()
        })?;
        if answer.is_good() || answer.status == 404 { Ok(()) } else { Err(self.refusal("delete", path, &answer)) }
    }
}

impl Target for Store {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
        let answer = self.get(LIST_FILE)?;
        if answer.status == 404 && answer.code() != "NoSuchBucket" {
            return Ok(None);
        }
        if !answer.is_good() {
            return Err(self.refusal("give", LIST_FILE, &answer));
        }
        self.etag = answer.etag;
        let text = String::from_utf8(answer.body).map_err(|_| EnvironmentError::new(format!("{LIST_FILE} in the store is no text")))?;
        Ok(Some(text))
    }

    fn foreign(&mut self, site: &Site, paths: &[&str]) -> Result<Vec<String>, EnvironmentError> {
        let (store, foreign) = (&*self, Mutex::new(Vec::new()));
        in_lanes(&self.present(paths)?, |path| {
            if store.get(path)?.body != *site.read(path)? {
                foreign.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            }
            Ok::<(), EnvironmentError>(())
        })?;
        Ok(foreign.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    fn begin(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.put_list(list)
    }

    fn send(&mut self, site: &Site, paths: &[String], step: &Step<'_>) -> Result<(), Failure> {
        let store = &*self;
        in_lanes(paths, |path| {
            step()?;
            Ok(store.send_one(site, path)?)
        })
    }

    fn delete(&mut self, _: &Site, paths: &[String]) -> Result<(), EnvironmentError> {
        let store = &*self;
        in_lanes(paths, |path| store.delete_one(path))
    }

    fn finish(&mut self, list: &List) -> Result<(), EnvironmentError> {
        self.put_list(list)
    }

    fn adopt(&mut self) {
        self.adopt = true;
    }

    fn known(&mut self, list: &List) {
        self.ours = list.clone();
    }
}

/// Asks the store, more than once if it must be. Whatever it answers for good is given.
fn ask(what: &str, path: &str, request: impl Fn() -> Result<http::Response<Body>, ureq::Error>) -> Result<Answer, EnvironmentError> {
    let mut pauses = PAUSES.into_iter();
    loop {
        let answer = request().and_then(|mut response| {
            let etag = response.headers().get("etag").and_then(|tag| tag.to_str().ok()).map(str::to_owned);
            let body = response.body_mut().with_config().limit(LARGEST).read_to_vec()?;
            Ok(Answer { status: response.status().as_u16(), etag, body })
        });
        let is_passing = match &answer {
            Ok(answer) => matches!(answer.status, 429 | 500 | 502 | 503 | 504),
            Err(error) => matches!(error, ureq::Error::Io(_) | ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed | ureq::Error::Protocol(_)),
        };
        match pauses.next().filter(|_| is_passing) {
            Some(pause) => thread::sleep(pause),
            None => return answer.map_err(|error| EnvironmentError::new(format!("cannot {what} {path} in the store: {}", said(&error)))),
        }
    }
}

/// How long a file may be kept without asking: for ever if its name would be another with other bytes, else not at all.
fn caching(path: &str, bytes: &[u8]) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_hash = |part: &str| part.len() >= 8 && blake3::hash(bytes).to_hex().starts_with(part);
    if name.split(['.', '-']).any(is_hash) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// A client that takes every answer, and trusts who is trusted on the web; where `AWS_CA_BUNDLE` names a file, whom that names.
#[expect(clippy::disallowed_methods, reason = "whom to trust is no file of the digest")]
fn agent(around: Surroundings<'_>) -> Result<Agent, EnvironmentError> {
    let mut tls = TlsConfig::builder();
    if let Some(file) = (around.environment)("AWS_CA_BUNDLE") {
        let refused = || EnvironmentError::new(format!("no certificate can be read from {file}, which AWS_CA_BUNDLE names"));
        let text = std::fs::read(&file).map_err(|_| refused())?;
        let certificates = parse_pem(&text).filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        });
        let certificates: Vec<_> = certificates.collect();
        if certificates.is_empty() {
            return Err(refused());
        }
        tls = tls.root_certs(RootCerts::new_with_certs(&certificates));
    }
    let config = Agent::config_builder().http_status_as_error(false).tls_config(tls.build());
    let config = config.timeout_connect(Some(Duration::from_secs(30))).timeout_recv_response(Some(Duration::from_mins(2)));
    Ok(config.max_redirects(0).build().new_agent())
}

/// What went wrong on the way, without the address, which is signed.
fn said(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => crate::source::reason(error),
        ureq::Error::HostNotFound => "there is no host of this name".to_owned(),
        ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) => "its address is none".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_by_its_content_is_kept_for_ever() {
        let hash = blake3::hash(b"x").to_hex();
        for (path, is_kept) in [(format!("a/app.{}.js", &hash[..10]), true), (format!("card-{}.png", &hash[..8]), true), (format!("{}.js", &hash[..7]), false)]
        {
            assert_eq!(caching(&path, b"x").contains("immutable"), is_kept, "{path}");
            assert_eq!(caching(&path, b"y"), "no-cache", "{path}");
        }
        assert_eq!(caching("style.css", b"x"), "no-cache");
    }
}
