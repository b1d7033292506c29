//! Which columns customers are compared by, and what the empty cells in them probably mean.

use rayon::prelude::*;

use crate::base::Message;
use crate::data::profile::{ColumnProfile, TableProfile, VERY_SKEWED};
use crate::data::roles::Role;
use crate::data::roles::series::{self, Series};
use crate::data::{Column, Frame};

use super::number::MISSING_IS_NEWS;
use super::{ColumnSpec, FeatureSpec, Fill, LeftOut, LeftOutColumn, LogScale, Treatment};

/// Every number that has distances, in the order of the table, and the other columns with the reason.
pub fn suggest_for_segments(profile: &TableProfile) -> (FeatureSpec, Vec<LeftOutColumn>) {
    let treatment = segment_treatment();
    let columns = profile
        .columns
        .iter()
        .filter(|column| objection(column).is_none())
        .map(|column| ColumnSpec { name: column.name.clone(), treatment })
        .collect();
    let spec = FeatureSpec { columns };
    let left_out = left_out_of_segments(&spec, profile);
    (spec, left_out)
}

/// How a column becomes a distance unless the analyst says otherwise.
pub fn segment_treatment() -> Treatment {
    Treatment::Number { log: LogScale::Off, fill: Fill::Median, flag_missing: false }
}

/// The columns that are not in the specification, each with the reason: the program's own where it has one, otherwise
/// that the analyst took it out.
pub fn left_out_of_segments(spec: &FeatureSpec, profile: &TableProfile) -> Vec<LeftOutColumn> {
    profile
        .columns
        .iter()
        .filter(|column| !spec.columns.iter().any(|used| used.name == column.name))
        .map(|column| LeftOutColumn {
            column: column.name.clone(),
            reason: objection(column).unwrap_or(LeftOut::Chosen),
        })
        .collect()
}

/// What speaks against comparing customers by a column.
fn objection(column: &ColumnProfile) -> Option<LeftOut> {
    match column.role {
        Role::Identifier => Some(LeftOut::Identifier),
        Role::Personal => Some(LeftOut::Personal),
        Role::Constant => Some(LeftOut::Constant),
        Role::FreeText => Some(LeftOut::FreeText),
        Role::Date => Some(LeftOut::Date),
        Role::Label => Some(LeftOut::OtherOutcome),
        Role::EarlierRun => Some(LeftOut::EarlierRun),
        _ if column.numeric.is_none() => Some(LeftOut::Words),
        // Two numbers are one distance: yes or no.
        Role::Category if column.distinct > 2 => Some(LeftOut::GroupCodes),
        Role::Category | Role::Amount | Role::Frequency | Role::Count | Role::Number | Role::MonthSeries => {
            None
        }
    }
}

/// What empty cells of a column probably mean.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingReason {
    pub message: Message,
    /// What fits that meaning.
    pub fill: Fill,
}

/// Rows in which the other column is 0, below which this says nothing.
const ENOUGH_ZEROS: usize = 5;
/// Share of these rows in which the column must be empty.
const NEARLY_ALWAYS: f64 = 0.95;
/// Share of the empty cells that this must explain.
const MOST: f64 = 0.5;
/// Share of empty cells from which what they are filled with says more than what is there.
const TOO_MANY: f64 = 0.4;

/// Why cells of a column of numbers are empty, as far as the table tells; `None` where none is.
///
/// Empty wherever another column is 0: nothing happened, so 0 fits. Otherwise the middle value, which a few very large
/// ones do not move.
pub fn missing_reason(frame: &Frame, column: &str) -> Option<MissingReason> {
    let column = frame.column(column).filter(|column| column.is_numeric())?;
    let (missing, n_rows) = (column.valid.missing(), column.valid.len());
    if missing == 0 {
        return None;
    }
    let of = |key| Message::new(key).with("column", &column.name).with("n", missing);
    if begins_later(frame, column) {
        return Some(MissingReason { message: of("missing-begins-later"), fill: Fill::Median });
    }
    if let Some((other, explained)) = explained_by(frame, column) {
        let message = of("missing-where-zero").with("other", &other.name).with("explained", explained);
        return Some(MissingReason { message, fill: Fill::Zero });
    }
    let share = missing as f64 / n_rows as f64;
    let message = if missing == n_rows {
        of("missing-all")
    } else if share < MISSING_IS_NEWS {
        of("missing-few")
    } else if share >= TOO_MANY {
        of("missing-many").share("share", share, 0)
    } else if skewness(column).abs() > VERY_SKEWED {
        of("missing-skewed").share("share", share, 0)
    } else {
        of("missing-some").share("share", share, 0)
    };
    Some(MissingReason { message, fill: Fill::Median })
}

/// The column whose zeros go with most of the empty cells, and how many of them; of equals the first.
fn explained_by<'a>(frame: &'a Frame, column: &Column) -> Option<(&'a Column, usize)> {
    let missing = column.valid.missing();
    let explained: Vec<usize> = frame
        .columns
        .par_iter()
        .map(|other| {
            if !other.is_numeric() || other.name == column.name {
                return 0;
            }
            let (mut zeros, mut both) = (0usize, 0usize);
            for position in 0..column.valid.len() {
                if other.number(position) == Some(0.0) {
                    zeros += 1;
                    both += usize::from(!column.valid.get(position));
                }
            }
            let always = zeros >= ENOUGH_ZEROS && both as f64 >= NEARLY_ALWAYS * zeros as f64;
            if always && both as f64 >= MOST * missing as f64 { both } else { 0 }
        })
        .collect();
    let best = explained.iter().copied().max().filter(|&most| most > 0)?;
    let index = explained.iter().position(|&count| count == best)?;
    Some((frame.columns.get(index)?, best))
}

/// Whether the column is a month that is empty only where all months before it (or all after it) are empty too.
fn begins_later(frame: &Frame, column: &Column) -> bool {
    let months: Vec<&Column> = frame.columns.iter().filter(|other| other.is_numeric()).collect();
    let names: Vec<&str> = months.iter().map(|month| month.name.as_str()).collect();
    let families = series::find(&names);
    let place = |family: &Series| family.members.iter().position(|&member| names[member] == column.name);
    let Some((family, place)) = families.iter().find_map(|family| Some((family, place(family)?))) else {
        return false;
    };
    let (before, after) = family.members.split_at(place);
    let empty_with = |others: &[usize]| {
        (0..column.valid.len())
            .filter(|&position| !column.valid.get(position))
            .all(|position| others.iter().all(|&other| !months[other].valid.get(position)))
    };
    let some_known = |position| family.members.iter().any(|&member| months[member].valid.get(position));
    (empty_with(before) || empty_with(&after[1..]))
        && (0..column.valid.len()).any(|position| !column.valid.get(position) && some_known(position))
}

fn skewness(column: &Column) -> f64 {
    let known: Vec<f64> = (0..column.valid.len()).filter_map(|position| column.number(position)).collect();
    super::number::skewness(&known)
}
