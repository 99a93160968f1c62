//! The documentation says what is there.

use bulletin::pages::samples;

/// Every field that a template sees stands in its section of docs/themes.md.
#[test]
fn every_field_of_every_template_is_documented() {
    let text = std::fs::read_to_string("docs/themes.md").unwrap();
    let mut missing = Vec::new();
    for sample in samples() {
        let heading = format!("### {}", sample.template);
        let Some(start) = text.find(&format!("{heading}\n")) else {
            missing.push(heading);
            continue;
        };
        let rest = &text[start + heading.len()..];
        let section = &rest[..rest.find("\n### ").unwrap_or(rest.len())];
        let page = sample.largest["page"].as_object().unwrap();
        missing.extend(page.keys().filter(|field| !section.contains(&format!("`page.{field}"))).map(|field| format!("{heading}: page.{field}")));
    }
    assert!(missing.is_empty(), "docs/themes.md says nothing of {missing:#?}");
}

/// Each code that the documents name exists.
#[test]
fn codes_in_the_documents_exist() {
    let pages = std::fs::read_dir("docs").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "md"));
    for file in pages.chain(["README.md".into()]) {
        let (text, file) = (std::fs::read_to_string(&file).unwrap(), file.display());
        for (at, _) in text.match_indices("B0") {
            let code = text.get(at..at + 5).unwrap_or_default();
            if code[1..].bytes().all(|b| b.is_ascii_digit()) {
                assert!(bulletin::diagnostics::Code::find(code).is_some(), "{file} names {code}");
            }
        }
    }
}
