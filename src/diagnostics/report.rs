//! How diagnostics look: for people, as JSON lines, and as GitHub annotations.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::fix::Change;
use super::{Located, LocatedEdit, Severity, Spot};

/// The most errors that the human report shows; the rest is counted.
pub const ERRORS: usize = 200;

/// As long as no more are shown, it shows warnings too. An old archive has thousands of them, and no error may be lost among them.
pub const WARNINGS: usize = 50;

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Source lines with carets.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows beside the lines.
    Github,
}

/// The report of `diagnostics`, ending in a newline where there is any.
#[must_use]
pub fn render(diagnostics: &[Located], format: Format) -> String {
    match format {
        Format::Human => human(diagnostics),
        Format::Json => diagnostics.iter().map(json).collect(),
        Format::Github => diagnostics.iter().map(github).collect(),
    }
}

/// The report for people.
#[must_use]
pub fn human(diagnostics: &[Located]) -> String {
    // Colours are always written; the stream that prints them takes them out where they are not wanted.
    let renderer = Renderer::styled();
    diagnostics.iter().map(|located| snippet(located, &renderer) + "\n\n").collect()
}

/// One diagnostic in the look of rustc.
fn snippet(located: &Located, renderer: &Renderer) -> String {
    let diagnostic = &located.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning | Severity::Off => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.number());
    let mut group = show(Group::with_title(title), &located.main, &diagnostic.place.file, "", AnnotationKind::Primary);
    for ((place, label), spot) in diagnostic.related.iter().zip(&located.related) {
        group = show(group, spot, &place.file, label, AnnotationKind::Context);
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

fn show<'a>(group: Group<'a>, spot: &'a Spot, file: &'a str, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let Some(span) = &spot.span else {
        let origin = Origin::path(file);
        return group.element(match spot.line_column() {
            Some((line, column)) => origin.line(line).char_column(column),
            None => origin,
        });
    };
    let annotation = kind.span(clamp(&spot.text, span.clone()));
    let annotation = if label.is_empty() { annotation } else { annotation.label(label) };
    group.element(Snippet::source(&*spot.text).path(file).annotation(annotation))
}

/// A span within the text and within one line, so that a caret never runs over half a file.
fn clamp(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let end = text.ceil_char_boundary(span.end.min(line_end).max(start));
    start..end
}

fn json(located: &Located) -> String {
    let diagnostic = &located.diagnostic;
    let spot = |file: &str, spot: &Spot| {
        let position = spot.line_column();
        serde_json::json!({ "file": file, "line": position.map(|p| p.0), "column": position.map(|p| p.1) })
    };
    let mut value = spot(&diagnostic.place.file, &located.main);
    value["code"] = diagnostic.code.number().into();
    value["name"] = diagnostic.code.name().into();
    value["severity"] = serde_json::to_value(diagnostic.severity).unwrap_or_default();
    value["message"] = diagnostic.message.as_str().into();
    value["help"] = diagnostic.help.as_deref().into();
    value["related"] = diagnostic
        .related
        .iter()
        .zip(&located.related)
        .map(|((place, label), at)| {
            let mut value = spot(&place.file, at);
            value["label"] = label.as_str().into();
            value
        })
        .collect();
    value["fix"] = diagnostic
        .fix
        .as_ref()
        .filter(|_| !located.edits.is_empty())
        .map_or(serde_json::Value::Null, |fix| serde_json::json!({ "certain": fix.certain, "edits": located.edits.iter().map(edit).collect::<Vec<_>>() }));
    format!("{value}\n")
}

fn edit(edit: &LocatedEdit) -> serde_json::Value {
    match &edit.change {
        Change::Text { span, start, end, text } => serde_json::json!({
            "file": edit.file, "start": span.start, "end": span.end,
            "line": start.0, "column": start.1, "end_line": end.0, "end_column": end.1, "text": text,
        }),
        Change::Path(to) => serde_json::json!({ "file": edit.file, "rename": to }),
    }
}

fn github(located: &Located) -> String {
    let diagnostic = &located.diagnostic;
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Off => "warning",
        Severity::Note => "notice",
    };
    let position = located.main.line_column().map_or(String::new(), |(line, column)| format!(",line={line},col={column}"));
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\nhelp: {help}");
    }
    format!("::{command} file={}{position},title={}::{}\n", property(&diagnostic.place.file), diagnostic.code.number(), message(&text))
}

/// Escapes of GitHub's workflow commands, for the text behind `::`.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for a property, where commas and colons count too.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
