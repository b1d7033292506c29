//! A folder whose files are scored as they appear, each once, however often the program is ended and begun again.
//!
//! What was done stands in a ledger beside the lists. A list is put in its place in three steps: its draft is complete
//! on the disk; the ledger says that this draft is being placed; the draft is renamed. Whoever finds such a line later
//! knows by the draft whether the renaming was done: the draft is gone then, even where somebody took the list away.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::base::{Lang, Message, Problem, Watch, render};
use crate::data::DataError;
use crate::study::churn::model::ChurnModel;

use super::atomic::{self, Draft};
use super::score_churn::draft_of;
use super::{ChurnScored, ChurnScoring, ExportError, ModelFile, ScoreError, Scoring, may_score};

/// How the note on a file that could not be scored begins.
const NOTE: &str = "Stratum: ";
const MOST_NOTE_BYTES: u64 = 1 << 16;
/// What was done, in the folder of the lists.
const LEDGER: &str = "stratum-scored.json";
/// Held while a folder is written into.
const LOCK: &str = ".stratum-watch.lock";
const APP: &str = "stratum";
const KIND: &str = "scored_files";
const FORMAT: u32 = 1;

/// What is watched, and how lists are written.
#[derive(Clone, Copy, Debug)]
pub struct InboxOptions<'a> {
    /// Where files appear.
    pub folder: &'a Path,
    /// Where lists go.
    pub out: &'a Path,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Replace lists that are not ours.
    pub force: bool,
    pub threshold: Option<f64>,
    pub only_above: bool,
    /// Of notes on files that could not be scored.
    pub lang: Lang,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Scored {
        file: PathBuf,
        list: PathBuf,
        scored: Box<ChurnScored>,
    },
    /// It is left alone until it changes.
    Failed {
        file: PathBuf,
        problem: Problem,
    },
}

/// Why a folder cannot be watched, or no longer.
#[derive(Clone, Debug, PartialEq)]
pub enum InboxError {
    NoFolder(PathBuf),
    /// Lists would be taken for customers.
    SameFolder(PathBuf),
    /// Another program is at work on the same lists.
    Watched(PathBuf),
    Export(ExportError),
}

impl From<ExportError> for InboxError {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl InboxError {
    pub fn problem(&self) -> Problem {
        let at = |key, folder: &Path| Message::new(key).with("folder", folder.display().to_string());
        let (message, hint) = match self {
            Self::NoFolder(folder) => (at("export-inbox-no-folder", folder), "export-inbox-no-folder-hint"),
            Self::SameFolder(folder) => (at("export-inbox-same", folder), "export-inbox-same-hint"),
            Self::Watched(folder) => (at("export-inbox-watched", folder), "export-inbox-watched-hint"),
            Self::Export(error) => return error.problem(),
        };
        Problem::new(message).hint(Message::new(hint))
    }
}

/// What is known of a file without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    n_bytes: u64,
    /// Since 1970.
    modified: Option<Duration>,
}

/// A file of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    sha256: String,
    /// Of the model and everything else that decides what is written.
    settings: String,
    done: Done,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Done {
    /// The draft of this name is being renamed.
    Placing {
        draft: String,
        rows: u64,
        called: u64,
    },
    Scored {
        rows: u64,
        called: u64,
    },
    Failed,
}

#[derive(Serialize, Deserialize)]
struct Ledger {
    app: String,
    kind: String,
    format: u32,
    files: BTreeMap<String, Entry>,
}

/// A watched folder.
pub struct Inbox<'a> {
    model: &'a ChurnModel,
    options: InboxOptions<'a>,
    settings: String,
    ledger: Ledger,
    /// At the last look.
    seen: BTreeMap<String, Stamp>,
    /// Files with nothing left to do, as they were then.
    done: BTreeMap<String, Stamp>,
    /// Files that did not change between two looks.
    waiting: Vec<String>,
    /// Locked as long as it is open.
    _lock: Option<File>,
}

