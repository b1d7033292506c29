//! `labelled.csv` of customers made from transactions, one row each, and every transaction with its customer's tier.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use crate::base::Watch;
use crate::data::csv::original_records;
use crate::data::earlier;
use crate::data::ledger::LedgerRole;
use crate::features::privacy::PseudonymKey;
use crate::study::{Findings, ValueTable};

use super::atomic::Draft;
use super::customer_list::{CustomerList, tier};
use super::labelled::{BOM, CellRule, WATCH_EVERY, end_record, has_header, write_cell};
use super::{ExportError, ExportOptions};

/// The columns behind each transaction.
const ENTRY_COLUMNS: [&str; 2] = [earlier::TIER, earlier::NEXT_TIER];

/// Writes the list of customers and answers the number of its rows.
pub(super) fn write(
    draft: &mut Draft,
    findings: &Findings,
    value: &ValueTable,
    options: &ExportOptions,
) -> Result<u64, ExportError> {
    let target = draft.target().to_path_buf();
    let dialect = value.source.dialect;
    if options.bom {
        draft.write_all(BOM.as_bytes())?;
    }
    let mut out = ::csv::WriterBuilder::new().delimiter(dialect.separator).from_writer(draft.out());
    let list = CustomerList::new(findings, value, options.keep_formulas, options.pseudonyms.is_some());
    for name in list.header() {
        write_cell(&mut out, &name, &target)?;
    }
    end_record(&mut out, &target)?;
    let customers = identifiers(value, options);
    let last = findings.rows.iter().map(|result| result.row).chain(findings.next.iter().map(|next| next.row));
    if last.max().is_some_and(|row| row as usize >= customers.len()) {
        return Err(ExportError::Mismatch);
    }
    for (customer, identifier) in customers.iter().enumerate() {
        for cell in list.row(customer, identifier) {
            write_cell(&mut out, &cell, &target)?;
        }
        end_record(&mut out, &target)?;
    }
    out.flush().map_err(|error| ExportError::io(&target, &error))?;
    Ok(customers.len() as u64)
}

/// The customers' identifiers as they are written.
fn identifiers<'a>(value: &'a ValueTable, options: &ExportOptions) -> Cow<'a, [String]> {
    match options.pseudonyms {
        Some(key) => Cow::Owned(key.pseudonyms(&value.ledger.customers)),
        None => Cow::Borrowed(&value.ledger.customers),
    }
}

/// Writes every transaction with its original cells, the tier of its customer and the one expected next.
///
/// With pseudonyms the columns of customer and account hold pseudonyms, all columns that did not go into the ledger are
/// left out, and records that could not be read hold nothing but their place.
pub(super) fn write_transactions(
    draft: &mut Draft,
    findings: &Findings,
    value: &ValueTable,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<(), ExportError> {
    let target = draft.target().to_path_buf();
    let mut records = original_records(&value.source)?;
    if options.bom {
        draft.write_all(BOM.as_bytes())?;
    }
    let mut out = ::csv::WriterBuilder::new()
        .delimiter(value.source.dialect.separator)
        .flexible(true)
        .from_writer(draft.out());
    let cells = CellRule { keep_formulas: options.keep_formulas };
    let header = records.header().to_vec();
    let hidden = Hidden::of(findings, value, options, &records.names());
    let kept: Vec<usize> = (0..header.len())
        .filter(|&index| !earlier::is_ours(&header[index]) && hidden.columns[index] != Cell::LeftOut)
        .collect();
    for &index in &kept {
        write_cell(&mut out, &cells.written(&header[index]), &target)?;
    }
    for name in ENTRY_COLUMNS {
        write_cell(&mut out, name, &target)?;
    }
    end_record(&mut out, &target)?;
    let customers = customer_of_rows(value);
    let next: BTreeMap<u32, u32> = findings.next.iter().map(|next| (next.row, next.predicted)).collect();
    let mut row = 0_usize;
    while let Some(record) = records.next_record()? {
        let customer = customers.get(row).copied().flatten();
        let whole = record.len() == header.len();
        for &index in &kept {
            let cell = record.get(index).unwrap_or_default();
            write_cell(&mut out, &cells.written(&hidden.cell(index, cell, customer, whole)), &target)?;
        }
        let own = customer.and_then(|customer| value.tier[customer as usize]);
        write_cell(&mut out, &tier(&cells, value, own), &target)?;
        let class = customer.and_then(|customer| next.get(&customer));
        let class = class.and_then(|&class| findings.classes.get(class as usize));
        write_cell(&mut out, &cells.written(class.map_or("", String::as_str)), &target)?;
        for cell in record.iter().skip(header.len()).filter(|_| options.pseudonyms.is_none()) {
            write_cell(&mut out, &cells.written(cell), &target)?;
        }
        end_record(&mut out, &target)?;
        row += 1;
        if (row as u64).is_multiple_of(WATCH_EVERY) {
            if watch.stopped() {
                return Err(ExportError::Stopped);
            }
            watch.report(row as f32 / value.source.n_records.max(1) as f32);
        }
    }
    if row != value.source.n_records as usize {
        return Err(ExportError::Mismatch);
    }
    out.flush().map_err(|error| ExportError::io(&target, &error))
}

/// The customer of each record; `None` for records that did not go into the ledger.
fn customer_of_rows(value: &ValueTable) -> Vec<Option<u32>> {
    let mut customers = vec![None; value.source.n_records as usize];
    for (entry, &row) in value.ledger.row.iter().enumerate() {
        if let Some(customer) = customers.get_mut(row as usize) {
            *customer = Some(value.ledger.customer_of(entry));
        }
    }
    customers
}

/// What is written of the cells of a column.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cell {
    AsItIs,
    Customer,
    Account,
    LeftOut,
}

