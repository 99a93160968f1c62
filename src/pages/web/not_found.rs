//! The page that a server shows for an address that leads nowhere.

use serde::{Deserialize, Serialize};

use crate::pages::shared::held::Language;
use crate::pages::shared::parts::{Head, Link};
use crate::pages::{Emitter, Inputs, Output, Template, View};
use crate::site::Section;

/// What the template `404.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct NotFoundView {
    head: Head,
    page: NotFound,
}

#[derive(Debug, Serialize, Deserialize)]
struct NotFound {
    title: String,
    home_url: String,
    archive_url: Option<String>,
    topics: Vec<Link>,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<NotFoundView>("404.html")], labels: &["not-found"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    for section in &inputs.site.sections {
        let address = inputs.address(section, "404.html");
        let archive = inputs.site.config().outputs.archive && !section.briefings().is_empty();
        let held = (Language(section.language), archive);
        outputs.push(Output::made_from(inputs, address, section.language, held, |inputs, _, (language, archive)| {
            View::page("404.html", view(inputs, inputs.section(*language), *archive))
        }));
    }
}

fn view(inputs: Inputs<'_>, section: &Section, archive: bool) -> NotFoundView {
    let title = inputs.labels.text(section.language, "not-found");
    let mut head = inputs.head(section, "not-found", Some(title.clone()), "404.html", &|_| false);
    head.noindex = true;
    let first_level: Vec<usize> = inputs.site.topics().iter().enumerate().filter(|(_, t)| t.parent.is_none()).map(|(i, _)| i).collect();
    let mut topics = inputs.topic_links(section, &first_level);
    section.locale.sort_by_key(&mut topics, |t| &t.title);
    NotFoundView { head, page: NotFound { title, home_url: inputs.url(section, ""), archive_url: archive.then(|| inputs.url(section, "briefings/")), topics } }
}
