use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn entry() -> Entry {
    Entry {
        uid: "eu-ai-act/applies@digest.example".to_owned(),
        stamp: "20240712T000000Z".to_owned(),
        start: date("2026-08-02"),
        end: None,
        moment: None,
        summary: "AI Act applies".to_owned(),
        description: None,
        url: None,
        status: Status::Confirmed,
        sequence: 0,
        categories: Vec::new(),
    }
}

fn calendar(entries: Vec<Entry>) -> Calendar {
    Calendar { name: "Dates".to_owned(), description: None, url: None, language: "en".to_owned(), entries }
}

/// The lines of a file before they were folded.
fn unfolded(text: &str) -> Vec<String> {
    let lines = text.strip_suffix("\r\n").expect("ends with an end of line").replace("\r\n ", "");
    lines.split("\r\n").map(str::to_owned).collect()
}

/// The values of a property, with its parameters.
fn values<'t>(lines: &'t [String], name: &str) -> Vec<&'t str> {
    lines.iter().filter_map(|line| line.strip_prefix(name)).filter(|rest| rest.starts_with([':', ';'])).map(|rest| &rest[1..]).collect()
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next().expect("a backslash stands before something") {
                'n' => text.push('\n'),
                c @ ('\\' | ';' | ',') => text.push(c),
                c => panic!("\\{c} is no escape"),
            },
            ';' | ',' => panic!("{c} is not escaped in {value:?}"),
            c => text.push(c),
        }
    }
    text
}

#[test]
fn a_calendar_has_all_that_programs_look_for() {
    let law = Entry {
        description: Some("Regulation (EU) 2024/1689;\nall but Article 6(1)".to_owned()),
        url: Some("https://digest.example/instruments/eu-ai-act/".to_owned()),
        categories: vec!["Digital, AI".to_owned(), "Internal market".to_owned()],
        sequence: 2,
        ..entry()
    };
    let consultation = Entry { uid: "b".to_owned(), end: Some(date("2024-12-31")), start: date("2024-12-30"), status: Status::Tentative, ..entry() };
    let calendar = Calendar {
        description: Some("What is ahead".to_owned()),
        url: Some("https://digest.example/calendar/".to_owned()),
        ..calendar(vec![law, consultation])
    };
    let lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bulletin//Bulletin policy digest//EN",
        "CALSCALE:GREGORIAN",
        "NAME;LANGUAGE=en:Dates",
        "X-WR-CALNAME:Dates",
        "DESCRIPTION;LANGUAGE=en:What is ahead",
        "X-WR-CALDESC:What is ahead",
        "URL:https://digest.example/calendar/",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VEVENT",
        "UID:eu-ai-act/applies@digest.example",
        "DTSTAMP:20240712T000000Z",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "DTSTART;VALUE=DATE:20260802",
        "DTEND;VALUE=DATE:20260803",
        "TRANSP:TRANSPARENT",
        "SUMMARY;LANGUAGE=en:AI Act applies",
        "DESCRIPTION;LANGUAGE=en:Regulation (EU) 2024/1689\\;\\nall but Article 6(1)",
        "URL:https://digest.example/instruments/eu-ai-act/",
        "CATEGORIES;LANGUAGE=en:Digital\\, AI,Internal market",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:b",
        "DTSTAMP:20240712T000000Z",
        "SEQUENCE:0",
        "STATUS:TENTATIVE",
        "DTSTART;VALUE=DATE:20241230",
        "DTEND;VALUE=DATE:20250101",
        "TRANSP:TRANSPARENT",
        "SUMMARY;LANGUAGE=en:AI Act applies",
        "END:VEVENT",
        "END:VCALENDAR",
    ];
    assert_eq!(unfolded(&calendar.text()), lines);
}

#[test]
fn a_calendar_without_entries_holds_a_component_that_nobody_sees() {
    let lines = unfolded(&calendar(Vec::new()).text());
    assert_eq!(values(&lines, "BEGIN"), ["VCALENDAR", "VTIMEZONE", "STANDARD"]);
    assert_eq!(values(&lines, "END"), ["STANDARD", "VTIMEZONE", "VCALENDAR"]);
    assert!(values(&unfolded(&calendar(vec![entry()]).text()), "TZID").is_empty());
}

#[test]
fn the_end_is_the_day_after_the_last() {
    let end = |start: &str, end: Option<&str>| {
        let entry = Entry { start: date(start), end: end.map(date), ..entry() };
        values(&unfolded(&calendar(vec![entry]).text()), "DTEND").first().map(ToString::to_string)
    };
    assert_eq!(end("2024-02-28", None).as_deref(), Some("VALUE=DATE:20240229"));
    assert_eq!(end("2023-02-01", Some("2023-02-28")).as_deref(), Some("VALUE=DATE:20230301"));
    assert_eq!(end("2024-05-02", Some("2024-05-01")).as_deref(), Some("VALUE=DATE:20240503"), "never before its start");
    assert_eq!(end("9999-12-31", None), None, "there is no day after");
}

