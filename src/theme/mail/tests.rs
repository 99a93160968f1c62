use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::config::Config;
use crate::pages::{View, layout_samples};
use crate::source::Memory;
use crate::theme::Theme;

fn mail<'a>(subject: &'a str, text: &'a str, html: &'a str) -> Mail<'a> {
    Mail { id: "2024-10", host: "digest.example", subject, date: "Thu, 31 Oct 2024 00:00:00 +0000", language: "en", text, html }
}

#[test]
fn a_message_is_a_draft_of_its_day_with_text_before_html() {
    let message = String::from_utf8(eml(&mail("October: 电信业", "Hello 中\n", "<p>Hello</p>\n"))).unwrap();
    insta::assert_snapshot!(message.replace('\r', "␍"));
}

#[test]
fn styles_move_into_attributes_and_those_for_dark_mode_stay() {
    let html = "<html><head><style>p { color: red; }</style><style data-css-inline=\"keep\">@media (prefers-color-scheme: dark) { .a { color: pink !important; } }</style></head><body><p class=\"a\">中</p></body></html>";
    insta::assert_snapshot!(inline(html).unwrap());
}

#[test]
fn a_linked_style_sheet_is_not_fetched() {
    let sheet = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/gazette/static/style.css");
    for address in [sheet.to_owned(), format!("file://{sheet}"), "https://digest.example/style.css".to_owned()] {
        let html = format!("<html><head><link rel=\"stylesheet\" href=\"{address}\"></head><body></body></html>");
        assert!(inline(&html).is_ok_and(|inlined| inlined.contains("<body></body>")), "{address}");
    }
}

#[test]
fn the_message_id_belongs_to_edition_language_and_host() {
    let id = |mail: &Mail<'_>| String::from_utf8(eml(mail)).unwrap().lines().find(|l| l.starts_with("Message-ID:")).unwrap().to_owned();
    let first = mail("a", "b", "c");
    assert_eq!(id(&first), id(&Mail { subject: "another", ..first.clone() }));
    assert_ne!(id(&first), id(&Mail { language: "zh-Hans", ..first.clone() }));
    assert!(id(&Mail { host: "例.example>\r\nX: y", ..first }).ends_with("@-.example---X--y>"));
}

proptest! {
    #[test]
    fn lines_are_short_and_end_with_cr_lf(subject in any::<String>(), text in "[ -~中\n]{0,300}", html in any::<String>()) {
        let message = eml(&mail(&subject, &text, &html));
        prop_assert_eq!(&message, &eml(&mail(&subject, &text, &html)));
        let message = String::from_utf8(message).expect("a message is ASCII");
        prop_assert!(message.is_ascii() && message.ends_with("\r\n"));
        for line in message.split("\r\n") {
            prop_assert!(line.len() <= 76 && !line.contains(['\r', '\n']), "{:?}", line);
        }
    }
}

/// A letter as the default theme shows it in the language `tag`, written from right to left if `rtl`.
fn letter(page: &serde_json::Value, options: &str, tag: &str, rtl: bool) -> String {
    let settings = format!("title: Connected Policy\nbase_url: https://digest.example\nlanguages: [en, zh-Hans]\ntheme_options: {{{options}}}\n");
    let (config, _) = Config::parse(&settings, None).expect("good settings");
    let (theme, _) = Theme::load(&Memory::new(), &[], &config, None).expect("the default theme is good");
    let language = config.languages.iter().position(|l| l.tag() == tag).expect("a language of the settings");
    let (mut layout, _) = layout_samples();
    layout["language"] = json!({ "tag": tag, "name": tag, "direction": if rtl { "rtl" } else { "ltr" }, "og_locale": null });
    layout["description"] = json!("Short, sourced briefings on digital and telecom policy.");
    let shared = theme.shared(&serde_json::from_value(layout).expect("a sample of the layout"));
    let view = View::page("newsletter.html", json!({ "page": page }));
    let bytes = theme.render(&view, language, &shared).expect("the template is good").expect("a page has bytes");
    inline(&String::from_utf8(bytes).expect("pages are UTF-8")).expect("the styles are good")
}

