//! From a view to bytes.

use std::ops::Range;
use std::sync::Arc;

use tera::{Context, Value};

use super::Theme;
use super::mail::{self, Mail};
use crate::config::Config;
use crate::diagnostics::{Code, Diagnostic};
use crate::pages::{Chrome, Envelope, NEWSLETTER, NewsletterForm, NewsletterView, View};

/// A failure of a template, with its place in it.
#[derive(Debug, Clone)]
pub struct RenderError {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) template: Option<String>,
    pub(super) span: Option<Range<usize>>,
    /// Line and column, both from 1, where no span is known.
    pub(super) position: Option<(usize, usize)>,
}

/// `config` as templates see it, made once for each language and shared by all its pages.
#[derive(Debug, Clone)]
pub struct SharedContext(Value);

impl Theme {
    /// Turns the chrome of a language into what templates see as `config`.
    #[must_use]
    pub fn shared(&self, chrome: &Chrome) -> SharedContext {
        SharedContext(Value::from_serializable(chrome))
    }

    /// The bytes of a view; `None` for a file, which is copied.
    ///
    /// # Errors
    /// What the template says.
    pub fn render(&self, view: &View, language: usize, shared: &SharedContext) -> Result<Option<Vec<u8>>, RenderError> {
        Ok(Some(match view {
            View::Page { template, context } => self.page(template, language, &shared.0, &**context)?.into_bytes(),
            View::Feed(feed, format) => feed.write(*format),
            View::Newsletter(letter, form) => self.newsletter(letter, form, language, &shared.0)?,
            View::Citations(citations, format) => citations.write(*format),
            View::Sitemap(sitemap) => sitemap.write(),
            View::Json(value) => {
                let mut bytes = serde_json::to_vec(&**value).map_err(|e| RenderError {
                    code: Code::RenderFailed,
                    message: e.to_string(),
                    template: None,
                    span: None,
                    position: None,
                })?;
                bytes.push(b'\n');
                bytes
            }
            View::Text(text) => text.clone().into_bytes(),
            View::File(_) => return Ok(None),
        }))
    }

    fn page(&self, template: &str, language: usize, config: &Value, context: &(impl serde::Serialize + ?Sized)) -> Result<String, RenderError> {
        let mut all = Context::from_serialize(context).map_err(|e| RenderError::new(&e))?;
        all.insert_value("config", config.clone());
        all.insert_value("theme", self.options.clone());
        self.engines[language].render(template, &all).map_err(|e| RenderError::new(&e))
    }

    /// A newsletter, with as many briefings as mail programs show of it.
    fn newsletter(&self, letter: &NewsletterView, form: &NewsletterForm, language: usize, config: &Value) -> Result<Vec<u8>, RenderError> {
        let html = |letter: &NewsletterView| {
            let html = self.page(NEWSLETTER, language, config, letter)?;
            mail::inline(&html).map_err(|message| RenderError::of_newsletter(Code::RenderFailed, message))
        };
        let (letter, html) = mail::fit(letter, html)?;
        let text = || letter.text(&self.labels, language);
        Ok(match form {
            NewsletterForm::Html => html.into_bytes(),
            NewsletterForm::Text => text().into_bytes(),
            NewsletterForm::Message(Envelope { id, host, date, language }) => {
                mail::eml(&Mail { id, host, subject: &letter.subject(), date, language, text: &text(), html: &html })
            }
        })
    }

    /// Renders a template on a sample, for the failures it may show.
    pub(super) fn try_out(&self, template: &str, language: usize, chrome: &serde_json::Value, context: &serde_json::Value) -> Result<(), RenderError> {
        self.page(template, language, &Value::from_serializable(chrome), context).map(drop)
    }

    /// A failure as a diagnostic at its place in the template.
    #[must_use]
    pub fn told(&self, error: &RenderError, config: &Config) -> Diagnostic {
        let path: Option<&Arc<str>> = error.template.as_ref().and_then(|name| self.origins.get(name));
        let told = error.told(path, None, config);
        if error.code == Code::LongNewsletter {
            told.help("shorten the editor's note, or the key points of the briefing that leads")
        } else {
            told.help("mend the template")
        }
    }
}
