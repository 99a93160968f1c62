//! Collections: pages of a site's own that list what answers to a query.

use crate::project::{Page, Project};

const HELD: &str = "content/briefings/2025/2025-05-01-held.md";

/// A digest with something of all that can be listed, and something of each that is held back.
fn digest() -> Project {
    Project::new()
        // What is overdue is told of the digest, and not of its lists.
        .setting("lints: {overdue-commitment: allow}")
        .topic("fibre", "name: Fibre\nparent: telecoms")
        .topic("trade", "name: Trade\naliases: [Commerce]\nformer_ids: [barter]")
        .file("content/agencies/miit.md", "---\nname: The Ministry\nshort: MIIT\njurisdiction: cn\n---\n")
        .file("content/agencies/court.md", "---\nname: A Court\n---\n")
        .file(
            "content/indicators/stations.md",
            "---\nname: Base stations\nunit: station\nscale: million\nmeasure: stock\nfrequency: monthly\nagency: miit\njurisdiction: cn\ntopics: [telecoms]\n---\n",
        )
        .file("content/instruments/act.md", "---\nname: The Long Act\nshort: The Act\ntype: law\njurisdiction: eu\nagencies: [court]\nstatus: proposed\n---\n")
        .file("content/instruments/plan.md", "---\nname: The Plan\ntype: plan\njurisdiction: cn\nstatus: proposed\n---\n")
        .file("content/instruments/secret.md", "---\nname: The Secret Act\ntype: law\nstatus: proposed\n---\n")
        .file("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA definition.\n")
        .briefing(
            "2023-05-19-old",
            "topics: [trade]\nagencies: [court]\nkind: law\ntitle: Old law\n\
             instruments: [{instrument: plan, status: adopted, date: 2023-05-19}]",
            "Text.",
        )
        .briefing(
            "2024-01-19-first",
            "topics: [fibre]\nagencies: [miit]\njurisdictions: [cn]\nkind: speech\ntitle: First speech\npeople: [{name: Ana Lima}]\n\
             figures: [{id: bs, indicator: stations, value: 3.377, as_of: 2023-12-31}]\n\
             commitments: [{id: masts, text: Build masts, actor: miit, due: 2024-06}, {id: later, text: Build more, actor: court, due: 2025-06}]",
            "On [[term:redcap]]: [[fig:bs]].",
        )
        .briefing(
            "2024-10-23-second",
            "topics: [telecoms]\nagencies: [miit]\nkind: law\ntitle: Second law\n\
             instruments: [{instrument: act, status: adopted, date: 2024-10-20}]\n\
             dates: [{id: force, kind: effective, title: In force, date: 2025-07-01, instrument: act}, \
             {id: vote, kind: vote, title: The vote, date: 2024-10-20}, {id: talk, kind: comment-closes, title: Comments, date: 2024-12-20}]",
            "Text.",
        )
        .file(
            HELD,
            "---\ntitle: Secret briefing\ndate: 2025-05-01\ntopics: [trade]\nkind: law\nagencies: [court]\nsources: [{title: Paper}]\npublish_at: 2025-05-01T00:00:00Z\n\
             instruments: [{instrument: secret, status: adopted, date: 2025-05-01}]\n\
             dates: [{id: quiet, kind: effective, title: Secret day, date: 2025-09-01}]\n\
             commitments: [{id: quiet, text: Secret promise, actor: court, due: 2026}]\n---\nText.\n",
        )
}

impl Project {
    /// A page `lists` with a query.
    fn lists(self, query: &str) -> Self {
        self.file("content/pages/lists.md", format!("---\ntitle: A list\nlist: {{{query}}}\n---\nWhat is listed.\n"))
    }
}

/// What the page lists, in its order.
fn titles(page: &Page) -> Vec<String> {
    page.texts("main .collection .group :is(.card h2, .card h3, .briefs a, .pledges a, .indicators .title, .ledger li > a)")
}

fn headings(page: &Page) -> Vec<String> {
    page.texts("main .collection .group > h2")
}

