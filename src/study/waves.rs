//! Training in waves: as many repeats and folds side by side as the memory allows, judged and let go.

use rayon::prelude::*;

use crate::base::Problem;
use crate::data::Dataset;
use crate::data::split::Split;
use crate::features::Preprocessor;
use crate::metrics::{brier, roc_auc};
use crate::models::{CurvePoint, FitError, Init, Prediction, StopReason, TrainValid};

use super::baselines::BaselineTally;
use super::churn::{self, Decided, Decision};
use super::plan::Plan;
use super::race::{Ending, Portion, Runner, race};
use super::tally::{FirstGroup, FirstModel, MethodTally, Tally};
use super::{Control, Driver, Lane, RaceEvent, StudyError, Training, Wish, baselines, curves, judge};

/// Bytes of training data, the copy packed for the methods included, and of growing curves that stand in memory at
/// once. A single repeat that needs more is still run, alone.
pub const WAVE_BYTES: usize = 512 << 20;
/// Row after row, and packed for the methods.
const COPIES: usize = 2;

/// One repeat and fold: the same rows, numbers and starting weights for every method.
struct Group {
    repeat: u32,
    fold: u32,
    split: Split,
    preprocessor: Preprocessor,
    train: Dataset,
    valid: Dataset,
}

/// Trains and judges every method in every repeat and fold, in waves of at most `wave_bytes`.
///
/// A person who stops keeps what is there: the first wave as it stands, later waves only when they were complete
/// (half-trained repeats would be mistaken for spread).
///
/// **Errors** nothing could be started, stopped before anything was learned, discarded.
pub fn train(plan: &Plan, wave_bytes: usize, driver: &mut Driver) -> Result<Tally, StudyError> {
    let groups = plan.division.groups();
    let mut methods: Vec<MethodTally> = plan.entrants.iter().map(|_| MethodTally::default()).collect();
    let mut baselines = baselines::tallies(plan);
    let mut first = None;
    let mut stopped = false;
    let mut done = 0;
    while done < groups.len() && !stopped {
        let wave = prepare(plan, &groups[done..], wave_bytes, driver)?;
        let mut runners = start(plan, &wave, &mut methods)?;
        if done == 0 {
            announce(plan, &runners, driver);
        }
        let n_methods = plan.entrants.len();
        let portion = Portion { lanes_before: done * n_methods, lanes_in_all: groups.len() * n_methods };
        let ending = race(&mut runners, portion, driver);
        stopped = ending == Ending::Stopped;
        if ending == Ending::Discarded {
            return Err(StudyError::Discarded);
        }
        if stopped && done == 0 && runners.iter().all(|runner| runner.curve().len() < 2) {
            return Err(StudyError::Stopped);
        }
        if stopped && done > 0 {
            break;
        }
        if stopped || done + wave.len() == groups.len() {
            (driver.report)(RaceEvent::Judging);
        }
        judge_wave(plan, &wave, runners, (&mut methods, &mut baselines), &driver.control)?;
        done += wave.len();
        first = first.or(wave.into_iter().next());
    }
    let Some(Group { split, preprocessor, .. }) = first else { return Err(StudyError::Stopped) };
    Ok(Tally { methods, baselines, first: FirstGroup { split, preprocessor }, stopped })
}

/// Makes the numbers of the next repeats and folds, at least one.
fn prepare(
    plan: &Plan,
    groups: &[(u32, u32)],
    wave_bytes: usize,
    driver: &mut Driver,
) -> Result<Vec<Group>, StudyError> {
    let first_wave = groups.first() == Some(&(0, 0));
    let mut wave = Vec::new();
    let mut bytes = 0;
    for &(repeat, fold) in groups {
        match driver.control.current() {
            Wish::Discard => return Err(StudyError::Discarded),
            Wish::StopAndKeepBest if first_wave => return Err(StudyError::Stopped),
            _ => {}
        }
        let split = plan.division.split(repeat, fold)?;
        let preprocessor = plan.recipe.features.fit(plan.frame, &split.train)?;
        let n_features = preprocessor.feature_names().len();
        let table_bytes = (split.train.len() + split.valid.len()) * n_features * size_of::<f32>();
        let curve_bytes = plan.max_epochs() as usize * size_of::<CurvePoint>();
        bytes += table_bytes * COPIES + curve_bytes * plan.entrants.len();
        if !wave.is_empty() && bytes > wave_bytes {
            break;
        }
        let train = plan.dataset(&preprocessor, &split.train)?;
        let valid = plan.dataset(&preprocessor, &split.valid)?;
        wave.push(Group { repeat, fold, split, preprocessor, train, valid });
        if first_wave {
            (driver.report)(RaceEvent::Preparing(wave.len() as f32 / groups.len() as f32));
        }
    }
    Ok(wave)
}

/// Starts every method that has not failed on every group of the wave.
fn start<'a>(
    plan: &Plan,
    wave: &'a [Group],
    methods: &mut [MethodTally],
) -> Result<Vec<Runner<'a>>, StudyError> {
    let mut runners = Vec::new();
    for group in wave {
        let data = TrainValid::new(&group.train, &group.valid);
        let init = Init { seed: plan.recipe.seed, repeat: group.repeat };
        for (index, entrant) in plan.entrants.iter().enumerate() {
            if methods[index].failure.is_some() {
                continue;
            }
            let lane = Lane { method: index, repeat: group.repeat, fold: group.fold };
            match entrant.algorithm.start(&entrant.params, data.clone(), init) {
                Ok(fitting) => runners.push(Runner::new(lane, fitting)),
                Err(FitError::Params(problem)) => return Err(StudyError::Param(problem)),
                Err(FitError::Data(problem)) => methods[index].fail(problem),
            }
        }
    }
    runners.retain(|runner| methods[runner.lane.method].failure.is_none());
    if runners.is_empty() {
        let first = methods.iter().find_map(|method| method.failure.clone());
        return Err(StudyError::AllFailed { first });
    }
    Ok(runners)
}

