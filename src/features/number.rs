//! Numbers to features: missing cells filled, logarithm where wanted, then z-score.

use serde::{Deserialize, Serialize};

use crate::base::Message;
use crate::data::Column;
use crate::data::profile::VERY_SKEWED;

use super::{FeatureError, Fill, LogScale};

/// From this share of missing training cells on, "was missing" is a feature of its own.
pub const MISSING_IS_NEWS: f64 = 0.01;

/// z-scores beyond this are cut: nothing a table says lies there, and f32 stays finite.
const FARTHEST: f64 = 1e6;

/// A numeric column as learned from training rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberColumn {
    /// `sign(x)·ln(1 + |x|)` first.
    pub log: bool,
    /// What a missing cell becomes, in the column's own unit.
    pub fill: f64,
    /// Of the filled training cells, after the logarithm.
    pub mean: f64,
    /// Population standard deviation; `None` where all filled training cells are equal: then the column itself
    /// is no feature.
    pub sd: Option<f64>,
    /// Whether "was missing" is a feature.
    pub missing_feature: bool,
}

impl NumberColumn {
    /// Learns from the cells at `positions` (training rows) and from nothing else.
    ///
    /// `z = (g(x) − mean) / sd` with g the identity or `sign(x)·ln(1 + |x|)`
    ///
    /// **Errors** [`FeatureError::Unusable`] for text and for a column without any value.
    ///
    /// **Numerics** sums in f64 in row order, scaled down where their squares would overflow.
    ///
    /// **Source** scikit-learn `SimpleImputer` then `StandardScaler` on the training rows.
    pub fn fit(
        column: &Column,
        positions: &[usize],
        log: LogScale,
        fill: Fill,
    ) -> Result<Self, FeatureError> {
        let unusable = |message| FeatureError::Unusable { name: column.name.clone(), message };
        if matches!(column.values, crate::data::Values::Text { .. }) {
            return Err(unusable(Message::new("features-why-text")));
        }
        let known: Vec<f64> = positions.iter().filter_map(|&position| column.number(position)).collect();
        if column.valid.missing() == column.valid.len() {
            return Err(unusable(Message::new("features-why-all-missing")));
        }
        Ok(Self::of(known, positions.len(), log, fill))
    }

    /// The same from the values that are there, of `n_cells` cells.
    pub(super) fn of(mut known: Vec<f64>, n_cells: usize, log: LogScale, fill: Fill) -> Self {
        if known.is_empty() {
            // A rare value that this split has given to other parts: the same in every training row.
            return Self { log: false, fill: 0.0, mean: 0.0, sd: None, missing_feature: false };
        }
        let n_missing = n_cells - known.len();
        let fill = match fill {
            Fill::Zero => 0.0,
            Fill::Mean => Moments::of(&known).mean,
            Fill::Median => median(&mut known.clone()),
        };
        let logs = || known.iter().map(|&x| signed_log(x)).collect::<Vec<f64>>();
        // By itself where the column is very skewed and the logarithm makes it less so.
        let logs = match log {
            LogScale::On => Some(logs()),
            LogScale::Off => None,
            LogScale::Auto => {
                let skewed = skewness(&known).abs();
                (skewed > VERY_SKEWED).then(logs).filter(|logs| skewness(logs).abs() < skewed)
            }
        };
        let log = logs.is_some();
        known = logs.unwrap_or(known);
        known.extend(std::iter::repeat_n(if log { signed_log(fill) } else { fill }, n_missing));
        let constant = known.iter().all(|&x| x == known[0]);
        let filled = Moments::of(&known);
        Self {
            log,
            fill,
            mean: filled.mean,
            sd: (!constant && filled.sd > 0.0).then_some(filled.sd),
            missing_feature: n_missing < n_cells
                && n_missing > 0
                && n_missing as f64 >= MISSING_IS_NEWS * n_cells as f64,
        }
    }

