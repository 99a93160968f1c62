//! From a view to bytes.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Value};

use super::Theme;
use super::bounds::{self, Over};
use super::error::RenderError;
use super::mail::{self, Mail};
use crate::config::{Config, Limits};
use crate::content::Hash;
use crate::diagnostics::{Code, Diagnostic};
use crate::pages::{Envelope, Layout, NEWSLETTER, NewsletterForm, NewsletterView, View};

/// `config` as templates see it, made once for each language and shared by all its pages.
#[derive(Debug, Clone)]
pub struct SharedContext(Value);

/// A letter with as many briefings as mail programs show of it, and its HTML.
#[derive(Debug)]
pub(super) struct Fitted {
    letter: NewsletterView,
    html: String,
}

/// Letters that were made, each with how often it was asked for, by what they are made from. To move the styles of one into
/// attributes takes longer than all else that is done for it, and three files have the result in them.
pub(super) type Letters = Mutex<HashMap<Hash, (Arc<Fitted>, u8)>>;

/// The files in which a letter is written.
const FORMS: u8 = 3;

impl Theme {
    /// Turns the layout of a language into what templates see as `config`.
    #[must_use]
    pub fn shared(&self, layout: &Layout) -> SharedContext {
        SharedContext(Value::from_serializable(layout))
    }

    /// The bytes of a view; `None` for a file, which is copied.
    ///
    /// # Errors
    /// What the template says.
    pub fn render(&self, view: &View, language: usize, shared: &SharedContext) -> Result<Option<Vec<u8>>, RenderError> {
        Ok(Some(match view {
            View::Page { template, context } => self.page(template, language, &shared.0, &**context)?,
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
            View::Index(file) => file.write(),
            View::File(_) => return Ok(None),
        }))
    }

    fn page(&self, template: &str, language: usize, config: &Value, context: &(impl serde::Serialize + ?Sized)) -> Result<Vec<u8>, RenderError> {
        self.render_within(&self.limits, template, language, &self.context(config, context)?)
    }

    fn context(&self, config: &Value, context: &(impl serde::Serialize + ?Sized)) -> Result<Context, RenderError> {
        let mut all = Context::from_serialize(context).map_err(|e| RenderError::new(&e))?;
        all.insert_value("config", config.clone());
        all.insert_value("theme", self.options.clone());
        Ok(all)
    }

    fn render_within(&self, limits: &Limits, template: &str, language: usize, all: &Context) -> Result<Vec<u8>, RenderError> {
        let mut page = bounds::page(limits);
        match self.engines[language].render_to(template, all, &mut page) {
            Ok(()) => Ok(page.bytes()),
            Err(error) => Err(self.failure(template, &error)),
        }
    }

    /// What tera says of a page of `template`, at its place in the template as it was written.
    fn failure(&self, template: &str, error: &tera::Error) -> RenderError {
        let mut failure = RenderError::new(error);
        if let (Some(span), Some(bounded)) = (&failure.span, failure.template.as_ref().and_then(|name| self.bounded.get(name))) {
            failure.span = Some(bounded.original(span.clone()));
        }
        if let Some((over, latest)) = bounds::over(&self.loops) {
            failure.code = Code::PageLimit;
            failure.message = match over {
                Over::Turns => format!("the loops of the page turn more than {} times", self.limits.loop_turns),
                Over::Bytes => format!("the template writes more than {} bytes into one page", self.limits.page_bytes),
            };
            // Where bytes are too many, tera does not say which part of the template was writing.
            if failure.template.is_none() {
                let (name, span) = latest.map_or((template, None), |(name, span)| (name, Some(span.clone())));
                (failure.template, failure.span) = (Some(name.to_owned()), span);
            }
        } else if failure.template.is_none() && failure.message.contains("recursion depth for components") {
            let (name, span) = self.circle(template).map_or((template, None), |(name, span)| (name, Some(span)));
            failure = RenderError {
                code: Code::TemplateRecursion,
                message: "components call each other more than 20 deep here".to_owned(),
                template: Some(name.to_owned()),
                span,
                position: None,
            };
        }
        failure
    }

