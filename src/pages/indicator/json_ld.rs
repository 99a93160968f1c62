//! What an indicator's page says to programs: a data set with its files.

use crate::pages::PageContext;
use crate::pages::shared::json_ld::types::{Dataset, Download, Node, Quantity, Thing, Work};
use crate::pages::shared::parts::{Head, Link};
use crate::site::{Index, LocalizedSite};

/// The indicator; `unit` is what its values are measured in, in words, and `files` are those with all observations.
pub(super) fn dataset(cx: PageContext<'_>, local: &LocalizedSite, index: Index, head: &Head, unit: &str, files: &[Link]) -> Node {
    let (site, node) = (cx.site, cx.site.indicator(index));
    let observations = site.observations(index);
    let from = observations.iter().map(|observation| observation.from).min();
    let to = observations.iter().map(|observation| observation.at).max();
    let agency = node.agency.map(|agency| cx.agency(local, agency));
    let jurisdiction = node.jurisdiction.map(|jurisdiction| cx.jurisdiction(local, jurisdiction));
    let work = cx.work(local, head);
    let name = work.thing.name.clone();
    Node::Dataset(Dataset {
        work: Work {
            thing: Thing { url: Some(head.permalink.clone()), ..work.thing },
            date_modified: observations.iter().map(|observation| site.briefing(observation.figure.briefing).modified()).max().map(|day| day.to_string()),
            // Who measures made the values; where that is not said, the digest put them together.
            creator: if agency.is_some() { cx.organizations(&agency) } else { vec![cx.the_publisher()] },
            publisher: vec![cx.publisher(local)],
            license: cx.license(),
            is_accessible_for_free: Some(true),
            about: cx.terms(&cx.topic_links(local, &node.topics)),
            spatial_coverage: cx.areas(&jurisdiction),
            temporal_coverage: from.zip(to).map(|(from, to)| if from == to { from.to_string() } else { format!("{from}/{to}") }),
            ..work
        },
        variable_measured: vec![Node::PropertyValue(Quantity { name, unit_text: Some(unit.to_owned()).filter(|unit| !unit.is_empty()) })],
        distribution: files.iter().map(|file| download(cx, file)).collect(),
    })
}

fn download(cx: PageContext<'_>, file: &Link) -> Node {
    let encoding_format = match file.title.as_str() {
        "CSV" => "text/csv",
        "CSVW" => "application/csvm+json",
        _ => "application/json",
    };
    Node::DataDownload(Download { name: Some(file.title.clone()), content_url: Some(cx.full(&file.url)), encoding_format: Some(encoding_format) })
}
