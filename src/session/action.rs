//! What a person or a job can make happen, and what the application then asks of the outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Lang, Problem, Severity};
use crate::data::ReadOptions;
use crate::data::leak::Suspicion;
use crate::export::{ExportError, Timing, Written};
use crate::models::ParamValue;
use crate::study::{Control, Findings, RaceEvent, Recipe, Wish};

use super::settings::{Settings, ThemeChoice};
use super::state::{ExportChoice, JobId, Screen, Table};

/// Everything that can happen, in one list by area.
#[derive(Clone, Debug)]
pub enum Action {
    View(ViewAction),
    Data(DataAction),
    Choose(ChooseAction),
    Train(TrainAction),
    Export(ExportAction),
    Job(JobId, JobEvent),
    /// The time now; sent by the window before it draws while something runs.
    Tick(Duration),
}

#[derive(Clone, Debug)]
pub enum ViewAction {
    Go(Screen),
    Language(Lang),
    Theme(ThemeChoice),
    ToggleWhy,
    TogglePalette,
    Dismiss(u64),
    LogScale(bool),
    ShowAllRepeats(bool),
    ReplayEpoch(u32),
    ReplayPlay(bool),
    /// Advances a playing replay by this many epochs.
    ReplayAdvance(u32),
    MatrixCell(Option<(u32, u32)>),
    /// Shows a message that came from outside the jobs.
    Notify(Severity, Problem),
}

#[derive(Clone, Debug)]
pub enum DataAction {
    /// Show the dialog; the answer comes back as `Open` or `NoDialog`, and not at all when cancelled.
    AskForFile,
    /// Opens this file (path field, drop, recent list, command line).
    Open(PathBuf),
    /// The dialog could not be shown: say so and point to the path field.
    NoDialog,
    /// Reads the current file again in another way.
    Reread(ReadOptions),
    CancelReading,
    /// Opens the built-in sample with this recipe and runs it at once.
    OpenSample,
    ForgetRecent(PathBuf),
}

#[derive(Clone, Debug)]
pub enum ChooseAction {
    Label(String),
    /// Takes a column in or out of the features.
    Feature(String, bool),
    /// Every usable column, or none.
    AllFeatures(bool),
    Method(String, bool),
    /// Methods exactly these.
    Preset(&'static [&'static str]),
    /// A parameter for every method; `None` = back to its default.
    Param(String, Option<ParamValue>),
    Repeats(u32),
    Folds(u32),
    Shares {
        train_percent: u32,
        valid_percent: u32,
    },
    Seed(u64),
    ClassOrder(Vec<String>),
    /// Everything after this until `EndDrag` is one step of undo.
    BeginDrag,
    EndDrag,
    Undo,
    Redo,
}

#[derive(Clone, Debug)]
pub enum TrainAction {
    Start,
    Pause,
    Resume,
    Step,
    StopAndKeepBest,
    Discard,
    /// Starts again with this learning rate.
    Retry {
        learning_rate: f64,
    },
}

#[derive(Clone, Debug)]
pub enum ExportAction {
    AskForFolder,
    Set(ExportChoice),
    Start,
    OpenFolder,
}

/// What a job says.
#[derive(Clone, Debug)]
pub enum JobEvent {
    ReadShare(f32),
    Read(Result<Arc<Table>, Problem>),
    Suspicions(Vec<Suspicion>),
    Race(RaceEvent),
    /// Seconds by step; comes before `RaceDone`.
    Timing(Timing),
    RaceDone(Result<Arc<Findings>, Problem>),
    /// The person discarded it; nothing is kept.
    RaceDiscarded,
    ExportShare(f32),
    Exported(Result<Written, ExportError>),
    /// The worker died; the sentence names the job.
    Panicked(Problem),
}

impl JobEvent {
    /// Whether the job says nothing after this.
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::ReadShare(_) | Self::Race(_) | Self::Timing(_) | Self::ExportShare(_))
    }
}

/// What the application asks of the outside: threads, dialogs, files. `reduce` itself touches none of them.
#[derive(Clone, Debug)]
pub enum Effect {
    AskForFile,
    AskForFolder,
    Read {
        job: JobId,
        path: PathBuf,
        options: ReadOptions,
    },
    /// Makes the sample in memory, writes it beside the settings and reads it.
    ReadSample {
        job: JobId,
    },
    /// Stops a reading or an export.
    Cancel(JobId),
    FindSuspicions {
        job: JobId,
        table: Arc<Table>,
        recipe: Recipe,
    },
    Race {
        job: JobId,
        table: Arc<Table>,
        recipe: Recipe,
        control: Control,
    },
    Steer {
        control: Control,
        wish: Wish,
    },
    StepOnce {
        control: Control,
    },
    Export {
        job: JobId,
        findings: Arc<Findings>,
        table: Arc<Table>,
        timing: Timing,
        choice: ExportChoice,
        lang: Lang,
    },
    SaveSettings(Settings),
    OpenFolder(PathBuf),
}
