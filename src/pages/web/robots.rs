//! `robots.txt`: everything may be read, and here is the sitemap.

use crate::pages::{Emitter, Inputs, Output, View};
use crate::site::Address;

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

fn outputs<'s>(inputs: Inputs<'s>, outputs: &mut Vec<Output<'s>>) {
    let config = inputs.site.config();
    // A site's own robots.txt comes before this one.
    if !config.outputs.robots || inputs.files.iter().any(|f| f.address == "robots.txt") {
        return;
    }
    outputs.push(Output::made_from(inputs, Address::shared("robots.txt"), 0, (), |inputs, _, ()| {
        let config = inputs.site.config();
        let sitemap = Address::shared("sitemap.xml").permalink(config);
        let sitemap = if config.outputs.sitemap { format!("\nSitemap: {sitemap}\n") } else { String::new() };
        View::Text(format!("User-agent: *\nAllow: /\n{sitemap}"))
    }));
}
