//! The default theme, compiled in.

use std::sync::Arc;

/// Its files, by path below the theme's folder.
static GAZETTE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/gazette.rs"));

/// The files of the default theme, with their paths below the theme's folder.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    GAZETTE
}

/// How messages name a file of the default theme.
pub(super) fn path(path: &str) -> Arc<str> {
    format!("{FOLDER}{path}").into()
}

/// Whether a message that names this file names one of the default theme.
pub(super) fn is_in(path: &str) -> bool {
    path.starts_with(FOLDER)
}

const FOLDER: &str = "(built-in theme)/";
