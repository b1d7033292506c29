//! Where the real bank data are, for the tests that use them; they are never part of the project.

use std::io::Write;
use std::path::PathBuf;

/// The folder named by `STRATUM_REAL_DATA`, or the one beside the project.
fn folder() -> PathBuf {
    std::env::var_os("STRATUM_REAL_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from)
}

/// A file of the real data, or `None`, said aloud.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let path = folder().join(name);
    if path.exists() {
        return Some(path);
    }
    skipped("no real data");
    None
}

/// Says that a test did not run, past the capture of the test runner, so that `.ci/run` can see it.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}
