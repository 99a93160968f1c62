//! Sources without a copy that stays (B0318); only where the site asks for it.

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::site::model::Linked;

pub(super) fn check(linked: &Linked, all: &mut Vec<Diagnostic>) {
    for briefing in linked.briefings.iter().filter(|b| b.is_listed()) {
        let path = &briefing.original().document.path;
        for (i, source) in briefing.shared().sources.iter().enumerate() {
            if let (Some(url), None) = (&source.url, &source.archive_url) {
                let lost = Diagnostic::new(Code::NoArchive, Place::value(path, format!("sources[{i}].url")), format!("no copy of {url} is named"));
                all.push(lost.help("have an archive keep the page, and add the address of the copy: archive_url: https://…"));
            }
        }
    }
}
