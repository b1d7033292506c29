//! New customers scored by a model that was saved, or that was just made: which model, which file, how the list is written,
//! and what became of the customers.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::{Lang, Problem, Watch};
use crate::data::{ReadOptions, csv};
use crate::export::{
    self, CallList, CallsWritten, ChurnScored, ChurnScoring, Matching, ModelFile, ScoreError, Scored,
    Scoring, may_score,
};

use super::state::JobId;

/// How a file of a model ends.
pub const MODEL_ENDING: &str = "stratum";

/// Share of placing customers in segments that is over when they are read.
const READ_SHARE: f32 = 0.5;

/// Where a model comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    File(PathBuf),
    /// The finished run, not saved.
    Run(JobId),
}

/// A model with where it comes from.
#[derive(Clone, Debug)]
pub struct ScoringModel {
    pub origin: Origin,
    pub model: ModelFile,
}

impl ScoringModel {
    /// The file it was read from.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::Run(_) => None,
        }
    }
}

/// How the list is written, and of whom.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreChoice {
    pub target: PathBuf,
    /// In place of the model's own.
    pub threshold: Option<f64>,
    /// Only customers who are to be called.
    pub only_above: bool,
    /// Whom to call first, and why, in a list of its own beside it. Only where somebody is foreseen.
    pub calls: bool,
    /// Columns of the file that stand for others: the model's name, the file's.
    pub renames: Vec<(String, String)>,
    pub bom: bool,
    pub keep_formulas: bool,
    /// Replace a file of that name that is not ours.
    pub force: bool,
}

impl Default for ScoreChoice {
    fn default() -> Self {
        Self {
            target: PathBuf::new(),
            threshold: None,
            only_above: false,
            calls: true,
            renames: Vec::new(),
            bom: true,
            keep_formulas: false,
            force: false,
        }
    }
}

/// What became of the customers, by what the model does.
#[derive(Clone, Debug, PartialEq)]
pub enum ScoreOutcome {
    Segments(Scored),
    Churn(ChurnScored),
}

/// A list that was written, with everything that decided it.
#[derive(Clone, Debug)]
pub struct ScoreDone {
    pub model: Arc<ScoringModel>,
    pub file: PathBuf,
    pub choice: ScoreChoice,
    pub outcome: ScoreOutcome,
}

impl ScoreDone {
    /// What became of the call list, where there is one.
    pub fn calls(&self) -> Option<&CallsWritten> {
        match &self.outcome {
            ScoreOutcome::Churn(scored) => scored.calls.as_ref(),
            ScoreOutcome::Segments(_) => None,
        }
    }
}

/// Whether a list is being written.
#[derive(Clone, Debug, Default)]
pub enum ScoreRun {
    #[default]
    Idle,
    Running {
        job: JobId,
        share: f32,
        /// What is scored by what; what is chosen meanwhile is for the next time.
        model: Arc<ScoringModel>,
        file: PathBuf,
        choice: ScoreChoice,
    },
    Failed {
        problem: Problem,
        /// Only a file that is not ours stands in the way: it may be replaced all the same.
        may_force: bool,
    },
}

/// Everything about scoring new customers.
#[derive(Clone, Debug, Default)]
pub struct ScoringState {
    pub model: Option<Arc<ScoringModel>>,
    /// The model that is being read; the one before stays until then.
    pub loading: Option<(JobId, PathBuf)>,
    /// The model that could not be read last, and why.
    pub refused: Option<(PathBuf, Problem)>,
    /// The customers.
    pub file: Option<PathBuf>,
    /// How the columns of these two go together.
    pub matched: Option<Result<Matching, Problem>>,
    pub(super) matching: Option<JobId>,
    pub choice: ScoreChoice,
    pub run: ScoreRun,
    /// The list written last.
    pub done: Option<Arc<ScoreDone>>,
}

/// What a person does about scoring.
#[derive(Clone, Debug)]
pub enum ScoreAction {
    /// Shows the dialog; the answer comes back as `Model`.
    AskForModel,
    Model(PathBuf),
    /// The model of the finished run, as it is looked at.
    UseRun,
    /// Shows the dialog; the answer comes back as `Customers`.
    AskForCustomers,
    Customers(PathBuf),
    /// Shows the dialog; the answer comes back as `Set`.
    AskForFolder,
    Set(ScoreChoice),
    Start,
    Stop,
    OpenFolder,
}

