//! The digest that edits are played on: small, and with something of everything.

use super::world::put;
use crate::project::Project;

/// Names of what there is, so that edits can be about one another.
pub(super) const TOPICS: [&str; 3] = ["telecoms", "trade", "fibre"];
pub(super) const FIRST: &str = "content/briefings/2024/2024-01-19-first.md";

const FILES: [(&str, &str); 21] = [
    (
        "content/topics/telecoms.md",
        "---\nname: {en: Telecoms, zh-Hans: 电信}\n---\nNetworks, see [[indicator:stations]]; comments until [[date:2024/act/comments]].\n",
    ),
    ("content/topics/trade.md", "---\nname: Trade\n---\n"),
    ("content/topics/fibre.md", "---\nname: Fibre\nparent: telecoms\n---\n"),
    ("content/agencies/miit.md", "---\nname: The Ministry\nshort: MIIT\njurisdiction: cn\n---\nIt acts.\n"),
    ("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA definition.\n"),
    (
        "content/indicators/stations.md",
        "---\nname: Base stations\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\nMasts that are up.\n",
    ),
    (
        "content/indicators/revenue.md",
        "---\nname: {en: Revenue, zh-Hans: 收入}\nunit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date\ntopics: [telecoms]\n---\nFrom January on.\n",
    ),
    (
        "content/indicators/emerging.md",
        "---\nname: Emerging\nunit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date\npart_of: revenue\n---\nA part of it.\n",
    ),
    ("content/instruments/act.md", "---\nname: The Long Act\nshort: The Act\ntype: law\njurisdiction: eu\nstatus: proposed\n---\nIt orders.\n"),
    ("content/instruments/old.md", "---\nname: The Old Act\ntype: directive\n---\nIt ordered.\n"),
    (
        "content/editions/2024-01.md",
        "---\ntitle: January\ndate: 2024-01-31\nfrom: 2024-01-15\nto: 2024-01-31\npreheader: Masts.\n---\nSee [[briefing:2024/first]].\n",
    ),
    ("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nA *note*.\n"),
    ("content/editions/2024-11.md", "---\ntitle: Chosen\ndate: 2024-11-25\nbriefings: [2024/first, 2024/act]\nlead: 2024/plan\n---\nOn [[term:redcap]].\n"),
    ("content/pages/ahead.md", "---\ntitle: Ahead\nlist: {of: dates, ahead: true, group_by: kind, feed: true}\n---\n"),
    ("content/pages/lists.md", "---\ntitle: Lists\nlist: {of: briefings, topic: telecoms, group_by: agency, feed: true}\n---\nOf all.\n"),
    ("content/pages/about.md", "---\ntitle: About\n---\nSee [[edition:2024-10]], [[term:redcap]] and [[fig:2024/first/bs]].\n"),
    (
        FIRST,
        "---\ntitle: The first\ndate: 2024-01-19\ntopics: [telecoms]\nagencies: [miit]\njurisdictions: [cn]\nsources: [{id: paper, title: The paper}]\n\
         figures: [{id: bs, indicator: stations, value: 3.377, as_of: 2023-12-31, source: paper}]\n---\nThere were [[fig:bs]], says [@paper].\n",
    ),
    (
        "content/briefings/2024/2024-03-01-act.md",
        "---\ntitle: The act\ndate: 2024-03-01\ntopics: [trade]\njurisdictions: [eu]\nsources: [{id: paper, title: The paper}]\n\
         instruments: [{instrument: act, status: adopted, date: 2024-02-28}]\n\
         dates: [{id: comments, kind: comment-closes, date: 2024-12-15, instrument: act}, {id: force, kind: effective, date: 2024-06-01, instrument: act}]\n\
         ---\nVoted, see [the date](#date-force).\n",
    ),
    (
        "content/briefings/2024/2024-10-23-plan.md",
        "---\ntitle: The plan\ndate: 2024-10-23\ntopics: [telecoms, fibre]\nagencies: [miit]\njurisdictions: [cn]\nsources: [{id: paper, title: The paper}]\n\
         figures: [{id: bs, indicator: stations, value: 4.089, as_of: 2024-09-30}, {id: revenue, indicator: revenue, value: 325.2, period: 2024-01/2024-09}]\n\
         commitments: [{id: masts, text: Build masts, actor: miit, due: 2024-12, target: {indicator: stations, value: 5}}]\n---\nNow [[fig:bs]].\n",
    ),
    ("content/briefings/2024/2024-10-23-plan.zh-hans.md", "---\ntitle: 计划\n---\n现有[[fig:bs]]。\n"),
    (
        "content/briefings/2024/2024-11-20-report.md",
        "---\ntitle: The report\ndate: 2024-11-20\ntopics: [telecoms]\nsources: [{id: paper, title: The paper}]\npublish_at: 2024-12-20T00:00:00Z\n\
         commitment_updates: [{commitment: 2024/plan/masts, status: in-progress, note: Begun.}]\n\
         date_updates: [{event: 2024/act/comments, date: 2025-01-10, source: paper}]\n---\nIt began; comments until [[date:2024/act/comments]].\n",
    ),
];

