//! The rules themselves, each a function over one file.

use std::path::Path;

use super::Violation;
use super::tokens::Token;

/// Each floor with the floors it may name.
const FLOORS: [(&str, &[&str]); 12] = [
    ("base", &[]),
    ("data", &["base"]),
    ("features", &["base", "data"]),
    ("nn", &["base"]),
    ("metrics", &["base"]),
    ("models", &["base", "data", "nn", "metrics"]),
    ("study", &["base", "data", "features", "metrics", "models"]),
    ("chart", &["base", "data", "features", "metrics", "models", "study"]),
    ("export", &["base", "data", "features", "metrics", "models", "study", "chart"]),
    ("session", &["base", "data", "features", "metrics", "models", "study", "chart", "export"]),
    ("ui", &["base", "data", "features", "metrics", "models", "study", "chart", "export", "session"]),
    ("cli", &["base", "data", "features", "metrics", "models", "study", "chart", "export", "session"]),
];

/// Of `data`, all that `models` may see.
const DATASET: [&str; 4] = ["Dataset", "Records", "Targets", "dataset"];

/// The module path of a file: `src/ui/charts/mod.rs` -> `["ui", "charts"]`.
fn module_of(name: &str) -> Vec<String> {
    let inner = name.trim_start_matches("src/").trim_end_matches(".rs");
    let mut parts: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

fn floor_of(name: &str) -> Option<&str> {
    let (floor, _) = name.strip_prefix("src/")?.split_once('/')?;
    Some(floor)
}

/// A path with the module it stands in and its line. A rename is kept as the last segments `as`, `_`.
struct Mention {
    module: Vec<String>,
    path: Vec<String>,
    line: usize,
}

/// Every path into the crate, `std` or `rayon`, with groups taken apart and modules within the file followed.
fn paths(file: &[String], tokens: &[Token]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut depth = 0;
    let mut inner: Vec<(String, usize)> = Vec::new();
    while at < tokens.len() {
        match tokens[at].text.as_str() {
            "mod" if tokens.get(at + 2).is_some_and(|third| third.text == "{") => {
                inner.push((tokens[at + 1].text.clone(), depth));
            }
            "{" => depth += 1,
            "}" => {
                depth -= 1;
                inner.retain(|(_, outside)| *outside < depth);
            }
            _ => {}
        }
        let starts = ["crate", "super", "self", "stratum", "std", "rayon"]
            .contains(&tokens[at].text.as_str())
            && (at == 0 || tokens[at - 1].text != "::");
        let follows = tokens.get(at + 1).is_some_and(|next| next.text == "::" || next.text == "as");
        if !(starts && follows) {
            at += 1;
            continue;
        }
        let mut found = Vec::new();
        at = tree(tokens, at, &[], &mut found);
        let module: Vec<String> =
            file.iter().cloned().chain(inner.iter().map(|(name, _)| name.clone())).collect();
        out.extend(found.into_iter().map(|(path, line)| Mention { module: module.clone(), path, line }));
    }
    out
}

/// Reads one use tree or path from `at`; returns where it ends.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], out: &mut Vec<(Vec<String>, usize)>) -> usize {
    let mut path = prefix.to_vec();
    let line = tokens[at].line;
    loop {
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token.text != "}") {
                    at = if tokens[at].text == "," {
                        at + 1
                    } else {
                        tree(tokens, at, &path, out).max(at + 1)
                    };
                }
                return at + 1;
            }
            Some("*") => {
                path.push("*".into());
                at += 1;
            }
            Some(word) if word.chars().all(|c| c.is_alphanumeric() || c == '_') => {
                path.push(word.into());
                at += 1;
            }
            _ => break,
        }
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("::") => at += 1,
            Some("as") => {
                path.extend(["as".into(), "_".into()]);
                at += 2;
                break;
            }
            _ => break,
        }
    }
    out.push((path, line));
    at
}

/// The path from the root of the crate, or `None` where it leads out of the crate's modules.
fn resolve(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let mut base = match path.first()?.as_str() {
        "std" | "rayon" => return None,
        "crate" | "stratum" => Vec::new(),
        "self" => module.to_vec(),
        _ => module.split_last()?.1.to_vec(),
    };
    for segment in &path[1..] {
        if segment == "super" {
            base.pop()?;
        } else if segment != "self" {
            base.push(segment.clone());
        }
    }
    Some(base)
}

