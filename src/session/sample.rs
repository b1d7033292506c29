//! The built-in samples: what `stratum sample` writes without further wishes.

use std::path::{Path, PathBuf};

use crate::data::sample;
use crate::export::{ExportError, atomic};
use crate::study::Question;

/// The seed of what the program makes up.
const SEED: u64 = 42;

/// A made-up file that opens as a finished result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sample {
    /// Holders of credit cards with twelve months each, in whom segments are found.
    #[default]
    Segments,
    /// A year of transactions, from which value tiers are made.
    Tiers,
    /// Customers, and who left the bank.
    Churn,
}

impl Sample {
    pub const ALL: [Self; 3] = [Self::Segments, Self::Tiers, Self::Churn];

    pub fn file_name(self) -> &'static str {
        match self {
            Self::Segments => "cards.csv",
            Self::Tiers => "transactions.csv",
            Self::Churn => "churn.csv",
        }
    }

    /// What is asked of it.
    pub fn question(self) -> Question {
        match self {
            Self::Segments => Question::Segments,
            Self::Tiers => Question::Tiers,
            Self::Churn => Question::Churn,
        }
    }

    pub fn n_customers(self) -> usize {
        match self {
            Self::Segments => 9_000,
            Self::Tiers => 600,
            Self::Churn => 10_000,
        }
    }

    pub fn text(self) -> String {
        match self {
            Self::Segments => sample::cards(self.n_customers(), SEED),
            Self::Tiers => sample::transactions(self.n_customers(), SEED),
            Self::Churn => sample::churn(self.n_customers(), SEED),
        }
    }

    /// Writes it into a folder, where it is read like any other file.
    pub fn write(self, folder: &Path) -> Result<PathBuf, ExportError> {
        atomic::create_folder(folder)?;
        let path = folder.join(self.file_name());
        // Another window may be at work on the same sample: it stays in place where nothing would change.
        atomic::replace_other(&path, self.text().as_bytes())?;
        Ok(path)
    }
}
