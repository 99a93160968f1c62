//! Bulletin as its users meet it: folders with sources go in, a website or a list of mistakes comes out.
//!
//! [`project::Project`] is the one driver. A new case is an expression on it, or a file in `tests/it/diagnostics`.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test reads the environment and the disk, stops where it must, and looks at files that the program named"
)]

mod architecture;
mod calendar;
pub mod checks;
mod checks_figures;
mod ci;
mod circles;
mod citations;
mod cli;
mod collections;
mod commitments;
mod data;
mod dates;
mod determinism;
mod diagnostics;
mod docs;
mod due;
mod editions;
mod embargo;
mod explain;
mod facts;
mod faults;
mod figures;
mod hostile;
mod instruments;
#[cfg(unix)] // signals, limits and a shell
mod interrupts;
mod languages;
mod licenses;
mod links;
mod list;
#[cfg(feature = "lsp")]
mod lsp;
mod machines;
mod mending;
mod names;
mod output;
mod pages;
mod placeholders;
mod places;
mod printing;
mod project;
#[cfg(feature = "publish")]
mod publish;
mod quotes;
mod raw_html;
mod reading;
mod rebuild;
mod record;
mod reference;
mod release;
mod review;
mod review_policy;
#[cfg(target_os = "linux")] // inotify, signals and a shell
mod running;
mod schema;
mod search;
mod sequences;
#[cfg(target_os = "linux")] // inotify, signals and a shell
mod serve;
mod sources;
mod stored;
mod templates;
mod traced;
mod verify;
#[cfg(target_os = "linux")] // inotify, signals and a shell
mod watch;
mod work;

/// The program's own: the property tests make and drop millions of small values too.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