/// What is not to be seen in a file with pseudonyms.
struct Hidden<'a> {
    key: Option<&'a PseudonymKey>,
    pseudonyms: Vec<String>,
    /// By column of the file.
    columns: Vec<Cell>,
}

impl<'a> Hidden<'a> {
    /// `names` are those of the columns in the frame, which the mapping knows.
    fn of(findings: &Findings, value: &ValueTable, options: &ExportOptions<'a>, names: &[String]) -> Self {
        let Some(key) = options.pseudonyms else {
            return Self { key: None, pseudonyms: Vec::new(), columns: vec![Cell::AsItIs; names.len()] };
        };
        let mapping = findings.value.as_ref().map(|value| &value.mapping);
        let cell = |name: &String| {
            let roles: Vec<LedgerRole> =
                mapping.map(|known| known.roles_of(name).collect()).unwrap_or_default();
            if roles.contains(&LedgerRole::Customer) {
                Cell::Customer
            } else if roles.contains(&LedgerRole::Account) {
                Cell::Account
            } else if roles.is_empty() {
                Cell::LeftOut
            } else {
                Cell::AsItIs
            }
        };
        Self {
            key: Some(key),
            pseudonyms: key.pseudonyms(&value.ledger.customers),
            columns: names.iter().map(cell).collect(),
        }
    }

    /// The cell as it may be seen.
    fn cell<'c>(&self, index: usize, cell: &'c str, customer: Option<u32>, whole: bool) -> Cow<'c, str> {
        let Some(key) = self.key else { return Cow::Borrowed(cell) };
        match self.columns[index] {
            Cell::AsItIs if whole => Cow::Borrowed(cell),
            Cell::Customer if whole && !cell.trim().is_empty() => {
                let own = customer.and_then(|customer| self.pseudonyms.get(customer as usize)).cloned();
                Cow::Owned(own.unwrap_or_else(|| key.pseudonym(cell)))
            }
            // An account may have the number of a stranger; they shall not share a pseudonym.
            Cell::Account if whole && !cell.trim().is_empty() => {
                Cow::Owned(key.pseudonym(&format!("account {cell}")))
            }
            _ => Cow::Borrowed(""),
        }
    }
}

/// Columns of the files that are not written with pseudonyms because they might tell who a customer is: joined ones, and
/// those of the transactions that play no part.
pub fn hidden_columns(value: &ValueTable) -> Vec<String> {
    let attributes = value.attributes().filter(|(_, _, identifying)| *identifying);
    let attributes = attributes.map(|(name, ..)| name.to_owned());
    // Those of joined tables stand there under the name of their file and are never written.
    let joined: Vec<String> =
        value.ledger.matches.iter().map(|matches| format!("{}: ", matches.file)).collect();
    let names = value.ledger.dropped.iter().map(|(name, _)| name);
    let unused = names.filter(|name| !joined.iter().any(|file| name.starts_with(file))).cloned();
    unused.chain(attributes).collect()
}

/// Whether a file is a list of transactions of ours: its header ends with our columns.
pub(super) fn is_ours(path: &Path) -> bool {
    has_header(path, |names| names.ends_with(&ENTRY_COLUMNS))
}
