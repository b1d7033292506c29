//! The rates and costs behind the contribution: one table that the form, the command line and the formula read.

use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, did_you_mean, nearest};

/// Rates a year (as shares), costs in units of the file's money.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rates {
    pub ftp: f64,
    pub deposit_rate: f64,
    pub loan_rate: f64,
    pub fee_out: f64,
    pub cost_cash: f64,
    pub cost_other: f64,
    pub cost_account: f64,
    pub pd: f64,
    pub pd_bad: f64,
    pub lgd: f64,
    pub tax: f64,
    pub risk_weight: f64,
    pub capital_ratio: f64,
    pub capital_cost: f64,
}

/// What the numbers of a rate are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateUnit {
    /// A share, shown as a percentage.
    Percent,
    Money,
}

/// One line of the table.
#[derive(Debug)]
pub struct RateSpec {
    /// The word used in recipes and on the command line.
    pub key: &'static str,
    pub name_key: &'static str,
    pub more_key: &'static str,
    pub default: f64,
    pub min: f64,
    pub max: f64,
    pub unit: RateUnit,
    read: fn(&Rates) -> f64,
    write: fn(&mut Rates, f64),
}

/// Why a rate was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum RateError {
    Unknown { key: String, nearest: Vec<String> },
    NotANumber { spec: &'static RateSpec, text: String },
    OutOfRange { spec: &'static RateSpec, value: f64 },
}

macro_rules! rate {
    ($field:ident, $name:literal, $more:literal, $unit:ident, $default:literal, $min:literal ..= $max:literal) => {
        RateSpec {
            key: stringify!($field),
            name_key: $name,
            more_key: $more,
            default: $default,
            min: $min,
            max: $max,
            unit: RateUnit::$unit,
            read: |rates| rates.$field,
            write: |rates, value| rates.$field = value,
        }
    };
}

/// Every rate, in the order in which the contribution uses them.
static SPECS: [RateSpec; 14] = [
    rate!(ftp, "rate-ftp", "rate-ftp-more", Percent, 0.03, 0.0..=0.5),
    rate!(deposit_rate, "rate-deposit", "rate-deposit-more", Percent, 0.01, 0.0..=0.5),
    rate!(loan_rate, "rate-loan", "rate-loan-more", Percent, 0.07, 0.0..=1.0),
    rate!(fee_out, "rate-fee-out", "rate-fee-out-more", Money, 0.5, 0.0..=10_000.0),
    rate!(cost_cash, "rate-cost-cash", "rate-cost-cash-more", Money, 1.0, 0.0..=10_000.0),
    rate!(cost_other, "rate-cost-other", "rate-cost-other-more", Money, 0.1, 0.0..=10_000.0),
    rate!(cost_account, "rate-cost-account", "rate-cost-account-more", Money, 12.0, 0.0..=1_000_000.0),
    rate!(pd, "rate-pd", "rate-pd-more", Percent, 0.01, 0.0..=1.0),
    rate!(pd_bad, "rate-pd-bad", "rate-pd-bad-more", Percent, 1.0, 0.0..=1.0),
    rate!(lgd, "rate-lgd", "rate-lgd-more", Percent, 0.45, 0.0..=1.0),
    rate!(tax, "rate-tax", "rate-tax-more", Percent, 0.25, 0.0..=1.0),
    rate!(risk_weight, "rate-risk-weight", "rate-risk-weight-more", Percent, 0.75, 0.0..=12.5),
    rate!(capital_ratio, "rate-capital-ratio", "rate-capital-ratio-more", Percent, 0.105, 0.0..=1.0),
    rate!(capital_cost, "rate-capital-cost", "rate-capital-cost-more", Percent, 0.1, 0.0..=1.0),
];

impl Default for Rates {
    /// Usual orders of magnitude, to be replaced by the bank's own: each is shown and can be changed.
    fn default() -> Self {
        let mut rates = Self {
            ftp: 0.0,
            deposit_rate: 0.0,
            loan_rate: 0.0,
            fee_out: 0.0,
            cost_cash: 0.0,
            cost_other: 0.0,
            cost_account: 0.0,
            pd: 0.0,
            pd_bad: 0.0,
            lgd: 0.0,
            tax: 0.0,
            risk_weight: 0.0,
            capital_ratio: 0.0,
            capital_cost: 0.0,
        };
        for spec in &SPECS {
            (spec.write)(&mut rates, spec.default);
        }
        rates
    }
}

impl Rates {
    pub fn specs() -> &'static [RateSpec] {
        &SPECS
    }

    /// The value of a line of the table.
    pub fn value(&self, spec: &RateSpec) -> f64 {
        (spec.read)(self)
    }

    /// Sets one rate, within its range.
    pub fn set(&mut self, key: &str, value: f64) -> Result<(), RateError> {
        let spec = find(key)?;
        spec.check(value)?;
        (spec.write)(self, value);
        Ok(())
    }

    /// Sets one rate from what a person wrote: `0.03` or `3%`, `12` or `12.50`.
    pub fn set_text(&mut self, key: &str, text: &str) -> Result<(), RateError> {
        let spec = find(key)?;
        match number(text) {
            Some((value, is_percentage)) if spec.unit == RateUnit::Percent || !is_percentage => {
                self.set(key, value)
            }
            _ => Err(RateError::NotANumber { spec, text: text.to_owned() }),
        }
    }

    /// Whether every rate is within its range; recipes are read from files.
    pub fn check(&self) -> Result<(), RateError> {
        SPECS.iter().try_for_each(|spec| spec.check(self.value(spec)))
    }
}