    /// The first call in the closure of a template by which a component comes to call itself.
    fn circle(&self, template: &str) -> Option<(&str, Range<usize>)> {
        let closure = self.closures.get(template)?;
        self.circles.iter().find(|(name, _)| closure.names.contains(name)).map(|(name, span)| (name.as_str(), span.clone()))
    }

    /// A newsletter, with as many briefings as mail programs show of it.
    fn newsletter(&self, letter: &NewsletterView, form: &NewsletterForm, language: usize, config: &Value) -> Result<Vec<u8>, RenderError> {
        let fitted = self.fitted(letter, language, config)?;
        let text = || fitted.letter.text(&self.labels, language);
        Ok(match form {
            NewsletterForm::Html => fitted.html.clone().into_bytes(),
            NewsletterForm::Text => text().into_bytes(),
            NewsletterForm::Message(Envelope { id, host, date, language }) => {
                mail::eml(&Mail { id, host, subject: &fitted.letter.subject(), date, language, text: &text(), html: &fitted.html })
            }
        })
    }

    /// A letter that fits, and its HTML, made once for all its forms.
    fn fitted(&self, letter: &NewsletterView, language: usize, config: &Value) -> Result<Arc<Fitted>, RenderError> {
        let key = *blake3::hash(&serde_json::to_vec(&(language, letter)).expect("a letter is JSON")).as_bytes();
        let letters = || self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((fitted, uses)) = letters().get_mut(&key) {
            *uses += 1;
            return Ok(Arc::clone(fitted));
        }
        let html = |letter: &NewsletterView| {
            let html = String::from_utf8_lossy(&self.page(NEWSLETTER, language, config, letter)?).into_owned();
            mail::inline(&html).map_err(|message| RenderError::of_newsletter(Code::RenderFailed, message))
        };
        let (letter, html) = mail::fit(letter, html)?;
        let fitted = Arc::new(Fitted { letter: letter.into_owned(), html });
        let mut letters = letters();
        letters.retain(|_, (_, uses)| *uses < FORMS);
        letters.insert(key, (Arc::clone(&fitted), 1));
        Ok(fitted)
    }

    /// Renders a template on a sample, for the failures it may show.
    pub(super) fn try_out(&self, template: &str, language: usize, layout: &serde_json::Value, context: &serde_json::Value) -> Result<(), RenderError> {
        // A sample may be larger than any page of a site that sets itself a low bound.
        let limits = Limits { page_bytes: self.limits.page_bytes.max(Limits::default().page_bytes), ..self.limits.clone() };
        let context = self.context(&Value::from_serializable(layout), context)?;
        self.render_within(&limits, template, language, &context).map(drop)
    }

    /// A failure as a diagnostic at its place in the template.
    #[must_use]
    pub fn diagnostic(&self, error: &RenderError, config: &Config) -> Diagnostic {
        let path: Option<&Arc<str>> = error.template.as_ref().and_then(|name| self.origins.get(name));
        let told = error.diagnostic(path, None, config);
        told.help(advice(error).unwrap_or("mend the template"))
    }
}

/// What to do about failures that say themselves what they are.
pub(super) fn advice(error: &RenderError) -> Option<&'static str> {
    match error.code {
        Code::LongNewsletter => Some("shorten the editor's note, or the key points of the briefing that leads"),
        Code::PageLimit if error.message.contains("bytes") => Some("let it write less, or raise `page_bytes` under `limits:` in site.yaml"),
        Code::PageLimit => Some("let them go through less, or raise `loop_turns` under `limits:` in site.yaml"),
        Code::RenderFailed if cfg!(not(feature = "mail")) && error.message.contains("its feature `mail`") => Some("build it with the feature"),
        Code::TemplateRecursion => Some("let what the call stands in come to an end"),
        _ => None,
    }
}
