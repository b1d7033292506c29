//! A folder whose files are scored as they appear, each once, however often the program is ended and begun again.
//!
//! What was done stands in a ledger beside the lists. A list is put in its place in three steps: its draft is complete
//! on the disk; the ledger says that this draft is being placed; the draft is renamed. Whoever finds such a line later
//! knows by the draft whether the renaming was done: the draft is gone then, even where somebody took the list away.

mod ledger;
mod names;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use sha2::{Digest, Sha256};

use crate::base::{Lang, Message, Problem, Watch, render};
use crate::data::DataError;
use crate::study::churn::model::ChurnModel;
use crate::study::matching::Renames;

use super::atomic::{self, Draft};
use super::score_churn::drafts_of;
use super::{ChurnScored, ChurnScoring, ExportError, ModelFile, ScoreError, Scoring, may_score};

use ledger::{Done, Entry, Ledger};
use names::{hex, is_table, list_name, note_name};

/// How the note on a file that could not be scored begins.
const NOTE: &str = "Stratum: ";
const MOST_NOTE_BYTES: u64 = 1 << 16;

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
    /// Columns of the files that stand for others.
    pub renames: &'a Renames,
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
    /// An earlier program could not score it, and it has not changed since.
    FailedBefore {
        file: PathBuf,
    },
}

/// Why a folder cannot be watched, or no longer.
#[derive(Clone, Debug, PartialEq)]
pub enum InboxError {
    NoFolder(PathBuf),
    /// It was there.
    Gone(PathBuf),
    /// Lists would be taken for customers.
    SameFolder(PathBuf),
    /// Another program is at work on the same lists.
    Watched(PathBuf),
    /// What was done before cannot be read: damaged, or a file of somebody else's.
    Ledger(PathBuf),
    /// What was done before was written by a later version.
    NewerLedger(PathBuf),
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
            Self::Gone(folder) => (at("export-inbox-gone", folder), "export-inbox-gone-hint"),
            Self::Watched(folder) => (at("export-inbox-watched", folder), "export-inbox-watched-hint"),
            Self::Ledger(file) => (at("export-inbox-ledger", file), "export-inbox-ledger-hint"),
            Self::NewerLedger(file) => (at("export-inbox-newer", file), "export-inbox-newer-hint"),
            Self::Export(error) => return error.problem(),
        };
        Problem::new(message).hint(Message::new(hint))
    }
}

/// What is known of a file without reading it: another one of the same name is another one here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    n_bytes: u64,
    /// Since 1970.
    modified: Option<Duration>,
    /// Which file it is, and when anything about it changed last.
    #[cfg(unix)]
    of_system: [i128; 4],
}

impl Stamp {
    fn of(file: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Self {
            n_bytes: file.len(),
            modified: file.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()),
            #[cfg(unix)]
            of_system: [file.dev().into(), file.ino().into(), file.ctime().into(), file.ctime_nsec().into()],
        }
    }

    /// Whether nothing about the contents changed between two looks. Network drives may number a file anew at every look.
    fn looks_like(&self, other: &Self) -> bool {
        (self.n_bytes, self.modified) == (other.n_bytes, other.modified)
    }

    /// Of a file, which may stand elsewhere, or of a link that leads nowhere; `None` of anything else.
    fn at(path: &Path) -> Option<Self> {
        match fs::metadata(path) {
            Ok(file) => file.is_file().then(|| Self::of(&file)),
            Err(_) => fs::symlink_metadata(path).ok().map(|link| Self::of(&link)),
        }
    }
}