impl<'a> Inbox<'a> {
    /// Opens a folder, and brings to an end what a program that was killed had begun.
    ///
    /// **Errors** folders that are none or the same, another program at work, a ledger that is not ours.
    pub fn open(model: &'a ChurnModel, options: InboxOptions<'a>) -> Result<Self, InboxError> {
        if !options.folder.is_dir() {
            return Err(InboxError::NoFolder(options.folder.to_path_buf()));
        }
        atomic::create_folder(options.out)?;
        let same = fs::canonicalize(options.folder).ok() == fs::canonicalize(options.out).ok();
        if same {
            return Err(InboxError::SameFolder(options.out.to_path_buf()));
        }
        let lock = lock(options.out)?;
        let place = options.out.join(LEDGER);
        if fs::metadata(&place).is_ok_and(|entry| !entry.is_file()) {
            return Err(ExportError::Foreign(place).into());
        }
        let mut ledger = match fs::read(&place) {
            Ok(bytes) => ledger_of(&bytes).ok_or(ExportError::Foreign(place))?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ledger { app: APP.to_owned(), kind: KIND.to_owned(), format: FORMAT, files: BTreeMap::new() }
            }
            Err(error) => return Err(ExportError::io(&place, &error).into()),
        };
        let is_placed = |entry: &mut Entry| match &entry.done {
            // Still beside its place: to be done again.
            Done::Placing { draft, .. } if options.out.join(draft).exists() => false,
            &Done::Placing { rows, called, .. } => {
                entry.done = Done::Scored { rows, called };
                true
            }
            _ => true,
        };
        ledger.files.retain(|_, entry| is_placed(entry));
        let inbox = Self {
            model,
            settings: settings(model, &options)?,
            options,
            ledger,
            seen: BTreeMap::new(),
            done: BTreeMap::new(),
            waiting: Vec::new(),
            _lock: lock,
        };
        inbox.write_ledger()?;
        // Only now, when nothing asks for them any more.
        atomic::remove_kept(options.out);
        atomic::remove_abandoned(options.out);
        Ok(inbox)
    }

    /// Looks at the folder, and answers how many files are still changing: those that are new or other than at the
    /// last look. The others wait to be scored.
    ///
    /// **Errors** a folder that is no longer there.
    pub fn look(&mut self) -> Result<usize, InboxError> {
        let gone = |_| InboxError::NoFolder(self.options.folder.to_path_buf());
        let mut now = BTreeMap::new();
        for entry in fs::read_dir(self.options.folder).map_err(gone)?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // Through links: a file may stand elsewhere.
            let Ok(file) = fs::metadata(entry.path()) else { continue };
            if file.is_file() && is_table(&name) {
                let modified = file.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
                now.insert(name, Stamp { n_bytes: file.len(), modified });
            }
        }
        self.done.retain(|name, stamp| now.get(name) == Some(stamp));
        let open: Vec<(&String, &Stamp)> =
            now.iter().filter(|(name, _)| !self.done.contains_key(*name)).collect();
        let is_settled = |name: &String, stamp: &Stamp| self.seen.get(name) == Some(stamp);
        let n_changing = open.iter().filter(|(name, stamp)| !is_settled(name, stamp)).count();
        self.waiting = open
            .into_iter()
            .rev()
            .filter(|(name, stamp)| is_settled(name, stamp))
            .map(|(name, _)| name.clone())
            .collect();
        self.seen = now;
        Ok(n_changing)
    }

    /// Scores the next file that waits; `None` where none is left. A file that was scored before is passed over.
    ///
    /// **Errors** lists or the ledger cannot be written, stopped. What is wrong with a file is no error but its outcome.
    pub fn next(&mut self, watch: &Watch) -> Result<Option<Outcome>, InboxError> {
        while let Some(name) = self.waiting.pop() {
            if watch.stopped() {
                return Err(ExportError::Stopped.into());
            }
            let Some(&stamp) = self.seen.get(&name) else { continue };
            let file = self.options.folder.join(&name);
            let sha256 = match sha256(&file, watch) {
                Ok(sha256) => sha256,
                Err(ScoreError::Export(error)) => return Err(error.into()),
                Err(error) if is_passing(&error) => continue,
                // Without its sum it cannot stand in the ledger; a later program tries it again.
                Err(error) => return Ok(Some(self.failed(name, stamp, error.problem())?)),
            };
            let entry = |done| Entry { sha256: sha256.clone(), settings: self.settings.clone(), done };
            let known = self.ledger.files.get(&name);
            if known.is_some_and(|known| known.sha256 == sha256 && known.settings == self.settings) {
                self.done.insert(name, stamp);
                continue;
            }
            let list = self.options.out.join(list_name(&name, self.options.only_above));
            match self.draft(&file, &list, watch) {
                Ok((scored, draft)) => {
                    let (rows, called) = (scored.rows, scored.called);
                    let draft = draft.finish()?;
                    let placing = entry(Done::Placing { draft: draft.name(), rows, called });
                    let placed = entry(Done::Scored { rows, called });
                    self.note(&name, placing)?;
                    draft.place()?;
                    self.note(&name, placed)?;
                    // What was wrong with an earlier state of the file.
                    let note = self.options.out.join(note_name(&name));
                    if is_note(&note) {
                        let _ = fs::remove_file(note);
                    }
                    self.done.insert(name, stamp);
                    return Ok(Some(Outcome::Scored { file, list, scored: Box::new(scored) }));
                }
                Err(error) if is_passing(&error) => {}
                Err(ScoreError::Export(error)) if !is_of_file(&error) => return Err(error.into()),
                Err(error) => {
                    // What stands in a list's place may be moved, or be replaced when somebody says so.
                    let stays = !matches!(error, ScoreError::Export(_));
                    let line = stays.then(|| (name.clone(), entry(Done::Failed)));
                    let outcome = self.failed(name, stamp, error.problem())?;
                    // Only what was said is done with.
                    if let Some((name, failed)) = line {
                        self.note(&name, failed)?;
                    }
                    return Ok(Some(outcome));
                }
            }
        }
        Ok(None)
    }

    /// Leaves a file alone until it changes, with a note that says why.
    fn failed(&mut self, name: String, stamp: Stamp, problem: Problem) -> Result<Outcome, ExportError> {
        let note = self.options.out.join(note_name(&name));
        // A note of somebody else's stays; what happened is said all the same.
        if !note.exists() || is_note(&note) {
            atomic::replace(&note, note_text(&problem, self.options.lang).as_bytes())?;
        }
        let file = self.options.folder.join(&name);
        self.done.insert(name, stamp);
        Ok(Outcome::Failed { file, problem })
    }

    fn draft(&self, file: &Path, list: &Path, watch: &Watch) -> Result<(ChurnScored, Draft), ScoreError> {
        let InboxOptions { bom, keep_formulas, force, threshold, only_above, .. } = self.options;
        let scoring =
            ChurnScoring { list: Scoring { target: list, bom, keep_formulas, force }, threshold, only_above };
        may_score(&scoring.list, &[file.to_path_buf()])?;
        draft_of(self.model, file, &scoring, Draft::kept, watch)
    }

    /// Brings a line of the ledger to the disk.
    fn note(&mut self, name: &str, entry: Entry) -> Result<(), ExportError> {
        self.ledger.files.insert(name.to_owned(), entry);
        self.write_ledger()
    }

    fn write_ledger(&self) -> Result<(), ExportError> {
        let place = self.options.out.join(LEDGER);
        let mut bytes = serde_json::to_vec_pretty(&self.ledger).map_err(|_| ExportError::Mismatch)?;
        bytes.push(b'\n');
        atomic::replace_other(&place, &bytes)
    }
}

