use super::*;

#[test]
fn lines_are_joined() {
    for (language, text, expected) in [
        ("zh", "中文\n中文，\n中文。\n“引”\n文", "中文中文，中文。“引”文"),
        ("en", "中文\n中文", "中文中文"),
        ("ja", "かな\nカナ", "かなカナ"),
        ("zh", "中文\n**粗**\n[链](https://x.example)\n文", "中文<strong>粗</strong><a href=\"https://x.example\">链</a>文"),
        ("zh", "中文\nLatin\n中文", "中文\nLatin\n中文"),
        ("ko", "한국\n어", "한국\n어"),
        ("en", "a\nb", "a\nb"),
        ("zh", "中\n[[a:b]]\n[@c]\n文", "中{0}{1}文"),
        ("en", "a\n[[a:b]]", "a\n{0}"),
    ] {
        assert_eq!(inline_in(language, text), expected, "{text}");
    }
    assert_eq!(html_in("zh", "> 中文\n> 中文"), "<blockquote>\n<p>中文中文</p>\n</blockquote>\n");
    assert!(html_in("zh", "中文\n[^1]文\n\n[^1]: x").starts_with("<p>中文<sup"));
}

#[test]
fn emphasis_beside_korean() {
    for (text, expected) in [
        ("성장률은 **3.2%**로 집계됐다.", "성장률은 <strong>3.2%</strong>로 집계됐다."),
        ("예산 **100억 원(추정)**을 배정했다.", "예산 <strong>100억 원(추정)</strong>을 배정했다."),
        (
            "**[링크](https://x.example)**는 값이**(5)**이다 ~~3%~~가",
            "<strong><a href=\"https://x.example\">링크</a></strong>는 값이<strong>(5)</strong>이다 <del>3%</del>가",
        ),
        ("약 *3.2%*로, 가격*(원), 수량*(개), 율(%)*은 값(%)*은", "약 <em>3.2%</em>로, 가격*(원), 수량*(개), 율(%)*은 값(%)*은"),
        ("**`코드`**입니다", "<strong><code>코드</code></strong>입니다"),
    ] {
        assert_eq!(inline_in("ko", text), expected, "{text}");
    }
}

#[test]
fn emphasis_beside_full_width_punctuation() {
    for (text, expected) in [
        ("**重要：**请看", "<strong>重要：</strong>请看"),
        ("**（一）**二**（三）**四", "<strong>（一）</strong>二<strong>（三）</strong>四"),
        ("2**3 中**", "2<strong>3 中</strong>"),
        ("增长**9.4%**的", "增长<strong>9.4%</strong>的"),
        ("中**“引”**了", "中<strong>“引”</strong>了"),
        ("中**[链](https://x.example)**中", "中<strong><a href=\"https://x.example\">链</a></strong>中"),
        ("中**`码`**中", "中<strong><code>码</code></strong>中"),
        ("*（一）*二", "<em>（一）</em>二"),
        ("***（一）***二", "<em><strong>（一）</strong></em>二"),
        ("~~废止。~~请", "<del>废止。</del>请"),
        ("**重要：**ABC", "<strong>重要：</strong>ABC"),
        ("a**中**(x)", "a<strong>中</strong>(x)"),
        ("😀**中文**呢", "😀<strong>中文</strong>呢"),
        ("**𠀀)**𠀁", "<strong>𠀀)</strong>𠀁"),
        ("**中** **（** 文", "<strong>中</strong> <strong>（</strong> 文"),
        ("中 **（ **文", "中 **（ **文"),
        ("\\*\\*重要：\\*\\*请看", "**重要：**请看"),
        ("\\**重要：*请", "*<em>重要：</em>请"),
        ("`**重要：**请看` `a\n**：b`", "<code>**重要：**请看</code> <code>a **：b</code>"),
        ("中*)x`)*中`", "中*)x<code>)*中</code>"),
        ("\u{E001}**重要：**请\u{2E2E}", "\u{E001}**重要：**请\u{2E2E}"),
        ("`\u{E001}\n` **中**[[a:b]]", "<code>\u{E001} </code> <strong>中</strong>{0}"),
    ] {
        assert_eq!(inline_in("zh", text), expected, "{text}");
    }
}

#[test]
fn what_was_exchanged_never_shows() {
    let code = "```text\n**重要：**请 中*)文\n\t[[a:b]] *（\n```\n\n    **：**中\n";
    assert_eq!(
        html_in("zh", code),
        "<pre tabindex=\"0\"><code class=\"language-text\">**重要：**请 中*)文\n\t[[a:b]] *（\n</code></pre>\n\
         <pre tabindex=\"0\"><code>**：**中\n</code></pre>\n"
    );
    // A letter beside a delimiter, in an address that is also escaped: only a second parse can tell it.
    let text = "**重要：**请 [a](中*\\)b)";
    assert_eq!(references(text), [("[a](中*\\)b)".into(), Target::Link { path: "中*)b".into(), query: None, fragment: None })]);
    assert_eq!(references("[a](中*)b)")[0].1, Target::Link { path: "中*".into(), query: None, fragment: None });
    assert_eq!(inline_in("zh", "[a](https://x.example \"（*文*）\n中*)\")"), "<a href=\"https://x.example\" title=\"（*文*）\n中*)\">a</a>");
    assert_eq!(html_in("zh", "# **重要：**请 {#重要}\n"), "<h2 id=\"重要\"><strong>重要：</strong>请</h2>\n");
}

#[test]
fn spans_are_those_of_the_text() {
    let text = "中文 **重要：**请 [[a:b]] ![](x.png)";
    let compiled = compile(text, &Options::default());
    let slice = |span: &std::ops::Range<u32>| &text[span.start as usize..span.end as usize];
    assert_eq!(slice(&compiled.references[0].span), "[[a:b]]");
    assert_eq!(slice(&compiled.problems[0].span), "![](x.png)");
}
