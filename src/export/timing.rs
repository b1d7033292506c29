//! `timing.json`: how long each step took. Kept apart from the findings, which hold no times.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::json::{Header, pretty};

/// Seconds by step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timing {
    pub read_seconds: f64,
    pub prepare_seconds: f64,
    pub train_seconds: f64,
    pub judge_seconds: f64,
    /// By the method's identifier, where a study does one after another.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub method_seconds: BTreeMap<String, f64>,
    pub threads: usize,
}

#[derive(Serialize)]
struct File<'a> {
    #[serde(flatten)]
    head: Header,
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
    pub(super) fn json(&self) -> String {
        let file = File {
            head: Header::new(KIND, 1),
            machine: Machine { system: std::env::consts::OS, processor: std::env::consts::ARCH },
            timing: self,
        };
        pretty(&file)
    }
}

/// Whether a file is a `timing.json` of ours.
pub(super) fn is_ours(path: &Path) -> bool {
    super::json::has_kind(path, KIND)
}
