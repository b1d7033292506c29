//! What the program is built from: licences that allow it, no network clients, only the public registry.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences a dependency may be under. MPL-2.0 asks only that changes to its own files are published; we make none.
const ALLOWED: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "0BSD",
    "Zlib",
    "Unlicense",
    "Unicode-3.0",
    "MPL-2.0",
    "CC0-1.0",
];

/// Licences of fonts that come inside a crate.
const FONTS: [&str; 2] = ["OFL-1.1", "Ubuntu-font-1.0"];

/// Clients and servers of the network, and what opens a browser: nothing leaves this computer.
const BANNED: [&str; 22] = [
    "reqwest",
    "hyper",
    "hyper-util",
    "ureq",
    "curl",
    "curl-sys",
    "isahc",
    "surf",
    "attohttpc",
    "minreq",
    "rustls",
    "native-tls",
    "openssl",
    "openssl-sys",
    "schannel",
    "tungstenite",
    "quinn",
    "h2",
    "webbrowser",
    "ehttp",
    "tonic",
    "trust-dns-resolver",
];

/// Whether an SPDX expression can be met with licences that we accept.
fn acceptable(expression: &str) -> bool {
    let expression = expression.replace('/', " OR ").replace(['(', ')'], " ");
    // `A OR B AND C` binds as `A OR (B AND C)`; `(A OR B) AND C` without its brackets is only stricter
    // where C is required on its own, which the fonts below cover.
    expression.split(" AND ").all(|part| {
        part.split(" OR ").any(|licence| {
            let licence = licence.trim();
            ALLOWED.contains(&licence) || FONTS.contains(&licence)
        })
    })
}

#[test]
fn expressions_are_understood() {
    for good in ["MIT", "MIT/Apache-2.0", "Apache-2.0 OR GPL-2.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"]
    {
        assert!(acceptable(good), "{good}");
    }
    for bad in ["GPL-3.0", "AGPL-3.0-only AND MIT", "(MIT OR Apache-2.0) AND SSPL-1.0", ""] {
        assert!(!acceptable(bad), "{bad}");
    }
}

/// The packages that are built on this platform, as `cargo metadata` tells them.
fn packages() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let Value::Array(packages) = metadata["packages"].take() else { panic!("no packages") };
    assert!(packages.len() > 100, "only {} packages seen", packages.len());
    packages
}

#[test]
fn every_dependency_has_an_accepted_licence() {
    let mut refused = BTreeSet::new();
    for package in packages() {
        let licence = package["license"].as_str().unwrap_or("");
        let source = package["source"].as_str();
        if !acceptable(licence) {
            refused.insert(format!("{} is under {licence:?}", package["name"]));
        }
        if source.is_some_and(|source| {
            !source.starts_with("registry+https://github.com/rust-lang/crates.io-index")
        }) {
            refused.insert(format!("{} comes from {source:?}", package["name"]));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
}

/// `STRATUM_UPDATE_NOTICES=1 cargo test notices` writes the page anew.
#[test]
fn notices_name_every_crate() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/licenses/THIRD-PARTY.md");
    let lines: BTreeSet<String> = packages()
        .iter()
        .filter(|package| package["source"].is_string())
        .map(|package| {
            let [name, licence, home] = ["name", "license", "repository"]
                .map(|field| package[field].as_str().unwrap_or("").to_owned());
            format!("- {name}: {licence} {home}").trim_end().to_owned()
        })
        .collect();
    if std::env::var_os("STRATUM_UPDATE_NOTICES").is_some() {
        let head = "# What Stratum is built with\n\nCrates, their licences and homes, as they declare them. \
                    Fonts: Inter and Noto Sans SC (OFL-1.1), Lucide icons (ISC and MIT); texts beside this page.\n\n";
        let list: Vec<&str> = lines.iter().map(String::as_str).collect();
        std::fs::write(&path, format!("{head}{}\n", list.join("\n"))).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap();
    let missing: Vec<&String> =
        lines.iter().filter(|line| !page.lines().any(|known| known == line.as_str())).collect();
    assert!(missing.is_empty(), "not in the notices: {missing:#?}");
}

#[test]
fn nothing_speaks_to_the_network() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.lock")).unwrap();
    // The lock file holds the crates of every platform, shipped or not: the strictest list there is.
    let names: BTreeSet<&str> =
        lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(names.contains("eframe"));
    let banned: Vec<&&str> = BANNED.iter().filter(|name| names.contains(**name)).collect();
    assert!(banned.is_empty(), "{banned:?}");
}
