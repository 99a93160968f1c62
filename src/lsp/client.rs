//! What the editor can do.

use serde_json::Value;

use super::positions::Encoding;

/// What the editor can do, as far as the server acts by it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Client {
    pub(super) encoding: Encoding,
    /// Edits may name the version of the text that they are for, and stand in one list with renames.
    pub(super) document_changes: bool,
    /// Edits may rename files.
    pub(super) renames_files: bool,
    /// Edits may make files.
    pub(super) creates_files: bool,
    /// It asks what would be renamed before it asks for a name.
    pub(super) prepares: bool,
    /// It asks what else changes before it renames a file.
    pub(super) asks_of_renames: bool,
    /// Diagnostics may name other places.
    pub(super) related: bool,
    /// It watches files when it is asked to.
    pub(super) watches: bool,
    /// Symbols of a document may hold others.
    pub(super) nested_symbols: bool,
}

impl Client {
    /// From the parameters of `initialize`.
    pub(super) fn of(params: &Value) -> Self {
        let can = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let is = |path: &str| can(path).and_then(Value::as_bool).unwrap_or(false);
        let lists = |path: &str, word: &str| can(path).and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one == word));
        let operates = |word: &str| lists("workspace/workspaceEdit/resourceOperations", word);
        let (renames_files, creates_files) = (operates("rename"), operates("create"));
        let utf8 = lists("general/positionEncodings", Encoding::Utf8.word());
        Self {
            encoding: if utf8 { Encoding::Utf8 } else { Encoding::Utf16 },
            // Neovim names only what can stand in such a list beside edits.
            document_changes: is("workspace/workspaceEdit/documentChanges") || renames_files || creates_files,
            renames_files,
            creates_files,
            prepares: is("textDocument/rename/prepareSupport"),
            asks_of_renames: is("workspace/fileOperations/willRename"),
            related: is("textDocument/publishDiagnostics/relatedInformation"),
            watches: is("workspace/didChangeWatchedFiles/dynamicRegistration"),
            nested_symbols: is("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
        }
    }
}
