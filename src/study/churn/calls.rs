//! Whom to call: the customers who are still there, the most probable ones first, with a few left alone on purpose.

use rayon::prelude::*;

use crate::base::{Message, RowId, Stream, Watch};
use crate::data::Frame;
use crate::study::{Findings, Part, RowResult, StudyError};

use super::ChurnFindings;
use super::explain::Explainer;

/// Customers of a list whose reasons are found out: those who are called first.
pub const MOST_EXPLAINED: usize = 300;

/// Share of the customers on the list who are not to be called, so that afterwards it can be told what calling did.
pub const CONTROL_SHARE: f64 = 0.1;

/// A customer to be called, or left alone to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// Place among the rows of the findings.
    pub index: u32,
    /// 1: among the most probable tenth of the customers who are still there.
    pub decile: u8,
    /// Not to be called.
    pub control: bool,
}

/// The customers who reach the threshold and are not known to be of the class already, the most probable first, equally
/// probable ones in the order of the file.
///
/// `rows` with the probability of the class of interest. Who is in the control group depends on the seed and the customer
/// alone: it stays the same whatever the threshold.
pub fn calls(rows: &[RowResult], class: u32, threshold: f32, seed: u64) -> Vec<Call> {
    let there = still_there(rows, class);
    (0..n_called(rows, &there, threshold)).filter_map(|rank| call(rows, &there, rank, seed)).collect()
}

/// The customers who are not known to be of the class already, the most probable first, equally probable ones in the order
/// of the file.
pub fn still_there(rows: &[RowResult], class: u32) -> Vec<u32> {
    let mut there: Vec<u32> =
        (0..rows.len() as u32).filter(|&index| rows[index as usize].actual != Some(class)).collect();
    let probability = |index: u32| rows[index as usize].probability;
    there.par_sort_by(|&a, &b| probability(b).total_cmp(&probability(a)).then(a.cmp(&b)));
    there
}

/// How many of those who are [`still_there`] are called from a probability on.
pub fn n_called(rows: &[RowResult], there: &[u32], threshold: f32) -> usize {
    there.partition_point(|&index| rows[index as usize].probability >= threshold)
}

/// The probability from which on at most so many of those who are [`still_there`] are called, as many as there can be.
pub fn threshold_for(rows: &[RowResult], there: &[u32], customers: u64) -> f32 {
    let probability = |index: &u32| rows[*index as usize].probability;
    match there.get(usize::try_from(customers).unwrap_or(usize::MAX)) {
        // Equally probable customers are called together or not at all.
        Some(first_left_out) => probability(first_left_out).next_up(),
        None => there.last().map_or(0.0, probability),
    }
}

/// The call of this rank, from 0, among those who are [`still_there`].
pub fn call(rows: &[RowResult], there: &[u32], rank: usize, seed: u64) -> Option<Call> {
    let index = *there.get(rank)?;
    let row = rows.get(index as usize)?.row;
    Some(Call { index, decile: (rank * 10 / there.len()) as u8 + 1, control: is_control(seed, row) })
}

/// What speaks for the class in the case of the first customers of a list, at most [`MOST_EXPLAINED`], in their order.
///
/// **Errors** customers that are not in the table.
pub fn reasons(
    (findings, churn): (&Findings, &ChurnFindings),
    frame: &Frame,
    calls: &[Call],
    watch: &Watch,
) -> Result<Vec<Message>, StudyError> {
    let first = &calls[..calls.len().min(MOST_EXPLAINED)];
    let rows: Vec<RowId> =
        first.iter().filter_map(|call| Some(findings.rows.get(call.index as usize)?.row)).collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let subject = churn.subject();
    let explainer =
        Explainer::new(subject, (frame, &learned_from(findings)), &churn.importance, findings.seed)?;
    reasons_of(&explainer, frame, &rows, watch)
}

/// What speaks for the class in the case of each of these customers.
///
/// **Errors** customers that are not in the table; [`StudyError::Discarded`] when stopped.
pub fn reasons_of(
    explainer: &Explainer,
    frame: &Frame,
    rows: &[RowId],
    watch: &Watch,
) -> Result<Vec<Message>, StudyError> {
    let explained = explainer.shapley_many(frame, rows, watch)?;
    let of_row = |(&row, shapley)| Ok(explainer.reasons(frame, row, shapley)?.short());
    rows.iter().zip(&explained).map(of_row).collect()
}

/// The rows that the model learned from.
pub fn learned_from(findings: &Findings) -> Vec<RowId> {
    let learned = findings.rows.iter().filter(|result| result.part == Some(Part::Train));
    learned.map(|result| result.row).collect()
}

/// Whether a customer is to be left alone, drawn by the seed and the row alone.
pub fn is_control(seed: u64, row: RowId) -> bool {
    Stream::new(seed, "control group", row).uniform() < CONTROL_SHARE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<RowResult> {
        (0..1000)
            .map(|row| RowResult {
                row,
                predicted: 0,
                actual: (row % 4 > 0).then_some(u32::from(row % 4 == 1)),
                probability: ((row * 37) % 100) as f32 / 100.0,
                part: None,
            })
            .collect()
    }

    #[test]
    fn those_still_there_come_by_probability() {
        let rows = rows();
        let calls = calls(&rows, 1, 0.5, 7);
        assert!(calls.iter().all(|call| rows[call.index as usize].actual != Some(1)));
        let expected = rows.iter().filter(|row| row.actual != Some(1) && row.probability >= 0.5).count();
        assert_eq!(calls.len(), expected);
        let told = |call: &Call| (rows[call.index as usize].probability, call.index);
        assert!(calls.windows(2).all(|pair| {
            let ((p, a), (q, b)) = (told(&pair[0]), told(&pair[1]));
            p > q || (p == q && a < b)
        }));
        assert_eq!((calls[0].decile, calls.last().map(|call| call.decile)), (1, Some(6)));
    }

    #[test]
    fn the_control_group_is_a_tenth_and_stays() {
        let rows = rows();
        let all = calls(&rows, 1, 0.0, 7);
        let control = all.iter().filter(|call| call.control).count() as f64 / all.len() as f64;
        assert!((control - CONTROL_SHARE).abs() < 0.04, "{control}");
        let some = calls(&rows, 1, 0.8, 7);
        assert!(!some.is_empty());
        for call in &some {
            let same = all.iter().find(|other| other.index == call.index).unwrap();
            assert_eq!(same.control, call.control);
        }
        assert!(calls(&rows, 1, 0.0, 8).iter().zip(&all).any(|(a, b)| a.control != b.control));
    }
}
