//! What every page of a language has in common: `config` in templates. It holds no counts and no newest anything, so that
//! a new briefing does not touch every page.

use serde::{Deserialize, Serialize};

use super::parts::{FeedLink, Link, Mention};
use crate::config::MenuTarget;
use crate::content::Kind;
use crate::pages::PageContext;
use crate::pages::output::Menu;
use crate::pages::search;
use crate::site::{Address, EntityId, LocalizedSite, rest};

/// What templates see as `config`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Layout {
    title: String,
    description: Option<String>,
    base_url: String,
    base_path: String,
    home_url: String,
    search_url: Option<String>,
    language: LanguageView,
    languages: Vec<LanguageLink>,
    menu: Vec<Link>,
    foot_menu: Vec<Link>,
    feeds: Vec<FeedLink>,
    /// Who publishes it, where the settings name someone.
    publisher: Option<Mention>,
    license: Option<Link>,
    generator: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LanguageView {
    tag: String,
    name: String,
    direction: String,
    og_locale: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct LanguageLink {
    tag: String,
    name: String,
    home_url: String,
}

/// The layout of a localized site. `exists` tells whether something is published at an address.
pub(in crate::pages) fn layout(cx: PageContext<'_>, local: &LocalizedSite, pages: &[MenuPage], exists: &dyn Fn(&Address) -> bool) -> Layout {
    let config = cx.site.config();
    let (language, default) = (&config.languages[local.language], config.default_language());
    let title = config.title.get(language, default).0.to_owned();
    Layout {
        description: config.description.as_ref().map(|d| d.get(language, default).0.to_owned()),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        home_url: cx.url(local, ""),
        search_url: config.outputs.search.then(|| cx.url(local, search::FOLDER)),
        language: LanguageView {
            tag: language.tag().to_owned(),
            name: language.own_name(),
            direction: language.direction().as_str().to_owned(),
            og_locale: language.og_locale(),
        },
        languages: cx
            .site
            .localized
            .iter()
            .map(|s| {
                let language = &config.languages[s.language];
                LanguageLink { tag: language.tag().to_owned(), name: language.own_name(), home_url: cx.url(s, "") }
            })
            .collect(),
        menu: menu(cx, local, pages, exists),
        foot_menu: entries(cx, local, pages, Menu::Foot),
        feeds: cx.feeds(local, "", &title),
        publisher: config.publisher.as_ref().map(|_| cx.published_by(local)),
        license: config.license.as_ref().map(|license| Link { title: license.name.clone(), url: license.url.to_string() }),
        generator: format!("Bulletin {}", env!("CARGO_PKG_VERSION")),
        title,
    }
}

/// A page that a menu leads to.
pub(in crate::pages) struct MenuPage {
    pub(in crate::pages) address: Address,
    pub(in crate::pages) language: usize,
    pub(in crate::pages) entry: (Menu, &'static str),
}

/// What leads from a menu to the pages of a localized site that ask for it.
fn entries(cx: PageContext<'_>, local: &LocalizedSite, pages: &[MenuPage], menu: Menu) -> Vec<Link> {
    let of_menu = pages.iter().filter(|page| page.language == local.language && page.entry.0 == menu);
    of_menu.map(|page| Link { title: cx.labels.text(local.language, page.entry.1), url: page.address.url(cx.site.config()) }).collect()
}

/// The site's own menu, else the indexes that ask to be in it, and the pages of the site's own that do.
fn menu(cx: PageContext<'_>, local: &LocalizedSite, pages: &[MenuPage], exists: &dyn Fn(&Address) -> bool) -> Vec<Link> {
    let config = cx.site.config();
    if let Some(menu) = &config.menu {
        let (language, default) = (&config.languages[local.language], config.default_language());
        return menu.iter().map(|item| Link { title: item.name.get(language, default).0.to_owned(), url: target(cx, local, &item.url, exists) }).collect();
    }
    let mut menu = entries(cx, local, pages, Menu::Main);
    for (index, _) in cx.site.pages().iter().enumerate().filter(|(_, page)| page.shared().menu) {
        let thing = EntityId { kind: Kind::Page, index };
        if let Some(address) = cx.site.address(thing, local.language) {
            menu.push(Link { title: cx.site.name(thing, local.language), url: address.url(config) });
        }
    }
    menu
}

/// An entry's address: in the localized site's own language where the page exists in it.
fn target(cx: PageContext<'_>, local: &LocalizedSite, target: &MenuTarget, exists: &dyn Fn(&Address) -> bool) -> String {
    let config = cx.site.config();
    match target {
        MenuTarget::Web(address) => address.to_string(),
        MenuTarget::Site { path, query, fragment } => {
            let own = cx.address(local, path);
            let address = if exists(&own) { own } else { Address::shared(path) };
            address.url(config) + &rest(query.as_deref(), fragment.as_deref())
        }
    }
}
