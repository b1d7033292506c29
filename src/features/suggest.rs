//! Which columns become features unless the analyst says otherwise, and why the others do not.

use crate::data::leak::{Suspicion, SuspicionKind};
use crate::data::profile::{ColumnProfile, TableProfile};
use crate::data::roles::Role;

use super::{ColumnSpec, FeatureSpec, Fill, LeftOut, LeftOutColumn, LogScale, Treatment};

/// Category values that get a feature of their own.
pub const MAX_LEVELS: u32 = 20;

/// Every column that may be a feature, in the order of the table, and the others with the reason.
pub fn suggest(
    profile: &TableProfile,
    label: Option<&str>,
    suspicions: &[Suspicion],
) -> (FeatureSpec, Vec<LeftOutColumn>) {
    let columns = profile
        .columns
        .iter()
        .filter(|column| objection(column, label, suspicions).is_none())
        .map(|column| ColumnSpec { name: column.name.clone(), treatment: treatment(column) })
        .collect();
    let spec = FeatureSpec { columns };
    let left_out = left_out(&spec, profile, label, suspicions);
    (spec, left_out)
}

/// The columns that are not in the specification, each with the reason: the program's own where it has one,
/// otherwise that the analyst took it out.
pub fn left_out(
    spec: &FeatureSpec,
    profile: &TableProfile,
    label: Option<&str>,
    suspicions: &[Suspicion],
) -> Vec<LeftOutColumn> {
    profile
        .columns
        .iter()
        .filter(|column| !spec.columns.iter().any(|used| used.name == column.name))
        .map(|column| LeftOutColumn {
            column: column.name.clone(),
            reason: objection(column, label, suspicions).unwrap_or(LeftOut::Chosen),
        })
        .collect()
}

/// How a column becomes numbers unless the analyst says otherwise: text and codes of more than two values as a
/// category, everything else as a number whose logarithm is taken where it is very skewed.
pub fn treatment(column: &ColumnProfile) -> Treatment {
    let text = column.numeric.is_none() && column.role != Role::Date;
    let codes = column.role == Role::Category && column.distinct > 2;
    if text || codes {
        Treatment::Category { max_levels: MAX_LEVELS }
    } else {
        Treatment::Number { log: LogScale::Auto, fill: Fill::Median, flag_missing: true }
    }
}

/// What speaks against a column as a feature.
fn objection(column: &ColumnProfile, label: Option<&str>, suspicions: &[Suspicion]) -> Option<LeftOut> {
    if label == Some(column.name.as_str()) {
        return Some(LeftOut::Label);
    }
    let suspicion =
        suspicions.iter().filter(|suspicion| suspicion.column == column.name).find_map(|suspicion| {
            match suspicion.kind {
                SuspicionKind::NearCopy => Some(LeftOut::NearCopyOfLabel),
                SuspicionKind::Leak => Some(LeftOut::ProbableLeak),
                SuspicionKind::Warning => None,
            }
        });
    let role = match column.role {
        Role::Identifier => Some(LeftOut::Identifier),
        Role::Personal => Some(LeftOut::Personal),
        Role::Constant => Some(LeftOut::Constant),
        Role::FreeText => Some(LeftOut::FreeText),
        Role::Date => Some(LeftOut::Date),
        Role::Label => Some(LeftOut::OtherOutcome),
        Role::EarlierRun => Some(LeftOut::EarlierRun),
        Role::Category | Role::Amount | Role::Frequency | Role::Count | Role::Number | Role::MonthSeries => {
            None
        }
    };
    // Of course what an earlier run wrote predicts the label; its role says why.
    if column.role == Role::EarlierRun { role } else { suspicion.or(role) }
}
