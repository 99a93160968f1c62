//! Files that are published as they are: `content/static`, the theme's, and those beside briefings that are used.

use std::hash::{DefaultHasher, Hash as _};

use crate::pages::{Emitter, File, FileSource, Output, PageContext, View};
use crate::site::{Address, StableHash, StableIds};

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    for file in cx.files {
        let output = Output::made_from(cx, Address::shared(&file.address), 0, file, |_, _, file| View::File((*file).clone()));
        outputs.push(match &file.source {
            FileSource::Site(path) => output.of(path),
            FileSource::BuiltIn(_) => output,
        });
    }
}

impl StableHash for File {
    fn stable_hash(&self, _: &StableIds, to: &mut DefaultHasher) {
        // Where its bytes are says nothing of what they are.
        let Self { address, source: _, hash } = self;
        (address, hash).hash(to);
    }
}