#[test]
fn each_sort_of_thing_is_listed() {
    for (query, expected) in [
        ("of: briefings", &["Second law", "First speech", "Old law"][..]),
        ("of: dates", &["The vote", "Comments", "In force"]),
        ("of: commitments", &["Build masts", "Build more"]),
        ("of: indicators", &["Base stations"]),
        ("of: instruments", &["The Long Act", "The Plan"]),
        ("of: terms", &["Reduced Capability"]),
    ] {
        let build = digest().lists(query).build();
        let page = build.succeeds().page("lists/index.html");
        assert_eq!(titles(&page), expected, "{query}");
        page.says("What is listed.");
        build.never_says("Secret");
    }
}

#[test]
fn each_condition_narrows_a_list() {
    for (query, expected) in [
        ("of: briefings, topic: telecoms", &["Second law", "First speech"][..]),
        ("of: briefings, topic: [fibre, Commerce]", &["First speech", "Old law"]),
        ("of: briefings, agency: MIIT, kind: law", &["Second law"]),
        ("of: briefings, jurisdiction: China", &["First speech"]),
        ("of: briefings, instrument: The Act", &["Second law"]),
        ("of: briefings, kind: [law, speech], until: 2024-01", &["First speech", "Old law"]),
        ("of: briefings, person: ana lima", &["First speech"]),
        ("of: briefings, year: [2023, 2025]", &["Old law"]),
        ("of: briefings, since: 2024-02-01", &["Second law"]),
        ("of: dates, ahead: true", &["Comments", "In force"]),
        ("of: dates, ahead: 30d", &["Comments"]),
        ("of: dates, kind: vote", &["The vote"]),
        ("of: commitments, open: true, agency: court", &["Build more"]),
        ("of: commitments, overdue: true", &["Build masts"]),
        ("of: indicators, stale: true", &["Base stations"]),
        ("of: indicators, unused: true", &[]),
        ("of: instruments, kind: plan", &["The Plan"]),
        ("of: instruments, unused: true", &[]),
        ("of: terms, unused: true", &[]),
        ("of: briefings, sort: title", &["First speech", "Old law", "Second law"]),
        ("of: briefings, sort: -title, limit: 2", &["Second law", "Old law"]),
        ("of: dates, sort: -date", &["In force", "Comments", "The vote"]),
    ] {
        let build = digest().lists(query).build();
        let page = build.succeeds().page("lists/index.html");
        assert_eq!(titles(&page), expected, "{query}");
        if expected.is_empty() {
            page.says("There is nothing on this list now.");
        }
        build.never_says("Secret");
    }
}

#[test]
fn groups_stand_under_headings() {
    for (query, expected, first) in [
        ("of: briefings, group_by: year", &["2024", "2023"][..], "Second law"),
        ("of: briefings, group_by: year, sort: date", &["2023", "2024"], "Old law"),
        ("of: briefings, group_by: year, sort: title", &["2024", "2023"], "First speech"),
        ("of: briefings, group_by: month", &["October 2024", "January 2024", "May 2023"], "Second law"),
        ("of: briefings, group_by: agency", &["A Court", "The Ministry"], "Old law"),
        ("of: briefings, group_by: topic", &["Fibre", "Telecoms", "Trade"], "First speech"),
        ("of: briefings, group_by: jurisdiction", &["China", "Other"], "First speech"),
        ("of: briefings, group_by: kind", &["Law", "Speech"], "Second law"),
        ("of: dates, group_by: kind", &["Comments close", "Enters into force", "Vote"], "Comments"),
        ("of: commitments, group_by: agency", &["A Court", "The Ministry"], "Build more"),
        ("of: indicators, group_by: topic", &["Telecoms"], "Base stations"),
        ("of: instruments, group_by: jurisdiction", &["China", "European Union"], "The Plan"),
        ("of: instruments, group_by: kind", &["Law", "Plan"], "The Long Act"),
    ] {
        let page = digest().lists(query).build().page("lists/index.html");
        assert_eq!(headings(&page), expected, "{query}");
        assert_eq!(titles(&page)[0], first, "{query}");
    }
    let page = digest().lists("of: briefings, group_by: agency").build().page("lists/index.html");
    assert_eq!(page.attributes("main .collection .group > h2 a", "href"), ["/agencies/court/", "/agencies/miit/"]);
}

