//! The server's loop: messages in their order, and the whole digest whenever nothing has been typed for a while.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::address::{self, Root};
use super::client::Client;
use super::desk::Desk;
use super::editor::Editor;
use super::inbox::{Inbox, Next};
use super::overlay::Overlay;
use super::positions::{Position, Range};
use super::{complete, fixes, hover, navigate, rename, symbols};
use crate::cache::Cache;
use crate::source::Files;

/// How long nothing is typed before the whole digest is looked at.
const QUIET: Duration = Duration::from_millis(150);

/// The digest that an editor opens.
pub struct Opened {
    /// Its folder, an absolute path as the editor may name it.
    pub folder: PathBuf,
    /// Where that really is.
    pub real: PathBuf,
    /// Its files.
    pub files: Box<dyn Files>,
    /// What earlier builds found out; it saves parsing at the start, and is never written.
    pub cache: Cache,
}

/// Serves the editor at the other end until it leaves; whether it took its leave as the protocol wants it. `open` gives the digest
/// for the folder that the editor works in, if it works in one; `now` is the clock, in seconds since 1970.
pub fn serve(connection: &Connection, open: impl FnOnce(Option<&Path>) -> Opened, now: &dyn Fn() -> i64) -> bool {
    let Ok((id, params)) = connection.initialize_start() else { return false };
    let client = Client::of(&params);
    let Opened { folder, real, files, cache } = open(workspace(&params).as_deref());
    let editor = Editor { files: Overlay::new(files), root: Root::new(&folder, &real), client };
    let answer = json!({
        "capabilities": capabilities(client),
        "serverInfo": { "name": "bulletin", "version": env!("CARGO_PKG_VERSION") },
    });
    if connection.sender.send(Response::new_ok(id, answer).into()).is_err() {
        return false;
    }
    run(connection, &mut Desk::new(editor, cache), now)
}

/// Answers messages until the editor leaves.
fn run(connection: &Connection, desk: &mut Desk, now: &dyn Fn() -> i64) -> bool {
    let inbox = Inbox::new(connection);
    let mut is_down = false;
    loop {
        let most = Some(QUIET).filter(|_| desk.is_due && !is_down);
        match inbox.next(most) {
            Next::Message(Message::Notification(told)) if told.method == "exit" => return is_down,
            Next::Message(Message::Request(asked)) if asked.method == "shutdown" => {
                is_down = true;
                desk.out.push(Response::new_ok(asked.id, Value::Null).into());
            }
            Next::Message(Message::Request(asked)) if is_down => {
                desk.out.push(Response::new_err(asked.id, ErrorCode::InvalidRequest as i32, "the server is shutting down".to_owned()).into());
            }
            Next::Message(Message::Request(asked)) => {
                let id = asked.id.clone();
                // A mistake of ours in one answer is not to take the rest with it.
                let answer = catch_unwind(AssertUnwindSafe(|| answer(desk, &asked)))
                    .unwrap_or_else(|_| Err((ErrorCode::InternalError, "bulletin itself failed; please report this".to_owned())));
                desk.out.push(match answer {
                    Ok(value) => Response::new_ok(id, value).into(),
                    Err((code, message)) => Response::new_err(id, code as i32, message).into(),
                });
            }
            Next::Message(Message::Notification(told)) if !is_down => {
                if catch_unwind(AssertUnwindSafe(|| note(desk, told))).is_err() {
                    desk.is_due = true;
                }
            }
            Next::Message(Message::Notification(_) | Message::Response(_)) => {}
            Next::Quiet => {
                let checked = catch_unwind(AssertUnwindSafe(|| desk.check(now(), &|| inbox.is_waiting())));
                if checked.is_err() {
                    // It would fail again; the next change may be what mends it.
                    desk.is_due = false;
                }
            }
            Next::Gone => return false,
        }
        for message in desk.out.drain(..) {
            if connection.sender.send(message).is_err() {
                return false;
            }
        }
    }
}

/// The folder that the editor works in.
fn workspace(params: &Value) -> Option<PathBuf> {
    let uri = params.pointer("/workspaceFolders/0/uri").or_else(|| params.get("rootUri")).and_then(Value::as_str);
    uri.and_then(address::folder).or_else(|| Some(PathBuf::from(params.get("rootPath")?.as_str()?)))
}

fn capabilities(client: Client) -> Value {
    let renames = json!({ "filters": [{ "scheme": "file", "pattern": { "glob": "**/content/**/*.md" } }] });
    let operations = if client.asks_of_renames { json!({ "willRename": renames }) } else { json!({}) };
    json!({
        "workspace": { "fileOperations": operations },
        "positionEncoding": client.encoding.word(),
        // A briefing has some 12 kB, so the whole of it is sent each time.
        "textDocumentSync": { "openClose": true, "change": 1, "save": true },
        "completionProvider": { "triggerCharacters": complete::TRIGGERS },
        "hoverProvider": true,
        "definitionProvider": true,
        "referencesProvider": true,
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "renameProvider": if client.prepares { json!({ "prepareProvider": true }) } else { json!(true) },
        "codeActionProvider": { "codeActionKinds": ["quickfix", fixes::FIX_ALL] },
    })
}

