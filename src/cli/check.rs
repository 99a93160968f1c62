//! `bulletin check`

use std::process::ExitCode;

use super::arguments::{CheckOptions, Format};
use super::output::{self, NOTHING, count};
use super::print;
use super::site::{Digest, moment};
use crate::output::Memory;

pub(super) fn run(options: &CheckOptions) -> ExitCode {
    let digest = Digest::new(&options.site.root, options.site.base_url.as_ref());
    let at = match digest.moment(&options.site) {
        Ok(at) => at,
        Err(refusal) => return output::refused(&refusal),
    };
    let inputs = super::session::inputs(&digest, &options.site, at, true, &|_, _| {}, &|| false);
    match crate::build(&inputs, &mut digest.cache(), &mut Memory::new()) {
        Ok(mut report) => {
            let warnings = std::mem::take(&mut report.warnings);
            let warned = output::told(&warnings);
            output::diagnostics(warnings, &digest.files, options.site.format, NOTHING);
            if !options.site.quiet && options.site.format == Format::Human {
                let due = report.due.map_or_else(String::new, |due| format!("\nnext due: {}", moment(due)));
                print::line(format_args!("{}, {} outputs, {}: all good{due}", count(report.briefings, "briefing"), report.planned, warned));
            }
            ExitCode::SUCCESS
        }
        Err(failure) => output::failure(failure, &digest.files, options.site.format, NOTHING),
    }
}
