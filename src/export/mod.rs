//! Findings to files.

pub mod atomic;
mod error;
mod findings_json;
pub mod json;
mod labelled;
mod timing;

use std::path::{Path, PathBuf};

use crate::base::{Lang, Watch};
use crate::data::Source;
use crate::study::Findings;

pub use error::ExportError;
pub use findings_json::findings_json;
pub use labelled::OUR_COLUMNS;
pub use timing::Timing;

use atomic::Draft;

/// What is to be written, and how.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    pub folder: &'a Path,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Replace files of that name that are not ours.
    pub force: bool,
    pub lang: Lang,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub folder: PathBuf,
    /// Names inside the folder.
    pub files: Vec<String>,
    /// Rows of the customer list.
    pub rows: u64,
}

pub const LABELLED: &str = "labelled.csv";
pub const FINDINGS: &str = "findings.json";
pub const TIMING: &str = "timing.json";

/// Whether a file that is already there is one of ours.
type Known = fn(&Path) -> bool;

/// The files an export writes, with the test that says whether a file already there is one of ours.
const FILES: [(&str, Known); 3] =
    [(LABELLED, labelled::is_ours), (FINDINGS, findings_json::is_ours), (TIMING, timing::is_ours)];

/// Says before any work whether the folder may take the results: no input file stands in the way, and no file of
/// somebody else's, and files can be made there.
pub fn check_folder(options: &ExportOptions, inputs: &[PathBuf]) -> Result<(), ExportError> {
    if options.folder.exists() && !options.folder.is_dir() {
        return Err(ExportError::NotAFolder(options.folder.to_path_buf()));
    }
    for (name, is_ours) in FILES {
        atomic::may_replace(&options.folder.join(name), is_ours, inputs, options.force)?;
    }
    atomic::may_write(options.folder)
}

/// Writes the customer list, the findings and the times: every file is complete before the first one appears.
///
/// **Errors** the input stands in the way, a file that is not ours, no room, no permission, a source that changed
/// since it was read, stopped.
pub fn export(
    findings: &Findings,
    source: &Source,
    timing: &Timing,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<Written, ExportError> {
    check_folder(options, std::slice::from_ref(&source.path))?;
    atomic::create_folder(options.folder)?;
    let path = |name: &str| options.folder.join(name);
    let mut list = Draft::new(&path(LABELLED))?;
    let rows = labelled::write(&mut list, findings, source, options, watch)?;
    let mut summary = Draft::new(&path(FINDINGS))?;
    summary.write_all(findings_json(findings, options.lang).as_bytes())?;
    let mut times = Draft::new(&path(TIMING))?;
    times.write_all(timing.json().as_bytes())?;
    for draft in [list, summary, times] {
        draft.commit()?;
    }
    let files = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    Ok(Written { folder: options.folder.to_path_buf(), files, rows })
}
