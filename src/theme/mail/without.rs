//! In place of `draft.rs` in a program without the feature `mail`. The same digest has the same outputs from every program, so a
//! letter is refused rather than written in another way.

use super::Mail;

/// # Errors
/// Always: there is nothing that moves styles.
pub(crate) fn inline(_: &str) -> Result<String, String> {
    Err("this bulletin was built without newsletters, its feature `mail`, and an edition has one".to_owned())
}

/// Nobody asks for it: the HTML of a letter is made first, and refused.
pub(crate) fn eml(_: &Mail<'_>) -> Vec<u8> {
    Vec::new()
}
