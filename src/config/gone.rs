//! Addresses that answer that they are gone.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::{Date, Localised, SiteAddress};

/// An entry of `gone` as it is written.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GoneFile {
    /// The address, such as `/topics/old/`. Whatever was below it and answers no more is gone with it.
    address: SiteAddress,
    /// Since when.
    date: Date,
    /// Why.
    #[serde(default)]
    reason: Option<Localised>,
}

/// An address that answers that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// The address, without its leading `/`.
    pub address: String,
    /// Since when.
    pub date: Date,
    /// Why.
    pub reason: Option<Localised>,
}

impl Gone {
    /// Whether it speaks for an address: its own, or one below it.
    #[must_use]
    pub fn covers(&self, address: &str) -> bool {
        address == self.address || self.address.ends_with('/') && address.starts_with(&self.address)
    }
}

pub(super) fn gone(file: &Arc<str>, given: Vec<GoneFile>, all: &mut Vec<Diagnostic>) -> Vec<Gone> {
    let mut gone: Vec<Gone> = Vec::new();
    for (i, GoneFile { address, date, reason }) in given.into_iter().enumerate() {
        let mut address = address.as_str().trim_start_matches('/').to_owned();
        // To a server, what has no ending is a folder.
        if !address.ends_with('/') && !address.rsplit('/').next().unwrap_or_default().contains('.') {
            address.push('/');
        }
        if gone.iter().any(|other| other.address == address) {
            let told = Diagnostic::new(Code::RepeatedName, Place::value(file, format!("gone[{i}].address")), format!("`/{address}` is listed twice"));
            all.push(told.help("remove one of the two"));
        } else {
            gone.push(Gone { address, date, reason });
        }
    }
    gone
}
