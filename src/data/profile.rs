//! What is in each column: counts, spread, most frequent values, and the role it probably plays.

use rayon::prelude::*;

use crate::base::{Issue, Message, Severity, Watch, quantile};

use super::roles::{self, Role};
use super::{Column, Frame, Values, date, duplicates};

/// The shares [`NumericProfile::quantiles`] are taken at.
pub const QUANTILES: [f64; 7] = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

/// Skewness from which a column of amounts is called very skewed.
pub const VERY_SKEWED: f64 = 2.0;

const HISTOGRAM_BINS: usize = 24;
const TOP_VALUES: usize = 10;

/// Above this share of missing cells a column is worth a warning.
const MANY_MISSING: f64 = 0.5;

/// Above this share of copied rows a table is worth a warning.
const MANY_DUPLICATES: f64 = 0.01;

/// Counts of values between edges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Histogram {
    /// One more than there are counts; a value on an inner edge belongs to the bin above it.
    pub edges: Vec<f64>,
    pub counts: Vec<u32>,
}

/// How the numbers of a column lie.
#[derive(Clone, Debug, PartialEq)]
pub struct NumericProfile {
    pub min: f64,
    pub max: f64,
    pub mean: f64,
    /// Sample standard deviation (divided by n − 1); 0 for one value.
    pub sd: f64,
    /// g₁ = m₃ / m₂^1.5 with central moments divided by n; 0 where nothing varies.
    pub skewness: f64,
    /// At [`QUANTILES`], interpolated linearly between order statistics.
    pub quantiles: [f64; 7],
    pub zeros: usize,
    pub histogram: Histogram,
}

/// One column at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnProfile {
    pub name: String,
    pub n_rows: usize,
    pub missing: usize,
    /// Different values among those present.
    pub distinct: usize,
    /// For columns of numbers with at least one value.
    pub numeric: Option<NumericProfile>,
    /// First and last day, for columns of dates.
    pub days: Option<(i32, i32)>,
    /// The most frequent values, at most ten; ties in byte order.
    pub top_values: Vec<(String, usize)>,
    pub role: Role,
    /// Why this role.
    pub reason: Message,
}

/// All columns at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct TableProfile {
    pub columns: Vec<ColumnProfile>,
    /// Rows that are copies of another one ([`duplicates::find`]), whatever is to be predicted.
    pub duplicate_rows: usize,
}

/// Describes every column. Stops early, with the columns done so far described and the others left out,
/// when asked to; the caller that asked throws the result away.
pub fn profile(frame: &Frame, watch: &Watch) -> TableProfile {
    let done = std::sync::atomic::AtomicUsize::new(0);
    let mut columns: Vec<ColumnProfile> = frame
        .columns
        .par_iter()
        .filter_map(|column| {
            if watch.stopped() {
                return None;
            }
            let described = describe(column);
            let done = done.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            watch.report(done as f32 / frame.n_columns().max(1) as f32);
            Some(described)
        })
        .collect();
    let mut duplicate_rows = 0;
    if columns.len() == frame.n_columns() {
        roles::suggest(frame, &mut columns);
        duplicate_rows = duplicates::find(frame, None).map_or(0, |duplicates| duplicates.rows);
    }
    TableProfile { columns, duplicate_rows }
}