/// A number as a person writes it, `0.2`, `20%`, `1500`, and whether it was written as a percentage.
pub fn number(text: &str) -> Option<(f64, bool)> {
    let text = text.trim();
    let (value, is_percentage) = match text.strip_suffix(['%', '％']) {
        Some(percentage) => (percentage.trim_end().parse::<f64>().ok()? / 100.0, true),
        None => (text.parse().ok()?, false),
    };
    value.is_finite().then_some((value, is_percentage))
}

impl RateSpec {
    fn check(&'static self, value: f64) -> Result<(), RateError> {
        if value >= self.min && value <= self.max {
            return Ok(());
        }
        Err(RateError::OutOfRange { spec: self, value })
    }

    /// Adds a value of this rate to a message as a person reads it.
    fn worded(&self, message: Message, name: &'static str, value: f64) -> Message {
        match self.unit {
            RateUnit::Percent => message.share(name, value, 2),
            RateUnit::Money => message.number(name, value, 2),
        }
    }
}

impl PartialEq for RateSpec {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl RateError {
    /// What happened and what to do.
    pub fn problem(&self) -> Problem {
        match self {
            Self::Unknown { key, nearest } => {
                let problem = Problem::new(Message::new("rate-unknown").with("rate", key));
                if nearest.is_empty() {
                    let all = SPECS.iter().map(|spec| Message::text(spec.key)).collect::<Vec<_>>();
                    problem.hint(Message::new("rate-unknown-hint").with("rates", all))
                } else {
                    problem.hint(did_you_mean(nearest))
                }
            }
            Self::NotANumber { spec, text } => Problem::new(
                Message::new("rate-no-number").with("text", text).with("rate", Message::new(spec.name_key)),
            )
            .hint(range_hint(spec)),
            Self::OutOfRange { spec, value } => Problem::new(
                spec.worded(Message::new("rate-out-of-range"), "value", *value)
                    .with("rate", Message::new(spec.name_key)),
            )
            .hint(range_hint(spec)),
        }
    }
}

impl From<RateError> for Problem {
    fn from(error: RateError) -> Self {
        error.problem()
    }
}

fn range_hint(spec: &RateSpec) -> Message {
    spec.worded(spec.worded(Message::new("rate-range-hint"), "min", spec.min), "max", spec.max)
}

fn find(key: &str) -> Result<&'static RateSpec, RateError> {
    SPECS.iter().find(|spec| spec.key == key).ok_or_else(|| RateError::Unknown {
        key: key.to_owned(),
        nearest: nearest(key, SPECS.iter().map(|spec| spec.key)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads_and_writes_its_own_rate() {
        let defaults = Rates::default();
        for spec in Rates::specs() {
            assert_eq!(defaults.value(spec), spec.default, "{}", spec.key);
            let mut rates = defaults;
            rates.set(spec.key, spec.max).unwrap();
            let changed: Vec<&str> = Rates::specs()
                .iter()
                .filter(|other| rates.value(other) != defaults.value(other))
                .map(|other| other.key)
                .collect();
            let expected: &[&str] = if spec.default == spec.max { &[] } else { &[spec.key] };
            assert_eq!(changed, expected);
            assert_eq!(serde_json::to_value(rates).unwrap()[spec.key], spec.max);
        }
    }

    #[test]
    fn rates_are_read_as_people_write_them() {
        let mut rates = Rates::default();
        rates.set_text("ftp", "2.5%").unwrap();
        rates.set_text("loan_rate", " 0.06 ").unwrap();
        rates.set_text("cost_account", "30").unwrap();
        assert_eq!((rates.ftp, rates.loan_rate, rates.cost_account), (0.025, 0.06, 30.0));
        for (key, text) in [("ftp", "many"), ("ftp", "NaN"), ("ftp", "60%"), ("fee_out", "3%"), ("ftq", "1%")]
        {
            let before = rates;
            let problem = rates.set_text(key, text).unwrap_err().problem();
            assert!(problem.hint.is_some() && rates == before, "{key} {text}");
        }
    }

    #[test]
    fn a_recipe_names_only_what_differs_and_is_checked() {
        let rates: Rates = serde_json::from_str(r#"{"ftp": 0.04}"#).unwrap();
        assert_eq!(rates, Rates { ftp: 0.04, ..Rates::default() });
        assert_eq!(rates.check(), Ok(()));
        assert!(Rates { tax: -0.1, ..rates }.check().is_err());
        assert!(Rates { tax: f64::NAN, ..rates }.check().is_err());
        assert!(serde_json::from_str::<Rates>(r#"{"fpt": 0.04}"#).is_err());
    }
}
