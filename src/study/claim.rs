//! What is claimed for improved BP - faster, lower error, more accurate - held against the trainings of a run.

use crate::metrics::sign_test;
use crate::models::ParamValue;

use super::compare::LEVEL;
use super::{Comparison, MethodFindings, Training, Verdict};

/// Below this many pairs of trainings the sign test cannot speak: five wins out of five still have p = .0625.
pub const MIN_TRAININGS: usize = 6;

/// What the trainings say of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    Yes,
    /// The opposite holds.
    No,
    /// Neither by more than chance.
    NotShown,
    TooFewRepeats,
}

impl Holds {
    /// The word used in `findings.json`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotShown => "not_shown",
            Self::TooFewRepeats => "too_few_repeats",
        }
    }
}

/// One part of the claim, with the pairs it was judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub holds: Holds,
    pub wins: usize,
    pub losses: usize,
    pub ties: usize,
    /// `None` with too few pairs.
    pub p_value: Option<f64>,
}

/// How soon a method came down to an error.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach {
    /// Index into [`super::Findings::methods`].
    pub method: usize,
    /// First epoch of each training at which the training error was this low; `None` where it never was.
    pub train: Vec<Option<u32>>,
    /// The same of the validation error.
    pub valid: Vec<Option<u32>>,
    /// Median epoch; `None` where at least half of the trainings never came there.
    pub median: Option<u32>,
    /// Trainings that came there.
    pub n_reached: usize,
}

/// Improved BP against classic BP.
#[derive(Clone, Debug, PartialEq)]
pub struct Rivals {
    /// Indices into [`super::Findings::methods`].
    pub improved: usize,
    pub classic: usize,
    pub faster: Point,
    pub lower_error: Point,
    pub more_accurate: Point,
    /// Lowest and highest last training error of improved BP over its starts.
    pub finals: (f64, f64),
    pub n_trainings: usize,
}

/// The error asked for, who reached it when, and what holds of the claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub target: f64,
    pub reaches: Vec<Reach>,
    /// Where both improved and classic BP took part.
    pub rivals: Option<Rivals>,
}

/// The claim held against a run; `None` where no training error is a number.
pub fn claim(methods: &[MethodFindings], comparisons: &[Comparison]) -> Option<Claim> {
    let target = usual_target(methods)?;
    Some(Claim { target, reaches: epochs_to_reach(methods, target), rivals: rivals(methods, comparisons) })
}

/// First epochs at which each method was at an error or below it. Answers at once, for a slider.
///
/// Methods whose loss is on another scale (softmax beside squared error) are left out.
pub fn epochs_to_reach(methods: &[MethodFindings], target: f64) -> Vec<Reach> {
    comparable(methods)
        .map(|(method, found)| {
            let train: Vec<Option<u32>> =
                found.trainings.iter().map(|training| training.train.reached(target)).collect();
            Reach {
                method,
                valid: found.trainings.iter().map(|training| training.valid.reached(target)).collect(),
                median: median_epoch(&train),
                n_reached: train.iter().flatten().count(),
                train,
            }
        })
        .collect()
}

/// The error a slider begins at: the median over the trainings of classic BP's last training error, of an even number
/// the larger of both in the middle, so that more than half of the trainings came down to it; without classic BP the
/// worst such median of the methods.
pub fn usual_target(methods: &[MethodFindings]) -> Option<f64> {
    let last = |found: &MethodFindings| {
        let mut errors: Vec<f64> =
            found.trainings.iter().map(|training| training.final_train).filter(|e| e.is_finite()).collect();
        errors.sort_by(f64::total_cmp);
        errors.get(errors.len() / 2).copied()
    };
    let classic = comparable(methods).find(|(_, found)| found.id == "bp_classic");
    classic
        .and_then(|(_, found)| last(found))
        .or_else(|| comparable(methods).filter_map(|(_, found)| last(found)).max_by(f64::total_cmp))
}

/// Methods whose error is on the scale of the first one's.
fn comparable(methods: &[MethodFindings]) -> impl Iterator<Item = (usize, &MethodFindings)> {
    let scale = methods.iter().find(|found| found.id == "bp_classic").or(methods.first()).map(is_squared);
    methods.iter().enumerate().filter(move |(_, found)| Some(is_squared(found)) == scale)
}

/// Whether the error is the squared one; methods without a choice of loss have no other.
fn is_squared(found: &MethodFindings) -> bool {
    !matches!(found.params.get("loss"), Some(ParamValue::Choice(loss)) if loss == "softmax")
}

/// The middle one, `None` counting as never; of an even number the later of both in the middle.
pub fn median_epoch(epochs: &[Option<u32>]) -> Option<u32> {
    let mut epochs: Vec<u32> = epochs.iter().map(|epoch| epoch.unwrap_or(u32::MAX)).collect();
    epochs.sort_unstable();
    epochs.get(epochs.len() / 2).copied().filter(|&epoch| epoch != u32::MAX)
}

