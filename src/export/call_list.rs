//! `call_list.csv`: whom to call, the most probable customers first, with the reasons and with those to be left alone.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use crate::base::{Message, RowId, render};
use crate::data::{Dialect, csv::original_records, earlier};
use crate::study::churn::calls::Call;
use crate::study::{Findings, Part, Tables};

use super::atomic::Draft;
use super::labelled::{BOM, CellRule, added_cell, end_record, first_records, has_header, write_cell};
use super::{AddedCell, CustomerList, ExportError, ExportOptions};

/// A list of calls with the reasons of the first ones.
pub(super) struct Calls<'a> {
    pub findings: &'a Findings,
    /// The first to be called first.
    pub order: &'a [Call],
    /// By rank; fewer than there are calls where finding them out would take too long.
    pub reasons: &'a [Message],
}

/// The cells of each customer.
type Known = HashMap<RowId, Vec<String>>;

/// Writes the list and answers the number of its rows.
///
/// In front of the original cells: rank, probability of the class of interest, tenth of the customers, whether the customer
/// is in the control group, which part the model knew the customer from, and what speaks for the class.
pub(super) fn write(
    draft: &mut Draft,
    list: &Calls,
    tables: &Tables,
    options: &ExportOptions,
) -> Result<u64, ExportError> {
    let target = draft.target().to_path_buf();
    let (header, mut known) = known_cells(list, tables, options)?;
    let dialect = tables.value.map_or(tables.frame.source.dialect, |value| value.source.dialect);
    if options.bom {
        draft.write_all(BOM.as_bytes())?;
    }
    let mut out =
        ::csv::WriterBuilder::new().delimiter(dialect.separator).flexible(true).from_writer(draft.out());
    let cells = CellRule { keep_formulas: options.keep_formulas };
    write_names(&mut out, &target)?;
    for name in header {
        write_cell(&mut out, &name, &target)?;
    }
    end_record(&mut out, &target)?;
    for (rank, call) in list.order.iter().enumerate() {
        let Some(result) = list.findings.rows.get(call.index as usize) else {
            return Err(ExportError::Mismatch);
        };
        let reasons =
            list.reasons.get(rank).map_or_else(String::new, |reasons| render(options.lang, reasons));
        let &Call { decile, control, .. } = call;
        let part = result.part.map_or("", Part::id);
        let front = Front { rank, probability: result.probability, decile, control, part, reasons: &reasons };
        front.write(&mut out, (&cells, dialect), &target)?;
        for cell in known.remove(&result.row).ok_or(ExportError::Mismatch)? {
            write_cell(&mut out, &cell, &target)?;
        }
        end_record(&mut out, &target)?;
    }
    out.flush().map_err(|error| ExportError::io(&target, &error))?;
    Ok(list.order.len() as u64)
}

/// What stands in front of a customer's own cells.
pub(super) struct Front<'a> {
    /// From 0.
    pub rank: usize,
    pub probability: f32,
    pub decile: u8,
    pub control: bool,
    /// Of the run, from which the model knew the customer; empty where it had no part in it.
    pub part: &'a str,
    /// In words.
    pub reasons: &'a str,
}

impl Front<'_> {
    pub fn write<W: Write>(
        &self,
        out: &mut ::csv::Writer<W>,
        (cells, dialect): (&CellRule, Dialect),
        target: &Path,
    ) -> Result<(), ExportError> {
        write_cell(out, &(self.rank + 1).to_string(), target)?;
        write_cell(out, &added_cell(AddedCell::Share(self.probability), cells, dialect), target)?;
        write_cell(out, &self.decile.to_string(), target)?;
        write_cell(out, if self.control { "yes" } else { "no" }, target)?;
        write_cell(out, self.part, target)?;
        write_cell(out, &cells.written(self.reasons), target)
    }
}

/// The names of the columns in front.
pub(super) fn write_names<W: Write>(out: &mut ::csv::Writer<W>, target: &Path) -> Result<(), ExportError> {
    earlier::CALL_COLUMNS.into_iter().try_for_each(|name| write_cell(out, name, target))
}

/// The header and the cells of every customer on the list as they are written: the original ones, or what is known of
/// customers made from transactions.
fn known_cells(
    list: &Calls,
    tables: &Tables,
    options: &ExportOptions,
) -> Result<(Vec<String>, Known), ExportError> {
    let rows = list.order.iter().filter_map(|call| list.findings.rows.get(call.index as usize));
    let mut wanted: Vec<RowId> = rows.map(|result| result.row).collect();
    wanted.sort_unstable();
    let mut known = HashMap::with_capacity(wanted.len());
    if let Some(value) = tables.value {
        let customers =
            CustomerList::new(list.findings, value, options.keep_formulas, options.pseudonyms.is_some());
        let pseudonyms = options.pseudonyms.map(|key| key.pseudonyms(&value.ledger.customers));
        for &row in &wanted {
            let names = pseudonyms.as_ref().unwrap_or(&value.ledger.customers);
            let name = names.get(row as usize).map_or("", String::as_str);
            let cells = customers.row(row as usize, name).into_iter().take(customers.n_known());
            known.insert(row, cells.map(std::borrow::Cow::into_owned).collect());
        }
        let header = customers.header().into_iter().take(customers.n_known()).collect();
        return Ok((header, known));
    }
    let cells = CellRule { keep_formulas: options.keep_formulas };
    let mut records = original_records(&tables.frame.source)?;
    let header = records.header().to_vec();
    let kept: Vec<usize> = (0..header.len()).filter(|&index| !earlier::is_ours(&header[index])).collect();
    let mut row: RowId = 0;
    let mut next = wanted.into_iter().peekable();
    while let Some(record) = records.next_record()? {
        if next.next_if_eq(&row).is_some() {
            let cell = |&index: &usize| cells.written(record.get(index).unwrap_or_default()).into_owned();
            known.insert(row, kept.iter().map(cell).collect());
        }
        row += 1;
    }
    let header = kept.iter().map(|&index| cells.written(&header[index]).into_owned()).collect();
    Ok((header, known))
}

/// Whether a header begins with these columns.
fn begins(header: impl Iterator<Item = impl AsRef<str>>, columns: &[&str]) -> bool {
    let names = header.take(columns.len());
    names.map(|name| name.as_ref().trim_start_matches(BOM).to_owned()).eq(columns.iter().copied())
}

/// Whether a file is a call list of ours, also of a version that did not tell the parts of a run.
pub(super) fn is_ours(path: &Path) -> bool {
    let columns = earlier::CALL_COLUMNS;
    let before: Vec<&str> = columns.into_iter().filter(|name| *name != earlier::PART).collect();
    has_header(path, |header| begins(header.iter(), &columns) || begins(header.iter(), &before))
}

/// Whether a file is a call list of ours of new customers, not of those of a run.
pub(super) fn is_of_new(path: &Path) -> bool {
    let columns = earlier::CALL_COLUMNS;
    let part = columns.iter().position(|name| *name == earlier::PART);
    first_records(path).any(|(header, first)| {
        // A list may hold nobody; one of a run, too, but that says nothing that could be lost.
        let of_new = |first: ::csv::StringRecord| part.and_then(|part| first.get(part)) == Some(earlier::NEW);
        begins(header.iter(), &columns) && first.is_none_or(of_new)
    })
}
