//! The one sentence that says with numbers what sets a segment apart.

use crate::base::Message;

use super::columns::Columns;
use super::naming::WORTH_NAMING;

/// Columns in the sentence.
const MOST_TRAITS: usize = 3;

/// Ratios nearer to one than this say less than the two means.
const CLEAR_RATIO: f64 = 0.2;

/// From here on a ratio is said without a decimal.
const WHOLE_RATIO: f64 = 10.0;

/// Decimals that show what matters of amounts of this size.
pub fn decimals(size: f64) -> u8 {
    match size.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    }
}

/// What sets the segment apart, with numbers.
pub fn sentence(columns: &Columns, means: &[f64], profile: &[f64], strongest: &[usize]) -> Message {
    let of = |index: usize| amount(columns, index, means[index]);
    let worth: Vec<Message> = strongest
        .iter()
        .filter(|&&index| profile[index].abs() >= WORTH_NAMING)
        .take(MOST_TRAITS)
        .map(|&index| of(index))
        .collect();
    match (worth.is_empty(), strongest.first()) {
        (false, _) => Message::new("seg-sentence").with("traits", worth),
        (true, Some(&first)) => Message::new("seg-sentence-average").with("trait", of(first)),
        (true, None) => Message::new("seg-sentence-nothing"),
    }
}

/// One column of a segment against everyone. A ratio is said only where both are amounts of the same kind: no column
/// with negative cells, no mean of zero.
fn amount(columns: &Columns, index: usize, mean: f64) -> Message {
    let column = columns.column(index);
    if column.is_flag() {
        return Message::new("seg-trait-share").with("column", &column.name).share("share", mean, 0).share(
            "everyone",
            column.mean,
            0,
        );
    }
    let places = decimals(mean.abs().max(column.mean.abs()));
    let with_means = |message: Message| {
        message.with("column", &column.name).number("mean", mean, places).number(
            "everyone",
            column.mean,
            places,
        )
    };
    let ratio = mean / column.mean;
    if column.min < 0.0 || column.mean <= 0.0 || !ratio.is_finite() || (ratio - 1.0).abs() < CLEAR_RATIO {
        return with_means(Message::new("seg-trait-instead"));
    }
    if ratio > 1.0 {
        let ratio_places = u8::from(ratio < WHOLE_RATIO);
        return with_means(Message::new("seg-trait-times")).number("times", ratio, ratio_places);
    }
    with_means(Message::new("seg-trait-part")).share("part", ratio, 0)
}

#[cfg(test)]
mod tests {
    use super::decimals;

    #[test]
    fn amounts_show_what_matters() {
        assert_eq!([1234.5, -45.6, 3.2, 0.05, 0.0].map(decimals), [0, 1, 2, 3, 3]);
    }
}
