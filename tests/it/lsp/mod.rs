//! `bulletin lsp`, as an editor meets it.

mod editor;

use editor::{Editor, able, digest, edited, position, uri};
use serde_json::{Value, json};

const NOTE: &str = "content/briefings/2024/2024-10-23-note.md";
const OLD: &str = "content/briefings/2023/2023-05-01-old.md";

/// A digest with something of most kinds.
fn full() -> bulletin::source::Memory {
    digest(&[
        (
            OLD,
            "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [telecoms]\nsources: [{id: paper, title: P}]\nfigures: [{id: towers, label: Towers, value: 10, unit: station, as_of: 2023-05-01}]\ncommitments: [{id: build, text: Build more}]\ndates: [{id: vote, kind: vote, date: 2025-03-01, title: The vote}]\n---\nIt had [[fig:towers]]. [@paper]\n",
        ),
        ("content/agencies/miit.md", "---\nname: Ministry of Industry\nshort: MIIT\naliases: [工信部]\njurisdiction: cn\n---\n"),
        ("content/indicators/stations.md", "---\nname: 5G stations\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\nCounted.\n"),
        ("content/instruments/act.md", "---\nname: The Gigabit Act\ntype: law\njurisdiction: eu\n---\n"),
        ("content/terms/redcap.md", "---\nname: Reduced Capability\nshort: RedCap\n---\nA lighter kind of 5G.\n"),
    ])
}

/// The same with an edition.
fn with_edition() -> bulletin::source::Memory {
    let mut memory = full();
    memory.write("content/editions/2024-10.md", "---\ntitle: October\ndate: 2024-10-31\nperiod: 2024-10\n---\nA note.\n");
    memory
}

/// A good briefing with these fields and this text.
fn note(front: &str, body: &str) -> String {
    format!("---\ntitle: Note\ndate: 2024-10-23\ntopics: [telecoms]\nsources: [{{id: paper, title: The paper}}]\n{front}---\n{body}\n")
}

fn labels(offered: &[(String, String)]) -> Vec<&str> {
    offered.iter().map(|(label, _)| label.as_str()).collect()
}

/// The text with the offer called `label` taken.
#[track_caller]
fn taken<'o>(offered: &'o [(String, String)], label: &str) -> &'o str {
    &offered.iter().find(|(own, _)| own == label).unwrap_or_else(|| panic!("{label} is not among {:?}", labels(offered))).1
}

#[test]
fn it_comes_and_goes_as_the_protocol_wants() {
    let mut editor = Editor::on(digest(&[]));
    assert_eq!(editor.requests[0].method, "client/registerCapability");
    assert!(editor.ask("textDocument/foldingRange", json!({ "textDocument": { "uri": uri(NOTE) } })).is_ok_and(|answer| answer.is_null()));
    assert!(editor.ask("nonsense/at-all", json!({})).is_err());
    editor.tell("$/setTrace", json!({ "value": "off" }));
    assert!(editor.leave());
    assert!(!Editor::on(digest(&[])).vanish());
}

