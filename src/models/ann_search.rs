//! A search over depth, width, learning rate and penalties: many trials, the worse half given up again and again.

use rayon::prelude::*;

use super::ann::{
    AnnFitting, BATCH_SIZE, CLASS_WEIGHTS, ENSEMBLE_SIZE, MAX_EPOCHS, PARAMS as OF_A_TRIAL, PATIENCE,
    Settings,
};
use super::{
    Algorithm, CurvePoint, FitError, Fitted, Fitting, Init, ParamKind, ParamSpec, ParamValue, Params,
    Progress, StopReason, TrainValid, Trial, TrialState,
};
use crate::base::Stream;

/// The worse half is given up after this many epochs, after twice as many, and so on until one trial is left.
const FIRST_RUNG: u32 = 5;
const WIDTHS: [u32; 5] = [8, 16, 32, 64, 128];
const MOST_LAYERS: u64 = 3;
const DROPOUTS: [f64; 5] = [0.0, 0.1, 0.2, 0.3, 0.4];
/// Powers of ten between which learning rates and weight penalties are drawn.
const RATES: (f64, f64) = (-3.5, -2.0);
const PENALTIES: (f64, f64) = (-5.0, -2.0);

static PARAMS: [ParamSpec; 6] = [
    ParamSpec {
        key: "trials",
        name: "param-trials",
        more: "param-trials-more",
        kind: ParamKind::Int { default: 16, min: 1, max: 500 },
    },
    BATCH_SIZE,
    CLASS_WEIGHTS,
    MAX_EPOCHS,
    PATIENCE,
    ParamSpec { kind: ParamKind::Int { default: 3, min: 1, max: 50 }, ..ENSEMBLE_SIZE },
];

/// Tries settings of [`super::ann::Ann`] and keeps the networks of the best ones.
///
/// The first trial has the usual settings, the others are drawn: one to three hidden layers, each half as wide as the
/// one before, and learning rate, weight penalty and dropout. The seed alone decides what is drawn, so that repeats and
/// folds try the same. A step is an epoch of every trial still running; after 5, 10, 20 … epochs the half with the higher
/// loss on the validation rows, the lowest of each so far, is given up (successive halving).
///
/// Validation rows alone decide, so nothing of the held-out rows is in the choice; without validation rows only the usual
/// settings are trained. The curve is that of the trial that is ahead.
///
/// **Source** Jamieson and Talwalkar 2016
pub struct AnnSearch;

impl Algorithm for AnnSearch {
    fn id(&self) -> &'static str {
        "ann_search"
    }

    fn params(&self) -> &'static [ParamSpec] {
        &PARAMS
    }

    fn start<'a>(
        &self,
        params: &Params,
        data: TrainValid<'a>,
        init: Init,
    ) -> Result<Box<dyn Fitting + Send + 'a>, FitError> {
        let checked = params.checked(self.params())?;
        let n_trials = checked.int("trials")?;
        let watches = data.valid.n_samples() > 0;
        let mut shared = Params::default();
        for spec in PARAMS.iter().filter(|spec| spec.key != "trials") {
            shared.set(spec.key, checked.value(spec.key)?);
        }
        let mut stream = Stream::new(init.seed, "ann search", 0);
        let n_trials = if watches { n_trials } else { 1 };
        let drawn: Vec<Params> =
            (0..n_trials).map(|trial| if trial == 0 { usual() } else { draw(&mut stream) }).collect();
        let start = |(number, settings): (usize, Params)| {
            let mut all = shared.clone();
            all.0.extend(settings.0.clone());
            let fitting = AnnFitting::start(Settings::new(&all.checked(&OF_A_TRIAL)?)?, &data, init)?;
            Ok(Candidate::new(number, settings, fitting))
        };
        let candidates: Vec<Result<Candidate, FitError>> =
            drawn.into_par_iter().enumerate().map(start).collect();
        let candidates = candidates.into_iter().collect::<Result<Vec<_>, FitError>>()?;
        let max_epochs = checked.int("max_epochs")? as u32;
        Ok(Box::new(SearchFitting::new(candidates, max_epochs)))
    }
}

/// What the network has where nobody chose anything else.
fn usual() -> Params {
    let searched =
        |spec: &&ParamSpec| ["hidden_layers", "learning_rate", "l2", "dropout"].contains(&spec.key);
    let usual = OF_A_TRIAL.iter().filter(searched);
    Params(usual.map(|spec| (spec.key.to_owned(), spec.kind.default_value())).collect())
}

