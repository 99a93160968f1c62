use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::locale::{Language, Locale};
use crate::pages::edition::letter::{Ahead, Corrected, Figure, FullLink, Lead, Listed};
use crate::pages::{Html, Label};

const WORDS: [[&str; 3]; 8] = [
    ["newsletter-lead", "In the lead", "头条"],
    ["newsletter-figures", "Figures", "数字"],
    ["newsletter-briefings", "Also in this edition", "本期其他摘要"],
    ["newsletter-more", "And {n} more on the web", "另有{n}篇"],
    ["newsletter-dates-ahead", "Dates ahead", "近期日程"],
    ["newsletter-corrections", "Corrections", "更正"],
    ["newsletter-web", "Read on the web:", "网页版："],
    ["newsletter-feed", "Subscribe:", "订阅："],
];

fn labels() -> Labels {
    let words = |column: usize| -> BTreeMap<String, Label> { WORDS.iter().map(|w| (w[0].to_owned(), Label::One(w[column].to_owned()))).collect() };
    let locale = |tag: &str| Locale::new(&Language::parse(tag).unwrap());
    Labels::new(vec![(locale("en"), words(1)), (locale("zh-Hans"), words(2))])
}

fn newsletter() -> Newsletter {
    let page = |path: &str| format!("https://digest.example/{path}/");
    Newsletter {
        id: "2024-10".to_owned(),
        title: "October 2024: three quarters in, and the networks still grow".to_owned(),
        date: "2024-10-31".to_owned(),
        preheader: "Short.".to_owned(),
        site: FullLink { title: "Connected Policy".to_owned(), permalink: page("") },
        permalink: page("editions/2024-10"),
        feed: Some(FullLink { title: "Atom feed".to_owned(), permalink: "https://digest.example/feed.xml".to_owned() }),
        note: Html("<p>Dear reader,</p>\n<p>what a month &amp; what a <a href=\"https://digest.example/a/?b=1&amp;c=2\" title=\"a > b\">quarter</a>: 5 &lt; 6.</p>\n<ul>\n<li>one</li>\n<li><p>two</p></li>\n</ul>\n<blockquote>\n<p>said</p>\n</blockquote>".to_owned()),
        lead: Some(Lead {
            title: "MIIT: telecoms in the first nine months of 2024".to_owned(),
            permalink: page("briefings/2024/miit-nine-months"),
            date: "2024-10-23".to_owned(),
            topics: vec!["Telecoms".to_owned(), "Mobile networks".to_owned()],
            summary: "Telecom revenue in China reached CNY 1,315.2 billion in the first nine months of 2024, up 2.6%, and 5G networks kept growing.".to_owned(),
            key_points: vec!["Revenue <em>rose</em> by 2.6%.".to_owned()],
        }),
        figures: vec![Figure { label: "5G base stations".to_owned(), value: "4.089 million".to_owned(), change: Some("up 711,000".to_owned()), when: "September 2024".to_owned(), permalink: None }],
        briefings: vec![Listed {
            title: "FCC: 2024 Section 706 Report".to_owned(),
            permalink: page("briefings/2024/fcc"),
            date: "2024-03-14".to_owned(),
            topics: Vec::new(),
            summary: "The benchmark rises.".to_owned(),
        }],
        more: 2,
        dates_ahead: vec![Ahead { date: "2025-08-02".to_owned(), end: None, title: "AI Act".to_owned(), label: Some("applies".to_owned()), permalink: None }],
        corrections: vec![Corrected {
            date: "2024-10-30".to_owned(),
            title: "MIIT: telecoms".to_owned(),
            permalink: page("briefings/2024/miit"),
            note: "The figure was <strong>wrong</strong>.".to_owned(),
        }],
    }
}

#[test]
fn everything_in_the_letter_is_in_its_text() {
    insta::assert_snapshot!(plain_text(&newsletter(), &labels(), 0));
}

#[test]
fn a_letter_with_nothing_in_it_is_short() {
    let empty = Newsletter { title: "October".to_owned(), date: "2024-10-31".to_owned(), permalink: "https://a.example/".to_owned(), ..Newsletter::default() };
    assert_eq!(plain_text(&empty, &labels(), 0), "October\n31 October 2024\n<https://a.example/>\n\n-- \nRead on the web:\n<https://a.example/>\n");
}

