//! A failure of a template.

use std::ops::Range;

use crate::diagnostics::Code;

/// A failure of a template, with its place in it.
#[derive(Debug, Clone)]
pub struct RenderError {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) template: Option<String>,
    pub(super) span: Option<Range<usize>>,
    /// Line and column, both from 1, where no span is known.
    pub(super) position: Option<(usize, usize)>,
}
