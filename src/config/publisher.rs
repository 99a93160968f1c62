//! Who publishes the digest and under which terms: `publisher` and `license`.

use std::fmt;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, MapAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::{Localised, Text, WebAddress};

/// Who publishes the digest.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The name.
    pub name: Localised,
    /// The publisher's own site.
    #[serde(default)]
    pub url: Option<WebAddress>,
    /// The full address of a picture that stands for the publisher.
    #[serde(default)]
    pub logo: Option<WebAddress>,
}

/// The licence of texts and data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct License {
    /// What it is called: an SPDX id, such as `CC-BY-4.0`, or a name. Of an address alone, what is known of it.
    pub name: String,
    /// Where its text is.
    pub url: WebAddress,
}

/// A licence with its name.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NamedLicense")]
struct Named {
    /// What it is called: its SPDX id, such as `CC-BY-4.0`, or a name.
    name: Text,
    /// Where its text is.
    #[schemars(required)]
    url: Option<WebAddress>,
}

impl JsonSchema for License {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "License".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let address = "https://creativecommons.org/licenses/by/4.0/";
        json_schema!({
            "title": "licence",
            "description": "The address of the text of a licence, or its name and address.",
            "examples": [address, { "name": "CC-BY-4.0", "url": address }],
            "anyOf": [generator.subschema_for::<WebAddress>(), generator.subschema_for::<Named>()]
        })
    }
}

impl<'de> Deserialize<'de> for License {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = License;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address of a licence, or its name and address: {name: CC-BY-4.0, url: …}")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<License, E> {
        let url = WebAddress::parse(text).map_err(E::custom)?;
        Ok(License { name: creative_commons(url.as_str()).unwrap_or_else(|| url.to_string()), url })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<License, A::Error> {
        let Named { name, url } = Named::deserialize(MapAccessDeserializer::new(map))?;
        // An absent address would be told of as one of the wrong type.
        Ok(License { name: name.to_string(), url: url.ok_or_else(|| de::Error::missing_field("url"))? })
    }
}

/// What a licence of Creative Commons is called, by its address: `CC BY 4.0`.
fn creative_commons(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("//creativecommons.org/")?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    match (parts.next()?, parts.next()?, parts.next()?) {
        ("licenses", kind, version) => Some(format!("CC {} {version}", kind.to_ascii_uppercase())),
        ("publicdomain", "zero", version) => Some(format!("CC0 {version}")),
        _ => None,
    }
}

/// Tells of addresses that are none of a page: programs follow them.
pub(super) fn check(file: &Arc<str>, publisher: Option<&Publisher>, license: Option<&License>, all: &mut Vec<Diagnostic>) {
    let publisher = publisher.into_iter().flat_map(|given| [("publisher.url", given.url.as_ref()), ("publisher.logo", given.logo.as_ref())]);
    for (field, address) in publisher.chain([("license", license.map(|given| &given.url))]) {
        let Some(address) = address.filter(|address| !address.as_str().to_ascii_lowercase().starts_with("http")) else { continue };
        let told = Diagnostic::new(Code::BadAddress, Place::value(file, field), format!("`{address}` is not the address of a page"));
        all.push(told.help("write one that begins with https://"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn licences_of_creative_commons_have_names() {
        for (address, name) in [
            ("https://creativecommons.org/licenses/by-sa/4.0/", Some("CC BY-SA 4.0")),
            ("http://creativecommons.org/publicdomain/zero/1.0/deed.en", Some("CC0 1.0")),
            ("https://creativecommons.org/licenses/", None),
            ("https://example.org/licenses/by/4.0/", None),
        ] {
            assert_eq!(creative_commons(address).as_deref(), name, "{address}");
        }
    }
}
