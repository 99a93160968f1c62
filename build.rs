//! Compiles the default theme into the program, and gives the program an id that changes with its sources: pages that
//! another program made are made again.

#![expect(clippy::disallowed_methods, reason = "a build script reads cargo's environment and its sources")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it"));
    let theme = root.join("themes/gazette");
    let mut list = String::from("&[\n");
    for file in files(&theme) {
        let name = file.strip_prefix(&theme).expect("it lies below").to_str().expect("our own names are UTF-8").replace('\\', "/");
        let _ = writeln!(list, "    ({name:?}, include_bytes!({:?})),", file.to_str().expect("cargo works in a path of UTF-8"));
    }
    list.push_str("]\n");
    std::fs::write(out.join("gazette.rs"), list).expect("cargo's folder can be written");

    let mut hasher = blake3::Hasher::new();
    for file in files(&root.join("src")).iter().chain([&root.join("Cargo.toml"), &root.join("Cargo.lock")]) {
        if let Ok(bytes) = std::fs::read(file) {
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(&bytes);
        }
    }
    println!("cargo::rustc-env=BULLETIN_BUILD_ID={}", hasher.finalize().to_hex());
    for watched in ["src", "themes/gazette", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={watched}");
    }
}

/// All files below `folder`, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        println!("cargo::rerun-if-changed={}", folder.display());
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { open.push(path) } else { all.push(path) }
        }
    }
    all.sort();
    all
}
