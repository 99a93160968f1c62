//! Words that YAML takes for no part of the text in which they stand.

use std::ops::Range;

use super::marked::Node;
use super::{Found, Replacement, ValueError, mend};
use crate::diagnostics::Code;

impl Node {
    /// Words in front of a value that YAML takes for something else than a part of the text: `title: &c. and more`.
    pub(super) fn lost_words(&self, yaml: &str) -> Vec<Found> {
        let told = |(mark, span): &(char, Range<usize>)| {
            let what = if *mark == '!' { "the kind of a value" } else { "the name of a value, to which nothing refers" };
            let mistake = ValueError::new(Code::YamlSyntax, format!("to YAML, what begins with `{mark}` here is {what}, and no text"));
            match mend::requoted(yaml, span) {
                Some((line, mended)) => {
                    let mistake = mistake.help(format!("write: {}", mended.trim_start()));
                    let replacement = Some(Replacement { text: mended, certain: true });
                    Found { mistake: ValueError { replacement, ..mistake }, span: span.clone(), other: None, line: Some(line) }
                }
                None => Found { mistake: mistake.help("put quotation marks around the whole text, or remove it"), span: span.clone(), other: None, line: None },
            }
        };
        self.lost.iter().map(told).collect()
    }
}