/// A watched folder.
pub struct Inbox<'a> {
    model: &'a ChurnModel,
    options: InboxOptions<'a>,
    settings: String,
    ledger: Ledger,
    /// At the last look.
    seen: BTreeMap<OsString, Stamp>,
    /// Files with nothing left to do, as they were then, and whether they have a list.
    done: BTreeMap<OsString, (Stamp, bool)>,
    /// Files that did not change between two looks.
    waiting: Vec<OsString>,
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
        let inbox = Self {
            model,
            settings: settings(model, &options)?,
            options,
            ledger: Ledger::open(options.out)?,
            seen: BTreeMap::new(),
            done: BTreeMap::new(),
            waiting: Vec::new(),
        };
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
        let gone = |_| InboxError::Gone(self.options.folder.to_path_buf());
        let mut now = BTreeMap::new();
        for entry in fs::read_dir(self.options.folder).map_err(gone)? {
            let entry = entry.map_err(gone)?;
            let name = entry.file_name();
            if is_table(&name)
                && let Some(stamp) = Stamp::at(&entry.path())
            {
                now.insert(name, stamp);
            }
        }
        self.done.retain(|name, (stamp, _)| now.get(name).is_some_and(|now| now.looks_like(stamp)));
        let open: Vec<(&OsString, &Stamp)> =
            now.iter().filter(|(name, _)| !self.done.contains_key(*name)).collect();
        let is_settled =
            |name: &OsString, stamp: &Stamp| self.seen.get(name).is_some_and(|seen| seen.looks_like(stamp));
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

    /// Files of the last look with which something is still to be done: they were changing, or changed or went away
    /// while it was their turn.
    pub fn n_open(&self) -> usize {
        self.seen.keys().filter(|name| !self.done.contains_key(*name)).count()
    }

    /// Files of the last look that could not be scored, now or before.
    pub fn n_failed(&self) -> usize {
        self.done.values().filter(|(_, scored)| !scored).count()
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
            // One that changes or goes away meanwhile is looked at again.
            let is_other = || Stamp::at(&file) != Some(stamp);
            let sha256 = match sha256(&file, watch) {
                Ok(sha256) => sha256,
                Err(ScoreError::Export(error)) => return Err(error.into()),
                Err(_) if is_other() => continue,
                // Without its sum it cannot stand in the ledger; a later program tries it again.
                Err(error) => return Ok(Some(self.failed(name, stamp, error.problem())?)),
            };
            let known = self.ledger.get(&name);
            let same = known.filter(|known| known.sha256 == sha256 && known.settings == self.settings);
            if let Some(same) = same {
                let scored = same.done != Done::Failed;
                self.done.insert(name, (stamp, scored));
                if scored {
                    continue;
                }
                return Ok(Some(Outcome::FailedBefore { file }));
            }
            let entry = |done| Entry { sha256: sha256.clone(), settings: self.settings.clone(), done };
            let list = self.options.out.join(list_name(&name, self.options.only_above));
            match self.draft(&file, &list, watch) {
                Ok((scored, Some(draft))) => {
                    let (rows, called) = (scored.rows, scored.called);
                    let draft = draft.finish()?;
                    // The list must be of the bytes that its sum is of.
                    if is_other() {
                        continue;
                    }
                    let placing = entry(Done::Placing { draft: draft.name(), rows, called });
                    let placed = entry(Done::Scored { rows, called });
                    self.ledger.note(&name, placing)?;
                    draft.place()?;
                    self.ledger.note(&name, placed)?;
                    // What was wrong with an earlier state of the file.
                    let note = self.options.out.join(note_name(&name));
                    if is_note(&note) {
                        let _ = fs::remove_file(note);
                    }
                    self.done.insert(name, (stamp, true));
                    return Ok(Some(Outcome::Scored { file, list, scored: Box::new(scored) }));
                }
                // A pass that is done has a list.
                Ok((_, None)) => return Err(ExportError::Mismatch.into()),
                Err(ScoreError::Export(error)) if !is_of_file(&error) => return Err(error.into()),
                Err(_) if is_other() => {}
                Err(error) => {
                    let line = is_of_bytes(&error).then(|| (name.clone(), entry(Done::Failed)));
                    let outcome = self.failed(name, stamp, error.problem())?;
                    // Only what was said is done with.
                    if let Some((name, failed)) = line {
                        self.ledger.note(&name, failed)?;
                    }
                    return Ok(Some(outcome));
                }
            }
        }
        Ok(None)
    }

    /// Leaves a file alone until it changes, with a note that says why.
    fn failed(&mut self, name: OsString, stamp: Stamp, problem: Problem) -> Result<Outcome, ExportError> {
        let note = self.options.out.join(note_name(&name));
        // A note of somebody else's stays; what happened is said all the same.
        if !note.exists() || is_note(&note) {
            match atomic::replace(&note, note_text(&problem, self.options.lang).as_bytes()) {
                // The name that is too long for a list is so for a note.
                Ok(()) | Err(ExportError::Name(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let file = self.options.folder.join(&name);
        self.done.insert(name, (stamp, false));
        Ok(Outcome::Failed { file, problem })
    }

    fn draft(
        &self,
        file: &Path,
        list: &Path,
        watch: &Watch,
    ) -> Result<(ChurnScored, Option<Draft>), ScoreError> {
        let InboxOptions { bom, keep_formulas, force, threshold, only_above, renames, .. } = self.options;
        let list = Scoring { target: list, bom, keep_formulas, force, keep: false, renames };
        let scoring = ChurnScoring { list, threshold, only_above, calls: None };
        may_score(&scoring.list, &[file.to_path_buf()])?;
        let (scored, mut drafts) = drafts_of(self.model, file, &scoring, Draft::kept, watch)?;
        Ok((scored, drafts.pop()))
    }
}

/// Whether an error of writing concerns one list alone, so that others can be written.
fn is_of_file(error: &ExportError) -> bool {
    use ExportError::{Foreign, IsFolder, IsInput, Mismatch, Name, NoFile, OfARun, Source};
    matches!(
        error,
        Foreign(_) | IsFolder(_) | IsInput(_) | Mismatch | Name(_) | NoFile(_) | OfARun(_) | Source(_)
    )
}

/// Whether the file itself or its name is to blame, so that trying again would end the same way. What stands in a list's
/// place may be moved, and a disk or a network drive may come back.
fn is_of_bytes(error: &ScoreError) -> bool {
    use DataError::{ChangedWhileReading, Directory, Io, Missing, NotAFile, Unreadable};
    match error {
        ScoreError::Data(error) => !matches!(
            error,
            ChangedWhileReading(_) | Directory(_) | Io(_) | Missing(_) | NotAFile(_) | Unreadable(_)
        ),
        ScoreError::Export(error) => matches!(error, ExportError::Name(_)),
        ScoreError::Place(_) | ScoreError::Churn(_) | ScoreError::Rename(_) => true,
    }
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

/// What decides what is written: the same file is scored again where it changes.
fn settings(model: &ChurnModel, options: &InboxOptions) -> Result<String, ExportError> {
    let model = ModelFile::Churn(Box::new(model.clone())).to_bytes().ok_or(ExportError::ModelTooLarge)?;
    let InboxOptions { bom, keep_formulas, threshold, only_above, renames, .. } = options;
    let mut hash = Sha256::new();
    hash.update(model);
    hash.update(format!("{bom} {keep_formulas} {threshold:?} {only_above}"));
    // Ledgers of before renaming was possible stay good.
    if !renames.is_empty() {
        hash.update(format!("{renames:?}"));
    }
    Ok(hex(&hash.finalize()))
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
            Ok(0) => return Ok(hex(&hash.finalize())),
            Ok(n) => hash.update(&bytes[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error).into()),
        }
    }
}