impl TableProfile {
    pub fn column(&self, name: &str) -> Option<&ColumnProfile> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// What a person should look at before trusting an analysis.
    pub fn issues(&self) -> Vec<Issue> {
        let mut issues = Vec::new();
        for column in &self.columns {
            let present = column.n_rows - column.missing;
            let mut add = |severity, message: Message, hint: &'static str| {
                let message = message.with("column", &column.name);
                issues.push(
                    Issue::new(severity, message).in_column(&column.name).with_hint(Message::new(hint)),
                );
            };
            if column.role == Role::EarlierRun {
                add(Severity::Info, Message::new("data-issue-earlier-run"), "data-hint-earlier-run");
            } else if present == 0 {
                add(Severity::Warning, Message::new("data-issue-empty-column"), "data-hint-left-out-column");
            } else if column.distinct == 1 && column.n_rows > 1 {
                let message =
                    Message::new("data-issue-constant-column").with("value", &column.top_values[0].0);
                add(Severity::Info, message, "data-hint-left-out-column");
            } else if column.missing as f64 > MANY_MISSING * column.n_rows as f64 {
                let share = column.missing as f64 / column.n_rows as f64;
                let message = Message::new("data-issue-many-missing").share("share", share, 0);
                add(Severity::Warning, message, "data-hint-many-missing");
            } else if column.role == Role::Identifier && column.distinct < present {
                let message =
                    Message::new("data-issue-repeated-identifiers").with("count", present - column.distinct);
                add(Severity::Warning, message, "data-hint-repeated-identifiers");
            }
        }
        issues.extend(self.duplicates());
        issues
    }

    /// Said where so many rows are copies that scores must be doubted.
    fn duplicates(&self) -> Option<Issue> {
        let n_rows = self.columns.first()?.n_rows;
        let share = self.duplicate_rows as f64 / n_rows.max(1) as f64;
        let message = Message::new("data-issue-duplicate-rows")
            .with("count", self.duplicate_rows)
            .share("share", share, 0);
        let hint = Message::new("data-hint-duplicate-rows");
        (share > MANY_DUPLICATES).then(|| Issue::new(Severity::Warning, message).with_hint(hint))
    }
}

fn describe(column: &Column) -> ColumnProfile {
    let n_rows = column.valid.len();
    let missing = column.valid.missing();
    let mut profile = ColumnProfile {
        name: column.name.clone(),
        n_rows,
        missing,
        distinct: 0,
        numeric: None,
        days: None,
        top_values: Vec::new(),
        role: Role::Constant,
        reason: Message::new("data-reason-empty"),
    };
    match &column.values {
        Values::Text { codes, dictionary } => {
            let mut counts = vec![0usize; dictionary.len()];
            for (index, &code) in codes.iter().enumerate() {
                if column.valid.get(index) {
                    counts[code as usize] += 1;
                }
            }
            profile.distinct = counts.iter().filter(|&&count| count > 0).count();
            let runs = counts.iter().enumerate().filter(|(_, count)| **count > 0);
            profile.top_values =
                top(runs.map(|(code, &count)| (code, count)), |code| dictionary[code].clone());
        }
        Values::Date(days) => {
            let mut days = present(days, column);
            days.sort_unstable();
            profile.days = days.first().copied().zip(days.last().copied());
            let runs = runs(&days);
            profile.distinct = runs.len();
            profile.top_values = top(runs.into_iter(), date::format_days);
        }
        Values::Int(values) => {
            let mut values = present(values, column);
            values.sort_unstable();
            let runs = runs(&values);
            profile.distinct = runs.len();
            profile.top_values = top(runs.into_iter(), |value| value.to_string());
            let floats: Vec<f64> = values.iter().map(|&value| value as f64).collect();
            profile.numeric = numeric(&floats, true);
        }
        Values::Float(values) => {
            let mut values = present(values, column);
            values.sort_unstable_by(f64::total_cmp);
            let runs = runs(&values);
            profile.distinct = runs.len();
            profile.top_values = top(runs.into_iter(), |value| value.to_string());
            profile.numeric = numeric(&values, false);
        }
    }
    profile
}

fn present<T: Copy>(values: &[T], column: &Column) -> Vec<T> {
    if column.valid.missing() == 0 {
        return values.to_vec();
    }
    values.iter().enumerate().filter(|(index, _)| column.valid.get(*index)).map(|(_, &value)| value).collect()
}

/// Equal neighbours of sorted values and how many there are.
fn runs<T: Copy + PartialEq>(sorted: &[T]) -> Vec<(T, usize)> {
    sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect()
}

/// The most frequent, by count and then by the bytes of the words.
fn top<T: Copy>(
    counted: impl Iterator<Item = (T, usize)>,
    words: impl Fn(T) -> String,
) -> Vec<(String, usize)> {
    let mut counted: Vec<(T, usize)> = counted.collect();
    if counted.len() > TOP_VALUES {
        // Words are made only for those that can still be among the first.
        counted.select_nth_unstable_by(TOP_VALUES - 1, |a, b| b.1.cmp(&a.1));
        let least = counted[TOP_VALUES - 1].1;
        if counted[TOP_VALUES..].iter().any(|(_, count)| *count == least) {
            counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            let candidates = counted.partition_point(|(_, count)| *count >= least);
            counted.truncate(candidates);
        } else {
            counted.truncate(TOP_VALUES);
        }
    }
    let mut top: Vec<(String, usize)> =
        counted.into_iter().map(|(value, count)| (words(value), count)).collect();
    top.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    top.truncate(TOP_VALUES);
    top
}

