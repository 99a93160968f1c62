use super::*;
use crate::config::Config;

fn config(base_url: &str) -> Config {
    Config::parse(&format!("title: Digest\nbase_url: {base_url}\nfeed_authority: digest.example,2024\n"), None).unwrap().0
}

const FILES: [&str; 6] = ["about/index.html", "feed.xml", "index.html", "réforme/index.html", "style.css", "topics/telecoms/index.html"];

/// What is broken in `html`, a page at `topics/telecoms/`, of a digest at `base_url`: paths and dead anchors.
fn broken(base_url: &str, html: &str) -> Vec<String> {
    let config = config(base_url);
    let addresses = Addresses::new(&config, FILES);
    let (links, broken) = links(html, "topics/telecoms/index.html", &addresses);
    broken.into_iter().map(|broken| broken.path).chain(links.dead.into_iter().map(|dead| format!("#{}", dead.anchor))).collect()
}

#[test]
fn links_are_found_however_they_are_written() {
    for html in [
        "<a href=\"/no/\">x</a>",
        "<A\n  CLASS=x HREF = '/no/'>x</A>",
        "<a href=/no/>x</a>",
        "<a href=\"&#x2F;no&#47;\">x</a>",
        "<a href=\"  /no/ \">x</a>",
        "<a href=\"/no/?a=1&amp;b=2#c\">x</a>",
        "<a href=\"../../no/\">x</a>",
        "<a href=\"https://digest.example/no/\">x</a>",
        "<a href=\"http://DIGEST.example/no/\">x</a>",
        "<a href=\"//digest.example/no/\">x</a>",
        "<a href=\"/about/../no/\">x</a>",
        "<a href=\"/n%6f/\">x</a>",
        "<link rel=stylesheet href=/no/>",
        "<img alt=\"a>b\" src=/no/>",
        "<img srcset=\"/about/ 1x, /no/ 2x\">",
        "<img srcset=\"/about/, /no/\">",
        "<video poster=\"/no/\"></video>",
        "<form action=\"/no/\"></form>",
        "<object data=\"/no/\"></object>",
        "<meta http-equiv=\"refresh\" content=\"0; url=/no/\">",
        "<meta content=\"https://digest.example/no/\" property=\"og:image\">",
        "<script>let a = '<a href=\"/never/\">';</script><a href=\"/no/\">x</a>",
        "<!-- <a href=\"/never/\"> --><a href=\"/no/\">x</a>",
        "<svg><use xlink:href=\"/no/\"/></svg>",
    ] {
        assert_eq!(broken("https://digest.example", html), ["no/"], "{html}");
    }
}

#[test]
fn what_leads_somewhere_is_right() {
    for html in [
        "<a href=\"/about/\">x</a>",
        "<a href=\"/about\">x</a>",
        "<a href=\"\">x</a><a href=\"#\">x</a><a href=\"#top\">x</a><a href=\"#:~:text=x\">x</a>",
        "<a href=\"?page=2\">x</a>",
        "<a href=\"./\">x</a><a href=\"../..\">x</a><a href=\"../../../../about/\">x</a>",
        "<a href=\"/r%C3%A9forme/\">x</a><a href=\"/re\u{301}forme/\">x</a>",
        "<a href=\"mailto:a@digest.example\">x</a><a href=\"tel:1\">x</a><img src=\"data:,x\">",
        "<a href=\"https://other.example/no/\">x</a><a href=\"//other.example/no/\">x</a><a href=\"https://digest.example.org/no\">x</a>",
        "<p id=\"a b\"><a href=\"#a%20b\">x</a><a name=c></a><a href=\"#c\">x</a>",
        "<p title=\"<a href='/no/'>\">1 < 2</p>",
        "<a data-href=\"/no/\" hreflang=no>x</a>",
        "<title><a href=\"/no/\"></title><textarea><a href=\"/no/\"></textarea>",
        "<meta name=\"description\" content=\"/no/\"><meta property=\"og:title\" content=\"/no/\">",
    ] {
        assert_eq!(broken("https://digest.example", html), [""; 0], "{html}");
    }
    for cut in ["<a href=", "<a href=\"/x", "<a", "<", "<!--", "<!", "<script>", "<a href=\"/about/\" ", "<a =x>"] {
        let _ = broken("https://digest.example", cut);
    }
}

#[test]
fn a_site_below_a_path_has_its_path_in_every_link() {
    let of = |html| broken("https://digest.example/d%C3%A9", html);
    assert_eq!(of("<a href=\"/d%C3%A9/about/\">x</a><a href=\"/dé/\">x</a><a href=\"/dé\">x</a>"), [""; 0]);
    assert_eq!(of("<a href=\"/d%C3%A9/no/\">x</a>"), ["no/"]);
    assert_eq!(of("<a href=\"/about/\">x</a>"), ["about/"], "it lacks the path");
    assert_eq!(of("<a href=\"/elsewhere/\">x</a>"), [""; 0], "another site of this host");
    assert_eq!(of("<a href=\"https://digest.example/d%C3%A9/no/\">x</a>"), ["no/"]);
}

#[test]
fn an_anchor_must_be_on_its_page() {
    assert_eq!(broken("https://digest.example", "<h2 id=costs></h2><a href=\"#costs\">x</a><a href=\"#cost\">y</a>"), ["#cost"]);
    assert_eq!(broken("https://digest.example", "<h2 id=costs></h2><a href=\"/topics/telecoms/#cost\">y</a>"), ["#cost"]);
}

#[test]
fn an_anchor_of_another_page_is_looked_for_there() {
    let config = config("https://digest.example");
    let addresses = Addresses::new(&config, FILES);
    let about = links("<p id=us>", FILES[0], &addresses).0;
    let html = "<a href=\"/about/#us\"></a><a href=\"/about/#them\"></a><a href=\"/feed.xml#x\"></a>";
    let (page, broken) = links(html, FILES[2], &addresses);
    assert!(broken.is_empty() && page.dead.is_empty());
    let anchors = |at: usize| (at == 0).then_some(&about);
    assert!(page.misses(&addresses, anchors));
    let dead = dead_anchors(html, FILES[2], &addresses, anchors);
    assert_eq!(dead.iter().map(|dead| dead.link.as_str()).collect::<Vec<_>>(), ["/about/#them"]);
}

#[test]
fn a_page_is_found_by_what_it_leads_to() {
    let config = config("https://digest.example");
    let addresses = Addresses::new(&config, FILES);
    let page = links("<a href=\"/about/\"></a>", FILES[2], &addresses).0;
    assert!(page.leads_to(&["x", "about/index.html"].into_iter().collect()));
    assert!(!page.leads_to(&["feed.xml"].into_iter().collect()) && !page.leads_to(&Gone::default()));
    let read: Links = postcard::from_bytes(&postcard::to_stdvec(&page).unwrap()).unwrap();
    assert_eq!(read, page);
}

#[test]
fn a_style_sheet_names_files_too() {
    let config = config("https://digest.example");
    let addresses = Addresses::new(&config, FILES);
    let css = "/* url(/never) */ @import \"no.css\"; a { background: url( 'about/' ), url(data:,x), url(no.png) }";
    let broken = style_links(css, "style.css", &addresses).1;
    assert_eq!(broken.iter().map(|broken| broken.path.as_str()).collect::<Vec<_>>(), ["no.css", "no.png"]);
}
