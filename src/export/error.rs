//! Why results could not be written, in terms a person can act on.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Message, Problem};
use crate::data::DataError;

/// What kept a file from being written. Nothing is half-written: the files of before are as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportError {
    /// The file to be written is the file that was read.
    IsInput(PathBuf),
    /// Two files that are to be written would have this name.
    SameName(PathBuf),
    /// A file of that name is there and was not written by this program.
    Foreign(PathBuf),
    /// A list of that name is there and was written by a run.
    OfARun(PathBuf),
    /// A list of ours is there, and is not to be replaced unasked.
    Earlier(PathBuf),
    /// A folder of that name is there.
    IsFolder(PathBuf),
    /// A device or a pipe of that name is there.
    NoFile(PathBuf),
    /// Results go into a folder, and this is a file.
    NotAFolder(PathBuf),
    /// The file system takes no file of that name.
    Name(PathBuf),
    /// No room left.
    Full(PathBuf),
    /// The operating system does not let us write there.
    Refused(PathBuf),
    /// Another program holds the file.
    Busy(PathBuf),
    /// Anything else the operating system reports.
    Io(PathBuf),
    /// The original cells could not be read again.
    Source(DataError),
    /// The findings belong to another state of the file.
    Mismatch,
    /// The model is larger than any that would be read again.
    ModelTooLarge,
    /// The person asked to stop.
    Stopped,
}

impl ExportError {
    /// The error for what the operating system said about `path`.
    pub fn io(path: &Path, error: &io::Error) -> Self {
        /// `ERROR_SHARING_VIOLATION` and `ERROR_LOCK_VIOLATION` of Windows.
        const HELD: [i32; 2] = [32, 33];
        let path = path.to_path_buf();
        if cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code)) {
            return Self::Busy(path);
        }
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::Refused(path),
            io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy => Self::Busy(path),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder(path),
            io::ErrorKind::InvalidFilename => Self::Name(path),
            io::ErrorKind::IsADirectory => Self::IsFolder(path),
            _ => Self::Io(path),
        }
    }

    /// Whether it can be written all the same when the person says so: what is in the way is no input, only not ours.
    pub fn may_force(&self) -> bool {
        matches!(self, Self::Foreign(_) | Self::OfARun(_) | Self::Earlier(_))
    }

    /// What happened and what to do about it.
    pub fn problem(&self) -> Problem {
        let at = |key, path: &Path| Message::new(key).with("file", path.display().to_string());
        let (message, hint) = match self {
            Self::IsInput(path) => (at("export-error-is-input", path), "export-hint-other-folder"),
            Self::SameName(path) => (at("export-error-same-name", path), "export-hint-same-name"),
            Self::Foreign(path) => (at("export-error-foreign", path), "export-hint-replace"),
            Self::OfARun(path) => (at("export-error-of-a-run", path), "export-hint-replace"),
            Self::Earlier(path) => (at("export-error-earlier", path), "export-hint-replace"),
            Self::IsFolder(path) => (at("export-error-is-folder", path), "export-hint-other-folder"),
            Self::NoFile(path) => (at("export-error-no-file", path), "export-hint-other-folder"),
            Self::NotAFolder(path) => (at("export-error-not-a-folder", path), "export-hint-other-folder"),
            Self::Name(path) => (at("export-error-name", path), "export-hint-name"),
            Self::Full(path) => (at("export-error-full", path), "export-hint-full"),
            Self::Refused(path) => (at("export-error-refused", path), "export-hint-refused"),
            Self::Busy(path) => (at("export-error-busy", path), "export-hint-busy"),
            Self::Io(path) => (at("export-error-io", path), "export-hint-io"),
            Self::Source(error) => return error.problem(),
            Self::Mismatch => (Message::new("export-error-mismatch"), "export-hint-mismatch"),
            Self::ModelTooLarge => (Message::new("export-error-model-large"), "export-hint-model-large"),
            Self::Stopped => return Problem::new(Message::new("export-error-stopped")),
        };
        Problem::new(message).hint(Message::new(hint))
    }
}

impl From<DataError> for ExportError {
    fn from(error: DataError) -> Self {
        match error {
            DataError::Stopped => Self::Stopped,
            other => Self::Source(other),
        }
    }
}