#[derive(Deserialize)]
struct TextDocument {
    uri: String,
    #[serde(default)]
    version: i32,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Changed {
    text_document: TextDocument,
    #[serde(default)]
    content_changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    text: String,
}

/// Takes note of what the editor tells.
fn note(desk: &mut Desk, told: Notification) {
    match told.method.as_str() {
        "initialized" => {
            desk.is_due = true;
            if desk.editor.client.watches {
                desk.out.push(watch());
            }
        }
        "textDocument/didOpen" => {
            if let Ok(Changed { text_document: TextDocument { uri, version, text }, .. }) = serde_json::from_value(told.params) {
                desk.typed(&uri, version, &text);
            }
        }
        "textDocument/didChange" => {
            if let Ok(Changed { text_document: TextDocument { uri, version, .. }, mut content_changes }) = serde_json::from_value(told.params)
                && let Some(Change { text }) = content_changes.pop()
            {
                desk.typed(&uri, version, &text);
            }
        }
        "textDocument/didClose" => {
            if let Ok(Changed { text_document: TextDocument { uri, .. }, .. }) = serde_json::from_value(told.params) {
                desk.closed(&uri);
            }
        }
        "textDocument/didSave" | "workspace/didChangeWatchedFiles" => desk.is_due = true,
        _ => {}
    }
}

/// Asks the editor to tell of files that others change.
fn watch() -> Message {
    let watchers: Vec<Value> = ["**/content/**", "**/themes/**"].map(|glob| json!({ "globPattern": glob })).into();
    let options = json!({ "watchers": watchers });
    let method = "workspace/didChangeWatchedFiles";
    let params = json!({ "registrations": [{ "id": "files", "method": method, "registerOptions": options }] });
    Request::new("watch".to_owned().into(), "client/registerCapability".to_owned(), params).into()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    text_document: TextDocument,
    #[serde(default)]
    position: Position,
    #[serde(default)]
    range: Range,
    #[serde(default)]
    context: Context,
    #[serde(default)]
    new_name: String,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Context {
    include_declaration: bool,
    only: Option<Vec<String>>,
}

/// The answer to a question.
fn answer(desk: &Desk, request: &Request) -> Result<Value, (ErrorCode, String)> {
    match request.method.as_str() {
        "workspace/symbol" => {
            let query = request.params.get("query").and_then(Value::as_str).unwrap_or_default();
            return Ok(symbols::of_digest(desk, query).unwrap_or_default());
        }
        "workspace/willRenameFiles" => {
            let files = request.params.get("files").and_then(Value::as_array);
            // Of several at once it cannot be said which name belongs to which.
            let [file] = files.map_or(&[][..], Vec::as_slice) else { return Ok(Value::Null) };
            let path = |key: &str| desk.editor.root.path(file.get(key)?.as_str()?);
            let moved = path("oldUri").zip(path("newUri")).and_then(|(from, to)| rename::moved(desk, &from, &to));
            return Ok(moved.unwrap_or_default());
        }
        // How much was done so far: for tests and measurements.
        "bulletin/work" => return Ok(json!({ "parsed": desk.work.parsed, "checked": desk.work.checked, "due": desk.is_due })),
        method if !method.starts_with("textDocument/") => return Err((ErrorCode::MethodNotFound, format!("there is no method {method}"))),
        _ => {}
    }
    let asked = Asked::deserialize(&request.params).map_err(|error| (ErrorCode::InvalidParams, error.to_string()))?;
    // Of files that are no sources of the digest nothing is known.
    let Some((path, text, at)) = desk.editor.at(&asked.text_document.uri, asked.position) else { return Ok(Value::Null) };
    let refused = |message| (ErrorCode::RequestFailed, message);
    Ok(match request.method.as_str() {
        "textDocument/completion" => complete::complete(desk, &path, &text, at),
        "textDocument/hover" => hover::hover(desk, &path, &text, at).unwrap_or_default(),
        "textDocument/definition" => navigate::definition(desk, &path, &text, at).unwrap_or_default(),
        "textDocument/references" => navigate::references(desk, &path, &text, at, asked.context.include_declaration).unwrap_or_default(),
        "textDocument/documentSymbol" => symbols::of_document(desk, &path, &text).unwrap_or_default(),
        "textDocument/codeAction" => fixes::actions(desk, &path, asked.range, asked.context.only.as_deref()).into(),
        "textDocument/prepareRename" => rename::prepare(desk, &path, &text, at).map_err(refused)?,
        "textDocument/rename" => rename::rename(desk, &path, &text, at, &asked.new_name).map_err(refused)?,
        method => return Err((ErrorCode::MethodNotFound, format!("there is no method {method}"))),
    })
}
