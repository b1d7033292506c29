//! What the analyst chose about the class of interest: which it is, from which probability on a customer is called, and
//! what calling costs and brings.

use serde::{Deserialize, Serialize};

use crate::metrics::ThresholdRule;

use super::Campaign;

/// Everything about the class of interest that is a choice. A recipe without it means the defaults.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChurnRecipe {
    /// Name of the class; `None`: the rarest.
    #[serde(default)]
    pub class: Option<String>,
    /// How the probability from which on a customer is called is found on the validation customers.
    #[serde(default)]
    pub threshold: ThresholdRule,
    #[serde(default)]
    pub calibration: CalibrationChoice,
    #[serde(default)]
    pub campaign: Campaign,
}

/// How probabilities are brought to what happens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalibrationChoice {
    /// Whichever has the lowest loss over folds of the validation customers.
    #[default]
    Auto,
    None,
    Platt,
    Isotonic,
}

impl CalibrationChoice {
    pub const ALL: [Self; 4] = [Self::Auto, Self::None, Self::Platt, Self::Isotonic];

    /// The word of recipes and settings.
    pub fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::None => "none",
            Self::Platt => "platt",
            Self::Isotonic => "isotonic",
        }
    }
}