pub fn floors(name: &str, tokens: &[Token], found: &mut Vec<Violation>) {
    let module = module_of(name);
    let floor = floor_of(name);
    for Mention { module, path, line } in paths(&module, tokens) {
        let Some(target) = resolve(&module, &path) else { continue };
        let mut report = |what: String| {
            found.push(Violation { rule: "floors", place: format!("{name}:{line}"), what });
        };
        let Some(first) = target.first() else { continue };
        let Some(floor) = floor else { continue };
        if first == "*" || first == "as" {
            report("takes in the root of the crate under another name".into());
        } else if let Some((_, allowed)) = FLOORS.iter().find(|(known, _)| *known == floor) {
            let is_floor = FLOORS.iter().any(|(known, _)| known == first);
            if is_floor && first != floor && !allowed.contains(&first.as_str()) {
                report(format!("{floor} must not know {first}"));
            } else if floor == "models" && first == "data" {
                let item = target.get(1).map_or("*", String::as_str);
                if !DATASET.contains(&item) {
                    report(format!("models may see of data only the dataset, not {item}"));
                }
            }
        } else {
            report(format!("{floor} is no floor of the house"));
        }
    }
}

/// Ways around the floors: another name for the crate, or a file mounted from elsewhere.
pub fn back_doors(name: &str, tokens: &[Token], found: &mut Vec<Violation>) {
    const DOORS: [&[&str]; 3] = [&["extern", "crate"], &["#", "[", "path"], &["include", "!"]];
    for door in DOORS {
        report_words("floors", name, tokens, door, found);
    }
}

/// Reports the first place where these words stand one after the other.
fn report_words(
    rule: &'static str,
    name: &str,
    tokens: &[Token],
    words: &[&str],
    found: &mut Vec<Violation>,
) {
    let hit = tokens
        .windows(words.len())
        .find(|window| window.iter().zip(words).all(|(token, word)| token.text == *word));
    if let Some(hit) = hit {
        let what = format!("{} does not belong here", words.concat());
        found.push(Violation { rule, place: format!("{name}:{}", hit[0].line), what });
    }
}

struct Confined {
    rule: &'static str,
    /// Crates and names that may not stand here at all.
    words: &'static [&'static str],
    /// Beginnings of paths, also when they are imported in groups or under another name.
    paths: &'static [&'static [&'static str]],
    allowed: fn(&str) -> bool,
}

fn in_window(name: &str) -> bool {
    name.starts_with("src/ui/") || name == "src/main.rs"
}

fn in_files(name: &str) -> bool {
    ["src/data/", "src/export/", "src/cli/"].iter().any(|folder| name.starts_with(folder))
        || ["src/session/settings.rs", "src/features/privacy.rs"].contains(&name)
}

fn in_shells(name: &str) -> bool {
    // `session/work` and `session/transactions` are what worker threads run; they measure their steps.
    ["src/session/job.rs", "src/session/work.rs", "src/session/transactions.rs", "src/main.rs"]
        .contains(&name)
        || name.starts_with("src/ui/")
        || name.starts_with("src/cli/")
}

const CONFINED: [Confined; 7] = [
    Confined {
        rule: "window words",
        words: &[
            "egui",
            "eframe",
            "egui_plot",
            "egui_extras",
            "epaint",
            "emath",
            "ecolor",
            "winit",
            "glow",
            "rfd",
        ],
        paths: &[],
        allowed: in_window,
    },
    Confined {
        rule: "threads",
        words: &[],
        paths: &[
            &["std", "thread", "spawn"],
            &["std", "thread", "scope"],
            &["std", "thread", "Builder"],
            &["std", "thread", "*"],
            &["std", "thread", "as"],
            &["thread", "spawn"],
            &["thread", "scope"],
            &["thread", "Builder"],
            &["rayon", "spawn"],
            &["rayon", "spawn_fifo"],
            &["rayon", "spawn_broadcast"],
            &["rayon", "as"],
        ],
        allowed: |name| name == "src/session/job.rs",
    },
    Confined {
        rule: "files",
        words: &[],
        paths: &[&["std", "fs"], &["std", "as"], &["std", "*"]],
        allowed: in_files,
    },
    Confined { rule: "files", words: &["tempfile"], paths: &[], allowed: in_files },
    Confined {
        rule: "clock",
        words: &["Instant", "SystemTime"],
        paths: &[&["std", "time", "*"], &["std", "time", "as"]],
        allowed: in_shells,
    },
    Confined {
        rule: "randomness",
        words: &["rand_chacha", "RandomState", "getrandom"],
        paths: &[],
        allowed: |name| name == "src/base/random.rs",
    },
    Confined { rule: "network", words: &[], paths: &[&["std", "net"]], allowed: |_| false },
];

