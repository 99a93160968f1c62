//! Addresses, ids, dates and references of any kind.
//!
//! `cargo +nightly fuzz run links`; what it finds becomes a case in `tests/it/hostile.rs`.
#![no_main]

#[allow(dead_code, reason = "each target uses one of the checks")]
#[path = "../../tests/it/checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|text: &str| checks::links(text));
