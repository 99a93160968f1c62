use super::*;

#[test]
fn blocks() {
    for (text, expected) in [
        ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
        ("- a\n- b\n  - c\n", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"),
        ("3. a\n\n4. b", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"),
        ("> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"),
        ("---", "<hr>\n"),
        ("```rust ignore\n<a> &\n```", "<pre tabindex=\"0\"><code class=\"language-rust\">&lt;a&gt; &amp;\n</code></pre>\n"),
        ("Term\n: One\n: Two", "<dl>\n<dt>Term</dt>\n<dd>One</dd>\n<dd>Two</dd>\n</dl>\n"),
        ("a\r\nb\r\n", "<p>a\nb</p>\n"),
        ("", ""),
    ] {
        assert_eq!(html(text), expected, "{text:?}");
    }
}

#[test]
fn headings() {
    let text = "## What's *new*? [[a:b|The B]]\n\n### Same\n\n### Same\n\n### Own {#mine}\n\n> ## Quoted\n";
    let compiled = compile(text, &Options::default());
    assert_eq!(
        filled(&compiled),
        "<h2 id=\"whats-new-the-b\">What’s <em>new</em>? {0}</h2>\n<h3 id=\"same\">Same</h3>\n<h3 id=\"same-2\">Same</h3>\n\
         <h3 id=\"mine\">Own</h3>\n<blockquote>\n<h2 id=\"quoted\">Quoted</h2>\n</blockquote>\n"
    );
    let outline: Vec<_> = compiled.headings.iter().map(|heading| (heading.level, heading.id.as_str(), plain(&heading.text))).collect();
    assert_eq!(
        outline,
        [(2, "whats-new-the-b", "What’s new? <0>".into()), (3, "same", "Same".into()), (3, "same-2", "Same".into()), (3, "mine", "Own".into())]
    );
    assert_eq!(compiled.ids, ["whats-new-the-b", "same", "same-2", "mine", "quoted"]);
}

#[test]
fn headings_move_down_below_the_title() {
    let compiled = compile("## a\n\n# b\n\n# e\n\n###### c\n\n[^1]\n\n[^1]: x\n\n    ## d", &Options::default());
    let html = filled(&compiled);
    for part in ["<h3 id=\"a\">a</h3>", "<h2 id=\"b\">b</h2>", "<h6 id=\"c\">c</h6>", "<h3 id=\"d\">d</h3>"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(compiled.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [3, 2, 2, 6]);
}

#[test]
fn one_heading_of_level_1_does_not_shift_the_others() {
    let compiled = compile("# a\n\n## b\n\n### c\n\n###### d", &Options::default());
    let html = filled(&compiled);
    for part in ["<h2 id=\"a\">a</h2>", "<h2 id=\"b\">b</h2>", "<h3 id=\"c\">c</h3>", "<h6 id=\"d\">d</h6>"] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert_eq!(compiled.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 2, 3, 6]);
}

#[test]
fn ids_of_raw_html_are_taken() {
    for raw in ["<h2 id=\"costs\">Costs</h2>", "<H2 class=x ID='costs'>Costs</H2>", "a <span\nid=costs>b</span>"] {
        let compiled = compile(&format!("{raw}\n\n## Costs"), &Options::default());
        assert!(filled(&compiled).contains("<h2 id=\"costs-2\">"), "{}", filled(&compiled));
        assert!(compiled.ids.iter().filter(|id| *id == "costs").count() == 1, "{:?}", compiled.ids);
    }
    let allowed = compile("<h2 id=\"costs\">Costs</h2>\n\n## Costs", &Options { raw_html: RawHtml::Allow, ..Options::default() });
    assert_eq!(allowed.ids, ["costs", "costs-2"]);
    assert!(compile("<script id=costs></script>\n\n## A", &Options::default()).ids == ["a"]);
}

#[test]
fn ids_do_not_change_with_the_plain_text() {
    let ids = compile("## CO<sub>2</sub> in ~~10~~<sup>6</sup> t ![x](y.png)\n\n## ~~Old~~ new", &Options::default()).ids;
    assert_eq!(ids, ["co2-in-106-t", "old-new"]);
    let headings = compile("## CO<sub>2</sub> ~~10~~ 5<br>t", &Options::default()).headings;
    assert_eq!(plain(&headings[0].text), "CO₂ 5 t");
}

#[test]
fn heading_ids() {
    let id = |id: &str| id.to_owned();
    for (text, ids, kinds) in [
        ("# Cite 1", vec!["section-cite-1"], vec![]),
        ("# 下一步 工作", vec!["下一步-工作"], vec![]),
        ("# !", vec!["section"], vec![]),
        ("# a {#_main}", vec!["a"], vec![ProblemKind::ReservedHeadingId { id: id("_main") }]),
        ("# a {#fn-1}", vec!["a"], vec![ProblemKind::ReservedHeadingId { id: id("fn-1") }]),
        ("# a {#x\"y}", vec!["a"], vec![ProblemKind::InvalidHeadingId { id: id("x\"y") }]),
        ("# a\n\n# b {#a}", vec!["a", "b"], vec![ProblemKind::DuplicateHeadingId { id: id("a") }]),
        ("# a {#x .c onclick=y}", vec!["x"], vec![ProblemKind::HeadingAttributes]),
        ("# a {onclick=y}", vec!["a"], vec![ProblemKind::HeadingAttributes]),
    ] {
        assert_eq!(compile(text, &Options::default()).ids, ids, "{text}");
        assert_eq!(problems(text), kinds, "{text}");
        assert!(!html(text).contains("onclick"));
    }
}

#[test]
fn tables() {
    assert_eq!(
        html("| Country | Value |\n|---|--:|\n| **Norway** | 1,2 % |\n| [[a:b\\|Sw]] | 3 |"),
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"Table\">\n<table>\n<thead>\n\
         <tr><th scope=\"col\">Country</th><th scope=\"col\" class=\"right\">Value</th></tr>\n</thead>\n<tbody>\n\
         <tr><th scope=\"row\"><strong>Norway</strong></th><td class=\"right\">1,2 %</td></tr>\n\
         <tr><th scope=\"row\">{0}</th><td class=\"right\">3</td></tr>\n</tbody>\n</table>\n</div>\n"
    );
    let rows = |text: &str| html(text).matches("scope=\"row\"").count();
    assert_eq!(rows("| | A |\n|-|-|\n| x | words |"), 1, "a first column without a header names the rows");
    assert_eq!(rows("| A | B |\n|-|-|\n| x | words |"), 0);
    assert!(html("| | 2023 | [[a:b]] |\n|-|-|-|\n| x | 1 | 2 |").contains("<thead>\n<tr><td></td><th scope=\"col\">2023</th><th scope=\"col\">{0}</th></tr>"));
    assert!(html("| | 2023 |\n|-:|-|\n| x | 1 |").contains("<tr><td class=\"right\"></td>"));
    assert_eq!(rows("| Year | B |\n|-|-|\n| 2024 | 3 |"), 0);
    assert_eq!(rows("| A | B |\n|-|-|\n| x | 1 |\n| | 2 |"), 0, "a row header is never empty");
    assert_eq!(rows("| A |\n|-|\n| x |"), 0);
    assert!(html("| A |\n|-|").contains("</thead>\n</table>"));
    assert!(html("| A | B |\n|:-:|-|\n| `a\\|[[b:c\\|d]]` | [[b:c|d]] |").contains("<td class=\"center\"><code>a|[[b:c|d]]</code></td><td>{0}</td>"));
}

#[test]
fn footnotes() {
    let text = "One[^b], two[^A], again[^b].\n\n[^a]: Second, see[^c].\n[^b]: First.\n[^c]: Third, see[^b].\n";
    let compiled = compile(text, &Options::default());
    let html = filled(&compiled);
    assert!(
        html.starts_with(
            "<p>One<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup>, \
         two<sup class=\"footnote-ref\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup>, \
         again<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup>.</p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n<li id=\"fn-1\">\n<p>First. <a "
        ),
        "{html}"
    );
    assert!(html.contains("href=\"#fnref-1-3\" role=\"doc-backlink\" aria-label=\"Back 1-3\">↩\u{FE0E}<sup>3</sup></a></p>\n</li>"), "{html}");
    assert!(html.contains("<li id=\"fn-3\">\n<p>Third, see<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1-3\""), "{html}");
    assert_eq!(compiled.ids, ["fn-1", "fnref-1", "fnref-1-2", "fnref-1-3", "fn-2", "fnref-2", "fn-3", "fnref-3"]);
    assert_eq!(compiled.problems, []);
}

#[test]
fn footnotes_gone_wrong() {
    let label = |label: &str| label.to_owned();
    assert_eq!(problems("a[^x] \\[^y] `[^z]`"), [ProblemKind::UndefinedFootnote { label: label("x") }]);
    assert_eq!(problems("a\n\n[^x]: b"), [ProblemKind::UnusedFootnote { label: label("x") }]);
    assert_eq!(problems("a[^x]\n\n[^x]: b\n\n[^X]: c"), [ProblemKind::DuplicateFootnote { label: label("X") }]);
    assert_eq!(problems("a[^x]\n\n[^x]: b[^y]\n\n[^y]: [^x] and [^y]"), []);
    let html = html("a[^x]\n\n[^x]: [[a:b]][^y][[c:d]]\n\n    | [^y] | [[e:f]] |\n    |-|-|\n    | x | 1[^y] |\n\n[^y]: # T[^x]\n");
    let order: Vec<usize> = ["{0}<sup", "</sup>{1}", "fnref-2-2", "{2}", "<th scope=\"row\">x</th>", "fnref-2-3\" role=\"doc-noteref", "T<sup"]
        .iter()
        .map(|part| html.find(part).unwrap_or_else(|| panic!("{part} in {html}")))
        .collect();
    assert!(order.is_sorted(), "{order:?} {html}");
}

#[test]
fn alerts_and_tasks() {
    for (kind, class, word) in [
        ("NOTE", "note", "Note"),
        ("tip", "tip", "Tip"),
        ("IMPORTANT", "important", "Important"),
        ("WARNING", "warning", "Warning"),
        ("CAUTION", "caution", "Caution"),
    ] {
        assert_eq!(
            html(&format!("> [!{kind}]\n> a\n")),
            format!("<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-title\">{word}</p>\n<p>a</p>\n</div>\n")
        );
    }
    assert_eq!(
        html("- [ ] a\n- [x] b"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"Open\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Done\"> b</li>\n</ul>\n"
    );
    assert!(html("- [ ] ![a](b \"c\")\n\n- d").contains("<li class=\"task\">\n<p><input"));
}

#[test]
fn lead() {
    for (text, expected) in [
        ("# T\n\nA *b* `c` \"d\" [e](/f/)\ng [[h:i]] j [@k] l[^1].\n![m](n)\n\nB\n\n[^1]: x", "A b c “d” e g <1> j l."),
        ("> quote\n\n![a](b)\n\nText", "Text"),
        ("中文\n中文", "中文中文"),
        ("- item", ""),
        ("The rate is ~~5~~6 percent of 10<sup>6</sup> units.", "The rate is 6 percent of 10⁶ units."),
        ("It was ~~27.23~~ 27.32, <del>a</del> <ins>b</ins> <s>c</s>.", "It was 27.32, b."),
        ("H<sub>2</sub>O, CO<SUB>2</SUB>, x<sup>2n</sup>, 5<sup>th</sup>, 10<sup>1.5</sup>, y<sub>[[a:b]]</sub>", "H₂O, CO₂, x²ⁿ, 5th, 10^(1.5), y_(<0>)"),
        ("Line one<br>line two.<br/>\nThree  \nfour\\\nfive", "Line one line two. Three four five"),
        ("Rose to 12[^a] percent, or 13[^a].\n\n[^a]: n", "Rose to 12 percent, or 13."),
        ("Rated ![four](x.png) by 5![six](y.png)7 ![](z.png).\n![Chart](c.png)\nEnd", "Rated four by 5 six 7. End"),
        ("![Chart](c.png)\nText", "Text"),
        ("a<p>b</p><p>c</p> &nbsp;&lt;d&gt; <!-- e --> f <script>g</script> h", "a b c \u{a0}<d> f h"),
        ("~~all of it~~\n\nB", "B"),
        ("a <b>c</b> &amp; <", "a c & <"),
    ] {
        assert_eq!(plain(&compile(text, &Options::default()).lead), expected, "{text}");
    }
}

#[test]
fn fragments_in_feeds() {
    let compiled = compile("a[^1] [b](#c) [d](/e/)\n\n[^1]: f\n", &Options::default());
    let resolved = [Resolved { address: "#c".into(), ..Resolved::default() }, Resolved { address: "/e/?a&b".into(), ..Resolved::default() }];
    let html = fill(&compiled.template, &resolved, &words(), Some("https://x.example/?p&q"));
    for part in [
        "href=\"https://x.example/?p&amp;q#fn-1\"",
        "href=\"https://x.example/?p&amp;q#fnref-1\"",
        "href=\"https://x.example/?p&amp;q#c\"",
        "href=\"/e/?a&amp;b\"",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(fill(&compiled.template, &resolved, &words(), None).contains("href=\"#c\""));
    assert!(fill(&compiled.template, &[], &words(), None).contains("href=\"\""), "a missing answer leaves the hole empty");
}
