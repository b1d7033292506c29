//! Why a table could not be read, in terms a person can act on.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Message, Problem};

/// What kept a file from becoming a [`super::Frame`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataError {
    /// There is nothing at this path.
    Missing(PathBuf),
    /// The path is a folder.
    Directory(PathBuf),
    /// A pipe, a device, a socket: nothing that can be read twice.
    NotAFile(PathBuf),
    /// The operating system refuses to let us read it.
    Unreadable(PathBuf),
    /// No bytes, or blank lines only.
    Empty(PathBuf),
    /// A spreadsheet program's own format.
    Workbook(PathBuf),
    /// A zip, gzip or other archive.
    Compressed(PathBuf),
    /// A picture, a document, a program.
    NotText(PathBuf),
    /// Column names and nothing below them.
    HeaderOnly(PathBuf),
    /// Every record has another number of fields than the header.
    NoReadableRows {
        records: usize,
        expected: usize,
        found: usize,
    },
    /// The first record opens a quotation mark that is never closed and swallows the rest.
    UnclosedQuote {
        lines: usize,
    },
    TooManyRows {
        limit: u32,
    },
    TooManyColumns {
        found: usize,
        limit: usize,
    },
    /// The bytes changed between opening and the end of reading.
    ChangedWhileReading(PathBuf),
    /// The bytes are no longer those the frame was made of.
    Changed(PathBuf),
    /// The person asked to stop.
    Stopped,
    /// Anything else the operating system reports (a network drive that went away, a broken disk).
    Io(PathBuf),
}

impl DataError {
    /// The error for what the operating system said about `path`.
    pub(crate) fn from_io(path: &Path, error: &io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(path),
            io::ErrorKind::IsADirectory => Self::Directory(path),
            io::ErrorKind::PermissionDenied => Self::Unreadable(path),
            _ => Self::Io(path),
        }
    }

    /// What happened and what to do about it.
    pub fn problem(&self) -> Problem {
        let at = |key, path: &Path| Message::new(key).with("file", path.display().to_string());
        let (message, hint) = match self {
            Self::Missing(path) => (at("data-error-missing", path), "data-hint-missing"),
            Self::Directory(path) => (at("data-error-directory", path), "data-hint-directory"),
            Self::NotAFile(path) => (at("data-error-not-a-file", path), "data-hint-not-a-file"),
            Self::Unreadable(path) => (at("data-error-unreadable", path), "data-hint-unreadable"),
            Self::Empty(path) => (at("data-error-empty", path), "data-hint-empty"),
            Self::Workbook(path) => (at("data-error-workbook", path), "data-hint-workbook"),
            Self::Compressed(path) => (at("data-error-compressed", path), "data-hint-compressed"),
            Self::NotText(path) => (at("data-error-not-text", path), "data-hint-not-text"),
            Self::HeaderOnly(path) => (at("data-error-header-only", path), "data-hint-header-only"),
            Self::NoReadableRows { records, expected, found } => {
                let message = Message::new("data-error-no-readable-rows")
                    .with("records", *records)
                    .with("expected", *expected)
                    .with("found", *found);
                (message, "data-hint-no-readable-rows")
            }
            Self::UnclosedQuote { lines } => {
                let message =
                    Message::new("data-issue-unclosed-quote").with("row", 1usize).with("lines", *lines);
                (message, "data-hint-unclosed-quote")
            }
            Self::TooManyRows { limit } => {
                (Message::new("data-error-too-many-rows").with("limit", *limit), "data-hint-too-many-rows")
            }
            Self::TooManyColumns { found, limit } => {
                let message =
                    Message::new("data-error-too-many-columns").with("found", *found).with("limit", *limit);
                (message, "data-hint-too-many-columns")
            }
            Self::ChangedWhileReading(path) => {
                (at("data-error-changed-while-reading", path), "data-hint-changed-while-reading")
            }
            Self::Changed(path) => (at("data-error-changed", path), "data-hint-changed"),
            Self::Stopped => return Problem::new(Message::new("data-error-stopped")),
            Self::Io(path) => (at("data-error-io", path), "data-hint-io"),
        };
        Problem::new(message).hint(Message::new(hint))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_becomes_ours() {
        let path = Path::new("x.csv");
        let error = |kind: io::ErrorKind| DataError::from_io(path, &kind.into());
        assert_eq!(error(io::ErrorKind::NotFound), DataError::Missing(path.into()));
        assert_eq!(error(io::ErrorKind::PermissionDenied), DataError::Unreadable(path.into()));
        assert_eq!(error(io::ErrorKind::IsADirectory), DataError::Directory(path.into()));
        assert_eq!(error(io::ErrorKind::TimedOut), DataError::Io(path.into()));
    }
}
