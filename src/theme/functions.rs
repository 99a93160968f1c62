//! What templates can call. Nothing here reaches the site, its settings, the clock or the file system.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::bounds;
use crate::locale::{DateStyle, Language};
use crate::pages::Labels;
use crate::values::Issued;

/// The styles of `date`.
pub(super) const STYLES: &[&str] = &["long", "medium", "month", "month-day", "month-name", "year"];

/// Registers our filters and functions for language `language`.
pub(super) fn register(tera: &mut Tera, labels: &Arc<Labels>, language: usize) {
    bounds::register(tera);
    let words = Arc::clone(labels);
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| translate(&words, language, &kwargs));
    let dates = Arc::clone(labels);
    tera.register_filter("date", move |date: &str, kwargs: Kwargs, _: &State<'_>| format_date(&dates, language, date, &kwargs));
    let numbers = Arc::clone(labels);
    tera.register_filter("number", move |number: Value, _: Kwargs, _: &State<'_>| format_number(&numbers, language, &number));
    tera.register_filter("json_script", |value: Value, _: Kwargs, _: &State<'_>| json_script(&value));
}

/// `t(key="n-briefings", n=3)`: a word of the interface. Arguments are texts or numbers.
fn translate(labels: &Labels, language: usize, kwargs: &Kwargs) -> TeraResult<String> {
    let key: &str = kwargs.must_get::<&Value>("key")?.as_str().ok_or_else(|| Error::message("the key of a word is a text"))?;
    let n: Option<u64> = kwargs.get("n").map_err(|_| Error::message("`n` of a word is a whole number that is not below 0"))?;
    let mut arguments = Vec::new();
    for (name, value) in kwargs.iter() {
        if let Some(name) = name.as_str().filter(|n| *n != "key" && *n != "n") {
            arguments.push((name.to_owned(), value.to_string()));
        }
    }
    labels.with(language, key, n, &arguments).ok_or_else(|| Error::message(format!("the theme has no word `{key}`")))
}

/// `date(style="month")`: a date in words; of a month or a year alone no more than that.
fn format_date(labels: &Labels, language: usize, date: &str, kwargs: &Kwargs) -> TeraResult<String> {
    let name = match kwargs.get::<&Value>("style")? {
        Some(style) => style.as_str().ok_or_else(|| Error::message(format!("the style of a date is a text: {}", STYLES.join(", "))))?,
        None => "long",
    };
    let style = match name {
        "long" => DateStyle::Long,
        "medium" => DateStyle::Medium,
        "month" => DateStyle::MonthYear,
        "month-day" => DateStyle::MonthDay,
        "month-name" => DateStyle::Month,
        "year" => DateStyle::Year,
        other => return Err(Error::message(format!("`{other}` is no style of a date: {}", STYLES.join(", ")))),
    };
    let locale = labels.locale(language);
    let key = (locale.language().clone(), style, date.to_owned());
    if let Some(known) = DATES.with_borrow(|dates| dates.get(&key).cloned()) {
        return Ok(known);
    }
    let known = Issued::parse(date).map_err(|_| Error::message(format!("`{date}` is not a date")))?;
    let words = match known {
        Issued::Day(day) => locale.date(day.civil(), style),
        // No more than is known, whatever was asked for.
        Issued::Month(month) => locale.date(month.start().civil(), if style == DateStyle::Year { style } else { DateStyle::MonthYear }),
        Issued::Year(year) => locale.date(year.start().civil(), DateStyle::Year),
    };
    DATES.with_borrow_mut(|dates| {
        if dates.len() >= DATES_KEPT {
            dates.clear();
        }
        dates.insert(key, words.clone());
    });
    Ok(words)
}

/// How many dates a thread keeps.
const DATES_KEPT: usize = 4096;

thread_local! {
    /// Dates in words. The same ones stand on every listing that a briefing is in, and writing one costs thousands of
    /// instructions. Words depend on language, style and date alone, so what is kept is never wrong.
    static DATES: RefCell<HashMap<(Language, DateStyle, String), String>> = RefCell::default();
}

/// A number with its digits grouped.
fn format_number(labels: &Labels, language: usize, number: &Value) -> TeraResult<String> {
    if number.is_number() || number.is_string() {
        return Ok(labels.locale(language).number(&number.to_string()));
    }
    Err(Error::message("`number` takes a number"))
}

/// JSON that cannot close the script element it stands in.
fn json_script(value: &Value) -> TeraResult<Value> {
    let json = serde_json::to_string(value).map_err(|e| Error::message(e.to_string()))?;
    let safe = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(Value::safe_string(&safe))
}
