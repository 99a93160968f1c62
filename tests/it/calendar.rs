//! The calendar and its iCalendar files.

use crate::project::{Page, Project};

/// An act with dates behind and ahead: one of several days and provisional, one moved twice, one cancelled.
fn dated() -> Project {
    Project::new()
        .topic("fibre", "name: Fibre\nparent: telecoms")
        .topic("trade", "name: Trade")
        .file("content/agencies/ministry.md", "---\nname: The Ministry\nformer_ids: [office]\n---\n")
        .file("content/agencies/court.md", "---\nname: The Court\n---\n")
        .file("content/instruments/act.md", "---\nname: The Long Act\nshort: The Act\ntype: law\nagencies: [court]\n---\n")
        .briefing("2024-01-05-court", "agencies: [court]\ntopics: [trade]", "The court.")
        .briefing(
            "2024-03-01-act",
            "topics: [fibre]\nagencies: [ministry]\ndates:\n\
             \x20 - {id: comments, kind: comment-closes, instrument: act, date: 2025-02-03, previous: [2025-01-10, 2025-01-20], note: \"Extended, twice.\"}\n\
             \x20 - {id: in-force, kind: effective, title: The Act enters into force, instrument: act, date: 2024-04-01}\n\
             \x20 - {id: hearing, kind: hearing, title: Hearing, date: 2024-12-30, end: 2025-01-02, certainty: provisional, url: \"https://example.org/h\"}\n\
             \x20 - {id: review, kind: review, title: Review, date: 2025-03-01, certainty: cancelled}\n",
            "The act, see [the date](#date-in-force).",
        )
}

fn titles(page: &Page) -> Vec<String> {
    page.texts(".event .what")
}

