//! From a model's probabilities to a decision about every customer, learned on validation rows alone.

use crate::metrics::{Ranked, ThresholdRule};
use crate::models::calibration::{self, Calibration};
use crate::models::{Prediction, first_largest};

use super::{CalibrationChoice, ChurnRecipe};

/// Where calling begins when the rule has no answer: from even odds on.
const EVEN: f32 = 0.5;

/// What turns the probabilities of one fitted model into calibrated ones and these into calls.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub of_interest: u32,
    pub calibration: Calibration,
    /// The probability from which on a customer is called.
    pub threshold: f32,
    /// Whether the rule had no answer on the validation rows, so that calling begins at even odds.
    pub fell_back: bool,
}

impl Decision {
    /// Calibrates and sets the threshold on validation rows: `prediction` as the model gives it, `actual` classes.
    ///
    /// The rows that stopped the training early are these too: what is learned here is a curve of at most a few
    /// numbers, and what it is worth is measured on held-out rows.
    pub fn learn(
        choice: &ChurnRecipe,
        of_interest: u32,
        (prediction, actual): (&Prediction, &[u32]),
        seed: u64,
    ) -> Self {
        let raw = scores_of(prediction, of_interest);
        let positive = is_class(actual, of_interest);
        let calibration = match choice.calibration {
            CalibrationChoice::Auto => calibration::choose_calibration(&raw, &positive, seed).0,
            CalibrationChoice::None => Calibration::None,
            CalibrationChoice::Platt => calibration::fit_platt(&raw, &positive),
            CalibrationChoice::Isotonic => calibration::fit_isotonic(&raw, &positive),
        };
        let calibrated = calibration.apply_all(&raw);
        let found = chosen((&calibrated, &positive), choice.threshold);
        Self { of_interest, calibration, threshold: found.unwrap_or(EVEN), fell_back: found.is_none() }
    }

    /// Calibrates the probabilities and labels the rows anew.
    pub fn apply(&self, prediction: &mut Prediction) {
        calibration::calibrate_rows(
            &mut prediction.probabilities,
            self.of_interest as usize,
            &self.calibration,
        );
        let rows = prediction.probabilities.outer_iter();
        prediction.labels =
            rows.map(|row| decided(row.iter().copied(), self.of_interest, self.threshold)).collect();
    }
}

/// The threshold of a rule on rows with these probabilities. A capacity counts those who are not of the class, as only they
/// can still be called; it is above every probability where the most probable ones are too many already.
fn chosen((scores, positive): (&[f32], &[bool]), rule: ThresholdRule) -> Option<f32> {
    if !matches!(rule, ThresholdRule::Capacity { .. } | ThresholdRule::CapacityShare(_)) {
        return Ranked::new(scores, positive).choose(rule);
    }
    let there: Vec<f32> = scores.iter().zip(positive).filter(|(_, of)| !**of).map(|(&p, _)| p).collect();
    let ranked = Ranked::new(&there, &vec![false; there.len()]);
    ranked.choose(rule).or_else(|| ranked.score(0).map(f32::next_up))
}

/// The class of a row by its calibrated probabilities: the class of interest from the threshold on, else the most probable
/// of the others.
pub fn decided(probabilities: impl Iterator<Item = f32> + Clone, of_interest: u32, threshold: f32) -> u32 {
    let interest = of_interest as usize;
    if probabilities.clone().nth(interest).is_some_and(|p| p >= threshold) {
        return of_interest;
    }
    let others = probabilities.enumerate();
    first_largest(others.map(|(class, p)| if class == interest { f32::NEG_INFINITY } else { p }))
}

/// The decimals with which a threshold is said, at least three: whoever types what is said gets the same list.
///
/// **Numerics** customers are called by the nearest f32; nine decimals tell apart any two of those from 1/16 on, and no
/// f32 below 1 needs more than 45.
pub fn threshold_decimals(threshold: f64) -> u8 {
    let same = |text: String| text.parse().is_ok_and(|read: f64| read as f32 == threshold as f32);
    (3..=45).find(|&places| same(format!("{threshold:.0$}", usize::from(places)))).unwrap_or(45)
}

/// The same for a threshold that is said as a percentage.
pub fn threshold_places(threshold: f64) -> u8 {
    threshold_decimals(threshold) - 2
}

/// A decision with what it said of the held-out rows of its split.
pub struct Decided {
    pub decision: Decision,
    /// Probabilities of the class of interest before calibration.
    pub raw: Vec<f32>,
    /// Calibrated, with labels by the threshold.
    pub on_test: Prediction,
}

impl Decided {
    /// Calibrated probabilities of the class of interest.
    pub fn scores(&self) -> Vec<f32> {
        scores_of(&self.on_test, self.decision.of_interest)
    }
}

/// The probabilities of one class.
pub fn scores_of(prediction: &Prediction, class: u32) -> Vec<f32> {
    prediction.probabilities.column(class as usize).to_vec()
}

/// Whether rows are of a class.
pub fn is_class(codes: &[u32], class: u32) -> Vec<bool> {
    codes.iter().map(|&code| code == class).collect()
}

#[cfg(test)]
mod tests {
    use super::threshold_decimals;

    #[test]
    fn a_threshold_as_it_is_said_calls_the_same_customers() {
        for (threshold, decimals) in
            [(0.5, 3), (0.0, 3), (1.0, 3), (0.1234, 4), (f64::from(0.413_793_1_f32), 7)]
        {
            assert_eq!(threshold_decimals(threshold), decimals, "{threshold}");
        }
        let mut stream = crate::base::Stream::new(1, "thresholds", 0);
        for _ in 0..10_000 {
            let threshold = stream.uniform().powi(3) as f32;
            let said = format!("{threshold:.0$}", usize::from(threshold_decimals(f64::from(threshold))));
            assert_eq!(said.parse::<f64>().unwrap() as f32, threshold);
        }
    }
}
