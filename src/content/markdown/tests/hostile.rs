use super::*;

fn html_with(raw_html: RawHtml, text: &str) -> String {
    filled(&compile(text, &Options { raw_html, ..Options::default() }))
}

/// Fails unless every tag is closed in order, and no attribute or address is dangerous.
fn assert_well_formed(html: &str, source: &str) {
    const VOID: [&str; 8] = ["br", "hr", "img", "input", "wbr", "col", "link", "meta"];
    let mut open = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('"') || rest[..start].contains('>') || source.contains('"'), "{source:?} {html}");
        let (name, behind) = tag(&rest[start + 1..]).unwrap_or_else(|| panic!("broken tag in {html} of {source:?}"));
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{html} of {source:?}"),
            None if VOID.contains(&name) => {}
            None => open.push(name),
        }
        rest = behind;
    }
    assert!(open.is_empty(), "{open:?} left open in {html} of {source:?}");
    assert!(!html.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{html:?}");
    assert!(!html.contains(['\u{FDD0}', '\u{FDD1}']), "{html:?}");
}

/// The name of a tag, and what follows it; its attributes are checked.
fn tag(html: &str) -> Option<(&str, &str)> {
    let end = html.find([' ', '>'])?;
    let name = &html[..end];
    let mut rest = &html[end..];
    while let Some(attribute) = rest.strip_prefix(' ') {
        let end = attribute.find([' ', '>', '='])?;
        let key = &attribute[..end];
        assert!(!key.starts_with("on") && key != "style" && key != "srcdoc", "{html}");
        rest = &attribute[end..];
        if let Some(value) = rest.strip_prefix("=\"") {
            let end = value.find('"')?;
            assert!(!value[..end].contains('<') || matches!(key, "alt" | "title" | "class" | "aria-label"), "{html}");
            if matches!(key, "href" | "src") {
                let address = value[..end].replace("&amp;", "&").to_lowercase();
                let scheme = address.trim_start().split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
                assert!(scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto", "tel"].contains(&scheme)) && !address.starts_with("//"), "{html}");
            }
            rest = &value[end + 1..];
        }
    }
    Some((name, rest.strip_prefix('>')?))
}

#[test]
fn dangerous_addresses_leave_their_text() {
    for text in [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](java&#x0A;script:alert(1))",
        "[a](java&Tab;script:alert(1))",
        "[a](&#1;javascript:alert(1))",
        "[a](<javascript:alert(1)>)",
        "[a](javascript&colon;alert(1))",
        "[a](data:text/html;base64,x)",
        "[a](vbscript:x)",
        "[a](//evil.example)",
        "[a](\\\\\\\\evil.example)",
        "[a](/\\\\evil.example)",
        "[a][b]\n\n[b]: javascript:alert(1)",
        "[a](x:y)",
        "![a](javascript:alert(1))",
        "![a](//evil.example/x.png)",
    ] {
        assert_eq!(html(text), "<p>a</p>\n", "{text}");
        assert_eq!(problems(text).len(), 1, "{text}");
    }
    assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
    assert_eq!(html("[a](javascript:x \"y\") [[[b:c]]](data:x)"), "<p>a {0}</p>\n");
}

#[test]
fn attributes_cannot_be_left() {
    for text in [
        "[a](https://x.example/\"onclick=alert(1)//)",
        "[a](https://x.example 'x\" onclick=\"alert(1)')",
        "[a](/x 'x\" onclick=\"alert(1)')",
        "![\" onerror=\"alert(1)](x.png)",
        "![a](x.png '\" onerror=\"alert(1)')",
        "![a `\"<b>` c](x.png)",
        "https://x.example/\"onclick=\"x",
        "```\"onclick=x\na\n```",
        "```a\"onclick=\"x\na\n```",
        "# a {#b\"onclick=\"x}",
        "# \"><script>alert(1)</script>",
        "[^\"><b>]\n\n[^\"><b>]: x",
    ] {
        assert_well_formed(&html(text), text);
    }
    let resolved = [Resolved { address: "/\"><script>".into(), pixels: None, text: "\"<b>".into(), html: None }];
    let compiled = compile("![a](x) [[b:c]]", &Options::default());
    let answers = [resolved[0].clone(), resolved[0].clone()];
    let html = fill(&compiled.template, &answers, &words(), None);
    assert_eq!(html, "<p><img src=\"/&quot;&gt;&lt;script&gt;\" alt=\"a\" loading=\"lazy\"> &quot;&lt;b&gt;</p>\n");
}

#[test]
fn raw_html_passes_the_list() {
    for (text, expected) in [
        ("a <b>b</b> <script>alert(1)</script> c", "<p>a <b>b</b>  c</p>\n"),
        ("<div onclick=\"x\" class=\"y\" style=\"z\">\n\n*a*\n\n</div>\n", "<div class=\"y\">\n<p><em>a</em></p>\n</div>\n"),
        ("<!-- a -->\n\nb <!-- c -->d", "<p>b d</p>\n"),
        ("<!-- a --><b>x</b>\n", "<b>x</b>\n"),
        ("<a href=\"javascript:x\">a</a> <a href=\" java\nscript:x\">b</a>", "<p><a>a</a> <a>b</a></p>\n"),
        ("<a href=\"//evil.example\">a</a> <a href=\"/\\evil.example\">a</a>", "<p><a>a</a> <a>a</a></p>\n"),
        ("<a href=\"x.html\">a</a> <img src=\"y.png\" onerror=\"z\">", "<p><a href=\"/0\">a</a> <img src=\"/1\"></p>\n"),
        ("a <b>b", "<p>a <b>b</b></p><b>\n</b>"),
        ("a </p></div></article> b", "<p>a </p> b<p></p>\n"),
        ("<b id=\"x\">a</b><i id=\"x\">b</i><u id=\"_main\" tabindex=\"5\">c</u>", "<p><b id=\"x\">a</b><i>b</i><u>c</u></p>\n"),
        ("<input type=\"text\" name=\"q\" value=\"v\">", ""),
        ("<iframe src=\"x\"></iframe><form action=\"x\"><button>a</button></form>", "a\n"),
        ("<svg><p><style><a title=\"</style><img src onerror=alert(1)>\">", "<p></p><p>\"&gt;</p>\n"),
        ("<h1>a</h1>\n", "a\n"),
    ] {
        assert_eq!(html(text).trim_start_matches('\n'), expected, "{text}");
    }
    assert_eq!(compile("<b id=\"x\">a</b>\n\n# y", &Options::default()).ids, ["y", "x"]);
}

#[test]
fn our_own_html_survives_the_list() {
    let text =
        "# H\n\n| | A |\n|-|-:|\n| x | 1[^1] |\n\n> [!NOTE]\n> [[a:b]] [c](/d/ \"T\")\n\n- [x] e\n\n![f](g.png \"H\")\n\n```x\ny\n```\n\nT\n: D\n\n[^1]: n\n";
    let clean = html(text);
    let cleaned = html(&format!("{text}\n<b>z</b>\n"));
    // Attributes may change places; what is said must not.
    let parts = |html: &str| {
        let mut parts: Vec<String> = html.replace("=\"\"", "").split([' ', '\n', '>', '<']).map(str::to_owned).collect();
        parts.sort();
        parts.retain(|part| !part.is_empty());
        parts
    };
    let mut expected = parts(&clean);
    expected.extend(["p".into(), "b".into(), "z".into(), "/b".into(), "/p".into()]);
    expected.sort();
    assert_eq!(parts(&cleaned), expected);
}

#[test]
fn holes_cannot_be_forged_or_moved() {
    for text in [
        "[[a:b]] <b title=\"&#xFDD0;0&#xFDD1;\">x</b> &#xFDD0;0&#xFDD1;",
        "[[a:b]] <b title=\"&#64976;0&#64977\">x</b>",
        "[[a:b]] <b title=\"&#x000fdD0;0&#XFDD1;\">x</b>",
        "[[a:b]] <b>\u{FDD0}0\u{FDD1}</b>",
        "[[a:b]]\n\n<b title=\"&#xFD\nD0;0\">\n",
    ] {
        let html = html(text);
        assert_eq!(html.matches("{0}").count(), 1, "{text} {html}");
        assert_well_formed(&html, text);
    }
    // An attribute that is left open swallows a hole: text may stay, HTML and addresses may not.
    for open in ["<div title=\"", "<div title='", "<div title=", "<a href=\"", "<img src='", "<div ", "<div", "<a href=\"javascript:"] {
        let text = format!("<b>x</b>\n\n{open}\n\nx [[a:b]] [c](/d/) \" ' [^1]\n\n[^1]: [[e:f]]\n");
        let html = html(&text);
        assert_well_formed(&html, &text);
        for tag in html.split('<') {
            assert!(!tag.split('>').next().unwrap_or_default().contains('{'), "{html}");
        }
    }
}

#[test]
fn raw_html_allowed_or_forbidden() {
    assert_eq!(
        html_with(RawHtml::Allow, "<!-- a -->\n<script>b</script>\n\nc <i onclick=x>d</i>"),
        "<!-- a -->\n<script>b</script>\n<p>c <i onclick=x>d</i></p>\n"
    );
    let text = "<div>\n*a*\n</div>\n\nb <i>c</i> <!-- d -->\n\n<!-- e -->\n";
    assert_eq!(html_with(RawHtml::Forbid, text), "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;\n</p>\n<p>b &lt;i&gt;c&lt;/i&gt; </p>\n");
    let compiled = compile(text, &Options { raw_html: RawHtml::Forbid, ..Options::default() });
    assert!(compiled.problems.iter().all(|problem| problem.kind == ProblemKind::RawHtml));
    let spans: Vec<&str> = compiled.problems.iter().map(|problem| &text[problem.span.start as usize..problem.span.end as usize]).collect();
    assert_eq!(spans, ["<div>\n*a*\n</div>\n", "<i>", "</i>"]);
}

/// Texts put together at random from what is most likely to go wrong.
#[test]
fn random_texts_are_safe() {
    const PARTS: [&str; 64] = [
        "*",
        "**",
        "***",
        "_",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "[[",
        "]]",
        "[[a:b]]",
        "[[a:b|c]]",
        "[@s]",
        "[@s; @t]",
        "(",
        ")",
        "](x)",
        "](javascript:x)",
        "![",
        "[^1]",
        "[^2]",
        "\n[^1]: ",
        "\n[^2]: ",
        "\n",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n- [ ] ",
        "\n1. ",
        "\n# ",
        "\n---\n",
        "\n| a | b |\n|-|-|\n| ",
        " | ",
        "\\|",
        "|",
        "\\",
        "\"",
        "'",
        "--",
        "...",
        "&",
        "&#1;",
        "&amp;",
        "<b>",
        "</b>",
        "<div title=\"",
        "<!-- ",
        " -->",
        "https://x.example/a",
        "，",
        "：",
        "中",
        "文",
        "（",
        "）",
        "a",
        " ",
        "é",
        "𠀀",
        "\u{1}",
        "\t",
        "{#x}",
        "\n```\n",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).expect("a small number")
    };
    for round in 0..6_000 {
        let text: String = (0..=next(24)).map(|_| PARTS[next(PARTS.len())]).collect();
        let language = ["en", "zh", "fr"][round % 3];
        let raw_html = [RawHtml::Sanitise, RawHtml::Forbid][round % 2];
        let options = Options { language, raw_html, ..Options::default() };
        for compiled in [compile(&text, &options), compile_inline(&text, &options)] {
            assert_well_formed(&filled(&compiled), &text);
            let spans = compiled.references.iter().map(|one| &one.span).chain(compiled.problems.iter().map(|one| &one.span));
            for span in spans {
                assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
            }
            let mut ids = compiled.ids.clone();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), compiled.ids.len(), "{text:?}");
            let html = fill(&compiled.template, &[], &words(), None);
            assert!(!html.contains(['\u{2E2E}', '\u{E001}', '\u{FFFD}']), "{text:?} {html:?}");
        }
    }
}
