//! An editor that talks to the server in this process.

use std::collections::BTreeMap;
use std::thread::{JoinHandle, sleep};
use std::time::Duration;

use bulletin::cache::Cache;
use bulletin::lsp::{Opened, serve};
use bulletin::source::Memory;
use bulletin::values::Instant;
use jiff::tz::TimeZone;
use lsp_server::{Connection, Message, Notification, Request};
use serde_json::{Value, json};

use crate::project::{NOW, SITE};

/// The folder of the digest; nothing lies there.
const ROOT: &str = "/digest";

/// An editor with one digest.
pub(super) struct Editor {
    connection: Connection,
    server: JoinHandle<bool>,
    asked: i32,
    versions: BTreeMap<String, i32>,
    /// What is open, by path.
    pub(super) texts: BTreeMap<String, String>,
    /// What is shown as wrong, by path.
    shown: BTreeMap<String, Vec<Value>>,
    /// What the server asked of the editor.
    pub(super) requests: Vec<Request>,
}

/// A digest with settings, the topic `telecoms` and `files`.
pub(super) fn digest(files: &[(&str, &str)]) -> Memory {
    let mut memory = Memory::new();
    memory.write("content/site.yaml", SITE);
    memory.write("content/topics/telecoms.md", "---\nname: Telecoms\n---\n");
    for (path, text) in files {
        memory.write(path, *text);
    }
    memory
}

