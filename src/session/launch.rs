//! What the window is asked to begin with, by whoever opens it.

use std::path::PathBuf;

use crate::base::Lang;

use super::action::{Action, DataAction, ViewAction};
use super::sample::Sample;

/// What the window opens on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Launch {
    #[default]
    Nothing,
    File(PathBuf),
    /// A built-in sample, run at once; in the language of the settings where none is named.
    Sample(Sample, Option<Lang>),
}

impl Launch {
    /// The first actions of the window.
    pub fn actions(self) -> Vec<Action> {
        match self {
            Self::Nothing => Vec::new(),
            Self::File(path) => vec![Action::Data(DataAction::Open(path))],
            Self::Sample(sample, lang) => {
                let language = lang.map(|lang| Action::View(ViewAction::Language(lang)));
                language.into_iter().chain([Action::Data(DataAction::OpenSample(sample))]).collect()
            }
        }
    }
}
