//! Single dates far from all others: a typing mistake, or a placeholder such as 1900 or 9999.

use std::ops::Range;

use crate::base::Message;
use crate::data::{Frame, date};

use super::decision::{Decision, Decisions};
use super::oddities::Oddities;
use super::reconciliation::LeftOutReason;
use super::rows::{Rows, shown};

/// Days without any entry that lie between a far date and the others.
const FAR: i32 = 400;
/// Of so many rows, one may be far; a single row may be, where there are [`FEWEST`].
const ONE_IN: usize = 100;
const FEWEST: usize = 20;

impl Rows {
    /// Entries more than 400 days from the bulk, with nobody's entries between, where they are at most one in a
    /// hundred: one of them would stretch the period that is analysed.
    pub fn find_far_dates(&mut self, frame: &Frame, decisions: &Decisions, oddities: &mut Oddities) {
        let mut dated: Vec<(i32, u32)> = (0..self.left_out.len())
            .filter(|&position| self.left_out[position].is_none())
            .map(|position| (self.day[position], position as u32))
            .collect();
        dated.sort_unstable();
        let bulk = bulk(&dated);
        let mut far: Vec<(i32, u32)> = [&dated[..bulk.start], &dated[bulk.end..]].concat();
        far.sort_unstable_by_key(|&(_, position)| position);
        let most = if dated.len() < FEWEST { 0 } else { (dated.len() / ONE_IN).max(1) };
        let Some(&(day, first)) = far.first().filter(|_| far.len() <= most) else {
            return;
        };
        let first = first as usize;
        let message = Message::new("ledger-issue-far-dates")
            .with("count", far.len())
            .with("days", FAR as u64)
            .with("row", shown(frame, first))
            .with("date", date::format_days(day))
            .with("from", date::format_days(dated[bulk.start].0))
            .with("to", date::format_days(dated[bulk.end - 1].0));
        oddities.ask(Decision::FarDates, far.len(), decisions, message, Some(frame.row_ids[first]));
        if !decisions.changed(Decision::FarDates) {
            for (_, position) in far {
                self.leave_out(position as usize, LeftOutReason::FarDate);
            }
        }
    }
}

/// Of the runs without a gap of more than [`FAR`] days the one with most entries.
fn bulk(dated: &[(i32, u32)]) -> Range<usize> {
    let mut bulk = 0..0;
    let mut start = 0;
    for run in dated.chunk_by(|a, b| b.0.saturating_sub(a.0) <= FAR) {
        if run.len() > bulk.len() {
            bulk = start..start + run.len();
        }
        start += run.len();
    }
    bulk
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bulk_is_the_longest_run() {
        let days = [-25_567, 18_000, 18_400, 18_800, 47_482];
        let dated: Vec<(i32, u32)> = days.into_iter().zip(0..).collect();
        assert_eq!(bulk(&dated), 1..4);
        assert_eq!(bulk(&[]), 0..0);
    }
}