/// What is typed is told of at once; what was mended, with an empty list.
#[test]
fn an_unsaved_mistake_is_shown_and_its_fix_leaves_a_clean_file() {
    let mut editor = Editor::on(full());
    editor.write(NOTE, &note("", "So."));
    editor.settle();
    assert!(editor.wrong(NOTE).is_empty());
    editor.write(NOTE, &note("kinds: release\n", "So."));
    // Before the whole digest is looked at again.
    assert_eq!(editor.wrong(NOTE), ["B0104 5:0"]);
    assert!(editor.told(NOTE)[0]["message"].as_str().unwrap().contains("help: did you mean `kind`?"));
    let range = editor.told(NOTE)[0]["range"].clone();
    let asked = json!({ "textDocument": { "uri": uri(NOTE) }, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.ask("textDocument/codeAction", asked).unwrap();
    assert_eq!(actions[0]["title"], "Replace `kinds` by `kind`");
    editor.apply(&actions[0]["edit"]);
    assert!(editor.wrong(NOTE).is_empty() && editor.was_told_of(NOTE));
    editor.settle();
    assert!(editor.wrong(NOTE).is_empty());
}

#[test]
fn names_are_looked_up_at_once_too() {
    let mut editor = Editor::on(full());
    editor.write(NOTE, &note("", "So."));
    editor.settle();
    editor.write(NOTE, &note("agencies: [mit]\n", "[[topic:telecom]] [[fig:none]] [@papers]"));
    assert_eq!(editor.wrong(NOTE), ["B0204 5:11", "B0204 7:0", "B0216 7:18", "B0303 7:32"]);
    editor.write(NOTE, &note("figures: [{id: none, label: None, value: 1, unit: station, as_of: 2024-10-23}]\n", "[[topic:telecoms]] [[fig:none]] [@paper]"));
    assert!(editor.wrong(NOTE).is_empty());
    editor.settle();
    assert!(editor.wrong(NOTE).is_empty());
}

/// A keystroke parses its own file once, and nothing else, whenever the rest is looked at.
#[test]
fn a_keystroke_parses_one_file() {
    let mut editor = Editor::on(full());
    let before = editor.settle();
    assert_eq!((&before["parsed"], &before["checked"]), (&json!(6), &json!(1)));
    editor.write(OLD, &format!("{} More.", "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [telecoms]\nsources: [{id: paper, title: P}]\n---\nIt was."));
    let typed = editor.ask("bulletin/work", json!({})).unwrap();
    assert_eq!((&typed["parsed"], &typed["checked"]), (&json!(7), &json!(1)));
    let after = editor.settle();
    assert_eq!((&after["parsed"], &after["checked"]), (&json!(7), &json!(2)));
}

/// The whole server makes no view: it plans pages, and asks for none.
#[test]
fn no_page_is_made() {
    for entry in walk("src/lsp") {
        let text = std::fs::read_to_string(&entry).unwrap();
        for maker in ["engine::write", "crate::build", "theme::render", ".make)", "output::Store"] {
            assert!(!text.contains(maker), "{entry:?} names {maker}");
        }
    }
}

fn walk(folder: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(path.to_str().unwrap()) } else { vec![path] }).collect()
}

/// A name that means nothing may be meant to.
#[test]
fn what_a_reference_names_is_made() {
    let mut editor = Editor::on(full());
    for (front, body, path) in
        [("", "中文 [[term:NTN]]", "content/terms/ntn.md"), ("agencies: [Ministry of Finance]\n", "So.", "content/agencies/ministry-of-finance.md")]
    {
        editor.write(NOTE, &note(front, body));
        editor.settle();
        let told = editor.told(NOTE);
        let asked = json!({ "textDocument": { "uri": uri(NOTE) }, "range": told[0]["range"], "context": { "diagnostics": [] } });
        let actions = editor.ask("textDocument/codeAction", asked).unwrap();
        let made = actions.as_array().unwrap().iter().find(|action| action["title"].as_str().unwrap().starts_with("Make the ")).unwrap();
        let changes = made["edit"]["documentChanges"].as_array().unwrap();
        assert_eq!((&changes[0]["kind"], &changes[0]["uri"]), (&json!("create"), &json!(uri(path))));
        let text = edited("", changes[1]["edits"].as_array().unwrap());
        editor.write(path, &text);
        editor.settle();
        assert!(!editor.wrong(NOTE).iter().any(|told| told.starts_with("B0204")), "{text}");
    }
}

#[test]
fn what_other_files_have_to_do_with_it_is_told_after_a_while() {
    let mut editor = Editor::on(full());
    editor.write("content/topics/telecoms.md", "---\nname: Networks\nid: networks\n---\n");
    editor.settle();
    assert_eq!(editor.wrong(OLD), ["B0204 3:9"]);
    let told = editor.told(OLD);
    assert!(told[0]["message"].as_str().unwrap().starts_with("there is no topic `telecoms`"), "{told:?}");
    editor.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri("content/topics/telecoms.md") } }));
    editor.settle();
    assert!(editor.wrong(OLD).is_empty() && editor.was_told_of(OLD));
}

#[test]
fn related_places_are_named() {
    let mut editor = Editor::on(full());
    editor.write(NOTE, &note("id: old\n", "So.").replace("2024-10-23", "2023-05-01"));
    editor.settle();
    let told = editor.told(NOTE);
    assert_eq!(told[1]["relatedInformation"][0]["location"]["uri"], uri(OLD), "{told:?}");
}

#[test]
fn files_that_are_no_sources_are_none_of_its_business() {
    let mut editor = Editor::on(full());
    for path in ["README.md", "content/notes.txt", "../other/content/a.md"] {
        editor.write(path, "---\nkinds: x\n---\n");
        let at = position("---\nki");
        assert!(editor.ask_at("hover", path, &at).is_null());
        assert!(editor.ask_at("definition", path, &at).is_null());
        assert!(!editor.was_told_of(path));
    }
    editor.tell("textDocument/didOpen", json!({ "textDocument": { "uri": "untitled:1", "languageId": "markdown", "version": 1, "text": "x" } }));
    editor.settle();
}

