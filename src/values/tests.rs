use super::*;

#[test]
fn dates_are_days_of_the_calendar() {
    for (text, date) in
        [("2024-10-23", "2024-10-23"), ("2013-09-10 10:05:05 -0400", "2013-09-10"), ("2013-09-10T23:05:05Z", "2013-09-10"), ("2024-02-29", "2024-02-29")]
    {
        assert_eq!(Date::parse(text).unwrap().to_string(), date);
    }
    for (text, help) in [
        ("2024-02-30", "that month has 29 days: write 2024-02-29, or the day that is meant"),
        ("2024-13-01", "months are 01 to 12, written year-month-day: 2024-01-13, if that is meant"),
        ("13/04/2024", "write 2024-04-13"),
        ("04/05/2024", "write 2024-05-04 or 2024-04-05"),
        ("2024/10/23", "write 2024-10-23"),
        ("23 October 2024", "write 2024-10-23"),
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
fn instants_are_read_in_full_or_refused() {
    let utc = jiff::tz::TimeZone::UTC;
    let seconds = |text: &str| Instant::parse(text).unwrap_or_else(|mistake| panic!("{text}: {mistake}")).seconds(&utc);
    let evening = seconds("2026-11-26T01:00:00Z");
    for same in [
        "2026-11-25T20:00:00[America/New_York]",
        "2026-11-25 20:00[America/New_York]",
        "2026-11-25t20:00[america/new_york]",
        "2026-11-25T20:00:00-05:00[America/New_York]",
        "2026-11-25T20:00:00-05:00[!America/New_York]",
        "2026-11-26T01:00:00z",
        "2026-11-26T01:00+00:00[Europe/London]",
        "2026-11-26T01:00Z[UTC]",
        "2026-11-26T1:00",
    ] {
        assert_eq!(seconds(same), evening, "{same}");
        assert_eq!(seconds(&Instant::parse(same).unwrap().to_string()), evening, "{same}");
    }
    // A day begins when it does there, and nothing is shown before its time.
    assert_eq!(seconds("2026-11-25[America/New_York]"), seconds("2026-11-25T05:00Z"));
    assert_eq!(seconds("2026-11-26T00:59:59.5Z"), evening);
    // The clocks of Beirut leap from 24:00 to 01:00.
    assert_eq!(seconds("2024-03-31[Asia/Beirut]"), seconds("2024-03-31T01:00[Asia/Beirut]"));
    // Of an hour that comes twice, the offset says which.
    assert_eq!(seconds("2026-11-01T01:30-04:00[America/New_York]") + 3600, seconds("2026-11-01T01:30-05:00[America/New_York]"));

    for (bad, why) in [
        ("20261125T200000", "is not a date with a time of day"),
        ("2026-11-25T200000", "hours have two digits"),
        ("2026-11-25T20:00:60", "seconds are 00 to 59"),
        ("2026-11-25T24:00", "hours are 00 to 23"),
        ("2026-11-25T20", "minutes have two digits"),
        ("2026-11-25T20:00:00,5", "offset from UTC"),
        ("2026-W48-3T20:00", "is not a date with a time of day"),
        ("2026-330T20:00", "is not a date with a time of day"),
        ("2026-11-31T20:00", "is not a day of the calendar"),
        ("2026-11-25T20:00+15:00", "between -12:00 and +14:00"),
        ("2026-11-25T20:00+99:99", "an offset from UTC is written like +08:00"),
        ("2026-11-25T20:00+08:00:30", "an offset from UTC is written like +08:00"),
        ("2026-11-25T20:00 EST", "an offset from UTC is written like +08:00"),
        ("2026-11-25T20:00[America/Springfield]", "`America/Springfield`, which is not known"),
        ("2026-11-25T20:00[u-ca=hebrew]", "which is not known"),
        ("2026-11-25T20:00[America/New_York", "offset from UTC"),
        ("2026-11-25T20:00]", "is not a date with a time of day"),
        ("2026-11-25T20:00-04:00[America/New_York]", "gives the offset -04:00, but America/New_York is at -05:00 then"),
        ("2026-11-25T20:00Z[America/New_York]", "gives the offset +00:00, but America/New_York is at -05:00 then"),
        ("2026-03-08T02:30[America/New_York]", "the clocks of America/New_York never show 2026-03-08T02:30"),
        ("2026-03-08T02:30-05:00[America/New_York]", "America/New_York is at -04:00 then"),
        ("2026-11-01T01:30[America/New_York]", "the clocks of America/New_York show 2026-11-01T01:30 twice"),
    ] {
        let mistake = Instant::parse(bad).expect_err(bad);
        assert!(mistake.message.contains(why), "{bad}: {}", mistake.message);
        assert!(mistake.help.is_some(), "{bad}");
    }
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap();
    let unclear = |text: &str| Instant::parse(text).unwrap().unclear_in(&zone);
    assert!(unclear("2026-11-01 01:30").unwrap().1.contains("2026-11-01T01:30-04:00 comes first"));
    assert!(unclear("2026-03-08 02:30").is_some());
    for clear in ["2026-11-01 02:30", "2026-11-01", "2026-11-01T01:30-05:00"] {
        assert_eq!(unclear(clear), None, "{clear}");
    }
}

#[test]
fn a_time_of_day_behind_a_date_is_one() {
    for text in ["2026-11-20 9:05", "2026-11-20 10:05:05 -0400", "2026-11-20T10:05:05.123Z", "2026-11-20T10:05:05+05:30"] {
        assert_eq!(Date::parse(text).unwrap().to_string(), "2026-11-20", "{text}");
    }
    for text in ["2026-11-20 99:99", "2026-11-20T", "2026-11-20 24:00", "2026-11-20 20:00:60", "2026-11-20 10:05 +99:00", "2026-11-20 10:05 PM"] {
        assert_eq!(Date::parse(text).expect_err(text).help.as_deref(), Some("write 2026-11-20 alone, or mend the time"), "{text}");
    }
}

#[test]
fn a_source_is_of_a_day_a_month_or_a_year() {
    for text in ["2024", "2024-10", "2024-10-23"] {
        assert_eq!(Issued::parse(text).unwrap().to_string(), text);
    }
    for (text, help) in [
        ("2024-13", "months are 01 to 12, written year-month"),
        ("2024-1", "write 2024-01"),
        ("2024-Q3", "write it like 2024-10-23, or 2024-10 or 2024 where no more is known"),
        ("24", "write it like 2024-10-23, or 2024-10 or 2024 where no more is known"),
        ("0000", "write it like 2024-10-23, or 2024-10 or 2024 where no more is known"),
        ("2024-02-30", "that month has 29 days: write 2024-02-29, or the day that is meant"),
        ("13/04/2024", "write 2024-04-13"),
    ] {
        assert_eq!(Issued::parse(text).expect_err(text).help.as_deref(), Some(help), "{text}");
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
        ("4e3", "write 4000"),
        ("-1", "write digits only, such as 24"),
        ("", "write digits only, such as 24"),
    ] {
        assert_eq!(Count::parse(bad).unwrap_err().help.as_deref(), Some(help), "{bad}");
    }
}

proptest::proptest! {
    /// What is refused is refused in words, whatever it is; and what is offered in its place is taken.
    #[test]
    fn nothing_that_is_offered_is_refused(text in "[0-9QqHhWwTM年月日ේव−–０-９aеéE /.,:'()%$+_~<>\u{200b}\u{a0}-]{0,14}") {
        let offered = |mistake: &crate::yaml::ValueError| mistake.replacement.as_ref().map(|r| serde_json::from_str::<String>(&r.text).unwrap_or_else(|_| r.text.clone()));
        macro_rules! hold {
            ($($type:ty)*) => { $(
                if let Err(mistake) = <$type>::parse(&text) {
                    assert!(mistake.help.is_some(), "{text:?}: {mistake:?}");
                    if let Some(right) = offered(&mistake) {
                        assert!(<$type>::parse(&right).is_ok(), "{} {text:?}: {mistake:?}", stringify!($type));
                    }
                }
            )* };
        }
        hold!(Date Instant Issued Number Count Period When WebAddress SiteAddress);
    }
}

#[test]
fn a_language_is_known_by_its_tag_alone() {
    for tag in ["en", "zh", "zh-Hans", "zh-CN", "pt-BR", "gsw", "EN"] {
        assert_eq!(right_language(tag), None, "{tag}");
    }
    for (tag, right) in [("Chinese", Some("zh-Hans")), ("english", Some("en")), ("cn", Some("zh-Hans")), ("xx", None), ("en_GB!", None), ("language", None)] {
        assert_eq!(right_language(tag), Some(right), "{tag}");
    }
}