fn page() -> serde_json::Value {
    let at = |path: &str| format!("https://digest.example/{path}/");
    json!({
        "id": "2024-10",
        "title": "October 2024: nine months of growth, and a new yardstick",
        "date": "2024-10-31",
        "preheader": "Telecom revenue in China rose by 2.6%; the FCC raises its benchmark to 100/20 Mbps.",
        "site": { "title": "Connected Policy", "permalink": "https://digest.example/" },
        "permalink": at("editions/2024-10"),
        "feed": { "title": "Atom feed", "permalink": "https://digest.example/feed.xml" },
        "note": "<p>Two regulators counted their networks this month. One counts villages, the other households, and the <a href=\"https://digest.example/topics/telecoms/\">difference</a> is the story.</p>\n<p>The figures below are those that the ministry gave; what changed since is under Corrections.</p>",
        "lead": {
            "title": "MIIT: telecoms in the first nine months of 2024",
            "permalink": at("briefings/2024/miit-nine-months"),
            "date": "2024-10-23",
            "topics": ["Telecoms", "Mobile networks"],
            "summary": "Telecom revenue in China reached CNY 1,315.2 billion in the first nine months, up 2.6%, and the networks grew to over 4.08 million 5G base stations.",
            "key_points": ["Revenue rose by <strong>2.6%</strong> on the year; the volume of services by 10.7%.", "5G reaches <a href=\"https://digest.example/terms/\">90%</a> of administrative villages.", "Ten more cities join the dual-gigabit pilot."],
        },
        "figures": [
            { "label": "5G base stations", "value": "4.089 million", "change": "up 711,000 since December", "when": "30 September 2024", "permalink": at("indicators/5g-base-stations") },
            { "label": "Telecom revenue, January to September", "value": "CNY 1.32 trillion", "change": "up 2.6% on the year", "when": "", "permalink": null },
            { "label": "Gigabit subscribers", "value": "200 million", "change": null, "when": "", "permalink": at("indicators/gigabit") },
        ],
        "briefings": [
            { "title": "FCC: 2024 Section 706 Report raises the broadband benchmark", "permalink": at("briefings/2024/fcc"), "date": "2024-10-14", "topics": ["Fixed broadband", "Targets and benchmarks"], "summary": "The United States regulator raises its benchmark for fixed broadband to 100/20 Mbps and finds that deployment is not reasonable and timely." },
            { "title": "AI Act: the Commission publishes its guidelines for general-purpose models", "permalink": at("briefings/2024/ai-act"), "date": "2024-10-09", "topics": [], "summary": "" },
        ],
        "more": 3,
        "dates_ahead": [
            { "date": "2024-11-12", "title": "Gigabit Infrastructure Act applies in part", "end": "2024-11-13", "label": "Entry into application", "permalink": at("instruments/gia") },
            { "date": "2025-02-02", "title": "Prohibitions of the AI Act apply", "end": null, "label": null, "permalink": null },
        ],
        "corrections": [
            { "date": "2024-10-28", "title": "MIIT: telecoms in the first half of 2024", "permalink": at("briefings/2024/h1"), "note": "The count of ports was in thousands, <em>not</em> millions." },
        ],
    })
}

fn chinese() -> serde_json::Value {
    json!({
        "id": "2024-10", "title": "2024年10月：前三季度通信业平稳增长", "date": "2024-10-31", "preheader": "电信业务收入同比增长2.6%，5G基站超过408万个。",
        "site": { "title": "互联政策摘要", "permalink": "https://digest.example/zh-hans/" },
        "permalink": "https://digest.example/zh-hans/editions/2024-10/", "feed": null,
        "note": "<p>本月两个监管机构公布了网络数据：一个统计行政村，一个统计住户，两者不可直接比较。</p>",
        "lead": { "title": "工信部：2024年前三季度通信业", "permalink": "https://digest.example/zh-hans/b/", "date": "2024-10-23", "topics": ["通信业", "移动网络"], "summary": "前三季度电信业务收入1.3万亿元，同比增长2.6%；5G基站总数达到408.9万个。", "key_points": ["“双千兆”网络加快建设。"] },
        "figures": [], "briefings": [], "more": 0, "corrections": [],
        "dates_ahead": [{ "date": "2024-11-12", "title": "《千兆基础设施法》部分条款适用", "end": null, "label": null, "permalink": null }],
    })
}

#[test]
fn a_letter_keeps_the_rules_of_mail() {
    let nothing = json!({ "id": "", "title": "", "date": "2024-10-31", "preheader": "", "site": { "title": "", "permalink": "https://a.example/" }, "permalink": "https://a.example/", "feed": null, "note": "", "lead": null, "figures": [], "briefings": [], "more": 0, "dates_ahead": [], "corrections": [] });
    for (page, options, tag, rtl) in [
        (page(), "", "en", false),
        (page(), "accent: blue, scheme: dark, text_face: sans", "en", true),
        (chinese(), "scheme: light, footer_note: Published by us", "zh-Hans", false),
        (nothing, "", "en", false),
    ] {
        let html = letter(&page, options, tag, rtl);
        assert!(html.len() < 102_400, "{} bytes", html.len());
        let document = scraper::Html::parse_document(&html);
        let all = |selector: &str| document.select(&scraper::Selector::parse(selector).expect("a good selector")).count();
        assert_eq!((all("script, link, iframe, form, object, svg"), all("table:not([role=presentation])")), (0, 0));
        assert_eq!(all("td:not([style])"), 0, "styles stand in attributes");
        assert_eq!((all("style"), all(r#"a:not([href^="https://"])"#), all(&format!("html[lang={tag}][dir]"))), (1, 0, 1));
        assert!(!html.contains("url(") && html.contains("<!--[if mso]>"));
        assert_eq!(html.contains("prefers-color-scheme"), !options.contains("scheme"));
    }
}
