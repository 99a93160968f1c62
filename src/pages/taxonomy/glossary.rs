//! The glossary: every term that a visible text uses, with its definition, by letter.

use serde::{Deserialize, Serialize};

use crate::pages::output::Menu;
use crate::pages::shared::cards::summed_up;
use crate::pages::shared::held::Language;
use crate::pages::shared::json_ld::types::{Node, Term as DefinedTerm, TermSet, Thing};
use crate::pages::shared::parts::Head;
use crate::pages::{BodyRenderer, Emitter, Html, Output, PageContext, Template, View};
use crate::site::{Form, LocalizedSite, Term};

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

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.glossary {
        return;
    }
    for local in cx.site.localized.iter().filter(|s| has_terms(cx, s)) {
        let address = cx.address(local, "glossary/");
        outputs.push(
            Output::made_from(cx, address, local.language, Language(local.language), |cx, renderer, language| {
                View::page("glossary.html", view(cx, renderer, cx.local(*language)))
            })
            .listed()
            .in_menu(Menu::Foot, "glossary"),
        );
    }
}

pub(in crate::pages) fn has_terms(cx: PageContext<'_>, local: &LocalizedSite) -> bool {
    cx.site.visible_terms().any(|(_, term)| term.version(local.language).is_some())
}

fn view(cx: PageContext<'_>, renderer: &mut dyn BodyRenderer, local: &LocalizedSite) -> GlossaryView {
    let title = cx.labels.text(local.language, "glossary");
    let mut head = cx.head(local, "glossary", Some(title.clone()), "glossary/", &|s| has_terms(cx, s));
    // Each for readers and for programs, to which the first paragraph of a text is the definition.
    let both = cx.site.visible_terms().filter_map(|(index, term)| {
        let version = term.version(local.language)?;
        let (name, short) = cx.site.term_names(index, local.language);
        let short = short.filter(|short| *short != name).map(str::to_owned);
        let aliases: Vec<String> = Term::fields(version).aliases.iter().map(ToString::to_string).collect();
        let thing = Thing {
            alternate_name: short.iter().chain(&aliases).cloned().collect(),
            description: Some(cx.site.lead(version, local.language)).filter(|text| !text.is_empty()),
            ..Thing::at(&format!("{}#{}", head.permalink, term.id), name)
        };
        let content = cx.body(renderer, version, local.language, Form::Url, &head.permalink);
        let entry = Entry { id: term.id.clone(), name: name.to_owned(), short, aliases, content };
        Some((entry, Node::DefinedTerm(DefinedTerm { thing, ..DefinedTerm::default() })))
    });
    let (entries, terms): (Vec<Entry>, Vec<Node>) = both.unzip();
    let groups = local.locale.index_groups(entries, |e| e.short.as_deref().unwrap_or(&e.name));
    let groups: Vec<Letter> = groups.into_iter().map(|(letter, terms)| Letter { letter, terms }).collect();
    head.description = summed_up(local, &title, groups.iter().flat_map(|letter| &letter.terms).map(|entry| entry.name.as_str()));
    let set = TermSet { work: cx.work(local, &head), has_defined_term: terms };
    GlossaryView { head: cx.describing(head, vec![Node::DefinedTermSet(set)]), page: Glossary { title, groups } }
}
