//! The glossary: every term with its definition, by letter.

use serde::{Deserialize, Serialize};

use crate::pages::output::Menu;
use crate::pages::shared::held::Language;
use crate::pages::shared::parts::Head;
use crate::pages::{Emitter, Html, Inputs, Output, Prose, Template, View};
use crate::site::{Form, Section, Term};

/// What the template `glossary.html` sees.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::pages) struct GlossaryView {
    head: Head,
    page: Glossary,
}

#[derive(Debug, Serialize, Deserialize)]
struct Glossary {
    title: String,
    groups: Vec<Letter>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Letter {
    letter: String,
    terms: Vec<Entry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Entry {
    id: String,
    name: String,
    short: Option<String>,
    aliases: Vec<String>,
    content: Html,
}

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[Template::of::<GlossaryView>("glossary.html")], labels: &["glossary"] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    if !inputs.site.config().outputs.glossary {
        return;
    }
    for section in inputs.site.sections.iter().filter(|s| has_terms(inputs, s)) {
        let address = inputs.address(section, "glossary/");
        outputs.push(
            Output::made_from(inputs, address, section.language, Language(section.language), |inputs, prose, language| {
                View::page("glossary.html", view(inputs, prose, inputs.section(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "glossary"),
        );
    }
}

pub(in crate::pages) fn has_terms(inputs: Inputs<'_>, section: &Section) -> bool {
    inputs.site.terms().iter().any(|t| t.version(section.language).is_some())
}

fn view(inputs: Inputs<'_>, prose: &mut dyn Prose, section: &Section) -> GlossaryView {
    let title = inputs.labels.text(section.language, "glossary");
    let head = inputs.head(section, "glossary", Some(title.clone()), "glossary/", &|s| has_terms(inputs, s));
    let terms = inputs.site.terms().iter().enumerate();
    let entries: Vec<Entry> = terms
        .filter_map(|(index, term)| {
            let version = term.version(section.language)?;
            let (name, short) = inputs.site.term_names(index, section.language);
            Some(Entry {
                id: term.id.clone(),
                name: name.to_owned(),
                short: short.filter(|s| *s != name).map(str::to_owned),
                aliases: Term::fields(version).aliases.iter().map(ToString::to_string).collect(),
                content: inputs.body(prose, version, section.language, Form::Url, &head.permalink),
            })
        })
        .collect();
    let groups = section.locale.index_groups(entries, |e| e.short.as_deref().unwrap_or(&e.name));
    GlossaryView { head, page: Glossary { title, groups: groups.into_iter().map(|(letter, terms)| Letter { letter, terms }).collect() } }
}
