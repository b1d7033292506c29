//! What a person reads when columns cannot become features.

use crate::base::{Message, Problem, did_you_mean};

use super::FeatureError;

/// The sentence and the hint of an error of this floor.
pub fn problem(error: &FeatureError) -> Problem {
    match error {
        FeatureError::UnknownColumn { name, nearest } => {
            let problem = Problem::new(Message::new("features-unknown-column").with("column", name));
            if nearest.is_empty() {
                problem.hint(Message::new("features-unknown-column-hint"))
            } else {
                problem.hint(did_you_mean(nearest))
            }
        }
        FeatureError::NoColumns => {
            Problem::new(Message::new("features-none")).hint(Message::new("features-none-hint"))
        }
        FeatureError::NoRows => {
            Problem::new(Message::new("features-no-rows")).hint(Message::new("features-no-rows-hint"))
        }
        FeatureError::AllConstant => {
            Problem::new(Message::new("features-all-constant")).hint(Message::new("features-none-hint"))
        }
        FeatureError::UnknownRow(row) => {
            Problem::new(Message::new("features-unknown-row").with("row", u64::from(*row) + 1))
                .hint(Message::new("features-unknown-row-hint"))
        }
        FeatureError::OneStep => {
            Problem::new(Message::new("features-one-step")).hint(Message::new("features-one-step-hint"))
        }
        FeatureError::UnequalMonths { name, months, expected } => {
            let message = Message::new("features-unequal-months").with("family", name);
            Problem::new(message.with("months", *months).with("expected", *expected))
                .hint(Message::new("features-unequal-months-hint"))
        }
        FeatureError::TooManySteps { customers, steps, channels } => {
            let message = Message::new("features-too-many-steps").with("customers", *customers);
            Problem::new(message.with("steps", *steps).with("channels", *channels))
                .hint(Message::new("features-too-many-steps-hint"))
        }
        FeatureError::Unusable { name, message } => {
            Problem::new(Message::new("features-unusable").with("column", name).with("why", message.clone()))
                .hint(Message::new("features-unusable-hint").with("column", name))
        }
    }
}