fn announce(plan: &Plan, runners: &[Runner], driver: &mut Driver) {
    (driver.report)(RaceEvent::Started {
        methods: plan.entrants.iter().map(|entrant| entrant.method.id.to_owned()).collect(),
        repeats: plan.recipe.split.repeats,
        folds: plan.recipe.split.folds,
        max_epochs: runners.iter().map(Runner::max_epochs).max().unwrap_or(0),
    });
}

/// What judging a training came to: its place, and its results or why it has none.
type Judged = (usize, Result<JudgedTraining, Problem>);

struct JudgedTraining {
    curve: Vec<CurvePoint>,
    diverged: bool,
    at_limit: bool,
    metrics: Vec<(&'static str, f64)>,
    first: Option<FirstModel>,
}

/// Ends every training of the wave and judges it on the held-out rows of its own split, once.
fn judge_wave(
    plan: &Plan,
    wave: &[Group],
    runners: Vec<Runner>,
    (methods, baselines): (&mut [MethodTally], &mut [BaselineTally]),
    control: &Control,
) -> Result<(), StudyError> {
    let mut runners = runners.into_iter().peekable();
    let grid = curves::grid(plan.max_epochs());
    for group in wave {
        if control.current() == Wish::Discard {
            return Err(StudyError::Discarded);
        }
        let test = plan.dataset(&group.preprocessor, &group.split.test)?;
        for baseline in &mut *baselines {
            baseline.judge(plan, &group.split);
        }
        let mut here = Vec::new();
        while let Some(runner) =
            runners.next_if(|runner| (runner.lane.repeat, runner.lane.fold) == (group.repeat, group.fold))
        {
            here.push(runner);
        }
        let judged: Vec<Judged> = here
            .into_par_iter()
            .map(|runner| (runner.lane.method, judge_runner(plan, group, runner, &test)))
            .collect();
        for (method, outcome) in judged {
            let tally = &mut methods[method];
            match outcome {
                Ok(training) if tally.failure.is_none() => {
                    tally.trainings.push(Training::of(&training.curve));
                    let first_curve = tally.curves.is_empty();
                    let curve =
                        if first_curve { training.curve } else { curves::on_grid(&training.curve, grid) };
                    tally.curves.push(curve);
                    tally.n_at_limit += usize::from(training.at_limit);
                    tally.n_diverged += usize::from(training.diverged);
                    for (name, value) in training.metrics {
                        tally.metrics.entry(name).or_default().push(value);
                    }
                    tally.first = tally.first.take().or(training.first);
                }
                Ok(_) => {}
                Err(problem) => tally.fail(problem),
            }
        }
    }
    Ok(())
}

fn judge_runner(
    plan: &Plan,
    group: &Group,
    runner: Runner,
    test: &Dataset,
) -> Result<JudgedTraining, Problem> {
    let unpredicted = |error| judge::prediction_problem(&error);
    let (curve, because, fitted) = runner.finish();
    let fitted = fitted.map_err(|error| error.problem().clone())?;
    let mut prediction = fitted.model.predict(test).map_err(unpredicted)?;
    let is_first = (group.repeat, group.fold) == (0, 0);
    let valid_actual = codes(&group.valid);
    let on_valid = (is_first || plan.churn.is_some())
        .then(|| fitted.model.predict(&group.valid).map_err(unpredicted))
        .transpose()?;
    let decision = plan.churn.as_ref().zip(on_valid.as_ref()).map(|(choice, on_valid)| {
        Decision::learn(choice, plan.of_interest(), (on_valid, &valid_actual), plan.recipe.seed)
    });
    let actual = codes(test);
    let raw = decision.as_ref().map_or_else(Vec::new, |_| churn::scores_of(&prediction, plan.of_interest()));
    let metrics = match &decision {
        None => judge::metrics(&prediction, &actual, plan.class_plan()),
        Some(decision) => churn::metrics(decision, &mut prediction, &actual, plan.class_plan()),
    };
    let first = on_valid.filter(|_| is_first).map(|on_valid| FirstModel {
        valid_score: valid_score(plan, &on_valid, &valid_actual),
        valid_brier: brier(&on_valid.probabilities, &valid_actual),
        decided: decision.map(|decision| Decided { decision, raw, on_test: prediction }),
        model: fitted.model,
        best_epoch: fitted.best_epoch,
        stopped_because: because,
        warnings: fitted.warnings,
        trials: fitted.trials,
    });
    let (diverged, at_limit) = (because == StopReason::Diverged, because == StopReason::MaxEpochs);
    Ok(JudgedTraining { curve, diverged, at_limit, metrics, first })
}

/// What methods are chosen by, on validation rows: macro-F1, or how well they rank the class of interest.
fn valid_score(plan: &Plan, on_valid: &Prediction, actual: &[u32]) -> f64 {
    if plan.churn.is_none() {
        return judge::confusion(on_valid, actual, plan.labels().n_classes()).macro_f1();
    }
    let class = plan.of_interest();
    roc_auc(&churn::scores_of(on_valid, class), &churn::is_class(actual, class)).unwrap_or(0.5)
}

fn codes(dataset: &Dataset) -> Vec<u32> {
    dataset.targets.as_ref().map_or_else(Vec::new, |targets| targets.codes.clone())
}