    /// Whether these are constants that customers can have given.
    pub(super) fn is_whole(&self) -> bool {
        let varies = self.sd.is_none_or(|sd| sd.is_finite() && sd > 0.0);
        varies && self.mean.is_finite() && self.fill.is_finite()
    }

    /// Names of the features, in their order.
    pub fn feature_names(&self, column: &str) -> Vec<String> {
        let mut names = Vec::new();
        if self.sd.is_some() {
            names.push(column.to_owned());
        }
        if self.missing_feature {
            names.push(format!("{column} = (missing)"));
        }
        names
    }

    /// Writes the features of one cell; `cell` has as many places as there are feature names.
    pub fn write(&self, value: Option<f64>, cell: &mut [f32]) {
        let mut places = cell.iter_mut();
        if self.sd.is_some()
            && let Some(place) = places.next()
        {
            *place = self.scale(value.unwrap_or(self.fill)) as f32;
        }
        if self.missing_feature
            && let Some(place) = places.next()
        {
            *place = f32::from(u8::from(value.is_none()));
        }
    }

    /// The z-score of a value.
    ///
    /// **Numerics** cut at ±1e6; not a number gives 0.
    pub fn scale(&self, value: f64) -> f64 {
        let Some(sd) = self.sd else { return 0.0 };
        let x = if self.log { signed_log(value) } else { value };
        let z = (x - self.mean) / sd;
        if z.is_nan() { 0.0 } else { z.clamp(-FARTHEST, FARTHEST) }
    }

    /// The value a z-score stands for: the inverse of [`Self::scale`].
    pub fn unscale(&self, z: f64) -> f64 {
        let x = z * self.sd.unwrap_or(0.0) + self.mean;
        if self.log { x.signum() * libm::expm1(x.abs()) } else { x }
    }
}

/// `sign(x)·ln(1 + |x|)`: a logarithm that also takes zero and negative amounts.
pub fn signed_log(x: f64) -> f64 {
    x.signum() * libm::log1p(x.abs())
}

/// m₃ / m₂^1.5 with central moments divided by n; 0 where nothing varies.
pub fn skewness(values: &[f64]) -> f64 {
    Moments::of(values).skewness
}

/// The middle value, the mean of the two middle ones where their number is even.
fn median(values: &mut [f64]) -> f64 {
    let n = values.len();
    let (below, &mut upper, _) = values.select_nth_unstable_by(n / 2, f64::total_cmp);
    if n % 2 == 1 {
        return upper;
    }
    let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Halves first: the sum of two large amounts may overflow.
    lower / 2.0 + upper / 2.0
}

struct Moments {
    mean: f64,
    /// Population.
    sd: f64,
    /// m₃ / m₂^1.5; 0 for constants.
    skewness: f64,
}

impl Moments {
    fn of(values: &[f64]) -> Self {
        let largest = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
        let unit = if largest > 1e90 { largest } else { 1.0 };
        let n = values.len() as f64;
        let mean = values.iter().map(|x| x / unit).sum::<f64>() / n;
        let (mut second, mut third) = (0.0, 0.0);
        for x in values {
            let d = x / unit - mean;
            second += d * d;
            third += d * d * d;
        }
        let sd = (second / n).sqrt();
        let skewness = if sd > 0.0 { third / n / sd.powi(3) } else { 0.0 };
        let skewness = if skewness.is_finite() { skewness } else { 0.0 };
        Self { mean: mean * unit, sd: sd * unit, skewness }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Validity, Values};

    fn column(cells: &[Option<f64>]) -> Column {
        Column {
            name: "balance".to_owned(),
            values: Values::Float(cells.iter().map(|cell| cell.unwrap_or(0.0)).collect()),
            valid: cells.iter().map(Option::is_some).collect::<Validity>(),
        }
    }

    fn fit(cells: &[Option<f64>], log: LogScale, fill: Fill) -> NumberColumn {
        let positions: Vec<usize> = (0..cells.len()).collect();
        NumberColumn::fit(&column(cells), &positions, log, fill).unwrap()
    }

