use super::*;

#[test]
fn commonmark_stays_commonmark() {
    for (text, expected) in [
        ("a *b* **c** ***d*** `e`", "a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <code>e</code>"),
        ("a_b_c \\*d\\* 2 * 3 * 4", "a_b_c *d* 2 * 3 * 4"),
        ("**a:**b", "**a:**b"),
        ("a**(b)**c", "a**(b)**c"),
        ("**(a)**b", "**(a)**b"),
        ("~~gone~~ & &amp; &lt; &copy;", "<del>gone</del> &amp; &amp; &lt; ©"),
        ("a  \nb\\\nc\nd", "a<br>\nb<br>\nc\nd"),
        ("[a][b]\n\n[b]: https://x.example/ (T)", "<a href=\"https://x.example/\" title=\"T\">a</a>"),
        ("<https://x.example/?a=1&b=2>", "<a href=\"https://x.example/?a=1&amp;b=2\">https://x.example/?a=1&amp;b=2</a>"),
        ("<me@x.example>", "<a href=\"mailto:me@x.example\">me@x.example</a>"),
        ("`` a`b `` `<i>`", "<code>a`b</code> <code>&lt;i&gt;</code>"),
        ("a\u{1}b\u{7F}c &#1; \u{85}", "abc  "),
    ] {
        assert_eq!(inline_in("zh", text), expected, "{text:?}");
    }
}

#[test]
fn smart_punctuation() {
    for (language, text, expected) in [
        ("en", "\"a 'b' c\" isn't it, the '90s, students' \"x\"", "“a ‘b’ c” isn’t it, the ’90s, students’ “x”"),
        ("en", "1990--2000 --- yes... no....", "1990–2000 — yes… no...."),
        ("en", "run `\"--x\"` with --strict", "run <code>&quot;--x&quot;</code> with --strict"),
        ("en", "*\"a\"* \"*b*\" (\"c\") \"[d](https://x.example)\"", "<em>“a”</em> “<em>b</em>” (“c”) “<a href=\"https://x.example\">d</a>”"),
        ("en", "\\\"a\\\" &quot;b&quot; \\... \\--", "&quot;a&quot; &quot;b&quot; ... --"),
        ("en", "5 \" x", "5 &quot; x"),
        ("en", "他说\"你好\"。", "他说“你好”。"),
        ("de", "\"a 'b' c\" geht's?", "„a ‚b‘ c“ geht’s?"),
        ("fr", "l'an \"a\"", "l’an «\u{202F}a\u{202F}»"),
        ("es-MX", "\"a\"", "«a»"),
        ("it", "l'\"a\"", "l’«a»"),
        ("sv", "\"a\"", "”a”"),
        ("zh-Hans", "\"a\" 'b' -- ...", "&quot;a&quot; 'b' -- ..."),
        ("ja", "\"a\"", "&quot;a&quot;"),
        ("ar", "\"a\" --- b", "&quot;a&quot; — b"),
    ] {
        assert_eq!(inline_in(language, text), expected, "{text}");
    }
}

#[test]
fn what_raw_html_says_was_typed_stays_as_it_was() {
    for (text, expected) in [
        ("type <code>--all \"x\"...</code> or \"y\"...", "type <code>--all \"x\"...</code> or “y”…"),
        ("<kbd>\"</kbd> <samp>a -- b</samp> <var>x'</var>'s <KBD>'</KBD>", "<kbd>\"</kbd> <samp>a -- b</samp> <var>x'</var>’s <kbd>'</kbd>"),
        (
            "<code>https://x.example</code> <a href=\"https://x.example\">https://x.example/</a>",
            "<code>https://x.example</code> <a href=\"https://x.example\">https://x.example/</a>",
        ),
        ("<code>*\"a\"*</code>", "<code><em>\"a\"</em></code>"),
    ] {
        assert_eq!(inline_in("en", text).replace("&quot;", "\""), expected, "{text}");
    }
    assert_eq!(html("<code>a\n\n\"b\"").matches('“').count(), 1, "it ends with its block");
    assert_eq!(filled(&compile_inline("a <code>\"b\n\"</code>", &Options::default())).replace("&quot;", "\""), "a <code>\"b \"</code>");
}

#[test]
fn images_are_described_in_plain_text() {
    assert_eq!(inline_in("en", "![~~5~~6 x 10<sup>6</sup>\\\nH<sub>2</sub>O](x.png)"), "<img src=\"/0\" alt=\"6 x 10⁶ H₂O\" loading=\"lazy\">");
}

