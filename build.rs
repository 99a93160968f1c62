//! Compiles the default theme into the program, and gives the program an id that changes with its sources, its compiler and
//! how it was called: pages that another program made are made again. What the sources cannot say, which versions of other
//! crates went into the program, `output::program` adds.

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
    for said in [compiler(), settings()] {
        hasher.update(&(said.len() as u64).to_le_bytes());
        hasher.update(said.as_bytes());
    }
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

/// The compiler, with its version and the commit that it was built from.
fn compiler() -> String {
    let name = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let said = std::process::Command::new(name).arg("-vV").output();
    said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned()).expect("cargo has just found it")
}

/// The target, the profile, the features and the flags, as cargo names them.
fn settings() -> String {
    let named = ["TARGET", "PROFILE", "OPT_LEVEL", "DEBUG", "CARGO_CFG_TARGET_FEATURE", "CARGO_ENCODED_RUSTFLAGS"];
    let mut all: Vec<(String, String)> = std::env::vars().filter(|(name, _)| named.contains(&name.as_str()) || name.starts_with("CARGO_FEATURE_")).collect();
    all.sort();
    all.into_iter().map(|(name, value)| format!("{name}={value}\n")).collect::<Vec<_>>().concat()
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
