//! What a person or a job can make happen, and what the application then asks of the outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Lang, Problem, Severity};
use crate::chart::{Raster, RasterOrder};
use crate::data::ReadOptions;
use crate::data::leak::Suspicion;
use crate::data::ledger::{Decision, Join, Mapping};
use crate::export::{ExportError, Matching, ScoreError, Timing, Written};
use crate::features::Fill;
use crate::features::tiers::{N_TIERS, TierRule};
use crate::metrics::ThresholdRule;
use crate::models::ParamValue;
use crate::study::churn::ChurnFindings;
use crate::study::churn::explain::Changeable;
use crate::study::churn::{CalibrationChoice, Campaign};
use crate::study::segments::{Objective, SequenceChoice, TextPart};
use crate::study::value::{Clock, Horizon, ValueRecipe};
use crate::study::{Answer, Control, Findings, LookedAt, Question, RaceEvent, Recipe, Wish};

use super::sample::Sample;
use super::scoring::{ScoreAction, ScoreChoice, ScoreOutcome, ScoringModel};
use super::settings::{Settings, ThemeChoice};
use super::state::{ExportChoice, JobId, Screen, Table};
use super::why::{Explained, WhyOrder};

/// Everything that can happen, in one list by area.
#[derive(Clone, Debug)]
pub enum Action {
    View(ViewAction),
    Data(DataAction),
    Choose(ChooseAction),
    Value(ValueAction),
    Train(TrainAction),
    Segments(SegmentsAction),
    Churn(ChurnAction),
    /// Has it worked out why a class is foreseen.
    Why(WhyOrder),
    Score(ScoreAction),
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
    /// Opens files that were dropped together: transactions and the tables that belong to them.
    OpenTogether(Vec<PathBuf>),
    /// The dialog could not be shown: say so and point to the path field.
    NoDialog,
    /// Reads the current file again in another way.
    Reread(ReadOptions),
    CancelReading,
    /// Opens a built-in sample and runs it at once.
    OpenSample(Sample),
    ForgetRecent(PathBuf),
}

/// How a finished segmentation is looked at, and in whose words.
#[derive(Clone, Debug)]
pub enum SegmentsAction {
    /// Shows and exports the customers in this many segments.
    K(u32),
    /// The segment looked at everywhere, by its position.
    Select(Option<u8>),
    /// The customer looked at, by the place among the findings' rows; its segment with it.
    Customer(Option<u32>),
    /// Words for a segment of those shown; empty = back to what is suggested.
    Text {
        segment: u8,
        part: TextPart,
        text: String,
    },
    /// What is written until `EndTyping` is one step of undo.
    BeginTyping,
    EndTyping,
    Undo,
    Redo,
    /// Has the picture of very many customers drawn.
    Raster(RasterOrder),
    /// The iteration of K-means shown.
    Iteration(u32),
    Play(bool),
    /// Advances a playing replay by this many iterations.
    Advance(u32),
}

/// What is chosen about segments.
#[derive(Clone, Debug)]
pub enum SegmentChoice {
    /// How many; `None` = as recommended.
    K(Option<u32>),
    Sequence(SequenceChoice),
    /// Whether the highest number of a month family is the latest month.
    Ascending(Option<bool>),
    Objective(Objective),
    ValueColumn(Option<String>),
    /// What stands in the empty cells of a column.
    Fill(String, Fill),
}

/// What is chosen about a class of interest.
#[derive(Clone, Debug)]
pub enum ChurnChoice {
    /// `None`: the rarest.
    Class(Option<String>),
    Threshold(ThresholdRule),
    Calibration(CalibrationChoice),
    Campaign(Campaign),
}

