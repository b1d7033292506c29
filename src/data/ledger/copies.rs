//! Entries that stand twice: the months of two exports overlap, or a file was joined to itself.

use rayon::prelude::*;

use crate::base::Message;
use crate::data::{Column, Frame, Level, Values, date};

use super::decision::{Decision, Decisions};
use super::mapping::Mapping;
use super::oddities::Oddities;
use super::reconciliation::LeftOutReason;
use super::rows::{Rows, shown};

/// Different values, as a share of the rows, over which a column numbers the entries.
const NUMBERS_ENTRIES: f64 = 0.9;

impl Rows {
    /// Rows that are the same in every column as one before. A balance or an entry number that repeats too proves that
    /// they are one entry that stands twice.
    pub fn find_copies(
        &mut self,
        frame: &Frame,
        mapping: &Mapping,
        decisions: &Decisions,
        oddities: &mut Oddities,
    ) {
        let mut keyed: Vec<(u64, u32)> = (0..frame.n_rows())
            .into_par_iter()
            .filter(|&position| self.left_out[position].is_none())
            .map(|position| (Level::row_hash(&frame.columns, position), position as u32))
            .collect();
        keyed.par_sort_unstable();
        let mut copies: Vec<usize> = keyed
            .windows(2)
            .filter(|pair| pair[0].0 == pair[1].0 && same_row(frame, pair[0].1, pair[1].1))
            .map(|pair| pair[1].1 as usize)
            .collect();
        copies.sort_unstable();
        let Some(&first) = copies.first() else {
            return;
        };
        let proved =
            self.balance.is_some() || frame.columns.iter().any(|column| numbers_entries(column, mapping));
        let (decision, key, reason, leave_out) = if proved {
            let leave_out = !decisions.changed(Decision::Copies);
            (Decision::Copies, "ledger-issue-copies", LeftOutReason::Copy, leave_out)
        } else {
            let leave_out = decisions.changed(Decision::LookAlikes);
            (Decision::LookAlikes, "ledger-issue-look-alikes", LeftOutReason::LookAlike, leave_out)
        };
        let days = copies.iter().map(|&position| self.day[position]);
        let (from, to) = (days.clone().min().unwrap_or_default(), days.max().unwrap_or_default());
        let message = Message::new(key)
            .with("count", copies.len())
            .with("row", shown(frame, first))
            .with("from", date::format_days(from))
            .with("to", date::format_days(to));
        oddities.ask(decision, copies.len(), decisions, message, Some(frame.row_ids[first]));
        if leave_out {
            for position in copies {
                self.leave_out(position, reason);
            }
        }
    }
}

/// Whether nearly every row has a value of its own in a column that plays no part.
fn numbers_entries(column: &Column, mapping: &Mapping) -> bool {
    if matches!(column.values, Values::Float(_)) || mapping.roles_of(&column.name).next().is_some() {
        return false;
    }
    Level::distinct(column).len() as f64 >= NUMBERS_ENTRIES * column.valid.len() as f64
}

pub fn same_row(frame: &Frame, one: u32, other: u32) -> bool {
    let cell = |column: &Column, position: u32| Level::of(column, position as usize);
    frame.columns.iter().all(|column| cell(column, one) == cell(column, other))
}