#[test]
fn mathematics_is_left_alone() {
    let options = Options { math: true, ..Options::default() };
    for (text, expected) in [
        ("$a_{1}*b*c$ and \"*x*\"", "$a_{1}*b*c$ and “<em>x</em>”"),
        ("\\(f'(x) < [@y]\\) \\[[[a:b]]\\] $$\\frac{1}{2}--3$$", "\\(f'(x) &lt; [@y]\\) \\[[[a:b]]\\] $$\\frac{1}{2}--3$$"),
        ("costs $5 or *$6* `$a$` [[a:b|$x$]] $y$[@c]", "costs $5 or <em>$6</em> <code>$a$</code> {0} $y$"),
        ("![$a*b*$](x.png)", "<img src=\"/0\" alt=\"$a*b*$\" loading=\"lazy\">"),
    ] {
        let html = filled(&compile(text, &options));
        assert!(html.starts_with(&format!("<p>{expected}")), "{text}: {html}");
        assert!(filled(&compile_inline(text, &options)).starts_with(expected), "{text}");
    }
    assert_eq!(filled(&compile("$$\na\n= b\n- c\n$$\n", &options)), "<p>$$\na\n= b\n- c\n$$</p>\n");
    assert_eq!(filled(&compile("| a |\n|-|\n| $|x|$ |", &options)).matches("<td").count(), 1);
    assert_eq!(html("$a*b*c$"), "<p>$a<em>b</em>c$</p>\n");
}

#[test]
fn bare_links() {
    let link = |address: &str| format!("<a href=\"{0}\">{0}</a>", address.replace('&', "&amp;"));
    for (text, before, address, after) in [
        ("see https://x.example/a_b_c*d.", "see ", "https://x.example/a_b_c*d", "."),
        ("(https://x.example/~u/(v))", "(", "https://x.example/~u/(v)", ")"),
        ("见https://x.example/a?b=1&c=2，好", "见", "https://x.example/a?b=1&c=2", "，好"),
        ("**https://x.example/**", "<strong>", "https://x.example/", "</strong>"),
        ("https://x.example/it's--a...b!", "", "https://x.example/it's--a...b", "!"),
    ] {
        assert_eq!(inline_in("zh", text), format!("{before}{}{after}", link(address)), "{text}");
    }
    assert_eq!(inline_in("en", "`https://x.example`"), "<code>https://x.example</code>");
    assert_eq!(inline_in("en", "[https://x.example](/a/)"), "<a href=\"/0\">https://x.example</a>");
    assert_eq!(inline_in("en", "www.x.example ftp://x.example"), "www.x.example ftp://x.example");
}

#[test]
fn internal_links_are_holes() {
    let text = "[a](../b%20c.md?q#d \"T\") [e](/f/) [g](#h) ![i](j.png)";
    assert_eq!(inline_in("en", text), "<a href=\"/0\" title=\"T\">a</a> <a href=\"/1\">e</a> <a href=\"/2\">g</a> <img src=\"/3\" alt=\"i\" loading=\"lazy\">");
    let link = |path: &str, query: Option<&str>, fragment: Option<&str>| Target::Link {
        path: path.into(),
        query: query.map(Into::into),
        fragment: fragment.map(Into::into),
    };
    assert_eq!(
        references(text),
        [
            ("[a](../b%20c.md?q#d \"T\")".into(), link("../b c.md", Some("q"), Some("d"))),
            ("[e](/f/)".into(), link("/f/", None, None)),
            ("[g](#h)".into(), link("", None, Some("h"))),
            ("![i](j.png)".into(), Target::Image { path: "j.png".into() }),
        ]
    );
}

#[test]
fn wiki_links() {
    for (text, expected, targets) in [
        ("a [[term:gdp]].", "a {0}.", vec![wiki("term", "gdp", None, None)]),
        ("[[a:b#c|d *e* \\| f]]", "{0}", vec![wiki("a", "b", Some("c"), Some("d *e* | f"))]),
        ("[[term:x]](y)", "{0}(y)", vec![wiki("term", "x", None, None)]),
        ("[[a:b]]\n\n[a:b]: https://x.example", "{0}", vec![wiki("a", "b", None, None)]),
        ("*[[a:x_y*z]]*", "<em>{0}</em>", vec![wiki("a", "x_y*z", None, None)]),
        ("**[[a:数据]]**和", "<strong>{0}</strong>和", vec![wiki("a", "数据", None, None)]),
        ("[[[a:b]]]", "[{0}]", vec![wiki("a", "b", None, None)]),
        ("[x [[a:b]] y](https://x.example)", "<a href=\"https://x.example\">x t0 y</a>", vec![wiki("a", "b", None, None)]),
        ("![x [[a:b]] y](https://x.example/z)", "<img src=\"https://x.example/z\" alt=\"x t0 y\" loading=\"lazy\">", vec![wiki("a", "b", None, None)]),
        ("\\[[a:b]] `[[a:b|c]]` \\[@a]", "[[a:b]] <code>[[a:b|c]]</code> [@a]", vec![]),
        ("\\\\[[a:b]]", "\\{0}", vec![wiki("a", "b", None, None)]),
        ("[[1]](https://x.example) [[see]] [[A:b]] [[a:]] [[a:b", "<a href=\"https://x.example\">[1]</a> [[see]] [[A:b]] [[a:]] [[a:b", vec![]),
        ("[[https://x.example]]", "[[<a href=\"https://x.example\">https://x.example</a>]]", vec![]),
        (
            "`x` ``[[a:b]]\n[[c:*]]`` [a](<b[[c:d]]>)",
            "<code>x</code> <code>[[a:b]] [[c:*]]</code> <a href=\"/0\">a</a>",
            vec![Target::Link { path: "b[[c:d]]".into(), query: None, fragment: None }],
        ),
    ] {
        assert_eq!(inline_in("en", text), expected, "{text}");
        let found: Vec<Target> = references(text).into_iter().map(|(_, target)| target).collect();
        assert_eq!(found, targets, "{text}");
    }
}

