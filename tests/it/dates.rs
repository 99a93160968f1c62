//! Dates that later briefings move or cancel, and dates and figures in texts, as they were known on the day of each.

use crate::project::{Page, Project};

const LATER: &str = "content/briefings/2026/2026-07-27-omnibus.md";

/// An act with two dates, one of which a later briefing moves.
fn moved() -> Project {
    Project::new()
        .at("2026-08-15T12:00:00Z")
        .file("content/instruments/act.md", "---\nname: The Long Act\nshort: The Act\ntype: law\n---\nIts last rules apply from [[date:2024/act/products]].\n")
        .topic("telecoms", "name: Telecoms")
        .briefing(
            "2024-08-01-act",
            "dates:\n  - {id: general, kind: applies, title: The rest applies, instrument: act, date: 2026-08-02}\n\
             \x20 - {id: products, kind: applies, title: Products, instrument: act, date: 2027-08-02, note: As published.}\n",
            "Products follow on [[date:products]], after [[date:general]].",
        )
        .briefing("2025-05-05-between", "", "It is still [[date:2024/act/products]].")
        .briefing(
            "2026-07-27-omnibus",
            "sources: [{id: oj, title: The journal}]\n\
             date_updates: [{event: 2024/act/products, date: 2028-08-02, source: oj, note: A year later.}]\n",
            "Products apply from [[date:2024/act/products]] [@oj].",
        )
        .briefing("2026-08-10-after", "", "Products: [[date:2024/act/products]].")
}

fn prose(page: &Page) -> String {
    page.texts(".prose p").join(" ")
}

/// The value of a property of the entry of a calendar whose UID holds `id`.
fn value(page: &Page, id: &str, name: &str) -> String {
    let unfolded = page.text.replace("\r\n ", "");
    let entry = unfolded.split("BEGIN:VEVENT").find(|entry| entry.contains(&format!("/{id}@"))).unwrap_or_else(|| panic!("no {id} in {unfolded}"));
    let line = entry.lines().find(|line| line.split([':', ';']).next() == Some(name)).unwrap_or_else(|| panic!("no {name} in {entry}"));
    line.split_once(':').unwrap().1.to_owned()
}

