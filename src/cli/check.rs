//! `bulletin check`

use std::process::ExitCode;

use super::arguments::{CheckOptions, Format};
use super::output::{self, count};
use super::site::{Digest, moment};
use crate::output::Memory;

pub(super) fn run(options: &CheckOptions) -> ExitCode {
    let digest = Digest::new(&options.site.root, options.site.base_url.as_ref());
    let at = match digest.moment(&options.site) {
        Ok(at) => at,
        Err(refusal) => return output::refused(&refusal),
    };
    let inputs = super::build::inputs(&digest, &options.site, at, true, &|_, _| {}, &|| false);
    match crate::build(&inputs, &mut digest.memo(), &mut Memory::new()) {
        Ok(mut report) => {
            let warnings = std::mem::take(&mut report.warnings);
            let warned = warnings.len();
            output::diagnostics(warnings, &digest.files, options.site.format);
            if !options.site.quiet && options.site.format == Format::Human {
                anstream::println!("{}, {} outputs, {}: all good", count(report.briefings, "briefing"), report.planned, count(warned, "warning"));
                if let Some(due) = report.due {
                    anstream::println!("next due: {}", moment(due));
                }
            }
            ExitCode::SUCCESS
        }
        Err(failure) => output::failure(failure, &digest.files, options.site.format),
    }
}