fn draw(stream: &mut Stream) -> Params {
    let n_layers = 1 + stream.below(MOST_LAYERS) as u32;
    let width = WIDTHS[stream.below(WIDTHS.len() as u64) as usize];
    let layers = (0..n_layers).map(|layer| (width >> layer).max(4)).collect();
    let mut power_of_ten = |(low, high): (f64, f64)| {
        let drawn = libm::exp10(low + (high - low) * stream.uniform());
        // With two digits, as one would say it.
        format!("{drawn:.1e}").parse().unwrap_or(drawn)
    };
    let mut params = Params::default();
    params.set("hidden_layers", ParamValue::Sizes(layers));
    params.set("learning_rate", ParamValue::Float(power_of_ten(RATES)));
    params.set("l2", ParamValue::Float(power_of_ten(PENALTIES)));
    params.set("dropout", ParamValue::Float(DROPOUTS[stream.below(DROPOUTS.len() as u64) as usize]));
    params
}

/// A trial under way.
struct Candidate<'a> {
    /// Its place in the order drawn.
    number: usize,
    settings: Params,
    fitting: Box<AnnFitting<'a>>,
    progress: Progress,
    /// The lowest so far.
    valid_loss: f64,
}

impl<'a> Candidate<'a> {
    fn new(number: usize, settings: Params, fitting: AnnFitting<'a>) -> Self {
        let progress = Progress { point: fitting.start_point(), finished: None };
        Self { number, settings, valid_loss: fitting.best_loss(), fitting: Box::new(fitting), progress }
    }

    fn step(&mut self) {
        if self.progress.finished.is_none() {
            self.progress = self.fitting.step();
            self.valid_loss = self.fitting.best_loss();
        }
    }

    fn trial(&self, if_running: TrialState) -> Trial {
        let state = if self.progress.finished.is_some() { TrialState::Finished } else { if_running };
        let (settings, epochs) = (self.settings.clone(), self.progress.point.epoch);
        Trial { settings, valid_loss: self.valid_loss, epochs, state }
    }
}

struct SearchFitting<'a> {
    /// Never empty.
    candidates: Vec<Candidate<'a>>,
    given_up: Vec<(usize, Trial)>,
    max_epochs: u32,
    next_rung: u32,
    start: CurvePoint,
    progress: Progress,
}

impl<'a> SearchFitting<'a> {
    fn new(candidates: Vec<Candidate<'a>>, max_epochs: u32) -> Self {
        let start = candidates[ahead(&candidates)].progress.point;
        let progress = Progress { point: start, finished: None };
        Self { candidates, given_up: Vec::new(), max_epochs, next_rung: FIRST_RUNG, start, progress }
    }

    /// Gives up the worse half; the others stay in the order drawn.
    fn halve(&mut self) {
        self.candidates.sort_by(|a, b| a.valid_loss.total_cmp(&b.valid_loss));
        let worse = self.candidates.split_off(self.candidates.len().div_ceil(2));
        self.given_up.extend(worse.iter().map(|one| (one.number, one.trial(TrialState::Dropped))));
        self.candidates.sort_by_key(|one| one.number);
    }
}

/// The trial with the lowest loss, the first of equal ones; a loss that is no number comes last.
fn ahead(candidates: &[Candidate]) -> usize {
    let best = candidates.iter().enumerate().min_by(|(_, a), (_, b)| a.valid_loss.total_cmp(&b.valid_loss));
    best.map_or(0, |(index, _)| index)
}