/// Other generators keep Markdown in `content`, too.
#[test]
fn a_folder_without_settings_is_no_digest() {
    let mut memory = bulletin::source::Memory::new();
    memory.write("content/posts/a.md", "+++\ntitle = 'A'\n+++\n");
    let mut editor = Editor::on(memory);
    let at = editor.write(NOTE, &note("ki¦nds: release\n", "So."));
    editor.settle();
    assert!(!editor.was_told_of(NOTE) && !editor.was_told_of("content/site.yaml"));
    assert!(editor.ask_at("definition", NOTE, &at).is_null());
    // Until it becomes one.
    editor.write("content/site.yaml", crate::project::SITE);
    editor.settle();
    assert!(editor.wrong(NOTE).contains(&"B0104 5:0".to_owned()));
}

/// Whatever its name.
#[test]
fn the_stored_text_of_a_source_is_no_document() {
    let mut memory = full();
    let path = "content/briefings/2024/paper.md";
    memory.write(path, "The paper.\n");
    memory.write(NOTE, note("", "So. [@paper]").replace("title: The paper", "title: The paper, text: paper.md"));
    let mut editor = Editor::on(memory);
    assert!(editor.wrong(NOTE).is_empty());
    editor.write(path, "The whole paper.\n");
    assert!(editor.wrong(path).is_empty());
    editor.settle();
    assert!(editor.wrong(path).is_empty() && editor.wrong(NOTE).is_empty());
}

#[test]
fn broken_settings_are_shown_and_the_rest_goes_on() {
    let mut editor = Editor::on(full());
    editor.write(NOTE, &note("kinds: release\n", "So."));
    editor.settle();
    editor.write("content/site.yaml", "title: [\n");
    editor.settle();
    assert_eq!(editor.wrong("content/site.yaml").len(), 1);
    assert_eq!(editor.wrong(NOTE), ["B0104 5:0"]);
    // By what the digest was before.
    let offered = editor.offered(NOTE, &note("agencies: [¦]\n", "So."));
    assert!(labels(&offered).contains(&"miit"));
    editor.write("content/site.yaml", crate::project::SITE);
    editor.settle();
    assert!(editor.wrong("content/site.yaml").is_empty());
}

#[test]
fn fields_and_their_words_are_completed() {
    let mut editor = Editor::on(full());
    let offered = editor.offered(NOTE, &note("¦", "So."));
    assert!(labels(&offered).contains(&"figures") && !labels(&offered).contains(&"title"));
    assert_eq!(taken(&offered, "kind"), note("kind: ", "So."));
    let offered = editor.offered(NOTE, &note("fi¦\n", "So."));
    assert_eq!(taken(&offered, "figures"), note("figures:\n", "So."));
    let offered = editor.offered(NOTE, &note("ki¦nds: release\n", "So."));
    assert_eq!(taken(&offered, "kind"), note("kind: release\n", "So."));
    let offered = editor.offered(NOTE, &note("kind: ¦\n", "So."));
    assert_eq!(taken(&offered, "court"), note("kind: court\n", "So."));
    let offered = editor.offered(NOTE, &note("kind: rel¦ease\n", "So."));
    assert_eq!(taken(&offered, "court"), note("kind: court\n", "So."));
    let offered = editor.offered(NOTE, &note("figures:\n  - id: a\n    scale: ¦\n", "So."));
    assert_eq!(labels(&offered), ["thousand", "million", "billion", "trillion"]);
    let offered = editor.offered("content/site.yaml", "title: D\nba¦\n");
    assert_eq!(taken(&offered, "base_url"), "title: D\nbase_url: \n");
    let at = editor.write("content/site.yaml", "title: D\nbase_¦url: https://digest.example\n");
    assert!(editor.ask_at("hover", "content/site.yaml", &at)["contents"]["value"].as_str().unwrap().contains("address"));
}

