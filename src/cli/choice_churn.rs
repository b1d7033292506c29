//! What `--set` chooses about a class of interest: which it is, where calling begins, and what a campaign costs and brings.

use crate::base::{Message, Problem, did_you_mean, nearest};
use crate::features::contribution as rates;
use crate::metrics::ThresholdRule;
use crate::study::churn::campaign::MOST_MONEY;
use crate::study::churn::{CalibrationChoice, ChurnRecipe};

use super::failure::Failure;
use super::transactions::ValueSetting;

/// Keys of `--set` that are chosen beside the parameters of the methods.
pub const KEYS: [&str; 7] =
    ["class", "threshold", "calibration", "cost_per_contact", "gain_per_kept", "success_rate", "budget"];

/// The ways to write a threshold.
const THRESHOLDS: &str = "f2|f1|f:BETA|0..1|recall:0..1|calls:N|calls:N%|cost:IN_VAIN:MISSED";

/// Every setting with what it takes.
pub fn settings() -> Vec<ValueSetting> {
    let [class, threshold, calibration, contact, gain, success, budget] = KEYS;
    let usual = ChurnRecipe::default().campaign;
    let setting = |key, takes: &str, default: String, name_key| ValueSetting {
        key,
        takes: takes.to_owned(),
        default,
        name_key,
    };
    vec![
        setting(class, "CLASS", String::new(), "cli-setting-class"),
        setting(threshold, THRESHOLDS, "f2".to_owned(), "cli-setting-threshold"),
        setting(
            calibration,
            &CalibrationChoice::ALL.map(CalibrationChoice::id).join("|"),
            CalibrationChoice::default().id().to_owned(),
            "cli-setting-calibration",
        ),
        setting(contact, "0..", usual.cost_per_contact.to_string(), "cli-setting-cost-per-contact"),
        setting(gain, "0..", usual.gain_per_kept.to_string(), "cli-setting-gain-per-kept"),
        setting(success, "0..1", usual.success_rate.to_string(), "cli-setting-success-rate"),
        setting(budget, "none|0..", "none".to_owned(), "cli-setting-budget"),
    ]
}

pub fn is_setting(key: &str) -> bool {
    KEYS.contains(&key)
}

/// What the settings choose, for a table of so many customers.
pub fn chosen(settings: &[(String, String)], n_customers: u64) -> Result<ChurnRecipe, Failure> {
    let mut recipe = ChurnRecipe::default();
    for (key, value) in settings {
        let misfit = || misfit(key, value);
        let amount = || number(value).filter(|amount| (0.0..=MOST_MONEY).contains(amount)).ok_or_else(misfit);
        match key.as_str() {
            "class" => recipe.class = Some(value.clone()),
            "threshold" => recipe.threshold = threshold(value, n_customers).ok_or_else(misfit)?,
            "calibration" => {
                let ids = CalibrationChoice::ALL.map(CalibrationChoice::id);
                let found = CalibrationChoice::ALL.into_iter().find(|choice| choice.id() == value);
                recipe.calibration = found.ok_or_else(|| meant(misfit(), value, &ids))?;
            }
            "cost_per_contact" => recipe.campaign.cost_per_contact = amount()?,
            "gain_per_kept" => recipe.campaign.gain_per_kept = amount()?,
            "success_rate" => {
                recipe.campaign.success_rate =
                    number(value).filter(|rate| (0.0..=1.0).contains(rate)).ok_or_else(misfit)?;
            }
            "budget" => recipe.campaign.budget = if value == "none" { None } else { Some(amount()?) },
            _ => return Err(misfit()),
        }
    }
    Ok(recipe)
}

/// A threshold as it is written on the command line.
fn threshold(text: &str, n_customers: u64) -> Option<ThresholdRule> {
    let share = |text: &str| number(text).filter(|share| (0.0..=1.0).contains(share));
    let positive = |text: &str| number(text).filter(|value| *value > 0.0);
    let mut parts = text.split(':');
    let (word, first, second) = (parts.next()?, parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (word.to_ascii_lowercase().as_str(), first, second) {
        ("f1", None, None) => Some(ThresholdRule::FBeta(1.0)),
        ("f2", None, None) => Some(ThresholdRule::F2),
        ("f", Some(beta), None) => positive(beta).map(ThresholdRule::FBeta),
        ("recall", Some(floor), None) => {
            share(floor).filter(|floor| *floor > 0.0).map(ThresholdRule::RecallFloor)
        }
        ("calls", Some(calls), None) if calls.ends_with('%') => {
            share(calls).filter(|share| *share > 0.0).map(ThresholdRule::CapacityShare)
        }
        ("calls", Some(calls), None) => {
            let customers = calls.parse().ok().filter(|calls| *calls > 0)?;
            Some(ThresholdRule::Capacity { customers, of: n_customers })
        }
        ("cost", Some(in_vain), Some(missed)) => {
            let (false_positive, false_negative) = (number(in_vain)?, number(missed)?);
            let sound =
                false_positive >= 0.0 && false_negative >= 0.0 && false_positive + false_negative > 0.0;
            sound.then_some(ThresholdRule::Cost { false_positive, false_negative })
        }
        (fixed, None, None) => share(fixed).map(ThresholdRule::Fixed),
        _ => None,
    }
}

/// A number, or a percentage as a share.
fn number(text: &str) -> Option<f64> {
    rates::number(text).map(|(value, _)| value)
}

fn misfit(key: &str, value: &str) -> Failure {
    let takes =
        settings().into_iter().find(|setting| setting.key == key).map_or_else(String::new, |s| s.takes);
    let problem = Problem::new(Message::new("cli-churn-misfit").with("key", key).with("value", value));
    Failure::wrong_call(problem.hint(Message::new("cli-churn-misfit-hint").with("takes", takes)))
}

/// The same, with what was probably meant.
fn meant(failure: Failure, value: &str, known: &[&str]) -> Failure {
    let found = nearest(value, known.iter().copied());
    if found.is_empty() { failure } else { Failure::wrong_call(failure.problem.hint(did_you_mean(&found))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_read_as_written() {
        for (text, rule) in [
            ("f2", Some(ThresholdRule::F2)),
            ("F1", Some(ThresholdRule::FBeta(1.0))),
            ("f:0.5", Some(ThresholdRule::FBeta(0.5))),
            ("0.35", Some(ThresholdRule::Fixed(0.35))),
            ("35%", Some(ThresholdRule::Fixed(0.35))),
            ("recall:0.75", Some(ThresholdRule::RecallFloor(0.75))),
            ("calls:500", Some(ThresholdRule::Capacity { customers: 500, of: 1000 })),
            ("calls:10%", Some(ThresholdRule::CapacityShare(0.1))),
            ("cost:1:5", Some(ThresholdRule::Cost { false_positive: 1.0, false_negative: 5.0 })),
            ("1.5", None),
            ("recall:0", None),
            ("calls:0", None),
            ("calls:120%", None),
            ("cost:0:0", None),
            ("f2:1", None),
            ("often", None),
        ] {
            assert_eq!(threshold(text, 1000), rule, "{text}");
        }
    }
}
