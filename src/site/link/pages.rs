//! What the queries of pages name.

use std::sync::Arc;

use super::documents::Linker;
use crate::content::Kind;
use crate::site::model::Page;
use crate::site::page::Names;

impl Linker<'_> {
    /// Resolves what the lists of pages ask for.
    pub(super) fn pages(&mut self, pages: &mut [Page]) {
        for page in pages {
            let path = Arc::clone(&page.original().document.path);
            let Some(query) = page.shared().list.clone() else { continue };
            page.names = Names {
                topics: self.names(Kind::Topic, &query.topic, &path, &|| "list.topic".to_owned()),
                agencies: self.names(Kind::Agency, &query.agency, &path, &|| "list.agency".to_owned()),
                jurisdictions: self.names(Kind::Jurisdiction, &query.jurisdiction, &path, &|| "list.jurisdiction".to_owned()),
                instruments: self.names(Kind::Instrument, &query.instrument, &path, &|| "list.instrument".to_owned()),
            };
        }
    }
}
