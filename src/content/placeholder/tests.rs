use super::marks::{marks, may_hold_mark};
use super::*;

#[track_caller]
fn found<'t>(text: &'t str, language: &str) -> Vec<&'t str> {
    let spans = if may_hold_mark(text) { marks(text, language) } else { Vec::new() };
    spans.into_iter().map(|span| &text[span]).collect()
}

#[test]
fn marks_stand_for_what_is_to_come() {
    for (text, mark) in [
        ("TODO", "TODO"),
        ("TODO: check the number", "TODO"),
        ("The number (TODO) is", "TODO"),
        ("TODO Ask the ministry", "TODO"),
        ("FIXME", "FIXME"),
        ("The minister said TK.", "TK"),
        ("Growth of TK percent", "TK"),
        ("TK", "TK"),
        ("Title TK", "TK"),
        ("A quote [TK] here", "TK"),
        ("TKTK", "TKTK"),
        ("It cost XX million euros.", "XX"),
        ("up XX% on the year", "XX"),
        ("up XX.X % on the year", "XX"),
        ("on XX May 2024", "XX"),
        ("€XX billion", "XX"),
        ("EUR XX", "XX"),
        ("Mr XXX said", "XXX"),
        ("[XX]", "XX"),
        ("XX", "XX"),
        ("said XXXX yesterday", "XXXX"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("XX per cent", "XX"),
    ] {
        assert_eq!(found(text, "en"), [mark], "{text}");
    }
    for (text, language, mark) in [
        ("am XX. Mai 2024", "de", "XX"),
        ("XX Prozent", "de", "XX"),
        ("XX Millionen", "de", "XX"),
        ("le XX mai", "fr", "XX"),
        ("XX milliards", "fr", "XX"),
        ("增长XX%，达到", "zh-Hans", "XX"),
        ("收入XX亿元", "zh-Hans", "XX"),
        ("TODO: revisar", "es", "TODO"),
        ("TODO 补充数据", "zh-Hans", "TODO"),
    ] {
        assert_eq!(found(text, language), [mark], "{text}");
    }
    assert_eq!(found("TK TK", "de"), ["TK", "TK"]);
}

#[test]
fn what_only_looks_like_a_mark_is_none() {
    for text in [
        "the XX century",
        "Article XX",
        "Article XX may apply",
        "Chapter XX. May it stand",
        "Title XXX of the act",
        "Louis XX",
        "a XXL size",
        "XXI",
        "20XX",
        "Regulation (EU) 2024/XXX",
        "COM(2024)XXX",
        "a TKO in round two",
        "UTK",
        "TK Elevator grew",
        "the TK paid",
        "Turkish Airlines (TK) flies",
        "TK-Markt",
        "a TODO list",
        "the TODO Group",
        "todo",
        "TODO.md",
        "src/TODO",
        "MEXXICO",
        "DIFIXMED",
        "Annex XX: products",
        "a.TK",
        "Exxon",
        "an XX chromosome",
    ] {
        assert_eq!(found(text, "en"), [""; 0], "{text}");
    }
    for (text, language) in [
        ("die TK und der TK-Markt", "de"),
        ("Die TK.", "de"),
        ("im XX. Jahrhundert", "de"),
        ("TODO POR LA PATRIA", "es"),
        ("le XXe siècle", "fr"),
        ("XX公司", "zh-Hans"),
        ("Kapitel XX Mai", "de"),
    ] {
        assert_eq!(found(text, language), [""; 0], "{text}");
    }
}

#[test]
fn every_prompt_is_found_and_none_begins_another() {
    for (name, prompt) in PROMPTS {
        assert_eq!(prompts(prompt).len(), 1, "{name}");
        assert_eq!(PROMPTS.iter().filter(|(_, other)| other.starts_with(prompt)).count(), 1, "{name}");
        assert!(is_unfinished(prompt, "en"), "{name}");
    }
    let body = "A text.\n\nSay what it is about. This text introduces the instrument's page.\n";
    assert_eq!(prompts(body).into_iter().map(|span| &body[span]).collect::<Vec<_>>(), [body[9..].trim_end()]);
    assert!(prompts("He said: Say what it is about. Then\nWrite it.").is_empty());
}
