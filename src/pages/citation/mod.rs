//! Citations of a briefing, for programs that keep references: files beside its page, and the links to them.
//!
//! [`EMITTER`] writes a file in each format ([`CitationFormat`]) for each briefing with a page; [`links`] gives a page the links to
//! them. What the files say is [`Citations`], in [`formats`].

pub(super) mod formats;

use super::shared::held::{Language, hashed_by_value};
use super::shared::parts::Link;
use super::{Emitter, Output, PageContext, View};
use crate::content::Kind;
use crate::site::{EntityId, Index, LocalizedSite};
pub use formats::{CitationFormat, Citations};

hashed_by_value!(CitationFormat);

pub(super) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

/// The files of citations beside each briefing's page.
fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    if !cx.site.config().outputs.citations {
        return;
    }
    for local in &cx.site.localized {
        for &index in local.pages() {
            let briefing = cx.site.briefing(index);
            for format in CitationFormat::ALL {
                let address = cx.address(local, &path(&briefing.name(), format));
                let held = (Language(local.language), EntityId { kind: Kind::Briefing, index }, format);
                let output = Output::made_from(cx, address, local.language, held, |cx, _, (language, briefing, format)| {
                    View::Citations(Citations::of(cx, cx.local(*language), briefing.index), *format)
                });
                outputs.push(output.of(&briefing.original().document.path));
            }
        }
    }
}

/// Links to the files of a briefing's citations; none where they are switched off.
pub(super) fn links(cx: PageContext<'_>, local: &LocalizedSite, index: Index) -> Vec<Link> {
    let all = CitationFormat::ALL.iter().filter(|_| cx.site.config().outputs.citations);
    let name = cx.site.briefing(index).name();
    all.map(|format| Link { title: format.names().0.to_owned(), url: cx.url(local, &path(&name, *format)) }).collect()
}

fn path(briefing: &str, format: CitationFormat) -> String {
    format!("briefings/{briefing}/{}", format.names().1)
}