#[derive(Clone, Debug)]
pub enum ChooseAction {
    /// What is asked of the customers; columns and methods follow.
    Question(Question),
    Segments(SegmentChoice),
    Churn(ChurnChoice),
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
    /// What stands in the field of an option now, whether it says anything or not; empty = back to its default.
    Typed(&'static str, String),
    ClassOrder(Vec<String>),
    /// Everything after this until `EndDrag` is one step of undo.
    BeginDrag,
    EndDrag,
    Undo,
    Redo,
}

/// What is chosen about transactions. All of it is a part of the recipe; the customers are made anew by a job, and the
/// old ones stay until it is done.
#[derive(Clone, Debug)]
pub enum ValueAction {
    /// Takes the open table as a list of transactions, or reads its columns in another way.
    Map(Mapping),
    /// Takes the file as a table of customers as it is.
    AsTable,
    /// Shows the dialog; the answer comes back as `AddJoin`.
    AskForJoin,
    /// Joins this file.
    AddJoin(PathBuf),
    /// Joins a table that was read already in another way.
    Join(Join),
    /// Joins the file of this name no longer.
    RemoveJoin(String),
    Decide(Decision, &'static str),
    Rate(&'static str, f64),
    Tiers(TierRule),
    /// Names of the tiers, lowest first.
    Names([String; N_TIERS]),
    Horizon(Horizon),
    Clock(Clock),
    /// First day of the later period; `None` = the middle of the file.
    CutDay(Option<i32>),
}

/// How a class that is foreseen is looked at.
#[derive(Clone, Debug)]
pub enum ChurnAction {
    /// Calls customers from this probability on, in what is shown and exported.
    Threshold(f32),
    /// From the probability on that was found on the validation customers.
    AsChosen,
    /// So that of as many customers as there are in the file no more than these are called.
    CallUpTo(u64),
    /// Asks what this campaign would bring.
    Campaign(Campaign),
    /// The customer looked at, by the place among the findings' rows.
    Customer(Option<u32>),
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
    IntegrateShare(f32),
    /// The customers as they are now made of the transactions, or the transactions themselves.
    Integrated(Result<Arc<Table>, Problem>),
    /// `None` where none could be looked for.
    Suspicions(Option<Vec<Suspicion>>),
    Race(RaceEvent),
    Rastered(Arc<Raster>),
    /// Seconds by step; comes before `RaceDone`.
    Timing(Timing),
    RaceDone(Result<Answer, Problem>),
    /// The person discarded it; nothing is kept.
    RaceDiscarded,
    ExportShare(f32),
    Exported(Result<Written, ExportError>),
    /// The key of the pseudonyms could not be had; nothing is written.
    NoPseudonyms(Problem),
    Explained(Result<Explained, Problem>),
    ModelLoaded(Result<ScoringModel, Problem>),
    Matched(Result<Matching, Problem>),
    ScoreShare(f32),
    CustomersScored(Result<ScoreOutcome, ScoreError>),
    /// The worker died; the sentence names the job.
    Panicked(Problem),
}

impl JobEvent {
    /// Whether the job says nothing after this.
    pub fn is_last(&self) -> bool {
        !matches!(
            self,
            Self::ReadShare(_)
                | Self::IntegrateShare(_)
                | Self::Race(_)
                | Self::Timing(_)
                | Self::ExportShare(_)
                | Self::ScoreShare(_)
        )
    }
}

/// What the application asks of the outside: threads, dialogs, files. `reduce` itself touches none of them.
#[derive(Clone, Debug)]
pub enum Effect {
    AskForFile,
    AskForFolder,
    /// For a file to join.
    AskForJoin,
    Read {
        job: JobId,
        path: PathBuf,
        /// Opened together with it.
        others: Vec<PathBuf>,
        options: ReadOptions,
        /// Of the names of the tiers.
        lang: Lang,
    },
    /// Makes the sample in memory, writes it beside the settings and reads it.
    ReadSample {
        job: JobId,
        sample: Sample,
        lang: Lang,
    },
    /// Stops a reading or an export.
    Cancel(JobId),
    /// Makes the customers anew, as `wanted`; `None`: takes the rows as they are.
    Integrate {
        job: JobId,
        table: Arc<Table>,
        wanted: Option<ValueRecipe>,
        /// A file to read and to join first.
        joining: Option<PathBuf>,
    },
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
        answer: Answer,
        looked_at: Option<LookedAt>,
        table: Arc<Table>,
        timing: Timing,
        choice: ExportChoice,
        lang: Lang,
    },
    /// Draws very many customers.
    Raster {
        job: JobId,
        order: RasterOrder,
    },
    /// Works out why a class is foreseen.
    Explain {
        job: JobId,
        findings: Arc<Findings>,
        churn: Arc<ChurnFindings>,
        table: Arc<Table>,
        order: WhyOrder,
        /// What may be changed about a customer, where that is known.
        known: Option<Arc<Vec<Changeable>>>,
    },
    /// For a model.
    AskForModel,
    /// For customers to be scored.
    AskForCustomers,
    /// For the folder of the list.
    AskForListFolder,
    LoadModel {
        job: JobId,
        path: PathBuf,
    },
    /// Holds the columns of a file against those of a model.
    MatchColumns {
        job: JobId,
        model: Arc<ScoringModel>,
        file: PathBuf,
    },
    /// Scores new customers and writes the list.
    Score {
        job: JobId,
        model: Arc<ScoringModel>,
        file: PathBuf,
        choice: ScoreChoice,
        /// Of the reasons in a call list.
        lang: Lang,
    },
    SaveSettings(Settings),
    OpenFolder(PathBuf),
}