/// The digest.
pub(super) fn digest() -> Project {
    let project = Project::empty().hurry();
    for (path, text) in FILES {
        put(project.root(), path, text);
    }
    project
}

/// The text of a body.
pub(super) fn text(n: u8) -> String {
    match n % 17 {
        14 => format!("TODO {n}"),
        15 => "Comments close on [[date:2024/act/comments]], in force [[date:2024/act/force]].".to_owned(),
        16 => "There were [[fig:2024/first/bs#value]] until [[date:2024/act/comments]].".to_owned(),
        0 => format!("Plain text {n}."),
        1 => format!("Cited [@paper] and again [@paper] {n}.\n\n## Part {n}\n\nMore[^1].\n\n[^1]: A note."),
        2 => "See [[briefing:2024/first]] and [[topic:trade|trade]].".to_owned(),
        3 => format!("See [it](/topics/) and [[term:redcap]] {n}."),
        4 => "By [[agency:miit]] in [the archive](/briefings/).".to_owned(),
        5 => format!("| a | b |\n| - | - |\n| {n} | 2 |"),
        6 => format!("<b>raw</b> {n} <a href=\"/topics/\">all</a> <a href=\"../2024/2024-01-19-first.md\">first</a> <script>x</script>"),
        7 => "See [the first](../2024/2024-01-19-first.md).".to_owned(),
        8 => "As [[fig:2024/first/bs]] stood, [[indicator:revenue]].".to_owned(),
        9 => "As [[instrument:act]] says, [there](/calendar/).".to_owned(),
        10 => "See [[briefing:2024/plan#commitment-masts]].".to_owned(),
        11 => format!("# Title {}\n\nIt is ~~5~~{n} of $a*b*c$ and 10<sup>6</sup>.\u{1}", n % 4),
        12 => format!("<h2 id=\"part\">Part</h2>\n\n## Part\n\n[@paper] {n}\n\n[@paper]: /topics/"),
        _ => format!("First {n}.\n\n> [!NOTE]\n> Noted."),
    }
}

/// A field of a briefing and its new line; without a line the field goes.
pub(super) fn front(n: u8) -> (&'static str, Option<String>) {
    let (n, m) = (n % 43, n / 43);
    let line = |text: String| Some(text);
    match n {
        39 => ("updates:", line(format!("updates: [{{date: 2024-12-01, kind: correction, facts: [{}], note: Mended.}}]", ["bs", "title"][usize::from(m) % 2]))),
        40 => ("withdrawn:", line("withdrawn: {date: 2024-11-01, reason: Wrong., erase: true}".to_owned())),
        37 => (
            "sources:",
            line(format!("sources: [{{id: paper, title: The paper, text: {}, publish_text: {}}}]", ["paper.txt", "paper.md"][usize::from(m) % 2], m > 2)),
        ),
        38 => (
            "figures:",
            line(format!("figures: [{{id: bs, indicator: stations, value: 4.{}, as_of: 2024-09-30, quote: \"It has 4.{} million\"}}]", m % 3, m % 2)),
        ),
        41 => ("publish_with:", line(format!("publish_with: {}", ["2024/plan", "2024-11", "report", "2024-10"][usize::from(m) % 4]))),
        42 => ("publish_with:", None),
        0 => ("title:", line(format!("title: Title {m}"))),
        1 => ("summary:", line(format!("summary: Summary {m}."))),
        2 => ("summary:", None),
        3 => ("key_points:", line(format!("key_points: [\"Point *{m}*\"]"))),
        4 => ("agencies:", line("agencies: [miit]".to_owned())),
        5 => ("agencies:", None),
        6 => ("jurisdictions:", line(format!("jurisdictions: [{}]", ["cn", "eu", "de"][usize::from(m) % 3]))),
        7 => ("featured:", line("featured: true".to_owned())),
        8 => ("featured:", None),
        9 => ("updates:", line(format!("updates: [{{date: 2024-12-{:02}, kind: correction, note: Mended.}}]", 1 + m))),
        10 => ("withdrawn:", line("withdrawn: {date: 2024-11-01, reason: Wrong.}".to_owned())),
        11 => ("withdrawn:", None),
        12 => ("draft:", line("draft: true".to_owned())),
        13 => ("draft:", None),
        14 => ("publish_at:", line("publish_at: 2024-06-01T00:00:00+02:00".to_owned())),
        15 => ("publish_at:", None),
        16 => ("redirect_from:", line(format!("redirect_from: [/old/{m}/]"))),
        17 => ("date:", line(format!("date: 2024-0{}-11", 1 + m))),
        18 => ("kind:", line(format!("kind: {}", ["law", "speech", "court"][usize::from(m) % 3]))),
        19 => ("figures:", line(format!("figures: [{{id: bs, indicator: stations, value: 4.{m}, as_of: 2024-0{}-30}}]", 1 + 2 * (m % 4) + 2))),
        20 => ("figures:", line("figures: [{id: bs, indicator: stations, value: 4.1, as_of: 2023-12-31, revises: 2024/first/bs}]".to_owned())),
        21 => ("figures:", line(format!("figures: [{{id: bs, label: Something, value: {m}, unit: gizmo, as_of: 2024-01-01}}]"))),
        22 => (
            "figures:",
            line(format!("figures: [{{id: bs, indicator: emerging, period: 2024-01/2024-0{}, change: {{percent: {m}.5, basis: year-on-year}}}}]", 2 + m)),
        ),
        23 => ("figures:", None),
        24 => ("dates:", line(format!("dates: [{{id: force, kind: hearing, title: Hearing, date: 2024-12-0{}, previous: [2024-11-30]}}]", 1 + m))),
        25 => ("dates:", line("dates: [{id: force, kind: review, title: Review, date: 2025-05-31, end: 2025-06-02, certainty: cancelled}]".to_owned())),
        26 => ("commitments:", line(format!("commitments: [{{id: masts, text: Build {m}, due: 2025-0{}, instruments: [act]}}]", 1 + m))),
        27 => (
            "commitment_updates:",
            line(format!(
                "commitment_updates: [{{commitment: 2024/plan/masts, status: {}, date: 2024-11-0{}}}]",
                ["delivered", "delayed", "dropped"][usize::from(m) % 3],
                1 + m
            )),
        ),
        28 => ("commitment_updates:", None),
        // Within the months of editions.
        29 => ("updates:", line(format!("updates: [{{date: 2024-1{}-2{m}, kind: correction, note: \"Of [[topic:trade]].\"}}]", m % 2))),
        30 => ("sources:", line(format!("sources: [{{id: paper, title: Paper, publisher: MIIT, url: \"https://paper.example/{}\"}}]", m % 3))),
        31 => ("sources:", line(format!("sources: [{{id: paper, title: The paper, publisher: Somebody {}}}]", m % 2))),
        32 => ("dates:", line(format!("dates: [{{id: force, kind: applies, instrument: act, date: 2024-11-1{m}, end: 2024-12-15}}]"))),
        33 => (
            "date_updates:",
            line(format!(
                "date_updates: [{{event: 2024/act/{}, date: 2024-12-{:02}{}}}]",
                ["comments", "force"][usize::from(m) % 2],
                10 + m,
                ["", ", certainty: provisional", ", note: Later."][usize::from(m) % 3]
            )),
        ),
        34 => ("date_updates:", line("date_updates: [{event: 2024/act/comments, certainty: cancelled}]".to_owned())),
        35 => ("date_updates:", None),
        _ => ("instruments:", line(format!("instruments: [{{instrument: act, status: in-force, date: 2024-1{}-01}}]", m % 3))),
    }
}

