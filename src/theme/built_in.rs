//! The default theme, compiled in.

/// Its files, by path below the theme's folder.
static GAZETTE: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/gazette.rs"));

/// The files of the default theme, with their paths below the theme's folder.
#[must_use]
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    GAZETTE
}