    #[test]
    fn works_like_sklearn() {
        // SimpleImputer(strategy="median"), StandardScaler().fit([[1], [2], [2.5], [3], [10]]): mean_, scale_
        let fitted = fit(&[Some(1.0), Some(2.0), None, Some(3.0), Some(10.0)], LogScale::Off, Fill::Median);
        assert_eq!(fitted.fill, 2.5);
        assert!((fitted.mean - 3.7).abs() < 1e-15);
        assert!((fitted.sd.unwrap() - 3.2186953878862163).abs() < 1e-15);
    }

    #[test]
    fn only_the_given_rows_are_looked_at() {
        let cells = [Some(1.0), Some(3.0), Some(1e9), None];
        let fitted = NumberColumn::fit(&column(&cells), &[0, 1], LogScale::Auto, Fill::Mean).unwrap();
        assert_eq!((fitted.mean, fitted.sd, fitted.fill), (2.0, Some(1.0), 2.0));
        assert!(!fitted.missing_feature);
    }

    #[test]
    fn skewed_amounts_get_the_logarithm_and_even_ones_do_not() {
        let skewed: Vec<Option<f64>> = (0..50).map(|i| Some(f64::from(i).exp2())).collect();
        assert!(fit(&skewed, LogScale::Auto, Fill::Median).log);
        assert!(!fit(&skewed, LogScale::Off, Fill::Median).log);
        let even: Vec<Option<f64>> = (0..50).map(|i| Some(f64::from(i))).collect();
        assert!(!fit(&even, LogScale::Auto, Fill::Median).log);
    }

    #[test]
    fn missing_cells_are_told_when_there_are_enough() {
        let mut cells: Vec<Option<f64>> = (0..200).map(|i| Some(f64::from(i))).collect();
        cells.push(None);
        assert!(!fit(&cells, LogScale::Off, Fill::Median).missing_feature);
        cells.extend([None; 5]);
        let fitted = fit(&cells, LogScale::Off, Fill::Median);
        assert_eq!(fitted.feature_names("x"), ["x", "x = (missing)"]);
        let mut cell = [9.0; 2];
        fitted.write(None, &mut cell);
        assert_eq!(cell, [fitted.scale(fitted.fill) as f32, 1.0]);
    }

    #[test]
    fn text_and_empty_columns_are_refused_and_constants_are_no_feature() {
        let empty = NumberColumn::fit(&column(&[None, None]), &[0, 1], LogScale::Auto, Fill::Median);
        assert!(matches!(empty, Err(FeatureError::Unusable { .. })));
        let elsewhere =
            NumberColumn::fit(&column(&[None, None, Some(1.0)]), &[0, 1], LogScale::Auto, Fill::Median);
        assert_eq!(elsewhere.unwrap().feature_names("x"), [""; 0]);
        let text = Column {
            name: "t".to_owned(),
            values: Values::Text { codes: vec![0], dictionary: vec!["a".to_owned()] },
            valid: std::iter::once(true).collect(),
        };
        assert!(NumberColumn::fit(&text, &[0], LogScale::Auto, Fill::Median).is_err());
        assert_eq!(fit(&[Some(0.1); 7], LogScale::Auto, Fill::Mean).feature_names("x"), [""; 0]);
    }

    #[test]
    fn extreme_amounts_stay_finite() {
        let fitted = fit(&[Some(f64::MAX), Some(-f64::MAX), Some(1.0)], LogScale::Off, Fill::Mean);
        for value in [f64::MAX, f64::MIN, 0.0, f64::INFINITY, f64::NAN, f64::MIN_POSITIVE] {
            assert!((fitted.scale(value) as f32).is_finite(), "{value}");
        }
        let tiny = fit(&[Some(1e-320), Some(2e-320), Some(0.0)], LogScale::Off, Fill::Mean);
        assert!((tiny.scale(1e9) as f32).is_finite());
    }
}