#[test]
fn a_moved_date_is_one_date_with_both_briefings() {
    let build = moved().build();
    build.succeeds();
    for path in ["calendar/index.html", "instruments/act/index.html"] {
        let page = build.page(path);
        assert_eq!(page.texts(".event").iter().filter(|text| text.contains("Products")).count(), 1, "{path}");
        page.says("2028-08-02").says("/briefings/2024/act/#date-products").says("/briefings/2026/omnibus/#source-1").says("A year later.");
        assert_eq!(page.texts(".note s time"), ["2 August 2027"], "{path}");
    }
    build.lacks(["calendar/2027/index.html"]).has(["calendar/2028/index.html"]);
    assert_eq!(build.page("index.html").texts(".briefs time + span a"), ["Products"]);

    let old = build.page("briefings/2024/act/index.html");
    assert_eq!(old.texts(".event .when"), ["2 August 2026", "2 August 2028"]);
    old.says("href=\"/briefings/2026/omnibus/\"");
    let new = build.page("briefings/2026/omnibus/index.html");
    assert_eq!(new.texts("#_date-updates"), ["Updates on earlier dates"]);
    new.says("href=\"/briefings/2024/act/#date-products\"");
    assert_eq!(new.texts(".event .note"), ["Moved from 2 August 2027", "A year later.[1]"]);
    assert_eq!(build.page("instruments/act/index.html").texts(".stream h3 a, .stream h2 a"), ["About omnibus", "About act"], "both tell of the act");

    let file = build.page("calendar.ics");
    assert_eq!(file.text.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(value(&file, "products", "DTSTART"), "20280802");
    assert_eq!(value(&file, "products", "DESCRIPTION"), "Moved from 2 August 2027\\nAs published.\\nAbout act\\nA year later.\\nAbout omnibus");
    // 9704 days from 2000-01-01 to 2026-07-27, and one move; 8979 to 2024-08-01.
    assert_eq!((value(&file, "products", "SEQUENCE"), value(&file, "general", "SEQUENCE")), ("9705".to_owned(), "8979".to_owned()));
    assert_eq!((value(&file, "products", "DTSTAMP"), value(&file, "general", "DTSTAMP")), ("20260727T000000Z".to_owned(), "20240801T000000Z".to_owned()));

    let json: serde_json::Value = serde_json::from_str(&build.page("briefings/2024/act/briefing.json").text).unwrap();
    let date = &json["dates"][1];
    assert_eq!((&date["fact"], &date["date"], &date["previous"][0]), (&"date:2024/act/products".into(), &"2028-08-02".into(), &"2027-08-02".into()));
    let update = &date["updates"][0];
    assert_eq!((&update["briefing"], &update["reported"], &update["date"]), (&"2026/omnibus".into(), &"2026-07-27".into(), &"2028-08-02".into()));
    assert_eq!(&update["source"]["title"], "The journal");
    let json: serde_json::Value = serde_json::from_str(&build.page("briefings/2026/omnibus/briefing.json").text).unwrap();
    assert_eq!(&json["date_updates"][0]["event"], "2024/act/products");
    let table = build.page("calendar/2028/events.csv");
    table
        .says("2024/act,2024/act/products,applies,Products,2028-08-02,,moved,2027-08-02,act,")
        .says(",2026/omnibus,https://digest.example/briefings/2026/omnibus/,");
}

#[test]
fn texts_print_a_date_as_it_was_known_on_their_day() {
    let project = moved()
        .file("content/topics/telecoms.md", "---\nname: Telecoms\n---\nProducts: [[date:2024/act/products]].\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nSee [[date:2024/act/products]], the day of each [[term:product]].\n")
        .file("content/terms/product.md", "---\nname: Product\n---\nWhat is made, from [[date:2024/act/products]].\n")
        .file("content/editions/2025-05.md", "---\ntitle: May\ndate: 2025-05-31\nperiod: 2025-05\n---\nProducts: [[date:2024/act/products]].\n");
    let build = project.build();
    build.succeeds();
    let since = "2 August 2027 (moved since)";
    assert_eq!(prose(&build.page("briefings/2024/act/index.html")), format!("Products follow on {since}, after 2 August 2026."));
    assert_eq!(prose(&build.page("briefings/2025/between/index.html")), format!("It is still {since}."));
    assert_eq!(prose(&build.page("briefings/2026/omnibus/index.html")), "Products apply from 2 August 2028[1].");
    assert_eq!(prose(&build.page("briefings/2026/after/index.html")), "Products: 2 August 2028.");
    build.page("editions/2025-05/index.html").says(">moved since</a>").says("datetime=\"2027-08-02\"");
    let mark = "<time datetime=\"2027-08-02\">2 August 2027</time> (<a class=\"since\" href=\"/briefings/2026/omnibus/#_date-updates\">moved since</a>)";
    build.page("briefings/2025/between/index.html").says(mark);
    build.page("feed.xml").says("https://digest.example/briefings/2026/omnibus/#_date-updates");
    // What has no day of its own knows the newest; its plain text does too.
    for path in ["topics/telecoms/index.html", "about/index.html", "glossary/index.html", "instruments/act/index.html"] {
        build.page(path).says("<time datetime=\"2028-08-02\">2 August 2028</time>");
    }
    build.page("instruments/act/index.html").says("content=\"Its last rules apply from 2 August 2028.\"");
    // Summaries stay as they were told.
    build.page("briefings/2025/between/index.html").says("content=\"It is still 2 August 2027.\"");
}

#[test]
fn each_language_has_its_words_for_what_became_of_a_date() {
    let project = moved()
        .setting("languages: [en, zh-Hans]\n")
        .topic("telecoms", "name: {en: Telecoms, zh-Hans: 电信}")
        .briefing("2025-05-05-between.zh-hans", "title: 期间", "仍为[[date:2024/act/products]]。")
        .edit(LATER, "date: 2028-08-02", "certainty: cancelled");
    let build = project.build();
    assert_eq!(prose(&build.page("zh-hans/briefings/2025/between/index.html")), "仍为2027年8月2日（此后取消）。");
    assert_eq!(prose(&build.page("briefings/2025/between/index.html")), "It is still 2 August 2027 (cancelled since).");
    assert_eq!(prose(&build.page("briefings/2026/after/index.html")), "Products: 2 August 2027 (cancelled).");
    assert_eq!(value(&build.page("calendar.ics"), "products", "STATUS"), "CANCELLED");
}

#[test]
fn the_sequence_of_a_date_never_falls() {
    let mut last = 0;
    let mut rises = |project: &Project, what: &str| {
        let build = project.build();
        assert_eq!(build.tree, project.cold().tree, "{what}");
        let sequence: u32 = value(&build.page("calendar.ics"), "products", "SEQUENCE").parse().unwrap();
        assert!(sequence > last, "{what}: {sequence} after {last}");
        last = sequence;
        value(&build.page("calendar.ics"), "products", "STATUS")
    };
    let project = moved();
    rises(&project, "moved");
    let project = project.briefing("2026-08-01-cancelled", "date_updates: [{event: 2024/act/products, certainty: cancelled}]", "No.");
    assert_eq!(rises(&project, "cancelled"), "CANCELLED");
    // On the same day, another briefing says that it takes place after all; and another that it takes two days.
    let project = project.briefing("2026-08-01-confirmed", "date_updates: [{event: 2024/act/products, date: 2028-08-02, certainty: confirmed}]", "Yes.");
    assert_eq!(rises(&project, "confirmed"), "CONFIRMED");
    let project = project.briefing("2026-08-01-longer", "date_updates: [{event: 2024/act/products, date: 2028-08-02, end: 2028-08-03}]", "Two days.");
    assert_eq!(rises(&project, "another end"), "CONFIRMED");
    // The one that said so is withdrawn: the date is as before, and that is news too.
    let longer = "content/briefings/2026/2026-08-01-longer.md";
    let project = project.edit(longer, "date_updates", "withdrawn: {date: 2026-08-12, reason: Wrong.}\ndate_updates");
    rises(&project, "withdrawn");
    assert_eq!(value(&project.build().page("calendar.ics"), "products", "DTEND"), "20280803", "the day after the only one");
    // A misprint of the briefing's own.
    let project = project.edit("content/briefings/2024/2024-08-01-act.md", "date: 2027-08-02", "date: 2027-08-03, previous: [2027-08-02]");
    let project = project.edit("content/briefings/2024/2024-08-01-act.md", "topics:", "updates: [{date: 2026-08-13, note: Misprint.}]\ntopics:");
    rises(&project, "mended in place");
}

#[test]
fn what_is_held_back_or_withdrawn_moves_nothing() {
    let without = moved().remove(LATER).remove("content/briefings/2026/2026-08-10-after.md").build();
    without.succeeds();
    let held = moved().remove("content/briefings/2026/2026-08-10-after.md").edit(LATER, "topics:", "publish_at: 2026-09-01\ntopics:");
    assert_eq!(held.build().tree, without.tree);
    // Then it comes, and a build that went on is as one from nothing.
    let held = held.at("2026-09-01T00:00:00Z");
    let build = held.build();
    build.page("calendar/index.html").says("2028-08-02");
    assert_eq!(build.tree, held.cold().tree);
    let withdrawn = moved().edit(LATER, "topics:", "withdrawn: {date: 2026-08-01, reason: Wrong.}\ntopics:").build();
    withdrawn.succeeds();
    withdrawn.page("calendar/index.html").says("2027-08-02").never_says("2028-08-02");
    assert_eq!(prose(&withdrawn.page("briefings/2026/after/index.html")), "Products: 2 August 2027.");
    // Its own page still tells what it said.
    withdrawn.page("briefings/2026/omnibus/index.html").says("id=\"_date-updates\"").says("2 August 2028");
}

#[test]
fn an_edition_tells_dates_as_they_were_known_and_its_letter_stays_as_it_was_sent() {
    let edition = |name: &str, date: &str| {
        (format!("content/editions/{name}.md"), format!("---\ntitle: {name}\ndate: {date}\nfrom: {date}\nto: {date}\nbriefings: [2024/act]\n---\n"))
    };
    let ((old, before), (new, after)) = (edition("before", "2026-01-31"), edition("after", "2026-08-01"));
    let act = "content/briefings/2024/2024-08-01-act.md";
    let project = moved().edit(act, "topics:", "key_points: [\"Products: [[date:products]]\"]\ntopics:");
    let project = project.file(old, before + "Products: [[date:2024/act/products]].\n").file(new, after);
    let sent = project.build();
    let project =
        project.edit(LATER, "date_updates:", "draft: true\ndate_updates:").edit("content/briefings/2026/2026-08-10-after.md", "Products", "Then products");
    let unknown = project.build();
    for form in ["html", "txt", "eml"] {
        let path = format!("editions/before/newsletter.{form}");
        assert_eq!(sent.tree[&path], unknown.tree[&path], "{path}");
    }
    let ahead = |build: &crate::project::Build, name: &str| build.page(&format!("editions/{name}/index.html")).texts("#_ahead + ul time");
    assert_eq!(ahead(&sent, "before"), ["2 Aug 2026", "2 Aug 2027"]);
    assert_eq!(ahead(&sent, "after"), ["2 Aug 2026", "2 Aug 2028"]);
    assert_eq!(ahead(&unknown, "after"), ["2 Aug 2026", "2 Aug 2027"]);
    assert_eq!(sent.page("editions/before/index.html").text.matches("moved since").count(), 3, "in the note, the key point and the list");
    sent.page("editions/before/index.html").says("href=\"/briefings/2026/omnibus/#_date-updates\">moved since</a>");
    unknown.page("editions/before/index.html").never_says("moved since");
}

#[test]
fn texts_print_a_figure_as_it_was_known_on_their_day() {
    let figure = |value: &str, more: &str| format!("figures: [{{id: masts, label: Masts, value: {value}, unit: mast, as_of: 2024-06-30{more}}}]");
    let project = Project::new()
        .at("2025-06-01T00:00:00Z")
        .file("content/units.yaml", "mast: {kind: count, forms: {en: {one: mast, other: masts}}}\n")
        .file("content/topics/telecoms.md", "---\nname: Telecoms\n---\nNow [[fig:2024/first/masts]].\n")
        .briefing("2024-07-01-first", &figure("400", ""), "There are [[fig:masts]].")
        .briefing("2024-08-01-between", "updates: [{date: 2025-01-01, note: It was looked at.}]", "There are [[fig:2024/first/masts]].")
        .briefing("2025-01-01-mended", &figure("390", ", revises: 2024/first/masts"), "Not [[fig:2024/first/masts]], but [[fig:masts]].")
        .briefing("2025-02-01-after", "", "There are [[fig:2024/first/masts]].");
    let build = project.build();
    build.succeeds();
    let text = |name: &str| prose(&build.page(&format!("briefings/{name}/index.html"))).replace('\u{a0}', " ");
    assert_eq!(text("2024/first"), "There are 400 masts (since revised to 390 masts).");
    assert_eq!(text("2024/between"), "There are 400 masts (since revised to 390 masts).");
    assert_eq!(text("2025/mended"), "Not 400 masts, but 390 masts.");
    assert_eq!(text("2025/after"), "There are 390 masts.");
    build
        .page("briefings/2024/between/index.html")
        .says("<a class=\"since\" href=\"/briefings/2025/mended/#figure-masts\">since revised to 390\u{a0}masts</a>");
    build.page("topics/telecoms/index.html").says(">390\u{a0}masts</span>");
    // Corrected once more, and then no longer.
    let project = project.edit("content/briefings/2024/2024-08-01-between.md", "date: 2025-01-01", "date: 2025-03-01").edit(
        "content/briefings/2025/2025-02-01-after.md",
        "topics:",
        "updates: [{date: 2025-03-01, note: It was looked at.}]\ntopics:",
    );
    let project = project.briefing("2025-03-01-again", &figure("391", ", revises: 2025/mended/masts"), "Now [[fig:masts]].");
    let build = project.build();
    assert_eq!(build.tree, project.cold().tree);
    build.page("briefings/2025/after/index.html").says("since revised to 391\u{a0}masts");
    build.page("briefings/2024/first/index.html").says("/briefings/2025/again/#figure-masts");
    let project = project.remove("content/briefings/2025/2025-03-01-again.md");
    assert_eq!(project.build().tree, project.cold().tree);
}

#[test]
fn days_begin_in_the_zone_of_the_site() {
    let project =
        moved().setting("time_zone: America/New_York").file("content/editions/may.md", "---\ntitle: May\ndate: 2025-05-31\nperiod: 2025-05\n---\nA note.\n");
    let build = project.build();
    build.page("feed.xml").says("<published>2024-08-01T00:00:00-04:00</published>").says("tag:digest.example,2024:briefings/2024/act");
    build.page("feed.json").says("\"date_published\":\"2024-08-01T00:00:00-04:00\"");
    build.page("editions/feed.xml").says("2025-05-31T00:00:00-04:00");
    build.page("editions/may/newsletter.eml").says("Date: Sat, 31 May 2025 00:00:00 -0400");
    assert_eq!(value(&build.page("calendar.ics"), "general", "DTSTAMP"), "20240801T040000Z");
    build.page("sitemap-2024.xml").says("<lastmod>2024-08-01</lastmod>");
    let build = moved().build();
    build.page("feed.xml").says("<published>2024-08-01T00:00:00");
    build.page("feed.json").says("\"date_published\":\"2024-08-01T00:00:00Z\"");
}

#[test]
fn an_update_that_says_no_day_is_made_again_when_that_of_an_earlier_one_changes() {
    // What comes last says nothing of what the first one says.
    let project = moved().briefing("2026-08-01-open", "date_updates: [{event: 2024/act/products, certainty: cancelled}]", "Not at all.").briefing(
        "2026-08-02-last",
        "date_updates: [{event: 2024/act/products, date: 2029-01-01}]",
        "Later.",
    );
    project.build().succeeds();
    let project = project.edit(LATER, "date: 2028-08-02, source", "date: 2028-08-02, end: 2028-08-04, source");
    assert_eq!(project.build().tree, project.cold().tree);
}