/// What VS Code says of itself, as far as it matters.
pub(super) fn able() -> Value {
    json!({
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create", "rename", "delete"] }, "didChangeWatchedFiles": { "dynamicRegistration": true } },
        "textDocument": { "publishDiagnostics": { "relatedInformation": true }, "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } },
    })
}

/// The address of a file.
pub(super) fn uri(path: &str) -> String {
    format!("file://{ROOT}/{path}")
}

impl Editor {
    /// An editor as able as VS Code.
    pub(super) fn on(files: Memory) -> Self {
        Self::with(files, &able())
    }

    /// An editor that can do `capabilities`.
    pub(super) fn with(files: Memory, capabilities: &Value) -> Self {
        let (connection, other) = Connection::memory();
        let server = std::thread::spawn(move || {
            let open = |folder: Option<&std::path::Path>| {
                assert_eq!(folder, Some(ROOT.as_ref()));
                Opened { folder: ROOT.into(), real: ROOT.into(), files: Box::new(files), cache: Cache::default() }
            };
            serve(&other, open, &|| Instant::parse(NOW).unwrap().seconds(&TimeZone::UTC))
        });
        let mut editor = Self { connection, server, asked: 0, versions: BTreeMap::new(), texts: BTreeMap::new(), shown: BTreeMap::new(), requests: Vec::new() };
        let answer = editor.ask("initialize", json!({ "processId": null, "rootUri": format!("file://{ROOT}"), "capabilities": capabilities })).unwrap();
        assert_eq!(answer["serverInfo"]["name"], "bulletin");
        editor.tell("initialized", json!({}));
        editor.settle();
        editor
    }

    pub(super) fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).unwrap();
    }

    /// Asks, and takes note of what comes before the answer.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        self.asked += 1;
        self.connection.sender.send(Request::new(self.asked.into(), method.to_owned(), params).into()).unwrap();
        loop {
            match self.connection.receiver.recv_timeout(Duration::from_mins(1)).expect("the server answers") {
                Message::Response(answer) => {
                    assert_eq!(answer.id, self.asked.into());
                    return answer.response_result.map_err(|error| error.message);
                }
                Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                    let path = told.params["uri"].as_str().unwrap().strip_prefix(&uri("")).unwrap().to_owned();
                    if let Some(version) = told.params.get("version") {
                        assert_eq!(version, &json!(self.versions[&path]), "of a text that is no more");
                    }
                    self.shown.insert(path, told.params["diagnostics"].as_array().unwrap().clone());
                }
                Message::Request(asked) => self.requests.push(asked),
                Message::Notification(other) => panic!("{other:?}"),
            }
        }
    }

    /// Waits until the whole digest was checked.
    pub(super) fn settle(&mut self) -> Value {
        loop {
            let work = self.ask("bulletin/work", json!({})).unwrap();
            if work["due"] == false {
                return work;
            }
            sleep(Duration::from_millis(200));
        }
    }

    /// Opens a file, or types into one that is open. Where the text has a `¦`, that is the cursor, and is left out.
    pub(super) fn write(&mut self, path: &str, text: &str) -> Value {
        let (before, after) = text.split_once('¦').unwrap_or((text, ""));
        let plain = format!("{before}{after}");
        let version = self.versions.entry(path.to_owned()).and_modify(|version| *version += 1).or_insert(1);
        if *version == 1 {
            self.tell("textDocument/didOpen", json!({ "textDocument": { "uri": uri(path), "languageId": "markdown", "version": 1, "text": plain } }));
        } else {
            let version = *version;
            self.tell("textDocument/didChange", json!({ "textDocument": { "uri": uri(path), "version": version }, "contentChanges": [{ "text": plain }] }));
        }
        self.texts.insert(path.to_owned(), plain);
        position(before)
    }

    /// Asks about a place in a file.
    pub(super) fn ask_at(&mut self, method: &str, path: &str, position: &Value) -> Value {
        self.ask(
            &format!("textDocument/{method}"),
            json!({ "textDocument": { "uri": uri(path) }, "position": position, "context": { "includeDeclaration": true } }),
        )
        .unwrap()
    }

    /// What is shown as wrong in a file: codes, lines and columns as the editor counts them.
    pub(super) fn wrong(&mut self, path: &str) -> Vec<String> {
        self.ask("bulletin/work", json!({})).unwrap();
        let one = |told: &Value| {
            let start = &told["range"]["start"];
            format!("{} {}:{}", told["code"].as_str().unwrap(), start["line"], start["character"])
        };
        self.shown.get(path).map(|all| all.iter().map(one).collect()).unwrap_or_default()
    }

    /// The diagnostics of a file as they were told.
    pub(super) fn told(&mut self, path: &str) -> Vec<Value> {
        self.ask("bulletin/work", json!({})).unwrap();
        self.shown.get(path).cloned().unwrap_or_default()
    }

    /// Whether anything was ever told of a file.
    pub(super) fn was_told_of(&mut self, path: &str) -> bool {
        self.ask("bulletin/work", json!({})).unwrap();
        self.shown.contains_key(path)
    }

    /// What is offered at a place: the label of each, and the text as it is when it is taken.
    pub(super) fn offered(&mut self, path: &str, marked: &str) -> Vec<(String, String)> {
        let at = self.write(path, marked);
        let answer = self.ask_at("completion", path, &at);
        let text = self.texts[path].clone();
        let items = answer["items"].as_array().unwrap();
        items.iter().map(|item| (item["label"].as_str().unwrap().to_owned(), edited(&text, std::slice::from_ref(&item["textEdit"])))).collect()
    }

    /// Makes an edit of the workspace, in files that are open, and returns the names that files get.
    pub(super) fn apply(&mut self, edit: &Value) -> Vec<(String, String)> {
        let mut renamed = Vec::new();
        for change in edit["documentChanges"].as_array().expect("versioned edits") {
            if change["kind"] == "rename" {
                let path = |key: &str| change[key].as_str().unwrap().strip_prefix(&uri("")).unwrap().to_owned();
                renamed.push((path("oldUri"), path("newUri")));
                continue;
            }
            let path = change["textDocument"]["uri"].as_str().unwrap().strip_prefix(&uri("")).unwrap().to_owned();
            assert_eq!(change["textDocument"]["version"], json!(self.versions.get(&path)));
            let text = edited(&self.texts[&path], change["edits"].as_array().unwrap());
            self.write(&path, &text);
        }
        renamed
    }

    /// Takes leave; whether the server thinks that it was done well.
    pub(super) fn leave(mut self) -> bool {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.server.join().unwrap()
    }

    /// Leaves without a word.
    pub(super) fn vanish(self) -> bool {
        drop(self.connection);
        self.server.join().unwrap()
    }
}

/// Where a text ends, in UTF-16.
pub(super) fn position(before: &str) -> Value {
    let line = before.rsplit('\n').next().unwrap();
    json!({ "line": before.matches('\n').count(), "character": line.encode_utf16().count() })
}

/// A text with edits made, by UTF-16.
pub(super) fn edited(text: &str, edits: &[Value]) -> String {
    let offset = |position: &Value| {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut left = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
        let inner = text[start..].char_indices().find(|(_, c)| {
            let done = left == 0;
            left = left.saturating_sub(c.len_utf16());
            done
        });
        start + inner.map_or(text[start..].len(), |(at, _)| at)
    };
    let mut edits: Vec<(usize, usize, &str)> =
        edits.iter().map(|edit| (offset(&edit["range"]["start"]), offset(&edit["range"]["end"]), edit["newText"].as_str().unwrap())).collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