impl ScoringState {
    pub fn is_running(&self) -> bool {
        matches!(self.run, ScoreRun::Running { .. })
    }

    /// Whether the customers are known to lack a column that the model reads.
    pub fn lacks_columns(&self) -> bool {
        let stands = |column: &String| self.choice.renames.iter().any(|(renamed, _)| renamed == column);
        let matched = self.matched.as_ref().and_then(|matched| matched.as_ref().ok());
        matched.is_some_and(|matching| matching.missing.iter().any(|(column, _)| !stands(column)))
    }

    /// Whether the columns are being held against each other.
    pub fn is_matching(&self) -> bool {
        self.matching.is_some()
    }

    /// The list written last, where it is of the model, the customers and the settings as they are now.
    pub fn current(&self) -> Option<&Arc<ScoreDone>> {
        let now = |done: &&Arc<ScoreDone>| {
            let model = self.model.as_ref().is_some_and(|model| Arc::ptr_eq(model, &done.model));
            model && self.file.as_ref() == Some(&done.file) && self.is_of(&done.choice)
        };
        self.done.as_ref().filter(now)
    }

    /// Whether a list by that choice would be the same as one by the present one.
    fn is_of(&self, choice: &ScoreChoice) -> bool {
        ScoreChoice { force: choice.force, ..self.choice.clone() } == *choice
    }

    /// Whether the job is one of these.
    pub(super) fn is_of_job(&self, job: JobId) -> bool {
        let running = matches!(&self.run, ScoreRun::Running { job: current, .. } if *current == job);
        let loading = self.loading.as_ref().is_some_and(|(current, _)| *current == job);
        running || loading || self.matching == Some(job)
    }
}

/// Whether a file of this name is a model.
pub fn is_model(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(MODEL_ENDING))
}

/// The list beside the customers' file, named after it.
pub(super) fn list_beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().map_or_else(|| "customers".into(), |stem| stem.to_string_lossy());
    file.with_file_name(format!("{stem}-scored.csv"))
}

/// The call list beside a list, named after it.
pub fn calls_beside(list: &Path) -> PathBuf {
    let stem = list.file_stem().map_or_else(|| "customers".into(), |stem| stem.to_string_lossy());
    list.with_file_name(format!("{}-calls.csv", stem.strip_suffix("-scored").unwrap_or(&stem)))
}

/// Scores the customers of a file and writes the list.
///
/// **Errors** a file that cannot be read, columns that are missing or of another kind, a list that cannot be written.
pub(super) fn score(
    model: &ScoringModel,
    file: &Path,
    (choice, lang): (&ScoreChoice, Lang),
    watch: &Watch,
) -> Result<ScoreOutcome, ScoreError> {
    let list = Scoring {
        target: &choice.target,
        bom: choice.bom,
        keep_formulas: choice.keep_formulas,
        force: choice.force,
        // Somebody may have worked on a list of before.
        keep: true,
        renames: &choice.renames,
    };
    // A list that cannot be written is said before the work, and no input is ever written over.
    let inputs: Vec<PathBuf> = model.path().into_iter().chain([file]).map(Path::to_path_buf).collect();
    may_score(&list, &inputs)?;
    match &model.model {
        ModelFile::Churn(churn) => {
            let target = calls_beside(list.target);
            let calls = choice.calls.then_some(CallList { target: &target, lang });
            if let Some(calls) = &calls {
                calls.check(&list, &inputs)?;
            }
            let (threshold, only_above) = (choice.threshold, choice.only_above);
            let scoring = ChurnScoring { list, threshold, only_above, calls };
            export::score_churn(churn, file, &scoring, watch).map(ScoreOutcome::Churn)
        }
        ModelFile::Segments(segments) => {
            let stop = watch.stop();
            let reading = |share: f32| watch.report(share * READ_SHARE);
            let read = csv::read(file, &ReadOptions::default(), &Watch::new(stop.clone(), &reading))?;
            let placing = |share: f32| watch.report(READ_SHARE + share * (1.0 - READ_SHARE));
            export::score(segments, &read.frame, &list, &Watch::new(stop, &placing))
                .map(ScoreOutcome::Segments)
        }
    }
}
