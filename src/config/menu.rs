//! The site's own menu: what an entry says, and where it leads.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::{Localised, SiteAddress, Text, WebAddress};
use crate::yaml::ValueError;

/// An entry of the site's own menu.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MenuItem {
    /// What it says.
    pub name: Localised,
    /// Where it leads: an address on this site (`/topics/telecoms/`) or on the web.
    pub url: MenuTarget,
}

/// Where an entry of the menu leads.
#[derive(Debug, Clone, Serialize)]
pub enum MenuTarget {
    /// On this site.
    Site {
        /// The path, without the base path and without a leading `/`; empty for the home page.
        path: String,
        /// What follows behind `?`, as written.
        query: Option<String>,
        /// The anchor.
        fragment: Option<String>,
    },
    /// On the web.
    Web(WebAddress),
}

impl JsonSchema for MenuTarget {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MenuTarget".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": "site or web address",
            "description": "An address on this site, perhaps with a query and an anchor, or one on the web.",
            "examples": ["/", "/about/#team", "https://ministry.example/"],
            "type": "string",
            "pattern": r"^\s*(?:/|[A-Za-z]+:)\S*\s*$"
        })
    }
}

impl<'de> Deserialize<'de> for MenuTarget {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Text::deserialize(deserializer)?;
        let read = if text.as_str().starts_with('/') { Self::on_site(text.as_str()) } else { WebAddress::parse(text.as_str()).map(Self::Web) };
        // Without a scheme it is most likely meant to be on the site.
        let read = read.map_err(|mistake| {
            let help = "write an address on this site with a leading `/`, or one on the web with https://";
            if text.as_str().starts_with('/') || text.as_str().contains([':', '.']) {
                return mistake;
            }
            let on_site = format!("/{}/", text.as_str().trim_end_matches('/'));
            let mistake = mistake.help(help);
            if Self::on_site(&on_site).is_ok() { mistake.offer(on_site) } else { mistake }
        });
        read.map_err(serde::de::Error::custom)
    }
}

impl MenuTarget {
    /// An address on this site, with or without a query and an anchor.
    fn on_site(text: &str) -> Result<Self, ValueError> {
        let (rest, fragment) = text.split_once('#').map_or((text, None), |(rest, fragment)| (rest, Some(fragment)));
        let (path, query) = rest.split_once('?').map_or((rest, None), |(path, query)| (path, Some(query)));
        if query.is_some_and(|query| query.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\'))) {
            return Err(ValueError::new(Code::BadPath, format!("`{text}` has a query that is not percent-encoded")).help("write a space as %20"));
        }
        // The home page is the one address without a segment.
        let path = if path == "/" { String::new() } else { SiteAddress::parse(path)?.as_str().trim_start_matches('/').to_owned() };
        let fragment = fragment.filter(|f| !f.is_empty()).map(|f| crate::values::nfc(&crate::values::decode(f)).into_owned());
        Ok(Self::Site { path, query: query.map(str::to_owned), fragment })
    }

    /// The same below the site's own address: what is written in full, or with the path of `base_url`, is on the site too.
    fn at_home(self, bases: &[&str], base_path: &str) -> Result<Self, ValueError> {
        let below = |address: &str, base: &str| {
            let (start, rest) = address.split_at_checked(base.len())?;
            (start.eq_ignore_ascii_case(base) && (rest.is_empty() || rest.starts_with(['/', '?', '#']))).then(|| rest.to_owned())
        };
        match self {
            Self::Web(address) => match bases.iter().find_map(|base| below(address.as_str(), base)) {
                Some(rest) if rest.starts_with('/') => Self::on_site(&rest),
                Some(rest) => Self::on_site(&format!("/{rest}")),
                None => Ok(Self::Web(address)),
            },
            Self::Site { path, query, fragment } => {
                let bare = base_path.strip_prefix('/').and_then(|base| below(&path, base)).map(|rest| rest.trim_start_matches('/').to_owned());
                Ok(Self::Site { path: bare.unwrap_or(path), query, fragment })
            }
        }
    }
}

/// The site's own menu. `bases` are the site's addresses: the one that the build goes by and the one in site.yaml.
pub(super) fn menu(file: &Arc<str>, given: Option<Vec<MenuItem>>, bases: &[&str], base_path: &str, all: &mut Vec<Diagnostic>) -> Option<Vec<MenuItem>> {
    let bases: Vec<&str> = bases.iter().copied().filter(|base| !base.is_empty()).collect();
    let mut menu = Vec::new();
    for (i, item) in given?.into_iter().enumerate() {
        match item.url.at_home(&bases, base_path) {
            Ok(url) => menu.push(MenuItem { name: item.name, url }),
            Err(mistake) => all.push(mistake.at(Place::value(file, format!("menu[{i}].url")))),
        }
    }
    Some(menu)
}