/// The lines of an iCalendar file, unfolded.
fn lines(page: &Page) -> Vec<String> {
    page.text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

/// The values of a property in an iCalendar file, whatever its parameters.
fn values(page: &Page, name: &str) -> Vec<String> {
    let is = |line: &String| line.split([':', ';']).next() == Some(name);
    lines(page).iter().filter(|line| is(line)).map(|line| line.split_once(':').unwrap().1.to_owned()).collect()
}

#[test]
fn the_calendar_shows_what_lies_ahead_by_month() {
    let build = dated().build();
    build.succeeds();
    let page = build.page("calendar/index.html");
    assert_eq!(page.texts(".entry h2"), ["December 2024", "February 2025", "March 2025"]);
    assert_eq!(titles(&page), ["Hearing", "Comments close: The Act", "Review"]);
    assert_eq!(page.texts(".event .when"), ["30 December 2024 – 2 January 2025 Provisional", "3 February 2025", "1 March 2025 Cancelled"]);
    assert_eq!(page.texts(".when s"), ["1 March 2025"]);
    assert_eq!(page.texts(".event .note"), ["Moved from 10 January 2025 · 20 January 2025", "Extended, twice."]);
    assert_eq!(page.texts(".note s time"), ["10 January 2025", "20 January 2025"]);
    page.says("href=\"/calendar.ics\"").says("href=\"/briefings/2024/act/#date-hearing\"").says("https://example.org/h");
    assert_eq!(page.attributes("link[type='text/calendar']", "href"), ["/calendar.ics"]);
    build.page("sitemap-pages.xml").says("https://digest.example/calendar/");
}

#[test]
fn a_date_leaves_the_pages_of_what_lies_ahead_when_it_is_over() {
    let project = dated().at("2025-01-02T23:00:00Z");
    project.build();
    assert_eq!(titles(&project.build().page("calendar/index.html")), ["Hearing", "Comments close: The Act", "Review"]);
    let project = project.at("2025-01-03T00:00:00Z");
    let build = project.build();
    build.writes(["agencies/ministry/index.html", "calendar/index.html", "index.html", "topics/fibre/index.html", "topics/telecoms/index.html"]);
    assert_eq!(titles(&build.page("calendar/index.html")), ["Comments close: The Act", "Review"]);
    project.at("2025-02-03T00:00:00Z").build().writes_n(0);
    let build = dated().at("2026-01-01T00:00:00Z").build();
    build.page("calendar/index.html").says("No dates ahead").says("href=\"/calendar/2024/\"");
    build.page("index.html").never_says("Hearing").says("href=\"/calendar/\"");
}

#[test]
fn the_pages_of_years_hold_all_dates_whatever_the_day() {
    let build = dated().build();
    assert_eq!(titles(&build.page("calendar/2024/index.html")), ["The Act enters into force", "Hearing"]);
    let later = build.page("calendar/2025/index.html");
    assert_eq!(titles(&later), ["Comments close: The Act", "Review"]);
    later.says("rel=\"prev\" href=\"/calendar/2024/\"").says("Dates in 2025");
}

#[test]
fn home_topics_and_agencies_show_their_next_dates() {
    let build = dated().build();
    let ahead = |path: &str| build.page(path).texts(".briefs time + span a");
    for path in ["index.html", "topics/fibre/index.html", "topics/telecoms/index.html", "agencies/ministry/index.html"] {
        assert_eq!(ahead(path), ["Hearing", "Comments close: The Act", "Review"], "{path}");
    }
    // The instrument is the court's, so it has the dates of that.
    assert_eq!(ahead("agencies/court/index.html"), ["Comments close: The Act"]);
    assert_eq!(ahead("topics/trade/index.html"), [""; 0]);
    assert_eq!(build.page("topics/fibre/index.html").attributes("link[type='text/calendar']", "href"), ["/topics/fibre/calendar.ics"]);
    assert_eq!(build.page("topics/trade/index.html").attributes("link[type='text/calendar']", "href"), [""; 0]);
}

#[test]
fn a_briefing_shows_its_dates() {
    let page = dated().build().page("briefings/2024/act/index.html");
    assert_eq!(page.attributes(".event", "id"), ["date-in-force", "date-hearing", "date-comments", "date-review"]);
    page.says("id=\"_dates\"").says("href=\"/calendar.ics\"").says("Moved from");
}

#[test]
fn files_have_every_date_with_its_state() {
    let build = dated().build();
    let file = build.page("calendar.ics");
    let uids = ["in-force", "hearing", "comments", "review"].map(|id| format!("date-2024/act/{id}@digest.example"));
    assert_eq!(values(&file, "UID"), uids);
    // 8826 days from 2000-01-01 to the day of the briefing.
    assert_eq!(values(&file, "SEQUENCE"), ["8826", "8826", "8828", "8826"]);
    assert_eq!(values(&file, "STATUS"), ["CONFIRMED", "TENTATIVE", "CONFIRMED", "CANCELLED"]);
    assert_eq!(values(&file, "DTSTART"), ["20240401", "20241230", "20250203", "20250301"]);
    assert_eq!(values(&file, "DTEND"), ["20240402", "20250103", "20250204", "20250302"]);
    assert_eq!(values(&file, "DTSTAMP"), ["20240301T000000Z"; 4]);
    assert_eq!(values(&file, "SUMMARY")[2], "Comments close: The Act");
    assert_eq!(values(&file, "DESCRIPTION")[2], "Moved from 10 January 2025 and 20 January 2025\\nExtended\\, twice.\\nAbout act");
    assert_eq!(values(&file, "URL")[1], "https://digest.example/briefings/2024/act/#date-in-force");
    // A subject's file has the same entries under the same names.
    assert_eq!(values(&build.page("topics/telecoms/calendar.ics"), "UID"), uids);
    assert_eq!(values(&build.page("agencies/ministry/calendar.ics"), "UID"), uids);
    assert_eq!(values(&build.page("agencies/office/calendar.ics"), "UID"), uids);
    assert_eq!(values(&build.page("agencies/court/calendar.ics"), "UID"), [uids[0].as_str(), &uids[2]]);
    build.lacks(["topics/trade/calendar.ics"]);
}

#[test]
fn time_alone_changes_no_file_and_an_update_moves_its_stamp() {
    let project = dated();
    let first = project.build().page("calendar.ics").text;
    let project = project.at("2027-01-01T00:00:00Z");
    assert_eq!(project.build().page("calendar.ics").text, first);
    let act = "content/briefings/2024/2024-03-01-act.md";
    let project = project.edit(act, "agencies: [ministry]", "agencies: [ministry]\nupdates: [{date: 2024-05-01, note: The hearing was moved.}]").edit(
        act,
        "date: 2024-12-30, end: 2025-01-02, certainty: provisional",
        "date: 2025-01-15, previous: [2024-12-30]",
    );
    let file = project.build().page("calendar.ics");
    assert_eq!(values(&file, "DTSTAMP"), ["20240501T000000Z"; 4]);
    assert_eq!(values(&file, "DTSTART")[1], "20250115");
    assert_eq!((values(&file, "SEQUENCE")[1].as_str(), values(&file, "STATUS")[1].as_str()), ("8888", "CONFIRMED"));
    assert_eq!(values(&file, "UID")[1], "date-2024/act/hearing@digest.example");
}

#[test]
fn names_of_dates_do_not_depend_on_where_the_site_is() {
    let here = values(&dated().build().page("calendar.ics"), "UID");
    let there = dated().base_url("https://elsewhere.example/digest").build();
    assert_eq!(values(&there.page("calendar.ics"), "UID"), here);
    there.page("calendar/index.html").says("href=\"/digest/calendar.ics\"");
}

#[test]
fn what_is_withdrawn_leaves_an_empty_file_and_what_is_held_back_none() {
    let act = "content/briefings/2024/2024-03-01-act.md";
    let project = dated().edit(act, "agencies:", "withdrawn: {date: 2024-11-01, reason: It was wrong.}\nagencies:");
    let build = project.build();
    // Somebody may have subscribed to the file.
    for path in ["calendar.ics", "topics/fibre/calendar.ics"] {
        build.page(path).says("BEGIN:VCALENDAR").never_says("VEVENT");
    }
    build.page("calendar/index.html").never_says("Hearing");
    build.lacks(["calendar/2024/index.html"]).page("index.html").never_says("Hearing");
    build.page("briefings/2024/act/index.html").says("Hearing").never_says("calendar.ics");
    let build = dated().edit(act, "agencies:", "publish_at: 2025-01-01\nagencies:").build();
    build.never_says("enters into force").never_says("2024-12-30").lacks([
        "calendar/index.html",
        "calendar.ics",
        "topics/fibre/calendar.ics",
        "agencies/court/calendar.ics",
    ]);
}

#[test]
fn each_language_has_a_calendar_in_its_words() {
    let project = dated().setting("languages: [en, zh-Hans]").briefing("2024-03-01-act.zh-hans", "title: 法案", "法案。").edit(
        "content/instruments/act.md",
        "short: The Act",
        "short: {en: The Act, zh-Hans: 该法}",
    );
    let build = project.build();
    let page = build.page("zh-hans/calendar/index.html");
    assert_eq!(titles(&page), ["Hearing", "征求意见截止：该法", "Review"]);
    page.says("暂定").says("原定").says("2025年2月3日").says("href=\"/zh-hans/calendar.ics\"");
    let file = build.page("zh-hans/calendar.ics");
    file.says("SUMMARY;LANGUAGE=zh-Hans:征求意见截止：该法");
    assert_eq!(values(&file, "UID"), values(&build.page("calendar.ics"), "UID"));
    assert_eq!(values(&file, "URL")[1], "https://digest.example/zh-hans/briefings/2024/act/#date-in-force");
}

#[test]
fn a_site_without_dates_or_with_the_calendar_off_has_none() {
    Project::new().briefing("2024-03-01-none", "", "None.").build().lacks(["calendar/index.html", "calendar.ics"]);
    let build = dated().setting("outputs: {calendar: false}").build();
    build.succeeds().lacks(["calendar/index.html", "calendar/2024/index.html", "calendar.ics", "topics/fibre/calendar.ics"]);
    build.page("index.html").never_says("Hearing").never_says("calendar");
    build.page("briefings/2024/act/index.html").says("Hearing").never_says("calendar.ics");
}
