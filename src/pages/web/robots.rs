//! `robots.txt`: everything may be read, and here is the sitemap.

use crate::pages::{Emitter, Output, PageContext, View};
use crate::site::Address;

pub(in crate::pages) const EMITTER: Emitter = Emitter { outputs, templates: &[], labels: &[] };

fn outputs<'s>(cx: PageContext<'s>, outputs: &mut Vec<Output<'s>>) {
    let config = cx.site.config();
    // A site's own robots.txt comes before this one.
    if !config.outputs.robots || cx.files.iter().any(|f| f.address == "robots.txt") {
        return;
    }
    outputs.push(Output::made_from(cx, Address::shared("robots.txt"), 0, (), |cx, _, ()| {
        let config = cx.site.config();
        let sitemap = Address::shared("sitemap.xml").permalink(config);
        let sitemap = if config.outputs.sitemap { format!("\nSitemap: {sitemap}\n") } else { String::new() };
        View::Text(format!("User-agent: *\nAllow: /\n{sitemap}"))
    }));
}
