//! Files of any bytes: front matter, text, cache and links.
//!
//! `cargo +nightly fuzz run front_matter`; what it finds becomes a case in `tests/it/hostile.rs`.
#![no_main]

#[allow(dead_code, reason = "each target uses one of the checks")]
#[path = "../../tests/it/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::front_matter(bytes));
