use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn briefing() -> Citation {
    Citation {
        key: key("miit-nine-months-2024"),
        kind: SourceType::Webpage,
        title: "MIIT: telecoms & 5G in {nine} months, 100% of #1_a".to_owned(),
        authors: vec!["Zhao Zhiguo".to_owned(), "Policy and Data".to_owned()],
        container: Some("Connected Policy".to_owned()),
        publisher: None,
        issued: Some(Issued::Day(date("2024-10-23"))),
        updated: Some(date("2024-11-02")),
        accessed: None,
        url: Some("https://digest.example/briefings/2024/miit-nine-months/?a={b}&c=%20".to_owned()),
        archive_url: None,
        language: Some("zh-Hans".to_owned()),
        summary: Some("工业和信息化部\n发布数据。".to_owned()),
        keywords: vec!["Telecoms".to_owned(), "Fixed, mobile".to_owned()],
        event: Some(CitedEvent { name: Some("Press conference".to_owned()), place: Some("Beijing".to_owned()), date: Some(date("2024-10-23")) }),
    }
}

fn source(yaml: &str) -> Citation {
    let Ok(source) = crate::yaml::read::<Source>(yaml) else { panic!("not a source: {yaml}") };
    of_source("miit-2024", 1, &source, None)
}

#[test]
fn a_source_is_cited_by_its_own_key_and_its_publisher_where_styles_look_for_it() {
    let paper = source("{id: c114, type: article-newspaper, title: A, publisher: C114, issued: 2024-01-19}");
    assert_eq!((paper.key.as_str(), paper.container.as_deref(), paper.publisher), ("miit-2024-source-c114", Some("C114"), None));
    let report = source("{type: report, url: \"https://a.example/r\", publisher: MIIT}");
    assert_eq!((report.key.as_str(), report.title.as_str()), ("miit-2024-source.2", "https://a.example/r"));
    assert_eq!((report.container, report.publisher.as_deref()), (None, Some("MIIT")));
    assert_ne!(source("{id: \"2\", title: A}").key, "miit-2024-source.2");
}

#[test]
fn csl_json_has_what_is_known_and_no_more() {
    let items = csl_json(&[briefing(), source("{title: A}")]);
    insta::assert_snapshot!(serde_json::to_string_pretty(&items).unwrap());
}

#[test]
fn bibtex_escapes_what_latex_reads_and_leaves_addresses_alone() {
    insta::assert_snapshot!(bibtex(&[
        briefing(),
        source("{id: 中, type: report, title: \"A^2 ~ b\\\\c\", publisher: AT&T, accessed: 2024-01-02, archive_url: \"https://web.example/{1}\"}")
    ]));
}

#[test]
fn ris_ends_every_line_with_cr_lf() {
    insta::assert_snapshot!(ris(&[briefing(), source("{type: legislation, title: An Act, publisher: Parliament, accessed: 2024-01-02}")]).replace('\r', "␍"));
}

#[test]
fn a_month_or_a_year_is_cited_as_no_more_than_that() {
    let month = source("{title: A, issued: 2024-10, accessed: 2025}");
    let csl = csl_json(std::slice::from_ref(&month));
    assert_eq!((&csl[0]["issued"]["date-parts"], &csl[0]["accessed"]["date-parts"]), (&json!([[2024, 10]]), &json!([[2025]])));
    let bib = bibtex(std::slice::from_ref(&month));
    assert!(bib.contains("  year = {2024},\n  month = oct,\n  urldate = {2025},\n"), "{bib}");
    let lines = ris(&[month]);
    assert!(lines.contains("PY  - 2024\r\nDA  - 2024/10//\r\nY2  - 2025///\r\n"), "{lines}");

    let year = source("{title: A, issued: 2024}");
    assert_eq!(csl_json(std::slice::from_ref(&year))[0]["issued"]["date-parts"], json!([[2024]]));
    let bib = bibtex(std::slice::from_ref(&year));
    assert!(bib.contains("  year = {2024},\n}") && !bib.contains("month"), "{bib}");
    assert!(ris(&[year]).contains("PY  - 2024\r\nER"));
}

#[test]
fn bibtex_names_languages_as_latex_does() {
    let of = |lang: &str| bibtex(&[source(&format!("{{title: A, lang: {lang}}}"))]);
    for (tag, name) in [("en", "english"), ("en-US", "american"), ("de-DE", "ngerman"), ("pt-BR", "brazilian"), ("zh-Hans", "chinese")] {
        assert!(of(tag).contains(&format!("  langid = {{{name}}},\n")), "{tag}");
    }
    assert!(!of("tlh").contains("langid") && !of("en").contains("language"));
}

/// How deep braces are at each point, as BibTeX counts them: behind a backslash too.
fn depths(text: &str) -> impl Iterator<Item = i32> {
    text.chars().scan(0, |depth, c| {
        *depth += i32::from(c == '{') - i32::from(c == '}');
        Some(*depth)
    })
}

/// What LaTeX makes of an escaped text.
fn printed(latex: &str) -> String {
    let words = [("textbackslash{}", "\\"), ("textbraceleft{}", "{"), ("textbraceright{}", "}"), ("textasciitilde{}", "~"), ("textasciicircum{}", "^")];
    let (mut text, mut rest) = (String::new(), latex);
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let word = words.iter().find(|(word, _)| behind.starts_with(word));
        let (taken, c) = word.map_or((1, &behind[..1]), |(word, c)| (word.len(), *c));
        text.push_str(c);
        rest = &behind[taken..];
    }
    text + rest
}

proptest! {
    #[test]
    fn latex_prints_the_text_that_was_escaped(text in "[ -~中é\n]{0,40}") {
        prop_assert_eq!(printed(&latex(&text)), one_line(&text));
    }

    #[test]
    fn braces_are_balanced_and_close_only_at_the_end_of_an_entry(title in any::<String>(), url in "https://a\\.example/[!-~]{0,20}", name in any::<String>()) {
        let entry = bibtex(&[Citation { title, url: Some(url.clone()), archive_url: Some(url), authors: vec![name.clone()], container: Some(name), ..briefing() }]);
        let depths: Vec<i32> = depths(entry.trim_end()).collect();
        let opened = entry.find('{').expect("an entry has braces");
        let behind = entry[..opened].chars().count();
        prop_assert!(depths[behind..depths.len() - 1].iter().all(|d| *d > 0), "{}", entry);
        prop_assert_eq!(depths.last(), Some(&0));
    }

    #[test]
    fn ris_lines_are_tags_and_values(title in any::<String>(), keyword in any::<String>()) {
        let record = ris(&[Citation { title, keywords: vec![keyword], ..briefing() }]);
        prop_assert!(record.starts_with("TY  - ELEC\r\n") && record.ends_with("\r\nER  - \r\n"));
        for line in record.strip_suffix("\r\n").expect("the last line ends").split("\r\n") {
            let tag = line.as_bytes();
            prop_assert!(tag[0].is_ascii_uppercase() && (tag[1].is_ascii_uppercase() || tag[1].is_ascii_digit()), "{:?}", line);
            prop_assert!(line[2..].starts_with("  - ") && !line.contains(|c: char| c.is_control()), "{:?}", line);
        }
    }

    #[test]
    fn different_ids_have_different_keys(a in "[a-b_4中-]{1,6}", b in "[a-b_4中-]{1,6}") {
        prop_assert_eq!(a == b, key(&a) == key(&b));
        prop_assert!(key(&a).is_ascii());
    }
}
