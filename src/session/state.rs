//! Everything the window shows, as plain data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Issue, Message, Problem, Severity};
use crate::data::leak::Suspicion;
use crate::data::profile::TableProfile;
use crate::data::{Frame, ReadOptions};
use crate::export::Written;
use crate::features::{LeftOutColumn, MissingReason};
use crate::study::value::{ValueRecipe, ValueTable};
use crate::study::{Question, Recipe, Tables};

use super::estimate;
use super::race::{Finished, LiveRace, RaceState, Replay};
use super::reduce::{Grounds, without_idle_options};
use super::scoring::ScoringState;
use super::segments::SegmentView;
use super::settings::Settings;
use super::transactions::Transactions;
use super::undo::Undo;

/// Number of a job; events of any other job than the current one are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct JobId(pub u64);

/// The steps, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Screen {
    #[default]
    Start,
    Check,
    Choose,
    Train,
    Results,
    Export,
    /// New customers scored by a saved model.
    Score,
}

impl Screen {
    pub const ALL: [Self; 7] =
        [Self::Start, Self::Check, Self::Choose, Self::Train, Self::Results, Self::Export, Self::Score];
}

/// The customers: a file as it was read, or what was made of a list of transactions.
#[derive(Debug)]
pub struct Table {
    /// A row a customer.
    pub frame: Arc<Frame>,
    pub issues: Vec<Issue>,
    pub profile: TableProfile,
    /// What the empty cells of columns of numbers probably mean.
    pub missing: BTreeMap<String, MissingReason>,
    pub read_time: Duration,
    /// Where the customers were made from transactions: their value, periods and tiers.
    pub value: Option<Arc<ValueTable>>,
    /// How they were made.
    pub made_by: Option<ValueRecipe>,
    /// What they were made of, or can be made of.
    pub transactions: Option<Arc<Transactions>>,
}

impl Table {
    /// What a run is given.
    pub fn tables(&self) -> Tables<'_> {
        let (profile, value) = (Some(&self.profile), self.value.as_deref());
        Tables { profile, value, ..Tables::new(&self.frame, &self.issues) }
    }
}

/// Whether there is a file.
#[derive(Clone, Debug, Default)]
pub enum TableState {
    #[default]
    Empty,
    Reading {
        job: JobId,
        path: PathBuf,
        share: f32,
    },
    Ready(Arc<Table>),
    Failed {
        path: PathBuf,
        problem: Problem,
    },
}

impl TableState {
    pub fn ready(&self) -> Option<&Arc<Table>> {
        match self {
            Self::Ready(table) => Some(table),
            _ => None,
        }
    }
}

/// What the analyst chose, and what the program says about it.
#[derive(Clone, Debug)]
pub struct Choice {
    pub recipe: Undo<Recipe>,
    /// What was chosen for the questions that are not asked now.
    pub(super) aside: Vec<Recipe>,
    /// Columns that are not features, with reasons; recomputed after every change.
    pub left_out: Vec<LeftOutColumn>,
    /// What looks like a leak of the label (computed on training rows by a job; empty until then).
    pub suspicions: Vec<Suspicion>,
    /// The label for which all columns were looked through.
    pub looked_through: Option<String>,
    /// Columns the analyst took in by hand: no suspicion takes them out again.
    pub insisted: BTreeSet<String>,
    /// Options whose fields hold what is no value of theirs, with what to say: nothing runs until they are settled.
    pub unreadable: BTreeMap<&'static str, Problem>,
    /// Why it cannot be run as it is.
    pub obstacle: Option<Problem>,
}

/// Writing the results.
#[derive(Clone, Debug, Default)]
pub enum ExportState {
    #[default]
    Idle,
    Running {
        job: JobId,
        share: f32,
    },
    Done(Written),
    Failed {
        problem: Problem,
        /// Only a file that is not ours stands in the way: it may be replaced all the same.
        may_force: bool,
    },
}

/// What the export screen is set to.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportChoice {
    pub folder: PathBuf,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Pseudonyms in place of the customers of transactions, by a key kept with the settings.
    pub pseudonyms: bool,
    /// Replace files of that name that are not ours.
    pub force: bool,
}

/// What a notice is about; a newer one about the same takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Opening a file.
    Opening,
    /// Making customers of transactions.
    Customers,
    /// Looking for leaks of the label.
    Leaks,
    Training,
    /// The settings, the system's file manager and what else is outside.
    Outside,
}

/// A message that goes away when dismissed.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub id: u64,
    pub about: About,
    pub severity: Severity,
    pub problem: Problem,
}

/// The whole application.
#[derive(Debug, Default)]
pub struct AppState {
    pub screen: Screen,
    pub settings: Settings,
    pub table: TableState,
    pub choice: Option<Choice>,
    pub race: RaceState,
    pub finished: Option<Finished>,
    /// Epoch shown by the replay; `None` = the end.
    pub replay: Option<Replay>,
    /// Which held-out customers the table under the matrix shows: (true, predicted).
    pub matrix_cell: Option<(u32, u32)>,
    pub export_choice: Option<ExportChoice>,
    pub export: ExportState,
    pub scoring: ScoringState,
    pub notices: Vec<Notice>,
    pub palette_open: bool,
    pub why_open: bool,
    pub log_scale: bool,
    pub show_all_repeats: bool,
    /// The clock as of the last `Action::Tick`.
    pub now: Duration,
    /// Folder offered for results of the built-in sample, which has no folder of its own.
    pub documents: Option<PathBuf>,
    /// Where the key of pseudonyms is kept.
    pub key_file: Option<PathBuf>,
    /// A race was asked for and starts as soon as the columns were looked through for leaks.
    pub start_pending: bool,
    /// What the last run of each question ran at in this window, see [`super::estimate`].
    pub(super) speed: [Option<f64>; 3],
    pub(super) next_id: u64,
    /// What the reading that goes on is for.
    pub(super) reading: Option<Reading>,
    /// The customers that are being made anew.
    pub integration: Option<Integration>,
    /// What could not be made of the transactions last, and why.
    pub(super) refused: Option<Refused>,
    /// The job that looks for leaks of the label.
    pub(super) suspicion_job: Option<SuspicionJob>,
    /// What the search for leaks was last asked for.
    pub(super) suspected_on: Option<Grounds>,
    /// The file read last is the built-in sample.
    pub(super) is_sample: bool,
}

