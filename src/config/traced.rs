//! The least share of what is traced: `traced`.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::site_file::TracedFile;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::values::Number;

/// The least share of the numbers and of the dates in texts that must be traced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Floor {
    /// Of the numbers, from 0 to 1.
    pub numbers: Option<Decimal>,
    /// Of the dates, from 0 to 1.
    pub dates: Option<Decimal>,
}

pub(super) fn floor(file: &Arc<str>, given: &TracedFile, all: &mut Vec<Diagnostic>) -> Floor {
    let mut share = |name: &str, number: Option<Number>| {
        let share = number?.decimal();
        if share < Decimal::ZERO || share > Decimal::ONE {
            let told = Diagnostic::new(Code::BadNumber, Place::value(file, format!("traced.{name}")), format!("{share} is no share"));
            all.push(told.help("write a number from 0 to 1: 0.95 for ninety-five of a hundred"));
        }
        Some(share)
    };
    Floor { numbers: share("numbers", given.numbers), dates: share("dates", given.dates) }
}