#[test]
fn what_fields_name_is_completed() {
    let mut editor = Editor::on(with_edition());
    for (front, label, expected) in [
        ("agencies: [¦]\n", "miit", "agencies: [miit]\n"),
        ("agencies: [工信¦]\n", "miit", "agencies: [miit]\n"),
        ("agencies:\n  - mi¦x\n", "miit", "agencies:\n  - miit\n"),
        ("jurisdictions: [Ger¦]\n", "de", "jurisdictions: [de]\n"),
        ("figures: [{id: a, indicator: ¦}]\n", "stations", "figures: [{id: a, indicator: stations}]\n"),
        ("figures:\n  - id: a\n    unit: stat¦\n", "station", "figures:\n  - id: a\n    unit: station\n"),
        ("figures: [{id: a, source: ¦}]\n", "paper", "figures: [{id: a, source: paper}]\n"),
        ("figures: [{id: a, revises: 2023¦}]\n", "2023/old/towers", "figures: [{id: a, revises: 2023/old/towers}]\n"),
        ("commitment_updates: [{commitment: ¦}]\n", "2023/old/build", "commitment_updates: [{commitment: 2023/old/build}]\n"),
        ("date_updates: [{event: ¦}]\n", "2023/old/vote", "date_updates: [{event: 2023/old/vote}]\n"),
        ("instruments: [{instrument: giga¦}]\n", "act", "instruments: [{instrument: act}]\n"),
        ("publish_with: ¦\n", "2023/old", "publish_with: 2023/old\n"),
        ("publish_with: Octo¦\n", "2024-10", "publish_with: 2024-10\n"),
    ] {
        let offered = editor.offered(NOTE, &note(front, "So."));
        assert_eq!(taken(&offered, label), note(expected, "So."), "{front}");
    }
}

/// While the front matter is no YAML, its sources and figures are what they last were.
#[test]
fn references_and_citations_are_completed_even_in_a_broken_file() {
    let mut editor = Editor::on(full());
    let figures = "figures: [{id: masts, label: Masts, value: 1, unit: station, as_of: 2024-10-23}]\n";
    editor.write(NOTE, &note(figures, "So."));
    editor.settle();
    for broken in ["", "kind: [\n"] {
        let front = format!("{figures}{broken}");
        for (body, label, expected) in [
            ("See [[¦", "topic", "See [[topic:"),
            ("See [[¦", "fig:masts", "See [[fig:masts]]"),
            ("See [[fig:¦", "masts", "See [[fig:masts]]"),
            ("See [[fig:m¦x]] there", "masts", "See [[fig:masts]] there"),
            ("See [[fig:2023¦", "2023/old/towers", "See [[fig:2023/old/towers]]"),
            ("See [[fig:masts#¦]]", "value", "See [[fig:masts#value]]"),
            ("中文😀 [[term:Red¦]]", "redcap", "中文😀 [[term:redcap]]"),
            ("See [[agency:x¦|the ministry]]", "miit", "See [[agency:miit|the ministry]]"),
            ("See [[briefing:old¦", "2023/old", "See [[briefing:2023/old]]"),
            ("See [[date:¦", "2023/old/vote", "See [[date:2023/old/vote]]"),
            ("Said [@¦", "paper", "Said [@paper]"),
            ("Said [@paper; @p¦]", "paper", "Said [@paper; @paper]"),
        ] {
            let body = if label == "miit" { body.replace('x', "mi") } else { body.to_owned() };
            let offered = editor.offered(NOTE, &note(&front, &body));
            assert_eq!(taken(&offered, label), note(&front, expected), "{body}");
        }
        editor.settle();
    }
    assert!(editor.offered(NOTE, &note(figures, "A [link] ¦")).is_empty());
}

