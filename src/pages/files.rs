//! Files that are published as they are: `content/static`, the theme's, and those beside briefings that are used.

use super::output::FileSource;
use super::{Emitter, Inputs, Output, Prose, View};
use crate::site::Address;

pub(super) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for file in inputs.files {
        let output = Output::new(Address::shared(&file.address), 0, move |_: &mut dyn Prose| View::File(file.clone()));
        outputs.push(match &file.source {
            FileSource::Site(path) => output.of(path),
            FileSource::BuiltIn(_) => output,
        });
    }
}