fn rivals(methods: &[MethodFindings], comparisons: &[Comparison]) -> Option<Rivals> {
    let position = |id: &str| {
        let found = comparable(methods).find(|(_, found)| found.id == id)?;
        (!found.1.trainings.is_empty()).then_some(found.0)
    };
    let improved = position("bp_improved").or_else(|| position("bp_improved_neurolab"))?;
    let classic = position("bp_classic")?;
    let pairs = || methods[improved].trainings.iter().zip(&methods[classic].trainings);
    let finals = || methods[improved].trainings.iter().map(|t| t.final_train).filter(|e| e.is_finite());
    let pair = comparisons
        .iter()
        .find(|pair| [(improved, classic), (classic, improved)].contains(&(pair.better, pair.worse)));
    let accuracies = |method: usize| {
        methods[method].metrics.get("accuracy").map(|spread| spread.values.as_slice()).unwrap_or_default()
    };
    Some(Rivals {
        improved,
        classic,
        faster: faster(pairs()),
        lower_error: lower_error(pairs()),
        more_accurate: more_accurate(pair, improved, (accuracies(improved), accuracies(classic))),
        finals: (finals().fold(f64::INFINITY, f64::min), finals().fold(f64::NEG_INFINITY, f64::max)),
        n_trainings: methods[improved].trainings.len(),
    })
    .filter(|rivals| rivals.finals.0.is_finite())
}

/// A pair is won where improved BP reached the last training error of classic BP in fewer epochs than classic BP
/// itself; lost where it took more or never came there. The claim holds where the sign test over the pairs that were
/// won or lost has p < .05 for it, with at least [`MIN_TRAININGS`] pairs in all.
fn faster<'a>(pairs: impl Iterator<Item = (&'a Training, &'a Training)>) -> Point {
    judge(pairs.filter_map(|(improved, classic)| {
        let own = classic.train.reached(classic.final_train)?;
        Some(
            improved
                .train
                .reached(classic.final_train)
                .map_or(-1, |epoch| sign(f64::from(own), f64::from(epoch))),
        )
    }))
}

/// A pair is won where improved BP ended at a lower training error. The same test.
fn lower_error<'a>(pairs: impl Iterator<Item = (&'a Training, &'a Training)>) -> Point {
    judge(pairs.filter_map(|(improved, classic)| {
        match (improved.final_train.is_finite(), classic.final_train.is_finite()) {
            (true, true) => Some(sign(classic.final_train, improved.final_train)),
            (true, false) => Some(1),
            (false, true) => Some(-1),
            (false, false) => None,
        }
    }))
}

/// By the corrected paired t test on held-out accuracy that compares all methods.
fn more_accurate(pair: Option<&Comparison>, improved: usize, (ours, theirs): (&[f64], &[f64])) -> Point {
    let counted = count(ours.iter().zip(theirs).map(|(a, b)| sign(*a, *b)));
    let holds = match pair.map(|pair| (pair.verdict, pair.better == improved)) {
        None | Some((Verdict::TooFewRepeats, _)) => Holds::TooFewRepeats,
        Some((Verdict::LargerThanChance, true)) => Holds::Yes,
        Some((Verdict::LargerThanChance, false)) => Holds::No,
        Some((Verdict::NotLargerThanChance, _)) => Holds::NotShown,
    };
    let (wins, losses, ties) = counted;
    Point { holds, wins, losses, ties, p_value: pair.and_then(|pair| pair.p_value) }
}

fn judge(signs: impl Iterator<Item = i8>) -> Point {
    let (wins, losses, ties) = count(signs);
    if wins + losses + ties < MIN_TRAININGS {
        return Point { holds: Holds::TooFewRepeats, wins, losses, ties, p_value: None };
    }
    let p_value = sign_test(wins as u64, losses as u64);
    let holds = match p_value < LEVEL {
        true if wins > losses => Holds::Yes,
        true => Holds::No,
        false => Holds::NotShown,
    };
    Point { holds, wins, losses, ties, p_value: Some(p_value) }
}

/// Wins, losses, ties.
fn count(signs: impl Iterator<Item = i8>) -> (usize, usize, usize) {
    signs.fold((0, 0, 0), |(wins, losses, ties), sign| match sign {
        1.. => (wins + 1, losses, ties),
        0 => (wins, losses, ties + 1),
        _ => (wins, losses + 1, ties),
    })
}

