use super::*;

#[test]
fn dates_are_days_of_the_calendar() {
    for (text, date) in
        [("2024-10-23", "2024-10-23"), ("2013-09-10 10:05:05 -0400", "2013-09-10"), ("2013-09-10T23:05:05Z", "2013-09-10"), ("2024-02-29", "2024-02-29")]
    {
        assert_eq!(Date::parse(text).unwrap().to_string(), date);
    }
    for (text, help) in [
        ("2024-02-30", "that month has 29 days"),
        ("2024-13-01", "months are 01 to 12, written year-month-day"),
        ("13/04/2024", "write 2024-04-13"),
        ("04/05/2024", "write 2024-05-04 or 2024-04-05"),
        ("2024/10/23", "write 2024-10-23"),
        ("23 October 2024", "write it like 2024-10-23"),
        ("2024-10-23x", "write it like 2024-10-23"),
        ("二〇二四年", "write it like 2024-10-23"),
        ("", "write it like 2024-10-23"),
    ] {
        assert_eq!(Date::parse(text).unwrap_err().help.as_deref(), Some(help), "{text}");
    }
}

#[test]
fn instants_know_their_offset() {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let seconds = |text: &str| Instant::parse(text).unwrap().seconds(&zone);
    let noon = seconds("2024-10-23T12:00:00Z");
    for same in ["2024-10-23T20:00:00+08:00", "2024-10-23 20:00", "2024-10-23T08:00:00-0400", "2024-10-23 20:00:00 +08"] {
        assert_eq!(seconds(same), noon, "{same}");
        assert_eq!(seconds(&Instant::parse(same).unwrap().to_string()), noon, "{same}");
    }
    assert_eq!(seconds("2024-10-23"), noon - 20 * 3600);
    for bad in ["soon", "2024-10-23T25:00", "14:00", "2024-10-23T12:00+8"] {
        assert!(Instant::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn ids_are_plain() {
    for good in ["telecoms", "5g-a", "电信", "miit-nine-months", "élargissement"] {
        assert!(Id::parse(good).is_ok(), "{good}");
    }
    assert_eq!(Id::parse("e\u{301}cole").unwrap().as_str(), "école");
    assert_eq!(Id::parse("5g\u{fe0f}").unwrap_err().help.as_deref(), Some("write `5g`"));
    for (bad, help) in [("Telecoms", "write `telecoms`"), ("a b", "write `a-b`"), ("a--b", "write `a-b`"), ("../x", "write `x`")] {
        assert_eq!(Id::parse(bad).unwrap_err().help.as_deref(), Some(help), "{bad}");
    }
    for bad in ["", "-", "con", "com1", "a/b", &"x".repeat(201), "e\u{3164}cole", "a\u{34f}", "\u{1160}", "5g\u{fe0f}"] {
        assert!(Id::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn addresses_have_safe_schemes() {
    for good in ["https://a.example/x?y#z", "HTTP://a.example", "mailto:a@b.example", "tel:+861"] {
        assert!(WebAddress::parse(good).is_ok(), "{good}");
    }
    for bad in ["javascript:alert(1)", "java\nscript:x", "data:text/html,x", "//a.example", "https:///x", "http:// a", "ftp://a", "vbscript:x", "https://a b"] {
        assert!(WebAddress::parse(bad).is_err(), "{bad}");
    }
    assert_eq!(WebAddress::parse("www.a.example/x").unwrap_err().help.as_deref(), Some("write https://www.a.example/x"));
    for bad in ["old", "/../x", "/a//b", "/a?b", "/a#b", "/con/", "/a\u{0}b", "/a\u{202e}b", "/"] {
        assert!(SiteAddress::parse(bad).is_err(), "{bad}");
    }
    assert!(SiteAddress::parse("/old/page/").is_ok());
}

#[test]
fn counts_show_the_right_form() {
    assert_eq!(Count::parse("4000000").unwrap().get(), 4_000_000);
    for (bad, help) in [
        ("4,000", "write 4000"),
        ("4_000", "write 4000"),
        ("4e3", "write digits only, such as 24"),
        ("-1", "write digits only, such as 24"),
        ("", "write digits only, such as 24"),
    ] {
        assert_eq!(Count::parse(bad).unwrap_err().help.as_deref(), Some(help), "{bad}");
    }
}
