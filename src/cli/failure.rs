//! Why a command ended without its result, and the exit status that says so.

use crate::base::{Message, Problem};
use crate::data::DataError;
use crate::export::{ExportError, InboxError, ModelFileError, ScoreError};
use crate::features::privacy::PrivacyError;
use crate::session::NotMade;
use crate::study::StudyError;
use crate::study::churn::model::ChurnModelError;
use crate::study::segments::model::PlaceError;

/// The exit status of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    Done = 0,
    /// The data or the analysis failed.
    Failed = 1,
    /// The call named something that does not exist or may not be done.
    WrongCall = 2,
    /// Stopped by the person, with the best so far kept.
    Stopped = 3,
}

/// A command that ended without its result.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub status: Status,
    pub problem: Problem,
}

impl Failure {
    pub fn wrong_call(problem: Problem) -> Self {
        Self { status: Status::WrongCall, problem }
    }
}

impl From<DataError> for Failure {
    fn from(error: DataError) -> Self {
        Self { status: Status::Failed, problem: error.problem() }
    }
}

impl From<StudyError> for Failure {
    fn from(error: StudyError) -> Self {
        let status = if error.wrong_call() { Status::WrongCall } else { Status::Failed };
        Self { status, problem: error.problem() }
    }
}

impl From<PrivacyError> for Failure {
    fn from(error: PrivacyError) -> Self {
        Self { status: Status::Failed, problem: error.problem() }
    }
}

impl From<NotMade> for Failure {
    fn from(error: NotMade) -> Self {
        let status = if error.wrong_call() { Status::WrongCall } else { Status::Failed };
        Self { status, problem: error.problem() }
    }
}

impl From<ModelFileError> for Failure {
    fn from(error: ModelFileError) -> Self {
        let status = match error {
            ModelFileError::NotFound(_) => Status::WrongCall,
            _ => Status::Failed,
        };
        Self { status, problem: error.problem() }
    }
}

impl From<ScoreError> for Failure {
    fn from(error: ScoreError) -> Self {
        match error {
            ScoreError::Export(error) => error.into(),
            ScoreError::Data(error) => error.into(),
            ScoreError::Rename(error) => Self::wrong_call(error.problem()),
            ScoreError::Place(PlaceError::MissingColumns(ref columns))
            | ScoreError::Churn(ChurnModelError::MissingColumns(ref columns)) => {
                let problem = error.problem();
                let problem = match rename_hint(columns) {
                    Some(hint) => problem.hint(hint),
                    None => problem,
                };
                Self { status: Status::Failed, problem }
            }
            ScoreError::Place(_) | ScoreError::Churn(_) => {
                Self { status: Status::Failed, problem: error.problem() }
            }
        }
    }
}

/// How to say that another column stands for the first one that has a similar name in the file, or for the first of all.
fn rename_hint(columns: &[(String, Vec<String>)]) -> Option<Message> {
    let similar = columns.iter().find(|(_, nearest)| !nearest.is_empty());
    let (column, nearest) = similar.or(columns.first())?;
    let near = nearest.first().map_or("FILE_COLUMN", String::as_str);
    Some(Message::new("cli-hint-rename").with("rename", quoted(&format!("{column}={near}"))))
}

/// In quotation marks for a command line. A name that a shell would take for more than text stands in single ones.
fn quoted(text: &str) -> String {
    if text.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", text.replace('\'', r"'\''"))
    } else {
        format!("\"{text}\"")
    }
}

impl From<InboxError> for Failure {
    fn from(error: InboxError) -> Self {
        match error {
            InboxError::Export(error) => error.into(),
            InboxError::Gone(_) | InboxError::Ledger(_) | InboxError::NewerLedger(_) => {
                Self { status: Status::Failed, problem: error.problem() }
            }
            InboxError::NoFolder(_) | InboxError::SameFolder(_) | InboxError::Watched(_) => {
                Self::wrong_call(error.problem())
            }
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        let status = match error {
            ExportError::IsInput(_)
            | ExportError::SameName(_)
            | ExportError::NoFile(_)
            | ExportError::Foreign(_)
            | ExportError::OfARun(_)
            | ExportError::Earlier(_)
            | ExportError::IsFolder(_)
            | ExportError::Name(_)
            | ExportError::NotAFolder(_) => Status::WrongCall,
            _ => Status::Failed,
        };
        let problem = error.problem();
        // The window keeps the results when the disk is full; here they go with the program.
        let problem = match &error {
            ExportError::Full(_) => problem.hint(Message::new("cli-hint-full")),
            _ if error.may_force() => problem.hint(Message::new("cli-hint-force")),
            _ => problem,
        };
        Self { status, problem }
    }
}
