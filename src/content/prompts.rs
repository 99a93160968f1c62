//! What a new source asks its author to write. `scaffold` writes these texts into new files, and [`super::placeholder`] finds
//! those that nobody replaced: they stand here alone, so that the two cannot diverge.

/// Each text with the name that stands for it in braces in the texts of new files. None is the beginning of another.
pub const PROMPTS: [(&str, &str); 21] = [
    // Bodies.
    ("happened", "Write what happened, in a sentence or two."),
    ("background", "Say what led to it."),
    ("belongs", "Say in a sentence or two what belongs here."),
    ("responsible", "Say what it is responsible for."),
    ("institutions", "Say what readers should know of its institutions."),
    ("counted", "Say exactly what is counted, and what is not."),
    ("about", "Say what it is about."),
    ("define", "Define the term in one paragraph."),
    ("page", "Write the page here."),
    ("brought", "Say in a few sentences what the period brought."),
    // What a body is for, behind the others.
    ("observations", "The observations come from the `figures` of briefings."),
    ("glossary", "Readers see it in the glossary."),
    ("note", "This text is the editor's note."),
    ("introduces-topic", "This text introduces the topic's page."),
    ("introduces-agency", "This text introduces the agency's page."),
    ("introduces-jurisdiction", "This text introduces the jurisdiction's page."),
    ("introduces-instrument", "This text introduces the instrument's page."),
    // Fields.
    ("summary", "What was decided, and what it means."),
    ("key-point", "The figure or decision to remember."),
    ("preheader", "What the period brought, in one line."),
    ("page-summary", "What this page tells."),
];

/// `text` with each `{prompt:NAME}` replaced.
#[must_use]
pub fn with_prompts(text: &str) -> String {
    PROMPTS.iter().fold(text.to_owned(), |text, (name, prompt)| text.replace(&format!("{{prompt:{name}}}"), prompt))
}