/// A setting of site.yaml and its new value; without a value it goes.
pub(super) fn setting(n: u8) -> (&'static str, Option<String>) {
    const OUTPUTS: [&str; 17] = [
        "feeds",
        "json_feeds",
        "agency_feeds",
        "data",
        "sitemap",
        "robots",
        "agencies",
        "jurisdictions",
        "archive",
        "glossary",
        "indicators",
        "instruments",
        "commitments",
        "calendar",
        "editions",
        "citations",
        "corrections",
    ];
    let (n, m) = (n % 22, usize::from(n / 22));
    let value = |text: &str| Some(text.to_owned());
    match n {
        0 => ("title", Some(format!("Digest {m}"))),
        1 => ("title", value("{en: Digest, zh-Hans: 摘要}")),
        2 => ("description", Some(format!("A digest {m}."))),
        3 => ("languages", value(["[en]", "[en, zh-Hans, de]", "[zh-Hans, en]"][m % 3])),
        4 => ("languages", value("[en, zh-Hans]")),
        5..=7 => ("outputs", Some(format!("{{{}: false}}", OUTPUTS[(m + 7 * usize::from(n)) % OUTPUTS.len()]))),
        8 => ("outputs", None),
        9 => ("theme_options", value(["{accent: green}", "{show_summaries: false, footer_note: Note}"][m % 2])),
        10 => ("theme_options", None),
        11 if m > 2 => ("math", value(["true", "false"][m % 2])),
        11 => ("raw_html", value(["allow", "forbid", "sanitise"][m % 3])),
        12 => ("menu", value(["[{name: Topics, url: /topics/}]", "[{name: Home, url: /}, {name: Site, url: \"/?q=1#main\"}]"][m % 2])),
        13 => ("menu", None),
        14 => ("time_zone", value(["Asia/Shanghai", "America/New_York", "UTC"][m % 3])),
        15 => ("lints", value(["{no-sources: deny}", "{no-sources: allow}", "{no-archive: warn}"][m % 3])),
        16 => ("theme", value("mine")),
        17 => ("theme", None),
        20 => ("redirects", value(["{briefings: \"/{year}/{id}/\"}", "{topics: [\"/tag/{id}/\", \"/old/{id}.html\"]}"][m % 2])),
        21 => ("gone", None),
        18 => ("limits", value(["{front_matter_bytes: 20000}", "{nesting: 9}", "{page_bytes: 9000}", "{loop_turns: 3}"][m % 4])),
        _ => ("langauges", if m % 2 == 0 { value("[en]") } else { None }),
    }
}
