//! Diagnostics in the shapes of the protocol.

use serde_json::{Value, json};

use super::editor::Editor;
use super::positions::{Range, Ruler};
use crate::diagnostics::{Located, Severity, Spot};

/// What tells the editor of all that is wrong with a file.
pub(super) fn publish(editor: &Editor, path: &str, located: &[Located]) -> Value {
    let diagnostics: Vec<Value> = located.iter().filter_map(|one| diagnostic(editor, one)).collect();
    let mut params = json!({ "uri": editor.uri(path), "diagnostics": diagnostics });
    if let Some(buffer) = editor.files.buffer(path) {
        params["version"] = buffer.version.into();
    }
    params
}

/// A diagnostic; `None` for one that is turned off.
pub(super) fn diagnostic(editor: &Editor, located: &Located) -> Option<Value> {
    let told = &located.diagnostic;
    let severity = match told.severity {
        Severity::Off => return None,
        Severity::Error => 1,
        Severity::Warning => 2,
        Severity::Note => 3,
    };
    let help = told.help.as_ref().map_or_else(String::new, |help| format!("\nhelp: {help}"));
    let mut value = json!({
        "range": range(editor, &located.main),
        "severity": severity,
        "code": told.code.number(),
        "source": "bulletin",
        "message": format!("{}{help}", told.message),
    });
    if editor.client.related && !located.related.is_empty() {
        let places = told.related.iter().zip(&located.related);
        let related =
            places.map(|((place, label), spot)| json!({ "location": { "uri": editor.uri(&place.file), "range": range(editor, spot) }, "message": label }));
        value["relatedInformation"] = related.collect();
    }
    Some(value)
}

/// Where a spot is; of a file as a whole its first line.
pub(super) fn range(editor: &Editor, spot: &Spot) -> Range {
    let ruler = Ruler::new(&spot.text, editor.client.encoding);
    let first = || 0..spot.text.find(['\n', '\r']).unwrap_or(spot.text.len());
    ruler.range(&spot.span.clone().unwrap_or_else(first))
}
