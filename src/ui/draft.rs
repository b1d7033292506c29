//! What a person has typed or unfolded but not yet decided; never part of an analysis.

use std::collections::BTreeMap;

/// Which half of the check screen's big card is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckView {
    #[default]
    Columns,
    Rows,
}

/// Which view of the results is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultView {
    #[default]
    Summary,
    Matrix,
    Curves,
}

#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The path field of the start screen.
    pub path: String,
    pub palette_filter: String,
    pub palette_row: usize,
    pub check_view: CheckView,
    pub read_options_open: bool,
    pub options_open: bool,
    /// Parameters while they are typed, by key: text that may not be a value yet.
    pub typed: BTreeMap<String, String>,
    pub result_view: ResultView,
    /// The export folder while it is typed.
    pub folder: Option<String>,
    /// Column filter of the choose screen.
    pub filter: String,
    /// When the replay last moved on, in seconds.
    pub replay_moved: f64,
    /// The file the texts above belong to.
    pub file: String,
}

impl Draft {
    /// Forgets what was typed about another file.
    pub fn belongs_to(&mut self, sha256: &str) {
        if self.file != sha256 {
            sha256.clone_into(&mut self.file);
            self.typed.clear();
            self.filter.clear();
            self.folder = None;
            self.check_view = CheckView::Columns;
        }
    }
}
