//! A tree with one violation of each kind: the rules must find every one of them, and nothing else.

use super::check;

const HEAD: &str = "//! Planted.\n";

/// (file, body, the rule it breaks)
const PLANTED: [(&str, &str, &str); 42] = [
    ("src/data/plain.rs", "use crate::ui::App;", "floors"),
    ("src/data/grouped.rs", "use crate::{base::{Issue, Message}, study::Recipe};", "floors"),
    ("src/data/deep/up.rs", "use super::super::super::cli::run;", "floors"),
    ("src/data/alias.rs", "use crate as root;", "floors"),
    ("src/data/renamed.rs", "use crate::session as below;", "floors"),
    ("src/data/glob.rs", "use crate::*;", "floors"),
    ("src/data/group_self.rs", "use crate::{self as house};", "floors"),
    ("src/data/expression.rs", "fn f() { let x = crate::export::write(); }", "floors"),
    ("src/data/in_macro.rs", "fn f() { vec![crate::chart::Chart]; }", "floors"),
    ("src/models/frame.rs", "use crate::data::Frame;", "floors"),
    ("src/ui/terminal.rs", "use crate::cli::args;", "floors"),
    ("src/attic/room.rs", "use crate::base::Issue;", "floors"),
    ("src/session/window.rs", "fn f(ui: &egui::Ui) {}", "window words"),
    ("src/session/dialog.rs", "use rfd::AsyncFileDialog;", "window words"),
    ("src/session/window_system.rs", "use winit::window::Window;", "window words"),
    ("src/study/thread.rs", "fn f() { std::thread::spawn(|| ()); }", "threads"),
    ("src/study/scope.rs", "use std::{thread, time::Duration}; fn f() { thread::scope(|_| ()); }", "threads"),
    ("src/study/thread_group.rs", "use std::thread::{self, spawn};", "threads"),
    ("src/study/thread_alias.rs", "use std::thread as t;", "threads"),
    ("src/study/pool.rs", "fn f() { rayon::spawn(|| ()); }", "threads"),
    ("src/ui/file.rs", "use std::fs;", "files"),
    ("src/ui/file_group.rs", "use std::{fs::File, io};", "files"),
    ("src/ui/scratch.rs", "fn f() { tempfile::tempdir(); }", "files"),
    ("src/study/clock.rs", "use std::time::Instant;", "clock"),
    ("src/study/clock_glob.rs", "use std::time::*;", "clock"),
    ("src/session/net.rs", "use std::net::TcpStream;", "network"),
    ("src/nn/hasher.rs", "use std::collections::hash_map::RandomState;", "randomness"),
    ("src/data/extern.rs", "extern crate self as house;", "floors"),
    ("src/data/mounted.rs", "#[path = \"../ui/theme.rs\"] mod theme;", "floors"),
    ("src/data/included.rs", "include!(\"../ui/theme.rs\");", "floors"),
    ("src/ui/red.rs", "const C: Color32 = Color32::RED;", "raw colours"),
    ("src/ui/clear.rs", "const C: Color32 = Color32::TRANSPARENT;", ""),
    ("src/base/later.rs", "// TODO: later", "unfinished"),
    ("src/nn/chance.rs", "use rand_chacha::ChaCha8Rng;", "randomness"),
    ("src/ui/paint.rs", "const C: Color32 = Color32::from_rgb(1, 2, 3);", "raw colours"),
    ("src/base/unfinished.rs", "fn f() { todo!() }", "unfinished"),
    ("tests/it/switched_off.rs", "#[test]\n#[ignore]\nfn f() {}", "unfinished"),
    (
        "src/base/fine.rs",
        "use super::Issue; // crate::ui in a comment\nconst S: &str = \"crate::ui egui\";",
        "",
    ),
    (
        "src/base/tests.rs",
        "mod tests { use super::*; } mod more { mod deep { use super::super::Issue; } }",
        "",
    ),
    ("src/data/inner.rs", "mod tests { fn f() {} } use super::super::ui::App;", "floors"),
    ("src/models/fine.rs", "use crate::data::{Dataset, Records};", ""),
    ("src/main.rs", "use stratum::{cli, ui};", ""),
];

#[test]
fn every_planted_violation_is_found() {
    let root = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for (name, body, _) in PLANTED {
        write(name, &format!("{HEAD}{body}\n"));
    }
    write("src/base/headless.rs", "fn f() {}\n");
    write("src/base/long.rs", &format!("{HEAD}{}", "fn f() {}\n".repeat(421)));
    write("tests/it/forgotten.rs", HEAD);
    write("tests/it/main.rs", &format!("{HEAD}mod switched_off;\n"));
    let floors = ["base", "data", "models", "nn", "session", "study", "ui"];
    let map = floors.map(|floor| format!("- `{floor}/`")).join("\n");
    write("src/ARCHITECTURE.md", &map);

    let mut expected: Vec<(&str, &str)> = PLANTED
        .iter()
        .filter(|planted| !planted.2.is_empty())
        .map(|planted| (planted.0, planted.2))
        .collect();
    expected.extend([
        ("src/base/headless.rs", "heads"),
        ("src/base/long.rs", "sizes"),
        ("src/attic", "code map"),
        ("tests/it/forgotten", "mounted"),
    ]);
    expected.sort_unstable();

    let violations = check(root.path());
    let mut found: Vec<(&str, &str)> = violations
        .iter()
        .map(|violation| (violation.place.split(':').next().unwrap(), violation.rule))
        .collect();
    found.sort_unstable();
    assert_eq!(found, expected);
}
