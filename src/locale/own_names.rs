//! The names of languages in themselves, for a language switcher.

use super::{Language, regions};

impl Language {
    /// The language's name in itself, for a switcher: "Français", "简体中文", "Français (Canada)"; the tag if unknown.
    #[must_use]
    pub fn own_name(&self) -> String {
        let known = self.conventions();
        if let Some((_, name)) = known.named_tags.iter().find(|(tag, _)| *tag == self.tag()) {
            return (*name).to_owned();
        }
        let Some(name) = known.name else {
            return self.tag().to_owned();
        };
        // A script that makes another written language is in its name.
        let tells_script = known.column.is_some_and(|column| column.contains('-'));
        let region = self.region().and_then(|code| regions::get(&code.to_ascii_lowercase()));
        match (self.script(), region) {
            (Some(script), _) if !tells_script => format!("{name} ({script})"),
            (_, None) => name.to_owned(),
            (_, Some(region)) if tells_script => format!("{name}（{}）", region.name(self)),
            (_, Some(region)) => format!("{name} ({})", region.name(self)),
        }
    }

    /// The form that `og:locale` wants (`zh_CN`); where the tag names no region, its likeliest one by CLDR.
    #[must_use]
    pub fn og_locale(&self) -> Option<String> {
        let region = self.region().filter(|code| code.len() == 2).or(self.conventions().region)?;
        Some(format!("{}_{region}", self.base()))
    }
}