fn hover(editor: &mut Editor, marked: &str) -> String {
    let at = editor.write(NOTE, marked);
    editor.settle();
    let answer = editor.ask_at("hover", NOTE, &at);
    answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn hover_says_it_in_the_words_of_the_page() {
    let mut editor = Editor::on(full());
    let figures = "figures: [{id: masts, indicator: stations, value: 1.5, as_of: 2024-10-23, change: {percent: 9.4, basis: year-on-year}}]\n";
    for (front, body, expected) in [
        (figures, "😀 [[fig:ma¦sts]]", "**1.5 million stations (up 9.4% year on year)**  \n5G stations"),
        (figures, "[[fig:masts#val¦ue]]", ""),
        (figures, "[[fig:mas¦ts#value]]", "**1.5 million stations**  \n5G stations"),
        ("", "[[term:red¦cap]]", "**Reduced Capability**  \nterm `redcap`\n\nA lighter kind of 5G."),
        ("", "[[date:2023/old/vo¦te]]", "**1 March 2025**  \nThe vote"),
        ("", "[@pa¦per]", "**The paper**"),
        ("agencies: [mi¦it]\n", "", "**Ministry of Industry**  \nagency `miit`"),
        ("jurisdictions: [c¦n]\n", "", "**China**  \njurisdiction `cn`, built in"),
        ("kind: cour¦t\n", "", "A judgment or"),
        ("ki¦nd: court\n", "", "What kind of thing it sums up."),
        ("figures: [{id: a, label: A, value: 1, unit: Mb¦ps, as_of: 2024-10-23}]\n", "", "5 Mbps"),
    ] {
        let said = hover(&mut editor, &note(front, body)).replace('\u{a0}', " ");
        assert!(said.starts_with(expected) && said.is_empty() == expected.is_empty(), "{front}{body}: {said:?}");
    }
}

/// Where an answer leads, as `path line:column`.
fn places(answer: &Value) -> Vec<String> {
    let all = if answer.is_array() { answer.as_array().unwrap().clone() } else { vec![answer.clone()] };
    let one = |place: &Value| {
        let start = &place["range"]["start"];
        format!("{} {}:{}", place["uri"].as_str().unwrap().strip_prefix(&uri("")).unwrap(), start["line"], start["character"])
    };
    let mut places: Vec<String> = all.iter().map(one).collect();
    places.sort();
    places
}

#[test]
fn names_lead_to_what_they_are_about_and_back() {
    let mut editor = Editor::on(full());
    for (body, expected) in [
        ("中文😀 [[topic:te¦lecoms]]", "content/topics/telecoms.md 0:0"),
        ("[[agency:工信¦部]]", "content/agencies/miit.md 0:0"),
        ("[[fig:2023/old/tow¦ers]]", "content/briefings/2023/2023-05-01-old.md 5:15"),
        ("[[fig:2023/o¦ld/towers]]", "content/briefings/2023/2023-05-01-old.md 0:0"),
        ("[@pa¦per]", "content/briefings/2024/2024-10-23-note.md 4:15"),
        ("[old](../2023/2023-05-01-ol¦d.md)", "content/briefings/2023/2023-05-01-old.md 0:0"),
    ] {
        let at = editor.write(NOTE, &note("", body));
        editor.settle();
        assert_eq!(places(&editor.ask_at("definition", NOTE, &at)), [expected], "{body}");
    }
    let at = editor.write(NOTE, &note("key_points: ['[[fig:2023/old/towers]]']\n", "[[topic:te¦lecoms]] 中文😀 [[fig:2023/old/towers]]"));
    editor.settle();
    let topic = places(&editor.ask_at("references", NOTE, &at));
    assert_eq!(topic, [format!("{OLD} 3:9"), format!("{NOTE} 3:9"), format!("{NOTE} 7:8"), "content/indicators/stations.md 5:9".to_owned()]);
    let at = editor.write("content/topics/telecoms.md", "---\nname: {en: Tele¦coms}\n---\n");
    editor.settle();
    assert_eq!(places(&editor.ask_at("references", "content/topics/telecoms.md", &at)), topic);
    let at = editor.write(OLD, "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [telecoms]\nsources: [{id: paper, title: P}]\nfigures: [{id: to¦wers, label: Towers, value: 10, unit: station, as_of: 2023-05-01}]\n---\nIt had [[fig:towers]]. [@paper]\n");
    editor.settle();
    assert_eq!(places(&editor.ask_at("references", OLD, &at)), [format!("{OLD} 5:15"), format!("{OLD} 7:13"), format!("{NOTE} 5:29"), format!("{NOTE} 7:39")]);
}

#[test]
fn what_a_briefing_comes_out_with_is_found_in_both_kinds() {
    let mut editor = Editor::on(with_edition());
    for (name, expected) in [("2023/o¦ld", format!("{OLD} 0:0")), ("2024-¦10", "content/editions/2024-10.md 0:0".to_owned())] {
        let at = editor.write(NOTE, &note(&format!("publish_with: {name}\n"), "So."));
        editor.settle();
        assert_eq!(places(&editor.ask_at("definition", NOTE, &at)), [expected], "{name}");
    }
    editor.write(NOTE, &note("publish_with: 2024-11\n", "So."));
    editor.settle();
    assert_eq!(editor.wrong(NOTE), ["B0204 5:14"]);
}

fn renamed(editor: &mut Editor, path: &str, at: &Value, new: &str) -> Result<Value, String> {
    editor.ask("textDocument/rename", json!({ "textDocument": { "uri": uri(path) }, "position": at, "newName": new }))
}

#[test]
fn a_topic_takes_a_new_name_everywhere_and_remembers_the_old_one() {
    let mut memory = full();
    memory.write("content/topics/telecoms.zh-hans.md", "---\nname: 电信\n---\n");
    memory.write("content/site.yaml", format!("{}languages: [en, zh-Hans]\n", crate::project::SITE));
    let mut editor = Editor::on(memory);
    for path in ["content/topics/telecoms.md", "content/indicators/stations.md"] {
        let text = if path.contains("topics") {
            "---\nname: Telecoms\n---\n"
        } else {
            "---\nname: 5G stations\nunit: station\nscale: million\nmeasure: stock\ntopics: [telecoms]\n---\nCounted.\n"
        };
        editor.write(path, text);
    }
    editor
        .write(OLD, "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [Telecoms]\nsources: [{id: paper, title: P}]\n---\nIt [was](../../topics/telecoms.md).\n");
    let at = editor.write(NOTE, &note("", "中文😀 [[topic:tele¦coms|them]] [[topic:Telecoms]] `[[topic:telecoms]]`"));
    editor.settle();
    let prepared = editor.ask_at("prepareRename", NOTE, &at);
    assert_eq!((&prepared["placeholder"], &prepared["range"]["start"]["character"]), (&json!("telecoms"), &json!(13)));
    assert!(renamed(&mut editor, NOTE, &at, "Net Works").unwrap_err().contains("net-works"));
    let edit = renamed(&mut editor, NOTE, &at, "networks").unwrap();
    let files = editor.apply(&edit);
    let expected = [("content/topics/telecoms.md", "content/topics/networks.md"), ("content/topics/telecoms.zh-hans.md", "content/topics/networks.zh-hans.md")];
    assert_eq!(files, expected.map(|(from, to)| (from.to_owned(), to.to_owned())));
    assert_eq!(editor.texts["content/topics/telecoms.md"], "---\nname: Telecoms\nformer_ids: [telecoms]\n---\n");
    assert!(editor.texts[NOTE].contains("topics: [networks]") && editor.texts["content/indicators/stations.md"].contains("topics: [networks]"));
    // `Telecoms` is the id in capitals as well as a name; code is code.
    assert!(editor.texts[NOTE].ends_with("中文😀 [[topic:networks|them]] [[topic:networks]] `[[topic:telecoms]]`\n"), "{}", editor.texts[NOTE]);
    assert!(editor.texts[OLD].contains("../../topics/networks.md"));
}

/// Whoever renames the file in the editor's list of files gets the rest as well.
#[test]
fn a_file_that_is_renamed_takes_its_references_along() {
    let mut memory = full();
    memory.write("content/topics/telecoms.zh-hans.md", "---\nname: 电信\n---\n");
    memory.write("content/site.yaml", format!("{}languages: [en, zh-Hans]\n", crate::project::SITE));
    let mut editor = Editor::on(memory);
    editor.write("content/topics/telecoms.md", "---\nname: Telecoms\n---\n");
    editor.write(OLD, "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [telecoms]\nsources: [{id: paper, title: P}]\n---\nIt was.\n");
    editor.write("content/indicators/stations.md", "---\nname: 5G stations\nunit: station\ntopics: []\n---\nCounted.\n");
    editor.settle();
    let mut will = |from: &str, to: &str| editor.ask("workspace/willRenameFiles", json!({ "files": [{ "oldUri": uri(from), "newUri": uri(to) }] })).unwrap();
    assert!(will(OLD, "content/briefings/2023/2023-05-01-older.md").is_null());
    assert!(will("content/topics/telecoms.md", "content/agencies/telecoms.md").is_null());
    assert!(will("content/topics/telecoms.zh-hans.md", "content/topics/networks.zh-hans.md").is_null());
    let edit = will("content/topics/telecoms.md", "content/topics/networks.md");
    assert_eq!(editor.apply(&edit), [("content/topics/telecoms.zh-hans.md".to_owned(), "content/topics/networks.zh-hans.md".to_owned())]);
    assert_eq!(editor.texts["content/topics/telecoms.md"], "---\nname: Telecoms\nformer_ids: [telecoms]\n---\n");
    assert!(editor.texts[OLD].contains("topics: [networks]"));
}

/// An editor that cannot rename files gives the file an `id`.
#[test]
fn an_editor_that_renames_no_files_gets_a_field() {
    let mut able = able();
    able["workspace"]["workspaceEdit"]["resourceOperations"] = json!([]);
    let mut editor = Editor::with(full(), &able);
    let at = editor.write("content/terms/redcap.md", "¦---\nname: Reduced Capability\nshort: RedCap\nformer_ids: [rc]\n---\nA lighter kind of 5G.\n");
    editor.write(NOTE, &note("", "On [[term:redcap]]."));
    editor.settle();
    let edit = renamed(&mut editor, "content/terms/redcap.md", &at, "reduced-capability").unwrap();
    assert!(editor.apply(&edit).is_empty());
    let text = &editor.texts["content/terms/redcap.md"];
    assert_eq!(text, "---\nname: Reduced Capability\nshort: RedCap\nformer_ids: [rc, redcap]\nid: reduced-capability\n---\nA lighter kind of 5G.\n");
    editor.settle();
    assert!(editor.wrong("content/terms/redcap.md").is_empty());
}

#[test]
fn entries_of_a_briefing_are_renamed_and_what_cannot_be_says_why() {
    let mut editor = Editor::on(full());
    editor.write(OLD, "---\ntitle: Old news\ndate: 2023-05-01\ntopics: [telecoms]\nsources: [{id: paper, title: P}]\nfigures: [{id: towers, label: Towers, value: 10, unit: station, as_of: 2023-05-01, source: paper}]\n---\nIt had [[fig:towers#value]]. [@paper]\n");
    let at = editor.write(NOTE, &note("", "[[fig:2023/old/tow¦ers]] [[briefing:2023/old]]"));
    editor.settle();
    let edit = renamed(&mut editor, NOTE, &at, "masts").unwrap();
    editor.apply(&edit);
    assert!(editor.texts[NOTE].contains("[[fig:2023/old/masts]]"));
    assert!(editor.texts[OLD].contains("{id: masts,") && editor.texts[OLD].contains("[[fig:masts#value]]"));
    let at = position(editor.texts[OLD].split_once("[@p").unwrap().0);
    let at = json!({ "line": at["line"], "character": at["character"].as_u64().unwrap() + 3 });
    editor.settle();
    let edit = renamed(&mut editor, OLD, &at, "report").unwrap();
    editor.apply(&edit);
    assert!(editor.texts[OLD].contains("{id: report,") && editor.texts[OLD].contains("source: report}") && editor.texts[OLD].contains("[@report]"));
    editor.settle();
    assert!(editor.wrong(OLD).is_empty() && editor.wrong(NOTE).is_empty());
    let at = position(editor.texts[NOTE].split_once("2023/old]]").unwrap().0);
    assert!(renamed(&mut editor, NOTE, &at, "older").unwrap_err().contains("redirect_from"));
}

/// The same place is one column in UTF-16 and another in UTF-8, which both sides may agree on.
#[test]
fn columns_count_utf_16_unless_both_sides_agree_on_bytes() {
    let body = "中文😀 [[topic:telecom]]";
    for (encodings, column) in [(json!(["utf-16"]), 5), (json!(["utf-8", "utf-16"]), 11)] {
        let mut able = able();
        able["general"] = json!({ "positionEncodings": encodings });
        let mut editor = Editor::with(full(), &able);
        editor.write(NOTE, &note("", body));
        editor.settle();
        assert_eq!(editor.wrong(NOTE), [format!("B0204 6:{column}")]);
    }
    let mut editor = Editor::on(full());
    editor.write(NOTE, &note("", body));
    editor.settle();
    let asked = json!({ "textDocument": { "uri": uri(NOTE) }, "range": editor.told(NOTE)[0]["range"], "context": { "diagnostics": [], "only": ["quickfix"] } });
    let actions = editor.ask("textDocument/codeAction", asked).unwrap();
    editor.apply(&actions[0]["edit"]);
    assert_eq!(editor.texts[NOTE], note("", "中文😀 [[topic:telecoms]]"));
}

/// A client that knows no versioned edits gets plain ones.
#[test]
fn all_that_is_certain_is_mended_at_once() {
    let mut editor = Editor::with(full(), &json!({}));
    let text = note("publish_at: 23/10/2024\nupdates: [{date: 24/10/2024, note: So.}]\nkinds: release\n", "So.");
    editor.write(NOTE, &text);
    editor.settle();
    assert_eq!(editor.wrong(NOTE).len(), 3);
    let line = |line: u32| json!({ "line": line, "character": 0 });
    let asked = |only: &str| json!({ "textDocument": { "uri": uri(NOTE) }, "range": { "start": line(0), "end": line(0) }, "context": { "diagnostics": [], "only": [only] } });
    let actions = editor.ask("textDocument/codeAction", asked("source.fixAll")).unwrap();
    let mended = edited(&text, actions[0]["edit"]["changes"][uri(NOTE)].as_array().unwrap());
    assert!(mended.contains("publish_at: 2024-10-23\nupdates: [{date: 2024-10-24, note: So.}]\n"), "{mended}");
    // Of one place, and asked for by nobody.
    assert_eq!(editor.ask("textDocument/codeAction", asked("quickfix")).unwrap(), json!([]));
}

#[test]
fn a_file_and_the_digest_list_what_they_hold() {
    let mut editor = Editor::on(full());
    editor.write(
        NOTE,
        &note("figures: [{id: masts, label: Masts, value: 1, unit: station, as_of: 2024-10-23}]\n", "## 中文 heading\n\n```\n# no heading\n```\n\n### Next"),
    );
    editor.settle();
    let symbols = editor.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri(NOTE) } })).unwrap();
    let names = |symbols: &Value| symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(names(&symbols), ["paper", "masts", "中文 heading", "Next"]);
    let found = editor.ask("workspace/symbol", json!({ "query": "giga" })).unwrap();
    assert_eq!(names(&found), ["The Gigabit Act"]);
}

