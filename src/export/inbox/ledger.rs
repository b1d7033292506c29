//! What was done with the files of a watched folder, kept beside the lists.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::export::ExportError;
use crate::export::atomic;

use super::InboxError;
use super::names::key;

/// In the folder of the lists.
const LEDGER: &str = "stratum-scored.json";
/// Held while a folder is written into.
const LOCK: &str = ".stratum-watch.lock";
const APP: &str = "stratum";
const KIND: &str = "scored_files";
const FORMAT: u32 = 1;
/// About a million files.
const MOST_BYTES: u64 = 256 << 20;

/// A file of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub sha256: String,
    /// Of the model and everything else that decides what is written.
    pub settings: String,
    pub done: Done,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Done {
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

/// What any version can read.
#[derive(Deserialize)]
struct Mark {
    app: String,
    kind: String,
    format: u32,
}

#[derive(Serialize, Deserialize)]
struct Lines {
    app: String,
    kind: String,
    format: u32,
    files: BTreeMap<String, Entry>,
}

/// What was done, and the lock on the folder of the lists.
pub(super) struct Ledger {
    place: PathBuf,
    lines: Lines,
    /// Locked as long as it is open; `None` where the file system knows no locks.
    _lock: Option<File>,
}

impl Ledger {
    /// Takes hold of the folder of the lists and reads what was done there; what a program that was killed had begun is
    /// either done or begun again.
    ///
    /// **Errors** another program at work, a ledger that is not ours, damaged or of a later version.
    pub fn open(out: &Path) -> Result<Self, InboxError> {
        let lock = lock(out)?;
        let place = out.join(LEDGER);
        let mut lines = match fs::metadata(&place) {
            Ok(entry) if !entry.is_file() || entry.len() > MOST_BYTES => {
                return Err(InboxError::Ledger(place));
            }
            Ok(_) => {
                let bytes = fs::read(&place).map_err(|error| ExportError::io(&place, &error))?;
                lines_of(&bytes, &place)?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Lines { app: APP.to_owned(), kind: KIND.to_owned(), format: FORMAT, files: BTreeMap::new() }
            }
            Err(error) => return Err(ExportError::io(&place, &error).into()),
        };
        let is_placed = |entry: &mut Entry| match &entry.done {
            // Still beside its place: to be done again.
            Done::Placing { draft, .. } if out.join(draft).exists() => false,
            &Done::Placing { rows, called, .. } => {
                entry.done = Done::Scored { rows, called };
                true
            }
            _ => true,
        };
        lines.files.retain(|_, entry| is_placed(entry));
        let ledger = Self { place, lines, _lock: lock };
        ledger.write()?;
        Ok(ledger)
    }

    pub fn get(&self, name: &OsStr) -> Option<&Entry> {
        self.lines.files.get(&key(name))
    }

    /// Brings a line to the disk.
    pub fn note(&mut self, name: &OsStr, entry: Entry) -> Result<(), ExportError> {
        self.lines.files.insert(key(name), entry);
        self.write()
    }

    fn write(&self) -> Result<(), ExportError> {
        let mut bytes = serde_json::to_vec_pretty(&self.lines).map_err(|_| ExportError::Mismatch)?;
        bytes.push(b'\n');
        atomic::replace_other(&self.place, &bytes)
    }
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

fn lines_of(bytes: &[u8], place: &Path) -> Result<Lines, InboxError> {
    let damaged = || InboxError::Ledger(place.to_path_buf());
    let mark: Mark = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    if mark.app != APP || mark.kind != KIND {
        return Err(damaged());
    }
    if mark.format > FORMAT {
        return Err(InboxError::NewerLedger(place.to_path_buf()));
    }
    let lines: Lines = serde_json::from_slice(bytes).map_err(|_| damaged())?;
    // A draft stands beside its list and nowhere else.
    let sound = |entry: &Entry| match &entry.done {
        Done::Placing { draft, .. } => atomic::is_kept(draft),
        _ => true,
    };
    if lines.files.values().all(sound) { Ok(lines) } else { Err(damaged()) }
}