#[test]
fn mistakes_stand_at_their_places() {
    let page = "content/pages/lists.md";
    for (query, code, words) in [
        // The sign stands before the place; where there is none, the query as a whole is meant.
        ("topic: telecoms", "B0107", "`of` is missing"),
        ("of: dates, ^open: true", "B0104", "they are by `topic`"),
        ("of: ^briefing", "B0116", "briefings"),
        ("of: briefings, ^topics: telecoms", "B0104", "topic"),
        ("of: briefings, kind: ^lawn", "B0116", "did you mean `law`?"),
        ("of: dates, kind: [vote, ^law]", "B0116", "no dates are of the kind `law`"),
        ("of: terms, ^group_by: year", "B0116", "not grouped"),
        ("of: commitments, group_by: ^kind", "B0116", "`year`"),
        ("of: terms, sort: ^date", "B0116", "`title`"),
        ("of: briefings, limit: ^0", "B0111", "nothing"),
        ("of: instruments, ^feed: true", "B0104", "cannot be subscribed to"),
        ("of: briefings, since: 2024, until: ^2023", "B0125", "is before"),
        ("of: dates, ahead: ^soon", "B0127", "30d"),
        ("of: briefings, topic: [^telecom]", "B0204", "did you mean `telecoms`?"),
        ("of: briefings, agency: ^mit", "B0204", "miit"),
        ("of: dates, instrument: [act, ^axt]", "B0204", "act"),
    ] {
        let build = digest().lists(&query.replace('^', "")).build();
        let column = query.find('^').map_or(7, |at| at + 8);
        build.fails([(code, page, 3, column)]);
        assert!(build.words().contains(words), "{query}: {}", build.words());
    }
    digest().lists("of: briefings, topic: barter").build().warns([("B0206", page, 3, 30)]);
    digest().lists("of: briefings, topic: [trade, Commerce]").build().warns([("B0140", page, 3, 38)]);
}

#[test]
fn a_list_is_that_of_the_original() {
    let project = digest()
        .setting("languages: [en, zh-Hans]")
        .lists("of: briefings, group_by: year, feed: true")
        .file("content/pages/lists.zh-hans.md", "---\ntitle: 列表\n---\n说明。\n")
        .file("content/briefings/2024/2024-10-23-second.zh-hans.md", "---\ntitle: 第二\nsummary: 第二。\n---\n正文。\n");
    let build = project.build();
    let page = build.page("zh-hans/lists/index.html");
    assert_eq!((titles(&page), headings(&page)), (vec!["第二".to_owned()], vec!["2024年".to_owned()]));
    build.has(["zh-hans/lists/feed.xml", "lists/feed.xml"]);
    let build = project.edit("content/pages/lists.zh-hans.md", "title: 列表", "title: 列表\nlist: {of: dates}").build();
    assert!(build.words().contains("a translation takes `list` from its original"), "{}", build.words());
}

#[test]
fn briefings_have_feeds_and_dates_a_calendar() {
    let build = digest().lists("of: briefings, kind: law, feed: true, limit: 1").build();
    build.succeeds().has(["lists/feed.xml", "lists/feed.json"]).lacks(["lists/calendar.ics"]);
    let feed = build.page("lists/feed.xml");
    feed.says("<title>Second law</title>").says("<title>Old law</title>").says("tag:digest.example,2024:lists").never_says("First speech");
    let page = build.page("lists/index.html");
    assert_eq!(page.attributes("main .feeds a", "href"), ["/lists/feed.xml", "/lists/feed.json"]);
    assert!(page.attributes("head link[rel=alternate]", "href").iter().any(|href| href.ends_with("/lists/feed.xml")));

    let build = digest().lists("of: dates, ahead: true, feed: true").build();
    build.succeeds().has(["lists/calendar.ics"]).lacks(["lists/feed.xml"]);
    // No day that passes takes a date from a reader's calendar.
    build.page("lists/calendar.ics").says(":The vote").says(":In force").says("/lists/").never_says("Secret");
    let page = build.page("lists/index.html");
    assert_eq!(page.attributes("main .feeds a", "href"), ["/lists/calendar.ics"]);

    let build = digest().setting("outputs: {feeds: false, calendar: false}").lists("of: briefings, feed: true").build();
    build.lacks(["lists/feed.xml", "lists/feed.json"]);
    assert!(build.page("lists/index.html").attributes("main .feeds a", "href").is_empty());
}