/// 1 where `more` is larger than `less`, 0 where they are equal.
fn sign(more: f64, less: f64) -> i8 {
    more.partial_cmp(&less).map_or(0, |order| order as i8)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::models::{CurvePoint, StopReason};
    use crate::study::{CurveBand, judge};

    /// A method whose trainings fall by these factors an epoch for ten epochs, with these accuracies.
    fn method(id: &str, factors: &[f64], accuracies: &[f64]) -> MethodFindings {
        let training = |factor: &f64| {
            let point = |epoch: u32| CurvePoint {
                epoch,
                train_loss: 0.5 * factor.powi(epoch as i32),
                valid_loss: 0.6 * factor.powi(epoch as i32),
                valid_accuracy: 0.5,
                learning_rate: 0.1,
            };
            Training::of(&(0..=10).map(point).collect::<Vec<_>>())
        };
        MethodFindings {
            id: id.to_owned(),
            params: BTreeMap::new(),
            metrics: [("accuracy", judge::spread(accuracies.to_vec()))].into(),
            curve: Vec::new(),
            band: CurveBand::default(),
            trainings: factors.iter().map(training).collect(),
            best_epoch: 10,
            stopped_because: StopReason::MaxEpochs,
            valid_score: 0.0,
            warnings: Vec::new(),
        }
    }

    fn rivals_of(improved: &[f64], classic: &[f64], verdict: Verdict, better: usize) -> Rivals {
        let methods =
            [method("bp_classic", classic, &[0.7; 12]), method("bp_improved", improved, &[0.8; 12])];
        let pair = Comparison { better, worse: 1 - better, difference: 0.1, p_value: Some(0.01), verdict };
        claim(&methods, &[pair]).unwrap().rivals.unwrap()
    }

    fn holds(rivals: &Rivals) -> [Holds; 3] {
        [rivals.faster.holds, rivals.lower_error.holds, rivals.more_accurate.holds]
    }

    #[test]
    fn the_claim_falls_either_way() {
        let (slow, fast) = ([0.9; 12], [0.7; 12]);
        let sure = Verdict::LargerThanChance;
        assert_eq!(holds(&rivals_of(&fast, &slow, sure, 1)), [Holds::Yes; 3]);
        assert_eq!(holds(&rivals_of(&slow, &fast, sure, 0)), [Holds::No; 3]);
        // Ahead in as many as behind.
        let mixed: Vec<f64> = (0..12).map(|index| if index % 2 == 0 { 0.7 } else { 0.95 }).collect();
        assert_eq!(holds(&rivals_of(&mixed, &slow, Verdict::NotLargerThanChance, 1)), [Holds::NotShown; 3]);
        // Five wins of five are too few, six of six are enough, equal curves are no wins.
        let few = rivals_of(&fast[..5], &slow[..5], Verdict::TooFewRepeats, 1);
        assert_eq!(holds(&few), [Holds::TooFewRepeats; 3]);
        assert_eq!(rivals_of(&fast[..6], &slow[..6], sure, 1).faster.holds, Holds::Yes);
        let equal = rivals_of(&slow, &slow, sure, 1).faster;
        assert_eq!((equal.holds, equal.ties), (Holds::NotShown, 12));
    }

    #[test]
    fn a_diverged_classic_training_says_nothing_of_speed() {
        let (mut slow, soon) = (method("bp_classic", &[0.9; 8], &[]), method("bp_improved", &[0.5; 8], &[]));
        for training in &mut slow.trainings[..3] {
            training.final_train = f64::NAN;
        }
        let faster = claim(&[slow, soon], &[]).unwrap().rivals.unwrap().faster;
        assert_eq!((faster.wins, faster.losses, faster.ties), (5, 0, 0));
        assert_eq!(faster.holds, Holds::TooFewRepeats);
    }

    #[test]
    fn parts_of_the_claim_are_judged_apart() {
        // Soon down to the other's error, but no lower at the end: it stays where the other ends.
        let (slow, mut soon) = (method("bp_classic", &[0.9; 8], &[]), method("bp_improved", &[0.5; 8], &[]));
        let end = slow.trainings[0].final_train;
        for training in &mut soon.trainings {
            training.final_train = end;
        }
        let claim = claim(&[slow, soon], &[]).unwrap();
        let rivals = claim.rivals.unwrap();
        assert_eq!(holds(&rivals), [Holds::Yes, Holds::NotShown, Holds::TooFewRepeats]);
        assert_eq!((claim.target, rivals.finals), (end, (end, end)));
    }

    #[test]
    fn epochs_to_an_error_follow_the_slider() {
        let methods = [method("bp_classic", &[0.9, 0.8, 0.99], &[]), method("bp_improved", &[0.5], &[])];
        let reaches = epochs_to_reach(&methods, 0.25);
        // .5 · .9⁷ = .239, .5 · .8⁴ = .205, .5 · .99¹⁰ = .452.
        assert_eq!(reaches[0].train, [Some(7), Some(4), None]);
        assert_eq!((reaches[0].median, reaches[0].n_reached), (Some(7), 2));
        // .6 · .9⁹ = .232, .6 · .8⁴ = .246.
        assert_eq!(reaches[0].valid, [Some(9), Some(4), None]);
        assert_eq!((reaches[1].train[0], reaches[1].median), (Some(1), Some(1)));
        assert_eq!(epochs_to_reach(&methods, 0.1)[0].median, None);
        // Without classic BP the slider begins at the worst of the others; errors on other scales stay out.
        let mut softmax = method("bp_softmax", &[0.999], &[]);
        softmax.params.insert("loss".to_owned(), ParamValue::Choice("softmax".to_owned()));
        let others = [method("bp_adam", &[0.5], &[]), method("bp_rprop", &[0.9], &[]), softmax];
        assert!(usual_target(&others).is_some_and(|target| (target - 0.174_339_22).abs() < 1e-8));
        assert_eq!(epochs_to_reach(&others, 0.4).len(), 2);
        assert_eq!(usual_target(&[]), None);
    }
}
