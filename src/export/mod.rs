//! Findings to files.

mod added;
pub mod atomic;
mod call_list;
mod churn_json;
mod customer_list;
mod customers;
mod error;
mod findings_json;
mod inbox;
pub mod json;
mod labelled;
mod matching;
mod model_file;
mod score;
mod score_calls;
mod score_churn;
mod score_json;
mod segment_list;
mod segments;
mod segments_json;
mod timing;
mod value_json;

use std::path::{Path, PathBuf};

use crate::base::{Lang, Message, Watch, render};
use crate::features::privacy::PseudonymKey;
use crate::study::churn::{ChurnFindings, ChurnModel, calls};
use crate::study::{Findings, Tables};

pub use added::{Added, AddedCell};
pub use customer_list::CustomerList;
pub use customers::hidden_columns;
pub use error::ExportError;
pub use findings_json::findings_json;
pub use inbox::{Inbox, InboxError, InboxOptions, Outcome};
pub use matching::{Matching, match_columns};
pub use model_file::{ModelFile, ModelFileError, load_model};
pub use score::{ScoreError, Scored, Scoring, may_score, score};
pub use score_calls::{CallList, CallsWritten};
pub use score_churn::{ChurnScored, ChurnScoring, score_churn};
pub use score_json::summary_json;
pub use segment_list::SegmentList;
pub use segments::{export_segments, segment_model};
pub use segments_json::segments_json;
pub use timing::Timing;

use atomic::Draft;
use call_list::Calls;
use labelled::{Classes, Manner};

/// What is to be written, and how.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    pub folder: &'a Path,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Replace files of that name that are not ours.
    pub force: bool,
    pub lang: Lang,
    /// Writes pseudonyms in place of the customers' identifiers. Only where customers are made from transactions.
    pub pseudonyms: Option<&'a PseudonymKey>,
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

/// What places new customers into the segments of a run.
pub const MODEL: &str = "model.stratum";
/// Whom to call.
pub const CALL_LIST: &str = "call_list.csv";
pub const LABELLED: &str = "labelled.csv";
/// Every transaction with the tier of its customer.
pub const TRANSACTIONS: &str = "labelled_transactions.csv";
pub const FINDINGS: &str = "findings.json";
pub const TIMING: &str = "timing.json";

/// Whether a file that is already there is one of ours.
type Known = fn(&Path) -> bool;

/// The files an export writes, with the test that says whether a file already there is one of ours.
const FILES: [(&str, Known); 6] = [
    (LABELLED, is_our_list),
    (TRANSACTIONS, customers::is_ours),
    (FINDINGS, findings_json::is_ours),
    (TIMING, timing::is_ours),
    (MODEL, model_file::is_ours),
    (CALL_LIST, call_list::is_ours),
];

/// Both lists of customers, the one made from transactions and the other, stand under one name.
fn is_our_list(path: &Path) -> bool {
    labelled::is_ours(path) || customers::is_ours(path)
}

/// What every run writes.
const ALWAYS: [&str; 3] = [LABELLED, FINDINGS, TIMING];

/// Says before any work whether the folder may take the results: no input file stands in the way, and no file of
/// somebody else's, and files can be made there. `also` names what is written beside the customer list, the findings and
/// the times.
pub fn check_folder(options: &ExportOptions, inputs: &[PathBuf], also: &[&str]) -> Result<(), ExportError> {
    check_places(options, inputs, also)?;
    atomic::may_write(options.folder)
}

/// Whether nothing stands in the way of the files.
fn check_places(options: &ExportOptions, inputs: &[PathBuf], also: &[&str]) -> Result<(), ExportError> {
    if options.folder.exists() && !options.folder.is_dir() {
        return Err(ExportError::NotAFolder(options.folder.to_path_buf()));
    }
    for (name, is_ours) in FILES.into_iter().filter(|(name, _)| ALWAYS.contains(name) || also.contains(name))
    {
        atomic::may_replace(&options.folder.join(name), is_ours, inputs, options.force)?;
    }
    Ok(())
}