/// What an author does who knows no id: three figures, two references and a citation, by completion alone.
#[test]
fn a_briefing_is_written_without_looking_up_an_id() {
    let mut editor = Editor::on(full());
    let mut text = String::from("---\ntitle: Networks grow\ndate: 2024-10-23\n¦\n---\n");
    let steps: [(&str, &str, &str); 12] = [
        ("topics", "\n---\n", "[¦]\n---\n"),
        (
            "telecoms",
            "]\n---\n",
            "]\nsources: [{id: paper, title: The paper}]\nfigures:\n  - id: masts\n    label: Masts\n    value: 4\n    unit: stat¦\n---\n",
        ),
        ("station", "\n---\n", "\n    as_of: 2024-09-30\n  - id: built\n    as_of: 2024-09-30\n    value: 2\n    indicator: ¦\n---\n"),
        ("stations", "\n---\n", "\n  - id: more\n    indicator: stations\n    period: 2024-Q3\n    change: {percent: 3, basis: ¦}\n---\n"),
        ("year-on-year", "}\n---\n", "}\n---\nThere are [[¦"),
        ("fig:masts", "", ", of which [[fig:¦"),
        ("built", "", " are new, [[fig:mo¦"),
        ("more", "", ". The [[ag¦"),
        ("agency", "", "Ind¦"),
        ("miit", "", " tells of [[term:¦"),
        ("redcap", "", ". [@¦"),
        ("paper", "", ""),
    ];
    for (label, end, next) in steps {
        let offered = editor.offered(NOTE, &text);
        let now = taken(&offered, label);
        text = format!("{}{next}", now.strip_suffix(end).unwrap_or_else(|| panic!("{now:?} ends with {end:?}")));
    }
    editor.write(NOTE, &text);
    editor.settle();
    let wrong: Vec<String> = editor.wrong(NOTE).into_iter().filter(|told| told.starts_with("B02")).collect();
    assert!(wrong.is_empty(), "{wrong:?}\n{text}");
    assert!(
        text.ends_with("There are [[fig:masts]], of which [[fig:built]] are new, [[fig:more]]. The [[agency:miit]] tells of [[term:redcap]]. [@paper]"),
        "{text}"
    );
}

