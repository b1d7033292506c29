//! The table of customers that is learned from: facts of one period, the tier of another.

use std::collections::BTreeSet;

use crate::base::{Message, RowId};
use crate::data::ledger::{Ledger, LedgerRole};
use crate::data::{Column, Frame, Source, Values, names};
use crate::features::contribution::Contribution;
use crate::features::customers;

use super::ValueRecipe;

/// The tier to be learned.
pub const TIER: &str = "tier";
/// The tier of the earlier period.
pub const TIER_BEFORE: &str = "tier_before";
/// The contribution of the earlier period, a year.
pub const CONTRIBUTION_BEFORE: &str = "contribution_before";

/// How the tier of the earlier period became that of the later one; stands in the list of customers only.
pub const MOVEMENT: &str = "movement";
/// The periods as the list of customers names them.
pub const PERIODS: [&str; 2] = ["before", "after"];

/// Names of what was contributed in a period: part by part, then their sum.
pub fn contribution_columns(period: &str) -> Vec<String> {
    let parts = Contribution::default().parts();
    let parts = parts.iter().map(|(id, ..)| format!("contribution_{id}_{period}"));
    parts.chain([format!("contribution_{period}")]).collect()
}

/// What a column of the table of customers holds, in plain words; `None` for identifiers and joined facts, whose name is
/// all that is known of them.
pub fn description(column: &str) -> Option<Message> {
    match column {
        TIER => Some(Message::new("value-column-tier")),
        TIER_BEFORE => Some(Message::new("value-column-tier-before")),
        CONTRIBUTION_BEFORE => Some(Message::new("value-column-contribution-before")),
        _ => customers::description(column),
    }
}

/// What one period says of every customer.
pub struct Facts {
    pub columns: Vec<Column>,
    /// Contribution and tier in that period; `None` where the tier would follow from them.
    pub value: Option<(Vec<f64>, Vec<Option<u32>>)>,
    /// Who was there.
    pub there: Vec<bool>,
}

/// One row for each customer who was there, with these tiers.
pub fn frame(
    facts: Facts,
    tier: &[Option<String>],
    ledger: &Ledger,
    recipe: &ValueRecipe,
    source: &Source,
) -> Frame {
    let mut columns = facts.columns;
    // Another table may have columns of any name. Ours keep theirs, here and in the list of customers.
    let mut taken: BTreeSet<String> = [TIER, TIER_BEFORE, MOVEMENT].map(str::to_owned).into();
    taken.extend(PERIODS.into_iter().flat_map(contribution_columns));
    let n_of_ours = columns.len().saturating_sub(ledger.attributes.len());
    let (facts_of_ours, joined) = columns.split_at_mut(n_of_ours);
    taken.extend(facts_of_ours.iter().map(|column| column.name.clone()));
    let identifier = recipe.mapping.column(LedgerRole::Customer).unwrap_or("customer");
    let identifier = names::unique(identifier, &mut taken);
    for column in joined {
        column.name = names::unique(&column.name, &mut taken);
    }
    if let Some((contributions, tiers)) = facts.value {
        let valid = contributions.iter().map(|_| true).collect();
        columns.push(Column {
            name: CONTRIBUTION_BEFORE.to_owned(),
            values: Values::Float(contributions),
            valid,
        });
        // A number, not a name: what is learned must not depend on what the tiers are called.
        columns.push(Column {
            name: TIER_BEFORE.to_owned(),
            values: Values::Int(
                tiers.iter().map(|tier| tier.map_or(0, |tier| i64::from(tier) + 1)).collect(),
            ),
            valid: tiers.iter().map(Option::is_some).collect(),
        });
    }
    let customers: Vec<Option<String>> = ledger.customers.iter().cloned().map(Some).collect();
    columns.insert(0, text(&identifier, &customers));
    columns.push(text(TIER, tier));
    let rows: Vec<usize> = (0..facts.there.len()).filter(|&customer| facts.there[customer]).collect();
    let columns: Vec<Column> = columns.iter().map(|column| pick(column, &rows)).collect();
    let source = Source {
        header: columns.iter().map(|column| column.name.clone()).collect(),
        n_records: facts.there.len() as u32,
        n_unreadable: 0,
        ..source.clone()
    };
    Frame { columns, row_ids: rows.iter().map(|&row| row as RowId).collect(), source }
}

/// A column of words, `None` where missing.
fn text(name: &str, cells: &[Option<String>]) -> Column {
    let dictionary: Vec<String> =
        cells.iter().flatten().collect::<BTreeSet<_>>().into_iter().cloned().collect();
    let code = |cell: &Option<String>| {
        cell.as_ref().and_then(|cell| dictionary.binary_search(cell).ok()).unwrap_or(0) as u32
    };
    Column {
        name: name.to_owned(),
        valid: cells.iter().map(Option::is_some).collect(),
        values: Values::Text { codes: cells.iter().map(code).collect(), dictionary: dictionary.clone() },
    }
}

/// The cells of these rows. Words that no row has leave the dictionary.
fn pick(column: &Column, rows: &[usize]) -> Column {
    if matches!(column.values, Values::Text { .. }) {
        let cells: Vec<Option<String>> =
            rows.iter().map(|&row| column.text(row).map(str::to_owned)).collect();
        return text(&column.name, &cells);
    }
    column.gather(&rows.iter().map(|&row| Some(row as u32)).collect::<Vec<_>>())
}