/// Whether the file was in the way of itself: it changed or went away meanwhile, and is looked at again.
fn is_passing(error: &ScoreError) -> bool {
    matches!(error, ScoreError::Data(DataError::ChangedWhileReading(_) | DataError::Missing(_)))
}

/// Whether an error of writing concerns one list alone, so that others can be written.
fn is_of_file(error: &ExportError) -> bool {
    use ExportError::{Foreign, IsFolder, IsInput, Mismatch, OfARun, Source};
    matches!(error, Foreign(_) | IsFolder(_) | IsInput(_) | Mismatch | OfARun(_) | Source(_))
}

/// Files that hold tables by their names; those of ours begin with a dot.
fn is_table(name: &str) -> bool {
    let extension = Path::new(name).extension().map(OsStr::to_ascii_lowercase);
    let is_text = extension.is_some_and(|extension| extension == "csv" || extension == "tsv");
    is_text && !name.starts_with('.')
}

/// What a file is called without `.csv`, unless what is left looks like a table itself; other endings stay. So no two files
/// have one list.
fn stem(name: &str) -> &str {
    name.strip_suffix(".csv").filter(|stem| !is_table(stem)).unwrap_or(name)
}

fn list_name(name: &str, only_above: bool) -> String {
    format!("{}.{}.csv", stem(name), if only_above { "alerts" } else { "scored" })
}