#[test]
fn chinese_is_two_columns_wide_and_no_line_begins_with_a_full_stop() {
    let summary = "十月，工业和信息化部公布前三季度数据。".repeat(8);
    let chinese = Newsletter { lead: Some(Lead { summary, ..Lead::default() }), ..newsletter() };
    let text = plain_text(&chinese, &labels(), 1);
    for line in text.lines() {
        assert!(textwrap::core::display_width(line) <= COLUMNS && !line.starts_with(['。', '，']), "{line}");
    }
    assert!(text.lines().any(|line| textwrap::core::display_width(line) >= COLUMNS - 3), "{text}");
}

/// The blocks of HTML as lines: what stands before, the text, the addresses in braces; a `+` before those that follow closely.
fn shown(html: &str) -> Vec<String> {
    let line = |block: &Block| {
        let links = block.links.iter().fold(String::new(), |links, link| links + " {" + link + "}");
        format!("{}{}{}{links}", if block.follows { "+" } else { "" }, block.first, block.text)
    };
    blocks(html).iter().map(line).collect()
}

#[test]
fn html_becomes_blocks_with_their_addresses() {
    for (html, expected) in [
        ("a<br>b<p>c</p><p>d</p>e &hellip; &#20013;&#x4e2d; <a href=\"#x\">f</a>", vec!["a b", "c", "d", "e &hellip; 中中 f"]),
        ("<table><tr><td></td><th>2023</th></tr><tr><th>c</th><td>5 000</td></tr></table>g", vec!["| 2023", "+c | 5 000", "g"]),
        (
            "<ol><li>a <a href=\"mailto:x@y\">x@y</a> <a href=\"https://z\">z</a></li><li><p>b</p><p>c</p></li></ol>",
            vec!["1. a x@y z {https://z}", "+2. b", "   c"],
        ),
        (
            "<ol start=\"9\"><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li value=\"12\">d</li><li>e</li></ol>",
            vec!["9. a", "+   - b", "+     1. c", "+12. d", "+13. e"],
        ),
        ("<blockquote><p>a</p><ul><li>b</li><li>c</li></ul></blockquote><ul><li>d</li></ul>", vec!["> a", "> - b", "+> - c", "- d"]),
        (
            "<p>Rose to 12<sup class=\"footnote-ref\"><a href=\"https://d.example/#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">[1]</a></sup> percent</p><section class=\"footnotes\"><ol><li id=\"fn-1\"><p>n <a class=\"footnote-back\" href=\"https://d.example/#fnref-1\" role=\"doc-backlink\">↩<sup>2</sup></a></p></li></ol></section>",
            vec!["Rose to 12[1] percent", "[1] n"],
        ),
        (
            "<p><img src=\"https://d.example/x.png\" alt=\"pic\"></p><p><img src=\"https://d.example/y.png\" alt=\"\"></p>",
            vec!["pic {https://d.example/x.png}", "https://d.example/y.png"],
        ),
        (
            "<p>The <del>5</del>6 of 10<sup>6</sup> H<sub>2</sub>O</p><ul><li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> a</li></ul>",
            vec!["The 6 of 10⁶ H₂O", "- [x] a"],
        ),
        ("<pre><code>a  b\n  c\n</code></pre>", vec!["a  b\n  c"]),
    ] {
        assert_eq!(shown(html), expected, "{html}");
    }
}

#[test]
fn an_address_is_never_broken() {
    let address = format!("https://a.example/{}", "long-part/of-it?".repeat(10));
    for text in [format!("See ({address}), which is long."), format!("详见{address}。下文"), format!("{address} {address}")] {
        let letter = Newsletter { title: text, ..newsletter() };
        assert!(plain_text(&letter, &labels(), 0).contains(&address));
    }
    let words: Vec<_> = words_and_addresses("a b-c (https://x.example/d-e/f). g 见https://y.example/中文").map(|word| word.word).collect();
    assert_eq!(words, ["a", "b-c", "(https://x.example/d-e/f).", "g", "见", "https://y.example/", "中", "文"]);
}

proptest! {
    #[test]
    fn any_html_is_read_to_its_end(html in "[<>/a-c p\"='&;#x中]{0,80}") {
        blocks(&html);
    }

    #[test]
    fn no_line_is_too_wide(text in "[a-e中，。 -]{0,200}") {
        let letter = Newsletter { title: text, ..newsletter() };
        for line in plain_text(&letter, &labels(), 0).lines() {
            let word = line.split(' ').map(textwrap::core::display_width).max().unwrap_or(0);
            prop_assert!(textwrap::core::display_width(line) <= COLUMNS || word > COLUMNS - 4, "{}", line);
        }
    }
}