/// Moments, quantiles and histogram of sorted values.
///
/// **Numerics:** two passes around the mean, so that large values with small spread keep their digits.
fn numeric(sorted: &[f64], whole: bool) -> Option<NumericProfile> {
    let (&min, &max) = (sorted.first()?, sorted.last()?);
    let n = sorted.len() as f64;
    let mean = sorted.iter().sum::<f64>() / n;
    let (mut second, mut third) = (0.0, 0.0);
    for &value in sorted {
        let d = value - mean;
        second += d * d;
        third += d * d * d;
    }
    let varies = max > min && second > 0.0;
    Some(NumericProfile {
        min,
        max,
        mean,
        sd: if varies { (second / (n - 1.0)).sqrt() } else { 0.0 },
        skewness: if varies { (third / n) / (second / n).powf(1.5) } else { 0.0 },
        quantiles: QUANTILES.map(|share| quantile(sorted, share)),
        zeros: sorted.iter().filter(|&&value| value == 0.0).count(),
        histogram: histogram(sorted, whole),
    })
}

/// Equal bins from the smallest to the largest value; whole numbers of a short range get a bin each.
fn histogram(sorted: &[f64], whole: bool) -> Histogram {
    let (Some(&min), Some(&max)) = (sorted.first(), sorted.last()) else {
        return Histogram::default();
    };
    let each = whole && max - min < HISTOGRAM_BINS as f64;
    let (low, high, bins) = if each {
        (min - 0.5, max + 0.5, (max - min) as usize + 1)
    } else if max > min {
        (min, max, HISTOGRAM_BINS)
    } else {
        (min - 0.5, max + 0.5, 1)
    };
    let edges: Vec<f64> = (0..=bins)
        .map(|bin| {
            let weight = bin as f64 / bins as f64;
            low * (1.0 - weight) + high * weight
        })
        .collect();
    let mut below: Vec<usize> =
        edges.iter().map(|&edge| sorted.partition_point(|&value| value < edge)).collect();
    // The last bin holds its upper edge, and rounding of the outer edges must lose nothing.
    below[0] = 0;
    below[bins] = sorted.len();
    let counts = below.windows(2).map(|pair| (pair[1] - pair[0]) as u32).collect();
    Histogram { edges, counts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_and_quantiles_are_those_of_numpy() {
        // numpy: x = [1, 2, 3, 4, 10]; std(ddof=1) 3.5355339059327378; scipy.stats.skew 1.1384199576606167
        let profile = numeric(&[1.0, 2.0, 3.0, 4.0, 10.0], true).unwrap();
        assert_eq!((profile.min, profile.max, profile.mean), (1.0, 10.0, 4.0));
        assert!((profile.sd - 3.535_533_905_932_738).abs() < 1e-12);
        assert!((profile.skewness - 1.138_419_957_660_616_7).abs() < 1e-12);
        assert_eq!(profile.quantiles[3], 3.0);
        assert!((profile.quantiles[5] - 8.8).abs() < 1e-12);
        assert_eq!(profile.histogram.counts, [1, 1, 1, 1, 0, 0, 0, 0, 0, 1]);
    }

    #[test]
    fn histograms_count_every_value() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i * i) / 7.0).collect();
        let histogram = histogram(&values, false);
        assert_eq!(histogram.counts.iter().sum::<u32>(), 1000);
        assert_eq!(histogram.edges.len(), histogram.counts.len() + 1);
        assert_eq!(super::histogram(&[5.5, 5.5], false).counts, [2]);
    }

    #[test]
    fn top_values_break_ties_by_bytes() {
        let counted = (0..30usize).map(|value| (value, if value == 20 { 2 } else { 1 }));
        let top = top(counted, |value| format!("{value:02}"));
        assert_eq!(top.len(), 10);
        assert_eq!((top[0].0.as_str(), top[1].0.as_str(), top[9].0.as_str()), ("20", "00", "08"));
    }
}