impl Fitting for SearchFitting<'_> {
    fn step(&mut self) -> Progress {
        if self.progress.finished.is_some() {
            return self.progress;
        }
        let epoch = self.progress.point.epoch + 1;
        self.candidates.par_iter_mut().with_max_len(1).for_each(Candidate::step);
        if epoch == self.next_rung {
            self.halve();
            self.next_rung = self.next_rung.saturating_mul(2);
        }
        let best = self.candidates[ahead(&self.candidates)].progress;
        let all_ended = self.candidates.iter().all(|one| one.progress.finished.is_some());
        let finished = best.finished.filter(|_| all_ended);
        self.progress = Progress { point: CurvePoint { epoch, ..best.point }, finished };
        self.progress
    }

    fn max_epochs(&self) -> u32 {
        self.max_epochs
    }

    fn work(&self) -> u64 {
        self.candidates.iter().map(|one| one.fitting.work()).sum()
    }

    fn start_point(&self) -> CurvePoint {
        self.start
    }

    fn trials(&self) -> Vec<Trial> {
        let best = self.progress.finished.map(|_| self.candidates[ahead(&self.candidates)].number);
        let mut trials = self.given_up.clone();
        for one in &self.candidates {
            let mut trial = one.trial(TrialState::Running);
            if best == Some(one.number) {
                trial.state = TrialState::Kept;
            }
            trials.push((one.number, trial));
        }
        trials.sort_by_key(|(number, _)| *number);
        trials.into_iter().map(|(_, trial)| trial).collect()
    }

    fn finish(mut self: Box<Self>) -> Result<Fitted, FitError> {
        let best = ahead(&self.candidates);
        let stopped_because = self.progress.finished.unwrap_or(StopReason::StoppedByUser);
        let kept = self.candidates[best].number;
        let mut trials = self.trials();
        if let Some(trial) = trials.get_mut(kept) {
            trial.state = TrialState::Kept;
        }
        let fitting = self.candidates.swap_remove(best).fitting;
        Ok(Fitted { stopped_because, trials, ..fitting.finish()? })
    }
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;

    use super::*;
    use crate::data::{Dataset, Records, Targets};

    fn customers(n_rows: usize, seed: u64) -> Dataset {
        let mut stream = Stream::new(seed, "search test", 0);
        let codes: Vec<u32> = (0..n_rows).map(|_| stream.below(2) as u32).collect();
        let table = Array2::from_shape_fn((n_rows, 4), |(row, _)| {
            (f64::from(codes[row]) + 1.5 * stream.normal()) as f32
        });
        Dataset {
            row_ids: (0..n_rows as u32).collect(),
            feature_names: (0..4).map(|column| format!("x{column}")).collect(),
            records: Records::Table(table),
            targets: Some(Targets { codes, classes: vec!["stays".to_owned(), "leaves".to_owned()] }),
        }
    }

    fn params(settings: &[(&str, &str)]) -> Params {
        let mut params = Params::default();
        for (key, value) in settings {
            params.set_text(&PARAMS, key, value).unwrap();
        }
        params
    }

    fn start<'a>(params: &Params, train: &'a Dataset, valid: &'a Dataset) -> Box<dyn Fitting + Send + 'a> {
        AnnSearch.start(params, TrainValid::new(train, valid), Init { seed: 3, repeat: 0 }).unwrap()
    }

    #[test]
    fn the_worse_half_is_given_up_and_the_best_is_kept() {
        let (train, valid) = (customers(120, 1), customers(120, 2));
        let params = params(&[("trials", "8"), ("ensemble_size", "1"), ("max_epochs", "30")]);
        let mut fitting = start(&params, &train, &valid);
        let count = |fitting: &dyn Fitting, state| {
            fitting.trials().iter().filter(|trial| trial.state == state).count()
        };
        let mut left = Vec::new();
        for _ in 0..12 {
            assert!(fitting.step().finished.is_none());
            left.push(8 - count(fitting.as_ref(), TrialState::Dropped));
        }
        assert_eq!(left, [8, 8, 8, 8, 4, 4, 4, 4, 4, 2, 2, 2]);
        while fitting.step().finished.is_none() {}
        let fitted = fitting.finish().unwrap();
        assert_eq!(fitted.trials.len(), 8);
        assert_eq!(fitted.trials[0].settings, usual());
        let kept: Vec<&Trial> =
            fitted.trials.iter().filter(|trial| trial.state == TrialState::Kept).collect();
        assert_eq!(kept.len(), 1);
        let kept = kept[0];
        // Nothing that was given up was ahead at that time, and nothing that ended is ahead now.
        let ended = fitted.trials.iter().filter(|trial| trial.state == TrialState::Finished);
        assert!(ended.into_iter().all(|trial| trial.valid_loss >= kept.valid_loss));
        // What was kept is the network with those settings, and its loss is that of the model.
        let codes = &valid.targets.as_ref().unwrap().codes;
        let p = fitted.model.predict(&valid).unwrap().probabilities;
        let loss = |(row, &code): (usize, &u32)| -f64::from(p[[row, code as usize]]).ln();
        let mean = codes.iter().enumerate().map(loss).sum::<f64>() / codes.len() as f64;
        assert!((mean - kept.valid_loss).abs() < 1e-5, "{mean} is not {}", kept.valid_loss);
    }

    #[test]
    fn one_trial_is_the_usual_network() {
        let (train, valid) = (customers(80, 1), customers(40, 2));
        let params = params(&[("trials", "1"), ("ensemble_size", "2"), ("max_epochs", "6")]);
        let run = |mut fitting: Box<dyn Fitting + Send + '_>| {
            while fitting.step().finished.is_none() {}
            fitting.finish().unwrap().model.ensemble().unwrap()
        };
        let searched = run(start(&params, &train, &valid));
        let mut alone = params.clone();
        alone.0.remove("trials");
        let init = Init { seed: 3, repeat: 0 };
        let plain = super::super::ann::Ann.start(&alone, TrainValid::new(&train, &valid), init).unwrap();
        assert_eq!(searched, run(plain));
    }

    #[test]
    fn every_repeat_tries_the_same() {
        let mut stream = Stream::new(3, "ann search", 0);
        let drawn: Vec<Params> = (0..7).map(|_| draw(&mut stream)).collect();
        let (train, valid) = (customers(40, 1), customers(20, 2));
        let params = params(&[("trials", "8"), ("ensemble_size", "1"), ("max_epochs", "1")]);
        for repeat in 0..2 {
            let init = Init { seed: 3, repeat };
            let fitting = AnnSearch.start(&params, TrainValid::new(&train, &valid), init).unwrap();
            let tried: Vec<Params> = fitting.trials().into_iter().map(|trial| trial.settings).collect();
            assert_eq!(tried[1..], drawn);
        }
        for params in &drawn {
            params.checked(&OF_A_TRIAL).unwrap();
        }
    }
}
