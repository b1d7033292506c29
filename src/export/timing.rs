//! `timing.json`: how long each step took. Kept apart from the findings, which hold no times.

use std::path::Path;

use serde::Serialize;

/// Seconds by step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timing {
    pub read_seconds: f64,
    pub prepare_seconds: f64,
    pub train_seconds: f64,
    pub judge_seconds: f64,
    pub threads: usize,
}

#[derive(Serialize)]
struct File<'a> {
    format: u32,
    app: &'static str,
    app_version: &'static str,
    kind: &'static str,
    machine: Machine,
    #[serde(flatten)]
    timing: &'a Timing,
}

#[derive(Serialize)]
struct Machine {
    system: &'static str,
    processor: &'static str,
}

const KIND: &str = "timing";

impl Timing {
    pub(super) fn json(&self) -> Vec<u8> {
        let file = File {
            format: 1,
            app: "stratum",
            app_version: env!("CARGO_PKG_VERSION"),
            kind: KIND,
            machine: Machine { system: std::env::consts::OS, processor: std::env::consts::ARCH },
            timing: self,
        };
        let mut text = serde_json::to_vec_pretty(&file).unwrap_or_default();
        text.push(b'\n');
        text
    }
}

/// Whether a file is a `timing.json` of ours.
pub(super) fn is_ours(path: &Path) -> bool {
    has_kind(path, KIND)
}

/// Whether a file is JSON of ours of this kind.
pub(super) fn has_kind(path: &Path, kind: &str) -> bool {
    /// Larger files are not ours; a stranger's huge file is not read to the end.
    const MAX_BYTES: u64 = 256 << 20;
    if !std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= MAX_BYTES) {
        return false;
    }
    let Ok(text) = std::fs::read(path) else { return false };
    let Ok(found) = serde_json::from_slice::<serde_json::Value>(&text) else { return false };
    found.get("format").is_some_and(serde_json::Value::is_u64)
        && found.get("app").and_then(serde_json::Value::as_str) == Some("stratum")
        && found.get("kind").and_then(serde_json::Value::as_str) == Some(kind)
}
