//! The list of customers made from transactions, cell by cell: the same for the file and its preview.

use std::borrow::Cow;

use crate::data::{Column, earlier};
use crate::features::contribution::Contribution;
use crate::study::value::{MOVEMENT, PERIODS, TIER, TIER_BEFORE, contribution_columns};
use crate::study::{Findings, ValueTable};

use super::labelled::{CellRule, added_cell};
use super::{Added, AddedCell};

/// One row a customer: who it is, tiers and movement, joined facts, what was contributed in both periods part by part (a
/// year), the tier expected next and the label given.
pub struct CustomerList<'a> {
    findings: &'a Findings,
    value: &'a ValueTable,
    /// Joined attributes that are written.
    attributes: Vec<(&'a str, &'a Column)>,
    added: Vec<Added>,
    cells: CellRule,
}

impl<'a> CustomerList<'a> {
    /// With pseudonyms the joined attributes that may tell who a customer is are left out; columns of an earlier run always
    /// are.
    pub fn new(
        findings: &'a Findings,
        value: &'a ValueTable,
        keep_formulas: bool,
        with_pseudonyms: bool,
    ) -> Self {
        let shown = |&(name, _, identifying): &(&str, &Column, bool)| {
            let hidden = with_pseudonyms && identifying;
            !hidden && !earlier::is_ours(name)
        };
        let attributes = value.attributes().filter(shown).map(|(name, column, _)| (name, column)).collect();
        Self {
            findings,
            value,
            attributes,
            added: Added::columns(findings),
            cells: CellRule { keep_formulas },
        }
    }

    /// The names of the columns.
    pub fn header(&self) -> Vec<String> {
        let mut header = vec![identifier_column(self.value).to_owned()];
        header.extend([TIER_BEFORE, TIER, MOVEMENT].map(str::to_owned));
        header.extend(self.attributes.iter().map(|(name, _)| (*name).to_owned()));
        header.extend(PERIODS.into_iter().flat_map(contribution_columns));
        header.extend([earlier::NEXT_TIER, earlier::NEXT_PROBABILITY].map(str::to_owned));
        header.extend(self.added.iter().map(|column| column.name(&self.findings.classes)));
        header.iter().map(|name| self.cells.written(name).into_owned()).collect()
    }

    /// Columns in front of what the model says: who it is, joined facts, and what follows from the transactions.
    pub fn n_known(&self) -> usize {
        let of_period = Contribution::default().parts().len() + 1;
        1 + self.attributes.len() + 2 * of_period + 3
    }

    /// The cells of the customer at this place, who is called `identifier` in the list.
    pub fn row<'r>(&'r self, customer: usize, identifier: &'r str) -> Vec<Cow<'r, str>> {
        let (findings, value, cells) = (self.findings, self.value, &self.cells);
        let dialect = value.source.dialect;
        let (before, now) = (value.tier_before[customer], value.tier[customer]);
        let mut row = vec![cells.written(identifier)];
        row.extend([
            tier(cells, value, before),
            tier(cells, value, now),
            Cow::Borrowed(movement(before, now)),
        ]);
        row.extend(self.attributes.iter().map(|(_, column)| {
            Cow::Owned(cells.written(&column.category(customer).unwrap_or_default()).into_owned())
        }));
        for (there, contribution) in
            [(before.is_some(), &value.before[customer]), (now.is_some(), &value.after[customer])]
        {
            row.extend(money(there.then_some(contribution), dialect.decimal).into_iter().map(Cow::Owned));
        }
        let id = customer as u32;
        let expected = findings.next.binary_search_by_key(&id, |next| next.row).ok();
        let expected = expected.map(|place| &findings.next[place]);
        let class = expected.and_then(|next| findings.classes.get(next.predicted as usize));
        row.push(cells.written(class.map_or("", String::as_str)));
        let share = expected.map_or(AddedCell::Text(""), |next| AddedCell::Share(next.probability));
        row.push(added_cell(share, cells, dialect));
        let result = findings.rows.binary_search_by_key(&id, |result| result.row).ok();
        row.extend(self.added.iter().map(|column| {
            let cell = result.map_or(AddedCell::Text(""), |index| column.cell(findings, index));
            added_cell(cell, cells, dialect)
        }));
        row
    }
}

fn identifier_column(value: &ValueTable) -> &str {
    value.customers.columns.first().map_or("customer", |column| column.name.as_str())
}

/// Parts and their sum, with two decimals; empty for customers who were not there.
fn money(contribution: Option<&Contribution>, decimal: u8) -> Vec<String> {
    let Some(contribution) = contribution else {
        return vec![String::new(); Contribution::default().parts().len() + 1];
    };
    let amounts = contribution.parts().into_iter().map(|(.., amount)| amount).chain([contribution.total()]);
    let written = amounts.map(|amount| {
        // Nothing shall be written as minus nothing.
        let text = format!("{:.2}", if amount.abs() < 0.005 { 0.0 } else { amount });
        if decimal == b',' { text.replace('.', ",") } else { text }
    });
    written.collect()
}

/// The name of a tier as it is written.
pub(super) fn tier<'a>(cells: &CellRule, value: &'a ValueTable, tier: Option<u32>) -> Cow<'a, str> {
    cells.written(tier.and_then(|tier| value.names.get(tier as usize)).map_or("", String::as_str))
}

fn movement(before: Option<u32>, after: Option<u32>) -> &'static str {
    match before.zip(after) {
        None => "",
        Some((before, after)) if after > before => "up",
        Some((before, after)) if after < before => "down",
        Some(_) => "same",
    }
}