pub fn confined(name: &str, tokens: &[Token], found: &mut Vec<Violation>) {
    let mentions = paths(&module_of(name), tokens);
    for rule in CONFINED.iter().filter(|rule| !(rule.allowed)(name)) {
        for word in rule.words {
            report_words(rule.rule, name, tokens, &[word], found);
        }
        let forbidden = |path: &[String]| {
            rule.paths.iter().any(|start| {
                path.len() >= start.len() && path.iter().zip(*start).all(|(segment, word)| segment == word)
            })
        };
        if let Some(mention) = mentions.iter().find(|mention| forbidden(&mention.path)) {
            found.push(Violation {
                rule: rule.rule,
                place: format!("{name}:{}", mention.line),
                what: format!("{} does not belong here", mention.path.join("::")),
            });
        } else {
            // `use std::thread;` alone is harmless; what is then called is not.
            for path in rule.paths.iter().filter(|path| path[0] == "thread") {
                report_words(rule.rule, name, tokens, &[path[0], "::", path[1]], found);
            }
        }
    }
}

pub fn raw_colours(name: &str, tokens: &[Token], found: &mut Vec<Violation>) {
    if name == "src/ui/theme.rs" || name == "src/chart/palette.rs" {
        return;
    }
    let constructors = [
        "from_rgb",
        "from_rgba_unmultiplied",
        "from_rgba_premultiplied",
        "from_gray",
        "from_black_alpha",
        "from_white_alpha",
        "from_hex",
        "hex_color",
    ];
    let named = |at: usize| {
        let words: Vec<&str> = tokens[at..].iter().take(3).map(|token| token.text.as_str()).collect();
        matches!(words[..], ["Color32", "::", constant] if constant.chars().all(|c| c.is_ascii_uppercase() || c == '_')
            && constant != "TRANSPARENT" && constant != "PLACEHOLDER")
    };
    let hit = (0..tokens.len()).find(|&at| constructors.contains(&tokens[at].text.as_str()) || named(at));
    if let Some(hit) = hit {
        found.push(Violation {
            rule: "raw colours",
            place: format!("{name}:{}", tokens[hit].line),
            what: "colours are made in ui/theme and chart/palette".into(),
        });
    }
}

pub fn head(name: &str, text: &str, found: &mut Vec<Violation>) {
    let docs: Vec<&str> =
        text.lines().take_while(|line| line.starts_with("//!")).map(|line| line[3..].trim()).collect();
    let sentence = docs.join(" ");
    if !sentence.contains(['.', ':']) && !text.starts_with("#![doc") {
        found.push(Violation {
            rule: "heads",
            place: name.into(),
            what: "the file does not start with a `//!` sentence saying what it is for".into(),
        });
    }
}

/// Code lines before the tests: not blank, not only a comment.
fn code_lines(text: &str) -> usize {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//")).count()
}

pub fn size(name: &str, text: &str, found: &mut Vec<Violation>) {
    let lines = code_lines(text);
    if lines > 420 {
        found.push(Violation {
            rule: "sizes",
            place: name.into(),
            what: format!("{lines} code lines; split it"),
        });
    }
}

pub fn unfinished(name: &str, text: &str, tokens: &[Token], found: &mut Vec<Violation>) {
    for (index, line) in text.lines().enumerate() {
        if ["TODO", "FIXME", "XXX"].iter().any(|mark| line.contains(mark)) {
            found.push(Violation {
                rule: "unfinished",
                place: format!("{name}:{}", index + 1),
                what: "a note that something is left to do".into(),
            });
        }
    }
    for pair in tokens.windows(2) {
        let macro_call = ["todo", "unimplemented"].contains(&pair[0].text.as_str()) && pair[1].text == "!";
        let ignored = pair[0].text == "[" && pair[1].text == "ignore";
        if macro_call || ignored {
            found.push(Violation {
                rule: "unfinished",
                place: format!("{name}:{}", pair[0].line),
                what: "something is left unfinished or a test is switched off".into(),
            });
        }
    }
}

/// Every file of the integration tests is part of them: a forgotten `mod` is a test that cannot fail.
pub fn mounted(root: &Path, found: &mut Vec<Violation>) {
    let main = std::fs::read_to_string(root.join("tests/it/main.rs")).unwrap_or_default();
    let Ok(entries) = std::fs::read_dir(root.join("tests/it")) else { return };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|extension| extension == "rs") || path.join("mod.rs").exists()
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        if name != "main" && !main.lines().any(|line| line == format!("mod {name};")) {
            let what = "is not mounted in tests/it/main.rs".into();
            found.push(Violation { rule: "mounted", place: format!("tests/it/{name}"), what });
        }
    }
}

/// Every floor stands in the code map of the architecture page.
pub fn code_map(root: &Path, found: &mut Vec<Violation>) {
    let page = std::fs::read_to_string(root.join("src/ARCHITECTURE.md")).unwrap_or_default();
    let mut folders: Vec<String> = std::fs::read_dir(root.join("src"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    folders.sort();
    for folder in folders {
        if !page.contains(&format!("`{folder}/`")) {
            found.push(Violation {
                rule: "code map",
                place: format!("src/{folder}"),
                what: "is missing from src/ARCHITECTURE.md".into(),
            });
        }
    }
}
