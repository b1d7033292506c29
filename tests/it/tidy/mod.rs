//! Keeps the house in order: who may know whom, confined words, file heads and sizes.

mod planted;
mod rules;
mod tokens;

use std::path::{Path, PathBuf};

/// One broken rule at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    pub rule: &'static str,
    pub place: String,
    pub what: String,
}

/// Every Rust file below `folder`, as (path relative to the root of the tree with forward slashes, text).
pub fn rust_files(root: &Path, folder: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut waiting: Vec<PathBuf> = vec![root.join(folder)];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// All violations of the tree at `root`.
pub fn check(root: &Path) -> Vec<Violation> {
    let mut found = Vec::new();
    for (name, text) in rust_files(root, "src") {
        let tokens = tokens::tokens(&text);
        rules::floors(&name, &tokens, &mut found);
        rules::back_doors(&name, &tokens, &mut found);
        rules::confined(&name, &tokens, &mut found);
        rules::raw_colours(&name, &tokens, &mut found);
        rules::head(&name, &text, &mut found);
        rules::size(&name, &text, &mut found);
        rules::unfinished(&name, &text, &tokens, &mut found);
    }
    for (name, text) in rust_files(root, "tests") {
        rules::head(&name, &text, &mut found);
        rules::size(&name, &text, &mut found);
        // This file's own folder names the words it forbids.
        if !name.starts_with("tests/it/tidy/") {
            rules::unfinished(&name, &text, &tokens::tokens(&text), &mut found);
        }
    }
    rules::mounted(root, &mut found);
    rules::code_map(root, &mut found);
    found.sort();
    found
}

#[test]
fn the_house_is_in_order() {
    let found = check(Path::new(env!("CARGO_MANIFEST_DIR")));
    let lines: Vec<String> = found
        .iter()
        .map(|violation| format!("{}: {} ({})", violation.place, violation.what, violation.rule))
        .collect();
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), lines.join("\n"));
}