/// Wherever the cursor is in the sample digest, there is an answer and no failure.
#[test]
fn every_place_of_the_sample_has_an_answer() {
    let mut memory = bulletin::source::Memory::new();
    let sources: Vec<String> = walk("content").into_iter().map(|path| path.to_str().unwrap().to_owned()).collect();
    for path in &sources {
        memory.write(path, std::fs::read(path).unwrap());
    }
    let mut editor = Editor::on(memory);
    for path in sources.iter().filter(|path| path.ends_with(".md") || path.ends_with(".yaml")) {
        let text = std::fs::read_to_string(path).unwrap();
        editor.write(path, &text);
        for (at, _) in text.char_indices().skip(path.len() % 7).step_by(409) {
            for method in ["completion", "definition", "codeAction"] {
                editor.ask_at(method, path, &position(&text[..at]));
            }
            // A text that is cut off there, as it is while somebody types.
            editor.write(path, &text[..at]);
            editor.ask_at("completion", path, &position(&text[..at]));
            editor.ask_at("documentSymbol", path, &position(&text[..at]));
        }
        let at = text.len() / 2;
        editor.write(path, &text);
        editor.ask_at("hover", path, &position(&text[..text.floor_char_boundary(at)]));
    }
    editor.settle();
    for path in &sources {
        // Of what lies ahead of the moment of these tests there are warnings.
        let errors: Vec<Value> = editor.told(path).into_iter().filter(|told| told["severity"] == 1).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}
