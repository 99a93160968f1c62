//! Dated events: the calendar page and its files.
//!
//! - [`page`]: the dates ahead, the dates of each year, and a calendar file of the site, its topics and its agencies.
//! - [`ics`]: the format of these files, iCalendar: [`ics::Calendar`] becomes the text.
//!
//! How a date looks on other pages is in [`shared::dates`](super::shared::dates).

pub(super) mod ics;
pub(super) mod page;