fn note_name(name: &str) -> String {
    format!("{}.failed.txt", stem(name))
}

/// Whether a file is a note of ours.
fn is_note(file: &Path) -> bool {
    let is_file = fs::metadata(file).is_ok_and(|entry| entry.is_file() && entry.len() < MOST_NOTE_BYTES);
    is_file && fs::read(file).is_ok_and(|bytes| bytes.starts_with(NOTE.as_bytes()))
}

fn note_text(problem: &Problem, lang: Lang) -> String {
    let mut text = NOTE.to_owned() + &render(lang, &problem.message) + "\n";
    if let Some(hint) = &problem.hint {
        text.push_str(&(render(lang, hint) + "\n"));
    }
    text
}

/// Holds the folder of the lists; `None` where the file system knows no locks.
fn lock(out: &Path) -> Result<Option<File>, InboxError> {
    let place = out.join(LOCK);
    let file = File::options().create(true).truncate(false).read(true).write(true).open(&place);
    let file = file.map_err(|error| ExportError::io(&place, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Err(InboxError::Watched(out.to_path_buf())),
        Err(fs::TryLockError::Error(_)) => Ok(None),
    }
}

fn ledger_of(bytes: &[u8]) -> Option<Ledger> {
    let ledger: Ledger = serde_json::from_slice(bytes).ok()?;
    (ledger.app == APP && ledger.kind == KIND && ledger.format == FORMAT).then_some(ledger)
}

/// What decides what is written: the same file is scored again where it changes.
fn settings(model: &ChurnModel, options: &InboxOptions) -> Result<String, ExportError> {
    let model = ModelFile::Churn(Box::new(model.clone())).to_bytes().ok_or(ExportError::ModelTooLarge)?;
    let InboxOptions { bom, keep_formulas, threshold, only_above, .. } = options;
    let mut hash = Sha256::new();
    hash.update(model);
    hash.update(format!("{bom} {keep_formulas} {threshold:?} {only_above}"));
    Ok(hex(hash))
}

/// SHA-256 of a file.
fn sha256(file: &Path, watch: &Watch) -> Result<String, ScoreError> {
    const STEP_BYTES: usize = 1 << 20;
    let failed = |error: std::io::Error| DataError::from_io(file, &error);
    let mut open = File::open(file).map_err(failed)?;
    let (mut hash, mut bytes) = (Sha256::new(), vec![0; STEP_BYTES]);
    loop {
        if watch.stopped() {
            return Err(ExportError::Stopped.into());
        }
        match open.read(&mut bytes) {
            Ok(0) => return Ok(hex(hash)),
            Ok(n) => hash.update(&bytes[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error).into()),
        }
    }
}

fn hex(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        for (name, list) in
            [("jan.csv", "jan.scored.csv"), ("jan.CSV", "jan.CSV.scored.csv"), ("a.tsv", "a.tsv.scored.csv")]
        {
            assert!(is_table(name));
            assert_eq!(list_name(name, false), list);
        }
        assert_eq!(list_name("jan.csv", true), "jan.alerts.csv");
        assert_eq!(note_name("jan.csv"), "jan.failed.txt");
        assert!(!is_table(".stratum-x.csv") && !is_table("notes.txt") && !is_table("csv"));
    }
}