#[test]
fn citations() {
    let cite = |id: &str| Target::Citation { id: id.into() };
    assert_eq!(inline_in("en", "a [@s1] b [@s1; @s-2]."), "a{0} b{1}{2}.");
    assert_eq!(references("a [@s1; @数据]."), [("@s1".into(), cite("s1")), ("@数据".into(), cite("数据"))]);
    assert_eq!(inline_in("en", "[@a][@b] as [@c]: x"), "{0}{1} as{2}: x");
    assert_eq!(inline_in("en", "[@a](https://x.example) [@] [@a, p. 2] [a@b]"), "<a href=\"https://x.example\">@a</a> [@] [@a, p. 2] [a@b]");
    let link = |text: &str| format!("<a href=\"https://x.example\">{text}</a>");
    assert_eq!(inline_in("en", "[@a] [x][@a] [@b]\n\n[@A]: https://x.example"), format!("{} {}{{0}}", link("@a"), link("x")));
    assert_eq!(inline_in("en", "[@a; @b] [@b]\n\n[@a;  @b]: https://x.example"), format!("{}{{0}}", link("@a; @b")));
    assert_eq!(inline_in("en", "[@a] `[@a]: x`"), "{0} <code>[@a]: x</code>");
}

#[test]
fn images() {
    assert_eq!(html("![*a* `b` \"c\"](x.png \"T\")"), "<figure><img src=\"/0\" alt=\"a b “c”\" loading=\"lazy\"><figcaption>T</figcaption></figure>\n");
    assert_eq!(html("![a](x.png)"), "<p><img src=\"/0\" alt=\"a\" loading=\"lazy\"></p>\n");
    assert_eq!(inline_in("en", "b ![a](x.png \"T<\")"), "b <img src=\"/0\" alt=\"a\" loading=\"lazy\" title=\"T&lt;\">");
    assert_eq!(inline_in("en", "![a](x.png \"T\")![b](y.png \"U\")").matches("title=").count(), 2);
    assert_eq!(inline_in("en", "![a ![b](y.png) [c](z)](x.png)"), "<img src=\"/0\" alt=\"a b c\" loading=\"lazy\">");
    assert_eq!(problems("![](x.png)"), [ProblemKind::MissingAlt]);
    assert_eq!(problems("![[[a:b]]](x.png)"), []);
    assert_eq!(inline_in("en", "![a](data:x) ![b](mailto:c)"), "a b");
    assert_eq!(problems("[![a](x.png)](y)"), []);
    assert_eq!(inline_in("en", "[![a](x.png \"T\")](/y/)"), "<a href=\"/0\"><img src=\"/1\" alt=\"a\" loading=\"lazy\" title=\"T\"></a>");
}

#[test]
fn one_line() {
    let line = |text: &str| filled(&compile_inline(text, &Options::default()));
    for (text, expected) in [
        ("# a *b* [[c:d]] [@e]", "# a <em>b</em> {0}{1}"),
        ("- a", "- a"),
        ("1. a", "1. a"),
        ("> a", "&gt; a"),
        ("    a", "a"),
        ("***", "***"),
        ("**\"a\"** b", "<strong>“a”</strong> b"),
        ("**a**", "<strong>a</strong>"),
        ("[a]: https://x.example", "[a]: <a href=\"https://x.example\">https://x.example</a>"),
        ("a | b\n---|---\nc", "a | b —|— c"),
        ("中文\n中文 a\n b", "中文中文 a b"),
        ("```\na\n```", "<code>a</code>"),
        ("**重要：**请看 `[[x:y]]`", "<strong>重要：</strong>请看 <code>[[x:y]]</code>"),
        ("", ""),
        (" \n ", ""),
    ] {
        assert_eq!(line(text), expected, "{text:?}");
    }
    let compiled = compile_inline("é [[c:d]]\n[^x]", &Options::default());
    assert_eq!(compiled.references[0].span, 3..10);
    assert_eq!(compiled.problems, [Problem { span: 11..15, kind: ProblemKind::UndefinedFootnote { label: "x".into() } }]);
    assert_eq!(plain(&compiled.lead), "é <0> [^x]");
    let compiled = compile_inline("Up ~~5~~6% to 10<sup>6</sup>\n![up](x.png)", &Options::default());
    assert_eq!(plain(&compiled.lead), "Up 6% to 10⁶ up");
    assert_eq!(plain(&compile_inline("![up](x.png)", &Options::default()).lead), "up");
}