#[test]
fn what_is_held_back_is_listed_when_its_time_comes() {
    let project = digest().lists("of: briefings, kind: law, group_by: agency, feed: true");
    project.build().succeeds().never_says("Secret");
    let project = project.at("2025-05-02T00:00:00Z");
    let build = project.build();
    assert_eq!(titles(&build.page("lists/index.html")), ["Secret briefing", "Old law", "Second law"]);
    build.page("lists/feed.xml").says("Secret briefing");
    // And a page that is held back lists nothing yet.
    let project = digest().file("content/pages/lists.md", "---\ntitle: A list\npublish_at: 2025-01-01\nlist: {of: briefings, feed: true}\n---\n");
    project.build().succeeds().lacks(["lists/index.html", "lists/feed.xml"]);
    project.at("2025-01-02T00:00:00Z").build().has(["lists/index.html", "lists/feed.xml"]);
}

#[test]
fn a_list_follows_the_day_of_the_build() {
    let project = digest().lists("of: dates, ahead: 30d, feed: true");
    let first = project.build();
    assert_eq!(titles(&first.page("lists/index.html")), ["Comments"]);
    assert!(first.done().until.is_some());
    let calendar = first.page("lists/calendar.ics").text;
    let project = project.at("2024-12-21T12:00:00Z");
    let later = project.build();
    assert!(titles(&later.page("lists/index.html")).is_empty());
    assert_eq!(later.page("lists/calendar.ics").text, calendar);
    let project = project.at("2025-06-20T12:00:00Z");
    assert_eq!(titles(&project.build().page("lists/index.html")), ["In force"]);
    // An indicator grows stale without anything happening.
    let project = Project::new()
        .file("content/indicators/stations.md", "---\nname: Base stations\nunit: station\nmeasure: stock\nfrequency: monthly\n---\n")
        .briefing("2024-01-19-first", "figures: [{id: bs, indicator: stations, value: 3, as_of: 2023-12-31}]", "[[fig:bs]].");
    assert!(project.at("2024-01-20T00:00:00Z").lists("of: indicators, stale: true").build().done().until.is_some());
}

#[test]
fn an_addition_touches_what_lists_it_alone() {
    let project = digest()
        .lists("of: briefings, kind: law, group_by: year, feed: true")
        .file("content/pages/speeches.md", "---\ntitle: Speeches\nlist: {of: briefings, kind: speech, feed: true}\n---\n");
    project.build().succeeds();
    let project = project.briefing("2024-11-20-third", "kind: law\ntitle: Third law", "Text.");
    let build = project.build();
    let written: Vec<&str> =
        build.done().written.iter().map(|change| change.path.as_str()).filter(|path| path.contains("lists/") || path.contains("speeches/")).collect();
    assert_eq!(written, ["lists/feed.json", "lists/feed.xml", "lists/index.html"]);
    assert_eq!(build.tree, project.cold().tree);
    // What is listed is made again when it is told otherwise.
    let project = project.edit("content/briefings/2024/2024-01-19-first.md", "First speech", "First words");
    let build = project.build();
    build.page("speeches/index.html").says("First words");
    assert_eq!(build.tree, project.cold().tree);
    // So is the page when it asks for something else.
    let project = project.edit("content/pages/speeches.md", "kind: speech", "topic: trade");
    let build = project.build();
    assert_eq!(titles(&build.page("speeches/index.html")), ["Old law"]);
    assert_eq!(build.tree, project.cold().tree);
    let project = project.edit("content/agencies/court.md", "A Court", "The Court").edit("content/pages/lists.md", "group_by: year", "group_by: agency");
    let build = project.build();
    assert_eq!(headings(&build.page("lists/index.html")), ["The Court", "The Ministry", "Other"]);
    assert_eq!(build.tree, project.cold().tree);
}

#[test]
fn a_long_list_leads_on_to_all() {
    let project = (1..=201).fold(Project::new().lists("of: briefings, feed: true"), |project, n| {
        project.file(
            format!("content/briefings/2024/b{n}.md"),
            format!("---\ntitle: Number {n}\ndate: 2024-{:02}-{:02}\ntopics: [telecoms]\nsources: [{{title: Paper}}]\n---\nText.\n", n / 28 + 1, n % 28 + 1),
        )
    });
    let build = project.build();
    let page = build.succeeds().page("lists/index.html");
    assert_eq!(titles(&page).len(), 200);
    assert_eq!(page.attributes("main .collection .more a", "href"), ["/briefings/"]);
    assert_eq!(build.page("lists/feed.xml").text.matches("<entry>").count(), 20);
}
