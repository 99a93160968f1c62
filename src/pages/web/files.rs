//! Files that are published as they are: `content/static`, the theme's, and those beside briefings that are used.

use std::hash::{DefaultHasher, Hash as _};

use crate::pages::output::FileSource;
use crate::pages::{Emitter, File, Inputs, Output, View};
use crate::site::{Address, Identify, Identities};

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for file in inputs.files {
        let output = Output::made_from(inputs, Address::shared(&file.address), 0, file, |_, _, file| View::File((*file).clone()));
        outputs.push(match &file.source {
            FileSource::Site(path) => output.of(path),
            FileSource::BuiltIn(_) => output,
        });
    }
}

impl Identify for File {
    fn feed(&self, _: &Identities, to: &mut DefaultHasher) {
        // Where its bytes are says nothing of what they are.
        let Self { address, source: _, hash } = self;
        (address, hash).hash(to);
    }
}
