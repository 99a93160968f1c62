//! The addresses of a site that was here before, by its sitemap.

use quick_xml::Reader;
use quick_xml::events::Event;

/// What a sitemap names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Full addresses of pages.
    pub pages: Vec<String>,
    /// Full addresses of further sitemaps, where it is an index of them.
    pub sitemaps: Vec<String>,
}

/// Reads a sitemap, or an index of sitemaps.
///
/// # Errors
/// What is wrong with it as XML.
pub fn sitemap(text: &str) -> Result<Sitemap, String> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let (mut found, mut open, mut location): (Sitemap, Vec<Vec<u8>>, String) = (Sitemap::default(), Vec::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                open.push(tag.local_name().as_ref().to_vec());
                location.clear();
            }
            Ok(Event::Text(text)) => location.push_str(&text.decode().map_err(|error| error.to_string())?),
            Ok(Event::CData(text)) => location.push_str(&text.decode().map_err(|error| error.to_string())?),
            // An address has `&amp;` for `&`.
            Ok(Event::GeneralRef(name)) => {
                let name = name.decode().map_err(|error| error.to_string())?;
                location.push_str(quick_xml::escape::unescape(&format!("&{name};")).map_err(|error| error.to_string())?.as_ref());
            }
            Ok(Event::End(_)) => {
                let name = open.pop();
                let within = open.last().map(Vec::as_slice);
                if name.as_deref() == Some(b"loc") {
                    let address = location.trim().to_owned();
                    match within {
                        Some(b"url") => found.pages.push(address),
                        Some(b"sitemap") => found.sitemaps.push(address),
                        _ => {}
                    }
                }
                location.clear();
            }
            Ok(Event::Eof) => return if open.is_empty() { Ok(found) } else { Err("it ends in the middle".to_owned()) },
            Ok(_) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_further_sitemaps_are_found() {
        let text = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:image=\"i\">\n\
            <url><loc> https://old.example/a/?x=1&amp;y=2 </loc><lastmod>2024-10-23</lastmod><image:image><image:loc>https://old.example/a.png</image:loc></image:image></url>\n\
            <url><loc><![CDATA[https://old.example/b/]]></loc></url></urlset>";
        assert_eq!(sitemap(text).expect("it is one").pages, ["https://old.example/a/?x=1&y=2", "https://old.example/b/"]);
        let index = "<sitemapindex><sitemap><loc>https://old.example/one.xml</loc></sitemap></sitemapindex>";
        assert_eq!(sitemap(index).expect("it is one").sitemaps, ["https://old.example/one.xml"]);
        assert!(sitemap("<urlset><url>").is_err() && sitemap("<urlset></url>").is_err());
    }
}