/// Customers that are being made anew from transactions; the table of before stays until they are there.
#[derive(Clone, Debug)]
pub struct Integration {
    pub job: JobId,
    pub share: f32,
    pub(super) wanted: Option<ValueRecipe>,
    /// A file is read and joined first.
    pub(super) joining: bool,
}

/// A recipe from which no customers could be made.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub wanted: Option<ValueRecipe>,
    pub problem: Problem,
}

/// The search for leaks of a label.
#[derive(Clone, Debug)]
pub(super) struct SuspicionJob {
    pub job: JobId,
    pub label: String,
}

/// What a reading is for, and what it replaces.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub options: ReadOptions,
    pub sample: bool,
    /// The same file in another way: what was chosen stays where it can.
    pub again: bool,
    /// What is asked of a built-in sample, which is raced without being asked.
    pub run_at_once: Option<Question>,
    /// Comes back when the reading fails or is cancelled.
    pub previous: Option<Arc<Table>>,
    /// Where the person was when the file was asked for.
    pub from: Screen,
}

impl AppState {
    /// The window at its start. `documents` is where results of the built-in sample are offered to go.
    pub fn new(settings: Settings, documents: Option<PathBuf>) -> Self {
        Self { settings, documents, ..Self::default() }
    }

    /// Whether columns that give the label away are being looked for.
    pub fn looks_for_leaks(&self) -> bool {
        self.suspicion_job.is_some()
    }

    /// Why a step of the rail cannot be entered now.
    pub fn step_lock(&self, screen: Screen) -> Option<Message> {
        let table = self.table.ready().is_some();
        let reading = matches!(self.table, TableState::Reading { .. });
        let raced = !matches!(self.race, RaceState::Idle) || self.finished.is_some();
        match screen {
            Screen::Check if !table && !reading => Some(Message::new("lock-check")),
            Screen::Choose if !table && reading => Some(Message::new("lock-reading")),
            Screen::Choose if !table => Some(Message::new("lock-check")),
            Screen::Train if !raced && !self.start_pending => Some(Message::new("lock-train")),
            Screen::Results | Screen::Export if self.finished.is_none() => Some(Message::new("lock-results")),
            _ => None,
        }
    }

    /// The key of the reason why training cannot start now.
    pub fn start_lock(&self) -> Option<&'static str> {
        match (&self.choice, self.table.ready()) {
            _ if self.live().is_some() || self.start_pending => Some("disabled-training"),
            (Some(choice), Some(_)) => choice.obstacle.as_ref().map(|_| "disabled-obstacle"),
            _ => Some("lock-check"),
        }
    }

    /// About how many seconds the chosen race will take.
    pub fn seconds_to_train(&self) -> Option<f64> {
        let (choice, table) = (self.choice.as_ref()?, self.table.ready()?);
        let recipe = choice.recipe.current();
        let work = estimate::work(recipe, table);
        Some(work / self.speed[recipe.question as usize].unwrap_or(estimate::USUAL_SPEED))
            .filter(|seconds| *seconds > 0.0)
    }

    /// The name of the file that the finished results are of, where another one is open now.
    pub fn results_of_another_file(&self) -> Option<String> {
        let (finished, open) = (self.finished.as_ref()?, self.table.ready()?);
        let (theirs, ours) = (&finished.table.frame.source, &open.frame.source);
        (theirs.sha256 != ours.sha256).then(|| theirs.file_name())
    }

    /// Whether something was chosen otherwise since the finished results, of the file that is open.
    pub fn results_of_earlier_choices(&self) -> bool {
        let (Some(finished), Some(choice)) = (&self.finished, &self.choice) else { return false };
        self.results_of_another_file().is_none()
            && self.table.ready().is_some()
            && finished.recipe != without_idle_options(choice.recipe.current())
    }

    /// The segments whose words are undone and redone where a person is now, rather than the choices.
    pub fn worded(&self) -> Option<&SegmentView> {
        let shown = matches!(self.screen, Screen::Results | Screen::Export);
        self.finished.as_ref().filter(|_| shown)?.segments.as_ref()
    }

    /// Whether the finished run made a model that scores new customers.
    pub fn has_model(&self) -> bool {
        let scores = |finished: &Finished| finished.segments.is_some() || finished.churn.is_some();
        self.finished.as_ref().is_some_and(scores)
    }

    /// The race that runs.
    pub fn live(&self) -> Option<&LiveRace> {
        match &self.race {
            RaceState::Running(live) => Some(live),
            _ => None,
        }
    }

    pub(super) fn next_job(&mut self) -> JobId {
        self.next_id += 1;
        JobId(self.next_id)
    }

    /// Shows a message until it is dismissed or there is news about the same.
    pub(super) fn notify(&mut self, about: About, severity: Severity, problem: Problem) {
        self.unsay(about);
        self.next_id += 1;
        self.notices.push(Notice { id: self.next_id, about, severity, problem });
    }

    /// Takes back what was said about something that is settled now.
    pub(super) fn unsay(&mut self, about: About) {
        self.notices.retain(|notice| notice.about != about);
    }
}