#[test]
fn lines_are_folded_at_75_octets() {
    let folded = |line: &str| {
        let mut text = String::new();
        fold(&mut text, line);
        text
    };
    assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
    assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
    assert_eq!(folded(&"x".repeat(150)), format!("{}\r\n {}\r\n x\r\n", "x".repeat(75), "x".repeat(74)));
    // A character of three octets that would start at the 74th.
    assert_eq!(folded(&format!("{}千兆", "x".repeat(73))), format!("{}\r\n 千兆\r\n", "x".repeat(73)));
    // A letter with two accents, and a family of emoji, stay together.
    assert_eq!(folded(&format!("{}e\u{301}\u{323}", "x".repeat(73))), format!("{}\r\n e\u{301}\u{323}\r\n", "x".repeat(73)));
    assert_eq!(folded(&format!("{}👩‍👩‍👧‍👦", "x".repeat(60))), format!("{}\r\n 👩‍👩‍👧‍👦\r\n", "x".repeat(60)));
    // What no line can hold is cut.
    let pile = format!("e{}", "\u{301}".repeat(100));
    assert!(folded(&pile).split("\r\n").all(|line| line.len() <= WIDTH));
    assert_eq!(folded(&pile).replace("\r\n ", "").trim_end(), pile);
}

#[test]
fn nothing_in_a_text_ends_its_line() {
    let hostile = "a\r\nEND:VCALENDAR\rb\nc\u{85}d\u{2028}e\u{2029}f\u{0}\u{7}\u{b}\u{7f}\tg";
    let entry = Entry { summary: hostile.to_owned(), url: Some("https://e.example/\r\nATTACH:x y".to_owned()), ..entry() };
    let lines = unfolded(&calendar(vec![entry]).text());
    assert_eq!(values(&lines, "SUMMARY"), ["LANGUAGE=en:a\\nEND:VCALENDAR\\nb\\nc\\nd\\ne\\nf g"]);
    assert_eq!(values(&lines, "URL"), ["https://e.example/ATTACH:xy"]);
    assert_eq!(values(&lines, "END"), ["VEVENT", "VCALENDAR"]);
}

/// A text as a reader gets it back.
fn expected(text: &str) -> String {
    let broken = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    broken.replace('\t', " ").chars().filter(|c| *c == '\n' || *c != '\u{feff}' && !c.is_control()).collect()
}

/// Texts of all kinds of characters, and of those that need care.
fn texts() -> impl Strategy<Value = String> {
    let careful = "\\|;|,|:|\"| |\t|\n|\r\n|\r|\r\n |\u{0}|\u{7f}|\u{2028}|\u{feff}|n|é|e\u{301}|\u{323}|千|兆|🇪🇺|👩‍👩‍👧‍👦|각|क्षि";
    let careful = prop::sample::select(careful.split('|').collect::<Vec<_>>());
    prop_oneof![any::<String>(), prop::collection::vec(careful, 0..120).prop_map(|parts| parts.concat())]
}

proptest! {
    #[test]
    fn every_text_comes_back(name in texts(), summary in texts(), description in texts(), categories in prop::collection::vec(texts(), 1..4)) {
        let entry = Entry { summary: summary.clone(), description: Some(description.clone()), categories: categories.clone(), ..entry() };
        let text = Calendar { name: name.clone(), ..calendar(vec![entry]) }.text();

        // Lines as they stand: ends are CRLF alone, and none is too long.
        prop_assert!(!text.replace("\r\n", "").contains(char::is_control));
        prop_assert!(text.split("\r\n").all(|line| line.len() <= WIDTH));
        prop_assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));

        // No cut but where a character ends, unless one is longer than a line.
        for line in text.replace("\r\n ", "\u{0}").split("\r\n") {
            let whole = line.replace('\u{0}', "");
            let mut at = 0;
            for piece in line.split('\u{0}') {
                let cut = whole.grapheme_indices(true).find(|(start, cluster)| *start < at && at < start + cluster.len());
                prop_assert!(cut.is_none_or(|(_, cluster)| cluster.len() >= WIDTH), "{:?}", cut);
                at += piece.len();
            }
        }

        let lines = unfolded(&text);
        let value = |name: &str| unescaped(values(&lines, name)[0].strip_prefix("LANGUAGE=en:").unwrap_or(values(&lines, name)[0]));
        prop_assert_eq!(value("NAME"), expected(&name));
        prop_assert_eq!(value("X-WR-CALNAME"), expected(&name));
        prop_assert_eq!(value("SUMMARY"), expected(&summary));
        prop_assert_eq!(value("DESCRIPTION"), expected(&description));
        let joined: Vec<String> = categories.iter().map(|category| escaped(category)).collect();
        let joined = format!("LANGUAGE=en:{}", joined.join(","));
        prop_assert_eq!(values(&lines, "CATEGORIES")[0], joined);
    }
}