/// Writes the customer list, the findings and the times: every file is complete before the first one appears.
///
/// **Errors** the input stands in the way, a file that is not ours, no room, no permission, a source that changed
/// since it was read, stopped.
pub fn export(
    findings: &Findings,
    tables: &Tables,
    timing: &Timing,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<Written, ExportError> {
    let source = tables.value.map_or(&tables.frame.source, |value| &value.source);
    // Whether files can be made there at all, the drafts will say.
    let mut also = Vec::new();
    also.extend(tables.value.map(|_| TRANSACTIONS));
    also.extend(findings.churn.iter().flat_map(|_| [MODEL, CALL_LIST]));
    check_places(options, std::slice::from_ref(&source.path), &also)?;
    atomic::create_folder(options.folder)?;
    atomic::remove_abandoned(options.folder);
    let path = |name: &str| options.folder.join(name);
    let mut list = Draft::new(&path(LABELLED))?;
    let mut names = vec![LABELLED, FINDINGS, TIMING];
    let mut drafts = Vec::new();
    let rows = match tables.value {
        None => labelled::write(&mut list, &Classes::new(findings), source, Manner::of(options), watch)?,
        Some(value) => {
            let mut entries = Draft::new(&path(TRANSACTIONS))?;
            let rows = customers::write(&mut list, findings, value, options)?;
            customers::write_transactions(&mut entries, findings, value, options, watch)?;
            drafts.push(entries);
            names.insert(1, TRANSACTIONS);
            rows
        }
    };
    if let Some(churn) = &findings.churn {
        drafts.push(model_draft(&path(MODEL), (findings, churn), options.lang)?);
        drafts.push(call_draft(&path(CALL_LIST), (findings, churn), tables, options, watch)?);
        names.splice(1..1, [CALL_LIST, MODEL]);
    }
    let mut summary = Draft::new(&path(FINDINGS))?;
    summary.write_all(findings_json(findings, options.lang).as_bytes())?;
    let mut times = Draft::new(&path(TIMING))?;
    times.write_all(timing.json().as_bytes())?;
    // The findings say what the other files are, so they come last.
    atomic::commit_together([list].into_iter().chain(drafts).chain([times, summary]))?;
    remove_leftovers(options.folder, &names, tables);
    let files = names.into_iter().map(str::to_owned).collect();
    Ok(Written { folder: options.folder.to_path_buf(), files, rows })
}

/// Takes away what an earlier run left in the folder and this one does not write: beside new findings it would be taken for
/// theirs. Nothing goes before everything new is in its place. Files of somebody else and those that were read stay, and
/// so does what cannot be taken away.
fn remove_leftovers(folder: &Path, written: &[&str], tables: &Tables) {
    let read = |source: &crate::data::Source| source.path.clone();
    let mut inputs = vec![read(&tables.frame.source)];
    inputs.extend(tables.value.map(|value| read(&value.source)));
    for (name, is_ours) in FILES.into_iter().filter(|(name, _)| !written.contains(name)) {
        atomic::remove_ours(&folder.join(name), is_ours, &inputs);
    }
}

/// The model of a class of interest, written but not yet in its place.
fn model_draft(
    path: &Path,
    (findings, churn): (&Findings, &ChurnFindings),
    lang: Lang,
) -> Result<Draft, ExportError> {
    let mut draft = Draft::new(path)?;
    let mut model = ChurnModel::clone(&churn.model);
    describe(&mut model, (findings, churn), lang);
    let model = ModelFile::Churn(Box::new(model));
    draft.write_all(&model.to_bytes().ok_or(ExportError::ModelTooLarge)?)?;
    Ok(draft)
}

/// Puts onto the card of a model, in the language of whoever saves it, why it was chosen, what it is for, and what whoever
/// uses it should know.
fn describe(model: &mut ChurnModel, (findings, churn): (&Findings, &ChurnFindings), lang: Lang) {
    let say = |message: &Message| render(lang, message);
    let about = |key| {
        let class = findings.classes.get(churn.class as usize).map_or("", String::as_str);
        Message::new(key).with("label", &findings.label).with("class", class)
    };
    let chosen = findings.methods.get(findings.chosen);
    model.card.chosen_because = say(&findings.chosen_reason);
    model.card.intended_use = say(&about("churn-card-use"));
    model.card.limits = ["churn-card-limit-alike", "churn-card-limit-causes", "churn-card-limit-customers"]
        .map(|key| say(&about(key)))
        .to_vec();
    model.card.warnings = chosen.iter().flat_map(|method| &method.warnings).map(say).collect();
}

/// The call list at the threshold of the findings, written but not yet in its place.
fn call_draft(
    path: &Path,
    (findings, churn): (&Findings, &ChurnFindings),
    tables: &Tables,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<Draft, ExportError> {
    let mut draft = Draft::new(path)?;
    let calls = calls::calls(&findings.rows, churn.class, churn.decision.threshold, findings.seed);
    // A list without reasons is worth more than none.
    let reasons = calls::reasons((findings, churn), tables.frame, &calls, watch).unwrap_or_default();
    if watch.stopped() {
        return Err(ExportError::Stopped);
    }
    let list = Calls { findings, order: &calls, reasons: &reasons };
    call_list::write(&mut draft, &list, tables, options)?;
    Ok(draft)
}
